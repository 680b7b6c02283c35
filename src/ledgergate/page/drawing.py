"""What is drawn: the bars of partitions and of coverage as shares of a width, and which colour is whose."""

from __future__ import annotations

from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgergate.page.model import Covered, Word
    from ledgergate.page.past import Strand

_COLOURS = 12  # of the style
_NARROW = 3.2  # pixels of one percent on the narrowest screen
_SIGN = 8.0  # pixels of a sign, at most


class Segment(Value):
    """A part of a bar: where it begins and how wide it is, in percent; `label` is what fits inside."""

    x: str
    width: str
    middle: str
    colour: str
    label: str


def colour(words: Sequence[Word | Strand], value: str) -> str:
    """The class of a value's colour, by its place among the words; none stated is grey."""
    places = [one.value for one in words]
    return f"c{places.index(value) % _COLOURS}" if value and value in places else "cx"


def colours(words: Sequence[Word | Strand]) -> list[str]:
    return [colour(words, one.value) for one in words]


def segments(words: Sequence[Word]) -> Iterator[Segment]:
    """The words of a partition, one behind the other."""
    total, begin = sum(one.count for one in words), 0
    for one in words:
        share = 100 * one.count / total
        fits = share * _NARROW >= _SIGN * (len(one.value) + 1)
        start = 100 * begin / total
        yield Segment(
            _percent(start), _percent(share), _percent(start + share / 2), colour(words, one.value),
            one.value if fits else "",
        )  # fmt: skip
        begin += one.count


def stripes(one: Covered) -> Iterator[Segment]:
    """The lines of a document: checked, ignored, unread."""
    begin = 0.0
    for name, count in (("checked", one.checked), ("ignored", one.ignored), ("unread", one.unread)):
        share = 100 * count / one.lines if one.lines else 0.0
        if count:
            yield Segment(_percent(begin), _percent(share), "", name, "")
        begin += share


def _percent(share: float) -> str:
    return f"{share:.2f}%"
