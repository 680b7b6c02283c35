"""The whole gate on files in memory: no git runs, and nothing is written."""

from __future__ import annotations

import atexit
import tempfile
from functools import cache
from pathlib import Path

from ledgergate import gate
from ledgergate.git.states import Overlay
from ledgergate.model import Changed, Compared, Entry
from ledgergate.moments import Asked
from ledgergate.moments.change import Change
from ledgergate.moments.imagined import Imagined
from ledgergate.moments.repository import open_git
from ledgergate.request import Request
from support import Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledgergate.git.processes import Git
    from ledgergate.model import Verdict

# It asks git about two states that git has; the other two ask the clock and the machine.
REQUEST = Request(ignore=("whitespace-error",), today="2026-01-31")


def judged(
    files: Mapping[str, bytes], before: Mapping[str, bytes] | None = None, request: Request = REQUEST
) -> Verdict:
    """The gate's verdict on a state, or on the change from one to the other."""
    return gate.judge_change(request, change(files, before))


def change(files: Mapping[str, bytes], before: Mapping[str, bytes] | None = None) -> Change:
    after = Overlay(None, files, name="after", stamp="after")
    if not before:
        return Change(_git(), Compared("tree", None, "after", "imagined"), after)
    then = Overlay(None, before, name="before", side="before", stamp="before")
    paths = sorted(path for path in {*files, *before} if files.get(path) != before.get(path))
    entries = tuple(Changed(path, _entry("before", path, before), _entry("after", path, files)) for path in paths)
    return Imagined(_git(), then, after, entries)


def _entry(stamp: str, path: str, files: Mapping[str, bytes]) -> Entry | None:
    return Entry(path, "100644", f"{stamp}:{path}") if path in files else None


@cache
def _git() -> Git:
    """Git in an empty repository; nobody asks it anything."""
    folder = tempfile.TemporaryDirectory(prefix="ledgergate-fuzzing-")
    atexit.register(folder.cleanup)
    where = Repository(Path(folder.name) / "empty")
    return open_git(Asked(cwd=str(where.path), environment=where.environment()))
