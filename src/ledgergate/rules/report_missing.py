"""A report that the policy names is not in the tree, or has no bound rows.

**Why.** A report that was deleted agrees with everything.

**Rejected**: the policy names `docs/reconciliation.md`; the commit deletes it.

**Accepted**: the report, with its table.

**The fix.** Restore the report, or take it out of the policy in a change of its own; one that may be absent is
`optional = true`.
"""

from __future__ import annotations

from ledgergate.git.names import quoted
from ledgergate.model import Place
from ledgergate.policy import level
from ledgergate.rules.view import found

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Finding
    from ledgergate.rules.view import View


def check(view: View) -> Iterator[Finding]:
    after = view.after
    for number, path in after.absent:
        if not after.policy.reports[number].optional:
            cures = (
                f"restore it: git restore --staged --worktree --source=HEAD -- {quoted(path)}",
                "or mark it `optional = true` in the policy",
            )
            yield found(Place(path, side="before"), f"the report '{path}' is not in the tree", *cures, key=path)
    for report in after.reports:
        rules = after.policy.reports[report.spec]
        ledger = after.ledgers.get(report.ledger)
        if report.rows is None or report.rows or rules.optional or ledger is None or not ledger.items:
            continue
        if report.unread and level(after.policy, "not-understood", "LG206", report.path) == "block":
            continue  # what stands there instead of rows is told
        seen = _seen(view, report.spec, report.path)
        yield found(
            Place(report.path),
            f"the report has no rows that the policy's binding finds ({seen})",
            "correct the report, or its `rows` in the policy",
            key=report.path,
        )


def _seen(view: View, number: int, path: str) -> str:
    from ledgergate.ledgers.diagnosis import describe

    rules = view.after.policy.reports[number]
    document = view.after.documents.document(path)
    if document is None or rules.rows is None:
        return "nothing"
    if not document.data.strip():
        return "the file is empty"
    return describe(view.after.documents.page(document), rules.rows.source)
