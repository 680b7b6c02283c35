"""The row that a report lacks, as it can be pasted: in the columns of the table that it belongs in."""

from __future__ import annotations

from ledgergate.documents import is_mediawiki
from ledgergate.ledgers.words import skeleton
from ledgergate.reports.wording import cell_text
from ledgergate.shapes import load

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ledgergate.markdown import Table
    from ledgergate.model import Item, Report
    from ledgergate.policy.model import Key, Rows
    from ledgergate.sides import Side

BLANK = "…"  # what only an author can write


def row_of(side: Side, report: Report, bound: Rows, item: Item) -> str:
    """The row of `item`, one line of the report's own shape."""
    table = _table(side, report)
    if table is not None:
        cells = [_cell(side, report, bound, item, cell.text) for cell in table.header.cells]
        cells = [cell_text(report.path, cell) for cell in cells]
        return f"| {' || '.join(cells)}" if is_mediawiki(report.path) else f"| {' | '.join(cells)} |"
    values = [_value(side, report, bound, item, field) for field in dict.fromkeys(bound.columns.values())]
    written: Callable[[Sequence[str]], str] = getattr(load(bound.source.shape), "row", _entry)
    return written([item.shown, *values])


def _entry(cells: Sequence[str]) -> str:
    return "- " + " - ".join(cells)


def _table(side: Side, report: Report) -> Table | None:
    """The table that holds the report's last row."""
    last = report.rows[-1] if report.rows else None
    if last is None:
        return None
    page = side.documents.page(report.document)
    holds = (block for block in page.blocks if block.start <= last.start < block.end)
    return next((block for block in holds if block.kind == "table"), None)


def _cell(side: Side, report: Report, bound: Rows, item: Item, column: str) -> str:
    """What the row says under this column of the table."""
    name = skeleton(column)
    if name in _names(bound.source.key, *bound.source.columns):
        return item.shown
    if name in _names(bound.source.title):
        return item.title or BLANK
    field = next((field for label, field in bound.columns.items() if skeleton(label) == name), "")
    return _value(side, report, bound, item, field) if field else BLANK


def _names(key: Key | None, *further: str) -> set[str]:
    first = key.source.removeprefix("cell:") if key is not None and key.source.startswith("cell:") else ""
    return {skeleton(name) for name in (first, *further) if name}


def _value(side: Side, report: Report, bound: Rows, item: Item, field: str) -> str:
    """The item's value in the words that this report has for it, else in those of its other rows, of the ledger."""
    said = item.stated(field)
    if said is None or said.kind != "value":
        return BLANK
    others = [one for row in report.rows or () if (one := row.stated(field)) is not None and one.kind == "value"]
    same = next((one.raw for one in others if one.value == said.value), "")
    mapped = next((word for word, value in bound.maps.get(field, {}).items() if value == said.value), "")
    rules = side.policy.ledgers[report.ledger].fields.get(field)
    known = side.policy.vocabularies.get(rules.vocabulary) if rules is not None else None
    text = known.values.get(said.value, "") if known is not None else ""
    if text and any(skeleton(one.raw) == skeleton(known.values.get(one.value, "")) for one in others if known):
        return " ".join((same or mapped or text).split())
    if text and any(one.raw.casefold() == one.value.casefold() for one in others):
        return " ".join((same or mapped or said.value).split())
    return " ".join((same or mapped or (said.raw if len(said.raw) <= 80 else said.value)).split())
