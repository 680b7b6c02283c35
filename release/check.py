"""Checks a wheel and an sdist before anybody gets them: what they hold, how they read, and whether they run.

`python release/check.py FOLDER` looks at what `release/make.py` wrote there. Each is installed by uv into an
environment of its own on the oldest and the newest Python, or on those that `--python` names, and the demo is run.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import tomli

from contents import archived, sdist_faults, wheel_faults
from locked import PYTHONS
from twice import git

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

UV = (sys.executable, "-m", "uv")


def main() -> int:
    asked = _asked()
    commit = archived(git(asked.repository, "-c", "core.autocrlf=false", "archive", "--format=tar", asked.revision))
    project = tomli.loads(commit["pyproject.toml"].decode())["project"]
    name = f"{project['name']}-{project['version']}"
    wheel, sdist = asked.folder / f"{name}-py3-none-any.whl", asked.folder / f"{name}.tar.gz"
    absent = [file for file in (wheel, sdist) if not file.exists()]
    if absent:
        print(f"there is no {absent[0]}: python release/make.py {asked.folder} --source URL", file=sys.stderr)
        return 1
    faults = [*wheel_faults(wheel.read_bytes(), commit, project), *sdist_faults(sdist.read_bytes(), commit, project)]
    faults += rendered(wheel, sdist)
    for python in asked.pythons or (PYTHONS[0], PYTHONS[-1]):
        for file in (wheel, sdist):
            faults += ran(file, python, project)
    print("".join(f"{one}\n" for one in faults) or f"{name}: nothing is wrong with it")
    return 1 if faults else 0


def rendered(*files: Path) -> Iterator[str]:
    """What `twine check --strict` says against them: an index would refuse the file, or show it without its page."""
    words = [sys.executable, "-m", "twine", "--no-color", "check", "--strict", *map(str, files)]
    done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        yield f"twine: {done.stdout.strip()}{done.stderr.strip()}"


def ran(file: Path, python: str, project: dict[str, Any]) -> Iterator[str]:
    """What goes wrong where the file is installed on that Python and run, in an empty folder."""
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="ledgergate-check-") as room:
        place = Path(room, "venv")
        made = _run([*UV, "venv", "--quiet", "--no-project", "--python", python, str(place)], room)
        if made.returncode:
            yield f"{file.name} was not run: uv finds no Python {python} (--python names others)"
            return
        bin_ = place / ("Scripts" if os.name == "nt" else "bin")
        python = _run(
            [str(bin_ / "python"), "-c", "import platform; print(platform.python_version())"], room
        ).stdout.strip()
        done = _run([*UV, "pip", "install", "--quiet", "--python", str(place), str(file.resolve())], room)
        if done.returncode:
            yield f"{file.name} is not installed on Python {python}: {done.stderr.strip()[-400:]}"
            return
        version = _run([str(bin_ / "ledgergate"), "--version"], room)
        if version.stdout.strip() != f"{project['name']}, version {project['version']}":
            yield f"{file.name} on Python {python} says it is {version.stdout.strip() or version.stderr.strip()!r}"
        demo = _run([str(bin_ / "ledgergate"), "demo"], room)
        if demo.returncode or "refused: " not in demo.stdout:
            yield f"{file.name} on Python {python}: the demo ends with {demo.returncode}: {demo.stderr.strip()[-400:]}"
    print(f"{file.name} on Python {python}: installed and run in {time.monotonic() - begun:.0f} s")


def _run(words: list[str], room: str) -> subprocess.CompletedProcess[str]:
    """With nothing of this environment's Python: what is installed is what is run."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    return subprocess.run(words, cwd=room, env=kept, capture_output=True, text=True, encoding="utf-8")


def _asked() -> argparse.Namespace:
    told = argparse.ArgumentParser(description="Check a wheel and an sdist before anybody gets them.")
    told.add_argument("folder", type=Path, help="where release/make.py wrote them")
    told.add_argument(
        "--python", dest="pythons", action="append", metavar="VERSION", help="a version or a path; repeatable"
    )
    told.add_argument("--revision", default="HEAD", help="the commit that they are made of; HEAD without it")
    told.add_argument("--repository", type=Path, default=Path(__file__).resolve().parents[1], help=argparse.SUPPRESS)
    return told.parse_args()


if __name__ == "__main__":
    sys.exit(main())
