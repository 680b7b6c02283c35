"""Task boxes wherever people put them: those that Markdown knows, and those that only look like one to a reader.

Every mark but an x, or a tick, is open: `[ ]`, `[]`, `[~]`, `[-]`, `[?]`. A letter or a digit in brackets is a tag:
`[P]`, `[1]`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from ledgergate.expressions import expression
from ledgergate.markdown.inline import Inline, within
from ledgergate.markdown.spans import FOOTNOTE, IMAGE, LINK, trimmed
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from ledgergate.markdown.blocks import AnyBlock, Entry, Heading, Paragraph
    from ledgergate.model import Document

    Found = tuple[int, int, str]  # start, end, mark

_MARKED = expression(
    rb"\[(?P<mark>[^\[\]\r\n]{0,12})\]|\xe2\x98(?P<ballot>[\x90-\x92])(?:\xef\xb8\x8f)?"
    rb"|<input\b(?P<input>[^<>]{0,300})>",
    re.IGNORECASE,
)
_BULLETS = rb"(?:(?:[-*+]|\d{1,9}[.)]|\xe2\x80[\xa2\xa3\x93\x94]|\xe2\x97\xa6)[ \t]*)"
_BULLETED = expression(rb"[ \t>]*" + _BULLETS + rb"{1,4}")
_BEGINS = expression(rb"[ \t>]*")
_TAGGED = expression(rb"(?:[^\n]*>)?[ \t]*" + _BULLETS + rb"{0,4}")
_IN_A_CELL = expression(rb"[ \t>]*|[^\n]*(?:(?<!\\)\||<br ?/?>)[ \t]*")
_HIDES = ((b"<!--", b"-->"), (b"<pre", b"</pre"), (b"<code", b"</code"), (b"<script", b"</script"))
_FAR = 4_000  # bytes before a box in which the tag is looked for that hides it
_NEAR = 200  # bytes before a box that tell whether it begins a cell or follows a tag
_SAID = 1000  # bytes of a line that are taken for what is said beside its box
_ELLIPSES = "….\"'"
_VARIATION = "\ufe0f"
TICKED = frozenset("xX✓✔✅☑")  # a tick is one in any script


class Box(Value):
    """One box at the bytes `start` to `end`, in `block`. `mark` is what stands in it, without blanks around it.

    `line` is where a message should point, and
    `said` what that line says, where the box is not the one that an entry begins with.
    """

    block: AnyBlock
    start: int
    end: int
    mark: str
    line: tuple[int, int] | None = None
    said: bytes = b""

    @property
    def line_start(self) -> int:
        return self.line[0] if self.line is not None else self.block.start

    @property
    def line_end(self) -> int:
        if self.line is not None:
            return self.line[1]
        return self.block.own_end if self.block.kind == "entry" else self.block.end

    @property
    def text(self) -> str:
        """What is said beside the box: of a row all its cells, of other lines what stands behind it."""
        entry = self.block
        if self.line is None and entry.kind == "entry":
            return (entry.content if entry.checked is not None else _behind(entry, self.end)).whole
        return " ".join(self.said.decode("utf-8", "replace").replace("|", " ").split())

    def ticked(self, closed: Collection[str] = ()) -> bool:
        """Whether it is ticked: by an x or a tick, or by one of the further marks that a policy names."""
        return self.mark in TICKED or self.mark in closed


def boxes(document: Document, blocks: Sequence[AnyBlock], closed: Collection[str] = ()) -> list[Box]:
    """Every box of a page, by its blocks, in document order; `closed` are marks that make a box, letters too."""
    found = [_known(block) for block in blocks if block.kind == "entry" and block.checked is not None]
    known = {one.start for one in found}
    more = [one for one in _marks(document.data, closed) if one[0] not in known]
    if more:
        found.extend(_others(document, blocks, more))
        found.sort(key=_start)
    return found


def begins(entry: Entry, closed: Collection[str] = ()) -> tuple[bool, Inline] | None:
    """Whether the box is ticked that an entry begins with where Markdown knows none, and what follows it."""
    if entry.first == entry.last:
        return None
    tape = entry.tape
    at = tape.starts[entry.first]
    marked = _MARKED.match(tape.data, at)
    mark = _mark(marked, closed) if marked is not None and tape.data[at - 1 : at] != b"\\" else None
    if marked is None or mark is None or _is_link(entry, at):
        return None
    return mark in TICKED or mark in closed, _behind(entry, marked.end())


def _known(entry: Entry) -> Box:
    start, end = entry.box or (entry.start, entry.start)
    return Box(entry, start, end, "x" if entry.checked else "")


def _start(box: Box) -> int:
    return box.start


def _marks(data: bytes, closed: Collection[str]) -> Iterator[Found]:
    for one in _MARKED.finditer(data):
        mark = _mark(one, closed)
        if mark is not None and data[one.start() - 1 : one.start()] != b"\\":
            yield one.start(), one.end(), mark


def _mark(found: re.Match[bytes], closed: Collection[str]) -> str | None:
    """What stands in a box; None where it is none."""
    written, ballot, attributes = found["mark"], found["ballot"], found["input"]
    if ballot is not None:
        return "" if ballot == b"\x90" else "x"
    if attributes is not None:
        told = attributes.lower()
        return ("x" if b"checked" in told else "") if b"checkbox" in told else None
    mark = (written or b"").decode("utf-8", "replace").strip().replace(_VARIATION, "")
    if not mark or mark in TICKED or mark in closed:
        return mark
    sign = len(mark) == 1 and not mark.isalnum() and mark not in _ELLIPSES and mark not in "^!_"
    return mark if sign else None


def _others(document: Document, blocks: Sequence[AnyBlock], more: list[Found]) -> Iterator[Box]:
    starts = [block.start for block in blocks]
    for start, end, mark in more:
        at = bisect_right(starts, start) - 1
        block = blocks[at] if at >= 0 else None
        looks = _PLACES.get(block.kind) if block is not None else None
        if block is not None and looks is not None and start < block.end:
            box = looks(document, block, start, end, mark)
            if box is not None:
                yield box


def _in_entry(document: Document, entry: Entry, start: int, end: int, mark: str) -> Box | None:
    if entry.first == entry.last or entry.tape.starts[entry.first] != start:
        return _in_text(document, entry, start, end, mark) if start < entry.own_end else None
    if _is_link(entry, start):
        return None
    return Box(entry, start, end, mark)


def _in_text(document: Document, block: Entry | Paragraph, start: int, end: int, mark: str) -> Box | None:
    """A line of a paragraph that a reader takes for an entry: `-[ ] text`, or a bare `[ ] text`."""
    data, first = document.data, _line(document, start)[0]
    bare = not mark.strip("xX") and end > start + 2 and data[end : end + 1] in (b" ", b"\t")
    if _BULLETED.fullmatch(data, first, start) is None and not (bare and _BEGINS.fullmatch(data, first, start)):
        return None
    return None if _is_link(block, start) else _of_line(document, block, start, end, mark)


def _in_heading(document: Document, heading: Heading, start: int, end: int, mark: str) -> Box | None:
    begins_so = heading.first < heading.last and heading.tape.starts[heading.first] == start
    if not begins_so or mark.strip("xX") or _is_link(heading, start):
        return None
    return _of_line(document, heading, start, end, mark)


def _in_table(document: Document, block: AnyBlock, start: int, end: int, mark: str) -> Box | None:
    return _behind_a_sign(document, block, start, end, mark, _IN_A_CELL)


def _in_html(document: Document, block: AnyBlock, start: int, end: int, mark: str) -> Box | None:
    box = _behind_a_sign(document, block, start, end, mark, _TAGGED)
    if box is None:
        return None
    # What is not closed before the box is not seen: a comment, code.
    before = document.data[max(block.start, start - _FAR) : start]
    return None if any(before.rfind(one) > before.rfind(other) for one, other in _HIDES) else box


def _behind_a_sign(
    document: Document, block: AnyBlock, start: int, end: int, mark: str, before: re.Pattern[bytes]
) -> Box | None:
    data, first = document.data, _line(document, start)[0]
    if data[end : end + 1] in (b"(", b"[", b":"):
        return None
    fits = before.fullmatch(data, max(first, block.start, start - _NEAR), start)
    return _of_line(document, block, start, end, mark) if fits else None


_PLACES: dict[str, Callable[..., Box | None]] = {
    "entry": _in_entry,
    "paragraph": _in_text,
    "heading": _in_heading,
    "table": _in_table,
    "html": _in_html,
}


def _line(document: Document, at: int) -> tuple[int, int]:
    starts = document.line_starts
    line = bisect_right(starts, at)
    return starts[line - 1], starts[line] if line < len(starts) else len(document.data)


def _of_line(document: Document, block: AnyBlock, start: int, end: int, mark: str) -> Box:
    data, (first, last) = document.data, _line(document, start)
    last = min(last, first + _SAID)
    said = data[first : min(start, last)] + b" " + data[end:last] if block.kind == "table" else data[end:last]
    first, last = trimmed(data, first, max(last, end))
    return Box(block, start, end, mark, (first, last), said)


def _is_link(block: Entry | Paragraph | Heading, at: int) -> bool:
    tape = block.tape
    mark = bisect_left(tape.starts, at, block.first, block.last)
    while mark < block.last and tape.starts[mark] == at:
        if tape.kinds[mark] in (LINK, IMAGE, FOOTNOTE):
            return True
        mark += 1
    return False


def _behind(entry: Entry, end: int) -> Inline:
    """What an entry says behind its box."""
    data, last = entry.tape.data, entry.content.end
    while end < last and data[end] in b" \t\r\n":
        end += 1
    return Inline(entry.tape, *within(entry.tape, entry.first, entry.last, end, last), end, last)
