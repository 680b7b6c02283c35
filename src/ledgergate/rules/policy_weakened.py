"""A change loosens the policy: runtime patterns, levels, read-only conditions, governed documents, required fields.

**Why.** Whoever may loosen the gate in the change that it judges is not bound by it. The change itself is judged under
the policy that it starts from, too; this rule reports what the next ones would no longer have to satisfy.

**Rejected**: `runtime = ["apps/**", "!apps/legacy/**"]` where it was `["apps/**"]`; `[rules]` with
`unclassified = "off"`; a `[[report]]` that is gone while its document's ledger stays.

**Accepted**: a policy that grows stricter; a document, a label, a section or a key that is bound under its new name
where the old one is gone; another name for a ledger or a field. A word that a vocabulary gains is reported, and does
not block. What is neither the same nor proved to be stricter counts as loosened: a regular expression with other
letters is one.

**The fix.** Leave the policy as it was, or let the change come alone: then its commit is only advised, and the request
that brings it is merged by those who own the policy (docs/ci.md says how).
"""

from __future__ import annotations

from ledgergate.model import Place
from ledgergate.policy import HOMES, governed, level, matches
from ledgergate.policy.languages import signatures
from ledgergate.policy.model import ALL
from ledgergate.policy.strictness import Loosened
from ledgergate.rules.view import found

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from ledgergate.model import Finding
    from ledgergate.policy import Policy
    from ledgergate.rules import Rule
    from ledgergate.rules.view import View
    from ledgergate.sides import Side

COMMITTING = "GIT_INDEX_FILE"  # git tells its hooks in this variable which index it commits
_RANKS = ("off", "advise", "block")


def check(view: View) -> Iterator[Finding]:
    before, pair = view.before, view.pair
    if before is None or pair is None:
        return
    proposed = view.change is not None and view.change.compared.source == COMMITTING and _comes_alone(view)
    for one in (*pair.losses, *_levels(before.policy, view.after.policy, before.own_policy)):
        made = _offence(before, view.after, one)
        # A commit may propose what a range must not bring without those who own the policy.
        yield made.but(level="advise") if proposed else made


def _comes_alone(view: View) -> bool:
    """Whether nothing changes beside the policy that it governs or that is runtime."""
    policies = (view.before.policy if view.before is not None else view.after.policy, view.after.policy)
    others = [one.path for one in view.entries if one.path not in HOMES]
    globs = {glob for policy in policies for glob in governed(policy)}
    if any(matches(glob, path) for path in others for glob in globs):
        return False
    from ledgergate.git.patterns import Patterns

    runtime = [Patterns(one.runtime.patterns) for one in policies if one.runtime.patterns]
    return not any(one.match(path) for path in others for one in runtime)


def _levels(base: Policy, head: Policy, started: Policy | None) -> Iterator[Loosened]:
    """Rules whose level drops, somewhere. What another change has tightened meanwhile is not this one's doing."""
    told = _dropped(base, head)
    if started is None or started == base:
        yield from told
    else:
        earlier = {one.what for one in _dropped(started, head)}
        yield from (one for one in told if one.what in earlier)


def _dropped(base: Policy, head: Policy) -> list[Loosened]:
    if base.levels == head.levels and base.path_levels == head.path_levels:
        return []
    from ledgergate.rules import every

    globs = list(dict.fromkeys(glob for policy in (base, head) for _, glob, _ in policy.path_levels))
    known = signatures(globs)
    told: dict[str, Loosened] = {}
    for rule in every():
        # Without a signature of its own each glob is asked alone.
        for signature in sorted(known) if known is not None else [0, *(1 << bit for bit, _ in enumerate(globs))]:
            hit = {glob for bit, glob in enumerate(globs) if signature >> bit & 1}
            (was, _), (now, glob) = (_level(one, rule, hit) for one in (base, head))
            if _RANKS.index(now) < _RANKS.index(was):
                if not glob:
                    glob = next((one for one in globs if one in hit and signature), "")
                where = f" at '{glob}'" if signature else ""
                what = f"the rule {rule.name} goes from {was} to {now}"
                if signature and f"{what}" in told:
                    continue
                told.setdefault(f"{what}{where}", Loosened(f"{what}{where}", glob or rule.name, gone=False))
    return list(told.values())


def _level(policy: Policy, rule: Rule, hit: Container[str]) -> tuple[str, str]:
    """The rule's level where these globs match, and the glob that says so."""
    for name, glob, given in reversed(policy.path_levels):
        if glob in hit and name in (rule.name, rule.code, ALL):
            return given, glob
    return level(policy.but(path_levels=()), rule.name, rule.code, "", rule.level), ""


def _offence(before: Side, after: Side, one: Loosened) -> Finding:
    side = before if one.gone else after
    policy, document = side.policy, side.documents.document(side.policy.origin)
    lines = document.data.decode("utf-8", "replace").split("\n") if document is not None and one.text else []
    start = max(one.line - 1, 0)
    at = next((number for number, line in enumerate(lines[start:], start + 1) if one.text in line), max(one.line, 1))
    made = found(
        Place(policy.origin, at, 1, at, 1, "before" if one.gone else "after"),
        f"{one.what}: the change loosens the policy that it is judged by",
        "leave the policy as it was, or let this come in a change of its own that the policy's owners merge",
        key=one.what,
    )
    return made.but(level="advise") if one.advice else made
