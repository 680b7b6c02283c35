"""One pass over the parser's events: blocks out, marks onto the tape."""

from __future__ import annotations

from ledgergate.markdown import blocks as made
from ledgergate.markdown.spans import (
    BREAK,
    CELL,
    CODE,
    EMPHASIS,
    FOOTNOTE,
    HTML,
    IMAGE,
    LINK,
    STRIKE,
    STRONG,
    TEXT,
    Spans,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Protocol

    from ledgergate.markdown.blocks import AnyBlock

    class Hidden(Protocol):
        """A table in whose place the text has a word: see `ledgergate.markdown.plain`."""

        start: int
        end: int

        def lines(self) -> Iterator[made.Row]:
            """The header and the rows."""


_TABLES, _FOOTNOTES, _STRIKETHROUGH, _TASKS = 1 << 1, 1 << 2, 1 << 3, 1 << 4
_OPTIONS = _TABLES | _FOOTNOTES | _STRIKETHROUGH | _TASKS
_SPANS = {"Strong": STRONG, "Strikethrough": STRIKE, "Emphasis": EMPHASIS}
_RARE = {"InlineHtml": HTML, "FootnoteReference": FOOTNOTE}
_NEVER = 1 << 62
_HASH = ord("#")
_LARGE = 1 << 18  # bytes of a document
_EVENTS = 48  # bytes that the parser's list of events may take for each byte of a text full of marks


def _require_memory(size: int) -> None:
    """Raises MemoryError where there is none for the parser, which would end the process by a signal: nothing is
    touched, so that it costs a system that has it next to nothing."""
    from mmap import mmap

    try:
        mmap(-1, size).close()
    except OSError:
        raise MemoryError from None


def walk(data: bytes, text: str, plain: dict[int, Hidden] | None = None) -> tuple[list[AnyBlock], Spans]:
    """Read `text`, whose UTF-8 form has the offsets of `data`, into blocks and a tape over `data`.

    `plain` holds tables by the offset at which they begin, in whose place `text` has a word. Those that stand there as
    a paragraph outside of everything are taken out of `plain`; the others were none.
    """
    import pyromark

    if len(data) > _LARGE:
        _require_memory(_EVENTS * len(data))
    tape = Spans(data)
    builder = _Builder(tape, plain or {})
    events: Any = pyromark.events_with_range(text, options=_OPTIONS)  # type: ignore[arg-type]  # an int will do; IntFlag's arithmetic is slow
    written, texts = tape.kinds, tape.texts
    kinds, starts, ends = written.append, tape.starts.append, tape.ends.append
    limit = -1
    for event, span in events:
        if "End" in event:
            continue
        start, end = span["start"], span["end"]
        if "Text" in event:
            if start >= limit:
                limit = builder.outside(start, end)
                if start >= limit:
                    continue
            content = event["Text"]
            if len(content) != end - start:
                texts[len(written)] = content
            kind = TEXT
        elif "Start" in event:
            tag = event["Start"]
            if tag == "TableCell":
                kind = CELL
            else:
                kind = (
                    _SPANS.get(tag, -1)
                    if type(tag) is str
                    else LINK
                    if "Link" in tag
                    else IMAGE
                    if "Image" in tag
                    else -1
                )
                if kind < 0:
                    limit = builder.block(tag, start, end)
                    continue
                if start >= limit:
                    limit = builder.outside(start, end)
                if kind >= LINK:
                    target = tag["Link" if kind == LINK else "Image"]
                    texts[len(written)] = target["link_type"], target["dest_url"]
        elif "Code" in event:
            if start >= limit:
                limit = builder.outside(start, end)
            texts[len(written)] = event["Code"]
            kind = CODE
        elif type(event) is str and event != "Rule":
            kind = BREAK
        else:
            rare = builder.rare(event, start, end)
            if rare is None:
                limit = -1 if event == "Rule" else limit
                continue
            if start >= limit:
                limit = builder.outside(start, end)
            kind = rare
        kinds(kind)
        starts(start)
        ends(end)
    builder.close(len(tape.kinds))
    return builder.blocks, tape


class _Builder:
    """The containers around the reader's place, and the block whose marks are being written."""

    def __init__(self, tape: Spans, plain: dict[int, Hidden]) -> None:
        self.tape = tape
        self.plain = plain
        self.blocks: list[AnyBlock] = []
        self.depth = self.quotes = 0
        self.entry: made.Entry | None = None
        self.fresh = False  # nothing of the entry has been read yet
        self.numbers: list[int | None] = []
        self.ends: list[int] = [_NEVER]
        self.containers: list[str] = [""]
        self.writing: made.Written | made.Row | None = None
        self.rows: list[made.Row] = []  # of the table that is being read
        self.table = made.Table(0, 0)
        self.code = made.Fence(-1, -1)
        self.verbatim = -1  # where the last block of HTML, or table that was cut by its pipes, ends

    def close(self, at: int) -> None:
        """The marks of the block that was being written end here."""
        if self.writing is not None:
            self.writing.last = at
            self.writing = None

    def block(self, tag: Any, start: int, end: int) -> int:
        """Open a block; the answer is the offset up to which marks are its own."""
        if self.writing is not None:
            self.close(len(self.tape.kinds))
        while start >= self.ends[-1]:
            self.leave()
        if type(tag) is str:
            return _OPENERS[tag](self, None, start, end)
        ((name, value),) = tag.items()
        return _OPENERS[name](self, value, start, end)

    def leave(self) -> None:
        self.ends.pop()
        left = self.containers.pop()
        if left == "Item" and self.entry is not None:
            self.depth -= 1
            self.entry = self.entry.entry
            self.fresh = False
        elif left == "List":
            self.numbers.pop()
        elif left == "BlockQuote":
            self.quotes -= 1

    def enter(self, name: str, end: int) -> int:
        self.containers.append(name)
        self.ends.append(end)
        return -1

    def add(self, block: AnyBlock, start: int, end: int) -> None:
        made.Block.__init__(block, start, end, self.depth, self.quotes > 0, self.entry)
        self.blocks.append(block)
        self.fresh = False

    def paragraph(self, start: int, end: int) -> None:
        paragraph = made.Paragraph(start, end, self.depth, self.quotes > 0, self.entry, self.tape)
        self.blocks.append(paragraph)
        self.writing = paragraph
        self.fresh = False

    def outside(self, start: int, end: int) -> int:
        """Text that no paragraph announced: code's own text, or text of a tight list entry after another block."""
        if start < self.code.end:
            if self.code.text_start < 0:
                self.code.text_start = start
            self.code.text_end = end
            return -1
        if start < self.verbatim:
            return -1
        self.close(len(self.tape.kinds))
        while start >= self.ends[-1]:
            self.leave()
        if self.tape.data[start - 1 : start] == b"\\" and self.blocks and self.blocks[-1].end < start:
            start -= 1
        self.paragraph(start, self.ends[-1])
        return self.ends[-1]

    def rare(self, event: Any, start: int, end: int) -> int | None:
        """The kind of mark that an uncommon event is, None where it is none."""
        if event == "Rule":
            self.block("Rule", start, end)
            return None
        ((name, value),) = event.items()
        if name == "TaskListMarker" and self.entry is not None:
            self.entry.checked, self.entry.box = value, (start, end)
        return _RARE.get(name)

    def row(self, start: int, end: int, rows: list[made.Row]) -> int:
        self.close(len(self.tape.kinds))
        row = made.Row(self.tape, start, end)
        rows.append(row)
        self.writing = row
        return end


def _paragraph(self: _Builder, _value: Any, start: int, end: int) -> int:
    if self.fresh and self.entry is not None:
        self.fresh = False
        self.entry.first = self.entry.last = len(self.tape.kinds)
        self.writing = self.entry
        return end
    plain = self.plain.get(start)
    if plain is not None and plain.end == end and len(self.ends) == 1:
        return _plain_table(self, self.plain.pop(start))
    self.paragraph(start, end)
    return end


def _plain_table(self: _Builder, plain: Hidden) -> int:
    table = made.Table.__new__(made.Table)
    self.add(table, plain.start, plain.end)
    rows: list[made.Row] = list(plain.lines())
    table.header, table.rows = rows[0], rows[1:]
    self.verbatim = plain.end
    return -1


def _heading(self: _Builder, value: Any, start: int, end: int) -> int:
    heading = made.Heading(start, end, self.depth, self.quotes > 0, self.entry, self.tape)
    self.blocks.append(heading)
    self.writing = heading
    self.fresh = False
    heading.level = int(value["level"][1])
    heading.setext = self.tape.data[start] != _HASH
    return end


def _item(self: _Builder, _value: Any, start: int, end: int) -> int:
    self.depth += 1
    entry = made.Entry(start, end, self.depth, self.quotes > 0, self.entry, self.tape)
    self.blocks.append(entry)
    entry.number = self.numbers[-1]
    if entry.number is not None:
        self.numbers[-1] = entry.number + 1
    entry.checked = entry.box = None
    self.writing = self.entry = entry
    self.fresh = True
    self.enter("Item", end)
    return end


def _list(self: _Builder, value: Any, _start: int, end: int) -> int:
    self.numbers.append(value)
    self.fresh = False
    return self.enter("List", end)


def _quote(self: _Builder, _value: Any, _start: int, end: int) -> int:
    self.quotes += 1
    self.fresh = False
    return self.enter("BlockQuote", end)


def _footnote(self: _Builder, _value: Any, _start: int, end: int) -> int:
    return self.enter("FootnoteDefinition", end)


def _table(self: _Builder, _value: Any, start: int, end: int) -> int:
    self.table = made.Table.__new__(made.Table)
    self.add(self.table, start, end)
    self.table.rows = self.rows = []
    return -1


def _table_row(self: _Builder, _value: Any, start: int, end: int) -> int:
    return self.row(start, end, self.rows)


def _table_head(self: _Builder, _value: Any, start: int, end: int) -> int:
    heads: list[made.Row] = []
    limit = self.row(start, end, heads)
    self.table.header = heads[0]
    return limit


def _code(self: _Builder, value: Any, start: int, end: int) -> int:
    self.code = made.Fence.__new__(made.Fence)
    self.add(self.code, start, end)
    self.code.fenced = type(value) is dict
    self.code.info = value["Fenced"] if self.code.fenced else ""
    self.code.text_start = self.code.text_end = -1
    return -1


def _html(self: _Builder, _value: Any, start: int, end: int) -> int:
    raw = self.tape.data[start:end].strip()
    self.verbatim = end
    comment = raw.startswith(b"<!--") and raw.find(b"-->", 2) == len(raw) - 3
    self.add(made.Comment.__new__(made.Comment) if comment else made.Html.__new__(made.Html), start, end)
    return -1


def _rule(self: _Builder, _value: Any, start: int, end: int) -> int:
    self.add(made.Rule.__new__(made.Rule), start, end)
    return -1


_OPENERS = {
    "Paragraph": _paragraph, "Heading": _heading, "Item": _item, "List": _list, "BlockQuote": _quote,
    "FootnoteDefinition": _footnote, "Table": _table, "TableHead": _table_head, "TableRow": _table_row,
    "CodeBlock": _code, "HtmlBlock": _html, "Rule": _rule,
}  # fmt: skip
