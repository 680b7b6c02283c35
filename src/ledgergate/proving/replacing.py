"""Another thing under an item's key: its title and all that is said of it are other ones, its bucket stays."""

from __future__ import annotations

from ledgergate.proving.units import unit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Document, Item
    from ledgergate.policy.model import LedgerPolicy

    Span = tuple[int, int]
    Edit = tuple[int, int, bytes]

TITLE = b"Quite another thing to be built"
_WORDS = b"Nothing that was written here before."


def another_thing(rules: LedgerPolicy | None, item: Item, key: Span, title: Span, *, is_row: bool) -> Iterator[Edit]:
    """The edits: of a row by its cells, of all else by its lines. What tells the key, and its values, is left."""
    fields = [field.name for field in rules.fields.values() if field.vocabulary] if rules is not None else item.fields
    values = [(one.start, one.end) for name in fields for one in item.fields.get(name, ()) if not one.inherited]
    kept = [key, title, *values]
    yield (*title, TITLE)
    start, end = unit(item)
    for begin, stop in _parts(item.document, start, end, b"|" if is_row else b"\n"):
        if not any(begin < later and earlier < stop for earlier, later in kept):
            yield begin, stop, _WORDS


def _parts(document: Document, start: int, end: int, sign: bytes) -> Iterator[Span]:
    """What stands between the signs, blanks aside."""
    at = start
    for part in document.data[start:end].split(sign):
        text = part.strip()
        if text:
            begin = at + part.index(text)
            yield begin, begin + len(text)
        at += len(part) + 1
