"""Where the links of the runtime lead: what lies there runs, although no pattern matches its path.

A link at or above a pattern's root counts whatever it leads to; below it one that leads to a folder does. A link to a
single file there stays free: licences and read-me files are shared in that way.
"""

from __future__ import annotations

from ledgergate.git.links import Links
from ledgergate.git.patterns import Patterns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.git.snapshot import Snapshot
    from ledgergate.sides import Side

_MOST = 1000  # links in folders that links lead to: two that lead to each other have no end


class Led:
    """What one state's runtime links lead to. `places` maps a path there to the paths that it has in the runtime."""

    def __init__(self, state: Snapshot, patterns: Patterns) -> None:
        self._patterns = patterns
        self.places: dict[str, list[str]] = {}
        self._hops: dict[str, str] = {}
        links = Links(state)
        if links:
            self._follow(state, links)

    def _follow(self, state: Snapshot, links: Links) -> None:
        waiting = [(path, path) for path in links.paths()]
        for link, name in waiting:
            pattern = _root(self._patterns, name)
            below = pattern is None and _below(self._patterns, name) is not None
            if pattern is None and not below:
                continue
            target = links.leads(link)
            if not target or (below and not _is_folder(state, target)):
                continue
            self._hops.update((hop, link) for hop in links.hops(link) if hop != link)
            self.places.setdefault(target, []).append(name)
            inside = f"{target}/"
            within = [(one, name + one[len(target) :]) for one in links.paths() if one.startswith(inside)]
            waiting += within if len(waiting) < _MOST else []

    def reaches(self, path: str) -> tuple[str, str] | None:
        """The pattern, and the path in the runtime that it matches, under which a path runs; None where it does not."""
        for place in _above(path) if self.places else ():
            for name in self.places.get(place, ()):
                seen = name + path[len(place) :]
                pattern = self._patterns.match(seen) or self._patterns.match_folded(seen)
                if pattern is not None:
                    return pattern, seen
        link = self._hops.get(path, "")
        pattern = _root(self._patterns, link) or _below(self._patterns, link) if link else None
        return (pattern, link) if pattern is not None else None


def led(side: Side, lines: tuple[str, ...]) -> Led:
    """The same of a side, under the lines of some patterns; ask it, for it is worked out once."""
    return Led(side.documents.snapshot, Patterns(lines))


def _root(patterns: Patterns, link: str) -> str | None:
    """The pattern whose literal root the link is, or stands above."""
    return patterns.rooted(link) or patterns.rooted(link, folded=True)


def _below(patterns: Patterns, link: str) -> str | None:
    return patterns.match_below(link) or patterns.match_folded(link, below=True)


def _above(path: str) -> Iterator[str]:
    yield path
    while path := path.rpartition("/")[0]:
        yield path


def _is_folder(state: Snapshot, path: str) -> bool:
    return state.exists(path) and state.entry(path) is None
