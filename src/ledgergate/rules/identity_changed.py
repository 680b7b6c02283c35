"""A key stands for another thing than before, or an item stands under another key, and nothing says so.

**Why.** Reports, specs and tickets name items by their keys. Where C-3 means another thing today, each of them says
something wrong, and nobody sees that the thing that C-3 meant was lost.

**Rejected**: `C-3 Tenant search` becomes `C-30 Tenant search`; or `C-3 Dark mode`, and the tenant search is nowhere.

**Accepted**: another wording of the title (`C-3 Search for tenants`); the same words below another title; the line

    - C-30 renamed from C-3         C-30 (formerly C-3)             C-3 umbenannt in C-30

in the ledger's documents or in those of its reports, or the old key in a field of `kind = "alias"`. Keys that only
count are no names: rows or phases 1 to 9 may be counted anew, and several items may move up together behind one that
was put in. A draft may get its number, all keys another form (`7`, `ADR-7`), and what only this branch knows any key,
where it is known where the branch left the default one.

It is advice where a file or a package is renamed with its number and keeps the words of its name, where the key is a
row's bare number, and where most titles of a ledger are other ones at once, as in a translation.

**The fix.** Give the item its key again, or write which key it had before. The equation then says `1 renamed`.
"""

from __future__ import annotations

from ledgergate.documents import Documents
from ledgergate.ledgers import names
from ledgergate.ledgers.conservation import accounts, given_now, said_now, where_told
from ledgergate.ledgers.renumbering import Changes, changes
from ledgergate.model import Related
from ledgergate.rules.view import found

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.ledgers.renumbering import Moved, Replaced
    from ledgergate.model import Finding, Item
    from ledgergate.policy.model import LedgerPolicy
    from ledgergate.rules.view import View
    from ledgergate.sides import Side


_MANY = 3  # pieces of advice, which one stands for


def check(view: View) -> Iterator[Finding]:
    after, told = view.after, set[tuple[str, str]]()
    for before in view.befores:
        for name in _compared(before, after):
            left = _left(before, after, name, view.befores)
            yield from _offences(_shared(left, view, before, name) if left else left, name, after, told)
    for merge in view.joined:
        for name in _compared(merge.parent, after):
            if name in merge.result.ledgers:
                yield from _offences(_overwritten(merge.parent, merge.result, after, name), name, after, told)


def _compared(before: Side, after: Side) -> Iterator[str]:
    """The ledgers whose keys both policies read alike."""
    for name in before.ledgers if before.ledgers is not after.ledgers else ():
        if name in after.ledgers and not after.ledgers[name].partial:
            rules = after.policy.ledgers[name]
            if rules.conserve and _read_alike(before.policy.ledgers[name], rules):
                yield name


def _read_alike(one: LedgerPolicy, other: LedgerPolicy) -> bool:
    return (one.key, one.title, [source.key for source in one.sources], [source.title for source in one.sources]) == (
        other.key, other.title, [source.key for source in other.sources], [source.title for source in other.sources],
    )  # fmt: skip


def _left(before: Side, after: Side, name: str, befores: tuple[Side, ...] = ()) -> Changes:
    """What nothing accounts for. In a merge, what another parent holds under the key has a right to it."""
    found = changes(before.ledgers[name], after.ledgers[name], after.policy.ledgers[name].sources)
    if not found:
        return found
    gone = {one.item.key for one in accounts(before, after, name)} | given_now(before, after, name)
    every: list[Moved | Replaced] = [*found.moved, *found.replaced]
    _, said = said_now(before, after, name, [one.was for one in every])
    theirs = {(item.key, item.title) for side in befores if name in side.ledgers for item in side.ledgers[name].items}
    lost = after.documents.lost

    def counts(one: Moved | Replaced) -> bool:
        return one.was.key not in gone and one.was.document.path not in lost and said.of(one.was) is None

    moved = [one for one in found.moved if counts(one) and not (one.taken and (one.was.key, one.taken.title) in theirs)]
    return found.but(moved=tuple(moved), replaced=tuple(one for one in found.replaced if counts(one)))


