"""The blocks of a page, lean enough to be made for every line of a large document."""

from __future__ import annotations

from ledgergate.markdown.inline import Cell, Inline, Words, spanned
from ledgergate.markdown.spans import CELL, TEXT, Spans, split, trimmed
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Literal, TypeAlias

    AnyBlock: TypeAlias = "Heading | Paragraph | Entry | Table | Fence | Html | Comment | Rule | FrontMatter"


_BLANK = ord(" ")
_LABELLING = (b":", b"**", b"__", b"\xef\xbc\x9a", b"&", b"'''", b"\xe3\x80\x90")
# Colons, bold text, what may be either, and the bracket of 【Name】.


class Block:
    """A part of a page. `start` and `end` are bytes; the end is exclusive and includes the last line's end.

    `depth` is how many list entries the block stands in, `quoted` whether it stands in a quote; `entry` is the
    innermost list entry around it.
    """

    __slots__ = ("depth", "end", "entry", "quoted", "start")
    kind: str = ""

    def __init__(self, start: int, end: int, depth: int = 0, quoted: bool = False, entry: Entry | None = None) -> None:
        self.start = start
        self.end = end
        self.depth = depth
        self.quoted = quoted
        self.entry = entry

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.start}-{self.end}>"


class Written(Block):
    """A block with content: `first` and `last` are its marks on the tape."""

    __slots__ = ("_content", "first", "last", "tape")

    def __init__(self, start: int, end: int, depth: int, quoted: bool, entry: Entry | None, tape: Spans) -> None:
        self.start = start
        self.end = end
        self.depth = depth
        self.quoted = quoted
        self.entry = entry
        self.tape = tape
        self.first = self.last = len(tape.kinds)
        self._content: Inline | None = None

    @property
    def content(self) -> Inline:
        if self._content is None:
            self._content = spanned(self.tape, self.first, self.last, self.start)
        return self._content

    def forget(self) -> None:
        """Let go of the content: it is made anew where it is asked for again."""
        self._content = None

    @property
    def may_label(self) -> bool:
        """Whether there is a sign without which nothing of the content is a label; the content is not made for it."""
        if self.first == self.last:
            return False
        raw = self.tape.data[self.tape.starts[self.first] : self.tape.ends[self.last - 1]]
        return any(sign in raw for sign in _LABELLING)


class Heading(Written):
    """A heading, ATX or setext, of `level` 1 to 6."""

    __slots__ = ("level", "setext")
    kind: Literal["heading"] = "heading"
    level: int
    setext: bool


class Paragraph(Written):
    """A paragraph, also of a quote, a footnote or (after its first one) a list entry."""

    __slots__ = ()
    kind: Literal["paragraph"] = "paragraph"


class Entry(Written):
    """One entry of a list; `end` covers what is nested in it, `own_end` only its own first text.

    `entry` is the entry that it is nested in, `depth` counts from 1. `number` is an ordered entry's own number as
    renderers count it. `checked` is None where there is no task box, else `box` is the span of the box.
    """

    __slots__ = ("box", "checked", "number")
    kind: Literal["entry"] = "entry"
    number: int | None
    checked: bool | None
    box: tuple[int, int] | None

    @property
    def ordered(self) -> bool:
        return self.number is not None

    @property
    def own_end(self) -> int:
        own = self.content.end
        return max(own, self.box[1]) if self.box else max(own, self.start + 1)


