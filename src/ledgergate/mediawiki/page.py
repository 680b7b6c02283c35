"""One pass over the lines of a document: blocks out, marks onto the tape."""

from __future__ import annotations

from ledgergate.expressions import expression
from ledgergate.markdown import blocks as made
from ledgergate.markdown.page import Page, decoded, opening
from ledgergate.markdown.spans import Spans, trimmed
from ledgergate.mediawiki.marks import Marks
from ledgergate.mediawiki.tables import OPENS, TableReader, ends_of
from ledgergate.mediawiki.verbatim import Line, Verbatim, lines, verbatims

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledgergate.markdown.blocks import AnyBlock, FrontMatter
    from ledgergate.model import Document

_LIST = expression(rb"[*#:;]+")
_REDIRECT = b"#redirect"
_RULE = expression(rb"-{4,}")
_DEEPEST = 6
_BLANKS = b" \t\r\n"
_NUMBERED = ord("#")
_INDENTS = b":;"
_CODE = ("source", "syntaxhighlight")
_MARKUP = ("pre", "table")


def read(document: Document) -> Page:
    """Read a MediaWiki document. Raises `Unreadable` where its bytes are no UTF-8 text."""
    decoded(document)
    skipped, front_matter = opening(document.data)
    reader = _Reader(document.data, skipped)
    reader.read()
    if front_matter is not None:
        reader.blocks.insert(0, front_matter)
    return WikiPage(document, reader.blocks, reader.tape, front_matter)


class WikiPage(Page):
    """A page whose headings have the anchors that MediaWiki gives them, besides those of a forge."""

    __slots__ = ()

    def __init__(
        self, document: Document, blocks: list[AnyBlock], tape: Spans, front_matter: FrontMatter | None
    ) -> None:
        super().__init__(document, blocks, tape, front_matter)

    def anchors(self) -> Mapping[str, int]:
        found = dict(super().anchors())
        counts: dict[str, int] = {}
        for heading in self.headings:
            name = "_".join(heading.content.whole.split())
            counts[name] = counts.get(name, 0) + 1
            found.setdefault(name if counts[name] == 1 else f"{name}_{counts[name]}", heading.start)
        return found


