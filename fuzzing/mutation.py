"""Inputs made of inputs: lines moved, doubled, cut and spliced, words of the grammar put in, bytes changed at last.

Raw bytes find little behind a parser. What breaks readers stands between two forms that are each right.
"""

from __future__ import annotations

from random import Random

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_SIGNS = (
    b"\n", b"\n\n", b"\r\n", b"\r", b" ", b"    ", b"\t", b"\xc2\xa0", b"\xe2\x80\x8b", b"\xef\xbb\xbf", b"\xe2\x80\xa8",
    b"\xc2\x85", b"\x0c", b"\x00", b"\xff", b"\\", b"0", b"-1", b"999999999999", b"\xf0\x9f\x9a\x80", b"\xd9\xa3",
    b"\xef\xbc\x91", b"e\xcc\x81", b"\xd0\x90", b'"', b"'", b"|", b":", b"#", b"-", b"*", b"`", b"[", b"]", b"(", b")",
)  # fmt: skip


class Mutator:
    """Makes one input of another. `pool` are the inputs that lines are taken from."""

    def __init__(self, pool: Sequence[bytes], words: Sequence[bytes], *, binary: bool = False) -> None:
        self._pool = pool or [b""]
        self._words = [*words, *_SIGNS]
        self._ways = _BYTES if binary else _LINES

    def made(self, data: bytes, most: int, seed: int) -> bytes:
        chance = Random(seed)
        for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 5))):
            data = chance.choice(self._ways)(self, data, chance)
        return data[:most]

    def doubled(self, data: bytes, chance: Random) -> bytes:
        lines, at, end = _some_lines(data, chance)
        times = chance.choice((2, 2, 2, 3, 20))
        return b"".join([*lines[:at], *lines[at:end] * times, *lines[end:]])

    def cut(self, data: bytes, chance: Random) -> bytes:
        lines, at, end = _some_lines(data, chance)
        return b"".join([*lines[:at], *lines[end:]])

    def moved(self, data: bytes, chance: Random) -> bytes:
        lines, at, end = _some_lines(data, chance)
        rest = lines[:at] + lines[end:]
        to = chance.randint(0, len(rest))
        return b"".join([*rest[:to], *lines[at:end], *rest[to:]])

    def spliced(self, data: bytes, chance: Random) -> bytes:
        """Some lines of another input among those of this one."""
        other, start, stop = _some_lines(chance.choice(self._pool), chance)
        lines, at, end = _some_lines(data, chance)
        end = chance.choice((at, end))
        return b"".join([*lines[:at], *other[start:stop], *lines[end:]])

    def indented(self, data: bytes, chance: Random) -> bytes:
        lines, at, end = _some_lines(data, chance)
        mark = chance.choice((b" ", b"  ", b"    ", b"\t", b"> ", b"- ", b"| ", b"#", b"~~", b"<!-- "))
        return b"".join([*lines[:at], *(mark + one for one in lines[at:end]), *lines[end:]])

    def worded(self, data: bytes, chance: Random) -> bytes:
        """A word of the grammar put in, or put in the place of one that stands there."""
        word, at = chance.choice(self._words), chance.randint(0, len(data))
        there = data.find(chance.choice(self._words), at) if chance.random() < 0.4 else at
        there = there if there >= 0 else at
        return data[:there] + word + data[there + chance.choice((0, 0, 0, 1, len(word))) :]

    def swapped(self, data: bytes, chance: Random) -> bytes:
        """Two words of the input in each other's place."""
        words = data.split(b" ")
        if len(words) > 1:
            one, other = chance.randrange(len(words)), chance.randrange(len(words))
            words[one], words[other] = words[other], words[one]
        return b" ".join(words)

    def changed(self, data: bytes, chance: Random) -> bytes:
        """One byte another one."""
        if not data:
            return bytes([chance.randrange(256)])
        at = chance.randrange(len(data))
        byte = chance.choice((data[at] ^ (1 << chance.randrange(8)), chance.randrange(256), chance.choice((0, 0xFF))))
        return data[:at] + bytes([byte]) + data[at + 1 :]

    def dropped(self, data: bytes, chance: Random) -> bytes:
        at = chance.randint(0, len(data))
        return data[:at] + data[at + chance.choice((1, 1, 2, 4, 8)) :]

    def copied(self, data: bytes, chance: Random) -> bytes:
        """A piece of the input once more, elsewhere: over what stands there or between it."""
        at, size, to = chance.randint(0, len(data)), chance.choice((1, 2, 4, 8, 24, 64)), chance.randint(0, len(data))
        piece = data[at : at + size]
        return data[:to] + piece + data[to + chance.choice((0, len(piece))) :]

    def relined(self, data: bytes, chance: Random) -> bytes:
        new = chance.choice((b"\r\n", b"\r", b"\n\n", b" \n"))
        return data.replace(b"\n", new) if chance.random() < 0.5 else data.replace(b"\n", new, 1)


_LINES = (
    Mutator.doubled, Mutator.cut, Mutator.moved, Mutator.spliced, Mutator.spliced, Mutator.indented, Mutator.worded,
    Mutator.worded, Mutator.worded, Mutator.swapped, Mutator.changed, Mutator.dropped, Mutator.copied, Mutator.relined,
)  # fmt: skip
_BYTES = (Mutator.changed, Mutator.changed, Mutator.dropped, Mutator.copied, Mutator.worded, Mutator.spliced)


def _some_lines(data: bytes, chance: Random) -> tuple[list[bytes], int, int]:
    """The input's lines, and where some of them begin and end."""
    lines = data.splitlines(keepends=True)
    at = chance.randint(0, len(lines))
    return lines, at, min(len(lines), at + chance.choice((1, 1, 1, 2, 3, 8)))
