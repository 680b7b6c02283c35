"""A range of commits, from the merge bases of its base to its head, and a state without a base."""

from __future__ import annotations

from ledgergate.errors import NotChecked
from ledgergate.git.comparison import Comparison, Net
from ledgergate.git.layout import Head
from ledgergate.git.revisions import Revision, is_zero, merge_bases, resolve
from ledgergate.git.states import Tree
from ledgergate.model import Compared
from ledgergate.moments.change import Change
from ledgergate.moments.default_branch import default_base
from ledgergate.moments.repository import branch, standing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ledgergate.git.processes import Git
    from ledgergate.git.states import Index
    from ledgergate.model import Changed
    from ledgergate.moments.asked import Asked

GIVE_BASE = "Give the base: --base REF"
NO_BASE = "no base is known, so change rules did not run"


def asked_range(asked: Asked, git: Git) -> Change:
    """`--base` with or without `--head`. Without a base, one is looked for."""
    if is_zero(asked.head):
        return deleted(git, "--head")
    found = resolve(git, asked.head or "HEAD")
    if not found.oid:
        raise NotChecked("There is no commit yet, so there is no range.", "Commit first, or use --staged.")
    if asked.base and not is_zero(asked.base):
        return ranged(asked, git, resolve(git, asked.base).oid, found, "--base")
    return since_default(asked, git, found, "--head", "range")


def ranged(
    asked: Asked,
    git: Git,
    tip: str,
    found: Revision,
    source: str,
    *,
    moment: str = "range",
    left: tuple[str, tuple[str, ...]] | None = None,
    brought: bool = False,
    also: tuple[str, ...] = (),
) -> Change:
    """From the merge bases of `tip` and a commit to that commit.

    With `left`, the default branch's tip and where the branch left it, that is what the branch is to be merged into;
    `brought` says that the range may hold something of it, which is none of the branch's; `also` are states that items
    may have come from besides the base.
    """
    if not tip:
        raise NotChecked("The base has no commit yet, so there is no range.", GIVE_BASE)
    bases = tuple(merge_bases(git, tip, found.oid))
    after = Tree(git, found.oid)
    comparison = Comparison(git, after, found.oid)
    # Without being asked, too: where the base has not moved it costs nothing, and where it has, a gate must know.
    wanted = asked.merge_result is not False
    own = Net(comparison, tip, bases)
    net = own if left is None else Net(comparison, *left)
    notes = (
        () if len(bases) == 1 else (f"{len(bases)} merge bases: a path counts only if it differs from the tip, too",)
    )
    return Change(
        git,
        Compared(moment, bases[0], found.oid, source, notes=notes),
        after,
        branch=branch(Head(found.ref, found.oid), asked.variables),
        tip=tip,
        heads=(found.oid,),
        bases=bases,
        entries=lambda: _without(own.entries(), net.entries()) if brought else own.entries(),
        onto=net if wanted else None,
        left=None if left is None else lambda: net,
        brought=brought,
        also=also,
    )


def _without(own: tuple[Changed, ...], net: tuple[Changed, ...]) -> tuple[Changed, ...]:
    """The entries without those that came from the default branch: the whole branch does not change them."""
    paths = {one.path for one in net}
    return tuple(one for one in own if one.path in paths)


def since_default(
    asked: Asked, git: Git, found: Revision, source: str, moment: str, remote: str = "origin", cure: str = GIVE_BASE
) -> Change:
    """Since the merge base with the default branch; without one a state alone, which in CI is not enough."""
    base = default_base(git, found.ref, remote)
    if base is not None and asked.in_ci and base.oid == found.oid:
        base = None
    if base is not None:
        try:
            return ranged(asked, git, base.oid, found, base.ref)
        except NotChecked:
            if asked.in_ci or asked.require_base:
                raise
    if asked.in_ci or asked.require_base:
        raise no_base(cure)
    return alone(asked, git, found, source, moment)


def alone(asked: Asked, git: Git, found: Revision, source: str, moment: str) -> Change:
    """A state that nothing came before: the rules on one state are judged."""
    compared = Compared(moment, None, found.oid, source, notes=(NO_BASE,))
    name = branch(Head(found.ref, found.oid), asked.variables)
    return Change(git, compared, Tree(git, found.oid), branch=name, heads=(found.oid,))


def no_base(cure: str = GIVE_BASE) -> NotChecked:
    return NotChecked("No base is known, and one is needed here, so nothing was checked.", cure)


def staged_since(
    asked: Asked, git: Git, at: Head, comparison: Comparison, index: Index, merging: tuple[str, ...], source: str
) -> Change:
    """The commit being made together with the branch's earlier commits."""
    tip = resolve(git, asked.base).oid
    if not at.oid:
        raise NotChecked("Before the first commit there is no common ancestor with a base.", "Leave out --base.")
    bases = tuple(dict.fromkeys(one for parent in (at.oid, *merging) for one in merge_bases(git, tip, parent)))
    net = Net(comparison, tip, bases)
    return Change(
        git,
        Compared("staged", bases[0], "index", source, notes=("the branch's earlier commits are judged with it",)),
        index,
        branch=branch(at, asked.variables),
        tip=tip,
        heads=(at.oid, *merging),
        bases=bases,
        comparison=comparison,
        entries=net.entries,
        onto=net if asked.merge_result is not False else None,
        left=lambda: net,
    )


def deleted(git: Git, source: str) -> Change:
    """A ref that goes away leaves nothing to judge; the state is the one that HEAD has, if any."""
    at = standing(git)
    after = Tree(git, at.oid or git.layout.empty_tree)
    return Change(git, Compared("range", None, after.name, source), after, idle="the ref is deleted: nothing to judge")


def tree(asked: Asked, git: Git, name: str, source: str) -> Change:
    """A state without a change: what is wrong with the tree as a whole."""
    found = resolve(git, name)
    if not found.oid:
        raise NotChecked("There is no commit yet, so nothing was checked.", "Commit first, or use --staged.")
    at = Head(found.ref, found.oid)
    return Change(
        git,
        Compared("tree", None, found.oid, source, notes=(NO_BASE,)),
        Tree(git, found.oid),
        branch=branch(at, asked.variables),
        heads=(found.oid,),
    )
