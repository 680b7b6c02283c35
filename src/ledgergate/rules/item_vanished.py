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
has moved.

**The fix.** Restore the item, or write what became of it. A policy's `dispositions` name one place for it, or add
words.
"""

from __future__ import annotations

from ledgergate.ledgers.conservation import accounts
from ledgergate.model import Related
from ledgergate.rules.view import found

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Finding, Item
    from ledgergate.rules.view import View


def check(view: View) -> Iterator[Finding]:
    before, after = view.before, view.after
    for name in before.ledgers if before is not None else ():
        if before is None or name not in after.ledgers or not after.policy.ledgers[name].conserve:
            continue
        if after.ledgers[name].partial:
            continue  # what was not read is not gone
        lost = after.documents.lost
        vanished = [
            one.item
            for one in accounts(before, after, name)
            if one.kind == "vanished" and one.item.document.path not in lost
        ]
        if vanished:
            from ledgergate.ledgers.likeness import Likeness

            known = {item.key for item in before.ledgers[name].items}
            added = [item for item in after.ledgers[name].items if item.key not in known]
            titles = Likeness(item.title for item in added)
            for item in vanished:
                near = titles.likeliest(item.title, 0.5)
                yield _offence(item, name, added[near] if near is not None else None)


def _offence(item: Item, name: str, near: Item | None) -> Finding:
    cures = [f"restore it, or write: {item.shown} dropped: REASON"]
    related: tuple[Related, ...] = ()
    if near is not None:
        cures.insert(0, f"if it has a new name, write: {near.shown} renamed from {item.shown}")
        related = (Related(near.place, f"the likeliest new name: {near.label}"),)
    place = item.place.__class__(item.document.path, item.place.line, 1, item.place.line, 1, "before")
    return found(
        place,
        f"{item.label} was in the ledger '{name}' and is neither listed nor accounted for",
        *cures,
        key=item.shown,
        related=related,
    )
