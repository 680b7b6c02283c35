"""Labels with their values, as people write fields: `**Bucket**: A`, `**Bucket:** A`, `Status: done`."""

from __future__ import annotations

from ledgergate.expressions import expression
from ledgergate.markdown.inline import Inline, within
from ledgergate.markdown.spans import BREAK, EMPHASIS, IMAGE, LINK, STRIKE, STRONG, TEXT, Spans, trimmed
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgergate.markdown.label_lines import Line

# A name in bold with its colon in it or behind it, and a value of printable ASCII: no pipe, entity or escape in either.
_PLAINEST = expression(
    rb"\*\*([0-9A-Za-z](?:[0-9A-Za-z /_-]*[0-9A-Za-z])?)(?::\*\*|\*\*:) *"
    rb"([!-%\'-9;-[\]-{}~](?:[ -%\'-[\]-{}~]*[!-%\'-[\]-{}~])?)"
)
_BOLD_THEN_TEXT, _BREAK = bytes([STRONG, TEXT, TEXT]), bytes([BREAK])
_WRAPPERS = (EMPHASIS, STRONG, LINK, IMAGE)


class Label(Value):
    """A name and what stands after it on its line. Spans are bytes; `bold` tells `**Name**: x` from `Name: x`.

    The value ends with its line: where a value is wrapped, what stands on the next line is not part of it. A name with
    nothing behind it has the next line of its paragraph as its value, unless that holds labels of its own.
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


def labels(inline: Inline) -> Iterator[Label]:
    """The labels of `inline` in document order."""
    tape, first, last = inline.tape, inline.first, inline.last
    if first < last and tape.starts[first] == inline.start and tape.ends[last - 1] == inline.end:
        plain = plainest(tape, first, last)
        if plain:
            yield from plain
            return
    yield from _filled(inline)


def _filled(inline: Inline) -> Iterator[Label]:
    """The labels of each line; the last of one line, if it is empty, with the text of the next line."""
    from ledgergate.markdown.label_lines import lines, outermost

    links = outermost(inline, LINK, IMAGE)
    empty, begin = None, inline.start  # type: Label | None, int
    for line in lines(inline):
        text = "".join([part[0] for part in line.parts])
        found = ":" in text or "：" in text or "【" in text or line.bolds
        made = list(_labels(inline, line, text, links)) if found else []
        if empty is not None and (made or text.strip()):
            yield empty if made else empty.but(value=_whole_line(inline, line, text, begin))
            empty = None
        if made and not made[-1].value.text:
            empty = made.pop()
        yield from made
        begin = line.end
    if empty is not None:
        yield empty


def _whole_line(inline: Inline, line: Line, text: str, begin: int) -> Inline:
    from ledgergate.markdown.label_names import trim

    start, stop = trim(text, 0, len(text))
    return _value(inline, text[start:stop], begin, line.end, *line.bytes_of(start, stop))


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


def _labels(inline: Inline, line: Line, text: str, links: Sequence[tuple[int, int]]) -> Iterator[Label]:
    from ledgergate.markdown import label_names

    trim, found = label_names.trim, label_names.found(line, text, links)
    bracketed = "::" in text or "（" in text
    for index, (start, end, value, bold) in enumerate(found):
        last = index + 1 == len(found)
        stop = len(text) if last else found[index + 1][0]
        value, stop = trim(text, value, stop)
        if bracketed:
            stop = label_names.within_brackets(text, start, value, stop)
        if not last and stop > value and text[stop - 1] in label_names.PARTERS:
            value, stop = trim(text, value, stop - 1)
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
