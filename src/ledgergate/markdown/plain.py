"""Plain tables: told by a look at the bytes, hidden from the parser, and cut by their pipes when somebody asks."""

from __future__ import annotations

from ledgergate.expressions import expression
from ledgergate.markdown.blocks import Row, Table
from ledgergate.markdown.inline import Marked, Words
from ledgergate.markdown.walk import walk

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ledgergate.markdown.inline import Cell
    from ledgergate.markdown.walk import Hidden

_MARKUP = b"`*_~[]"  # of the signs that a table may hold which was cut by its pipes
MANY = 1000  # rows whose cells are not kept: together they would take more room than all that is read from them
# A table as most are written: a blank line before and behind it, each line between two pipes.
_TABLE = expression(rb"\n\n(\|[^\n]*\|(?:\n\|[^\n]*\|){2,})(?=\n\n|\n\Z)")
_DELIMITERS = expression(rb"\|(?: *:?-+:? *\|)+")
_LINK = expression(rb"\[[^\[\]\n|]*\]\([^\s()<>\[\]|]*\)")
# Escapes, tags, entities, and blanks that are no spaces.
_INTRICATE = bytes([*range(10), *range(11, 32), *b"\\<&"])


class Cut(Row):
    """A row that was cut by its pipes: see the module. Nothing stands beyond its last column."""

    __slots__ = ("number", "table")

    def __init__(self, table: Plain, number: int, start: int, end: int) -> None:
        self.table = table
        self.number = number
        self.start = start
        self.end = end
        self._cells = None

    extra = ()

    def marked(self, place: int) -> Cell:
        return self.table.rows()[self.number].cells[place]

    def numbers(self) -> tuple[int, int, int, int]:
        return self.start, self.end, self.number, 0

    def other(self, start: int, end: int, first: int, last: int) -> Cut:
        return Cut(self.table, first, start, end)

    def some(self, places: Sequence[int]) -> dict[int, Cell]:
        return super().some(places) if self._cells is not None else self._cut(places)

    def _read(self) -> Iterable[Cell]:
        return self._cut(range(self.end - self.start)).values()

    def _cut(self, places: Sequence[int]) -> dict[int, Cell]:
        at = self.start + 1
        written = self.table.data[at : self.end]
        words = len(written.translate(None, _MARKUP)) == len(written)
        cells: dict[int, Cell] = {}
        for place, part in enumerate(written.split(b"|")[:-1]):
            if place in places:
                said = part.strip(b" ")
                start = at + part.find(said)
                plain = said and (words or len(said.translate(None, _MARKUP)) == len(said))
                cells[place] = (Words if plain else Marked)(said, start, start + len(said), self, place)
            at += len(part) + 1
        return cells


class Plain:
    """A table that stands by itself between blank lines and holds nothing that reaches beyond a cell."""

    __slots__ = ("_rows", "data", "end", "start")

    def __init__(self, data: bytes, start: int, end: int) -> None:
        self.data = data
        self.start = start
        self.end = end
        self._rows: Sequence[Row] = ()

    def lines(self) -> Iterator[Cut]:
        """The header and the rows."""
        at = self.start
        for number, line in enumerate(self.data[self.start : self.end].split(b"\n")[:-1]):
            end = at + len(line) + 1
            if number != 1:
                yield Cut(self, max(number - 1, 0), at, end)
            at = end

    def rows(self) -> Sequence[Row]:
        """The same as the parser reads them, with their marks."""
        if not self._rows:
            own = self.data[self.start : self.end]
            blocks, tape = walk(own, own.decode())
            tape.move(self.data, self.start)
            self._rows = [row for one in blocks if type(one) is Table for row in (one.header, *one.rows)]
            if len(self._rows) > MANY:
                from ledgergate.markdown.packed import Packed

                self._rows = Packed(self._rows)
        return self._rows


def plain_tables(data: bytes, skipped: int) -> Iterator[Plain]:
    """The tables whose rows and cells are what stands between their pipes, if they are tables: some stand in code.

    The parser makes five objects of each cell. It need not see these tables, and most of their cells are never asked
    for markup.
    """
    defined = b"]:" in data
    for found in _TABLE.finditer(data, skipped) if b"\r" not in data else ():
        lines = found[1].split(b"\n")
        pipes = lines[0].count(b"|")
        even = _DELIMITERS.fullmatch(lines[1]) and all(line.count(b"|") == pipes for line in lines)
        if even and lines[0].strip(b"| ") and not _intricate(found[1], defined):
            yield Plain(data, found.start(1), found.end() + 1)


def _intricate(table: bytes, defined: bool) -> bool:
    """Whether something in the table may not be what it looks like, or reach beyond its cell."""
    if len(table.translate(None, _INTRICATE)) < len(table):
        return True
    if b"[" in table or b"]" in table:
        rest = table if defined else _LINK.sub(b"", table)
        return b"[" in rest or b"]" in rest
    return False


def masked(text: str, tables: Iterable[Hidden]) -> str:
    """The text with a long word in place of each table."""
    raw = bytearray(text.encode())
    for one in tables:
        raw[one.start : one.end - 1] = b"x" * (one.end - 1 - one.start)
    return raw.decode()
