"""Numbers behind the name of what they count: `Do now: 9`, `Do now — 9`, `## Do now (9 of 9)`, `Bucket A: nine`."""

from __future__ import annotations

from ledgergate.expressions import expression
from ledgergate.ledgers.words import skeleton
from ledgergate.markdown import labels_of
from ledgergate.reports.counted import ALL, COUNTERS, counting, subject
from ledgergate.reports.numerals import numeral

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Protocol

    from ledgergate.markdown import Inline, Page
    from ledgergate.reports.counted import Counted, Tally
    from ledgergate.reports.numerals import Number

    class Content(Protocol):
        """A text that knows its bytes."""

        @property
        def text(self) -> str:
            """What it says."""

        def bytes_of(self, start: int, end: int) -> tuple[int, int]:
            """The bytes that say the characters `start` to `end`."""


_NAMED = expression(
    r"(?P<name>[^:：=—–\n(\[（]{1,80}?)"
    r"(?:\s*(?P<colon>[:：])\s*|\s*=\s*|\s+[—–-]\s+|\s*(?=[(\[（]))(?P<rest>.{1,120})\Z"
)
_LONGEST = 200


def labelled(page: Page, content: Inline, tally: Tally) -> Iterator[Counted]:
    """What the labels of a paragraph or an entry say, else what its lines say that look like labels."""
    found: list[Counted] = []
    for label in labels_of(content):
        named = subject(label.name, tally)
        number = numeral(label.value_text) if named is not None else None
        if named is not None and number is not None and not number.year:
            found += counts(page, label.value, 0, number, named, tally)
    yield from found or lines(page, content, tally)


def lines(page: Page, content: Inline, tally: Tally) -> Iterator[Counted]:
    """What each line says that is a name, a sign and a number, and nothing else."""
    at = 0
    for line in content.text.split("\n"):
        yield from _line(page, content, at, line, tally)
        at += len(line) + 1


def _line(page: Page, content: Inline, at: int, line: str, tally: Tally) -> Iterator[Counted]:
    named = _NAMED.match(line) if len(line) < _LONGEST else None
    if named is None or not any(map(str.isalpha, named["name"])):
        return
    text, start = named["rest"], at + named.start("rest")
    if text[0] in "([（" and text.rstrip(" .*")[-1:] in ")]）" and len(text) > 2:
        text, start = text.rstrip(" .*")[1:-1], start + 1
    number = numeral(text)
    known = subject(named["name"], tally) if number is not None else None
    if number is None or known is None or number.year:
        return
    # A label may be followed by any noun; a dash or a bracket also parts a name from what is said of it.
    if named["colon"] or not number.noun or _is_noun(number.noun, tally):
        yield from counts(page, content, start, number, known, tally)


def _is_noun(word: str, tally: Tally) -> bool:
    return word in tally.nouns or word in COUNTERS or skeleton(word) in ALL


def counts(
    page: Page, content: Content, at: int, number: Number, named: tuple[str, str], tally: Tally
) -> Iterator[Counted]:
    """What a number says of the bucket that is `named`; `at` is where its text begins in the content's."""
    bucket, disguise = named
    first = counting(page.document, content.bytes_of(at + number.start, at + number.end), "", bucket, tally)
    first = first.but(disguise=disguise)
    if number.odd:
        shown = content.text[at + number.start : at + number.end].strip()
        yield first.but(stated=shown, why=f"'{shown}' for {first.what} is not understood as a number")
        return
    first = first.but(stated=str(number.value))
    if number.of is None:
        yield first
        return
    if not _is_of_all(number, bucket, tally):
        return
    yield first
    if number.of != number.value or bucket:
        span = content.bytes_of(at + number.of_start, at + number.of_end)
        yield counting(page.document, span, str(number.of), "", tally)


def _is_of_all(number: Number, bucket: str, tally: Tally) -> bool:
    """Whether `n of m` says that n of all items are in the bucket; `1/2` is also how far those two have come."""
    if number.noun and not _is_noun(number.noun, tally):
        return False
    if not bucket:
        return number.of == number.value
    return number.of == tally.all or number.of != tally.by.get(bucket, 0)
