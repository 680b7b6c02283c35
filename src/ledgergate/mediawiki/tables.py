"""Tables of MediaWiki: cells of one line or of many, attributes, and cells that span rows and columns."""

from __future__ import annotations

import re

from ledgergate.expressions import expression
from ledgergate.markdown.blocks import Block, Row, Table
from ledgergate.markdown.inline import Cell
from ledgergate.markdown.spans import trimmed
from ledgergate.mediawiki.marks import PAGE_LINK, TEMPLATE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgergate.mediawiki.marks import Marks
    from ledgergate.mediawiki.verbatim import Line, Verbatim

OPENS, CLOSES = expression(rb"[ \t:]*\{\|"), expression(rb"[ \t]*\|\}(?!\})")
_BEGINS = expression(rb"[ \t]*(?:\|-+|\|\+|\||!)")
_PARTS = expression(rb"\|\|?|!!|\[\[|\{\{|<")
_SPAN = expression(rb"(row|col)span[ \t]{0,9}=[ \t]{0,9}[\"']?[ \t]{0,9}([0-9]{1,3})", re.IGNORECASE)
_LEADS = expression(rb"[ \t*#:;]*")
_WIDEST = 50  # columns that one cell may span, and in which cells reach into the rows below


class _Raw:
    """A cell as it is written: the spans of its lines, and over how many columns and rows it goes."""

    __slots__ = ("columns", "first", "head", "last", "pieces", "rows")

    def __init__(self, head: bool, attributes: bytes, start: int, end: int) -> None:
        self.head = head
        self.pieces = [(start, end)]
        self.columns = self.rows = 1
        self.first = self.last = 0
        for which, number in _SPAN.findall(attributes):
            if which.lower() == b"row":
                self.rows = max(int(number), 1)
            else:
                self.columns = min(max(int(number), 1), _WIDEST)


class Grid:
    """The cells of one table, row by row, each as its marks and its span: first, last, start, end."""

    def __init__(self, marks: Marks) -> None:
        self.tape = marks.tape
        self.rows: list[list[tuple[int, int, int, int]]] = []
        self.width = 0


class WikiRow(Row):
    """A row of a table; it ends where the next one begins, so that no line of a table is in none."""

    __slots__ = ("grid", "number")

    def __init__(self, grid: Grid, number: int, start: int, end: int) -> None:
        super().__init__(grid.tape, start, end)
        self.grid = grid
        self.number = number

    def numbers(self) -> tuple[int, int, int, int]:
        return self.start, self.end, self.number, 0

    def other(self, start: int, end: int, first: int, last: int) -> WikiRow:
        return WikiRow(self.grid, first, start, end)

    @property
    def extra(self) -> tuple[tuple[str, int, int], ...]:
        beyond = self.grid.rows[self.number][self.grid.width :]
        return tuple([(self.tape.data[s:e].decode(), s, e) for _, _, s, e in beyond if s < e])

    def _read(self) -> Iterator[Cell]:
        cells = self.grid.rows[self.number][: self.grid.width]
        for first, last, start, end in cells:
            yield Cell(self.tape, first, last, start, end)
        first, last, start, end = cells[-1]
        for _ in range(self.grid.width - len(cells)):
            yield Cell(self.tape, last, last, end, end)


def ends_of(data: bytes, lines: Sequence[Line]) -> dict[int, int]:
    """The lines that open a table -> those that close it; one that nobody closes is not among them."""
    opened: list[int] = []
    ends: dict[int, int] = {}
    for number, line in enumerate(lines):
        if OPENS.match(data, line.start, line.end):
            opened.append(number)
        elif opened and CLOSES.match(data, line.start, line.end):
            ends[opened.pop()] = number
    return ends


