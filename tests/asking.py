"""The git that a check asks, in a real repository; a program of our own may stand before it, to listen or to lie."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from pathlib import Path

import pytest

from ledgergate.git.layout import locate
from ledgergate.git.processes import Git, Limits
from support import scrubbed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from support import Repository

_REAL = shutil.which("git")
# An object is written down before git hears of it, so that whoever has read the answer finds it there.
_HEAR = """
case "$*" in
    *cat-file*) while read -r oid; do echo "$oid" >>'{log}'; echo "$oid"; done | "$REAL" "$@";;
    *) {{ printf '%s\\0' "$@"; printf '\\n'; }} >>'{log}'; exec "$REAL" "$@";;
esac
"""


@contextmanager
def asking(repo: Repository, program: str = "", **limits: Any) -> Iterator[Git]:
    """Git as a check has it there. A `program` (for /bin/sh) is found in git's place; it knows git itself as $REAL."""
    variables = scrubbed(repo.path.parent, **(standing_in(repo, program) if program else {}))
    git = Git(locate(str(repo.path), variables), variables, Limits(**limits))
    try:
        yield git
    finally:
        git.close()


def standing_in(repo: Repository, program: str) -> dict[str, str]:
    """The variables under which that program is found in git's place."""
    if os.name == "nt":
        pytest.skip("what stands in git's place is a script for /bin/sh")
    folder = repo.path.parent / f"{repo.path.name}.bin"
    folder.mkdir(exist_ok=True)
    made = folder / "git"
    made.write_text(f"#!/bin/sh\nREAL={_REAL}\n{program}\n")
    made.chmod(0o755)
    return {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}


def lies(verb: str, said: str) -> str:
    """A program that does this where git is asked for that verb, and is git itself in all else."""
    return f'case " $* " in *" {verb} "*) {said};; *) exec "$REAL" "$@";; esac'


class Heard:
    """All that git is asked, by a program that writes it down and passes it on to git."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._log.write_bytes(b"")
        self.program = _HEAR.format(log=log)

    def told(self) -> list[list[str]]:
        """What was asked since this was last looked at: the words after `git SETTINGS`, and objects one by one."""
        said = self._log.read_bytes().decode("utf-8", "surrogateescape")
        self._log.write_bytes(b"")
        lines = [line.removesuffix("\0").split("\0") for line in said.splitlines()]
        return [one[one.index("credential.helper=") + 1 :] if len(one) > 1 else one for one in lines]
