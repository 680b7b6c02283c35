"""Where the characters of a content's text are written: what is asked for many parts of one text is worked out once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate

from ledgergate.markdown.spans import CODE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Protocol

    class Content(Protocol):
        """What is read of an `Inline`."""

        tape: Any
        start: int
        end: int

        @property
        def text(self) -> str: ...

        def pieces(self) -> Iterator[tuple[str, int, int, bool, int]]: ...


class Characters:
    """The way from the characters of a text to the bytes that say them."""

    __slots__ = ("_ends", "_found", "_plain", "_reached", "_said", "_shift", "content")

    def __init__(self, content: Content) -> None:
        self.content = content
        text = content.text
        self._plain = text.isascii() and content.tape.data[content.start : content.end] == text.encode()
        self._said = [] if self._plain else [piece for piece in content.pieces() if not piece[3]]
        whole = "".join([piece[0] for piece in self._said])
        self._shift = max(whole.find(text), 0) if text else 0
        self._ends = list(accumulate([len(piece[0]) for piece in self._said]))
        self._found: dict[int, int] = {}  # where a piece's text stands in its bytes; -1 where it is written otherwise
        self._reached = (-1, 0, 0)  # a piece, so many characters of it, the bytes that they take

    def bytes_of(self, start: int, end: int) -> tuple[int, int]:
        """See `Inline.bytes_of`."""
        if self._plain:
            return self.content.start + start, self.content.start + end
        return self._offset(self._shift + start, False), self._offset(self._shift + end, True)

    def _offset(self, character: int, after: bool) -> int:
        """The byte at which a character begins; with `after`, at which the one before it ends."""
        place = (bisect_left if after else bisect_right)(self._ends, character)
        if place == len(self._said):
            return self._said[-1][2] if self._said else self.content.end
        text, start, end, _struck, _kind = self._said[place]
        inside = character - (self._ends[place] - len(text))
        found = self._standing(place)
        if found < 0:
            return end if after and inside else start
        return found + self._length(place, text, inside)

    def _standing(self, place: int) -> int:
        if place not in self._found:
            text, start, end, _struck, kind = self._said[place]
            raw = text.encode()
            same = kind == CODE or len(raw) == end - start
            self._found[place] = self.content.tape.data.find(raw, start, end) if same else -1
        return self._found[place]

    def _length(self, place: int, text: str, inside: int) -> int:
        """How many bytes the first characters of a piece take, counted on from where the last question ended."""
        if text.isascii():
            return inside
        known, characters, count = self._reached
        if known != place or characters > inside:
            characters = count = 0
        count += len(text[characters:inside].encode())
        self._reached = (place, inside, count)
        return count


_last: list[Characters] = []  # of the content that was asked last: its numbers are asked for one after another


def characters(content: Content) -> Characters:
    if not _last or _last[0].content is not content:
        _last[:] = [Characters(content)]
    return _last[0]
