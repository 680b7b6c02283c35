"""What the policy that a change starts from still demands of its ledgers: required fields and vocabularies."""

from __future__ import annotations

from contextlib import suppress

from ledgergate.errors import LedgergateError
from ledgergate.reading import read_side
from ledgergate.rules import run
from ledgergate.rules.view import View

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledgergate.documents import Documents
    from ledgergate.model import Finding
    from ledgergate.policy import Policy
    from ledgergate.policy.model import Field, LedgerPolicy
    from ledgergate.rules import Rule


def demanded(rules: Iterable[Rule], findings: Iterable[Finding], view: View) -> Iterator[Finding]:
    """What the base's required fields and vocabularies still refuse, apart from what they refused before the change."""
    policy, base, before = view.after.policy, view.base, view.before
    asked = [rule for rule in rules if rule.demand]
    if base is None or before is None or not asked or _same(policy, base):
        return
    strict = joined(policy, base)
    if strict == policy:
        return
    known = {(one.code, one.message) for one in findings}
    with suppress(LedgergateError):  # a base that cannot be read excuses nothing
        known |= {(one.code, one.message) for one in _refused(asked, before.documents, base)}
    for one in _refused(asked, view.after.documents, strict):
        if (one.code, one.message) not in known:
            message = f"{one.message}, by the policy that the change starts from"
            yield one.but(message=message, cure=(*one.cure, "or change the policy first, in a change of its own"))


def _refused(rules: Iterable[Rule], documents: Documents, policy: Policy) -> Iterator[Finding]:
    view = View(read_side(documents, policy, strict=False))
    return (one for rule in rules for one in run(rule, view))


def _same(policy: Policy, base: Policy) -> bool:
    return policy is base or (policy.ledgers == base.ledgers and policy.vocabularies == base.vocabularies)


def joined(policy: Policy, base: Policy) -> Policy:
    """The policy of the head with the required fields and the vocabularies of the base; what only the head leaves out
    counts as an item."""
    ledgers = {
        name: _held(ledger, base.ledgers[name]) if name in base.ledgers else ledger
        for name, ledger in policy.ledgers.items()
    }
    return policy.but(ledgers=ledgers, vocabularies={**policy.vocabularies, **base.vocabularies})


def _held(ledger: LedgerPolicy, earlier: LedgerPolicy) -> LedgerPolicy:
    fields = {name: _strict(rule, earlier.fields.get(name)) for name, rule in ledger.fields.items()}
    fields.update({name: rule for name, rule in earlier.fields.items() if name not in fields and rule.required})
    known = {one.path: one.ignore for one in earlier.sources}
    sources = tuple(
        source.but(
            fields={name: _strict(rule, earlier.fields.get(name)) for name, rule in source.fields.items()},
            ignore=_both(source.ignore, known.get(source.path, source.ignore)),
        )
        for source in ledger.sources
    )
    return ledger.but(fields=fields, sources=sources, ignore=_both(ledger.ignore, earlier.ignore))


def _both(now: tuple[str, ...], then: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text for text in now if text in then)


def _strict(rule: Field, earlier: Field | None) -> Field:
    if earlier is None:
        return rule
    same_words = {"map": earlier.map} if rule.labels == earlier.labels else {}
    return rule.but(
        required=rule.required or earlier.required,
        vocabulary=earlier.vocabulary or rule.vocabulary,
        default=earlier.default,
        **same_words,
    )
