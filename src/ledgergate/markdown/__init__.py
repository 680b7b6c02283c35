"""Markdown: a document's bytes in, a page of blocks with exact byte spans out."""

from __future__ import annotations

from ledgergate.markdown.blocks import (
    Comment,
    Entry,
    Fence,
    Heading,
    Html,
    Paragraph,
    Row,
    Rule,
    Table,
    Written,
)
from ledgergate.markdown.inline import Cell, Inline
from ledgergate.markdown.page import Page, read

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.markdown.blocks import AnyBlock as Block
else:
    from ledgergate.markdown.blocks import Block

__all__ = [
    "Block", "Cell", "Comment", "Entry", "Fence", "Heading", "Html", "Inline", "Page", "Paragraph", "Row", "Rule",
    "Table", "Written", "read", "row_like_lines",
]  # fmt: skip


def row_like_lines(page: Page, paragraph: Paragraph) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Lines of a paragraph that look like rows of a table: see `ledgergate.markdown.rows`."""
    from ledgergate.markdown import rows

    return rows.row_like_lines(paragraph)
