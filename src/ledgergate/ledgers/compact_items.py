"""Items of which there are very many: names that stand in several documents are kept once, statements without a
dictionary, in a fifth of its room."""

from __future__ import annotations

from sys import intern

from ledgergate.model import Item

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from ledgergate.model import Stated, Unread

    _Mapping = Mapping[str, tuple[Stated, ...]]
else:
    _Mapping = tuple

_new: Any = tuple.__new__
_part: Any = tuple.__getitem__
_places: dict[tuple[str, ...], dict[str, int]] = {}  # names of fields -> where each of them stands


def compacted(one: Item | Unread | None) -> Item | Unread | None:
    """The same item in less room; anything else as it is."""
    if type(one) is not Item:
        return one
    parts: Any = one
    key, shown, title, document, start, end, fields, links, others, *more = parts
    return Item(
        intern(key), intern(shown), intern(title), document, start, end, CompactFields(fields), links,
        tuple(map(intern, others)), *more,
    )  # fmt: skip


class CompactFields(_Mapping):
    """Statements by field, as a tuple: the places of the fields, which items of one kind share, then what is said of
    each. A statement that stands alone, as most do, is kept without a tuple around it."""

    __slots__ = ()

    def __new__(cls, stated: Mapping[str, tuple[Stated, ...]]) -> CompactFields:
        names = tuple(stated)
        places = _places.get(names)
        if places is None:
            places = _places[names] = {name: place for place, name in enumerate(names, 1)}
        made: CompactFields = _new(cls, [places, *[said[0] if len(said) == 1 else said for said in stated.values()]])
        return made

    def __getitem__(self, name: str) -> tuple[Stated, ...]:
        said: Any = _part(self, _part(self, 0)[name])
        return said if type(said) is tuple else (said,)

    def get(self, name: str, default: Any = None) -> Any:
        place = _part(self, 0).get(name)
        if place is None:
            return default
        said = _part(self, place)
        return said if type(said) is tuple else (said,)

    def __contains__(self, name: object) -> bool:
        return name in _part(self, 0)

    def __iter__(self) -> Iterator[str]:
        return iter(_part(self, 0))

    def __len__(self) -> int:
        return len(_part(self, 0))

    def keys(self) -> Any:
        return _part(self, 0).keys()

    def values(self) -> Any:
        return [said for _, said in self.items()]

    def items(self) -> Any:
        """In document order, as a dictionary's."""
        every = _part(self, slice(1, None))
        return [(name, said if type(said) is tuple else (said,)) for name, said in zip(self, every, strict=True)]

    def __eq__(self, other: object) -> bool:
        return dict(self.items()) == (dict(other.items()) if type(other) is CompactFields else other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = None  # type: ignore[assignment]  # as a dictionary has none

    def __repr__(self) -> str:
        return repr(dict(self.items()))
