"""What moved between the parts of each ledger's partition since the state before, for those who only look at it."""

from __future__ import annotations

from collections import Counter

from ledgergate.errors import LedgergateError
from ledgergate.expressions import Slow
from ledgergate.ledgers.conservation import accounts
from ledgergate.ledgers.words import title_skeleton
from ledgergate.model import Moved
from ledgergate.reading import part, parting, partition, whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ledgergate.model import Item, Partition
    from ledgergate.rules.view import View
    from ledgergate.sides import Side


def movements(view: View, partitions: Iterable[Partition]) -> tuple[tuple[Partition, ...], tuple[Moved, ...]]:
    """The same partitions, each with what it was before, and the items that are in another part than before.

    What was before is read under the policy of that time, as its own verdict would count it. Nothing is said of a
    ledger that was not there or cannot be read, nor of any where the policy's patterns take too long: the verdict
    stands without it.
    """
    every = tuple(partitions)
    try:
        return _movements(view, every)
    except Slow:
        return every, ()


def _movements(view: View, partitions: Iterable[Partition]) -> tuple[tuple[Partition, ...], tuple[Moved, ...]]:
    before = view.before
    made: list[Partition] = []
    moved: list[Moved] = []
    for one in partitions:
        earlier = _earlier(view.after, before, one) if before is not None and one.before is not None else None
        if earlier is not None:
            side, was = earlier
            one = one.but(by_before=was.by)
            if side is not view.after:
                moved += _moved(side, view.after, one.ledger)
        made.append(one)
    return tuple(made), tuple(moved)


def _earlier(after: Side, before: Side, one: Partition) -> tuple[Side, Partition] | None:
    """The side before, with all that decides in which part an item is, and its partition."""
    if before.ledgers is after.ledgers and not any(rules.classifies for rules in after.policy.reports):
        return after, one
    try:
        side = before.ask(whole)
        was = partition(side, None, one.ledger) if one.ledger in side.ledgers else None
    except LedgergateError:
        return None
    if was is None or side.ledgers[one.ledger].partial or side.documents.lost or was.after != one.before:
        return None
    return side, was


def _moved(before: Side, after: Side, name: str) -> Iterator[Moved]:
    """Each item that is in another part, new or gone; the sums over these lead from one partition to the other."""
    was, now = parting(before.policy, name), parting(after.policy, name)
    pairs, gone, new = _paired(before.ledgers[name].items, after.ledgers[name].items)
    for earlier, later in pairs:
        if part(earlier, was) != part(later, now):
            yield Moved(name, later.shown, later.title, part(earlier, was), part(later, now), "", later.place)
    told = {account.item.key: account.kind for account in accounts(before, after, name)} if gone else {}
    for one in gone:
        # Two that stood under one key and are one now are merged.
        how = told.get(one.key) or ("merged" if any(one.key == kept.key for kept, _ in pairs) else "renamed")
        yield Moved(name, one.shown, one.title, part(one, was), None, how, one.place)
    for one in new:
        yield Moved(name, one.shown, one.title, None, part(one, now), "added", one.place)


def _paired(
    before: Iterable[Item], after: Iterable[Item]
) -> tuple[list[tuple[Item, Item]], list[Item], list[Item]]:  # fmt: skip
    """Items that are the same by their keys, else by titles that only one of each has; those left over."""
    pairs, gone, new = _by(lambda item: item.key, before, after)
    count = Counter(title_skeleton(item.title) for item in (*gone, *new))
    more, gone, new = _by(lambda item: title if count[title := title_skeleton(item.title)] == 2 else "", gone, new)
    return [*pairs, *more], gone, new


def _by(
    name: Callable[[Item], str], before: Iterable[Item], after: Iterable[Item]
) -> tuple[list[tuple[Item, Item]], list[Item], list[Item]]:  # fmt: skip
    waiting: dict[str, list[Item]] = {}
    for item in before:
        waiting.setdefault(name(item), []).append(item)
    pairs, new = [], []
    for item in after:
        same = waiting.get(name(item)) if name(item) else None
        if same:
            pairs.append((same.pop(0), item))
        else:
            new.append(item)
    return pairs, [item for some in waiting.values() for item in some], new
