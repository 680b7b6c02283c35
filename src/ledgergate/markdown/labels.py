"""Labels with their values, as people write fields: `**Bucket**: A`, `**Bucket:** A`, `Status: done`."""

from __future__ import annotations

from bisect import bisect_right

from ledgergate.expressions import expression
from ledgergate.markdown.inline import Inline, within
from ledgergate.markdown.spans import BREAK, CODE, EMPHASIS, IMAGE, LINK, STRIKE, STRONG, TEXT, Spans, trimmed
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.markdown.inline import Piece

_COLONS = ":："
_AFTER_NAME = expression(r"\s*[:：]|\s{1,3}[–—-](?=\s)")
_PLAIN = expression(r"\s{0,9}(?P<name>[^\W_][^:：]{0,39})(?::(?=\s|$)|：)")
_PARTED = expression(r"\s[|·•]\s")
_PARTERS = "|·•;,"
# A name in bold with its colon in it or behind it, and a value of printable ASCII: no pipe, entity or escape in either.
_PLAINEST = expression(
    rb"\*\*([0-9A-Za-z](?:[0-9A-Za-z /_-]*[0-9A-Za-z])?)(?::\*\*|\*\*:) *"
    rb"([!-%\'-9;-[\]-{}~](?:[ -%\'-[\]-{}~]*[!-%\'-[\]-{}~])?)"
)
_BOLD_THEN_TEXT, _BREAK = bytes([STRONG, TEXT, TEXT]), bytes([BREAK])
_LEAD = 16
_WRAPPERS = (EMPHASIS, STRONG, LINK, IMAGE)


class Label(Value):
    """A name and what stands after it on its line. Spans are bytes; `bold` tells `**Name**: x` from `Name: x`.

    The value ends with its line: where a value is wrapped, what stands on the next line is not part of it.
    """

    name: str
    start: int
    end: int
    value: Inline
    bold: bool = True

    @property
    def value_text(self) -> str:
        return self.value.text

    @property
    def value_start(self) -> int:
        return self.value.start

    @property
    def value_end(self) -> int:
        return self.value.end


class _Line:
    """The visible text of one line, with the way back from characters to bytes, cheapest when asked in order."""

    def __init__(self) -> None:
        self.parts: list[Piece] = []
        self.at: list[int] = []
        self.length = self.end = 0
        self.bolds: list[tuple[int, int]] = []
        self._part = 0
        self._char = self._byte = 0

    def add(self, piece: Piece) -> None:
        self.parts.append(piece)
        self.at.append(self.length)
        self.length += len(piece[0])

    def bytes_of(self, start: int, end: int) -> tuple[int, int]:
        """The bytes of the characters `start` to `end`."""
        begin = self._offset(start)
        return begin, (self._offset(end - 1, after=True) if end > start else begin)

    def code(self, position: int) -> bool:
        self._seek(position)
        return bool(self.parts) and self.parts[self._part][4] == CODE

    def _seek(self, position: int) -> None:
        part = max(bisect_right(self.at, position) - 1, 0)
        if part != self._part:
            self._part = part
            self._char = self._byte = 0

    def _offset(self, position: int, after: bool = False) -> int:
        if not self.parts:
            return 0
        self._seek(position)
        text, start, end, _struck, kind = self.parts[self._part]
        inside = position - self.at[self._part] + after
        if inside >= len(text):
            return end
        if inside <= 0:
            return start
        if text.isascii():
            return start + inside if len(text) == end - start else (end if after else start)
        if kind == CODE or len(text) < self._char:
            return end if after else start
        if inside < self._char:
            self._char = self._byte = 0
        self._byte += len(text[self._char : inside].encode("utf-8", "replace"))
        self._char = inside
        return min(start + self._byte, end)


def labels(inline: Inline) -> Iterator[Label]:
    """The labels of `inline` in document order."""
    tape, first, last = inline.tape, inline.first, inline.last
    if first < last and tape.starts[first] == inline.start and tape.ends[last - 1] == inline.end:
        plain = plainest(tape, first, last)
        if plain:
            yield from plain
            return
    for line in _lines(inline):
        text = "".join([part[0] for part in line.parts])
        if ":" in text or "：" in text or line.bolds:
            yield from _labels(inline, line, text)


