"""Where a report states a number: in a heading, a paragraph, a list entry, a table's row, a bound row's cell."""

from __future__ import annotations

import re

from ledgergate.ledgers.candidate_nodes import names
from ledgergate.reports import COLUMN
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgergate.markdown import Block, Page
    from ledgergate.model import Document, Item, Link, Report
    from ledgergate.reports import Index


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
        for text, start, end, links in _texts(block):
            at = start
            for match in pattern.finditer(text):
                raw = match.group(0).encode()
                found = page.document.data.find(raw, at, end) if raw else -1
                first, last = (found, found + len(raw)) if found >= 0 else (start, end)
                at = last if found >= 0 else at
                yield Statement(page.document, match.group(0), first, last, links, block)


def _stands(page: Page, block: Block, under: Sequence[str]) -> bool:
    chain = [heading.content.text for heading in page.above(block)]
    if block.kind == "heading":
        chain.append(block.content.text)
    return any(names(text, under) for text in chain)


def _texts(block: Block) -> Iterator[tuple[str, int, int, tuple[Link, ...]]]:
    if block.kind == "heading" or block.kind == "paragraph" or block.kind == "entry":
        content = block.content
        if any(one.isdigit() for one in content.text):
            yield content.text, content.start, content.end, content.links
    elif block.kind == "table":
        for row in block.rows:
            links = tuple(link for cell in row.cells for link in cell.links)
            yield " | ".join(cell.text for cell in row.cells), row.start, row.end, links


def cells(report: Report, index: Index | None, column: str) -> Iterator[tuple[Item, Item, Statement]]:
    """Each row of the report that names an item and fills the column: the row, its item, the cell."""
    for row in report.rows or ():
        item = index.bind(row) if index is not None else None
        for said in row.fields.get(COLUMN + column, ()) if item is not None else ():
            if item is not None and said.kind == "value":
                yield row, item, Statement(row.document, said.raw, said.start, said.end, row.links)
