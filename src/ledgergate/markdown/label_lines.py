"""The visible lines of a text, with the way back from their characters to the document's bytes."""

from __future__ import annotations

from bisect import bisect_right

from ledgergate.markdown.spans import CODE, STRONG

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgergate.markdown.inline import Inline, Piece


class Line:
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


def lines(inline: Inline) -> Iterator[Line]:
    bolds = outermost(inline, STRONG)
    line, at, opened = Line(), 0, -1
    for piece in inline.pieces():
        if piece[3]:
            continue
        if piece[0] == "\n":
            line.end = piece[1]
            yield line
            line, opened = Line(), -1
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


def outermost(inline: Inline, *kinds: int) -> Sequence[tuple[int, int]]:
    """The bytes of the marks of these kinds, without those inside of others."""
    tape, first, last = inline.tape, inline.first, inline.last
    if all(tape.kinds.find(kind, first, last) < 0 for kind in kinds):
        return ()
    spans: list[tuple[int, int]] = []
    for index in range(first, last):
        if tape.kinds[index] in kinds and not (spans and tape.starts[index] < spans[-1][1]):
            spans.append((tape.starts[index], tape.ends[index]))
    return spans
