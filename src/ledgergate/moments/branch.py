"""The branch that a change is made on: its names, and what all its commits change."""

from __future__ import annotations

from ledgergate.errors import NotChecked
from ledgergate.git.layout import heads_at
from ledgergate.git.revisions import merge_bases
from ledgergate.moments.default_branch import default_base
from ledgergate.moments.ranges import net_change

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ledgergate.model import Changed
    from ledgergate.moments.change import Change


def branch_entries(change: Change) -> tuple[Changed, ...] | None:
    """While committing on a branch whose base is known: what the whole branch changes. None otherwise."""
    change.looked_back = True
    git = change.git
    if change.compared.moment != "staged" or change.compared.source == "--base" or not change.branch:
        return None
    heads = change.heads or ((change.tip_oid,) if change.tip_oid != git.layout.empty_tree else ())
    base = default_base(git, f"refs/heads/{change.branch}", "origin") if heads else None
    if base is None or not base.oid or change.comparison is None:
        return None
    try:
        bases = tuple(dict.fromkeys(one for head in heads for one in merge_bases(git, base.oid, head)))
    except NotChecked:
        return None
    if (base.oid, bases) == (change.tip_oid, change.bases):
        return change.entries
    return net_change(change.comparison, base.oid, bases)


def branch_names(change: Change) -> tuple[str, ...]:
    """With a detached HEAD: every local branch that HEAD is the tip of, and the one that is being rebased."""
    git = change.git
    oid = change.heads[0] if change.heads else change.tip_oid
    if not oid or oid == git.layout.empty_tree:
        return ()
    named = git.lines("for-each-ref", "--format=%(refname)", f"--points-at={oid}", "refs/heads")
    named += heads_at(git.layout, oid)
    rebased = git.layout.names("rebase-merge/head-name") or git.layout.names("rebase-apply/head-name")
    return tuple(
        dict.fromkeys(one[len("refs/heads/") :] for one in [*rebased, *named] if one.startswith("refs/heads/"))
    )
