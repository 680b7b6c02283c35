"""The policy's path globs: `*`, `?` and `[...]` stay within a component, `**` stands for any number of them."""

from __future__ import annotations

from ledgergate.expressions import watched

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

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


def walk(wanted: list[Callable[[str], bool] | None], parts: list[str]) -> bool:
    """Whether tests for one component each, None for any number of them, take up all parts.

    Only the last `**` is ever tried again: an earlier one could not do better.
    """
    at = here = 0
    retry: tuple[int, int] | None = None
    while here < len(parts):
        test = wanted[at] if at < len(wanted) else _never
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


def _never(_: str) -> bool:
    return False


def component(part: str) -> Callable[[str], bool]:
    """A test for one component; no amount of stars makes it slower than its length times the name's."""
    if not is_glob(part):
        return part.__eq__
    if part == "*":
        return bool
    head, star, tail = part.partition("*")
    if star and not is_glob(head + tail):
        return lambda name: len(name) >= len(head) + len(tail) and name.startswith(head) and name.endswith(tail)
    pieces = _pieces(part)
    return lambda name: _match(pieces, name)


def _pieces(part: str) -> list[str]:
    found: list[str] = []
    at = 0
    while at < len(part):
        end = part.find("]", at + 2) if part[at] == "[" else -1
        stop = end + 1 if end > 0 else at + 1
        if part[at:stop] != "*" or found[-1:] != ["*"]:
            found.append(part[at:stop])
        at = stop
    return found


def _match(pieces: list[str], name: str) -> bool:
    at = here = 0
    retry: tuple[int, int] | None = None
    while here < len(name):
        piece = pieces[at] if at < len(pieces) else ""
        if piece == "*":
            at += 1
            retry = (at, here)
        elif piece and _one(piece, name[here]):
            at, here = at + 1, here + 1
        elif retry is not None:
            at, here = retry[0], retry[1] + 1
            retry = (at, here)
        else:
            return False
    return all(piece == "*" for piece in pieces[at:])


def _one(piece: str, character: str) -> bool:
    if piece == "?":
        return True
    if len(piece) < 3 or piece[0] != "[":
        return piece == character
    negated = piece[1] in "!^"
    members, at, found = piece[2 if negated else 1 : -1], 0, False
    while at < len(members):
        if members[at + 1 : at + 2] == "-" and at + 2 < len(members):
            found = found or members[at] <= character <= members[at + 2]
            at += 3
        else:
            found = found or members[at] == character
            at += 1
    return found != negated
