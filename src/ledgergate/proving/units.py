"""The lines that an item or a row takes up in its document, and where in them its key and title stand."""

from __future__ import annotations

from ledgergate.ledgers.identity import merged
from ledgergate.proving.mutant import line_end, line_start
from ledgergate.shapes import TREE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ledgergate.model import Item
    from ledgergate.policy.model import LedgerPolicy


def is_written(item: Item) -> bool:
    """Whether the item stands in a document, not in the policy."""
    return item.end > item.start


def unit(item: Item) -> tuple[int, int]:
    """The bytes of the whole lines of an item, all that belongs to it included."""
    document = item.document
    start = line_start(document, item.start)
    end = item.body_end if item.body_end > item.end else line_end(document, item.end)
    if end > start and end < len(document.data) and document.data[end - 1 : end] not in (b"\n", b"\r"):
        end = line_end(document, end)
    return start, end


def key_span(item: Item, rules: LedgerPolicy | None = None) -> tuple[int, int] | None:
    """Where the key is written in the item's own span; None where it comes from elsewhere."""
    return None if rules is not None and is_named(item, rules) else _span(item, item.shown, item.start, item.end)


def is_named(item: Item, rules: LedgerPolicy) -> bool:
    """Whether the key is the file's or the folder's name: what the text says is another matter."""
    source = rules.sources[item.source] if rules.sources else None
    if source is None or source.shape.reads != TREE:
        return False
    said = merged(source.key, rules.key).source
    return said in ("", "file", "folder", "path")


def title_span(item: Item) -> tuple[int, int] | None:
    """Where the title is written in the item's first line; None where it stands elsewhere, or is the key."""
    if not item.title or item.title == item.shown:
        return None
    return _span(item, item.title, item.start, line_end(item.document, item.end))


def _span(item: Item, text: str, start: int, end: int) -> tuple[int, int] | None:
    wanted = text.encode()
    at = item.document.data.find(wanted, start, end) if wanted else -1
    return (at, at + len(wanted)) if at >= 0 else None
