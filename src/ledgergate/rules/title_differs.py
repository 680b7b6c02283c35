"""A row's title is not its item's, beyond case, markup and end punctuation.

**Why.** Where titles are copied on purpose, a title that differs is a rename that reached one place only. Honest
rewording is common, so this rule is off until a team switches it on.

**Rejected**: the ledger's "PSA handoff" stands in the report as "PSA export".

**Accepted**: "psa handoff" or "`PSA` handoff."

**The way out.** Write the ledger's title, or rename the item.
"""

from __future__ import annotations

from ledgergate.ledgers.words import key_skeleton, title_skeleton
from ledgergate.model import Related
from ledgergate.rules.view import found

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Finding
    from ledgergate.rules.view import View


def check(view: View) -> Iterator[Finding]:
    for report in view.after.reports:
        for row in report.rows or ():
            item = view.after.item_of(report, row)
            if item is None or not row.title or not item.title or key_skeleton(row.title) in (row.key, item.key):
                continue
            if _bare(row.title) != _bare(item.title):
                message = f"this row calls {item.shown} '{row.title}'; the ledger says '{item.title}'"
                yield found(
                    row.place,
                    message,
                    f"write '{item.title}'",
                    key=item.shown,
                    related=(Related(item.place, "the item"),),
                )


def _bare(title: str) -> str:
    return title_skeleton(title).replace(" ", "").rstrip("!?.")
