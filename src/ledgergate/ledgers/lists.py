"""A list entry per item: bullets, ordered lists, task boxes; nested entries and paragraphs hold its fields."""

from __future__ import annotations

from ledgergate.ledgers.found import Found, gather, under
from ledgergate.ledgers.headings import labels

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.markdown import Entry, Page
    from ledgergate.model import Unread
    from ledgergate.policy.model import Source


def read(page: Page, source: Source, wanted: frozenset[str]) -> Iterator[Found | Unread]:
    """Each entry at the source's depth; with `items = "tasks"` only those that have a box."""
    tasks = source.items == "tasks"
    deep = source.depth or (0 if _has_pattern(source) else 1)
    for index, block in enumerate(page.blocks):
        if block.kind != "entry" or (tasks and block.checked is None) or (deep and block.depth != deep):
            continue
        above = under(page, block, source.under, source.not_under)
        if above is None:
            continue
        content = block.content
        labelled = gather(labels(_inside(page, index, block), wanted))
        yield Found(
            page.document, content.start, content.end, block.end, content, labelled, above, block.checked, page=page
        )


def _has_pattern(source: Source) -> bool:
    return bool(source.pattern or (source.key is not None and source.key.pattern))


def _inside(page: Page, index: int, entry: Entry) -> Iterator[object]:
    """The entry itself and the blocks nested in it."""
    for block in page.blocks[index:]:
        if block.start >= entry.end and block is not entry:
            return
        yield block
