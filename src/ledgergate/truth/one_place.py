"""Names that are one on disks which do not tell capitals apart: of two such files a checkout there keeps one."""

from __future__ import annotations

import posixpath

from ledgergate.policy.governed import folded, matches, places

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.moments import Change
    from ledgergate.sides import Side


def in_one_place(side: Side, change: Change) -> tuple[tuple[str, str], ...]:
    """A question: each path that a change adds in the place of another one, where the policy governs one of both.

    What stood there before as a pair is no concern of the change, nor is one that a rename makes go away.
    """
    told: dict[frozenset[str], tuple[str, str]] = {}
    named: dict[str, dict[str, list[str]]] = {}
    added = sorted(one.path for one in change.entries if one.before is None and one.after is not None)
    for path, globs in places(side.policy, added):
        for other in _others(side, path, globs, named):
            told.setdefault(frozenset((path, other)), (path, other))
    return tuple(told.values())


def _others(side: Side, path: str, globs: list[str], named: dict[str, dict[str, list[str]]]) -> Iterator[str]:
    """The paths of the side that are this one in other capitals: governed ones, or beside one that is governed.

    `named` keeps what each glob finds, by folded name: many files may be added under one.
    """
    if any(matches(one, path) for one in globs):
        globs = [*globs, posixpath.join(posixpath.dirname(path), "*")]
    name = folded(path)
    found: set[str] = set()
    for one in globs:
        if one not in named:
            named[one] = {}
            for other in side.documents.find(one):
                named[one].setdefault(folded(other), []).append(other)
        found.update(named[one].get(name, ()))
    return (other for other in sorted(found) if other != path)