class _Reader:
    """The place in the document, the lists that are open, and the paragraph that is being written."""

    def __init__(self, data: bytes, start: int) -> None:
        self.data = data
        self.blocks: list[AnyBlock] = []
        self.tape = Spans(data)
        self.tape.has_references = False
        self._hidden = {one.start: one for one in verbatims(data) if one.start >= start}
        self._marks = Marks(self.tape, self._hidden)
        self._lines = list(lines(data, start, self._hidden))
        self._ends = ends_of(data, self._lines)
        self._lists: list[tuple[bytes, made.Entry]] = []
        self._end = 0  # of the text that was written last
        self._braces = -1  # where the next template ends
        self._at = 0
        self._bare = 0  # lines before this one were looked through for the rows of a table that nobody closes

    def read(self) -> None:
        while self._at < len(self._lines):
            line = self._lines[self._at]
            self._at += 1
            self._line(line, *trimmed(self.data, line.start, line.end))

    def _line(self, line: Line, start: int, end: int) -> None:
        if start == end:
            self._lists.clear()
            return
        first = self._hidden.get(start)
        if first is not None and self._verbatim(line, first, end):
            return
        if OPENS.match(self.data, line.start, line.end) and self._table(line):
            return
        listed = _LIST.match(self.data, line.start, line.end)
        if listed is not None and self.data[start : start + len(_REDIRECT)].lower() != _REDIRECT:
            self._listed(line, listed[0])
            return
        self._lists.clear()
        if (level := heading_level(self.data, line.start, self._without_comments(line.start, end))) > 0:
            self._heading(line, level)
        elif self.data[line.start] == _BLANKS[0]:
            self._indented(line, start)
        elif _RULE.match(self.data, start, end):
            self.blocks.append(made.Rule(line.start, line.after))
        elif self.data.startswith(b"{{", start) and (after := self._template(start, end)) is not None:
            self.blocks.append(made.Html(line.start, after))
        else:
            self._paragraph(line)

    def _verbatim(self, line: Line, one: Verbatim, end: int) -> bool:
        """A line that is verbatim from its begin: a comment, what is laid out beforehand, code."""
        if one.name == "comment":
            if one.end < end and self._without_comments(line.start, end) > line.start:
                return False
            self.blocks.append(made.Comment(line.start, line.after))
            return True
        if one.name not in (*_CODE, *_MARKUP):
            return False
        self._lists.clear()
        if one.name in _MARKUP:
            self.blocks.append(made.Html(line.start, line.after))
            return True
        self._fence(line, True, one.inner, one.inner_end)
        return True

    def _fence(self, line: Line, fenced: bool, start: int, end: int) -> None:
        fence = made.Fence(line.start, line.after)
        fence.fenced, fence.info = fenced, ""
        fence.text_start, fence.text_end = start, end
        self.blocks.append(fence)

    def _without_comments(self, start: int, end: int) -> int:
        """Where a line ends whose comments behind its text are no part of it; `start` where it has nothing else."""
        while True:
            while end > start and self.data[end - 1] in _BLANKS:
                end -= 1
            if not self.data.endswith(b"-->", start, end):
                return end
            opened = self._comment_before(start, end)
            if opened < 0:
                return end
            end = opened

    def _comment_before(self, start: int, end: int) -> int:
        at = self.data.rfind(b"<!--", start, end)
        while at >= 0:
            one = self._hidden.get(at)
            if one is not None:
                return at if one.end == end else -1
            at = self.data.rfind(b"<!--", start, at)
        return -1

    def _heading(self, line: Line, level: int) -> None:
        heading = made.Heading(line.start, line.after, 0, False, None, self.tape)
        heading.level, heading.setext = level, False
        end = self._without_comments(line.start, line.end)
        self._written(heading, *trimmed(self.data, line.start + level, end - level))

    def _written(self, block: made.Heading | made.Paragraph | made.Entry, start: int, end: int) -> None:
        block.first = len(self.tape.kinds)
        self._marks.write(start, end)
        block.last, self._end = len(self.tape.kinds), end
        self.blocks.append(block)

    def _indented(self, line: Line, start: int) -> None:
        """Lines that begin with a blank are shown as they are written."""
        before = self.blocks[-1] if self.blocks else None
        if type(before) is made.Fence and not before.fenced and before.end == line.start:
            before.end, before.text_end = line.after, line.after
        else:
            self._fence(line, False, start, line.after)

    def _template(self, start: int, end: int) -> int | None:
        """The end of a template that goes on behind its line; None where it ends in it, or never."""
        if self._braces < start:
            found = self.data.find(b"}}", start)
            self._braces = found if found >= 0 else len(self.data)
        if self._braces < end or self._braces == len(self.data):
            return None
        after = self._lines[self._at - 1].after
        while self._at < len(self._lines) and after <= self._braces:
            after = self._lines[self._at].after
            self._at += 1
        return after

    def _paragraph(self, line: Line) -> None:
        """A line of text goes on in the paragraph above it."""
        before = self.blocks[-1] if self.blocks else None
        start, end = trimmed(self.data, line.start, line.end)
        if type(before) is made.Paragraph and before.end == line.start and before.depth == 0 and not self._lists:
            self._marks.line_break(self._end, line.start)
            self._marks.write(start, end)
            before.end, before.last, self._end = line.after, len(self.tape.kinds), end
            return
        self._written(made.Paragraph(line.start, line.after, 0, False, None, self.tape), start, end)

    def _listed(self, line: Line, prefix: bytes) -> None:
        number = 0
        while self._lists and not (len(self._lists[-1][0]) < len(prefix) and prefix.startswith(self._lists[-1][0])):
            left, entry = self._lists.pop()
            number = (entry.number or 0) if left == prefix else number
        around = self._lists[-1][1] if self._lists else None
        for _, above in self._lists:
            above.end = line.after
        start, end = trimmed(self.data, line.start + len(prefix), line.end)
        if prefix[-1] in _INDENTS:
            self._written(
                made.Paragraph(line.start, line.after, len(self._lists), False, around, self.tape), start, end
            )
            return
        entry = made.Entry(line.start, line.after, len(self._lists) + 1, False, around, self.tape)
        entry.number = number + 1 if prefix[-1] == _NUMBERED else None
        entry.checked = entry.box = None
        self._written(entry, start, end)
        self._lists.append((prefix, entry))

    def _table(self, line: Line) -> bool:
        """A table up to the line that closes it; where nobody does, up to the next heading."""
        opens = self._at - 1
        close = self._ends.get(opens, -1)
        if close < 0 and opens < self._bare:
            return False
        after = close
        if close < 0:
            after = self._at
            while after < len(self._lines) and not self._is_heading(self._lines[after]):
                after += 1
        inner = {at - self._at: end - self._at for at, end in self._inside(self._at, after)}
        within = self._lines[self._at : after]
        end = self._lines[close if close >= 0 else after - 1].after
        table = TableReader(self._marks, self._hidden).read(line.start, end, within, inner)
        if table is None and close < 0:
            self._bare = after
            return False
        self._lists.clear()
        self.blocks.append(table if table is not None else made.Html(line.start, end))
        self._at = after + (close >= 0)
        return True

    def _inside(self, first: int, last: int) -> list[tuple[int, int]]:
        return [(at, self._ends[at]) for at in range(first, last) if at in self._ends]

    def _is_heading(self, line: Line) -> bool:
        return heading_level(self.data, line.start, trimmed(self.data, line.start, line.end)[1]) > 0


def heading_level(data: bytes, start: int, end: int) -> int:
    """The level of a line that is a heading, which has as many signs behind its text as before it; else 0."""
    before = after = 0
    while start + before < end and data[start + before : start + before + 1] == b"=" and before < _DEEPEST:
        before += 1
    while before and after < before and end - after > start + before and data[end - after - 1 : end - after] == b"=":
        after += 1
    level = min(before, after)
    return level if level and data[start + level : end - level].strip() else 0
