"""Tables of a field's values that leave one out: a map of four boundaries has a row for each."""

from __future__ import annotations

from ledgergate.documents import is_page
from ledgergate.ledgers.words import lexicon
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.ledgers.words import Lexicon
    from ledgergate.markdown.blocks import Row, Table
    from ledgergate.model import Document, Report
    from ledgergate.policy.model import Total
    from ledgergate.sides import Side


class Lacking(Value):
    """A value of `field` that no row names; the span is that of the last row of the first such table."""

    document: Document
    start: int
    end: int
    field: str
    value: str
    shown: str


def lacking(side: Side, report: Report, total: Total) -> Iterator[Lacking]:
    """The values that the tables of a report leave out; nothing where it has no table of these values."""
    ledger = side.policy.ledgers.get(total.ledger or report.ledger)
    field = ledger.fields.get(total.by) if ledger is not None else None
    vocabulary = side.policy.vocabularies.get(field.vocabulary) if field is not None else None
    document = side.documents.document(report.path)
    if vocabulary is None or document is None or not is_page(document.path):
        return
    known = lexicon(vocabulary)
    last: Row | None = None
    named: set[str] = set()
    for block in side.documents.page(document).blocks:
        if block.kind == "table" and not block.quoted and (values := _values(block, known)):
            last = last or block.rows[-1]
            named |= values
    for value, text in vocabulary.values.items() if last is not None else ():
        if value not in named:
            yield Lacking(document, last.start, last.end, total.by, value, text)  # type: ignore[union-attr]  # see above


def _values(table: Table, known: Lexicon) -> set[str]:
    """The values that a table is about: nearly each of its rows begins with another one, "Total" aside."""
    if not 2 <= len(table.rows) <= len(known.shown) + 2:
        return set()
    found = [value for row in table.rows if (value := known.find(row.cells[0].text)) is not None]
    return set(found) if len(set(found)) == len(found) >= max(2, len(table.rows) - 1) else set()
