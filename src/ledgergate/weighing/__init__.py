"""Weighing findings: their level, whether the change introduced them, whether a waiver covers them, their order."""

from __future__ import annotations

from ledgergate import policy as policies
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator, Sequence

    from ledgergate.documents import Documents
    from ledgergate.model import Finding
    from ledgergate.policy import Policy
    from ledgergate.policy.model import Waiver
    from ledgergate.request import Request
    from ledgergate.rules import Rule
    from ledgergate.rules.view import View
    from ledgergate.sides import Side
    from ledgergate.truth.excuses import Excuse

_RANKS = ("off", "advise", "block")
_QUOTED = 1000  # bytes of a line that are quoted: one of megabytes can hold a finding every few bytes
_WAIVERS = "waiver-invalid"


class Base(Value):
    """What the change starts from: its policy, and each state with what it is refused for under the new policy.

    `states` is None where there is nothing to compare with.
    """

    policy: Policy | None = None
    states: tuple[tuple[Documents, tuple[Finding, ...]], ...] | None = None


class Weighed(Value):
    """The findings that count, in the order path, line, code, and sentences about those that do not."""

    findings: tuple[Finding, ...]
    summary: tuple[str, ...] = ()


def weigh(findings: Iterable[Finding], view: View, base: Base, request: Request, runs: Iterable[Rule]) -> Weighed:
    """Gives each finding its level, fingerprint, age and waiver; leaves out what is off and what was not asked for."""
    policy = view.after.policy
    summary: list[str] = []
    made = [_leveled(one, policy, base.policy) for one in sorted(findings, key=_order)]
    made = _aged([one for one in made if one.level != "off"], view.after, base)
    waivers, known, void = _waivers(view, made, base.policy)
    if waivers or void:
        from ledgergate.weighing import waiving

        made, uses = waiving.waive(made, waivers, known, today(request.today), runs)
        told = [_on_waiver(one, view, base) for one in _invalid(view.but(waivers=uses, void=void), request)]
        made = sorted([*made, *(one for one in told if one.level != "off")], key=_order)
        summary += waiving.summary(uses)
    if len(made) > 1:
        from ledgergate.weighing.folding import folded

        made = folded(made, view.after, new_only=request.new_only)
    if request.new_only:
        made, left_out = _new(made), len(made)
        summary += _about_new(left_out - len(made), base)
    return Weighed(tuple(made), tuple(summary))


def _waivers(
    view: View, findings: Sequence[Finding], base: Policy | None
) -> tuple[tuple[Waiver, ...], tuple[Waiver, ...] | None, tuple[Excuse, ...]]:
    """The written exceptions, those that stood before the change, and the excuses in documents that cannot hold."""
    policy, earlier = view.after.policy, None if base is None else base.waivers
    if not (policy.excuses or findings):
        return policy.waivers, earlier, ()
    from ledgergate.weighing.excusing import excused, unallowed

    if not policy.excuses:
        return policy.waivers, earlier, unallowed(view, findings)
    made, known, void = excused(view)
    return (*policy.waivers, *made), None if earlier is None else (*earlier, *known), void


def _order(one: Finding) -> tuple[str, int, str, int]:
    return one.place.path, one.place.line, one.code, one.place.column


def _leveled(one: Finding, policy: Policy, base: Policy | None) -> Finding:
    """The finding at the stricter level of both policies: a change cannot loosen the rule that judges it."""
    given = [
        policies.level(each, one.rule, one.code, one.place.path, one.level)
        for each in (policy, base)
        if each is not None
    ]
    return one.but(level=max(given, key=_RANKS.index))


def _aged(findings: list[Finding], after: Side, base: Base) -> list[Finding]:
    """The findings with quote, fingerprint and age. As many as stood before under one fingerprint are old.

    What is left of the old ones under the same code and subject was moved: to another file, which is no new defect.
    """
    made = []
    for one in findings:
        quoted = one.but(quote=_quote(one, after.documents, "after"))
        made.append(quoted.but(fingerprint=fingerprint(quoted)))
    if base.states is None:
        return made
    standing, moved = _stock(base.states)
    made = _worsened(made, base.states)
    first = [_taken(one, standing, one.fingerprint) for one in made]
    for one in first:
        moved[_subject(one)] -= one.introduced is False
    return [_settled(_taken(one, moved, _subject(one))) for one in first]


