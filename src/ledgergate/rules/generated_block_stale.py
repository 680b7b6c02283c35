"""A block that is generated from the ledger says other than the ledger.

**Why.** A table that nobody writes by hand is trusted without a look, and goes stale with the next edit of the ledger.

**Rejected**

    <!-- ledgergate:begin items bucket=A columns=key,title -->
    | Candidate | Title |
    |---|---|
    | C-1 | PSA handoff |
    <!-- ledgergate:end -->

while the ledger has C-1 and C-4 in bucket A.

**Accepted**: a row for each of them, in the ledger's order. Blank lines, widths of columns and alignment make no
difference, so formatters are welcome.

A block stands in a document that a `[[report]]` binds. `ledger=NAME` takes another ledger than the report's,
`FIELD=VALUE,VALUE` chooses items, `columns=key,title,FIELD` the columns (`key:Candidate` names one); `"…"` keeps blanks
together. `totals by=FIELD` counts the items by a field. A block that asks for what is not there is refused, too.

**The fix.** `ledgergate fix` writes the block. Whatever else stands between its comments is replaced.
"""

from __future__ import annotations

from ledgergate.model import Edit, Fix
from ledgergate.reports.generated import blocks
from ledgergate.rules.view import found

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Finding
    from ledgergate.reports.generated import Block
    from ledgergate.rules.view import View


def check(view: View) -> Iterator[Finding]:
    for block in blocks(view.after):
        if block.why:
            place = block.document.place(block.begin, block.begin_end)
            yield found(place, f"this block cannot be generated: {block.why}", "correct its first line", key=block.asks)
        elif block.wanted != block.there:
            yield _stale(block)


def _stale(block: Block) -> Finding:
    edit = Edit(block.document.path, block.start, block.end, block.text)
    return found(
        block.document.place(block.begin, block.begin_end),
        f"this block is generated and stale: {_difference(block)}",
        "ledgergate fix",
        key=block.asks,
        fix=Fix("write the block", (edit,), safe=True),
    )


def _difference(block: Block) -> str:
    """The first thing that a reader would notice."""
    if not block.there:
        return "it contains no table"
    if block.there[0] != block.wanted[0]:
        return f"its columns are {', '.join(block.wanted[0])}"
    for row in block.wanted[1:]:
        if row not in block.there:
            return f"it has no row | {' | '.join(row)} |"
    for row in block.there[1:]:
        if row not in block.wanted:
            return f"the ledger gives no row | {' | '.join(row)} |"
    return "its rows stand in another order, or twice"
