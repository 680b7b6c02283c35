"""The policy's path globs: `*`, `?` and `[...]` stay within a component, `**` stands for any number of them."""

from __future__ import annotations

from ledgergate.expressions import watched

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_WILD = frozenset("*?[")
_SHORT, _FEW = 100, 6  # letters and signs of a glob that needs no watching


def is_glob(path: str) -> bool:
    return not _WILD.isdisjoint(path)


def literal_folder(glob: str) -> str:
    """The folder, or the whole path, that every match lies under; "" is the root."""
    parts = glob.split("/")
    literal = 0
    while literal < len(parts) and not is_glob(parts[literal]):
        literal += 1
    return "/".join(parts[:literal])


def matcher(glob: str) -> Callable[[str], bool]:
    """Answers whether a whole path matches. Time grows with path times glob at the worst, never faster."""
    wanted = [component(part) if part != "**" else None for part in glob.strip("/").split("/")]

    def matches(path: str) -> bool:
        return walk(wanted, path.split("/"))

    return in_time(glob, matches)


def in_time(glob: str, matches: Callable[[str], bool]) -> Callable[[str], bool]:
    """The same test, watched where so much in the glob can be tried in several places that paths may take long."""
    return watched(glob, matches) if len(glob) > _SHORT or sum(map(glob.count, "*?[")) > _FEW else matches


def walk(wanted: Sequence[Callable[[str], bool] | None], parts: Sequence[str]) -> bool:
    """Whether tests for one component or letter each, None for any number of them, take up all parts.

    Only the last `**` (of letters: `*`) is ever tried again: an earlier one could not do better.
    """
    at = here = 0
    retry: tuple[int, int] | None = None
    while here < len(parts):
        test = wanted[at] if at < len(wanted) else never
        if test is None:
            retry = (at + 1, here)
            at += 1
        elif test(parts[here]):
            at, here = at + 1, here + 1
        elif retry is not None:
            at, here = retry[0], retry[1] + 1
            retry = (at, here)
        else:
            return False
    return all(test is None for test in wanted[at:])


def never(_: str) -> bool:
    """A test that no name passes."""
    return False


def component(part: str) -> Callable[[str], bool]:
    """A test for one component; no amount of stars makes it slower than its length times the name's."""
    if not is_glob(part):
        return part.__eq__
    if part == "*":
        return bool
    ends = part.split("*")
    if len(ends) == 2 and not any(map(is_glob, ends)):
        head, tail = ends
        return lambda name: len(name) >= len(head) + len(tail) and name.startswith(head) and name.endswith(tail)
    letters = [None if piece == "*" else _letter(piece) for piece in _pieces(part)]
    return lambda name: walk(letters, name)


def _pieces(part: str) -> list[str]:
    """The letters and signs of a component; a class in brackets is one of them, a bracket that none closes a letter."""
    found: list[str] = []
    at = 0
    while at < len(part):
        stop = at + 1
        if part[at] == "[":
            first = at + 2 if part[at + 1 : at + 2] in ("!", "^") else at + 1  # what stands there closes nothing
            stop = part.find("]", first + 1) + 1 or stop
        found.append(part[at:stop])
        at = stop
    return found


def _letter(piece: str) -> Callable[[str], bool]:
    """A test for one letter."""
    if piece == "?":
        return bool
    if len(piece) == 1:
        return piece.__eq__
    negated = piece[1] in "!^"
    members, at = piece[2 if negated else 1 : -1], 0
    ranges: list[tuple[str, str]] = []
    while at < len(members):
        step = 2 if members[at + 1 : at + 2] == "-" and at + 2 < len(members) else 0
        ranges.append((members[at], members[at + step]))
        at += step + 1
    return lambda letter: any(first <= letter <= last for first, last in ranges) != negated
