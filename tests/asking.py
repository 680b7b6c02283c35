"""The git that a check asks, in a real repository; a program of our own may stand in its place, to listen or to lie."""

from __future__ import annotations

import os
import select
import shutil
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from ledgergate.git.layout import locate
from ledgergate.git.processes import Git, Limits
from support import scrubbed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any, Protocol

    from support import Repository

    class Opens(Protocol):
        """A git on a repository; with a script, that script is its git. Limits by their names."""

        def __call__(
            self, where: Repository, script: str = "", /, *, variables: dict[str, str] | None = None, **limits: float
        ) -> Git: ...


TRACED = b'{"event":"version","sid":"1","exe":"2.43.0"}\n'
PATIENCE = "Set LEDGERGATE_GIT_TIMEOUT to more seconds if the repository needs them."
_REAL = shutil.which("git")
# An object is written down before git hears of it, so that whoever has read the answer finds it there.
_HEAR = """
case "$*" in
    *cat-file*) while read -r oid; do echo "$oid" >>'{log}'; echo "$oid"; done | "$REAL" "$@";;
    *) {{ printf '%s\\0' "$@"; printf '\\n'; }} >>'{log}'; exec "$REAL" "$@";;
esac
"""


@contextmanager
def asking(
    repo: Repository, script: str = "", variables: Mapping[str, str] | None = None, **limits: Any
) -> Iterator[Git]:
    """Git as a check has it there, which knows nothing of this machine. A script is found in its place."""
    folder = repo.path.parent
    known = scrubbed(folder, **(standing_in(folder, script) if script else {}), **(variables or {}))
    git = Git(locate(str(repo.path), known), known, Limits(**limits))
    try:
        yield git
    finally:
        git.close()


def opening() -> Iterator[Opens]:
    """Opens such gits; all of them are closed at the end."""
    with ExitStack() as opened:

        def opens(
            where: Repository, script: str = "", /, *, variables: dict[str, str] | None = None, **limits: Any
        ) -> Git:
            return opened.enter_context(asking(where, script, variables, **limits))

        yield opens


def standing_in(folder: Path, script: str) -> dict[str, str]:
    """A PATH whose git is this script for /bin/sh; `$REAL` is the true git, `$HERE` a folder of the script's own."""
    if os.name == "nt":
        pytest.skip("what stands in git's place is a script for /bin/sh")
    here = tempfile.mkdtemp(dir=folder)
    program = Path(here, "git")
    program.write_text(f"#!/bin/sh\nREAL='{_REAL}' HERE='{here}'\n{script}\n")
    program.chmod(0o755)
    return {"PATH": f"{here}{os.pathsep}{os.environ['PATH']}"}


def lies(verb: str, said: str) -> str:
    """A program that does this where git is asked for that verb, and is git itself in all else."""
    return f'case " $* " in *" {verb} "*) {said};; *) exec "$REAL" "$@";; esac'


def printed(folder: Path, said: bytes) -> str:
    """The words of a script that print these bytes, whatever they are."""
    handle, name = tempfile.mkstemp(dir=folder)
    with open(handle, "wb") as file:
        file.write(said)
    return f"cat '{name}'"


def first_cat_file(folder: Path, said: bytes, then: str = "exec sleep 1000", err: bytes = TRACED) -> str:
    """A script whose first `cat-file` hears one question and answers this; all else is the true git's."""
    lie = f"{printed(folder, err)} >&2; read asked; {printed(folder, said)}; {then}"
    return f'case "$*" in *cat-file*) [ -e "$HERE/lied" ] || {{ : >"$HERE/lied"; {lie}; }};; esac\nexec "$REAL" "$@"'


def pid(child: Any) -> int:
    """The process of a child that runs, of either kind."""
    return int(child._running.pid if hasattr(child, "_running") else child.pid)


def lives(process: int) -> bool:
    """Whether a process of ours is there still; one that has ended and was waited for is not."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def deaf(child: Any) -> None:
    """Waits until a child has closed its ear, so that the next question breaks in our hands."""
    listener = select.poll()
    listener.register(child._running.stdin if hasattr(child, "_running") else child._in, 0)
    assert listener.poll(60_000)


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
