"""Tables that state their totals in other ways than a plain number behind each bucket."""

from __future__ import annotations

import re

from ledgergate.expressions import expression
from ledgergate.ledgers.words import is_placeholder, skeleton
from ledgergate.reports.counted import ALL, Counted, counting, subject
from ledgergate.reports.forms import counts
from ledgergate.reports.numerals import numeral, percent

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from ledgergate.markdown import Block, Cell, Page, Row, Table
    from ledgergate.reports.counted import Tally

    Named = tuple[str, str]  # the bucket, the disguise

_COUNTING = frozenset(("", "count", "counts", "number", "anzahl", "n", "#", "items", "menge", *ALL))
_ROW = expression(rb"<tr\b[^<>]*>(.*?)(?=</?tr\b|</?table\b|\Z)", re.IGNORECASE | re.DOTALL)
_CELL = expression(rb"<(t[dh])\b[^<>]*>(.*?)(?=</?t[dhr]\b|</?table\b|\Z)", re.IGNORECASE | re.DOTALL)
_TAG = expression(rb"<[^<>]*>")


def unusual(page: Page, table: Table, columns: Collection[int], tally: Tally) -> Iterator[Counted]:
    """The cells of the columns of counts that are no bare numbers, and all cells of rows whose bucket has a note."""
    rows = [(row, named) for row in table.rows if (named := _row_subject(row.cells[0].text, tally)) is not None]
    for column in sorted(columns or _like_counts(table, [row for row, _ in rows])):
        numbers = [numeral(row.cells[column].text) for row, _ in rows]
        filled = sum(not _is_empty(row.cells[column].text) for row, _ in rows)
        if not any(numbers) or 2 * sum(one is not None for one in numbers) < filled:
            continue  # it lists what is counted
        for (row, named), number in zip(rows, numbers, strict=True):
            cell = row.cells[column]
            if columns and cell.text.strip().isdecimal() and subject(row.cells[0].text, tally) == (named[0], ""):
                continue  # a bare number
            if number is not None:
                yield from counts(page, cell, 0, number, named, tally)
            elif percent(cell.text) is None:
                yield from _no_number(page, row, cell, named, tally)


def _row_subject(text: str, tally: Tally) -> Named | None:
    """The bucket that a row begins with, a note in brackets aside."""
    named = subject(text, tally)
    if named is None and "(" in text:
        named = subject(text.partition("(")[0], tally)
    return named


def _like_counts(table: Table, rows: Sequence[Row]) -> set[int]:
    """The second column of a table of two that says nowhere what stands in it, if that is nothing but numbers."""
    if len(table.header.cells) != 2 or any(map(str.isalnum, table.header.cells[1].text)) or not rows:
        return set()
    numbers = [numeral(row.cells[1].text) for row in rows]
    plain = [one for one in numbers if one is not None and not one.odd]
    spared = [row for row, one in zip(rows, numbers, strict=True) if one is None and not _is_empty(row.cells[1].text)]
    return {1} if 2 * len(plain) >= len(rows) and not spared else set()


def _is_empty(text: str) -> bool:
    from ledgergate.ledgers.words import lexicon

    return not text.strip() or is_placeholder(text, lexicon(None))


def _no_number(page: Page, row: Row, cell: Cell, named: Named, tally: Tally) -> Iterator[Counted]:
    bucket, disguise = named
    span = (cell.start, cell.end) if cell.text else (row.start, row.end)
    counted = counting(page.document, span, cell.text.strip(), bucket, tally).but(disguise=disguise)
    if not _is_empty(cell.text):
        yield counted.but(why=f"'{counted.stated}' for {counted.what} is not understood as a number")
    elif bucket and counted.actual:
        yield counted.but(why=f"no number stands here for {counted.what}")


def across(page: Page, table: Table, tally: Tally) -> Iterator[Counted]:
    """Counts below the names of what they count: in the only row, or in rows that are called count or total."""
    header = [subject(cell.text, tally) for cell in table.header.cells]
    first = 0 if header[0] is not None and len(table.rows) == 1 else 1
    if not all(any(map(str.isalpha, cell.text)) for cell in table.header.cells[first:]):
        return
    if first and not _COUNTING | tally.nouns >= {skeleton(row.cells[0].text) for row in table.rows}:
        return  # each row counts something of its own
    for row in table.rows:
        for column in range(first, len(row.cells)):
            cell, named = row.cells[column], header[column]
            number = numeral(cell.text)
            if named is not None and number is not None:
                yield from counts(page, cell, 0, number, named, tally)
            elif named is not None and percent(cell.text) is None:
                yield from _no_number(page, row, cell, named, tally)


def sums(page: Page, row: Row, tally: Tally) -> Iterator[Counted]:
    """The lists of counts in the last row of a table that is called total: `2 HIGH, 1 LOW`."""
    from ledgergate.reports.listed import side_by_side

    for cell in row.cells[1:]:
        yield from side_by_side(page, cell, tally)


def left_out(page: Page, table: Table, found: Sequence[Counted], tally: Tally) -> Iterator[Counted]:
    """The values that items have and no number of the page counts; told when all that it counts is right."""
    if not all(one.right for one in found):
        return
    counted = {one.bucket for one in found}
    last = table.rows[-1]
    for name, shown in tally.lexicon.shown.items():
        if (tally.by.get(name) or tally.every) and name not in counted:
            told = counting(page.document, (last.start, last.end), "", name, tally)
            yield told.but(why=f"this table leaves out {told.what}", cure=_cure(table, found, shown, told.actual))


def _cure(table: Table, found: Sequence[Counted], shown: str, actual: int) -> str:
    """The row to add, where a row counts one value."""
    places = {(one.start, one.end) for one in found}
    for row in table.rows:
        columns = [place for place, cell in enumerate(row.cells) if (cell.start, cell.end) in places]
        if len(columns) == 1:
            cells = [""] * len(row.cells)
            cells[0], cells[columns[0]] = shown, str(actual)
            return f"add the row: | {' | '.join(cells)} |"
    return f"count '{shown}' too: {actual}"


class _Text:
    """The text of an HTML cell; its place is the whole of it."""

    def __init__(self, raw: bytes, start: int) -> None:
        self.text = _TAG.sub(b" ", raw).decode().replace("&nbsp;", " ").strip()
        self.start, self.end = start, start + len(raw)

    def bytes_of(self, start: int, end: int) -> tuple[int, int]:
        return self.start, self.end


def html(page: Page, block: Block, tally: Tally) -> Iterator[Counted]:
    """The counts of an HTML table whose rows begin with buckets, each row with one number."""
    rows: list[list[_Text]] = []
    for row in _ROW.finditer(page.document.data, block.start, block.end):
        cells = list(_CELL.finditer(page.document.data, *row.span(1)))
        if len(cells) > 1 and any(cell[1].lower() == b"td" for cell in cells):
            rows.append([_Text(cell[2], cell.start(2)) for cell in cells])
    known = [(texts, named) for texts in rows if (named := _row_subject(texts[0].text, tally)) is not None]
    for texts, named in known if 2 * len(known) >= len(rows) else ():
        numbers = [(cell, number) for cell in texts[1:] if (number := numeral(cell.text)) is not None]
        if len(numbers) == 1:
            yield from counts(page, numbers[0][0], 0, numbers[0][1], named, tally)
