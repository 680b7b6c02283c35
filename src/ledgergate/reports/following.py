"""Which wrong numbers only follow from items whose own value is wrong: mended there, the number is right."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledgergate.model import Item, Place, Report
    from ledgergate.reports.counted import Counted
    from ledgergate.sides import Side


def cause(side: Side, report: Report, one: Counted) -> tuple[str, Place] | None:
    """The finding that the number may follow from, its code and place; None where the number is wrong by itself.

    Each item without a readable value may belong in any bucket, so a number that is too low by no more than those
    are many can be right. A key that stands twice is counted twice: a number that is too high by that may be, too.
    """
    if one.why or one.unit or not one.stated.isdecimal() or not one.field:
        return None
    totals = side.policy.reports[report.spec].totals
    name = next((total.ledger for total in totals if total.by == one.field and total.ledger), report.ledger)
    if name not in side.ledgers:
        return None
    far, items = int(one.stated) - one.actual, side.ledgers[name].items
    if far > 0:
        field = side.policy.ledgers[name].fields.get(one.field)
        required = field is not None and field.required
        found = list(_undecided(items, one.field, required=required)) if one.bucket else []
    else:
        found = list(_repeated(items, one.field, one.bucket))
    return found[0] if 0 < abs(far) <= len(found) else None


def _undecided(items: Iterable[Item], field: str, *, required: bool) -> Iterator[tuple[str, Place]]:
    for item in items:
        said = item.stated(field)
        if said is not None and said.kind == "unknown":
            yield "LG202", said.place
        elif required and (said is None or said.kind != "value"):
            yield "LG201", said.place if said is not None and said.end > said.start else item.place


def _repeated(items: Iterable[Item], field: str, bucket: str) -> Iterator[tuple[str, Place]]:
    seen: set[str] = set()
    for item in items:
        if not bucket or item.value(field) == bucket:
            if item.key in seen:
                yield "LG204", item.place
            seen.add(item.key)
