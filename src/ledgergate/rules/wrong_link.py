"""A row's link leads to another item than its key says.

**Why.** Readers follow the link, tools count the key.

**Rejected**: `| [044](045-export.md) | ... |`

**Accepted**: `| [044](044-import.md) | ... |`

A link into a document that holds several items names the one that its anchor leads to:
`[C-2](candidates.md#c-2-import)`; without an anchor it names none.

**The fix.** Mend whichever is wrong. Until then the row counts for
the item whose title it has, and for the one that its link leads to where it has neither.
"""

from __future__ import annotations

from ledgergate.model import Related
from ledgergate.reports import indexes
from ledgergate.rules.view import found

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Finding
    from ledgergate.rules.view import View


def check(view: View) -> Iterator[Finding]:
    for report in view.after.reports:
        index = view.after.ask(indexes).get(report.ledger)
        for row in report.rows or ():
            disputed = index.disputed(row) if index is not None else None
            if index is not None and disputed is not None:
                linked, keyed = disputed
                message = f"this row's key is {keyed.label}, its link leads to {linked.label}"
                related = (Related(linked.place, "the link leads here"), Related(keyed.place, "the key names this"))
                yield found(
                    row.place,
                    message,
                    f"link to {keyed.document.path}{index.fragment(keyed)}, or write {linked.shown}",
                    key=keyed.shown,
                    related=related,
                )
