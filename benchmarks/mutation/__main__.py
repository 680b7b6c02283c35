"""Measures which tests run which lines, tries a sample of mutants, prints the score and the survivors."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from benchmarks.mutation import report, typed

_HERE = Path(__file__).resolve().parents[2]
# Tests that judge the project itself, time it, use a browser or another tool, or build and install it.
_LEFT_OUT = (
    "performance",
    "recipes",
    "test_contributing.py",
    "test_structure.py",
    "test_project.py",
    "test_dependencies.py",
    "test_expressions.py",
    "test_fuzzing.py",
    "test_lock.py",
    "test_mutation.py",
    "test_offline.py",
    "test_release.py",
    "test_seeded.py",
    "page/test_browser.py",
    "entry_points/test_pre_commit.py",
    "init/test_recording.py",
)


def main() -> int:
    asked = _arguments()
    asked.out.mkdir(parents=True, exist_ok=True)
    measured = asked.out / "contexts" / "durations.json"
    # A test that fails where it is measured (1) is left out.
    if (asked.measure or not measured.exists()) and _started(asked, "contexts", *asked.tests).wait() > 1:
        return 2
    results = asked.out / f"{asked.seed}.jsonl"
    if not asked.report:
        for one in [_share(asked, results, number) for number in range(asked.jobs)]:
            one.wait()
    sys.stdout.write(report.table(results, asked.root, survivors=True))
    if asked.types:
        sys.stdout.write("".join(f"refused by mypy: {name}\n" for name in typed.refused(results, asked.root)))
    return 0


def _share(asked: argparse.Namespace, results: Path, number: int) -> subprocess.Popen[bytes]:
    return _started(
        asked, "trying", *asked.tests,
        MUTATION_RESULTS=results, MUTATION_SEED=asked.seed, MUTATION_EACH=asked.each, MUTATION_BUDGET=asked.budget,
        MUTATION_ONLY="\n".join(asked.only), MUTATION_SHARE=f"{number}/{asked.jobs}",
    )  # fmt: skip


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutation", description=__doc__)
    parser.add_argument("--seed", default="1", help="what the sample is drawn by (default: 1)")
    parser.add_argument("--each", type=int, default=60, help="mutants of each package (default: 60)")
    parser.add_argument("--jobs", type=int, default=1, help="processes that share the mutants (default: 1)")
    parser.add_argument("--budget", type=float, default=20, help="seconds of covering tests per mutant (default: 20)")
    parser.add_argument(
        "--only", action="append", default=[], metavar="NAME", help="a mutant of the sample; repeatable"
    )
    parser.add_argument("--out", type=Path, default=_HERE / "build" / "mutation", help="where results are kept")
    parser.add_argument("--root", type=Path, default=_HERE / "src" / "ledgergate", help=argparse.SUPPRESS)
    parser.add_argument("--measure", action="store_true", help="measure again which tests run which lines")
    parser.add_argument("--report", action="store_true", help="print what is there, try nothing")
    parser.add_argument("--types", action="store_true", help="say which survivors the type checker refuses")
    parser.add_argument("tests", nargs="*", default=_tests(), help="test files or folders (default: those in process)")
    return parser.parse_args()


def _tests() -> list[str]:
    names = sorted(one for one in (_HERE / "tests").iterdir() if one.name.startswith("test_") or one.is_dir())
    return [f"tests/{one.name}" for one in names if one.name not in _LEFT_OUT and not one.name.startswith("__")]


def _started(asked: argparse.Namespace, plugin: str, *tests: str, **more: object) -> subprocess.Popen[bytes]:
    environment = {
        **os.environ,
        # This checkout's package, wherever another one may be installed.
        "PYTHONPATH": os.pathsep.join(str(_HERE / name) for name in ("src", "hooks", ".")),
        "MUTATION_CONTEXTS": str(asked.out / "contexts"),
        "MUTATION_ROOT": str(asked.root),
        **{name: str(value) for name, value in more.items()},
    }
    left_out = [f"--ignore=tests/{name}" for name in _LEFT_OUT]
    words = ["-q", "-n", "0", "-p", "no:cacheprovider", "-p", f"benchmarks.mutation.{plugin}", *left_out, *tests]
    return subprocess.Popen([sys.executable, "-m", "pytest", *words], cwd=_HERE, env=environment)


if __name__ == "__main__":
    sys.exit(main())
