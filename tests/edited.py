"""Every policy that differs from another one in a single place: the words of tests about pairs of policies."""

from __future__ import annotations

from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

# What says where something is written or what it is called; an edit there is no other policy.
LEFT = (
    "levels",
    "path_levels",
    "line",
    "oid",
    "lines",
    "name",
    "reason",
    "origin",
    "preset",
    "waivers",
    "kinds",
    "closed_boxes",
    "title",
)
OTHER = "zz"
# What is one of a few words.
_WORDS: dict[object, tuple[str, ...]] = {
    "items": ("table", "list", "headings"),
    "source": ("label", "heading", "text", "file"),
    "kind": ("value", "text", "evidence"),
    "counts": ("items", "rows"),
    "enforce": ("always", "when-closed"),
}
_PARTS = (
    "sources",
    "items",
    "totals",
    "counts",
    "reports",
    "invariants",
    "evidence",
    "truths",
    "packages",
    "path_levels",
)


def edits(one: Any, at: tuple[object, ...] = ()) -> Iterator[tuple[tuple[object, ...], Any]]:
    """(where, the thing with one part taken away, added or changed)."""
    if isinstance(one, Value):
        fields: tuple[str, ...] = vars(type(one))["__fields__"]
        for field in fields:
            if field not in LEFT:
                for where, made in edits(getattr(one, field), (*at, field)):
                    yield where, one.but(**{field: made})
    elif isinstance(one, bool):
        yield at, not one
    elif isinstance(one, int):
        yield at, one + 1
    elif isinstance(one, str) and at[-1] in _WORDS:
        yield from ((at, word) for word in _WORDS[at[-1]] if word != one)
    elif isinstance(one, str):
        yield at, one + OTHER if one else OTHER
    elif isinstance(one, tuple):
        yield from _of_tuple(one, at)
    elif hasattr(one, "items"):
        yield from _of_mapping(dict(one), at)


def _of_tuple(one: tuple[Any, ...], at: tuple[object, ...]) -> Iterator[tuple[tuple[object, ...], Any]]:
    for place, member in enumerate(one):
        yield (*at, place), (*one[:place], *one[place + 1 :])
        for where, made in edits(member, (*at, place)):
            yield where, (*one[:place], made, *one[place + 1 :])
    if at[-1] not in _PARTS and (not one or isinstance(one[0], str)):
        yield at, (*one, OTHER)


def _of_mapping(one: dict[Any, Any], at: tuple[object, ...]) -> Iterator[tuple[tuple[object, ...], Any]]:
    for key, member in one.items():
        yield (*at, key), {other: value for other, value in one.items() if other != key}
        for where, made in edits(member, (*at, key)):
            yield where, {**one, key: made}
