"""The work tree against HEAD, for editors; no hook judges it."""

from __future__ import annotations

from ledgergate.errors import NotChecked
from ledgergate.git.differences import records
from ledgergate.git.index import meet
from ledgergate.git.processes import DIFF
from ledgergate.git.states import Tree
from ledgergate.git.worktree import WorkTree
from ledgergate.model import Changed, Compared, Entry
from ledgergate.moments.change import Change
from ledgergate.moments.repository import branch, standing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ledgergate.git.processes import Git
    from ledgergate.moments.asked import Asked


def worktree(asked: Asked, git: Git) -> Change:
    """The work tree against HEAD."""
    if git.layout.bare:
        raise NotChecked("A bare repository has no work tree.", "Use --tree REF.")
    at = standing(git)
    meet(git.layout).require_whole()
    after = WorkTree(git)
    before = at.oid or git.layout.empty_tree

    def entries() -> tuple[Changed, ...]:
        then = Tree(git, before, side="before")._listed([""])
        now = after.listing()
        touched = {path for _, path in records(git.run("diff-index", *DIFF, before, "--"))}
        touched |= {path for path in now if path not in then}
        return tuple(_changed(path, then, now) for path in sorted(touched))

    return Change(
        git,
        Compared("worktree", before, "worktree", "--worktree", notes=("whitespace is looked at once it is staged",)),
        after,
        branch=branch(at, asked.variables),
        tip=before,
        entries=entries,
    )


def _changed(path: str, then: dict[str, str], now: dict[str, Entry]) -> Changed:
    mode, _, oid = then.get(path, "").partition(" ")
    return Changed(path, Entry(path, mode, oid) if mode else None, now.get(path))
