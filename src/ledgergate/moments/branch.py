"""The branch that a change is made on: its names, and where it left the default branch."""

from __future__ import annotations

from ledgergate.errors import NotChecked
from ledgergate.git.layout import heads_at
from ledgergate.git.revisions import merge_bases
from ledgergate.moments.default_branch import default_base

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ledgergate.git.processes import Git


def since(git: Git, branch: str, heads: tuple[str, ...]) -> tuple[str, tuple[str, ...]] | None:
    """The default branch's tip, and all merge bases of it and these heads of a branch; None where one is not known."""
    base = default_base(git, f"refs/heads/{branch}", "origin") if heads else None
    if base is None or not base.oid:
        return None
    try:
        return base.oid, tuple(dict.fromkeys(one for head in heads for one in merge_bases(git, base.oid, head)))
    except NotChecked:
        return None


def branches_at(git: Git, oid: str) -> tuple[str, ...]:
    """Every local branch that a commit is the tip of, and first the one that is being rebased."""
    if not oid or oid == git.layout.empty_tree:
        return ()
    named = git.lines("for-each-ref", "--format=%(refname)", f"--points-at={oid}", "refs/heads")
    named += heads_at(git.layout, oid)
    rebased = git.layout.names("rebase-merge/head-name") or git.layout.names("rebase-apply/head-name")
    return tuple(
        dict.fromkeys(one[len("refs/heads/") :] for one in [*rebased, *named] if one.startswith("refs/heads/"))
    )
