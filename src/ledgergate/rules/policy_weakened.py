"""A change loosens the policy: runtime patterns, levels, read-only conditions, governed documents, required fields.

**Why.** Whoever may loosen the gate in the change that it judges is not held by it. The change itself is judged under
the policy that it starts from, too; this rule tells what the next ones would no longer be held to.

**Rejected**: `runtime = ["apps/**", "!apps/legacy/**"]` where it was `["apps/**"]`; `[rules]` with
`unclassified = "off"`; a `[[report]]` that is gone while its document's ledger stays.

**Accepted**: a policy that grows stricter, a document that is governed at its new path. A word that a vocabulary gains
is told, and does not block.

**The fix.** Leave the policy as it was, or have the people who answer for it merge the change on its own.
"""

from __future__ import annotations

from ledgergate.model import Place
from ledgergate.policy import level
from ledgergate.policy.loosening import Loosened, loosened
from ledgergate.rules.view import found

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Finding
    from ledgergate.policy import Policy
    from ledgergate.rules.view import View
    from ledgergate.sides import Side

_RANKS = ("off", "advise", "block")


def check(view: View) -> Iterator[Finding]:
    head, base, before = view.after.policy, view.base, view.before
    if base is None or before is None or base == head:
        return
    started = before.own_policy
    earlier = None if started is None else {one.what for one in _all(started, head)}
    for one in _all(base, head):
        # What another change has tightened meanwhile is not this one's doing.
        if earlier is None or one.what in earlier:
            yield _offence(before, view.after, one)


def _all(base: Policy, head: Policy) -> Iterator[Loosened]:
    yield from loosened(base, head)
    from ledgergate.rules import CATALOGUE

    for rule in CATALOGUE:
        was, now = (level(one, rule.name, rule.code, "", rule.level) for one in (base, head))
        if _RANKS.index(now) < _RANKS.index(was):
            yield Loosened(f"the rule {rule.name} goes from {was} to {now}", rule.name, gone=False)
    for name, glob, given in head.path_levels:
        if (name, glob, given) not in base.path_levels and given != "block":
            yield Loosened(f"the rule {name} is only {given} at '{glob}'", glob, gone=False)
    for name, glob, given in base.path_levels:
        if given == "block" and (name, glob, given) not in head.path_levels:
            yield Loosened(f"the rule {name} no longer blocks at '{glob}'", glob)


def _offence(before: Side, after: Side, one: Loosened) -> Finding:
    side = before if one.gone else after
    policy, document = side.policy, side.documents.document(side.policy.origin)
    lines = document.data.decode("utf-8", "replace").split("\n") if document is not None and one.text else []
    start = max(one.line - 1, 0)
    at = next((number for number, line in enumerate(lines[start:], start + 1) if one.text in line), max(one.line, 1))
    made = found(
        Place(policy.origin, at, 1, at, 1, "before" if one.gone else "after"),
        f"{one.what}: the change loosens the policy that it is judged by",
        "leave the policy as it was, or have those who answer for it merge this part on its own",
        key=one.what,
    )
    return made.but(level="advise") if one.advice else made
