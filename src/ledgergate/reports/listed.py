"""Counts that stand side by side: `(4 active, 27 complete)`, `Done (2) · Open (1)`, `12 candidates: 4 A, 8 B`."""

from __future__ import annotations

from ledgergate.expressions import expression

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_BRACKET = expression(r"[(\[（]([^()\[\]（）]{3,200})[)\]）]\s*\Z")
_PARTS = expression(r"\s*(?:[,;·•|/+，、；]|\band\b|\bund\b)\s*")
_BEFORE = expression(r"(\d{1,9})\s*(?:[×x]\s)?\s*([^\d\s].{0,60})\Z")
_BEHIND = expression(r"([^\d].{0,60}?)\s*(?:[(\[]|[:：=]\s*)(\d{1,9})[)\]]?\Z")
_HEAD = expression(r"(?:(\d{1,9})\s+)?([^\d:：(（]{1,60}?)\s*(?:[:：]\s*(\d{1,9})?)?\s*\Z")


def listed(text: str, bucket_of: Callable[[str], str | None]) -> Iterator[tuple[str, str]]:
    """Each number with its bucket, where all that stands there is counts of buckets: at least two, and each known.

    `bucket_of` gives a word's bucket, "" for all of them, None for a word that is none. Before the list may stand what
    all of them are called, with their number or without.
    """
    text = text.strip().strip(".")
    bracket = _BRACKET.search(text) if text.rstrip().endswith((")", "]", "）")) else None
    head, body = (text[: bracket.start()], bracket[1]) if bracket is not None else _split(text)
    parts = [part for part in _PARTS.split(body) if part.strip()]
    counted = [_one(part.strip(), bucket_of) for part in parts]
    found = [one for one in counted if one is not None]
    if len(found) < 2 or len(found) < len(counted):
        return
    if head.strip():
        named = _HEAD.match(head.strip())
        if named is None or bucket_of(named[2]) != "":
            return
        number = named[1] or named[3]
        if number:
            yield number, ""
    yield from found


def _split(text: str) -> tuple[str, str]:
    head, colon, body = text.partition(":")
    return (head, body) if colon and not head.strip().isdigit() and _PARTS.search(body) else ("", text)


def _one(part: str, bucket_of: Callable[[str], str | None]) -> tuple[str, str] | None:
    for found, number, word in ((_BEFORE.match(part), 1, 2), (_BEHIND.match(part), 2, 1)):
        if found is not None and (bucket := bucket_of(found[word])) is not None:
            return found[number], bucket
    return None
