"""Mutants of what restates a ledger: rows deleted, doubled, orphaned, flipped, and each stated number bumped."""

from __future__ import annotations

import re

from ledgergate.proving.mutant import Mutant, replaced
from ledgergate.proving.spelling import UNKNOWN, another, lookalike, unused, vocabulary
from ledgergate.proving.units import is_written, key_span, unit
from ledgergate.reports import indexes, item_of
from ledgergate.reports.judged import numbers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Item, Report
    from ledgergate.policy.model import ReportPolicy
    from ledgergate.reports.bound import Bound
    from ledgergate.reports.counted import Counted
    from ledgergate.sides import Side

_SELECTION = "the report is a selection: a row less is an honest edit"
_WELCOME = "the policy welcomes rows that name no item"
_LINKED = "the row's link still leads to its item, whatever it is called"
_FAR_OFF = 89
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
    said = rules.rows.source.key.source if rules.rows is not None and rules.rows.source.key is not None else ""
    if said.startswith(("label:", "front-matter:")):
        return  # the row is an item of a list of something else, which one of its labels names
    start, end = unit(row)
    text = row.document.data[start:end]
    deleted = Mutant("row-deleted", "", replaced(row.document, (start, end, b"")))
    yield deleted.but(equivalent=_SELECTION * (rules.covers is None))
    again = text if text.endswith(b"\n") else b"\n" + text
    yield Mutant("row-doubled", "", replaced(row.document, (end, end, again)))


def _orphaned(side: Side, rules: ReportPolicy, row: Item, taken: set[str]) -> Iterator[Mutant]:
    key, index = key_span(row), side.ask(indexes).get(rules.ledger)
    linked = index is not None and bool(row.links) and index.by_link(row) is not None
    alike = lookalike(row.shown)
    if key is not None and alike:
        made = Mutant("row-lookalike", "", replaced(row.document, (*key, alike.encode())))
        yield made.but(equivalent=_LINKED * linked)
    if key is not None:
        other = unused(row.shown, taken) or UNKNOWN
        made = Mutant("row-orphaned", "", replaced(row.document, (*key, other.encode())))
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


def _number(data: bytes, start: int, end: int, stated: str) -> re.Match[bytes] | None:
    """The number that is stated, where it stands last: before that it may be part of a link's target. Else the first
    one: of a sum and its terms that is what is said of them."""
    said = list(re.finditer(rb"(?<!\d)%s(?!\d)" % re.escape(stated.encode()), data[start:end])) if stated else []
    return _NUMBER.search(data, start + said[-1].start() if said else start, end)


def totals(side: Side) -> Iterator[Mutant]:
    """Each number that the policy binds, one higher."""
    for report, (counted, bound) in zip(side.reports, side.ask(numbers), strict=True):
        every: tuple[Bound | Counted, ...] = (*bound, *counted)
        spans = {(one.start, one.end): one for one in every if not one.why and one.end > one.start}
        for (start, end), stated in sorted(spans.items(), key=lambda one: one[0]):
            document = stated.document
            found = _number(document.data, start, end, stated.stated)
            if found is not None:
                more = 1 if stated.right else _FAR_OFF  # a wrong number must not become right
                bumped = str(int(found[0]) + more).encode()
                line = document.line_of(start)
                edit = replaced(document, (*found.span(), bumped))
                yield Mutant("total-bumped", f"{document.path}:{line}", edit, ledger=report.ledger)
