"""Zero-width, bidirectional or other invisible characters in a key, a title or a classified value.

**Why.** `ado<U+200B>pt` looks like `adopt` and is another word: it is counted nowhere, and found by no search.

**Rejected**: a key, a title or a bucket that holds U+200B, U+00AD, U+202E or one of their kind.

**Accepted**: the same words without it. Joiners inside emoji, and inside scripts that need them, are no offence.

**The fix.** Type the words again; the message names the character.
"""

from __future__ import annotations

from ledgergate.ledgers.invisible import hidden
from ledgergate.rules.view import found

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Finding, Item
    from ledgergate.rules.view import View


def check(view: View) -> Iterator[Finding]:
    for ledger in view.after.ledgers.values():
        for item in ledger.items:
            if not _is_ascii(item):
                yield from _of(item, f"the ledger '{ledger.name}'")
    for report in view.after.reports:
        for row in report.rows or ():
            if not _is_ascii(row):
                yield from _of(row, "the report")


def _is_ascii(item: Item) -> bool:
    """Whether nothing of it can be invisible, as of nearly all."""
    if not (item.shown.isascii() and item.title.isascii()):
        return False
    for said in item.fields.values():
        for one in said:
            if not one.raw.isascii():
                return False
    return True


def _of(item: Item, where: str) -> Iterator[Finding]:
    name = hidden(item.shown) or hidden(item.title)
    if name:
        yield found(
            item.place, f"{item.label} in {where} holds the invisible character {name}", "type it again", key=item.shown
        )
    for field, said in item.fields.items():
        for one in said:
            name = hidden(one.raw) if one.kind in ("value", "unknown") and len(one.raw) < 200 else ""
            if name:
                message = f"the {field} of {item.label} holds the invisible character {name}"
                yield found(one.place, message, "type it again", key=item.shown)
