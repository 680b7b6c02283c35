"""Runtime patterns: gitignore's syntax, each pattern judged by itself, the last one that matches decides."""

from __future__ import annotations

import re
import unicodedata

from pathspec import GitIgnoreSpec

from ledgergate.errors import Misused
from ledgergate.repository import globs
from ledgergate.repository.names import folded, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_STEPS = 2_000_000  # how often a regular expression may step back over one name
_NEW_LINE = "\x01"  # stands for a line end in names: `.` and `$` make an exception of it
_ANY = "\x02"  # the name of a file that no pattern can mean on purpose


class _Single:
    """One pattern, without its exclamation mark."""

    def __init__(self, line: str) -> None:
        self.line = line
        self.excludes = line.startswith("!")
        self.plain = line[1:] if self.excludes else line
        self._expression: re.Pattern[str] | None = None
        self._stars = len(re.findall(r"\*+", self.plain))
        self._folders_below = self.plain.rstrip(" ").endswith("**/")
        self._linear: Callable[[str], bool] | None = None
        try:
            found = [one.regex for one in GitIgnoreSpec.from_lines([self.plain]).patterns]
        except ValueError as error:
            raise Misused(f"'{shown(line)}' is no gitignore pattern: {shown(str(error))}.") from None
        if found and found[0] is not None:  # None: a comment or an empty line
            self._expression = re.compile(found[0].pattern, re.DOTALL)
        # A name's first letters must agree before anything dearer is tried.
        self.beginning = _beginning(self.plain)

    def matches(self, path: str) -> bool:
        if self._expression is None or not path.startswith(self.beginning):
            return False
        # Of `a/**/` git takes folders below `a` only; the expression takes every file there.
        if self._folders_below or len(path) ** self._stars > _STEPS:
            return self._slowly(path)
        return self._expression.search(path.replace("\n", _NEW_LINE)) is not None

    def _slowly(self, path: str) -> bool:
        """The same as git, without going back: many stars and a long name would keep the expression busy for hours."""
        if self._linear is None:
            self._linear = linear(self.plain)
        return self._linear(path)


class Patterns:
    """All patterns of a policy. Names are str with surrogates for bytes that are no UTF-8."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        self._patterns = [_Single(line) for line in self.lines]
        self._folded: Patterns | None = None

    def match(self, path: str) -> str | None:
        """The pattern that makes the path a runtime path, None where none does."""
        for one in reversed(self._patterns):
            if one.matches(path):
                return None if one.excludes else one.line
        return None

    def match_below(self, path: str) -> str | None:
        """The pattern that reaches what lies below this path, whatever its name, or begins below it."""
        found = self.match(f"{path}/{_ANY}")
        if found is not None:
            return found
        above = f"{path}/"
        return next((one.line for one in self._patterns if not one.excludes and one.beginning.startswith(above)), None)

    def match_folded(self, path: str, *, below: bool = False) -> str | None:
        """The pattern that matches the path, or reaches below it, as a disk knows it that folds names."""
        if self._folded is None:
            self._folded = Patterns(_folded_line(line) for line in self.lines)
        known = folded(path)
        found = self._folded.match_below(known) if below else self._folded.match(known)
        return None if found is None else self.lines[self._folded.lines.index(found)]


def _folded_line(line: str) -> str:
    return line.lower() if line.isascii() else unicodedata.normalize("NFKC", line).casefold()


def _beginning(plain: str) -> str:
    """The letters that every match begins with: the literal folders of an anchored pattern."""
    body = plain.rstrip(" ").rstrip("/")
    if "/" not in body or "\\" in body:
        return ""
    folder = globs.literal_folder(body.removeprefix("/"))
    return folder if folder == body.removeprefix("/") or not folder else f"{folder}/"


def linear(plain: str) -> Callable[[str], bool]:
    """A pattern's meaning, component by component: a match takes a file, or a folder with all below it."""
    body = re.sub(r"(?<!\\) +\Z", "", plain)
    only_folders = body.endswith("/")
    parts = body.rstrip("/").removeprefix("/").split("/")
    if "/" not in body.rstrip("/"):
        parts = ["**", *parts]
    whole = parts[-1] == "**"
    tests = [None if part == "**" else globs.component(_unescaped(part)) for part in (parts[:-1] if whole else parts)]
    below = [*tests, *([_anything] if whole and only_folders else []), _anything, None]

    def matches(path: str) -> bool:
        names = path.split("/")
        return globs.walk(below, names) or (not whole and not only_folders and globs.walk(tests, names))

    return matches


def _anything(_: str) -> bool:
    return True


def _unescaped(part: str) -> str:
    return re.sub(r"\\(.)", lambda found: f"[{found[1]}]" if found[1] in "*?[" else found[1], part)
