"""Markdown: a document's bytes in, a page of blocks with exact byte spans out."""

from __future__ import annotations

from ledgergate.markdown.blocks import (
    Block,
    Comment,
    Entry,
    Fence,
    Heading,
    Html,
    Paragraph,
    Row,
    Rule,
    Table,
)
from ledgergate.markdown.inline import Cell, Inline
from ledgergate.markdown.page import Page, read

__all__ = [
    "Block", "Cell", "Comment", "Entry", "Fence", "Heading", "Html", "Inline", "Page", "Paragraph", "Row", "Rule",
    "Table", "read",
]  # fmt: skip
