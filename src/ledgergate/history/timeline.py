"""A history as rows: each commit's figures, and what came and went since the commit before that could be judged."""

from __future__ import annotations

from time import monotonic

from ledgergate.history.moves import first, moves
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ledgergate.history.cache import Cache
    from ledgergate.history.commits import Point
    from ledgergate.history.figures import Figures
    from ledgergate.history.judging import Judging, State
    from ledgergate.history.moves import Move

    Progress = Callable[[int, int], None]

SHALLOW = "the clone is shallow: what came before this commit is not known"
_SAVED_EVERY = 10.0  # seconds


class Row(Value):
    """One commit. `moves` are those of each ledger since the last row before that could be judged; a ledger that was
    not known then has none. `notes` say what about the row is not whole."""

    point: Point
    figures: Figures
    moves: Mapping[str, Move] = {}
    notes: tuple[str, ...] = ()


def fill(points: Sequence[Point], cache: Cache, judging: Judging, progress: Progress = lambda done, of: None) -> None:
    """Judges what the cache does not know, and keeps it there: a run that is interrupted goes on where it was."""
    saved = monotonic()
    before: Point | None = None
    state: State | None = None  # of `before`, where it was judged just now
    for number, point in enumerate(points, 1):
        now: State | None = None
        known = cache.figures(point)
        since = before or (None if point.parents else point)  # a first commit is compared with nothing
        compared = since is None or (known is not None and (known.trouble or cache.moves(since, point) is not None))
        if known is None or not compared:
            now = judging.state(point)
            known = now.figures
            cache.put(point, known, lasting=now.lasting)
            if since is not None and not known.trouble:
                state = state or (None if before is None else judging.state(before))
                moved = first(now.names) if state is None else moves(state.names, now.names)
                cache.put_moves(since, point, moved, lasting=now.lasting and (state is None or state.lasting))
        if not known.trouble:
            before, state = point, now
        progress(number, len(points))
        if monotonic() - saved > _SAVED_EVERY:
            cache.save()
            saved = monotonic()


def rows(points: Sequence[Point], cache: Cache, *, shallow: bool = False) -> Iterator[Row]:
    """A row for each commit of a filled cache, in their order. In a shallow clone the first commit's parent is not
    there, so nobody knows what came with it."""
    before: Point | None = None
    for number, point in enumerate(points):
        known = cache.figures(point)
        if known is None:
            raise LookupError(point.commit.oid)  # the cache was filled with it
        cut = shallow and number == 0
        since = before or (None if point.parents or cut else point)
        moved = cache.moves(since, point) if since is not None and not known.trouble else None
        notes = ((known.trouble,) if known.trouble else known.notes) + ((SHALLOW,) if cut else ())
        yield Row(point, known, moved or {}, notes)
        before = before if known.trouble else point
