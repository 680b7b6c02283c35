"""A row's title is not its item's, beyond case, markup and end punctuation.

**Why.** Where titles are copied on purpose, a title that differs is a rename that reached one place only. Honest
rewording is common, so this rule is off until a team switches it on.

**Rejected**: the ledger's "PSA handoff" stands in the report as "PSA export".

**Accepted**: "psa handoff" or "`PSA` handoff.", and "ADR: PSA handoff": its kind is no part of a title.

**The fix.** Write the ledger's title, as `ledgergate fix` does, or rename the item.
"""

from __future__ import annotations

from ledgergate.called import ITEMS
from ledgergate.expressions import expression
from ledgergate.ledgers.identity import says_only, titled, unnumbered
from ledgergate.ledgers.words import key_skeleton, title_skeleton
from ledgergate.model import Fix, Related
from ledgergate.reports import item_of
from ledgergate.rules.view import found

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Finding, Item, Place, Report
    from ledgergate.rules.view import View
    from ledgergate.sides import Side

_KIND = expression(rf"(?i)\A(?:adr|rfc|spec|{'|'.join(ITEMS)})(?:\s*:\s+|[\s#-]*(?P<number>\d+[a-z]?)\s+)")


def check(view: View) -> Iterator[Finding]:
    for report in view.after.reports:
        for row in report.rows or ():
            item = item_of(view.after, report, row)
            if item is None or not titled(row) or not titled(item) or _is_name(row.title, item):
                continue
            if _bare(row.title, item) != _bare(item.title, item):
                fix = _retitled(view.after, report, row, item)
                message = f"this row calls {item.shown} '{row.title}'; the ledger says '{item.title}'"
                yield found(
                    row.document.place(fix.edits[0].start, fix.edits[0].end) if fix is not None else row.place,
                    message,
                    f"write '{item.title}' for '{row.title}'",
                    key=item.shown,
                    stated=row.title,
                    related=(Related(_titled_at(item), "the item"),),
                    fix=fix,
                )


def _titled_at(item: Item) -> Place:
    """Where the title stands: in the item's own line, or in the one place that its document has it in."""
    data, title = item.document.data, item.title.encode()
    if title in data[item.start : item.end] or data.count(title) != 1:
        return item.place
    at = data.index(title)
    return item.document.place(at, at + len(title))


def _retitled(side: Side, report: Report, row: Item, item: Item) -> Fix | None:
    """The ledger's title in the row's own cell for titles; None where the title stands beside something else."""
    from ledgergate.reports.wording import title_cell

    edit = title_cell(side, report, row, item)
    return Fix(f"write '{item.title}'", (edit,), safe=True) if edit is not None else None


def _is_name(title: str, item: Item) -> bool:
    """Whether the row calls the item by its key, or by another of its names."""
    named = key_skeleton(title) in (item.key, *item.others) or title_skeleton(title) in item.others
    return named or says_only(title, item.shown)


def _bare(title: str, item: Item) -> str:
    own = unnumbered(title, item.shown)
    kind = _KIND.match(own)
    if kind is not None and (kind["number"] is None or says_only(kind["number"], item.shown)):
        own = own[kind.end() :]
    return title_skeleton(own).replace(" ", "").rstrip("!?.")
