"""The numbers of a report that nothing binds: they are prose, and a reader should know which they are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from ledgergate.expressions import expression
from ledgergate.reports.judged import numbers
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledgergate.markdown import Block, Inline
    from ledgergate.model import Document, Item, Report
    from ledgergate.sides import Side

    Span = tuple[int, int]

# A run of digits that is no part of a key, a date, a version, a path or a time.
_NUMBER = expression(
    r"(?<![\w.,:/#@&=+-])\d{1,9}(?:[.,'’]\d{1,9}){0,4}(?:\s?/\s?\d{1,9}(?!\d))?(?:\s?%)?(?![\w/:@=-])(?![.,]\w)"
)
_DATE = expression(r"(?:\d{1,2}\.\s?){1,2}(?:19|20)?\d\d\b|(?:19|20)\d\d\b")


_FAR = 1 << 60


class Free(Value):
    """A number that is compared with nothing: `start` and `end` are bytes of `document`."""

    document: Document
    start: int
    end: int
    text: str


class _Taken:
    """The parts of a report in which numbers are spoken for: keys, titles and fields of items, and what is compared."""

    def __init__(self, side: Side, report: Report) -> None:
        items = [item for ledger in side.ledgers.values() for item in ledger.items]
        said = list(_said(report, (*items, *(report.rows or ()))))
        told: list[Span] = []
        for other, (stated, bound) in zip(side.reports, side.ask(numbers), strict=True):
            if other.path == report.path:
                told += [(one.start, one.end) for one in stated]
                told += [(one.start, one.end) for one in bound]
        self.told = sorted(start for start, _ in told)
        self.spans = _merged([*said, *told])
        self.starts = sorted(start for start, _ in (*said, *told))

    def holds(self, start: int) -> bool:
        """Whether a number that stands here is spoken for."""
        before = bisect_right(self.spans, (start, _FAR))
        return before > 0 and start < self.spans[before - 1][1]


def _said(report: Report, items: Iterable[Item]) -> Iterator[Span]:
    for item in items:
        if item.document.path == report.path:
            yield item.start, item.end
        for field in item.fields.values():
            yield from ((one.start, one.end) for one in field if one.document.path == report.path)


def _merged(spans: list[Span]) -> list[Span]:
    """The same parts, none inside another."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def free_numbers(side: Side, report: Report) -> tuple[Free, ...]:
    """The numbers in the prose and the tables of a report that are neither compared, nor part of a row or an item."""
    taken = _Taken(side, report)
    return tuple(
        Free(report.document, start, end, text)
        for block in side.documents.page(report.document).blocks
        for content in _contents(block, taken)
        for start, end, text in _numbers(content)
        if not taken.holds(start) and _is_whole(report.document, start, end, text)
    )


def _is_whole(document: Document, start: int, end: int, text: str) -> bool:
    """Whether digits stand together: those on both sides of a mark, as in 1`2`, are two things to a reader."""
    return not text.isdigit() or document.data[start:end] == text.encode()


def _contents(block: Block, taken: _Taken) -> Iterator[Inline]:
    if block.kind == "heading" or block.kind == "paragraph" or block.kind == "entry":
        yield block.content
    elif block.kind == "table":
        for row in block.rows:
            # The first cell of a row of totals says what is counted.
            cells = row.cells[1:] if _stands_in(taken.told, row.start, row.end) else row.cells
            yield from (cell for cell in cells if not _stands_in(taken.starts, cell.start, cell.end))


def _stands_in(places: list[int], start: int, end: int) -> bool:
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end


def _numbers(content: Inline) -> Iterator[tuple[int, int, str]]:
    """The numbers of a text, code, links and dates aside."""
    text = content.text
    if not any(map(str.isdigit, text)):
        return
    aside = _merged([*((one.start, one.end) for one in content.links), *((one[1], one[2]) for one in content.codes)])
    begins = [start for start, _ in aside]
    for number in _NUMBER.finditer(text):
        start, end = content.bytes_of(*number.span())
        place = bisect_right(begins, start) - 1
        if _DATE.match(number[0]) is None and not (place >= 0 and start < aside[place][1]):
            yield start, end, number[0]
