"""What a key begins on a page: a heading, an entry, a row, a bold paragraph, a line of HTML."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledgergate.markdown import Block, Html, Page, Paragraph, Row, Table

_CLOSED_TAG = re.compile(rb"<!--.{0,4000}?-->|</?[A-Za-z][^<>]*>", re.DOTALL)
_CODE = re.compile(rb"\s*<(?:(pre|script|style|textarea)\b|[!?])", re.IGNORECASE)
_OPENING = re.compile(rb"<(?:li|tr|h[1-6]|p|div|summary|dt)(?:\s[^<>]*)?>", re.IGNORECASE)
_BEGINNING = 2000  # bytes
_FAR = 400  # bytes before a key on a line of HTML
_BOLD_TAG = re.compile(rb"\W*<(?:b|strong)>\W*\Z", re.IGNORECASE)
_NO_HEADING = re.compile(rb"#{1,6}\S{0,3}\Z")
_ORDER = re.compile(r"\s*(?:(?:\d{1,6}[.)]?|[.)])\s*)?\Z")
_MARKS = re.compile(r"\[[xX]?\]|<[^<>]*>|:\w+:|\A[\s>]*\d{1,6}[.)]\s")


class Found(Value):
    """A key that begins something: the block, its row in a table, the bytes of what it begins and what that says."""

    block: Block
    start: int
    end: int
    text: str
    row: Row | None = None


class Beginnings:
    """Asked of one key after another; `keys` are where they stand, start and end."""

    def __init__(self, page: Page, keys: Iterable[tuple[int, int]] = ()) -> None:
        self._page = page
        self._data = page.document.data
        self._starts = [block.start for block in page.blocks]
        self._keys = dict(keys)
        self._rows: dict[int, list[int]] = {}
        self._keyed: dict[tuple[int, int], bool] = {}
        self._bolds: dict[int, tuple[int, int]] = {}

    def block(self, offset: int) -> Block | None:
        """The innermost block that holds the byte."""
        for number in range(bisect_right(self._starts, offset) - 1, -1, -1):
            block = self._page.blocks[number]
            if block.end > offset:
                return block
            if not block.depth:
                return None
        return None

    def row(self, table: Table, offset: int) -> Row | None:
        """The row of the table that holds the byte, below its header."""
        starts = self._rows.get(table.start)
        if starts is None:
            starts = self._rows[table.start] = [row.start for row in table.rows]
        at = bisect_right(starts, offset) - 1
        return table.rows[at] if at >= 0 and offset < table.rows[at].end else None

    def of(self, offset: int) -> Found | None:
        """What the key at `offset` begins, if it begins anything that items are written as."""
        block = self.block(offset)
        if block is None:
            return None
        if block.kind == "table":
            return self._in_row(block, offset)
        if block.kind == "html":
            return self._in_html(block, offset)
        if block.kind == "paragraph":
            return self._in_paragraph(block, offset)
        if block.kind not in ("heading", "entry"):
            return None
        content = block.content
        if offset < content.start or not _nothing(self._data[content.start : offset]):
            return None
        return Found(block, content.start, content.end, content.text)

    def _in_paragraph(self, block: Paragraph, offset: int) -> Found | None:
        """Its beginning, where that is bold or meant to be a heading, or a line of it that is like a row."""
        content, data = block.content, self._data
        start, end = max(content.start, data.rfind(b"\n", 0, offset) + 1), _line_end(data, offset)
        ahead = data[start:offset]
        if offset < content.start or not _nothing(ahead):
            return None
        piped = data.count(b"|", start, end) > 1
        first, last = self._bold(block)
        marked = first <= offset < last or _BOLD_TAG.match(ahead) or _NO_HEADING.match(ahead)
        if not piped and not (marked and _nothing(data[content.start : offset])):
            return None
        return Found(block, start, end, self._page.document.text(offset, end).strip("*_ "))

    def _bold(self, block: Paragraph) -> tuple[int, int]:
        """Where the first bold part of a paragraph stands, which each key in it asks."""
        known = self._bolds.get(block.start)
        if known is None:
            first = next(iter(block.content.bolds), ("", 0, 0))
            known = self._bolds[block.start] = first[1:]
        return known

    def _in_row(self, table: Table, offset: int) -> Found | None:
        """A row that begins with the key, a number before it or not, or that has it in a column of such keys alone."""
        row = self.row(table, offset)
        cells = row.cells if row is not None else ()
        at = next((number for number, cell in enumerate(cells) if cell.start <= offset < cell.end), -1)
        if row is None or at < 0 or not _nothing(self._data[cells[at].start : offset]):
            return None
        if at == 0 or (at == 1 and _ORDER.match(cells[0].text)) or self._is_keyed(table, at):
            return Found(table, row.start, row.end, cells[at].text, row)
        return None

    def _is_keyed(self, table: Table, at: int) -> bool:
        """Whether every cell of the column is a key of no item: where some are of items, they are references."""
        known = self._keyed.get((table.start, at))
        if known is None:
            cells = [row.cells[at] for row in table.rows]
            known = all(self._keys.get(cell.start) == cell.end for cell in cells if cell.text)
            self._keyed[table.start, at] = known
        return known

    def _in_html(self, block: Html, offset: int) -> Found | None:
        """A line that begins with the key, tags aside; comments and code are none, as far as they are closed."""
        data = self._data
        code = _CODE.match(data, block.start, block.end)
        if code is not None and (code[1] is None or b"</" + code[1] in data[block.start : block.end]):
            return None
        if data.rfind(b"<!--", block.start, offset) > data.rfind(b"-->", block.start, offset):
            return None
        start = max(block.start, data.rfind(b"\n", block.start, offset) + 1)
        ahead = data[max(start, offset - _FAR) : offset]
        ahead = _CLOSED_TAG.sub(b"", ahead[max((tag.start() for tag in _OPENING.finditer(ahead)), default=0) :])
        if b"<" in ahead or not _nothing(ahead):
            return None
        end = _line_end(data, offset)
        return Found(block, start, end, _CLOSED_TAG.sub(b"", data[offset:end]).decode("utf-8", "replace"))


def _nothing(ahead: bytes) -> bool:
    """Whether nothing is said before the key: marks, a box, an emoji, a number.

    Of a line with thousands of keys the beginning tells it for most; only where that says nothing is all of it read.
    """
    return not (len(ahead) > _BEGINNING and _begins_with_words(ahead[:_BEGINNING])) and not _says(ahead)


@lru_cache(maxsize=16)
def _begins_with_words(cut: bytes) -> bool:
    return _says(_whole(cut))


def _says(ahead: bytes) -> bool:
    return any(map(str.isalnum, _MARKS.sub("", ahead.decode("utf-8", "replace"))))


def _whole(cut: bytes) -> bytes:
    """What was cut without the mark or word at its end that may go on."""
    opened = cut.rfind(b"<")
    whole = cut[:opened] if opened > cut.rfind(b">") else cut
    return whole[: whole.rfind(b" ") + 1]


def _line_end(data: bytes, offset: int) -> int:
    at = data.find(b"\n", offset)
    return len(data) if at < 0 else at
