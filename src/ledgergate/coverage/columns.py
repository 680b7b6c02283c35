"""The columns and labels of reports: in how many rows each one states something, and which tables lack it."""

from __future__ import annotations

from ledgergate.coverage.binding import Binding, Silent, line_of
from ledgergate.coverage.demands import bound, heard, states
from ledgergate.policy.mistakes import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Item, Report
    from ledgergate.policy.lines import At
    from ledgergate.policy.model import ReportPolicy
    from ledgergate.sides import Side


def columns(side: Side) -> Iterator[Binding]:
    for number, rules in enumerate(side.policy.reports):
        there = [report for report in side.reports if report.spec == number and report.rows]
        for field, labels in bound(rules).items():
            yield _column(side, number, field, labels, there)


def _column(side: Side, number: int, field: str, labels: tuple[str, ...], there: list[Report]) -> Binding:
    rules = side.policy.reports[number]
    assert rules.rows is not None  # noqa: S101  # it binds a field
    rows = [row for report in there for row in report.rows or ()]
    hits = sum(states(row, field) for row in rows)
    at, line = _at(side, number, field, labels)
    made = Binding(shown(at), line, "column", len(rows), hits, name=" or ".join(labels), things="rows")
    lacking = [row for row in rows if field not in row.fields]
    if not lacking or not line or rules.rows.source.optional:
        return made
    everywhere = len(lacking) == len(rows)
    if not everywhere and not _compared(side, rules, field):
        return made
    if "columns" not in rules.rows.source.shape.takes:
        return made.but(kind="label", silent=_first(there, lacking) if everywhere else ())
    from ledgergate.coverage.nearest import lacking_tables

    return made.but(
        asked=True, because="the rows are compared by it", silent=lacking_tables(side, there, lacking, rules, labels)
    )


def _at(side: Side, number: int, field: str, labels: tuple[str, ...]) -> tuple[At, int]:
    at: At = ("report", number, "rows")
    choices: list[At] = [(*at, "columns", label) for label in labels]
    choices.append((*at, "fields", field))
    for one in choices:
        if line := line_of(side.policy, one):
            return one, line
    return choices[0], 0


def _compared(side: Side, rules: ReportPolicy, field: str) -> bool:
    ledger = side.ledgers.get(rules.ledger)
    if ledger is not None and any(states(item, field) for item in ledger.items):
        return True
    return heard(side.policy, rules, field)


def _first(there: list[Report], lacking: list[Item]) -> tuple[Silent, ...]:
    """The first row of each document that lacks it: rows of a list have no header."""
    paths = dict.fromkeys(report.path for report in there)
    first = {row.document.path: row for row in reversed(lacking)}
    return tuple([Silent(first[path].place) for path in paths if path in first])
