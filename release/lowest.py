"""Runs the fast part of the tests on the lowest versions that pyproject.toml admits, on the oldest Python.

`python release/lowest.py [TEST...]`: what the tests themselves need is as it is pinned; of what the gate runs on, each
is the lowest. A floor that nobody runs is a guess.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from locked import PYTHONS, TESTS

ROOT = Path(__file__).resolve().parents[1]
FAST = ("tests/cli", "tests/rules", "tests/policy")
UV = (sys.executable, "-m", "uv")


def main() -> int:
    asked = _asked()
    with tempfile.TemporaryDirectory(prefix="ledgergate-lowest-") as room:
        place = Path(room, "venv")
        floors = Path(room, "floors.txt")
        floors.write_text(lowest(asked.python), encoding="utf-8")
        print(floors.read_text(encoding="utf-8"), end="", flush=True)
        install = [*UV, "pip", "install", "--quiet", "--python", str(place)]
        for words in (
            [*UV, "venv", "--quiet", "--no-project", "--python", asked.python, str(place)],
            [*install, "--require-hashes", "-r", str(TESTS)],
            [*install, "-r", str(floors)],
            [*install, "--no-deps", "--no-build-isolation", "-e", str(ROOT)],
        ):
            subprocess.run(words, check=True)
        bin_ = place / ("Scripts" if os.name == "nt" else "bin")
        path = os.pathsep.join([str(bin_), os.environ.get("PATH", "")])
        tests = [str(bin_ / "python"), "-m", "pytest", "-q", "-n", "2", "--dist", "loadgroup", *asked.tests]
        return subprocess.run(tests, cwd=ROOT, env={**os.environ, "PATH": path}).returncode


def lowest(python: str) -> str:
    """The lowest versions of what the gate runs on, a line each, as pip reads them."""
    words = ["pip", "compile", "--quiet", "--no-annotate", "--no-header", "--resolution", "lowest-direct"]
    asked = [*UV, *words, "--python", python, str(ROOT / "pyproject.toml")]
    return subprocess.run(asked, check=True, capture_output=True, text=True, encoding="utf-8").stdout


def _asked() -> argparse.Namespace:
    told = argparse.ArgumentParser(description="Run the fast part of the tests on the lowest versions.")
    told.add_argument("tests", nargs="*", default=list(FAST), help="instead of the fast part")
    told.add_argument(
        "--python", default=PYTHONS[0], metavar="VERSION", help="another than the oldest; a version or a path"
    )
    return told.parse_args()


if __name__ == "__main__":
    sys.exit(main())