def plainest(tape: Spans, first: int, last: int) -> list[Label]:
    """The labels of lines that are `**Name**: value` or `**Name:** value` in ASCII and nothing else, as most that hold
    labels are: a look is enough. Nothing where another line stands among them."""
    kinds = tape.kinds[first:last]
    if kinds[:3] != _BOLD_THEN_TEXT:
        return []
    if len(kinds) > 3 and kinds + _BREAK != (_BOLD_THEN_TEXT + _BREAK) * (len(kinds) // 4 + 1):
        return []
    found = []
    for bold in range(first, last, 4):
        said = _PLAINEST.fullmatch(tape.data, tape.starts[bold], tape.ends[bold + 2])
        if said is None or tape.starts[bold + 2] != tape.ends[bold]:
            return []
        value = Inline(tape, bold + 2, bold + 3, *said.span(2))
        value.read_as(said[2].decode(), struck=False)
        found.append(Label(said[1].decode(), said.start(1), said.end(1), value))
    return found


def _lines(inline: Inline) -> Iterator[_Line]:
    bolds = _bold_spans(inline)
    line, at, opened = _Line(), 0, -1
    for piece in inline.pieces():
        if piece[3]:
            continue
        if piece[0] == "\n":
            line.end = piece[1]
            yield line
            line, opened = _Line(), -1
            continue
        while at < len(bolds) and bolds[at][1] <= piece[1]:
            at += 1
        if at < len(bolds) and bolds[at][0] <= piece[1]:
            if opened == at:
                line.bolds[-1] = (line.bolds[-1][0], line.length + len(piece[0]))
            else:
                line.bolds.append((line.length, line.length + len(piece[0])))
            opened = at
        line.add(piece)
    line.end = inline.end
    yield line


def _bold_spans(inline: Inline) -> list[tuple[int, int]]:
    tape = inline.tape
    spans: list[tuple[int, int]] = []
    for index in range(inline.first, inline.last):
        if tape.kinds[index] == STRONG and not (spans and tape.starts[index] < spans[-1][1]):
            spans.append((tape.starts[index], tape.ends[index]))
    return spans


def _labels(inline: Inline, line: _Line, text: str) -> Iterator[Label]:
    found = _found(line, text)
    for index, (start, end, value, bold) in enumerate(found):
        last = index + 1 == len(found)
        stop = len(text) if last else found[index + 1][0]
        value, stop = _trim(text, value, stop)
        if not last and stop > value and text[stop - 1] in _PARTERS:
            value, stop = _trim(text, value, stop - 1)
        name = line.bytes_of(start, end)
        said = line.bytes_of(value, stop)
        top = line.end if last else line.bytes_of(found[index + 1][0], found[index + 1][0])[0]
        yield Label(text[start:end], *name, _value(inline, text[value:stop], name[1], top, *said), bold)


def _wraps(tape: Spans, mark: int, floor: int, start: int, top: int) -> bool:
    wraps = tape.kinds[mark] in _WRAPPERS and start < tape.ends[mark] <= top
    return wraps and floor <= tape.starts[mark]


def _value(inline: Inline, text: str, floor: int, top: int, start: int, end: int) -> Inline:
    """What `inline` says from `start` to `end`, with the marks around it that stand between `floor` and `top`."""
    tape = inline.tape
    if not text and tape.kinds.find(STRIKE, *within(tape, inline.first, inline.last, start, top)) >= 0:
        start, end = trimmed(tape.data, start, top)
    begin, after = within(tape, inline.first, inline.last, start, end)
    while begin > inline.first and _wraps(tape, begin - 1, floor, start, top):
        begin -= 1
        start = tape.starts[begin]
    for mark in range(begin, after):
        if tape.kinds[mark] in _WRAPPERS and tape.ends[mark] <= top:
            end = max(end, tape.ends[mark])
    value = Inline(tape, begin, after, start, end)
    value.read_as(text)
    return value


def _found(line: _Line, text: str) -> list[tuple[int, int, int, bool]]:
    """Start and end of each name, the start of its value, and whether it is bold: in order, none inside another."""
    found = [*_bold(line, text), *_plain(text, {start for start, _end in line.bolds})]
    found.sort(key=_order)
    kept: list[tuple[int, int, int, bool]] = []
    for one in found:
        in_code = line.code(one[0]) or line.code(one[1])
        if (not kept or one[0] >= kept[-1][2]) and not in_code:
            kept.append(one)
    return kept


def _bold(line: _Line, text: str) -> Iterator[tuple[int, int, int, bool]]:
    for begin, close in line.bolds:
        start, end = _trim(text, begin, close)
        if start == end or not _leads(text, begin):
            continue
        if text[end - 1] in _COLONS:
            start, end = _trim(text, start, end - 1)
            if start < end:
                yield start, end, close, True
        else:
            after = _AFTER_NAME.match(text, end)
            if after is not None and after.end() >= close:
                yield start, end, after.end(), True


def _order(one: tuple[int, int, int, bool]) -> tuple[int, bool]:
    return one[0], not one[3]


def _plain(text: str, bold_starts: set[int]) -> Iterator[tuple[int, int, int, bool]]:
    places = [0, *(parted.end() for parted in _PARTED.finditer(text))]
    for place in places:
        named = _PLAIN.match(text, place)
        if named is None or _PARTED.search(text, named.start("name"), named.end("name")):
            continue
        start, end = _trim(text, named.start("name"), named.end("name"))
        if bold_starts.isdisjoint(range(start + 1, end)):
            yield start, end, named.end(), False


def _leads(text: str, place: int) -> bool:
    """Whether a label may begin here: at the line's start, after signs that are no words, or after a parting sign."""
    before = text[max(0, place - _LEAD) : place].rstrip()
    if before[-1:] in _PARTERS and before:
        return True
    return place <= _LEAD and not any(map(str.isalnum, before))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
