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


EARLIER = "an earlier commit of this branch did"


def runtime_changes(after: Side, change: Change, *befores: Side) -> tuple[Touched, ...]:
    """What of a change reaches the runtime under either policy, sorted by path; ask the side for it.

    Where it is known where the branch left the default branch, what it has changed since then counts, and nothing else:
    an amend must not hide what earlier commits did, and what is taken out again, or came from there, is none of it.
    """
    from ledgergate.git.patterns import Patterns

    whole = change.branch_entries()
    entries = change.entries if whole is None else whole
    found: dict[str, Touched] = {}
    for some in _patterns(after, befores):
        patterns = Patterns(some)
        for one in chain(touched(change, patterns, entries), _by_attributes(change, patterns, after, befores, entries)):
            found.setdefault(one.path, one)
        for one in _behind_links(entries, patterns, after, befores):
            found.setdefault(one.path, one)
    own = {one.path for one in change.entries} if found and whole is not None else set(found)
    told = (found[path] for path in sorted(found))
    return tuple(one if one.detail or one.path in own else one.but(detail=EARLIER) for one in told)


def runtime_of(after: Side, change: Change, befores: Sequence[Side], entries: Sequence[Changed]) -> tuple[Touched, ...]:
    """What of some entries, one commit's, reaches the runtime under either policy, sorted by path."""
    from ledgergate.git.patterns import Patterns

    found: dict[str, Touched] = {}
    for some in _patterns(after, befores):
        patterns = Patterns(some)
        reached = touched(change, patterns, entries, merge=False)
        for one in chain(reached, _behind_links(entries, patterns, after, befores)):
            found.setdefault(one.path, one)
    return tuple(found[path] for path in sorted(found))


def _patterns(after: Side, befores: Sequence[Side]) -> list[tuple[str, ...]]:
    every = [one.policy.runtime.patterns for one in (after, *befores[:1])]
    return [one for number, one in enumerate(every) if one and one not in every[:number]]


def _by_attributes(
    change: Change, patterns: Patterns, after: Side, befores: Sequence[Side], entries: Sequence[Changed]
) -> Iterator[Touched]:
    from ledgergate.truth.attributes import by_attributes

    if befores:
        counted = {one.path for one in entries}
        found = by_attributes(change, patterns, befores[0].documents, after.documents)
        yield from (one for one in found if one.path in counted)


def _behind_links(
    entries: Sequence[Changed], patterns: Patterns, after: Side, befores: Sequence[Side]
) -> Iterator[Touched]:
    """What the runtime holds through its own links, those of either state: a change may take the link away as well."""
    from ledgergate.truth.led import led

    if not entries:
        return
    states = [side.ask(led, patterns.lines) for side in (after, *befores)]
    for one in entries:
        hit = next((told for state in states if (told := state.reaches(one.path)) is not None), None)
        if hit is not None:
            yield Touched(one.path, one, "led", *hit)
