"""Globs compared by what they match, whatever paths there are: which of them can match one path together.

A glob is a regular language; several of them are walked side by side, letter by letter, over every letter that one of
them tells from the others. That is exact, and needs no path to try.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Letters = Callable[[str], bool]

MOST = 6000  # states of a walk; what takes more is not told
_OTHER = "\x00"  # stands for every letter that no glob names


class _Glob:
    """One glob as positions: what is taken at each, where that leads, and which are skipped for nothing."""

    def __init__(self) -> None:
        self.steps: list[list[tuple[Letters, int]]] = [[]]
        self.free: list[int] = []  # positions from which the next one is reached for nothing
        self.skips: dict[int, int] = {}  # where that leads, if not to the next
        self.names: set[str] = set()
        self.bounds: set[str] = set()  # where each range of letters begins, and what comes behind it

    def then(self, test: Letters) -> None:
        self.steps[-1].append((test, len(self.steps)))
        self.steps.append([])

    def any_number(self, test: Letters) -> None:
        here = len(self.steps) - 1
        self.steps[here].append((test, here))
        self.free.append(here)
        self.steps.append([])

    def folders(self) -> None:
        """Any number of components with the slash behind each."""
        here = len(self.steps) - 1
        inside, after = here + 1, here + 2
        self.steps[here].append((_within, inside))
        self.steps.append([(_within, inside), (_slash, here)])
        self.steps.append([])
        self.free.append(here)
        self.skips[here] = after

    def closed(self, positions: int) -> int:
        """The same positions with all that is reached from them for nothing."""
        for here in self.free:
            if positions >> here & 1:
                positions |= 1 << self.skips.get(here, here + 1)
        return positions


def _within(letter: str) -> bool:
    return letter != "/"


def _slash(letter: str) -> bool:
    return letter == "/"


def _all(_: str) -> bool:
    return True


def _path_glob(glob: str) -> _Glob:
    """As `governed.matches` reads it: stars stay within a component, `**` is any number of them."""
    made = _Glob()
    parts = glob.rstrip("/").split("/")
    for index, part in enumerate(parts):
        last = index == len(parts) - 1
        if part == "**":
            made.any_number(_all) if last else made.folders()
            continue
        _component(made, part, _within, "!^")
        if not last:
            made.then(_slash)
    if glob.endswith("/"):
        made.then(_slash)
        made.any_number(_all)
    return made


def _shell_glob(pattern: str) -> _Glob:
    """As `fnmatch` reads it, for branches: a star runs over slashes."""
    made = _Glob()
    _component(made, pattern, _all, "!")
    return made


def _behind(letter: str) -> str:
    return chr(min(ord(letter) + 1, 0x10FFFF))


def _component(made: _Glob, part: str, within: Letters, negating: str) -> None:
    at = 0
    while at < len(part):
        one, at = part[at], at + 1
        if one == "*":
            made.any_number(within)
        elif one == "?":
            made.then(within)
        elif (
            one == "["
            and (end := part.find("]", at + 1)) > 0
            and (letters := _class(part[at:end], made.bounds, within, negating))
        ):
            made.then(letters)
            at = end + 1
        else:
            made.names.add(one)
            made.then(one.__eq__)


def _class(inside: str, bounds: set[str], within: Letters, negating: str) -> Letters | None:
    """A test of `[...]`; None where it is no set of letters: the bracket stands for itself then."""
    negated = inside[0] in negating
    members = inside[1:] if negated else inside
    ranges: list[tuple[str, str]] = []
    at = 0
    while at < len(members):
        wide = members[at + 1 : at + 2] == "-" and at + 2 < len(members)
        ranges.append((members[at], members[at + 2] if wide else members[at]))
        at += 3 if wide else 1
    if not ranges or any(low > high for low, high in ranges):
        return None
    for low, high in ranges:
        bounds.update((low, _behind(high)))
    return lambda letter: within(letter) and negated != any(low <= letter <= high for low, high in ranges)


def signatures(globs: Sequence[str], *, anywhere: bool = False) -> frozenset[int] | None:
    """Each combination of globs that some path matches, as a bit per glob; None where that takes too long to tell."""
    made = [_shell_glob(glob) if anywhere else _path_glob(glob) for glob in globs]
    names = {"/"}.union(*(one.names for one in made))
    bounds = set[str]().union(*(one.bounds for one in made))
    # Between two that are named, or at which a range begins or is over, the first letter stands for the others.
    letters = {_OTHER, *names, *bounds, *(map(_behind, names) if bounds else ())}
    start = tuple([one.closed(1) for one in made])
    seen, left = {start}, [start]
    known: list[dict[tuple[int, str], int]] = [{} for _ in made]
    found: set[int] = set()
    while left:
        state = left.pop()
        found.add(_matched(state, made))
        for letter in letters:
            after = tuple(
                [_step(one, positions, memo, letter) for one, positions, memo in zip(made, state, known, strict=True)]
            )
            if any(after) and after not in seen:
                seen.add(after)
                left.append(after)
        if len(seen) > MOST:
            return None
    return frozenset(found | {0})


def _step(glob: _Glob, positions: int, known: dict[tuple[int, str], int], letter: str) -> int:
    key = (positions, letter)
    if key not in known:
        after = 0
        for here, steps in enumerate(glob.steps):
            if positions >> here & 1:
                for test, there in steps:
                    if test(letter):
                        after |= 1 << there
        known[key] = glob.closed(after)
    return known[key]


def _matched(state: tuple[int, ...], globs: Sequence[_Glob]) -> int:
    """A bit for each glob that has come to its end; a path is never empty, and its begin is no match of any."""
    return sum(1 << bit for bit, one in enumerate(globs) if state[bit] >> (len(one.steps) - 1) & 1)


def covers(wider: Iterable[str], glob: str, *, anywhere: bool = False) -> bool:
    """Whether each path that `glob` can match is matched by one of `wider`. What cannot be told is not covered."""
    others = list(dict.fromkeys(wider))
    if glob in others:
        return True
    found = signatures([glob, *others], anywhere=anywhere)
    return found is not None and 1 not in found
