"""More or fewer rows than the policy's `count` allows, of all or of one value.

**Why.** A recommendation of twelve specs recommends none, and one with two first ones leaves the choice to chance.

**Rejected**: `count = { rows = [3, 7], "role=primary" = 1 }`, and two rows say "Primary".

**Accepted**: one row says "Primary", five say "Follow-up".

**The fix.** Remove or add rows, or change the value of one. The band stands in the report's `count`.
"""

from __future__ import annotations

from ledgergate.conditions.subjects import Subject, is_one_of
from ledgergate.model import Place
from ledgergate.reports import item_of
from ledgergate.rules.view import found

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Finding, Item, Report
    from ledgergate.policy.model import Count
    from ledgergate.rules.view import View
    from ledgergate.sides import Side


def check(view: View) -> Iterator[Finding]:
    after = view.after
    for report in after.reports:
        rules = after.policy.reports[report.spec]
        ledger = after.ledgers.get(report.ledger)
        told_elsewhere = ledger is not None and ledger.items  # no rows at all: report-missing says so
        if report.rows is None or (not report.rows and (rules.optional or told_elsewhere)):
            continue
        for count in rules.counts:
            rows = [row for row in report.rows if _counts(after, report, row, count)]
            if not count.least <= len(rows) <= count.most:
                yield _offence(report, count, rows)


def _counts(reading: Side, report: Report, row: Item, count: Count) -> bool:
    if row.struck:
        return False
    subject = Subject(report.ledger, item_of(reading, report, row), row)
    return not count.field or is_one_of(reading, subject, count.field, (count.value,))


def _offence(report: Report, count: Count, rows: list[Item]) -> Finding:
    name = f"{count.field}={count.value}" if count.field else "rows"
    what = f"row{'s' * (len(rows) != 1)}" + (f" whose {count.field} is {count.value}" if count.field else "")
    band = str(count.least) if count.least == count.most else f"{count.least} to {count.most}"
    surplus = len(rows) > count.most
    row = rows[count.most] if surplus else (report.rows or (None,))[-1]
    place = row.place if row is not None else Place(report.path)
    verb = "remove" if surplus else "add"
    number = len(rows) - count.most if surplus else count.least - len(rows)
    return found(
        place, f"this report has {len(rows)} {what}; the policy allows {band}",
        f"{verb} {number} of them, or change `count` of this report in the policy", key=name, gap=number,
    )  # fmt: skip
