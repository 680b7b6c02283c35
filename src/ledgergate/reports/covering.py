"""Which items a report must cover: all, those with some values, those from a number on."""

from __future__ import annotations

from ledgergate.expressions import expression
from ledgergate.ledgers.words import key_skeleton, skeleton

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledgergate.model import Item

_FROM = expression(r">=\s*0*(\d{1,18})\Z")
_NUMBER = expression(r"\d{1,18}")


def covered(item: Item, wanted: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether each part of `covers` holds of the item: a field's value, its key, its title, the heading above it."""
    return all(_holds(item, name, values) for name, values in wanted.items())


def _holds(item: Item, name: str, values: tuple[str, ...]) -> bool:
    if name == "key":
        return any(_is_key(item, value) for value in values)
    if name in ("title", "section"):
        return skeleton(getattr(item, name)) in map(skeleton, values)
    return item.value(name) in values


def _is_key(item: Item, value: str) -> bool:
    """One key, or every key from a number on: `>=100`."""
    begin = _FROM.match(value.strip())
    if begin is None:
        return key_skeleton(value) == item.key
    number = _NUMBER.search(item.key)
    return number is not None and int(number[0]) >= int(begin[1])
