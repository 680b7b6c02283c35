"""The words of the Markdown tests: a page from text, and the bytes that a span holds."""

from __future__ import annotations

from typing import Any

from ledgergate import markdown
from ledgergate.model import Document


def page(text: str | bytes) -> markdown.Page:
    return markdown.read(Document("docs/ledger.md", text if isinstance(text, bytes) else text.encode()))


def only(text: str, kind: str) -> Any:
    """The one block of `kind` in `text`."""
    (block,) = (block for block in page(text).blocks if block.kind == kind)
    return block


def written(text: str, spanned: Any) -> str:
    """What stands in the bytes from `spanned.start` to `spanned.end`."""
    return text.encode()[spanned.start : spanned.end].decode()


def contents(read: markdown.Page) -> list[markdown.Inline]:
    """All contents of a page, cells included."""
    found: list[markdown.Inline] = []
    for block in read.blocks:
        if block.kind in ("heading", "paragraph", "entry"):
            found.append(block.content)
        elif block.kind == "table":
            found.extend(cell for row in (block.header, *block.rows) for cell in row.cells)
    return found
