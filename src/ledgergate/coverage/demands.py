"""What hangs on a field: a report that restates it, an invariant, evidence, a truth that names it."""

from __future__ import annotations

from ledgergate.policy.model import ALL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Item, Report
    from ledgergate.policy.model import Policy, ReportPolicy
    from ledgergate.sides import Side


def states(one: Item, field: str) -> bool:
    """Whether something is written for the field: a value, a word that is none, or a placeholder."""
    return any(said.kind != "missing" for said in one.fields.get(field, ()))


def inline(policy: Policy, item: Item) -> bool:
    """Whether the policy itself lists the item: nothing is written beside it."""
    return item.document.path == policy.origin and not item.document.data


def bound(report: ReportPolicy) -> dict[str, tuple[str, ...]]:
    """The fields of a report's rows, each with the columns or labels that it may stand in."""
    made: dict[str, tuple[str, ...]] = {}
    if report.rows is None:
        return made
    for column, name in report.rows.columns.items():
        made[name] = (*made.get(name, ()), column)
    for name, field in report.rows.source.fields.items():
        if field.source == "label":
            made[name] = field.labels
    return made


def gives(report: ReportPolicy, field: str) -> bool:
    """Whether the report may give the field's value, so that the ledger need not."""
    return report.classifies == (ALL,) or field in report.classifies


def restated(side: Side, ledger: str, field: str) -> tuple[Report, ...]:
    """The reports that state the field of the ledger's items, and may not be the only ones to do so."""
    made: list[Report] = []
    for report in side.reports:
        rules = side.policy.reports[report.spec]
        if report.ledger != ledger or rules.rows is None or gives(rules, field):
            continue
        if field in bound(rules) and any(states(row, field) for row in report.rows or ()):
            made.append(report)
    return tuple(made)


def named(policy: Policy, ledger: str, field: str) -> str:
    """What names the field besides; "" for nothing."""
    return next(_named(policy, ledger, field), "")


def _named(policy: Policy, ledger: str, field: str) -> Iterator[str]:
    for invariant in policy.invariants:
        if field in invariant.when or field in invariant.then or field in invariant.none:
            yield "an invariant speaks of it"
    for evidence in policy.evidence:
        if evidence.ledger == ledger and (field in evidence.when or field == evidence.field):
            yield "evidence is asked for it"
    for truth in policy.truths:
        if (truth.ledger == ledger and field == truth.field) or (
            truth.children == ledger and field in (truth.child_field, truth.child_parent)
        ):
            yield "the tree is compared with it"
    for report in policy.reports:
        if report.ledger == ledger and field in (report.covers or {}):
            yield "a report covers items by it"
        if any(one.ledger in ("", ledger) and field in (one.by, *one.where, *one.of) for one in report.totals):
            yield "totals count by it"


def heard(policy: Policy, report: ReportPolicy, field: str) -> bool:
    """Whether something besides the ledger's own field is compared with what the rows say."""
    counted = any(count.field == field for count in report.counts)
    return counted or gives(report, field) or bool(named(policy, report.ledger, field))
