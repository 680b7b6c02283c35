"""A row for a value that a table of values leaves out: counted, or left open, as the rows beside it are written."""

from __future__ import annotations

from ledgergate.ledgers.words import skeleton
from ledgergate.model import Edit
from ledgergate.reports.additions import OPEN, NewRow
from ledgergate.reports.judged import tally
from ledgergate.reports.table_lines import line_end, line_of, line_start
from ledgergate.reports.totals import crossed_columns
from ledgergate.reports.wording import escaped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ledgergate.markdown import Cell, Row, Table
    from ledgergate.model import Document, Report
    from ledgergate.reports.counted import Counted, Tally
    from ledgergate.sides import Side

    Valued = list[tuple[Row, str]]  # rows and the values that they begin with


def value_row(side: Side, report: Report, at: int, field: str, value: str, stated: Iterable[Counted]) -> NewRow | None:
    """The row of a value in the table around the byte `at`; None where its rows do not begin with values.

    `stated` are the numbers that the report states: columns that hold some are counted.
    """
    rules = side.policy.reports[report.spec]
    total = next((one for one in rules.totals if one.by == field), None)
    ledger = side.ledgers.get(total.ledger or report.ledger) if total is not None else None
    blocks = side.documents.page(report.document).blocks
    table = next((one for one in blocks if one.kind == "table" and one.start <= at <= one.end), None)
    if total is None or ledger is None or ledger.partial or table is None:
        return None
    counts = tally(side.policy, rules, total, ledger)
    rows = [(row, found) for row in table.rows if (found := counts.lexicon.find(row.cells[0].text)) is not None]
    if not rows:
        return None
    numbers = {(one.start, one.end): one for one in stated}
    cells, left = [_named(rows, value, counts, report.document)], []
    for column in range(1, len(table.header.cells)):
        text = _cell(report.document, table, rows, column, value, counts, numbers)
        left += [f"column '{table.header.cells[column].text}'"] if text == OPEN else []
        cells.append(text)
    line = line_of(report.document, table, rows[-1][0], cells)
    return NewRow(_placed(report.document, rows, value, counts, line), tuple(left))


def _named(rows: Valued, value: str, counts: Tally, document: Document) -> str:
    """The value as the last row writes its own: by its key, its text, or both, with its markup."""
    row, own = rows[-1]
    cell, shown = row.cells[0], counts.lexicon.shown
    forms = {skeleton(own): value, skeleton(shown[own]): shown[value]}
    new = forms.get(skeleton(cell.text)) if own in shown and value in shown else None
    if new is None:
        both = f"{own} - {shown.get(own, own)}"
        new = (
            f"{value} - {shown.get(value, value)}" if skeleton(both) == skeleton(cell.text) else shown.get(value, value)
        )
    return _put(document, cell, new)


def _put(document: Document, cell: Cell, new: str) -> str:
    """A text in place of a cell's own, with the markup around it."""
    raw = document.text(cell.start, cell.end)
    return raw.replace(cell.text, escaped(new)) if cell.text and raw.count(cell.text) == 1 else escaped(new)


def _cell(
    document: Document, table: Table, rows: Valued, column: int, value: str, counts: Tally,
    numbers: dict[tuple[int, int], Counted],
) -> str:  # fmt: skip
    """What stands in a column: a count or a share where the last rows have one, nothing where they have nothing."""
    cells = [row.cells[column] for row, _ in rows]
    for cell in reversed(cells):
        like = numbers.get((cell.start, cell.end))
        if like is not None and not like.why:
            return _put(document, cell, cell.text.replace(like.stated, _number(table, column, value, counts, like)))
    return OPEN if any(cell.text or cell.links for cell in cells) else ""


def _number(table: Table, column: int, value: str, counts: Tally, like: Counted) -> str:
    other = crossed_columns(table, counts).get(column)
    if other is not None:
        field, word = other
        return str(sum(one.value(field) == word and one.value(counts.field) == value for one in counts.items))
    return like.but(actual=counts.by.get(value, 0)).expected


def _placed(document: Document, rows: Valued, value: str, counts: Tally, line: str) -> Edit:
    """Where the vocabulary's order puts it, if the rows follow that; else behind the last value, before any total."""
    order = list(counts.lexicon.shown)
    places = [order.index(own) if own in order else len(order) for _, own in rows]
    own = order.index(value) if value in order else len(order)
    before: Sequence[Row] = [
        row for (row, _), at in zip(rows, places, strict=True) if at < own or places != sorted(places)
    ]
    if not before:
        start = line_start(document, rows[0][0])
        return Edit(document.path, start, start, f"{line}\n")
    end = line_end(document, before[-1])
    return Edit(document.path, end, end, f"\n{line}")
