"""The bound numbers of one report: which ledger they count, by which field, over which items."""

from __future__ import annotations

from ledgergate.ledgers.reading import bind
from ledgergate.ledgers.words import lexicon
from ledgergate.reports.binding import covered
from ledgergate.reports.totals import Counted, Tally, nouns_of, stated

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Protocol

    from ledgergate.ledgers.shelf import Shelf
    from ledgergate.model import Ledger, Report
    from ledgergate.policy.model import Policy, ReportPolicy, Total
    from ledgergate.reports import Index
    from ledgergate.reports.bound import Bound

    class Reading(Protocol):
        """What was read of one snapshot, as far as numbers need it."""

        @property
        def ledgers(self) -> Mapping[str, Ledger]: ...
        @property
        def indexes(self) -> Mapping[str, Index]: ...


def counted(
    shelf: Shelf, policy: Policy, rules: ReportPolicy, report: Report, ledgers: Mapping[str, Ledger]
) -> Iterator[Counted]:
    """Every number that the report states and the policy binds, with what it should be."""
    for total in rules.totals:
        ledger = ledgers.get(total.ledger or report.ledger)
        if total.by and ledger is not None:
            yield from stated(shelf.page(report.document), tally(policy, rules, total, ledger))


def bound_numbers(
    shelf: Shelf, policy: Policy, rules: ReportPolicy, report: Report, reading: Reading
) -> Iterator[Bound]:
    """Every number that the policy binds one by one, with what it should be."""
    named = [total for total in rules.totals if not total.by]
    if named:
        from ledgergate.reports.bound import Asked, bound

        for total in named:
            index = reading.indexes.get(report.ledger)
            yield from bound(Asked(shelf, policy, report, reading.ledgers, index, total))


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
    return Tally(total.by, known or lexicon(None), by, len(items), nouns_of(ledger.name), tuple(items), others)
