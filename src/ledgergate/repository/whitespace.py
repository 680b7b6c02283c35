"""What `git diff --check` says of some documents: the one question that reads attributes, on purpose."""

from __future__ import annotations

from ledgergate.expressions import expression
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgergate.repository.change import Change

_LINE = expression(r":(\d+): ([^\n]+?)\.?\Z")


class Blank(Value):
    """One complaint: the document, the line from 1, git's words for it."""

    path: str
    line: int
    what: str


def blanks(change: Change, paths: Sequence[str]) -> Iterator[Blank]:
    """Complaints about what the change adds to these documents, in git's order."""
    before = change.compared.before
    # Of the work tree git would say it only through filters, which are programs.
    if before is None or not paths or change.after.name == "worktree":
        return
    how = ("diff-index", "--cached") if change.after.name == "index" else ("diff-tree", "-r")
    ends = (before,) if change.after.name == "index" else (before, change.after.name)
    options = ("--check", "--no-renames", "--no-ext-diff", "--no-textconv", "--no-color", "--no-relative")
    for line in change.git.lines(*how, *options, *ends, "--", *paths, accept=(0, 2)):
        path = next((one for one in paths if line.startswith(f"{one}:")), "")
        found = _LINE.match(line, len(path)) if path else None
        if found is not None:
            yield Blank(path, int(found[1]), found[2])
