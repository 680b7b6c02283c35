"""What a heading, a paragraph, a list entry or a cell says: text, links, code and bold parts, on demand."""

from __future__ import annotations

import re
from bisect import bisect_left

from ledgergate.expressions import expression
from ledgergate.markdown.spans import BREAK, CODE, HTML, IMAGE, LINK, STRIKE, STRONG, TEXT, Spans
from ledgergate.model import Link

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Protocol

    class CutRow(Protocol):
        """A row that was cut by its pipes: see `ledgergate.markdown.plain`."""

        def marked(self, place: int) -> Cell:
            """The cell in this place as the parser reads it, with its marks."""

    Piece = tuple[str, int, int, bool, int]  # text, start, end, struck, kind of mark
    Part = tuple[str, int, int]  # text, start, end

_TAG = expression(rb"<(/?)([a-z]+)", re.IGNORECASE)
_LONGEST_ENTITY = 40
_STRUCK_TAGS = {b"del", b"s", b"strike"}
_FORMS = {
    "Inline": "inline", "Reference": "reference", "Collapsed": "collapsed", "Shortcut": "shortcut",
    "Autolink": "autolink", "Email": "autolink",
}  # fmt: skip


class Inline:
    """The content between `start` and `end` (bytes, blanks aside); everything is worked out on demand."""

    __slots__ = ("_links", "_text", "_whole", "end", "first", "last", "start", "tape")

    def __init__(self, tape: Spans, first: int, last: int, start: int, end: int) -> None:
        self.tape = tape
        self.first = first
        self.last = last
        self.start = start
        self.end = end
        self._text: str | None = None
        self._whole: str | None = None
        self._links: tuple[Link, ...] | None = None

    @property
    def text(self) -> str:
        """What a reader sees: markup, comments, tags and struck-through parts removed, one line per line."""
        if self._text is None:
            tape, first = self.tape, self.first
            alone = self.last - first == 1 and tape.kinds[first] == TEXT
            if alone and self.start <= tape.starts[first] and tape.ends[first] <= self.end:
                self._text = self._whole = tape.text(first).strip()
            else:
                self._text = "".join([piece[0] for piece in self.pieces() if not piece[3]]).strip()
        return self._text

    @property
    def whole(self) -> str:
        """The same as `text` with struck-through parts kept."""
        if self._whole is None:
            self._whole = "".join([piece[0] for piece in self.pieces()]).strip()
        return self._whole

    @property
    def struck(self) -> bool:
        """Whether any visible part is struck through."""
        return self._may_strike() and any(piece[3] and not piece[0].isspace() for piece in self.pieces())

    @property
    def all_struck(self) -> bool:
        """Whether something is visible and all of it is struck through."""
        return self.text == "" and self._may_strike() and self.whole != ""

    @property
    def raw(self) -> str:
        """The bytes as written."""
        return self.tape.data[self.start : self.end].decode()

    @property
    def links(self) -> tuple[Link, ...]:
        """Links and images of every form, with references whose label has no definition, in document order."""
        if self._links is None:
            kinds, first, last = self.tape.kinds, self.first, self.last
            marked = kinds.find(LINK, first, last) >= 0 or kinds.find(IMAGE, first, last) >= 0
            found = _links(self) if marked else []
            raw = self.tape.data[self.start : self.end]
            if b"][" in raw or b"://" in raw:
                from ledgergate.markdown.references import unlinked

                bare = unlinked(self.tape, first, last, self.start, self.end)
                found = sorted([*found, *bare], key=_start)
            self._links = tuple(found)
        return self._links

    @property
    def codes(self) -> tuple[Part, ...]:
        """Code spans: text, start, end; the span includes the backticks."""
        tape = self.tape
        return tuple(
            [
                (tape.text(index), tape.starts[index], tape.ends[index])
                for index in range(self.first, self.last)
                if tape.kinds[index] == CODE
            ]
        )

    @property
    def bolds(self) -> tuple[Part, ...]:
        """Outermost bold parts: text, start, end; the span includes the markers."""
        parts = _outermost(self, STRONG) if self._has(STRONG) else []
        return tuple([(text.strip(), start, end) for text, start, end in parts])

    @property
    def may_label(self) -> bool:
        """Whether there is a sign without which nothing is a label."""
        raw = self.tape.data[self.start : self.end]
        return b":" in raw or self._has(STRONG) or b"\xef\xbc\x9a" in raw or b"&" in raw or b"\xe3\x80\x90" in raw

    def pieces(self) -> Iterator[Piece]:
        """The visible parts in document order."""
        tape, struck_to, deleted, floor, top = self.tape, -1, False, self.start, self.end
        for index in range(self.first, self.last):
            kind, start = tape.kinds[index], tape.starts[index]
            if kind <= CODE:
                end = tape.ends[index]
                if start < floor or end > top:
                    text, start, end = _clipped(tape, index, floor, top)
                else:
                    text = tape.text(index)
                yield text, start, end, deleted or start < struck_to, kind
            elif kind == BREAK:
                yield "\n", start, tape.ends[index], deleted or start < struck_to, kind
            elif kind == STRIKE:
                struck_to = max(struck_to, tape.ends[index])
            elif kind == HTML:
                closing, name = _tag(tape.data[start : tape.ends[index]])
                if name == b"br":
                    yield "\n", start, tape.ends[index], deleted or start < struck_to, BREAK
                elif name in _STRUCK_TAGS:
                    deleted = not closing

    def bytes_of(self, start: int, end: int) -> tuple[int, int]:
        """The bytes that say the characters `start` to `end` of `text`; what stands around them is left out.

        Of what is not said as it is written, such as an entity, the whole is given.
        """
        from ledgergate.markdown.characters import characters

        return characters(self).bytes_of(start, end)

    def read_as(self, text: str, struck: bool | None = None) -> None:
        """Take `text` as known: a value that is a small part of a long mark need not read all of it."""
        self._text = text
        if struck is False or not self._may_strike():
            self._whole = text

    def _has(self, kind: int) -> bool:
        return self.tape.kinds.find(kind, self.first, self.last) >= 0

    def _may_strike(self) -> bool:
        return self._has(STRIKE) or self._has(HTML)


