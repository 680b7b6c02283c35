"""An item known before is neither present nor accounted for by a disposition.

**Why.** A candidate that disappears without a word was either forgotten or decided in secret.

**Rejected**: the commit deletes C-7's heading.

**Accepted**, in the ledger's documents or in those of its reports, in English or German:

    - C-7 merged into C-4            Merged C-7 into C-4            C-7 wurde mit C-4 zusammengeführt
    - C-7 superseded by C-9          C-9 supersedes C-7             C-7 durch C-9 ersetzt
    - C-9 renamed from C-7           C-9 (formerly C-7)             C-7 umbenannt in C-9
    - ~~C-7~~ no demand              C-7 dropped: no demand         Verworfen: C-7, keine Nachfrage
    - C-7 moved to docs/later.md

and under a heading such as "Closed", "Done" or "Erledigt" the item alone. An item that now stands in another ledger
has moved. A merge has more than one state before it: an item of any of its parents counts.

**The fix.** Restore the item, or write what became of it. Where one new item alone has nearly the old title,
`ledgergate fix` asks on a terminal whether it is the same, and writes the line. A policy's `dispositions` name one
place for it, or add words.
"""

from __future__ import annotations

from collections import Counter

from ledgergate.ledgers.conservation import accounts, where_told
from ledgergate.model import Fix, Related
from ledgergate.moments.mending import mending
from ledgergate.rules.view import found

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Finding, Item
    from ledgergate.rules.view import Joined, View
    from ledgergate.sides import Side

_MOST = 100  # items whose new name is asked for; nobody answers more questions
_LIKELY, _EVIDENT = 0.5, 0.75  # how like an old title the new one is that is offered, and that is asked about


def check(view: View) -> Iterator[Finding]:
    after = view.after
    told: set[tuple[str, str]] = set()
    for before in view.befores:
        for name, items in _vanished(before, after):
            yield from _offences(items, name, before, view, told)
    for one in view.joined:
        for name, items in _dropped(one, after):
            yield from _offences(items, name, one.parent, view, told, f": the merge {one.oid[:12]} dropped it")


def _vanished(before: Side, after: Side) -> Iterator[tuple[str, list[Item]]]:
    """By ledger what nothing accounts for; what was not read is not gone."""
    lost = after.documents.lost
    for name in before.ledgers:
        if name in after.ledgers and after.policy.ledgers[name].conserve and not after.ledgers[name].partial:
            found = [one.item for one in accounts(before, after, name) if one.kind == "vanished"]
            items = [item for item in found if item.document.path not in lost]
            if items:
                yield name, items


def _dropped(merge: Joined, after: Side) -> Iterator[tuple[str, list[Item]]]:
    """What a merge within the change lost of one parent, and what has not come back since."""
    left = dict(_vanished(merge.parent, after))
    for name, items in _vanished(merge.parent, merge.result) if left else ():
        keys = {item.key for item in items}
        yield name, [item for item in left.get(name, ()) if item.key in keys]


def _offences(
    items: list[Item], name: str, before: Side, view: View, told: set[tuple[str, str]], how: str = ""
) -> Iterator[Finding]:
    """A finding for each item that no other state before has told of."""
    after = view.after
    left = [item for item in items if (name, item.key) not in told]
    if not left:
        return
    from ledgergate.ledgers.likeness import Likeness

    told.update((name, item.key) for item in left)
    known = {item.key for item in before.ledgers[name].items}
    gone = {(item.key, item.title) for item in left}
    # What another item was called before is that item under another key, and no new name of this one.
    others = {item.title for item in before.ledgers[name].items if (item.key, item.title) not in gone}
    added = [item for item in after.ledgers[name].items if item.key not in known and item.title not in others]
    titles = Likeness(item.title for item in added)
    likely = [titles.likeliest(item.title, _LIKELY) for item in left]
    once = {near for near, count in Counter(likely).items() if count == 1}
    for number, (item, near) in enumerate(zip(left, likely, strict=True)):
        evident = number < _MOST and near in once and titles.likeliest(item.title, _EVIDENT) == near
        one = added[near] if near is not None else None
        fix = _renaming(after, name, item, one) if one is not None and evident else None
        yield _offence(item, name, one, _cures(view, name, item, one), how, fix)


def _cures(view: View, name: str, item: Item, near: Item | None) -> list[str]:
    """How to keep the item, and how to say what became of it."""
    where, command = where_told(view.after, item, name), _restoring(view, item)
    told = f"write into {where}: - {item.shown} dropped: REASON"
    cures = [f"restore it: {command}", f"or {told}"] if command else [f"restore it, or {told}"]
    if near is not None:
        cures.insert(0, f"if it has a new name, write into {where}: - {near.shown} renamed from {item.shown}")
    return cures


def _restoring(view: View, item: Item) -> str:
    """The command that brings back a file which went with its item, "" where none did."""
    path = item.document.path
    if view.change is None or view.after.snapshot.entry(path) is not None:
        return ""
    return mending(view.change, path, back=True)


def _renaming(after: Side, name: str, item: Item, near: Item) -> Fix | None:
    """The line that says the new name. Only its author knows that it is one, so that it is asked for."""
    from ledgergate.ledgers.rename_lines import line_to_add

    edit = line_to_add(after, name, item, near)
    if edit is None:
        return None
    line = edit.text.strip()
    question = f"{item.label} is gone and {near.label} is new: is it the same under a new name"
    return Fix(f"write '{line}'", (edit,), asks=f"{question} (writes '{line}' into {edit.path})?")


def _offence(item: Item, name: str, near: Item | None, cures: list[str], how: str, fix: Fix | None) -> Finding:
    related: tuple[Related, ...] = ()
    if near is not None:
        related = (Related(near.place, f"the likeliest new name: {near.label}"),)
    place = item.place.__class__(item.document.path, item.place.line, 1, item.place.line, 1, "before")
    return found(
        place,
        f"{item.label} was in the ledger '{name}' and is neither listed nor accounted for{how}",
        *cures,
        key=item.shown,
        related=related,
        fix=fix,
    )
