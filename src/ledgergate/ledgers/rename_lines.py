"""The line that says an item's new name: what it says, and where a ledger's documents have room for it."""

from __future__ import annotations

from ledgergate.ledgers.candidate_nodes import names
from ledgergate.ledgers.words import skeleton
from ledgergate.lexicon import CLOSING
from ledgergate.model import Edit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ledgergate.markdown import Page
    from ledgergate.model import Document, Item
    from ledgergate.sides import Side

_PAGES = (".md", ".markdown", ".mdx")


def line_to_add(side: Side, ledger: str, gone: Item, now: Item) -> Edit | None:
    """The edit that says of an item which is gone what it is called now; None where nothing tells where to say it."""
    where = side.policy.ledgers[ledger].dispositions
    path = where.path if where is not None and where.path else now.document.path
    documents = side.documents.matching(path)
    if len(documents) != 1 or not documents[0].path.lower().endswith(_PAGES):
        return None
    document, under = documents[0], where.under if where is not None else ()
    page = side.documents.page(document)
    heading = next((one for one in page.headings if _is_place(one.content.text, under)), None)
    if heading is None and under:
        return None
    start, end = (heading.start, page.extent(heading)[1]) if heading is not None else (0, _end(page, now))
    at = start + len(document.data[start:end].rstrip())
    listed = any(block.kind == "entry" and block.start < at <= block.end + 1 for block in page.blocks)
    return Edit(document.path, at, at, _text(side, ledger, gone, now, listed=listed and start < at))


def _is_place(heading: str, under: tuple[str, ...]) -> bool:
    return names(heading, under) if under else skeleton(heading) in CLOSING


def _end(page: Page, now: Item) -> int:
    """Where the item itself ends, in a page of headings; else where the page does."""
    own = [heading for heading in page.headings if heading.start <= now.start < heading.end]
    document: Document = page.document
    return page.extent(own[0])[1] if own and now.document.path == document.path else len(document.data)


def _text(side: Side, ledger: str, gone: Item, now: Item, *, listed: bool) -> str:
    """The line; no list entry where such are the ledger's items."""
    sources = side.policy.ledgers[ledger].sources
    entries = any("depth" in source.shape.takes for source in sources)
    line = f"{now.shown} renamed from {gone.shown}"
    return f"\n\n{line}" if entries else f"\n- {line}" if listed else f"\n\n- {line}"
