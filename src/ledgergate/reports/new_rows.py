"""A row for an item that a report's table leaves out: all columns, in the table's own order, style and alignment."""

from __future__ import annotations

from ledgergate.ledgers.words import skeleton, title_skeleton
from ledgergate.model import Edit
from ledgergate.reports.additions import OPEN, NewRow, place_of
from ledgergate.reports.binding import item_of
from ledgergate.reports.table_lines import line_end, line_of, line_start
from ledgergate.reports.wording import as_cell, cell_text, escaped, link_target
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgergate.markdown.blocks import Row, Table
    from ledgergate.model import Item, Report
    from ledgergate.sides import Side


class _Known(Value):
    """A table's row that is bound to an item."""

    row: Row
    bound: Item
    item: Item


class TableRows:
    """Writes rows for one report; what its tables are is found out once."""

    def __init__(self, side: Side, report: Report) -> None:
        self._side = side
        self._report = report
        self._order = {id(item): at for at, item in enumerate(side.ledgers[report.ledger].items)}
        self._tables = self._bound()
        self._columns: dict[tuple[int, int], str] = {}

    def _bound(self) -> list[tuple[Table, list[_Known]]]:
        """The tables that have rows of items; the last one that has rows of the report where there is none."""
        by_start = {bound.start: bound for bound in self._report.rows or () if bound.document is self._report.document}
        made, strange = [], []
        for block in self._side.documents.page(self._report.document).blocks:
            if block.kind == "table":
                known = [one for row in block.rows if (one := self._known(row, by_start)) is not None]
                if known:
                    made.append((block, known))
                elif any(block.start <= start < block.end for start in by_start):
                    strange.append((block, known))
        return made or strange[-1:]

    def _known(self, row: Row, by_start: dict[int, Item]) -> _Known | None:
        bound = next((by_start[cell.start] for cell in row.cells if cell.start in by_start), None)
        item = item_of(self._side, self._report, bound) if bound is not None else None
        return _Known(row, bound, item) if bound is not None and item is not None else None

    def add(self, item: Item) -> NewRow | None:
        """The row for an item; None where the report has no table of rows."""
        if not self._tables:
            return None
        at, certain = place_of([[one.item for one in known] for _, known in self._tables], item)
        table, known = self._tables[at]
        cells = self._texts(table, known, item)
        left = [f"column '{head.text}'" for head, text in zip(table.header.cells, cells, strict=True) if text == OPEN]
        line = line_of(self._report.document, table, known[-1].row if known else table.rows[-1], cells)
        return NewRow(self._placed(table, known, item, line), tuple(left), certain and bool(known))

    def texts(self, item: Item) -> list[str]:
        """What the cells of the item's row hold, in the last table; nothing where there is none."""
        return self._texts(*self._tables[-1], item) if self._tables else []

    def _texts(self, table: Table, known: Sequence[_Known], item: Item) -> list[str]:
        return [self._cell(table, at, known, item) for at in range(len(table.header.cells))]

    def _cell(self, table: Table, at: int, known: Sequence[_Known], item: Item) -> str:
        """What stands in a column for the item."""
        name = table.start, at
        if name not in self._columns:
            self._columns[name] = _holds(at, known) if known else self._called(table.header.cells[at].text)
        what, _, field = self._columns[name].partition(":")
        if what == "key":
            return self._key(known[-1], item) if known else cell_text(self._report.path, item.shown)
        if what == "field":
            return as_cell(self._side, self._report, item, field) or OPEN
        return {"title": cell_text(self._report.path, item.title), "nothing": ""}.get(what, OPEN)

    def _called(self, head: str) -> str:
        """What a column holds by its name, in a table without a row of an item."""
        rows, name = self._side.policy.reports[self._report.spec].rows, skeleton(head)
        if rows is None:
            return "prose"
        source = rows.source
        of_key, of_title = (rule.source.removeprefix("cell:") if rule else "" for rule in (source.key, source.title))
        if name in map(skeleton, filter(None, (of_key, *source.columns))):
            return "key"
        field = next((field for label, field in rows.columns.items() if skeleton(label) == name), "")
        return f"field:{field}" if field else "title" if of_title and skeleton(of_title) == name else "prose"

    def _key(self, like: _Known, item: Item) -> str:
        """The key as the last row writes its own: with its markup, its title beside it, its link."""
        cell = next(cell for cell in like.row.cells if cell.start == like.bound.start)
        text = self._report.document.text(cell.start, cell.end)
        for link in cell.links:
            target = link_target(self._side, self._report, like.item, link.target)
            if link.kind != "inline" or not target or text.count(f"]({link.target})") != 1 or link.target != target:
                return cell_text(self._report.path, item.shown)
            made = link_target(self._side, self._report, item, link.target)
            text = text.replace(f"]({link.target})", f"]({made})")
        names = [(escaped(like.item.shown), escaped(item.shown)), (escaped(like.item.title), escaped(item.title))]
        head, _, tail = text.partition("](")
        rest = head
        for old, new in names if like.item.title != like.item.shown else names[:1]:
            if head.count(old) == 1:
                head, rest = head.replace(old, new), rest.replace(old, "")
        if any(map(str.isalnum, rest)) or _lacks(head, item):
            return cell_text(self._report.path, item.shown)
        return f"{head}]({tail}" if tail else head

    def _placed(self, table: Table, known: Sequence[_Known], item: Item, line: str) -> Edit:
        """Where the ledger's order puts it, if the table follows that; else at the end."""
        document = self._report.document
        if not known:
            end = line_end(document, table.rows[-1])
            return Edit(document.path, end, end, f"\n{line}")
        order = [self._order.get(id(one.item), 0) for one in known]
        own = self._order.get(id(item), len(self._order))
        before = [one for one, at in zip(known, order, strict=True) if at < own] if order == sorted(order) else known
        if not before:
            start = line_start(document, known[0].row)
            return Edit(document.path, start, start, f"{line}\n")
        end = line_end(document, before[-1].row)
        return Edit(document.path, end, end, f"\n{line}")


def _holds(at: int, known: Sequence[_Known]) -> str:
    """What a column holds: "key", "field:NAME", the items' "title" in each row, "nothing", or "prose"."""
    cells = [one.row.cells[at] for one in known]
    if any(cell.start == one.bound.start for cell, one in zip(cells, known, strict=True)):
        return "key"
    field = _field(cells[-1].start, cells[-1].end, known[-1].bound)
    if field:
        return f"field:{field}"
    titles = [title_skeleton(one.item.title) for one in known]
    if [title_skeleton(cell.text) for cell in cells] == titles:
        return "title"
    return "prose" if any(cell.text or cell.links for cell in cells) else "nothing"


def _lacks(text: str, item: Item) -> bool:
    """Whether the new key does not stand in the text, so that nothing was put in place of the old one."""
    return escaped(item.shown) not in text and escaped(item.title) not in text


def _field(start: int, end: int, bound: Item) -> str:
    """The field that a row states in a cell."""
    return next(
        (
            name
            for name, said in bound.fields.items()
            for one in said
            if not one.inherited and start <= one.start <= end
        ),
        "",
    )
