"""The law on time: four times the text takes no more than some four times the work.

Processor time is compared with itself, on inputs long enough that a bound of twice as much says something, and a breach
has to show three times.
"""

from __future__ import annotations

import time

from fuzzing.target import Broken

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

_PIECE = 120  # bytes that are repeated
_SMALL, _TIMES = 6_000, 4  # bytes of the shorter text
_NOTICED = 0.25  # seconds below which no growth is looked at
_BOUND = 9.0


def grows(work: Callable[[bytes], object], data: bytes, chance: Random) -> None:
    """Repeats a piece of the input where it stands. Raises Broken where that takes more work than it is longer."""
    lines = data.splitlines(keepends=True)
    if not lines:
        return
    if chance.random() < 0.6:
        at = chance.randrange(len(lines))
        end = at + chance.choice((1, 1, 2, 3))
        head, piece, tail = b"".join(lines[:at]), b"".join(lines[at:end])[:_PIECE], b"".join(lines[end:])
    else:
        at = chance.randrange(len(data))
        end = at + chance.choice((1, 2, 3, 5, 8, 13))
        head, piece, tail = data[:at], data[at:end], data[end:]
    times = max(1, _SMALL // max(1, len(piece)))
    short, long = (head + _many(piece, times * more) + tail for more in (1, _TIMES))
    for _ in range(3):
        one, other = _taken(work, short), _taken(work, long)
        if other < _NOTICED or other < _BOUND * one:
            return
    raise Broken(f"grows: {other / one:.0f} times the work for {_TIMES} times {piece!r} in {at} of {len(data)} bytes")


def _many(piece: bytes, times: int) -> bytes:
    """The piece repeated; `@@` in it is another number each time, so that keys differ."""
    return piece * times


def _taken(work: Callable[[bytes], object], data: bytes) -> float:
    begun = time.process_time()
    work(data)
    return time.process_time() - begun + 1e-4
