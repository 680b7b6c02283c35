"""The rows of a history as the page shows them: how each ledger was parted, and how much was wrong."""

from __future__ import annotations

from ledgergate.history.judging import NO_POLICY
from ledgergate.page.ledgers import UNCLASSIFIED
from ledgergate.page.past import Course, History, Moment, Strand

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ledgergate.history.timeline import Row
    from ledgergate.page.model import Ledger

    Parts = Mapping[str, int] | None

SHALLOW = "The clone is shallow: what came before its first commit is not known."
_FEWEST = 2  # points of a chart
_REASONS = 240  # characters


def history(rows: Sequence[Row], ledgers: Sequence[Ledger], last: int, *, shallow: bool) -> History:
    """The history of what the page shows. A ledger with fewer than two known points, or without
    an item at any, has no chart."""
    moments = tuple(map(_moment, rows))
    courses = tuple(made for ledger in ledgers if (made := _course(ledger, rows)) is not None)
    sums = [sum(one for one in said if one is not None) for said in (m.wrong for m in moments) if None not in said]
    peak = max(sums) if len(sums) >= _FEWEST else None
    notes: tuple[str, ...] = (SHALLOW,) if shallow else ()
    if not courses and peak is None:
        notes += tuple(_unread(moments))
    return History(last, moments, courses, peak, notes)


def untold(last: int, why: str) -> History:
    """A history that cannot be told, and why."""
    return History(last, (), (), None, (why,))


def _unread(moments: Sequence[Moment]) -> Iterator[str]:
    """Why there is no chart, where something was in the way: that there was no policy yet is no news."""
    reasons = dict.fromkeys(one.why for one in moments if one.why and one.why != NO_POLICY)
    if reasons:
        yield f"No charts, since fewer than two commits could be read: {'; '.join(reasons)[:_REASONS]}"


def _moment(row: Row) -> Moment:
    figures, commit = row.figures, row.point.commit
    counted = (
        figures.drifted, figures.dead, figures.unclassified, figures.blocking, figures.advisory, figures.waived,
    )  # fmt: skip
    why = figures.trouble or "; ".join(figures.notes)  # where not all was looked at, what was found is no number
    return Moment(commit.oid, commit.date, commit.subject, not why, why, *([None] * len(counted) if why else counted))


def _course(ledger: Ledger, rows: Sequence[Row]) -> Course | None:
    parts = [_parts(row, ledger.name) for row in rows]
    known = [sum(one.values()) for one in parts if one is not None]
    if ledger.partition is None or len(known) < _FEWEST or not any(known):
        return None
    texts = {word.value: word.text for word in ledger.partition.by}
    gone = dict.fromkeys(value for one in reversed(parts) for value in one or () if value not in texts)
    strands = tuple(
        Strand(value, text, tuple(_counts(parts, value))) for value, text in (texts | _called(gone)).items()
    )
    items = tuple(None if one is None else sum(one.values()) for one in parts)
    return Course(ledger.name, ledger.title, ledger.partition.field, max(known), items, strands)


def _called(values: Mapping[str, None]) -> dict[str, str]:
    """A class that no item is in today has no text on the page."""
    return {value: value or "none stated" for value in values}


def _counts(parts: Sequence[Parts], value: str) -> Iterator[int | None]:
    yield from (None if one is None else one.get(value, 0) for one in parts)


def _parts(row: Row, name: str) -> Parts:
    """The items of a ledger by class; None where the commit, its policy or its documents do not tell."""
    by = None if row.figures.trouble else row.figures.by.get(name)
    return None if by is None else {"" if value == UNCLASSIFIED else value: count for value, count in by.items()}
