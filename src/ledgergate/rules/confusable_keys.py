"""Two keys of one ledger, or a report's and the ledger's, are equal to every reader: only lookalikes differ.

**Why.** Whoever writes the one may mean the other, and every report and citation is then about one of two things.

**Rejected**: a ledger whose keys have no pattern lists `C-1 Sync` and `С‑1 Export`, whose C is Cyrillic and whose dash
is another sign. A report's row `С-1 Sync`, whose C is Cyrillic, where the ledger has `C-1`: whoever looks for C-1 does
not find it.

**Accepted**: keys that differ in a letter or a digit that readers tell apart; a row's dashes and digits, which editors
replace.

**The fix.** Type one of the two keys again, or give one of the items a key of its own.
"""

from __future__ import annotations

from ledgergate.ledgers.invisible import likened
from ledgergate.ledgers.words import key_skeleton
from ledgergate.model import Related
from ledgergate.rules.view import found

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Finding, Item
    from ledgergate.rules.view import View


def check(view: View) -> Iterator[Finding]:
    for ledger in view.after.ledgers.values():
        keys: dict[str, Item] = {}
        for item in ledger.items:
            twin = keys.setdefault(_alike(item), item)
            if twin.key != item.key:
                yield _offence(item, twin)
    yield from _of_rows(view)


def _of_rows(view: View) -> Iterator[Finding]:
    """Rows whose keys hold a letter that only looks like the one of the item's key."""
    foreign = [(report, row) for report in view.after.reports for row in report.rows or () if not row.shown.isascii()]
    if not foreign:
        return
    named = {ledger.name: {_alike(item): item for item in ledger.items} for ledger in view.after.ledgers.values()}
    for report, row in foreign:
        item = named.get(report.ledger, {}).get(_alike(row))
        if item is not None and key_skeleton(_plain(row.shown)) not in (item.key, *item.others):
            yield _offence(row, item)


def _plain(text: str) -> str:
    """Letters as they are, dashes and digits as keyboards have them."""
    from unicodedata import category, decimal

    return "".join(
        "-" if category(one) == "Pd" or one == "\u2212" else str(decimal(one)) if category(one) == "Nd" else one
        for one in text
    )


def _alike(item: Item) -> str:
    """The key as a reader sees it; one in ASCII is as it is compared anyway."""
    if item.shown.isascii():
        return key_skeleton(item.shown)
    return key_skeleton(_plain(likened(item.shown)))


def _offence(item: Item, other: Item) -> Finding:
    related = (Related(other.place, f"the other one: {other.label}"),)
    cure = f"type the key again as in {other.shown}, or give one of the items a key of its own"
    return found(
        item.place, f"the keys {item.shown} and {other.shown} look alike and are not the same", cure,
        key=item.shown, related=related,
    )  # fmt: skip
