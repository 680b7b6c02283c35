"""Finds the line of every key of a TOML text in one pass, and bounds what the parser will be given.

TOML parsers report no lines for values, and take quadratic time over very deep dotted keys; this walk tells the
first and refuses the second. A text that is no TOML is walked as far as it goes: the parser refuses it later.
"""

from __future__ import annotations

import re

from ledgergate.expressions import expression

TYPE_CHECKING = False
if TYPE_CHECKING:
    At = tuple[str | int, ...]  # where a value stands: the keys and places that lead to it

_END = "\n"
DEEPEST = 24  # parts of a dotted key; levels of lists and inline tables
_TOKEN = expression(r"""[ \t\r]*(?:\#[^\n]*)?("(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^\s"'\#=\[\]{},.]+|.|\n)?""")
_ESCAPE = expression(r"\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)")
_LETTERS = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b"}
_EMPTY = ('""', "''")  # what the first two of three quotes look like


class Lines:
    """Key path -> line, counting from 1. `trouble` is a (line, sentence) for what must not reach the parser."""

    def __init__(self, text: str) -> None:
        self.known: dict[At, int] = {}
        self.trouble: tuple[int, str] | None = None
        _Walk(text, self).run()

    def of(self, at: At) -> int:
        """The line of the key at `at`, or of the nearest table around it; a preset's keys stand where it is named."""
        if at[:2] not in self.known and ("preset",) in self.known:
            return self.known[("preset",)]
        while at and at not in self.known:
            at = at[:-1]
        return self.known.get(at, 1)


class Offsets:
    """Key path -> where its value begins: behind the equals sign, behind a table's header, or at a list's entry."""

    def __init__(self, text: str) -> None:
        self.trouble: tuple[int, str] | None = None
        walk = _Walk(text, self)
        self.known: dict[At, int] = _Ends(walk)
        walk.run()


class _Ends(dict["At", int]):
    """Keeps, in place of a line, how far the walk has come."""

    def __init__(self, walk: _Walk) -> None:
        self.walk = walk

    def setdefault(self, path: At, _line: int) -> int:
        return super().setdefault(path, self.walk.at)


class _Walk:
    """One pass over the text: the open table, the open lists and inline tables, the key or the value being read."""

    __slots__ = ("at", "base", "counts", "due", "key", "line", "lines", "stack", "target", "text")

    def __init__(self, text: str, lines: Lines | Offsets) -> None:
        self.text = text
        self.lines = lines
        self.at = 0
        self.line = 1
        self.base: At = ()  # the table that keys belong to
        self.key: list[str] = []
        self.due = False  # a value is read, not a key
        self.target: At = ()  # the path of that value
        self.stack: list[tuple[str, At, At]] = []  # bracket, its base, its path
        self.counts: dict[At, int] = {}  # arrays of tables: the index of the last one

    def run(self) -> None:
        text, match = self.text, _TOKEN.match
        while self.lines.trouble is None:
            found = match(text, self.at)
            token = found.group(1) if found is not None else None
            if found is None or token is None:
                return
            self.at = found.end()
            if token == _END:
                self._line_end()
            elif not self.due:
                self._key(token)
            elif token in _EMPTY and text.startswith(token[0], self.at):
                self._long_string(self.at - 2)
            else:
                self._value(token)

    def _line_end(self) -> None:
        self.line += 1
        if not self.stack:
            self.due, self.key = False, []

    def _key(self, sign: str) -> None:
        if sign == "=":
            self.target = self._noted(self.base, self.key)
            self.due, self.key = True, []
        elif sign == "[" and not self.key and not self.stack:
            self._header()
        elif sign == "}":
            self._close("{")
        elif sign == ",":
            self.key = []
        elif sign != ".":
            self.key.append(_name(sign))
            self._bound(len(self.key), f"a key of more than {DEEPEST} parts")

    def _value(self, sign: str) -> None:
        if sign in "]}":
            self._close("[" if sign == "]" else "{")
        elif sign == ",":
            self._next()
        else:
            self.lines.known.setdefault(self.target, self.line)
            if sign == "[":
                self.stack.append(("[", self.base, self.target))
                self.target = (*self.target, 0)
            elif sign == "{":
                self.stack.append(("{", self.base, self.target))
                self.base, self.due = self.target, False
            self._bound(len(self.stack), f"lists and tables nested more than {DEEPEST} deep")

    def _next(self) -> None:
        if self.stack and self.stack[-1][0] == "[":
            *path, place = self.target  # in a list it ends with a place
            self.target = (*path, int(place) + 1)
        else:
            self.due, self.key = not self.stack, []

    def _close(self, bracket: str) -> None:
        if self.stack and self.stack[-1][0] == bracket:
            _, self.base, self.target = self.stack.pop()
        self.due, self.key = True, []

    def _header(self) -> None:
        """Reads `[a.b]` or `[[a.b]]` and opens that table."""
        doubled = self.text.startswith("[", self.at)
        self.at += doubled
        parts: list[str] = []
        while (found := _TOKEN.match(self.text, self.at)) and (part := found.group(1)) not in (None, "]", "\n"):
            self.at = found.end()
            if part != ".":
                parts.append(_name(part))
                self._bound(len(parts), f"a key of more than {DEEPEST} parts")
                if self.lines.trouble:
                    return
        self._open(parts, doubled)
        stop = self.text.find("\n", self.at)
        self.at = stop if stop != -1 else len(self.text)

    def _open(self, parts: list[str], doubled: bool) -> None:
        path: At = ()
        for depth, part in enumerate(parts, 1):
            path = self._noted(path, [part])
            if doubled and depth == len(parts):
                self.counts[path] = self.counts.get(path, -1) + 1
            if path in self.counts:
                path = (*path, self.counts[path])
                self.lines.known.setdefault(path, self.line)
        self.base = path

    def _noted(self, base: At, key: list[str]) -> At:
        for part in key:
            base = (*base, part)
            self.lines.known.setdefault(base, self.line)
        return base

    def _bound(self, count: int, what: str) -> None:
        if count > DEEPEST and self.lines.trouble is None:
            self.lines.trouble = (self.line, what)

    def _long_string(self, start: int) -> None:
        """Steps over a multi-line string; one that does not end takes the rest of the text."""
        text = self.text
        self.lines.known.setdefault(self.target, self.line)
        quote = text[start : start + 3]
        stop = text.find(quote, start + 3)
        while quote == '"""' and stop != -1 and _escaped(text, stop):
            stop = text.find(quote, stop + 1)
        self.at = stop + 3 if stop != -1 else len(text)
        while text.startswith(quote[0], self.at):
            self.at += 1  # up to two quotes may stand before the closing three
        self.line += text.count("\n", start, self.at)


def _escaped(text: str, at: int) -> bool:
    back = at
    while text[back - 1] == "\\":
        back -= 1
    return (at - back) % 2 == 1


def _name(token: str) -> str:
    if len(token) < 2 or token[0] not in "\"'":
        return token
    if token[0] == "'" or "\\" not in token:
        return token[1:-1]
    return _ESCAPE.sub(_letter, token[1:-1])


def _letter(escape: re.Match[str]) -> str:
    code = escape.group(1)
    if len(code) == 1:
        return _LETTERS.get(code, code)
    number = int(code[1:], 16)
    return chr(number) if number < 0x110000 else code
