"""An item known before is neither present nor accounted for by a disposition.

**Why.** A candidate that disappears without a word was either forgotten or decided in secret.

**Rejected**: the commit deletes C-7's heading.

**Accepted**: C-7 moved under "Closed" with `Merged into C-4`, `Superseded by 044`, or `~~C-7~~ dropped: no demand`.

**The way out.** Restore the item, or write what became of it where the policy's `dispositions` say.
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
        vanished = [one.item for one in accounts(before, after, name) if one.kind == "vanished"]
        if vanished:
            from ledgergate.rules.likeness import Likeness

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
        cures.insert(0, f"if it was renamed, write at {near.label}: renamed from {item.shown}")
        related = (Related(near.place, f"the likeliest new name: {near.label}"),)
    place = item.place.__class__(item.document.path, item.place.line, 1, item.place.line, 1, "before")
    return found(
        place,
        f"{item.label} was in the ledger '{name}' and is neither listed nor accounted for",
        *cures,
        key=item.shown,
        related=related,
    )
