"""The rows of a CSV file, each cell at its place."""

from __future__ import annotations

import re

from ledgergate.documents import text_of
from ledgergate.errors import Unreadable
from ledgergate.expressions import expression
from ledgergate.ledgers.candidate_nodes import Plain
from ledgergate.ledgers.words import skeleton
from ledgergate.model import Unread

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgergate.ledgers.candidate_nodes import Entry
    from ledgergate.model import Document
    from ledgergate.policy.model import Source

_LINE = expression(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")


def entries(document: Document, source: Source, wanted: frozenset[str]) -> Iterator[Entry | Unread]:
    """Each row with a cell; a row of more cells than the header has is not understood, as in a Markdown table.

    Raises Unreadable at the row that is no CSV; the rows before it are read.
    """
    import csv

    text = text_of(document)
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    rows = csv.reader(_LINE.findall(text), delimiter=delimiter, strict=True)
    named = source.key.source.removeprefix("cell:") if source.key is not None and source.key.source else ""
    start = 0
    try:
        header = next(rows, [])
        yield from _doubled(document, header, wanted)
        names = list(map(skeleton, header))
        at = names.index(skeleton(named)) if skeleton(named) in names else 0 if not named else -1
        start = _begin(document, rows.line_num)
        for row in rows:
            end = _begin(document, rows.line_num)
            spans = _spans(document, start, end, delimiter, row)
            cells = [Plain(cell.strip(), *span) for cell, span in zip(row, spans, strict=True)]
            last = max(start, spans[-1][1]) if spans else start
            if any(cell.text for cell in cells[len(header) :]):
                yield _surplus(document, start, last, row, header, delimiter)
            if at >= 0 and any(cell.text for cell in cells):
                padded = [*cells, *(Plain("", last, last) for _ in header[len(cells) :])]
                yield padded[at], list(zip(header, padded, strict=False)), start, last
            start = end
    except csv.Error as error:
        raise Unreadable(
            document, start, f"is no CSV from here on: {error}", 'close the quotation mark, or write "" for one inside'
        ) from None


def _begin(document: Document, line: int) -> int:
    """Where the line behind that many lines begins."""
    return document.line_starts[line] if line < len(document.line_starts) else len(document.data)


def _spans(document: Document, start: int, end: int, delimiter: str, row: Sequence[str]) -> list[tuple[int, int]]:
    """Where a row's cells stand, without their quotation marks; the whole row for each where that is not plain."""
    raw = document.data[start:end].rstrip(b"\r\n")
    begin = 3 if start == 0 and raw.startswith(b"\xef\xbb\xbf") else 0
    sign = re.escape(delimiter.encode())
    found = list(re.finditer(rb'("(?:[^"]|"")*"|[^' + sign + rb"]*)(?:" + sign + rb"|\Z)", raw[begin:]))
    spans = [one.span(1) for one in found[: len(row)]]
    if len(spans) < len(row):
        return [(start, start + len(raw))] * len(row)
    return [_inner(raw, start, begin + first, begin + last) for first, last in spans]


def _inner(raw: bytes, start: int, first: int, last: int) -> tuple[int, int]:
    cell = raw[first:last]
    quote = 1 if cell[:1] == b'"' and cell[-1:] == b'"' and len(cell) > 1 else 0
    inner = cell[quote : len(cell) - quote]
    lead = quote + len(inner) - len(inner.lstrip())
    return start + first + lead, start + first + lead + len(inner.strip())


def _doubled(document: Document, header: Sequence[str], wanted: frozenset[str]) -> Iterator[Unread]:
    for number, name in enumerate(header):
        if skeleton(name) in wanted and skeleton(name) in map(skeleton, header[:number]):
            why = f"the column '{name.strip()}' stands twice in the header"
            yield Unread(document, 0, _begin(document, 1), why, "rename or remove one of the two", name.strip())


def _surplus(
    document: Document, start: int, end: int, row: Sequence[str], header: Sequence[str], delimiter: str
) -> Unread:
    why = f"a row of {len(row)} cells under a header of {len(header)}"
    cure = f'put the cell with a {delimiter!r} into quotation marks: "..."'
    return Unread(document, start, end, why, cure, row[0].strip())
