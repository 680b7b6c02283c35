"""Runtime patterns: gitignore's syntax, each pattern judged by itself, the last one that matches decides."""

from __future__ import annotations

import re

from ledgergate.errors import Misused
from ledgergate.expressions import regex
from ledgergate.git import globs
from ledgergate.git.names import folded as folded_name
from ledgergate.git.names import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_STEPS = 2_000_000  # how often a regular expression may step back over one name
_NEW_LINE = "\x01"  # stands for a line end in names: `.` and `$` make an exception of it
_SIGNS = frozenset("*?[\\")  # what makes a component more than its letters
ANY = "\x02"  # the name of a file that no pattern can mean on purpose
_USUAL = frozenset("*/.-_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")


class _Single:
    """One pattern, without its exclamation mark."""

    def __init__(self, line: str) -> None:
        self.line = line
        self.excludes = line.startswith("!")
        self.plain = line[1:] if self.excludes else line
        # A name's first letters must agree before anything dearer is tried, and some of its letters.
        self.beginning = _beginning(self.plain)
        self.root = _root(self.plain)
        usual = _is_usual(self.plain)
        self._letters = max(self.plain.replace("*", "/").split("/"), key=len) if usual else ""
        self._test = globs.in_time(line, (linear if usual else by_library)(self.plain))

    def matches(self, path: str) -> bool:
        return self._letters in path and path.startswith(self.beginning) and self._test(path)


def _is_usual(plain: str) -> bool:
    """Whether the pattern is letters, digits, stars and slashes: such need no library, whose import costs the most.

    Two stars count as usual only as a component of their own.
    """
    body = plain.removeprefix("/").removesuffix("/")
    return _USUAL.issuperset(body) and all(part and ("**" not in part or part == "**") for part in body.split("/"))


def by_library(plain: str) -> Callable[[str], bool]:
    """A pattern's meaning as pathspec knows it, one pattern at a time: with several its order differs from git's."""
    from pathspec import GitIgnoreSpec

    try:
        found = [one.regex for one in GitIgnoreSpec.from_lines([plain]).patterns]
    except (ValueError, re.error) as error:
        raise Misused(f"'{shown(plain)}' is no gitignore pattern: {shown(str(error))}.") from None
    if not found or found[0] is None:  # a comment or an empty line
        return globs.never
    expression, slowly = regex(found[0].pattern, re.DOTALL, plain), linear(plain)
    stars = len(re.findall(r"\*+", plain))
    folders_below = plain.rstrip(" ").endswith("**/")

    def matches(path: str) -> bool:
        # Of `a/**/` git takes folders below `a` only; the expression takes every file there. Many stars and a long
        # name would keep it busy for hours.
        if folders_below or len(path) ** stars > _STEPS:
            return slowly(path)
        return expression.search(path.replace("\n", _NEW_LINE)) is not None

    return matches


class Patterns:
    """All patterns of a policy. Names are str with surrogates for bytes that are no UTF-8."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        self._patterns = [_Single(line) for line in self.lines]
        # The last one decides. Most begin by a folder that most paths do not lie in.
        self._all = self._patterns[::-1]
        self._anywhere = [one for one in self._all if not one.beginning]
        self._beginnings = tuple({one.beginning for one in self._all if one.beginning})
        self._folded: Patterns | None = None

    def match(self, path: str) -> str | None:
        """The pattern that makes the path a runtime path, None where none does."""
        for one in self._all if path.startswith(self._beginnings) else self._anywhere:
            if one.matches(path):
                return None if one.excludes else one.line
        return None

    def match_below(self, path: str) -> str | None:
        """The pattern that reaches what lies below this path, whatever its name, or begins below it."""
        found = self.match(f"{path}/{ANY}")
        if found is not None:
            return found
        above = f"{path}/"
        return next((one.line for one in self._patterns if not one.excludes and one.beginning.startswith(above)), None)

    def rooted(self, path: str, *, folded: bool = False) -> str | None:
        """The pattern whose literal root the path is, or lies above."""
        if folded:
            known = self._as_folded()
            found = known.rooted(folded_name(path))
            return None if found is None else self.lines[known.lines.index(found)]
        above = f"{path}/"
        return next((one.line for one in self._patterns if not one.excludes and f"{one.root}/".startswith(above)), None)

    def _as_folded(self) -> Patterns:
        if self._folded is None:
            lines = tuple(map(_folded_line, self.lines))
            self._folded = self if lines == self.lines else Patterns(lines)
        return self._folded

    def match_folded(self, path: str, *, below: bool = False) -> str | None:
        """The pattern that matches the path, or reaches below it, as a disk knows it that folds names."""
        patterns, known = self._as_folded(), folded_name(path)
        found = patterns.match_below(known) if below else patterns.match(known)
        return None if found is None else self.lines[patterns.lines.index(found)]


def _folded_line(line: str) -> str:
    if line.isascii():
        return line.lower()
    import unicodedata

    return unicodedata.normalize("NFKC", line).casefold()


def _beginning(plain: str) -> str:
    """The letters that every match begins with: the literal folders of an anchored pattern."""
    folder = _root(plain)
    return f"{folder}/" if folder and globs.is_glob(plain) else folder


def _root(plain: str) -> str:
    """The literal folder, or the literal path, that an anchored pattern begins with; "" for one that is not."""
    body = plain.rstrip(" ").rstrip("/")
    return globs.literal_folder(body.removeprefix("/")) if "/" in body and "\\" not in body else ""


def linear(plain: str) -> Callable[[str], bool]:
    """A pattern's meaning, component by component: a match takes a file, or a folder with all below it."""
    body = plain.rstrip(" ")
    body += " " if body.endswith("\\") else ""
    only_folders = body.endswith("/")
    parts = body.rstrip("/").removeprefix("/").split("/")
    if "/" not in body.rstrip("/"):
        parts = ["**", *parts]
    above = "/".join(parts[:-1])
    if parts[-1] == "**" and not only_folders and above and not set(above) & _SIGNS:
        inside = f"{above}/"
        return lambda path: path.startswith(inside)
    whole = parts[-1] == "**"
    tests = [None if part == "**" else globs.component(_unescaped(part)) for part in parts]
    below = [*tests, *([_anything] if whole and only_folders else []), _anything, None]

    def matches(path: str) -> bool:
        names = path.split("/")
        return globs.walk(below, names) or (not whole and not only_folders and globs.walk(tests, names))

    return matches


def _anything(_: str) -> bool:
    return True


def _unescaped(part: str) -> str:
    if "\\" not in part:
        return part
    return re.sub(r"\\(.)", lambda found: f"[{found[1]}]" if globs.is_glob(found[1]) else found[1], part)
