"""What a verdict tells besides its findings: the states of given items, what is recommended, what was not looked up."""

from __future__ import annotations

import posixpath

from ledgergate.reports import item_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Item, Report
    from ledgergate.sides import Side

_SHOWN = 12  # names told of one state, rows of one selection


def summary(reading: Side) -> tuple[str, ...]:
    """One line for each state of a ledger that the policy gives the items of, one for each selection."""
    return (*_states(reading), *(line for report in reading.reports for line in _selection(reading, report)))


def _states(reading: Side) -> Iterator[str]:
    for name, rules in reading.policy.ledgers.items():
        fields = [field for field in rules.fields.values() if field.vocabulary in reading.policy.vocabularies]
        if not rules.items or not fields:
            continue
        field = next((one for one in fields if one.required), fields[0])
        values = reading.policy.vocabularies[field.vocabulary].values
        for value in (*values, ""):
            names = [
                item.title or item.shown for item in reading.ledgers[name].items if item.value(field.name) == value
            ]
            if names:
                shown = f"{value} {values[value]}" if value and values[value] != value else value or "unclassified"
                yield f"{name}, {shown}: {_listed(names)}"


def _selection(reading: Side, report: Report) -> Iterator[str]:
    rules = reading.policy.reports[report.spec]
    if rules.covers is None and rules.counts and report.rows:
        names = [_row(reading, report, row) for row in report.rows]
        yield f"{posixpath.basename(report.path)}: {_listed(names)}"


def _row(reading: Side, report: Report, row: Item) -> str:
    item = item_of(reading, report, row)
    known = reading.policy.ledgers[report.ledger].fields
    said = [row.value(field) for field in row.fields if field in known and row.value(field)]
    return f"{(item or row).shown} ({', '.join(said)})" if said else (item or row).shown


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more
