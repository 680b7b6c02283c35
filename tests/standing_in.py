"""Git opened on a real repository, and programs that stand in its place where no honest git says what is wanted."""

from __future__ import annotations

import os
import select
import shutil
import tempfile
from pathlib import Path

from ledgergate.git.layout import locate
from ledgergate.git.processes import Git, Limits
from support import scrubbed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
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


def opening(folder: Path) -> Iterator[Opens]:
    """Opens gits that know nothing of this machine; all of them are closed at the end."""
    opened: list[Git] = []

    def opens(where: Repository, script: str = "", /, *, variables: dict[str, str] | None = None, **limits: Any) -> Git:
        known = scrubbed(folder, **(standing_in(folder, script) if script else {}), **(variables or {}))
        opened.append(Git(locate(str(where.path), known), known, Limits(**limits)))
        return opened[-1]

    yield opens
    for git in opened:
        git.close()


def standing_in(folder: Path, script: str) -> dict[str, str]:
    """A PATH whose git is this shell script; `$REAL` is the true git, `$HERE` a folder of the script's own."""
    here = tempfile.mkdtemp(dir=folder)
    program = Path(here, "git")
    program.write_text(f"#!/bin/sh\nREAL='{_REAL}' HERE='{here}'\n{script}\n")
    program.chmod(0o755)
    return {"PATH": f"{here}{os.pathsep}{os.environ['PATH']}"}


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
