"""Which lines of a policy would refuse a mutant that survived, as far as that is known."""

from __future__ import annotations

from ledgergate.policy import level
from ledgergate.proving.policy_keys import value_at, with_key
from ledgergate.rules import named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ledgergate.policy.model import Policy
    from ledgergate.proving.mutant import Mutant
    from ledgergate.sides import Side

RUNTIME = (
    "runtime-edited", "runtime-added", "runtime-deleted", "runtime-renamed", "runtime-mode", "runtime-link",
    "runtime-submodule",
)  # fmt: skip
HONEST = (
    "note-added", "blank-line-doubled", "table-realigned", "bullets-changed", "marks-changed", "items-swapped",
    "rows-swapped", "item-added",
)  # fmt: skip
# The rules that refuse a mutant of a kind where the policy lets them.
RULES: dict[str, tuple[str, ...]] = {
    "item-deleted": ("item-vanished",),
    "item-doubled": ("duplicate-item",),
    "item-commented": ("item-vanished",),
    "item-fenced": ("item-vanished",),
    "item-folded": ("item-vanished",),
    "item-deepened": ("item-vanished",),
    "key-lookalike": ("item-vanished", "identity-changed", "confusable-keys"),
    "item-renumbered": ("identity-changed",),
    "item-renamed": ("item-vanished",),
    "item-replaced": ("identity-changed",),
    "value-blanked": ("unclassified",),
    "value-unknown": ("unknown-value",),
    "value-doubled": ("classified-twice",),
    "value-moved": ("row-contradicts-ledger",),
    "row-deleted": ("missing-from-report",),
    "row-doubled": ("row-repeated",),
    "row-orphaned": ("orphan-row",),
    "row-lookalike": ("orphan-row", "missing-from-report", "confusable-keys"),
    "row-flipped": ("row-contradicts-ledger", "reports-contradict"),
    "column-dropped": ("binding-unread", "not-understood"),
    "column-renamed": ("binding-unread", "not-understood"),
    "total-bumped": ("wrong-total",),
    "total-dropped": ("wrong-total",),
    "totals-dropped": ("wrong-total",),
    "box-opened": ("status-contradicts-truth", "closed-package-rewritten"),
    "box-halved": ("status-contradicts-truth", "closed-package-rewritten"),
    "evidence-removed": ("evidence-missing-path",),
    "evidence-emptied": ("evidence-empty",),
    "evidence-blanked": ("evidence-required",),
    "anchor-broken": ("evidence-moved",),
    "claim-unshown": ("claim-without-evidence",),
    "package-rewritten": ("closed-package-rewritten",),
    "package-reopened": ("closed-package-rewritten",),
    "tombstone-removed": ("history-removed",),
    **dict.fromkeys(RUNTIME, ("runtime-path-changed",)),
    "policy-dropped": ("policy-weakened",),
    "policy-loosened": ("policy-weakened",),
    "rule-off": ("policy-weakened",),
    "gate-removed": ("gate-removed",),
    "gate-emptied": ("gate-removed",),
    "gate-replaced": ("gate-removed",),
    "waiver-lapsed": ("waiver-invalid",),
}
KINDS = (*RULES, *HONEST)
_CONSERVED = (
    "item-deleted",
    "item-renamed",
    "item-renumbered",
    "item-commented",
    "item-fenced",
    "item-folded",
    "item-deepened",
)


def catch(side: Side, mutant: Mutant) -> str:
    """The lines to write in the policy, below the header that they name; "" where none is known.

    A line whose key the policy has already stands in the place of that one.
    """
    policy = side.policy
    quiet = [name for name in RULES.get(mutant.kind, ()) if _is_quiet(policy, name)]
    if quiet:
        return "[rules]\n" + "".join(f'{name} = "block"\n' for name in quiet)
    if mutant.kind in ("total-dropped", "totals-dropped"):
        return _counting(side, mutant)
    ledger = policy.ledgers.get(mutant.ledger)
    if ledger is None:
        return ""
    header = f"[ledger.{ledger.name}]\n"
    if mutant.kind in _CONSERVED and not ledger.conserve:
        return f"{header}conserve = true\n"
    if mutant.kind == "item-doubled" and not ledger.unique:
        return f"{header}unique = true\n"
    field = ledger.fields.get(mutant.field)
    if mutant.kind in ("value-blanked", "column-dropped") and field is not None and not field.required:
        return _required(side, ledger.name, field.name)
    if mutant.kind == "value-moved" and field is not None:
        return _restating(ledger.name, field.name, field.labels[0] if field.labels else field.name)
    return ""


def _required(side: Side, ledger: str, field: str) -> str:
    """The field's own line with the demand in it: what is written in braces cannot be added to elsewhere."""
    said = value_at(_written(side), ("ledger", ledger, "fields", field))
    if said.startswith("{"):
        return f"[ledger.{ledger}]\nfields.{field} = {with_key(said, 'required = true')}\n"
    if said.startswith(('"', "'")):
        return f"[ledger.{ledger}]\nfields.{field} = {{ label = {said}, required = true }}\n"
    return f"[ledger.{ledger}.fields.{field}]\nrequired = true\n"


def _counting(side: Side, mutant: Mutant) -> str:
    """The report's own line with the demand that each value is counted."""
    path = mutant.what.rpartition(":")[0]
    for report in side.reports:
        by = [total for total in side.policy.reports[report.spec].totals if total.by]
        said = value_at(_written(side), ("report", report.spec, "totals"))
        if report.path == path and len(by) == 1 and not by[0].every and said.startswith("{"):
            path = side.policy.reports[report.spec].path
            return f'[[report]]\npath = "{path}"\ntotals = {with_key(said, "every = true")}\n'
    return ""


def _written(side: Side) -> str:
    document = side.documents.document(side.policy.origin)
    return document.data.decode("utf-8", "replace") if document is not None else ""


def _restating(ledger: str, field: str, label: str) -> str:
    return (
        f'[[report]]\npath = "docs/report.md"\nledger = "{ledger}"\n'
        f'rows = {{ items = "table", key = "Key", columns = {{ "{label}" = "{field}" }} }}\n'
    )


def _is_quiet(policy: Policy, name: str) -> bool:
    """Whether the policy lets the rule advise, or turns it off."""
    rule = named(name)
    return rule is not None and level(policy, rule.name, rule.code, "", rule.level) != "block"
