"""Rows by their raw line: cells are parted by pipes that no backslash stands before, code or not."""

from __future__ import annotations

import re

from ledgergate.expressions import expression
from ledgergate.markdown.inline import Cell, within
from ledgergate.markdown.spans import CODE, HTML, PIPE, split, trimmed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.markdown.blocks import Paragraph

_LINE = expression(rb"[^\r\n]+")
_PREFIX = expression(rb"[ \t>]*")


def row_like_lines(paragraph: Paragraph) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Lines of a paragraph that look like rows of a table: they begin with a pipe, or hold two or more.

    Pipes in code spans do not count towards the two. Each comes with its span and its cells' texts.
    """
    data = paragraph.tape.data
    if b"|" not in data[paragraph.start : paragraph.end]:
        return
    hidden = _hidden(paragraph)
    at = 0
    for line in _LINE.finditer(data, paragraph.start, paragraph.end):
        start, end = trimmed(data, _after_prefix(data, line, paragraph.start), line.end())
        pipes = []
        for pipe in PIPE.finditer(data, start, end):
            while at < len(hidden) and hidden[at][1] <= pipe.start():
                at += 1
            if not (at < len(hidden) and hidden[at][0] <= pipe.start()):
                pipes.append(pipe.start())
        if pipes and (pipes[0] == start or len(pipes) > 1):
            yield start, end, tuple([cell.text for cell in _cells(paragraph, start, end)])


def _after_prefix(data: bytes, line: re.Match[bytes], paragraph_start: int) -> int:
    if line.start() <= paragraph_start:
        return paragraph_start
    prefix = _PREFIX.match(data, line.start(), line.end())
    return prefix.end() if prefix else line.start()


def _hidden(paragraph: Paragraph) -> list[tuple[int, int]]:
    tape = paragraph.tape
    marks = range(paragraph.first, paragraph.last)
    return [(tape.starts[mark], tape.ends[mark]) for mark in marks if tape.kinds[mark] in (CODE, HTML)]


def _cells(paragraph: Paragraph, start: int, end: int) -> Iterator[Cell]:
    data, tape = paragraph.tape.data, paragraph.tape
    inner_start = start + 1 if data[start : start + 1] == b"|" else start
    closed = data[end - 1 : end] == b"|" and data[end - 2 : end - 1] != b"\\" and end - 1 > inner_start
    for cell_start, cell_end in split(data, inner_start, end - 1 if closed else end):
        first, last = within(tape, paragraph.first, paragraph.last, cell_start, cell_end)
        yield Cell(tape, first, last, cell_start, cell_end)