class TableReader:
    """Reads one table from its lines."""

    def __init__(self, marks: Marks, hidden: dict[int, Verbatim]) -> None:
        self._marks = marks
        self._hidden = hidden
        self._data = marks.tape.data
        self._rows: list[tuple[int, list[_Raw]]] = []
        self._cell: _Raw | None = None
        self._fresh = True  # the next cell begins a row

    def read(self, start: int, end: int, lines: Sequence[Line], inner: dict[int, int]) -> Table | None:
        """The table from `start` to `end` with these lines between those that open and close it; None without a row.

        `inner` are the tables in it, by the places of their lines: what stands in them is their own.
        """
        skip = -1
        for number, line in enumerate(lines):
            if number > skip:
                skip = inner.get(number, skip)
                if skip < number:
                    self._line(line)
        if all(_is_group(cells) for _, cells in self._rows):
            return None
        grid = Grid(self._marks)
        every = self._placed(grid)
        return _table(grid, every, start, end, lines[-1].after if lines else end)

    def _line(self, line: Line) -> None:
        begins = _BEGINS.match(self._data, line.start, line.end)
        if begins is None:
            if self._cell is not None:
                lead = _LEADS.match(self._data, line.start, line.end)
                self._cell.pieces.append((lead.end() if lead else line.start, line.end))
            return
        sign = begins[0].lstrip()
        if sign in (b"|", b"!"):
            self._cells(begins.end(), line.end, sign == b"!", line.start)
        else:
            self._cell = None  # a caption goes on, too, and is none
            self._fresh = self._fresh or sign != b"|+"

    def _cells(self, at: int, end: int, head: bool, line: int) -> None:
        for attributes, start, stop in self._parted(at, end, head):
            if self._fresh:
                self._rows.append((line, []))
                self._fresh = False
            self._cell = _Raw(head, attributes, start, stop)
            self._rows[-1][1].append(self._cell)

    def _parted(self, at: int, end: int, head: bool) -> Iterator[tuple[bytes, int, int]]:
        """The cells of a line: attributes, start, end. Signs in links, templates and what is verbatim part nothing."""
        data, begin, attributes = self._data, at, b""
        bare = True  # no attributes were read of this cell
        while (sign := _PARTS.search(data, at, end)) is not None:
            at = sign.end()
            if sign[0] in (b"||", b"!!"):
                if sign[0] == b"||" or head:
                    yield attributes, begin, sign.start()
                    begin, attributes, bare = at, b"", True
            elif sign[0] == b"|":
                if bare:
                    attributes, begin, bare = data[begin : sign.start()], at, False
            else:
                at = self._behind(sign.start(), at, end)
        yield attributes, begin, end

    def _behind(self, start: int, after: int, end: int) -> int:
        verbatim = self._hidden.get(start)
        if verbatim is not None:
            return verbatim.end
        whole = PAGE_LINK.match(self._data, start, end) or TEMPLATE.match(self._data, start, end)
        return whole.end() if whole is not None else after

    def _placed(self, grid: Grid) -> list[tuple[int, list[_Raw], int]]:
        """Write the marks of all cells, and put each into its columns: where a row begins, its cells, its number."""
        above: dict[int, tuple[int, tuple[int, int, int, int]]] = {}
        every = []
        for start, cells in self._rows:
            row: list[tuple[int, int, int, int]] = []
            for raw in cells:
                _from_above(row, above)
                said = self._written(raw)
                for column in range(raw.columns):
                    one = said if not column else (said[1], said[1], said[3], said[3])
                    if raw.rows > 1 and len(row) < _WIDEST:
                        above[len(row)] = raw.rows - 1, one
                    row.append(one)
            _from_above(row, above)
            every.append((start, cells, len(grid.rows)))
            grid.rows.append(row)
        return every

    def _written(self, raw: _Raw) -> tuple[int, int, int, int]:
        """A cell's marks and its span, blanks aside."""
        kinds, data = self._marks.tape.kinds, self._data
        pieces = [piece for piece in (trimmed(data, *one) for one in raw.pieces) if piece[0] < piece[1]]
        first = len(kinds)
        for number, (start, end) in enumerate(pieces):
            if number:
                self._marks.line_break(pieces[number - 1][1], start)
            self._marks.write(start, end)
        where = raw.pieces[0][0]
        return (first, len(kinds), pieces[0][0], pieces[-1][1]) if pieces else (first, first, where, where)


def _from_above(row: list[tuple[int, int, int, int]], above: dict[int, tuple[int, tuple[int, int, int, int]]]) -> None:
    """The cells of the rows above that reach into this one, from its next column on."""
    while len(row) in above:
        column = len(row)
        left, one = above.pop(column)
        row.append(one)
        if left > 1:
            above[column] = left - 1, one


def _table(grid: Grid, every: list[tuple[int, list[_Raw], int]], start: int, end: int, stop: int) -> Table:
    every = [(at, cells, number) for at, cells, number in every if not _is_group(cells)]
    heads = 0
    while heads < len(every) and all(raw.head for raw in every[heads][1]):
        heads += 1
    head = max(heads - 1, 0) if heads < len(every) else 0
    names = [grid.tape.data[s:e] for _, _, s, e in grid.rows[every[head][2]]]
    grid.width = len(names)
    starts = [at for at, _, _ in every] + [stop]
    rows = [WikiRow(grid, number, at, starts[place + 1]) for place, (at, _, number) in enumerate(every)]
    table = Table.__new__(Table)
    Block.__init__(table, start, end)
    table.header = rows[head]
    table.rows = [
        row
        for row, (_, cells, number) in zip(rows[head + 1 :], every[head + 1 :], strict=True)
        if not all(raw.head for raw in cells) or [grid.tape.data[s:e] for _, _, s, e in grid.rows[number]] != names
    ]
    return table


def _is_group(cells: Sequence[_Raw]) -> bool:
    """Whether a row is no more than a heading over the rows below it."""
    return len(cells) == 1 and cells[0].head and cells[0].columns > 1
