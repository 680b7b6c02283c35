"""Mutants of what restates a ledger: rows deleted, doubled, orphaned, flipped, and each stated number bumped."""

from __future__ import annotations

import re

from ledgergate.proving.mutant import Mutant, replaced
from ledgergate.proving.spelling import UNKNOWN, another, unused, vocabulary
from ledgergate.proving.units import is_written, key_span, unit
from ledgergate.reports import indexes, item_of
from ledgergate.reports.judged import numbers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Item, Report
    from ledgergate.policy.model import ReportPolicy
    from ledgergate.sides import Side

_SELECTION = "the report is a selection: a row less is an honest edit"
_WELCOME = "the policy welcomes rows that name no item"
_LINKED = "the row's link still leads to its item, whatever it is called"
_NUMBER = re.compile(rb"\d+")


def rows(side: Side) -> Iterator[Mutant]:
    """Every mutant of every row that a report binds."""
    for report in side.reports:
        rules = side.policy.reports[report.spec]
        ledger = side.ledgers.get(report.ledger)
        taken = {item.shown.casefold() for item in ledger.items} if ledger is not None else set()
        for row in report.rows or ():
            if is_written(row):
                for one in (
                    *_whole(rules, row),
                    *_orphaned(side, rules, row, taken),
                    *_flipped(side, report, rules, row),
                ):
                    yield one.but(what=f"{report.path} {row.shown}", ledger=report.ledger)


def _whole(rules: ReportPolicy, row: Item) -> Iterator[Mutant]:
    start, end = unit(row)
    text = row.document.data[start:end]
    deleted = Mutant("row-deleted", "", replaced(row.document, (start, end, b"")))
    yield deleted.but(equivalent=_SELECTION * (rules.covers is None))
    again = text if text.endswith(b"\n") else b"\n" + text
    yield Mutant("row-doubled", "", replaced(row.document, (end, end, again)))


def _orphaned(side: Side, rules: ReportPolicy, row: Item, taken: set[str]) -> Iterator[Mutant]:
    key, index = key_span(row), side.ask(indexes).get(rules.ledger)
    if key is not None:
        other = unused(row.shown, taken) or UNKNOWN
        made = Mutant("row-orphaned", "", replaced(row.document, (*key, other.encode())))
        linked = index is not None and bool(row.links) and index.by_link(row) is not None
        why = _WELCOME if rules.extra_rows else _LINKED if linked else ""
        yield made.but(equivalent=why)


def _flipped(side: Side, report: Report, rules: ReportPolicy, row: Item) -> Iterator[Mutant]:
    item = item_of(side, report, row)
    columns = dict.fromkeys(rules.rows.columns.values()) if rules.rows is not None else {}
    for name in columns:
        stated, words = row.stated(name), vocabulary(side.policy, report.ledger, name)
        if stated is None or words is None or stated.kind != "value" or stated.end <= stated.start:
            continue
        mapped = rules.rows is not None and name in rules.rows.maps
        other = "" if mapped else another(words, stated)
        if other:
            edit = replaced(stated.document, (stated.start, stated.end, other.encode()))
            yield Mutant("row-flipped", "", edit, field=name, equivalent=_free(side, report, name, item))


def _free(side: Side, report: Report, field: str, item: Item | None) -> str:
    """Why nothing can be compared with what a row says, "" where something can."""
    policy, rules = side.policy, side.policy.reports[report.spec]
    said = item.stated(field) if item is not None else None
    if said is not None and not said.inherited:
        return ""
    counted = any(total.by == field for total in rules.totals)
    others = [one for one in policy.reports if one is not rules and one.ledger == report.ledger]
    restated = any(field in one.rows.columns.values() for one in others if one.rows is not None)
    return "" if counted or restated else f"only this report says the {field}: another one is an honest edit"


def totals(side: Side) -> Iterator[Mutant]:
    """Each number that the policy binds, one higher."""
    for report, (counted, bound) in zip(side.reports, side.ask(numbers), strict=True):
        spans = {(one.start, one.end): one.document for one in counted if not one.why and one.end > one.start}
        spans |= {(one.start, one.end): one.document for one in bound if not one.why and one.end > one.start}
        for (start, end), document in sorted(spans.items(), key=lambda one: one[0]):
            # Of a sum and its terms the first number is what is said of them.
            found = _NUMBER.search(document.data, start, end)
            if found is not None:
                bumped = str(int(found[0]) + 1).encode()
                line = document.line_of(start)
                edit = replaced(document, (*found.span(), bumped))
                yield Mutant("total-bumped", f"{document.path}:{line}", edit, ledger=report.ledger)
