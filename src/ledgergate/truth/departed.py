"""Package folders that a change takes away, and which of them it only moves."""

from __future__ import annotations

import posixpath

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledgergate.documents import Documents
    from ledgergate.model import Changed

_ALIKE = 0.5  # of the lines of two texts with one name: what is renumbered is seldom rewritten too


def departed(before: Documents, after: Documents, entries: Iterable[Changed], parent: str) -> set[str]:
    """The names of the folders right below `parent` that stood before, are gone, and live on under no other name."""
    skip = len(parent) + 1 if parent else 0
    gone: dict[str, list[Changed]] = {}
    new: dict[str, list[Changed]] = {}
    for one in entries:
        if one.path.startswith(parent + "/" if parent else "") and "/" in one.path[skip:]:
            name = one.path[skip:].partition("/")[0]
            if one.after is None:
                gone.setdefault(name, []).append(one)
            elif one.before is None:
                new.setdefault(name, []).append(one)
    left = {name for name in gone if not after.find(posixpath.join(parent, name, "**"))}
    return {name for name in left if not any(_moved(before, after, gone[name], some) for some in new.values())}


def _moved(before: Documents, after: Documents, gone: list[Changed], new: list[Changed]) -> bool:
    """Whether a file of the one folder is a file of the other: the same object, or a text of one name much alike."""
    objects = {one.before.oid for one in gone if one.before is not None}
    if any(one.after is not None and one.after.oid in objects for one in new):
        return True
    return any(_alike(then, now) for then, now in _namesakes(before, after, gone, new))


def _namesakes(
    before: Documents, after: Documents, gone: list[Changed], new: list[Changed]
) -> Iterator[tuple[bytes, bytes]]:
    names = {posixpath.basename(one.path): one.path for one in gone if one.path.endswith(".md")}
    pairs = [(names[name], one.path) for one in new if (name := posixpath.basename(one.path)) in names]
    before.fetch([then for then, _ in pairs])
    after.fetch([now for _, now in pairs])
    for then, now in pairs:
        old, young = before.document(then), after.document(now)
        if old is not None and young is not None:
            yield old.data, young.data


def _alike(then: bytes, now: bytes) -> bool:
    old, young = {*then.split(b"\n")} - {b""}, {*now.split(b"\n")} - {b""}
    return len(old & young) >= _ALIKE * max(1, min(len(old), len(young)))