class Cell(Inline):
    """One cell of a table's row; `start` and `end` are those of its text, blanks aside.

    Where the row was cut by its pipes, the cell's marks are read from the `row` when somebody asks for them.
    """

    __slots__ = ("place", "row")
    place: int
    row: CutRow | None

    @property
    def content(self) -> Inline:
        return self

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            if name not in ("tape", "first", "last") or self.row is None:
                raise AttributeError(name)
            marked = self.row.marked(self.place)
            self.tape, self.first, self.last = marked.tape, marked.first, marked.last
            return getattr(self, name)


class Words(Cell):
    """A cell that holds one text and no markup, as most do: what it says is what is written."""

    __slots__ = ()
    codes = bolds = ()
    struck = all_struck = False

    def __init__(self, written: bytes, start: int, end: int, row: CutRow | None, place: int) -> None:
        self.start = start
        self.end = end
        self.row = row
        self.place = place
        self._text = self._whole = written.decode().strip()
        self._links = None if "://" in self._text or "][" in self._text else ()


class Marked(Cell):
    """A cell that was cut by its pipes and may hold markup."""

    __slots__ = ()

    def __init__(self, _written: bytes, start: int, end: int, row: CutRow, place: int) -> None:
        self.start = start
        self.end = end
        self.row = row
        self.place = place
        self._text = self._whole = self._links = None


def within(tape: Spans, first: int, last: int, start: int, end: int) -> tuple[int, int]:
    """Those marks of `first` to `last` that say something between the bytes `start` and `end`."""
    begin = bisect_left(tape.starts, start, first, last)
    if begin > first and tape.kinds[begin - 1] <= CODE and tape.ends[begin - 1] > start:
        begin -= 1
    return begin, bisect_left(tape.starts, end, begin, last)


def spanned(tape: Spans, first: int, last: int, floor: int) -> Inline:
    """The content of the marks `first` to `last`; `floor` is where it stands if there are none."""
    if first >= last:
        return Inline(tape, first, first, floor, floor)
    start = tape.starts[first]
    if start > floor and tape.kinds[first] == TEXT and tape.data[start - 1 : start] == b"\\":
        start -= 1
    return Inline(tape, first, last, start, max(tape.ends[first:last]))


def _clipped(tape: Spans, index: int, floor: int, top: int) -> Part:
    """The part of a mark that lies inside a label's value or a stray cell; an entity stays whole."""
    start, end = tape.starts[index], tape.ends[index]
    if end - start <= _LONGEST_ENTITY or tape.kinds[index] == CODE:
        text = tape.text(index)
        if text.encode() != tape.data[start:end]:
            return text, start, end
    start, end = max(start, floor), min(end, top)
    return tape.data[start:end].decode(), start, end


def _tag(html: bytes) -> tuple[bool, bytes]:
    found = _TAG.match(html)
    return (found[1] == b"/", found[2].lower()) if found else (False, b"")


def _start(link: Link) -> int:
    return link.start


def _links(inline: Inline) -> list[Link]:
    """A third link inside two open ones gets no text of its own, so that deep nests stay linear."""
    tape, found = inline.tape, []
    pieces = [piece for piece in inline.pieces() if piece[0] != ""]
    at = 0
    for index in range(inline.first, inline.last):
        if tape.kinds[index] not in (LINK, IMAGE):
            continue
        start, end = tape.starts[index], tape.ends[index]
        while at < len(pieces) and pieces[at][1] < start:
            at += 1
        found.append((index, start, end, at))
    texts = _texts(found, pieces)
    return [_link(tape, index, start, end, text) for (index, start, end, _at), text in zip(found, texts, strict=True)]


def _texts(found: list[tuple[int, int, int, int]], pieces: list[Piece]) -> list[str]:
    texts, open_ends = [], []  # type: list[str], list[int]
    for _index, start, end, at in found:
        while open_ends and open_ends[-1] <= start:
            open_ends.pop()
        open_ends.append(end)
        inside = []
        while len(open_ends) < 3 and at < len(pieces) and pieces[at][1] < end:
            inside.append(pieces[at][0])
            at += 1
        texts.append("".join(inside).strip())
    return texts


def _link(tape: Spans, index: int, start: int, end: int, text: str) -> Link:
    form, target = tape.texts[index]
    if form == "Collapsed" and tape.data[end : end + 2] == b"[]":
        end += 2  # the parser's span leaves the empty label out
    kind = "image" if tape.kinds[index] == IMAGE else _FORMS.get(form, "inline")
    return Link(text, target, start, end, kind)


def _outermost(inline: Inline, kind: int) -> list[Part]:
    tape = inline.tape
    spans: list[tuple[int, int]] = []
    for index in range(inline.first, inline.last):
        if tape.kinds[index] == kind and not (spans and tape.starts[index] < spans[-1][1]):
            spans.append((tape.starts[index], tape.ends[index]))
    parts, pieces = [], iter(inline.pieces())
    piece = next(pieces, None)
    for start, end in spans:
        inside = []
        while piece is not None and piece[1] < end:
            if piece[1] >= start and not piece[3]:
                inside.append(piece[0])
            piece = next(pieces, None)
        parts.append(("".join(inside), start, end))
    return parts
