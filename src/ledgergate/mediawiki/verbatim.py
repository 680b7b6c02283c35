"""What is no markup whatever it looks like: comments, `<nowiki>`, `<pre>`, code. And lines, which do not end in it."""

from __future__ import annotations

import re

from ledgergate.expressions import expression
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_OPENS = expression(
    rb"<!--|<(nowiki|pre|source|syntaxhighlight|math|code|tt|ref|table)\b(?:[^<>]{0,300}[^<>/])?>", re.IGNORECASE
)
_LINE_END = expression(rb"\r\n|\n|\r")
_BLANK_LINE = expression(rb"\n[ \t\r]*\n")
_IN_A_PARAGRAPH = ("code", "tt", "ref")  # a word about such a tag is no tag that reaches over paragraphs
_COMMENT = "comment"


class Verbatim(Value):
    """The bytes `start` to `end`, tags included, whose content is `inner` to `inner_end`. `name` is the tag's."""

    name: str
    start: int
    end: int
    inner: int
    inner_end: int


class Line(Value):
    """A line without its end: `after` is where the next one begins."""

    start: int
    end: int
    after: int


def verbatims(data: bytes) -> Iterator[Verbatim]:
    """Each of them, in order, none inside of another. A tag that nobody closes is text; a comment hides the rest."""
    find, at = _Closings(data), 0
    while (opens := _OPENS.search(data, at)) is not None:
        name = (opens[1] or b"").decode().lower() or _COMMENT
        closing = find.closing(name, opens.end())
        if closing is None:
            at = opens.end()
            continue
        yield Verbatim(name, opens.start(), closing[1], opens.end(), closing[0])
        at = closing[1]


class _Closings:
    """Where tags are closed: each place is looked for once, however many are opened before it."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._known: dict[str, tuple[int, int]] = {}
        self._blank = -1

    def closing(self, name: str, at: int) -> tuple[int, int] | None:
        start, end = self._known.get(name, (-1, -1))
        if start < at:
            start, end = self._known[name] = self._next(name, at)
        if start > len(self._data) or (name in _IN_A_PARAGRAPH and self._blank_line(at) < start):
            return None
        return start, end

    def _next(self, name: str, at: int) -> tuple[int, int]:
        if name == _COMMENT:
            start = self._data.find(b"-->", at)
            return (start, start + 3) if start >= 0 else (len(self._data), len(self._data))
        found = re.compile(rb"</" + name.encode() + rb"[ \t]*>", re.IGNORECASE).search(self._data, at)
        return found.span() if found is not None else (len(self._data) + 1, 0)

    def _blank_line(self, at: int) -> int:
        if self._blank < at:
            found = _BLANK_LINE.search(self._data, at)
            self._blank = found.start() if found is not None else len(self._data)
        return self._blank


def lines(data: bytes, start: int, hidden: dict[int, Verbatim]) -> Iterator[Line]:
    """The lines from `start` on; one goes on behind what is verbatim, however many lines that has."""
    spans = iter([one for one in hidden.values() if one.start >= start])
    inside = next(spans, None)
    begin = at = start
    while begin < len(data):
        end = _LINE_END.search(data, at)
        stop, after = end.span() if end is not None else (len(data), len(data))
        while inside is not None and inside.end <= stop:
            inside = next(spans, None)
        if inside is not None and inside.start < stop:
            at = inside.end
            continue
        yield Line(begin, stop, after)
        begin = at = after
