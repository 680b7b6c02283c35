"""Charts of the page: a column for each commit, in units of what is counted, so that every coordinate is a value.

The picture is stretched to its place and holds no text: letters that shrink with it cannot be read on a telephone. What
there is to read stands around it, as numbers of the view model. `output/charts.py` draws those that stand alone.
"""

from __future__ import annotations

from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    Counts = Sequence[int | None]


class Layer(Value):
    """One layer: its outline, in columns and counts."""

    number: int
    outline: str


class Chart(Value):
    """`box` is the picture's own coordinates, `gaps` are columns of which not all is known: where they begin, how many
    there are. `first` and `last` are the known moments at its ends."""

    box: str
    layers: tuple[Layer, ...]
    gaps: tuple[tuple[str, str], ...]
    first: int
    last: int


def chart(series: Iterable[Counts], peak: int) -> Chart:
    """The series, the first one at the bottom; a moment at which one of them is not known is a gap."""
    some = list(series)
    moments = list(zip(*some, strict=True))
    known = [None not in one for one in moments]
    top = max(1, peak)
    layers = []
    below = [0] * len(moments)
    for number, counts in enumerate(some):
        above = [low + (count or 0) for low, count in zip(below, counts, strict=True)]
        runs = [run for run in _runs(known, True) if any(counts[run[0] : run[1]])]
        if runs:
            layers.append(Layer(number, "".join(_outline(below, above, top, *run) for run in runs)))
        below = above
    gaps = tuple((str(begin), str(end - begin)) for begin, end in _runs(known, False))
    last = len(known) - 1 - known[::-1].index(True)
    return Chart(f"0 0 {len(moments)} {top}", tuple(layers), gaps, known.index(True), last)


def turns(series: Iterable[Counts]) -> list[int]:
    """The moments at which a count changes, with the first one and the last one."""
    moments = list(zip(*series, strict=True))
    return [at for at, one in enumerate(moments) if at in (0, len(moments) - 1) or one != moments[at - 1]]


def _runs(known: Sequence[bool], wanted: bool) -> Iterator[tuple[int, int]]:
    """Where moments of one kind begin and end."""
    begin: int | None = None
    for at, one in enumerate([*known, not wanted]):
        if one == wanted and begin is None:
            begin = at
        elif one != wanted and begin is not None:
            yield begin, at
            begin = None


def _outline(below: Sequence[int], above: Sequence[int], top: int, begin: int, end: int) -> str:
    """Along the upper edge to the right and along the lower one back; a count stands for its whole column."""
    there = "".join(f"V{top - above[at]}H{at + 1}" for at in range(begin, end))
    back = "".join(f"V{top - below[at]}H{at}" for at in reversed(range(begin, end)))
    return f"M{begin} {top - below[begin]}{there}{back}Z"
