"""Zero-width, bidirectional or other invisible characters in a key, a title, a classified value, or a total's name.

**Why.** `ado<U+200B>pt` looks like `adopt` and is another word: it is counted nowhere, and found by no search.

**Rejected**: a key, a title or a bucket that contains U+200B, U+00AD, U+202E or one of their kind; a total of something
that is called by a letter of another script, such as a Cyrillic `о` in `adоpt`.

**Accepted**: the same words without it. Joiners inside emoji, and inside scripts that need them, are no offence.

**The fix.** Type the words again; the message names the character.
"""

from __future__ import annotations

from ledgergate.ledgers.invisible import hidden, odd
from ledgergate.rules.view import found

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Finding, Item, Report
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
        if not report.document.data.isascii():
            yield from _totals(view, report)


def _totals(view: View, report: Report) -> Iterator[Finding]:
    """The totals of a report that are called by a word which only looks like what they count."""
    from ledgergate.reports.judged import numbers

    if not view.after.policy.reports[report.spec].totals:
        return
    for place, (stated, _) in zip(view.after.reports, view.after.ask(numbers), strict=True):
        for one in stated if place is report else ():
            if one.disguise:
                message = f"'{one.disguise.strip()}' reads like {one.what} and is written with {odd(one.disguise)}"
                yield found(one.document.place(one.start, one.end), message, "type it again", key=one.what)


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
            item.place,
            f"{item.label} in {where} contains the invisible character {name}",
            "type it again",
            key=item.shown,
        )
    for field, said in item.fields.items():
        for one in said:
            name = hidden(one.raw) if one.kind in ("value", "unknown") and len(one.raw) < 200 else ""
            if name:
                message = f"the {field} of {item.label} contains the invisible character {name}"
                yield found(one.place, message, "type it again", key=item.shown)
