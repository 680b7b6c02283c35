"""What the rules look at: everything read from the two snapshots, and how a rule says what it found."""

from __future__ import annotations

from ledgergate.model import Finding, Posture
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ledgergate.documents import Documents
    from ledgergate.model import Changed, Fix, Place, Related, Stated
    from ledgergate.moments import Change
    from ledgergate.policy.model import Policy
    from ledgergate.rules.waiver_invalid import Use
    from ledgergate.sides import Side
    from ledgergate.truth.runtime import Touched


def _none() -> None:
    return None


def _nothing(_: object) -> tuple[Touched, ...]:
    return ()


class View(Value):
    """Both readings, what changed between them, and the posture that the change is under. `uses` come last: what became
    of each waiver, once the other rules have been weighed."""

    after: Side
    before: Side | None
    entries: tuple[Changed, ...] = ()
    posture: Posture = Posture()
    touched: Callable[[], tuple[Touched, ...]] = tuple
    kinds: Mapping[str, tuple[str, ...]] = {}
    base: Policy | None = None
    started: Callable[[], Policy | None] = _none
    change: Change | None = None
    before_documents: Documents | None = None
    touched_by: Callable[[tuple[Changed, ...] | None], tuple[Touched, ...]] = _nothing
    message: str = ""
    uses: tuple[Use, ...] = ()


def found(
    place: Place, message: str, *cure: str, key: str = "", related: tuple[Related, ...] = (), fix: Fix | None = None
) -> Finding:
    """A finding without what the gate adds: its rule, level and fingerprint."""
    return Finding("", "", place, message, cure, key, related, fix=fix)


def shown_value(policy: Policy, stated: Stated) -> str:
    """A stated value as messages name it: its key with its text, or what was written."""
    vocabulary = _vocabulary(policy, stated)
    text = vocabulary.get(stated.value, "") if stated.kind == "value" else ""
    if text and text.casefold() != stated.value.casefold():
        return f"{stated.value} ({text})"
    return stated.value or " ".join(stated.raw.split())[:80] or "nothing"


def _vocabulary(policy: Policy, stated: Stated) -> Mapping[str, str]:
    for ledger in policy.ledgers.values():
        field = ledger.fields.get(stated.field)
        if field is not None and field.vocabulary in policy.vocabularies:
            return policy.vocabularies[field.vocabulary].values
    vocabulary = policy.vocabularies.get(stated.field)
    return vocabulary.values if vocabulary is not None else {}