class Row:
    """A row of a table; `start` and `end` are those of its line, the marks of quotes and lists before it aside."""

    __slots__ = ("_cells", "end", "first", "last", "start", "tape")

    def __init__(self, tape: Spans, start: int, end: int) -> None:
        self.tape = tape
        self.start = start
        self.end = end
        self.first = self.last = len(tape.kinds)
        self._cells: tuple[Cell, ...] | None = None

    @property
    def cells(self) -> tuple[Cell, ...]:
        """As many cells as the header has; those that are not written are empty and have no width."""
        if self._cells is None:
            self._cells = tuple(self._read())
        return self._cells

    def some(self, places: Sequence[int]) -> dict[int, Cell]:
        """The cells in these places. Where no others were read they are made for this once: none is kept."""
        cells = self.cells
        return {place: cells[place] for place in places}

    def numbers(self) -> tuple[int, int, int, int]:
        """What tells the row from the others of its table."""
        return self.start, self.end, self.first, self.last

    def other(self, start: int, end: int, first: int, last: int) -> Row:
        """The row of the same table with these numbers."""
        row = Row(self.tape, start, end)
        row.first, row.last = first, last
        return row

    def forget(self) -> None:
        """Let go of the cells: the rows of large tables would otherwise keep them all."""
        self._cells = None

    @property
    def extra(self) -> tuple[tuple[str, int, int], ...]:
        """Text beyond the header's last column, which renderers drop: raw text, start, end."""
        cells = self.cells
        line = self.tape.data[self.start : self.end].strip()
        if line.count(b"|") == len(cells) + 1 and line[:1] == line[-1:] == b"|":
            return ()
        start = cells[-1].end if cells else self.start
        beyond = list(split(self.tape.data, start, self.end))[1:]
        return tuple([(self.tape.data[s:e].decode(), s, e) for s, e in beyond if s < e])

    def _read(self) -> Iterable[Cell]:
        tape, at = self.tape, self.first
        while at < self.last:
            after = tape.kinds.find(CELL, at + 1, self.last)
            after = self.last if after < 0 else after
            yield (after - at == 2 and _words(tape, at + 1)) or _cell(tape, at, after)
            at = after


def _cell(tape: Spans, at: int, after: int) -> Cell:
    start, end = trimmed(tape.data, tape.starts[at], tape.ends[at])
    return Cell(tape, at + 1, after, start, end)


def _words(tape: Spans, only: int) -> Cell | None:
    """The cell whose `only` mark is all that it holds, if that is text as it is written; None if it may not be."""
    start, end, data = tape.starts[only], tape.ends[only], tape.data
    if (
        tape.kinds[only] != TEXT
        or only in tape.texts
        or end <= start
        or data[start] <= _BLANK
        or data[end - 1] <= _BLANK
    ):
        return None
    if data[tape.starts[only - 1] : start].strip(b" ") or data[end : tape.ends[only - 1]].strip(b" "):
        return None
    cell = Words(data[start:end], start, end, None, 0)
    cell.tape, cell.first, cell.last = tape, only, only + 1
    return cell


class Table(Block):
    """A table: a header and rows."""

    __slots__ = ("header", "rows")
    kind: Literal["table"] = "table"
    header: Row
    rows: Sequence[Row]


class Fence(Block):
    """Code: fenced, or indented (then `fenced` is False). `text_start` to `text_end` is the code itself."""

    __slots__ = ("fenced", "info", "text_end", "text_start")
    kind: Literal["fence"] = "fence"
    info: str
    fenced: bool
    text_start: int
    text_end: int


class Html(Block):
    """A block of HTML as written."""

    __slots__ = ()
    kind: Literal["html"] = "html"


class Comment(Block):
    """A block of HTML that is a comment and nothing else."""

    __slots__ = ()
    kind: Literal["comment"] = "comment"


class Rule(Block):
    """A thematic break."""

    __slots__ = ()
    kind: Literal["rule"] = "rule"


class FrontEntry(Value):
    """One `key: value` at the top level; `start` and `end` are the bytes of the value without its quotes.

    A list's values are joined by ", ", further lines of a text by a blank; `start` and `end` then run from the
    first to the last. `line_start` is where the key's line begins.
    """

    key: str
    value: str
    start: int
    end: int
    line_start: int


class FrontMatter(Block):
    """The front matter with its delimiters; `language` is "yaml" or "toml"."""

    __slots__ = ("entries", "language")
    kind: Literal["front matter"] = "front matter"
    language: str
    entries: tuple[FrontEntry, ...]

    def get(self, key: str) -> FrontEntry | None:
        """The entry of `key`, whatever its case."""
        folded = key.casefold()
        return next((entry for entry in self.entries if entry.key.casefold() == folded), None)
