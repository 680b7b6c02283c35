"""A row for an item that a report's table leaves out: all columns, in the table's own order, style and alignment."""

from __future__ import annotations

from unicodedata import combining, east_asian_width

from ledgergate.documents import is_markdown
from ledgergate.ledgers.words import title_skeleton
from ledgergate.model import Edit
from ledgergate.reports.binding import item_of
from ledgergate.reports.wording import as_cell, escaped, link_target
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ledgergate.markdown.blocks import Row, Table
    from ledgergate.model import Document, Item, Report
    from ledgergate.sides import Side

OPEN = "…"  # what only a person can write


class NewRow(Value):
    """The edit that adds a row, and the columns that are left to the author."""

    edit: Edit
    left: tuple[str, ...]


class _Known(Value):
    """A table's row that is bound to an item."""

    row: Row
    bound: Item
    item: Item


class Rows:
    """Writes rows for one report; what its tables are is found out once."""

    def __init__(self, side: Side, report: Report) -> None:
        self._side = side
        self._report = report
        self._order = {id(item): at for at, item in enumerate(side.ledgers[report.ledger].items)}
        self._tables = self._bound() if _is_table(side, report) else []
        self._columns: dict[tuple[int, int], str] = {}
        self._certain: bool | None = None

    def _bound(self) -> list[tuple[Table, list[_Known]]]:
        by_start = {bound.start: bound for bound in self._report.rows or () if bound.document is self._report.document}
        made = []
        for block in self._side.documents.page(self._report.document).blocks:
            if block.kind == "table":
                known = [one for row in block.rows if (one := self._known(row, by_start)) is not None]
                if known:
                    made.append((block, known))
        return made

    def _known(self, row: Row, by_start: dict[int, Item]) -> _Known | None:
        bound = next((by_start[cell.start] for cell in row.cells if cell.start in by_start), None)
        item = item_of(self._side, self._report, bound) if bound is not None else None
        return _Known(row, bound, item) if bound is not None and item is not None else None

    @property
    def certain(self) -> bool:
        """Whether each row of the report is some item's: one that is none may be what the missing item was called."""
        if self._certain is None:
            bound = (item_of(self._side, self._report, row) for row in self._report.rows or ())
            welcome = self._side.policy.reports[self._report.spec].extra_rows
            self._certain = welcome or all(one is not None for one in bound)
        return self._certain

    def add(self, item: Item) -> NewRow | None:
        """The row for an item; None where nothing tells in which table, or how its key would be written."""
        found = self._table_for(item)
        if found is None:
            return None
        table, known = found
        cells, left = [], []
        for at, head in enumerate(table.header.cells):
            text = self._cell(table, at, known, item)
            if text == OPEN:
                left.append(head.text)
            cells.append(text)
        line = _line(self._report.document, table, known[-1].row, cells)
        return NewRow(self._placed(known, item, line), tuple(left)) if line else None

    def _table_for(self, item: Item) -> tuple[Table, list[_Known]] | None:
        """The one table; of several the one whose rows share a value with the item that the others do not have."""
        if len(self._tables) <= 1:
            return self._tables[0] if self._tables else None
        for field in item.fields:
            values = [{one.item.value(field) for one in known} for _, known in self._tables]
            if all(len(one) == 1 for one in values) and len({*map(frozenset, values)}) == len(values):
                return next(
                    (one for one, own in zip(self._tables, values, strict=True) if item.value(field) in own), None
                )
        return None

    def _cell(self, table: Table, at: int, known: Sequence[_Known], item: Item) -> str:
        """What stands in a column for the item."""
        name = table.start, at
        if name not in self._columns:
            self._columns[name] = _holds(at, known)
        what, _, field = self._columns[name].partition(":")
        if what == "key":
            return self._key(known[-1], item)
        if what == "field":
            return as_cell(self._side, self._report, item, field) or OPEN
        return {"title": escaped(item.title), "nothing": ""}.get(what, OPEN)

    def _key(self, like: _Known, item: Item) -> str:
        """The key as the last row writes its own: with its markup, its title beside it, its link."""
        cell = next(cell for cell in like.row.cells if cell.start == like.bound.start)
        text = self._report.document.text(cell.start, cell.end)
        for link in cell.links:
            target = link_target(self._side, self._report, like.item, link.target)
            if link.kind != "inline" or not target or text.count(f"]({link.target})") != 1 or link.target != target:
                return escaped(item.shown)
            made = link_target(self._side, self._report, item, link.target)
            text = text.replace(f"]({link.target})", f"]({made})")
        names = [(escaped(like.item.shown), escaped(item.shown)), (escaped(like.item.title), escaped(item.title))]
        head, _, tail = text.partition("](")
        rest = head
        for old, new in names if like.item.title != like.item.shown else names[:1]:
            if head.count(old) == 1:
                head, rest = head.replace(old, new), rest.replace(old, "")
        if any(map(str.isalnum, rest)) or _lacks(head, item):
            return escaped(item.shown)
        return f"{head}]({tail}" if tail else head

    def _placed(self, known: Sequence[_Known], item: Item, line: str) -> Edit:
        """Where the ledger's order puts it, if the table follows that; else at the end."""
        document = self._report.document
        order = [self._order.get(id(one.item), 0) for one in known]
        own = self._order.get(id(item), len(self._order))
        before = [one for one, at in zip(known, order, strict=True) if at < own] if order == sorted(order) else known
        if not before:
            start = _line_start(document, known[0].row)
            return Edit(document.path, start, start, f"{line}\n")
        end = _line_end(document, before[-1].row)
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


