"""The rows of a large table, kept as numbers: a row is made anew each time it is asked for."""

from __future__ import annotations

from array import array
from itertools import chain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgergate.markdown.blocks import Row

    _Rows = Sequence[Row]
else:
    _Rows = object


class Packed(_Rows):
    """What a list of rows tells, in a twentieth of its room; cells that were read are not kept."""

    __slots__ = ("_like", "_numbers")

    def __init__(self, rows: Sequence[Row]) -> None:
        first = rows[0]
        self._like = first.other(*first.numbers())  # without the cells that it may keep
        self._numbers = array("I", chain.from_iterable(row.numbers() for row in rows))

    def __len__(self) -> int:
        return len(self._numbers) // 4

    def __iter__(self) -> Iterator[Row]:
        numbers, other = iter(self._numbers), self._like.other
        for start, end, first, last in zip(numbers, numbers, numbers, numbers, strict=True):
            row = other(start, end, first, last)
            yield row
            row.forget()  # cells and their row hold each other, and a hook collects no cycles

    def __getitem__(self, place: int) -> Row:  # type: ignore[override]  # nobody asks for a slice
        at = range(len(self))[place] * 4
        return self._like.other(*self._numbers[at : at + 4])
