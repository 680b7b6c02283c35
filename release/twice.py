"""Builds the wheel and the sdist of a commit twice, in surroundings that differ, and refuses bytes that do."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import tempfile
from io import BytesIO
from pathlib import Path

# What a build must not depend on: where it runs, the clock's zone, the order of a set, who may read a new file.
_SURROUNDINGS = (
    ("one", {"TZ": "UTC", "PYTHONHASHSEED": "1", "LC_ALL": "C"}, 0o022),
    ("another/place", {"TZ": "Asia/Kolkata", "PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8"}, 0o077),
)


class Unbuilt(Exception):
    """There is nothing that could be released."""


class Differs(Unbuilt):
    """Two builds of one commit are not the same files."""


def git(repository: Path, *words: str) -> bytes:
    return subprocess.run(["git", *words], cwd=repository, check=True, stdout=subprocess.PIPE).stdout


def built(repository: Path, commit: str) -> dict[str, bytes]:
    """The distributions of that commit by file name. Raises Differs, with the names of those that are not the same.

    The files come from the commit, so nothing that lies in the work tree beside them gets in.
    """
    archive = git(repository, "-c", "core.autocrlf=false", "archive", "--format=tar", commit)
    epoch = git(repository, "show", "-s", "--format=%ct", commit).decode().strip()
    with tempfile.TemporaryDirectory(prefix="ledgergate-release-") as room:
        first, second = (
            _built(Path(room) / place, archive, {**variables, "SOURCE_DATE_EPOCH": epoch}, mask)
            for place, variables, mask in _SURROUNDINGS
        )
    other = sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))
    if other:
        raise Differs(f"built twice, not the same bytes: {', '.join(other)}")
    return first


def _built(place: Path, archive: bytes, variables: dict[str, str], mask: int) -> dict[str, bytes]:
    source, out = place / "source", place / "dist"
    former = os.umask(mask)
    try:
        source.mkdir(parents=True)
        with tarfile.open(fileobj=BytesIO(archive)) as files:
            files.extractall(source, filter="data")
        # hatchling itself, not a front end: the one that is installed builds, and nothing is fetched.
        done = subprocess.run(
            [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-t", "wheel", "-d", str(out)],
            cwd=source, env={**os.environ, **variables}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
    finally:
        os.umask(former)
    if done.returncode:
        raise Unbuilt(f"hatchling failed:\n{done.stdout.decode(errors='replace')}")
    return {file.name: file.read_bytes() for file in sorted(out.iterdir())}
