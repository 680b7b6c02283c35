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
from ledgergate.markdown.page import Page, nothing_of, read

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.markdown.blocks import AnyBlock as Block
    from ledgergate.markdown.labels import Label
else:
    from ledgergate.markdown.blocks import Block

__all__ = [
    "Block", "Cell", "Comment", "Entry", "Fence", "Heading", "Html", "Inline", "Page", "Paragraph", "Row", "Rule",
    "Table", "Written", "labels_of", "nothing_of", "read", "row_like_lines",
]  # fmt: skip


def labels_of(content: Inline) -> tuple[Label, ...]:
    """Labels with their values, line by line: see `ledgergate.markdown.labels`."""
    if not content.may_label:
        return ()
    from ledgergate.markdown.labels import labels

    return tuple(labels(content))


def row_like_lines(page: Page, paragraph: Paragraph) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Lines of a paragraph that look like rows of a table: see `ledgergate.markdown.rows`."""
    from ledgergate.markdown import rows

    return rows.row_like_lines(paragraph)
