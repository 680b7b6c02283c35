"""Rows that a report leaves out: which of its tables or lists takes one, and how sure that is."""

from __future__ import annotations

from ledgergate.reports.binding import item_of
from ledgergate.reports.wording import worded
from ledgergate.shapes import load
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ledgergate.model import Edit, Item, Report
    from ledgergate.policy.model import Rows
    from ledgergate.sides import Side

OPEN = "…"  # what only a person can write


class NewRow(Value):
    """The edit that adds a row, and what of it is left to the author.

    `certain` is False where the report has several tables or lists, and nothing tells in which the row belongs.
    """

    edit: Edit
    left: tuple[str, ...]
    certain: bool = True


def all_bound(side: Side, report: Report) -> bool:
    """Whether each row of the report is some item's: one that is none may be what the missing item was called."""
    welcome = side.policy.reports[report.spec].extra_rows
    return welcome or all(item_of(side, report, row) is not None for row in report.rows or ())


def place_of(groups: Sequence[Sequence[Item]], item: Item) -> tuple[int, bool]:
    """Which of several tables or lists takes an item: the one whose items share a value with it that others lack.

    The last one, and False, where nothing tells.
    """
    if len(groups) == 1:
        return 0, True
    for field in item.fields:
        values = [{one.value(field) for one in group} for group in groups]
        if all(len(one) == 1 for one in values) and len({*map(frozenset, values)}) == len(values):
            at = next((at for at, own in enumerate(values) if item.value(field) in own), None)
            return (len(groups) - 1, False) if at is None else (at, True)
    return len(groups) - 1, False


def plain(side: Side, report: Report, bound: Rows, item: Item) -> str:
    """The row of an item as the report's shape is written, where nobody looks at how the others are."""
    fields = dict.fromkeys(bound.columns.values())
    values = [(item.value(field) and worded(side, report, field, item.value(field))) or OPEN for field in fields]
    written: Callable[[Sequence[str]], str] = getattr(load(bound.source.shape), "row", _entry)
    return written([item.shown, *values])


def _entry(cells: Sequence[str]) -> str:
    return "- " + " - ".join(cells)
