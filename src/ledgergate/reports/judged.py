"""The bound numbers of a side's reports: which ledger they count, by which field, over which items."""

from __future__ import annotations

from ledgergate.ledgers.reading import bind
from ledgergate.ledgers.words import lexicon
from ledgergate.reports.binding import covered, indexes
from ledgergate.reports.counted import Counted, Tally, nouns_of
from ledgergate.reports.totals import stated

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import TypeAlias

    from ledgergate.documents import Documents
    from ledgergate.model import Ledger, Report
    from ledgergate.policy.model import Policy, ReportPolicy, Total
    from ledgergate.reports.bound import Bound
    from ledgergate.sides import Side

    Numbers: TypeAlias = tuple[tuple[Counted, ...], tuple[Bound, ...]]


def numbers(side: Side) -> tuple[Numbers, ...]:
    """The numbers of each report, with what they should be. Finding them takes as long as reading the report: ask."""
    return tuple([_numbers(side, report) for report in side.reports])


def _numbers(side: Side, report: Report) -> Numbers:
    rules = side.policy.reports[report.spec]
    found = tuple(counted(side.documents, side.policy, rules, report, side.ledgers))
    return found, (*_bound(side, report), *_idle(side, rules, report, found))


def _idle(side: Side, rules: ReportPolicy, report: Report, found: Sequence[Counted]) -> Iterator[Bound]:
    """The bindings by a field for which a report that could state a number of it states none."""
    for total in rules.totals:
        ledger = side.ledgers.get(total.ledger or report.ledger)
        idle = total.by and not total.optional and ledger is not None and ledger.items
        if idle and not any(one.field == total.by for one in found):
            from ledgergate.reports.bound import Bound

            why = f"the policy binds the numbers by {total.by} here (line {total.line}) and the report states none"
            yield Bound(report.document, 0, 0, "", "", total.by, "", False, why, total.by)
        elif idle and total.every:
            yield from _untold(side, report, total, found)


def _untold(side: Side, report: Report, total: Total, found: Sequence[Counted]) -> Iterator[Bound]:
    """The values that `every` asks a number for, where no table is there that could leave one out."""
    from ledgergate.reports.bound import Bound

    mine = [one for one in found if one.field == total.by]
    field = side.policy.ledgers[total.ledger or report.ledger].fields.get(total.by)
    words = side.policy.vocabularies.get(field.vocabulary) if field is not None else None
    if words is None or any(one.cure for one in mine):
        return
    told = {one.bucket for one in mine}
    names = ", ".join(text or value for value, text in words.values.items() if value not in told)
    if names:
        why = f"the policy asks for a number of every {total.by} (line {total.line}) and the report has none of {names}"
        yield Bound(report.document, 0, 0, "", "", total.by, "", False, why, total.by)


def count(side: Side) -> int:
    """How many stated numbers the policy binds."""
    return sum(
        sum(not one.why for one in stated) + sum(not one.why for one in bound) for stated, bound in side.ask(numbers)
    )


def _bound(side: Side, report: Report) -> Iterator[Bound]:
    """Every number that the policy binds one by one, with what it should be."""
    named = [total for total in side.policy.reports[report.spec].totals if not total.by]
    if named:
        from ledgergate.reports.bound import Asked, bound

        index = side.ask(indexes).get(report.ledger)
        for total in named:
            ledger = side.ledgers.get(total.ledger or report.ledger)
            if ledger is not None and ledger.partial and total.counts == "items":
                continue
            yield from bound(Asked(side.documents, side.policy, report, side.ledgers, index, total))


def counted(
    documents: Documents, policy: Policy, rules: ReportPolicy, report: Report, ledgers: Mapping[str, Ledger]
) -> Iterator[Counted]:
    """Every number that the report states and the policy binds, with what it should be."""
    for total in rules.totals:
        ledger = ledgers.get(total.ledger or report.ledger)
        if total.by and ledger is not None and not ledger.partial:
            yield from stated(documents.page(report.document), tally(policy, rules, total, ledger))


def tally(policy: Policy, rules: ReportPolicy, total: Total, ledger: Ledger) -> Tally:
    """A ledger's items counted by the total's field; a report that covers a part counts that part."""
    field = policy.ledgers[ledger.name].fields.get(total.by)
    known = bind(policy, field).lexicon if field is not None else None
    wanted = {**(rules.covers or {}), **total.where}
    items = [item for item in ledger.items if covered(item, wanted)]
    by: dict[str, int] = {}
    for item in items:
        value = item.value(total.by)
        by[value] = by.get(value, 0) + 1
    fields = policy.ledgers[ledger.name].fields.items()
    others = {
        name: words for name, one in fields if name != total.by and (words := bind(policy, one).lexicon) is not None
    }
    part = len(items) < len(ledger.items)
    return Tally(
        total.by, known or lexicon(None), by, len(items), nouns_of(ledger.name), tuple(items), others, total.every, part
    )
