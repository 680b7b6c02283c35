"""Which lines of a policy would refuse a mutant that survived, as far as that is known."""

from __future__ import annotations

from ledgergate.policy import level
from ledgergate.rules import named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ledgergate.policy.model import Policy
    from ledgergate.proving.mutant import Mutant

RUNTIME = (
    "runtime-edited", "runtime-added", "runtime-deleted", "runtime-renamed", "runtime-mode", "runtime-link",
    "runtime-submodule",
)  # fmt: skip
HONEST = ("note-added", "blank-line-doubled", "item-added")
# The rules that refuse a mutant of a kind where the policy lets them.
RULES: dict[str, tuple[str, ...]] = {
    "item-deleted": ("item-vanished",),
    "item-doubled": ("duplicate-item",),
    "item-commented": ("item-vanished",),
    "item-fenced": ("item-vanished",),
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
    "row-flipped": ("row-contradicts-ledger", "reports-contradict"),
    "total-bumped": ("wrong-total",),
    "box-opened": ("status-contradicts-truth",),
    "evidence-removed": ("evidence-missing-path",),
    **dict.fromkeys(RUNTIME, ("runtime-path-changed",)),
    "policy-dropped": ("policy-weakened",),
    "policy-loosened": ("policy-weakened",),
    "rule-off": ("policy-weakened",),
}
KINDS = (*RULES, *HONEST)
_CONSERVED = ("item-deleted", "item-renamed", "item-renumbered", "item-commented", "item-fenced")


def catch(policy: Policy, mutant: Mutant) -> str:
    """The lines to write in the policy, "" where none is known."""
    quiet = [name for name in RULES.get(mutant.kind, ()) if _is_quiet(policy, name)]
    if quiet:
        return "[rules]\n" + "".join(f'{name} = "block"\n' for name in quiet)
    ledger = policy.ledgers.get(mutant.ledger)
    if ledger is None:
        return ""
    if mutant.kind in _CONSERVED and not ledger.conserve:
        return f"[ledger.{ledger.name}]\nconserve = true\n"
    if mutant.kind == "item-doubled" and not ledger.unique:
        return f"[ledger.{ledger.name}]\nunique = true\n"
    field = ledger.fields.get(mutant.field)
    if mutant.kind == "value-blanked" and field is not None and not field.required:
        return f"[ledger.{ledger.name}]\nfields.{field.name}.required = true\n"
    if mutant.kind == "value-moved" and field is not None:
        return _restating(ledger.name, field.name, field.labels[0] if field.labels else field.name)
    return ""


def _restating(ledger: str, field: str, label: str) -> str:
    return (
        f'[[report]]\npath = "docs/report.md"\nledger = "{ledger}"\n'
        f'rows = {{ items = "table", key = "Key", columns = {{ "{label}" = "{field}" }} }}\n'
    )


def _is_quiet(policy: Policy, name: str) -> bool:
    """Whether the policy lets the rule advise, or turns it off."""
    rule = named(name)
    return rule is not None and level(policy, rule.name, rule.code, "", rule.level) != "block"
