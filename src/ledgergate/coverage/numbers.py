"""The numbers of a side's reports by name: those that were compared, and those that nothing binds."""

from __future__ import annotations

from ledgergate.reports.free import free_numbers
from ledgergate.reports.judged import numbers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Document
    from ledgergate.reports.bound import Bound
    from ledgergate.reports.counted import Counted
    from ledgergate.sides import Side


def named_numbers(side: Side) -> Iterator[str]:
    """A sentence for each number of a report whose totals the policy binds, in the order of their places."""
    free: dict[str, list[str]] = {}
    for report, (stated, bound) in zip(side.reports, side.ask(numbers), strict=True):
        if not side.policy.reports[report.spec].totals:
            continue
        every: list[Counted | Bound] = [*stated, *bound]
        for one in sorted(every, key=lambda number: number.start):
            if one.stated:
                yield f"compared: {_at(one.document, one.start)} {one.stated} ({one.what})"
        free[report.path] = [f"{one.document.line_of(one.start)} {one.text}" for one in free_numbers(side, report)]
    for path, left in free.items():
        if left:
            yield f"left alone: {path}:{', '.join(left)}"


def _at(document: Document, start: int) -> str:
    return f"{document.path}:{document.line_of(start)}"
