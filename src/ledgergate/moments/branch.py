"""The branch that a change is made on: its names, and where it left the default branch."""

from __future__ import annotations

from contextlib import suppress

from ledgergate.errors import NotChecked
from ledgergate.git.comparison import Net
from ledgergate.git.layout import heads_at
from ledgergate.git.revisions import merge_bases
from ledgergate.moments.default_branch import default_base

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ledgergate.git.comparison import Comparison
    from ledgergate.git.processes import Git


def left(git: Git, comparison: Comparison, ref: str, heads: tuple[str, ...], remote: str = "origin") -> Net | None:
    """What a branch with these heads changes since it left the default branch; None where that is not known."""
    base = default_base(git, ref, remote) if heads else None
    if base is None or not base.oid:
        return None
    with suppress(NotChecked):
        bases = tuple(dict.fromkeys(one for head in heads for one in merge_bases(git, base.oid, head)))
        return Net(comparison, base.oid, bases)
    return None


def rebased(git: Git) -> str:
    """The full name of the branch that is being rebased, "" while none is."""
    names = git.layout.names("rebase-merge/head-name") or git.layout.names("rebase-apply/head-name")
    return next((one for one in names if one.startswith("refs/heads/")), "")


def branches_at(git: Git, oid: str) -> tuple[str, ...]:
    """Every local branch that a commit is the tip of, and first the one that is being rebased."""
    if not oid or oid == git.layout.empty_tree:
        return ()
    named = git.lines("for-each-ref", "--format=%(refname)", f"--points-at={oid}", "refs/heads")
    named += heads_at(git.layout, oid)
    return tuple(
        dict.fromkeys(one[len("refs/heads/") :] for one in [rebased(git), *named] if one.startswith("refs/heads/"))
    )