def _is_table(side: Side, report: Report) -> bool:
    rows = side.policy.reports[report.spec].rows
    return rows is not None and "columns" in rows.source.shape.takes and is_markdown(report.document.path)


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


def _line_start(document: Document, row: Row) -> int:
    return document.line_starts[document.line_of(row.start) - 1]


def _line_end(document: Document, row: Row) -> int:
    """Where the row's line ends, with its trailing blanks and without its line end."""
    starts, line = document.line_starts, document.line_of(row.start)
    stop = starts[line] if line < len(starts) else len(document.data)
    return starts[line - 1] + len(document.data[starts[line - 1] : stop].rstrip(b"\r\n"))


def _line(document: Document, table: Table, like: Row, cells: Sequence[str]) -> str:
    """The cells as a line in the style of another row: outer pipes, blanks, and widths where the columns have such."""
    start = _line_start(document, like)
    prefix = document.data[start : like.start].decode("utf-8")
    written = document.data[like.start : _line_end(document, like)].decode("utf-8").rstrip()
    widths = _widths(document, table)
    blank = " " if "| " in written or " |" in written else ""
    fitted = [_fitted(cell, widths[at] if widths else None, blank) for at, cell in enumerate(cells)]
    line = "|".join(fitted)
    line = f"|{line}" if written.startswith("|") else line.lstrip()
    return f"{prefix}{line}|" if written.endswith("|") else f"{prefix}{line.rstrip()}"


def _fitted(cell: str, width: tuple[int, Callable[[str, int], str]] | None, blank: str) -> str:
    made = f"{blank}{cell}{blank}" if cell else blank
    return width[1](made, width[0]) if width is not None else made


def _widths(document: Document, table: Table) -> list[tuple[int, Callable[[str, int], str]]] | None:
    """How wide each column is and to which side it leans, where the pipes of all rows stand below each other."""
    rows = [table.header, *table.rows]
    shapes = {tuple(map(columns, _parts(document, row))) for row in rows}
    if len(shapes) != 1:
        return None
    rule = document.data[_line_end(document, table.header) : _line_start(document, table.rows[0])]
    marks = [one.strip(b" \t>\r\n") for one in rule.strip(b" \t>\r\n").strip(b"|").split(b"|")]
    lean = [_right if one.endswith(b":") and not one.startswith(b":") else _left for one in marks]
    (shape,) = shapes
    return list(zip(shape, lean, strict=True)) if len(shape) == len(lean) == len(table.header.cells) else None


def _parts(document: Document, row: Row) -> list[str]:
    """The raw texts between a row's pipes, blanks included."""
    text = document.data[row.start : _line_end(document, row)].decode("utf-8").rstrip()
    parts = text.replace("\\|", "\0\0").split("|")
    return parts[1:-1] if text.startswith("|") and text.endswith("|") else parts


def _left(text: str, width: int) -> str:
    return text + " " * (width - columns(text))


def _right(text: str, width: int) -> str:
    return " " * (width - columns(text)) + text


def columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(mark) else 2 if east_asian_width(mark) in "WF" else 1 for mark in text)
