"""Numbers that only count: a row's, a phase's, a step's. When something is put in between, all behind it move up."""

from __future__ import annotations

from ledgergate.expressions import expression
from ledgergate.ledgers.words import skeleton

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgergate.model import Item

_DIGITS = expression(r"\d+")
_BARE = expression(r"#?\d+[a-z]?(?:[.-]\d+[a-z]?)*\Z")  # 3, 2.1, 21a
_COUNTED = frozenset(
    """phase, step, stage, sprint, milestone, iteration, wave, week, part, schritt, stufe, etappe, meilenstein, woche,
    teil""".replace("\n    ", " ").split(", ")
)
_TOGETHER = 3  # keys that move by one distance are counted anew, though there are gaps elsewhere


def number(key: str) -> tuple[int, ...]:
    """The numbers in a key: 2 and 1 of `2.1`."""
    return tuple(int(one) for one in _DIGITS.findall(key[:200]))


def stem(key: str) -> str:
    """What is left of a key without them."""
    return _DIGITS.sub("", key).strip(" -_.#/")


def bare(key: str) -> bool:
    """Whether a key is a number and nothing else, or a phase's and the like."""
    return _BARE.match(key) is not None or skeleton(stem(key)) in _COUNTED


def counted_anew(moves: Sequence[tuple[str, str]], before: Sequence[Item], later: Sequence[Item]) -> bool:
    """Whether these keys, of which each became the other, were counted anew: several together that have kept their
    order, or any where bare numbers follow each other without a gap."""
    was = {item.key: place for place, item in enumerate(before)}
    now = {item.key: place for place, item in enumerate(later)}
    contiguous = _contiguous(later)
    if contiguous and all(bare(key) for key in now):
        return True
    places = [was[old] for old, _ in sorted(moves, key=lambda one: now[one[1]])]
    if len(moves) < 2 or places != sorted(places):
        return False
    apart = {(stem(old) == stem(new), _distance(number(old), number(new))) for old, new in moves}
    return contiguous or (len(moves) >= _TOGETHER and len(apart) == 1)


def _contiguous(items: Sequence[Item]) -> bool:
    """Whether each key is the next one of the key before it."""
    numbers = [number(item.key) for item in items]
    return len({stem(item.key) for item in items}) == 1 and all(map(_follows, numbers, numbers[1:]))


def _follows(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether a key comes next: 2 or 1.1 behind 1, 2.2 or 3 behind 2.1."""
    if other[:-1] == one and other[-1:] in ((0,), (1,)):
        return True
    at = next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    return at is not None and other[at] == one[at] + 1 and all(part <= 1 for part in other[at + 1 :])


def _distance(old: tuple[int, ...], new: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(b - a for a, b in zip(old, new, strict=False)) if len(old) == len(new) else ()
