"""The tape: what stands inside lines, written down once as flat columns and read only on demand; spans of raw text."""

from __future__ import annotations

from array import array

from ledgergate.expressions import expression

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

TEXT, CODE, BREAK, HTML, STRONG, STRIKE, EMPHASIS, LINK, IMAGE, FOOTNOTE, CELL = range(11)
PIPE = expression(rb"(?<!\\)\|")  # parts cells, in code or not


class Spans:
    """One document's inline marks in document order: a kind and a byte span each.

    `texts` holds, by index, what the bytes alone do not tell: decoded text, code, or a link's form and target.
    `has_references` says whether two brackets in a row are a link by reference where the document was written.
    """

    __slots__ = ("data", "ends", "has_references", "kinds", "starts", "texts")

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.kinds = bytearray()
        # Four bytes an offset: no document is read that is longer than they reach.
        self.starts = array("I")
        self.ends = array("I")
        self.texts: dict[int, Any] = {}
        self.has_references = True

    def text(self, index: int) -> str:
        """The text of a TEXT or CODE mark as a reader sees it."""
        known: str | None = self.texts.get(index)
        return self.data[self.starts[index] : self.ends[index]].decode() if known is None else known

    def move(self, data: bytes, by: int) -> None:
        """The marks of a part as those of the whole, `by` bytes behind its begin."""
        self.data = data
        self.starts = array("Q", [start + by for start in self.starts])
        self.ends = array("Q", [end + by for end in self.ends])


def trimmed(data: bytes, start: int, end: int) -> tuple[int, int]:
    """The span without the blanks around it; all blanks are an empty span at `start`."""
    first = start
    while first < end and data[first] in b" \t\r\n":
        first += 1
    if first == end:
        return start, start
    while data[end - 1] in b" \t\r\n":
        end -= 1
    return first, end


def split(data: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans between unescaped pipes from `start` to `end`, blanks around them aside."""
    for pipe in PIPE.finditer(data, start, end):
        yield trimmed(data, start, pipe.start())
        start = pipe.end()
    yield trimmed(data, start, end)
