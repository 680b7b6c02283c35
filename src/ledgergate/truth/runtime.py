"""What of a change reaches the runtime, under the policies of both its ends."""

from __future__ import annotations

from itertools import chain

from ledgergate.truth.touched import Touched, touched

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgergate.git.patterns import Patterns
    from ledgergate.model import Changed
    from ledgergate.moments import Change
    from ledgergate.sides import Side


def runtime_changes(after: Side, change: Change, *befores: Side) -> tuple[Touched, ...]:
    """What of a change reaches the runtime under either policy, sorted by path; ask the side for it.

    What attributes reach counts, and what earlier commits of the branch did: an amend must not hide them.
    """
    from ledgergate.git.patterns import Patterns

    found: dict[str, Touched] = {}
    for some in _patterns(after, befores):
        patterns = Patterns(some)
        for one in chain(touched(change, patterns), _besides(change, patterns, after, befores)):
            found.setdefault(one.path, one)
    return tuple(found[path] for path in sorted(found))


def runtime_of(after: Side, change: Change, befores: Sequence[Side], entries: Sequence[Changed]) -> tuple[Touched, ...]:
    """What of some entries, one commit's, reaches the runtime under either policy, sorted by path."""
    from ledgergate.git.patterns import Patterns

    found: dict[str, Touched] = {}
    for some in _patterns(after, befores):
        for one in touched(change, Patterns(some), entries):
            found.setdefault(one.path, one)
    return tuple(found[path] for path in sorted(found))


def _patterns(after: Side, befores: Sequence[Side]) -> list[tuple[str, ...]]:
    every = [one.policy.runtime.patterns for one in (after, *befores[:1])]
    return [one for number, one in enumerate(every) if one and one not in every[:number]]


def _besides(change: Change, patterns: Patterns, after: Side, befores: Sequence[Side]) -> Iterator[Touched]:
    from ledgergate.truth.attributes import by_attributes

    if befores:
        yield from by_attributes(change, patterns, befores[0].documents, after.documents)
    earlier = change.branch_entries()
    for one in touched(change, patterns, earlier) if earlier else ():
        yield one if one.detail else one.but(detail="an earlier commit of this branch did")
