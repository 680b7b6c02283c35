"""Two rows for one item.

**Why.** The second row is the one that gets forgotten when the first is edited, and both are counted.

**Rejected**: two rows for C-7 in one report.

**Accepted**: one.

**The fix.** Remove one of them.
"""

from __future__ import annotations

from ledgergate.model import Related
from ledgergate.reports import indexes, item_of
from ledgergate.rules.view import found

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Finding, Item
    from ledgergate.reports import Index
    from ledgergate.rules.view import View


def check(view: View) -> Iterator[Finding]:
    for report in view.after.reports:
        first: dict[str | int, Item] = {}
        index = view.after.ask(indexes).get(report.ledger)
        for row in report.rows or ():
            if index is not None and index.disputed(row) is not None:
                continue
            item = item_of(view.after, report, row)
            if item is None and not any(map(str.isalnum, row.key)):
                continue  # a dash, or a sign alone, names nothing
            seen = first.setdefault(_identity(index, row, item), row)
            if seen is not row:
                where = seen.place
                named = (item or row).label
                yield found(
                    row.place, f"{named} has two rows in this report",
                    f"remove one of the lines {where.line} and {row.place.line}",
                    key=(item or row).shown, related=(Related(where, "the first row"),),
                )  # fmt: skip


def _identity(index: Index | None, row: Item, item: Item | None) -> str | int:
    """The item's key; of two items with one key, the one that the row's link leads to."""
    if item is not None and index is not None and item.key in index.twice and index.by_link(row) is not None:
        return id(item)
    return item.key if item is not None else row.key
