"""Measures which tests run which lines, tries a sample of mutants, prints the score and the survivors."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from benchmarks.mutation import report

_HERE = Path(__file__).resolve().parents[2]
# Tests that judge the project itself, time it, or only start it as a user does.
_LEFT_OUT = (
    "performance",
    "recipes",
    "test_contributing.py",
    "test_structure.py",
    "test_project.py",
    "test_dependencies.py",
)


def main() -> int:
    asked = _arguments()
    asked.out.mkdir(parents=True, exist_ok=True)
    if asked.measure or not (asked.out / "contexts" / "durations.json").exists():
        _pytest(asked, "contexts", *asked.tests)
    results = asked.out / f"{asked.seed}.jsonl"
    if not asked.report:
        _pytest(
            asked, "trying", *asked.tests,
            MUTATION_RESULTS=results, MUTATION_SEED=asked.seed, MUTATION_EACH=asked.each, MUTATION_BUDGET=asked.budget,
            MUTATION_ONLY="\n".join(asked.only),
        )  # fmt: skip
    sys.stdout.write(report.table(results, asked.root, survivors=True))
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutation", description=__doc__)
    parser.add_argument("--seed", default="1", help="what the sample is drawn by (default: 1)")
    parser.add_argument("--each", type=int, default=60, help="mutants of each package (default: 60)")
    parser.add_argument("--budget", type=float, default=20, help="seconds of covering tests per mutant (default: 20)")
    parser.add_argument(
        "--only", action="append", default=[], metavar="NAME", help="a mutant of the sample; repeatable"
    )
    parser.add_argument("--out", type=Path, default=_HERE / "build" / "mutation", help="where results are kept")
    parser.add_argument("--root", type=Path, default=_HERE / "src" / "ledgergate", help=argparse.SUPPRESS)
    parser.add_argument("--measure", action="store_true", help="measure again which tests run which lines")
    parser.add_argument("--report", action="store_true", help="print what is there, try nothing")
    parser.add_argument("tests", nargs="*", default=_tests(), help="test files or folders (default: those in process)")
    return parser.parse_args()


def _tests() -> list[str]:
    names = sorted(one for one in (_HERE / "tests").iterdir() if one.name.startswith("test_") or one.is_dir())
    return [f"tests/{one.name}" for one in names if one.name not in _LEFT_OUT and not one.name.startswith("__")]


def _pytest(asked: argparse.Namespace, plugin: str, *tests: str, **more: object) -> None:
    environment = {
        **os.environ,
        # This checkout's package, wherever another one may be installed.
        "PYTHONPATH": os.pathsep.join(str(_HERE / name) for name in ("src", "hooks", ".")),
        "MUTATION_CONTEXTS": str(asked.out / "contexts"),
        "MUTATION_ROOT": str(asked.root),
        **{name: str(value) for name, value in more.items()},
    }
    words = ["-q", "-n", "0", "-p", "no:cacheprovider", "-p", f"benchmarks.mutation.{plugin}", *tests]
    subprocess.run([sys.executable, "-m", "pytest", *words], cwd=_HERE, env=environment, check=plugin != "contexts")


if __name__ == "__main__":
    sys.exit(main())
