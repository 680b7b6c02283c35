"""Counts that stand side by side: `(4 active, 27 complete)`, `Done (2) · Open (1)`, `12 candidates: 4 A, 8 B`."""

from __future__ import annotations

from ledgergate.expressions import expression
from ledgergate.ledgers.words import skeleton
from ledgergate.reports.counted import bucket, counting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ledgergate.markdown import Inline, Page
    from ledgergate.reports.counted import Counted, Tally

    Part = tuple[int, str]  # where it begins, what it says

_BRACKET = expression(r"[(\[（]([^()\[\]（）]{3,200})[)\]）]\s*\Z")
_PARTS = expression(r"(?:(?<!\s)\s+)?(?:[,;·•|/+，、；]|\band\b|\bund\b)\s*")
_BEFORE = expression(r"(\d{1,9})\s*(?:[×x]\s)?\s*([^\d\s].{0,60})\Z")
_BEHIND = expression(r"([^\d].{0,60}?)\s*(?:[(\[]|[:：=]\s*)(\d{1,9})[)\]]?\Z")
_HEAD = expression(r"(?:(\d{1,9})\s+)?([^\d:：(（]{1,60}?)\s*(?:[:：]\s*(?:(\d{1,9})\s*)?)?\Z")


def side_by_side(page: Page, content: Inline, tally: Tally) -> Iterator[Counted]:
    """The counts that a text lists, if it lists nothing else."""

    def named(word: str) -> str | None:
        return "" if skeleton(word) in tally.nouns else bucket(word, tally)

    for start, number, name in listed(content.text, named):
        yield counting(page.document, content.bytes_of(start, start + len(number)), number, name, tally)


def listed(text: str, bucket_of: Callable[[str], str | None]) -> Iterator[tuple[int, str, str]]:
    """Each number with its place and its bucket, where all that stands there is counts of buckets: two or more.

    `bucket_of` gives a word's bucket, "" for all of them, None for a word that is none. Before the list may stand what
    all of them are called, with their number or without.
    """
    text = text.rstrip().rstrip(".")
    at = len(text) - len(text.lstrip(" \t\n."))
    bracket = _BRACKET.search(text) if text.rstrip().endswith((")", "]", "）")) else None
    if bracket is not None:
        found = _counted((bracket.start(1), bracket[1]), bucket_of)
        yield from _under((at, text[at : bracket.start()]), found, bucket_of) if found else ()
        return
    found = _counted((at, text[at:]), bucket_of)
    if not found:
        head, colon, body = text[at:].partition(":")
        if not colon or head.strip().isdigit():
            return
        found = _under((at, head), _counted((at + len(head) + 1, body), bucket_of), bucket_of)
    yield from found


def _under(
    head: Part, found: list[tuple[int, str, str]], bucket_of: Callable[[str], str | None]
) -> list[tuple[int, str, str]]:
    """The counts of a list, and the number before it; nothing where another thing's name stands there."""
    if not head[1].strip() or not found:
        return found
    space = len(head[1]) - len(head[1].lstrip())
    named = _HEAD.match(head[1].strip())
    if named is None or bucket_of(named[2]) != "":
        return []
    group = 1 if named[1] else 3
    first = [(head[0] + space + named.start(group), named[group], "")] if named[group] else []
    return first + found


def _counted(body: Part, bucket_of: Callable[[str], str | None]) -> list[tuple[int, str, str]]:
    """The counts that the parts of a text are, if each is one and there are two or more."""
    begin, text = body
    places, at = [], 0
    for sign in _PARTS.finditer(text):
        places.append((at, text[at : sign.start()]))
        at = sign.end()
    places.append((at, text[at:]))
    parts = [(at, part) for at, part in places if part.strip()]
    if len(parts) < 2:
        return []
    found = []
    for at, part in parts:
        one = _one(part.strip(), bucket_of)
        if one is None:
            return []
        found.append((begin + at + len(part) - len(part.lstrip()) + one[0], *one[1:]))
    return found


def _one(part: str, bucket_of: Callable[[str], str | None]) -> tuple[int, str, str] | None:
    for found, number, word in ((_BEFORE.match(part), 1, 2), (_BEHIND.match(part), 2, 1)):
        if found is not None and (bucket := bucket_of(found[word])) is not None:
            return found.start(number), found[number], bucket
    return None
