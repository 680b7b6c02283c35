"""What a verdict tells besides its findings: the states of given items, what is recommended, how much was looked at."""

from __future__ import annotations

import posixpath

from ledgergate.applicable import cites
from ledgergate.model import Examined
from ledgergate.reading import partition
from ledgergate.reports import item_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Item, Ledger, Partition, Report
    from ledgergate.rules.view import View
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


def examined(view: View) -> Examined:
    """How much was looked at."""
    side = view.after
    items = {name: len(ledger.items) for name, ledger in side.ledgers.items()}
    rows = sum(len(report.rows or ()) for report in side.reports)
    read: tuple[Ledger | Report, ...] = (*side.ledgers.values(), *side.reports)
    left_out = sum(one.ignored for one in read)
    return Examined(
        len(view.entries), len(side.documents.read_paths), items, rows, _cited(side), _totals(side), left_out
    )


def _cited(side: Side) -> int:
    """How many citations must lead somewhere."""
    if not cites(side.policy):
        return 0
    from ledgergate.truth.cited import count

    return count(side)


def _totals(side: Side) -> int:
    """How many stated numbers were compared with what they count."""
    if not any(rules.totals for rules in side.policy.reports):
        return 0
    from ledgergate.reports.judged import count

    return count(side)


def partitions(view: View) -> tuple[Partition, ...]:
    """The partition equation of each ledger that has one."""
    return tuple(made for name in view.after.ledgers if (made := partition(view.after, view.before, name)) is not None)


def left_aside(view: View) -> Iterator[str]:
    """What could not be read of the states before: nobody can say whether the change loses something of it."""
    for path in dict.fromkeys(path for before in view.befores for path in before.documents.unreadable):
        yield f"{path} could not be read as it was before: what it contained is not compared"


def numbers(side: Side) -> tuple[str, ...]:
    """Each stated number that was compared, and those that were left alone."""
    from ledgergate.coverage.numbers import named_numbers

    return tuple(named_numbers(side))
