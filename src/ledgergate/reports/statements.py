"""Where a report states a number: in a heading, a paragraph, a list entry, a table's row, a bound row's cell."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate

from ledgergate.ledgers.candidate_nodes import names
from ledgergate.markdown import Inline
from ledgergate.reports import COLUMN
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgergate.markdown import Block, Page, Row
    from ledgergate.model import Document, Item, Link, Report
    from ledgergate.reports import Index

_BETWEEN = " | "  # two cells, as their row is read


class Statement(Value):
    """A text that states a number. `block` is where it stands; `start` to `end` are the bytes of what matched."""

    document: Document
    text: str
    start: int
    end: int
    links: tuple[Link, ...] = ()
    block: Block | None = None


def statements(page: Page, pattern: re.Pattern[str], under: Sequence[str]) -> Iterator[Statement]:
    """Each match of `pattern` in the page's texts that stands under one of the headings."""
    for block in page.blocks:
        if under and not _stands(page, block, under):
            continue
        for text, said in texts(block):
            found = list(pattern.finditer(text))
            if found:
                place = said if isinstance(said, Inline) else _InRow(said)
                links, bytes_of = place.links, place.bytes_of
                for match in found:
                    yield Statement(page.document, match.group(0), *bytes_of(*_own(match)), links, block)


def _own(match: re.Match[str]) -> tuple[int, int]:
    """The characters that state the number: all that matched, or the number alone where that is on several lines."""
    if "\n" in match.group(0):
        for name in ("count", "of", "percent", "first"):
            if match.groupdict().get(name):
                return match.span(name)
    return match.span()


def _stands(page: Page, block: Block, under: Sequence[str]) -> bool:
    chain = [heading.content.text for heading in page.above(block)]
    if block.kind == "heading":
        chain.append(block.content.text)
    return any(names(text, under) for text in chain)


def texts(block: Block) -> Iterator[tuple[str, Inline | Row]]:
    """Each text of a block that may state a number, and what says it."""
    if block.kind == "heading" or block.kind == "paragraph" or block.kind == "entry":
        if any(map(str.isdigit, block.content.text)):
            yield block.content.text, block.content
    elif block.kind == "table":
        for row in block.rows:
            yield _BETWEEN.join([cell.text for cell in row.cells]), row


class _InRow:
    """The way from the characters of a row's cells, as they are joined, to its bytes."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.links = tuple(link for cell in row.cells for link in cell.links)
        self._begins = list(accumulate((len(cell.text) + len(_BETWEEN) for cell in row.cells), initial=0))[:-1]

    def bytes_of(self, start: int, end: int) -> tuple[int, int]:
        first, last = self.row.start, self.row.end
        place = bisect_right(self._begins, start) - 1
        if place >= 0:
            cell, at = self.row.cells[place], start - self._begins[place]
            first = cell.bytes_of(at, at)[0] if at <= len(cell.text) else first
        place = bisect_left(self._begins, end) - 1
        if place >= 0:
            cell, at = self.row.cells[place], end - self._begins[place]
            last = cell.bytes_of(at - 1, at)[1] if at <= len(cell.text) else last
        return first, max(first, last)


def cells(report: Report, index: Index | None, column: str) -> Iterator[tuple[Item, Item, Statement]]:
    """Each row of the report that names an item and fills the column: the row, its item, the cell."""
    for row in report.rows or ():
        item = index.bind(row) if index is not None else None
        for said in row.fields.get(COLUMN + column, ()) if item is not None else ():
            if item is not None and said.kind == "value":
                yield row, item, Statement(row.document, said.raw, said.start, said.end, row.links)
