"""Whether a binding of the policy may have read nothing: a look that costs little, before anything is counted.

What hangs on a binding, and which table lacks what, is asked only where this says yes.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Item
    from ledgergate.policy.model import Policy, ReportPolicy
    from ledgergate.sides import Side


def may_be_unread(side: Side) -> bool:
    """Whether some field, or some column, that the policy speaks of is stated by nobody, or by no row of one table."""
    spoken = side.ask(_spoken)
    for name, rules in side.policy.ledgers.items():
        items = side.ledgers[name].items
        for field, rule in _fields(side.policy, name):
            if (rule or field in spoken) and not any(_states(item, field) for item in items):
                return bool(rules.sources)
    return any(lacks(side.policy.reports[report.spec], report.rows) for report in side.reports if report.rows)


def _fields(policy: Policy, name: str) -> Iterator[tuple[str, bool]]:
    """Each field of a ledger, and whether it must be read for itself."""
    rules = policy.ledgers[name]
    for fields in (rules.fields, *(source.fields for source in rules.sources)):
        for field, rule in fields.items():
            yield field, rule.required or rule.kind == "key"


def _states(item: Item, field: str) -> bool:
    return any(said.kind != "missing" for said in item.fields.get(field, ()))


def lacks(rules: ReportPolicy, rows: tuple[Item, ...]) -> bool:
    """Whether a column is in none of these rows, or not in those of one table."""
    if rules.rows is None:
        return False
    names = {*rules.rows.columns.values(), *rules.rows.source.fields}
    some = any if "columns" in rules.rows.source.shape.takes else all
    return any(some(name not in row.fields for row in rows) for name in names)


def _spoken(side: Side) -> frozenset[str]:
    """Every field that something of the policy speaks of besides the ledger."""
    policy = side.policy
    names: set[str] = set()
    for report in policy.reports:
        names.update(report.covers or ())
        if report.rows is not None:
            names.update(report.rows.columns.values(), report.rows.source.fields)
        for total in report.totals:
            names.update((total.by, *total.where, *total.of))
    for invariant in policy.invariants:
        names.update(invariant.when, invariant.then, invariant.none)
    for evidence in policy.evidence:
        names.update((evidence.field, *evidence.when))
    for truth in policy.truths:
        names.update((truth.field, truth.child_field, truth.child_parent))
    return frozenset(names)
