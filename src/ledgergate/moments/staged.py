"""The commit being made: the index against HEAD, against every parent of a merge, or against a base."""

from __future__ import annotations

from ledgergate.git import differences
from ledgergate.git.comparison import Comparison
from ledgergate.git.index import meet
from ledgergate.git.states import Index
from ledgergate.model import Compared
from ledgergate.moments.change import Change
from ledgergate.moments.repository import branch, standing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledgergate.git.comparison import Net
    from ledgergate.git.layout import Head
    from ledgergate.git.processes import Git
    from ledgergate.model import Changed
    from ledgergate.moments.asked import Asked


def staged(asked: Asked, git: Git, source: str) -> Change:
    """The commit being made: the index against HEAD, against every parent of a merge, or against a base."""
    at = standing(git)
    index_file = meet(git.layout)
    index = Index(git, index_file)
    comparison = Comparison(git, index, index_file=index_file)
    merging = merged_heads(git, asked.variables)
    if asked.base or (merging and at.oid):
        index_file.require_whole()
    if asked.base:
        from ledgergate.moments.ranges import staged_since

        return staged_since(asked, git, at, comparison, index, merging, "--base" if asked.staged else source)
    if merging and at.oid:
        return _staged_merge(git, at, comparison, index, merging, source)
    before = at.oid or git.layout.empty_tree
    git.warm()
    calls = comparison.start(before)
    note = () if at.oid else ("before the first commit: compared with the empty tree",)
    return Change(
        git,
        Compared("staged", before, "index", source, notes=note),
        index,
        branch=branch(at, asked.variables),
        tip=before,
        bases=(before,),
        comparison=comparison,
        entries=lambda: tuple(one for _, one in sorted(comparison.read(calls, before).items())),
        left=lambda: _left(git, comparison, at.ref, (at.oid,) if at.oid else ()),
    )


def _left(git: Git, comparison: Comparison, ref: str, heads: tuple[str, ...]) -> Net | None:
    """What the branch changes with this commit; while it is rebased, HEAD is on no branch."""
    from ledgergate.moments.branch import left, rebased

    return left(git, comparison, ref or rebased(git), heads)


def merged_heads(git: Git, told: Mapping[str, str]) -> tuple[str, ...]:
    """The other parents of a merge being committed. A clean merge has no MERGE_HEAD yet: git's variables name them."""
    heads = git.layout.names("MERGE_HEAD")
    if not heads and told.get("GIT_REFLOG_ACTION", "").split(" ")[0] in ("merge", "pull"):
        heads = [name[len("GITHEAD_") :] for name in told if name.startswith("GITHEAD_")]
    return tuple(one for one in heads if len(one) == git.layout.width and not one.strip("0123456789abcdef"))


def _staged_merge(
    git: Git, at: Head, comparison: Comparison, index: Index, merging: tuple[str, ...], source: str
) -> Change:
    """In a merge only what holds against every parent is the merge's own."""
    calls = {parent: comparison.start(parent) for parent in (at.oid, *merging)}

    def entries() -> tuple[Changed, ...]:
        return differences.common([comparison.read(call, parent) for parent, call in calls.items()])

    note = "a merge: compared with every parent"
    compared = Compared("staged", at.oid, "index", source, notes=(note,))
    return Change(
        git,
        compared,
        index,
        branch=branch(at, {}),
        tip=at.oid,
        heads=(at.oid, *merging),
        comparison=comparison,
        entries=entries,
        left=lambda: _left(git, comparison, at.ref, (at.oid, *merging)),
    )
