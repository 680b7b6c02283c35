"""`python -m benchmarks [--runs N] [--files N …]`: the hook beside its floor F and beside what others run at a commit.

F is a bare interpreter followed by `git diff --cached --raw -z`. The hook runs from a copy installed into a virtual
environment of its own, so that its modules are compiled as a user's are.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from pathlib import Path

from benchmarks.repositories import made
from benchmarks.timing import paired

ROOT = Path(__file__).resolve().parents[1]
TARGETS = {500: (2.5, 4.0), 20_000: (2.2, 3.2), 200_000: (1.3, 1.5)}


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=15)
    options.add_argument("--files", type=int, nargs="+", default=[500, 20_000])
    options.add_argument("--candidates", type=int, default=180)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        commands = _installed(Path(folder) / "installed")
        print("| work | files | ours s | beside s | ratio | quartiles | target | peak MiB |")
        print("|---|---|---|---|---|---|---|---|")
        for row in _rows(Path(folder), commands, chosen):
            print(row, flush=True)
    return 0


def _installed(folder: Path) -> Path:
    venv.create(folder, with_pip=True)
    place = folder / ("Scripts" if sys.platform == "win32" else "bin")
    install = [str(place / "python"), "-m", "pip", "install", "-q", "--compile", str(ROOT), "pre-commit-hooks"]
    subprocess.run(install, check=True)
    return place


def _rows(folder: Path, commands: Path, chosen: argparse.Namespace) -> Iterator[str]:
    hook = [[str(commands / "ledgergate-hook")]]
    floor = [[str(commands / "python"), "-c", "pass"], ["git", "diff", "--cached", "--raw", "-z"]]
    peer = [[str(commands / "check-added-large-files"), "docs/notes.md"]]
    for files in chosen.files:
        opened = made(folder / f"open-{files}", files=files, candidates=chosen.candidates)
        closed = made(
            folder / f"closed-{files}", files=files, candidates=chosen.candidates, branch="docs/x", patterns=50
        )
        open_target, closed_target = TARGETS.get(files, (0.0, 0.0))
        yield _row("hook beside F, open branch", files, paired(hook, floor, opened, chosen.runs), open_target)
        yield _row(
            "hook beside F, read-only, 50 patterns", files, paired(hook, floor, closed, chosen.runs), closed_target
        )
        yield _row("hook beside check-added-large-files", files, paired(hook, peer, opened, chosen.runs), 0.9)


def _row(work: str, files: int, pair: tuple[float, ...], target: float) -> str:
    ours, beside, ratio, low, high, memory = pair
    wanted = f"{target:g}" if target else "–"
    times = f"{ours:.3f} | {beside:.3f} | {ratio:.2f} | {low:.2f}–{high:.2f}"
    return f"| {work} | {files:,} | {times} | {wanted} | {memory:.0f} |"


if __name__ == "__main__":
    raise SystemExit(main())