def _stock(states: Iterable[tuple[Documents, tuple[Finding, ...]]]) -> tuple[Counter[str], Counter[str]]:
    """How often each fingerprint, and each subject, stood before: the most that any of the states has."""
    from collections import Counter

    standing: Counter[str] = Counter()
    subjects: Counter[str] = Counter()
    for documents, findings in states:
        # Where both states hold one document it is parsed once, and places name either side.
        old = [one.but(quote=_quote(one, documents, one.place.side)) for one in findings]
        standing |= Counter(map(fingerprint, old))
        subjects |= Counter(map(_subject, old))
    return standing, subjects


def _worsened(findings: list[Finding], states: Iterable[tuple[Documents, tuple[Finding, ...]]]) -> list[Finding]:
    """The findings, those marked as the change's whose number is off by more than it was in any of the states."""
    worst: dict[str, int] = {}
    for _, old in states:
        for one in old:
            if one.gap:
                worst[_subject(one)] = max(one.gap, worst.get(_subject(one), 0))
    grown = [one.gap > worst.get(_subject(one), one.gap) for one in findings]
    return [one.but(introduced=True) if more else one for one, more in zip(findings, grown, strict=True)]


def _taken(one: Finding, stock: Counter[str], word: str) -> Finding:
    if one.introduced is not None or stock[word] <= 0:
        return one
    stock[word] -= 1
    return one.but(introduced=False)


def _settled(one: Finding) -> Finding:
    return one if one.introduced is not None else one.but(introduced=True)


def fingerprint(one: Finding) -> str:
    """Sixteen hexadecimal digits made of code, key, what is stated, and path; of the line's words without a key."""
    from hashlib import sha256

    return sha256(f"{_subject(one)}\0{one.place.path}".encode("utf-8", "surrogateescape")).hexdigest()[:16]


def _subject(one: Finding) -> str:
    subject = f"{one.code}\0{one.key or ' '.join(one.quote.split())}"
    return f"{subject}\0{' '.join(one.stated.split())}" if one.stated else subject


def _quote(one: Finding, documents: Documents | None, side: str) -> str:
    if one.quote or documents is None or one.place.side != side or one.code.startswith("LG1"):
        return one.quote
    document = documents.known(one.place.path)
    return document.line(one.place.line, _QUOTED) if document is not None else ""


def _invalid(view: View, request: Request) -> Iterator[Finding]:
    """What is wrong with the waivers and excuses themselves, where that is asked for.

    Excuses are seen once all has been found: a policy without waivers had no cause to run their rule.
    """
    from ledgergate.rules import chosen, run

    for rule in chosen(request.duties, request.rules, request.ignore):
        if rule.name == _WAIVERS:
            yield from run(rule, view)


def _on_waiver(one: Finding, view: View, base: Base) -> Finding:
    """A finding on a waiver: advice stays advice, whatever level the rule is given."""
    leveled = _leveled(one, view.after.policy, base.policy)
    level = min(leveled.level, one.level, key=_RANKS.index)
    quoted = one.but(level=level, quote=_policy_line(one, view))
    known = None if base.states is None else bool(one.introduced)
    return quoted.but(fingerprint=fingerprint(quoted), introduced=known)


def _policy_line(one: Finding, view: View) -> str:
    snapshot = view.after.documents.snapshot
    document = snapshot.read([one.place.path]).get(one.place.path) if snapshot.entry(one.place.path) else None
    return document.line(one.place.line, _QUOTED) if document is not None else ""


def _new(findings: list[Finding]) -> list[Finding]:
    return [one for one in findings if one.introduced is not False]


def _about_new(left_out: int, base: Base) -> Iterator[str]:
    if base.states is None:
        yield "--new-only had no base to compare with: everything is reported"
    elif left_out:
        yield f"{left_out} {'finding' if left_out == 1 else 'findings'} stood before this change (--new-only)"


def today(given: str) -> str:
    """The date as ISO text: the one given, else the clock's, in UTC. A check asks once, lest midnight divide it."""
    if given:
        return given
    from datetime import datetime, timezone

    return datetime.now(timezone.utc).date().isoformat()
