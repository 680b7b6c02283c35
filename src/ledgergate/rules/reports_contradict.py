"""Two reports say different things of one item where the ledger is silent.

**Why.** Nobody can tell which of the two was meant.

**Rejected**: one report recommends C-7 as `should-do-next`, another as `defer`; the ledger has no recommendation.

**Accepted**: both say the same, or one of them says nothing.

**The fix.** Decide, and write it in both; or write it into the ledger, which then has the last word.
"""

from __future__ import annotations

from ledgergate.model import Related
from ledgergate.reports import item_of
from ledgergate.rules.view import found, shown_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Finding, Stated
    from ledgergate.policy.model import Policy
    from ledgergate.rules.view import View


def check(view: View) -> Iterator[Finding]:
    after = view.after
    first: dict[tuple[str, str, str], Stated] = {}
    for report in after.reports:
        for row in report.rows or ():
            item = item_of(after, report, row)
            for field in row.fields if item is not None else ():
                said = row.stated(field)
                if (
                    item is None
                    or said is None
                    or said.kind != "value"
                    or not _compared(after.policy, report.ledger, field)
                ):
                    continue
                theirs = item.stated(field)
                if theirs is not None and theirs.kind == "value" and not theirs.inherited:
                    continue
                seen = first.setdefault((report.ledger, item.key, field), said)
                if seen.value != said.value and seen.document.path != said.document.path:
                    where = seen.place
                    told, other = shown_value(after.policy, said), shown_value(after.policy, seen)
                    yield found(
                        said.place, f"this report says {field} {told} of {item.label}; {where.path} says {other}",
                        f"write {other} here, or {told} at {where.path}:{where.line}", key=item.shown,
                        related=(Related(where, f"this one says {other}"),),
                    )  # fmt: skip


def _compared(policy: Policy, ledger: str, field: str) -> bool:
    """Free text and citations may differ from report to report; words of a vocabulary may not."""
    rules = policy.ledgers.get(ledger)
    known = rules.fields.get(field) if rules is not None else None
    return bool(known.vocabulary) if known is not None else field in policy.vocabularies
