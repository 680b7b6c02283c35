"""`python -m benchmarks`: the gate beside its floors and its peers, as one table of ratios in Markdown.

Every pair runs in turn, A B A B, after a warm-up. A ratio is the median of the rounds' own ratios. The gate runs from
a copy installed into a virtual environment of its own, as a user's does; F starts that same environment's interpreter.
"""

from __future__ import annotations

import argparse
import datetime
import platform
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.bench import Bench
from benchmarks.costs import costs
from benchmarks.installed import Installed
from benchmarks.rows import ROWS
from benchmarks.table import HEAD, machine


def main() -> int:
    chosen = _options()
    if platform.system() == "Windows":
        print("the benchmarks need a system with fork and wait4", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="ledgergate-benchmarks-") as folder:
        installed = Installed(Path(folder) / "installed")
        bench = Bench(Path(folder) / "repositories", installed, chosen.runs, chosen.quick)
        told = []
        for line in _told(bench, chosen):
            print(line, flush=True)
            told.append(line)
    if chosen.into:
        put(chosen.into, "costs" if chosen.costs else "table", "\n".join(told))
    return 0


def _told(bench: Bench, chosen: argparse.Namespace) -> Iterator[str]:
    if chosen.costs:
        yield from costs(bench)
    else:
        yield HEAD
        for name, rows in ROWS.items():
            if name in chosen.only:
                yield from rows(bench)
    versions = (f"{name} {version}" for name, version in bench.installed.all_versions())
    yield f"\n{datetime.date.today()}: {machine(versions)}."


def put(path: Path, name: str, text: str) -> None:
    """Writes what was told between the two marks of that name in a Markdown file."""
    begin, end = f"<!-- {name} -->\n", f"\n<!-- end of {name} -->"
    before, _, rest = path.read_text(encoding="utf-8").partition(begin)
    after = rest.partition(end)[2]
    path.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8")


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=15, help="rounds of what takes a breath; a quarter for the rest")
    options.add_argument("--only", nargs="+", choices=ROWS, default=list(ROWS), metavar="NAME", help=" ".join(ROWS))
    options.add_argument("--quick", action="store_true", help="a tenth of every size, to see that all of it works")
    options.add_argument("--costs", action="store_true", help="in place of the table: where the hook's time goes")
    options.add_argument("--into", type=Path, metavar="FILE", help="write it between its marks in a file, too")
    return options.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
