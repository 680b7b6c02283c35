"""The rows of a large table, kept as numbers: a row is made anew each time it is asked for."""

from __future__ import annotations

from array import array
from itertools import chain

from ledgergate.markdown.blocks import Row
from ledgergate.markdown.plain import Cut, Plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgergate.markdown.spans import Spans

    _Rows = Sequence[Row]
else:
    _Rows = object


class Packed(_Rows):
    """What a list of rows tells, in a twentieth of its room; cells that were read are not kept."""

    __slots__ = ("_numbers", "_source")

    def __init__(self, rows: Sequence[Row]) -> None:
        first = rows[0]
        self._source: Plain | Spans = first.table if isinstance(first, Cut) else first.tape
        self._numbers = array("I", chain.from_iterable(map(_numbers, rows)))

    def __len__(self) -> int:
        return len(self._numbers) // 4

    def __iter__(self) -> Iterator[Row]:
        numbers = iter(self._numbers)
        for start, end, first, last in zip(numbers, numbers, numbers, numbers, strict=True):
            row = self._row(start, end, first, last)
            yield row
            row.forget()  # cells and their row hold each other, and a hook collects no cycles

    def __getitem__(self, place: int) -> Row:  # type: ignore[override]  # nobody asks for a slice
        at = range(len(self))[place] * 4
        return self._row(*self._numbers[at : at + 4])

    def _row(self, start: int, end: int, first: int, last: int) -> Row:
        if isinstance(self._source, Plain):
            return Cut(self._source, first, start, end)
        row = Row(self._source, start, end)
        row.first, row.last = first, last
        return row


def _numbers(row: Row) -> tuple[int, int, int, int]:
    return (row.start, row.end, row.number, 0) if isinstance(row, Cut) else (row.start, row.end, row.first, row.last)