def _shared(left: Changes, view: View, before: Side, name: str) -> Changes:
    """Those of them that others know: the branch's own items, which it may renumber, are in no state that it left.

    What a merge brings together is somebody's.
    """
    states = view.change.left_at() if view.change is not None and len(view.befores) == 1 else ()
    if not states or before.snapshot in states:
        return left
    ledgers = [names(Documents(state), before.policy, name) for state in states]
    known = {item.key for ledger in ledgers for item in ledger.items}
    return Changes(
        tuple(one for one in left.moved if one.was.key in known),
        tuple(one for one in left.replaced if one.was.key in known),
        tuple(one for one in left.reworded if one.was.key in known),
    )


def _overwritten(parent: Side, result: Side, after: Side, name: str) -> Changes:
    """What a merge within the change put another thing in the place of, and what has not come back since."""
    found = _left(parent, after, name)
    then = changes(parent.ledgers[name], result.ledgers[name])
    keys = {one.was.key for one in (*then.replaced, *then.reworded)}
    replaced, reworded = (
        tuple(one for one in part if one.was.key in keys) for part in (found.replaced, found.reworded)
    )
    return Changes((), replaced, reworded)


def _offences(left: Changes, name: str, after: Side, told: set[tuple[str, str]]) -> Iterator[Finding]:
    unsure = [one for one in left.moved if not one.sure and (name, one.was.key) not in told]
    if len(unsure) >= _MANY:
        told.update((name, one.was.key) for one in unsure)
        yield _counted_anew(unsure)
    for moved in left.moved:
        if (name, moved.was.key) not in told:
            told.add((name, moved.was.key))
            one = _moved(moved, where_told(after, moved.now, name))
            yield one if moved.sure else one.but(level="advise")
    for replaced in left.replaced:
        if (name, replaced.was.key) not in told:
            told.add((name, replaced.was.key))
            one = _replaced(replaced, where_told(after, replaced.now, name))
            yield one if replaced.sure else one.but(level="advise")
    new = [one for one in left.reworded if (name, one.was.key) not in told]
    if new:
        told.update((name, one.was.key) for one in new)
        yield _reworded(new)


def _moved(one: Moved, where: str) -> Finding:
    was, now = one.was, one.now
    message = f"{_title(was)} stood under {was.shown} and stands under {now.shown} now"
    if one.taken is not None:
        message += f"; {was.shown} stands for {_title(one.taken)}"
    return found(
        now.place, message, f"write into {where}: - {now.shown} renamed from {was.shown}",
        f"or give {_title(now)} the key {was.shown} again", key=was.shown, related=_there(was),
    )  # fmt: skip


def _counted_anew(every: list[Moved]) -> Finding:
    first = every[0]
    message = (
        f"{len(every)} items stand under other numbers than before, {_title(first.was)} among them: "
        f"{first.was.shown} and now {first.now.shown}"
    )
    cure = "see that what cites the numbers still means the same items"
    return found(first.now.place, message, cure, key=first.was.shown, related=_there(first.was)).but(level="advise")


def _replaced(one: Replaced, where: str) -> Finding:
    was, now = one.was, one.now
    cures = [f"write into {where}: - {was.title} dropped: REASON", f"or give {_title(now)} a key of its own"]
    if not one.arrived:
        cures.insert(0, f"if it is the same thing, write into {where}: - {now.shown} renamed from {was.title}")
    message = f"{was.shown} stood for {_title(was)} and stands for {_title(now)} now; {_title(was)} stands nowhere"
    return found(now.place, message, *cures, key=was.shown, related=_there(was))


def _reworded(every: list[Replaced]) -> Finding:
    first = every[0]
    some = f"{len(every)} keys have other titles than before, {first.was.shown} among them"
    which = some if len(every) > 1 else f"{first.was.shown} has another title than before"
    message = f"{which}: {_title(first.was)} and now {_title(first.now)}"
    cure = "see that each key still stands for the same thing"
    return found(first.now.place, message, cure, key=first.was.shown, related=_there(first.was)).but(level="advise")


def _title(item: Item) -> str:
    return item.but(shown=item.title).label


def _there(was: Item) -> tuple[Related, ...]:
    place = was.place.__class__(was.document.path, was.place.line, 1, was.place.line, 1, "before")
    return (Related(place, f"as it was: {was.label}"),)
