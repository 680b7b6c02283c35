"""What `git diff --check` says of some documents: the one question that reads attributes, on purpose."""

from __future__ import annotations

from ledgergate.expressions import expression
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgergate.git.processes import Git

_LINE = expression(r":(\d+): ([^\n]+?)\.?\Z")


class Blank(Value):
    """One complaint: the document, the line from 1, git's words for it."""

    path: str
    line: int
    what: str


def blanks(git: Git, before: str, after: str, paths: Sequence[str]) -> Iterator[Blank]:
    """Complaints about what these documents gain between a commit and another one, or "index"; in git's order."""
    how = ("diff-index", "--cached") if after == "index" else ("diff-tree", "-r")
    ends = (before,) if after == "index" else (before, after)
    options = ("--check", "--no-renames", "--no-ext-diff", "--no-textconv", "--no-color", "--no-relative")
    for line in git.lines(*how, *options, *ends, "--", *paths, accept=(0, 2)):
        path = next((one for one in paths if line.startswith(f"{one}:")), "")
        found = _LINE.match(line, len(path)) if path else None
        if found is not None:
            yield Blank(path, int(found[1]), found[2])
