"""What a change starts from, judged: what its findings are weighed against."""

from __future__ import annotations

from ledgergate.errors import LedgergateError
from ledgergate.reading import read_side, whole
from ledgergate.rules import run
from ledgergate.rules.view import View
from ledgergate.weighing import Base

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledgergate.model import Finding
    from ledgergate.rules import Rule
    from ledgergate.sides import Side


def base_of(findings: list[Finding], view: View, runs: Iterable[Rule]) -> Base:
    """What findings are weighed against; states before are judged only where there is something to weigh.

    In a merge a finding is the merge's own only if it is new to every parent, and to every merge base of a range.
    """
    if not view.befores or not findings:
        return Base(view.base, () if view.befores else None)
    return Base(view.base, tuple((one.documents, _standing(runs, view, one)) for one in view.befores))


def _standing(runs: Iterable[Rule], view: View, before: Side) -> tuple[Finding, ...]:
    """What the state rules find in a state that the change starts from, under the policy that it leaves behind."""
    try:
        same = before.policy is view.after.policy
        then = before.ask(whole) if same else read_side(before.documents, view.after.policy, strict=False)
        lasting = [rule for rule in runs if "change" not in rule.needs]
        lasting.sort(key=lambda rule: rule.name == "not-understood")  # what cannot be parsed is known at the end
        return tuple([one for rule in lasting for one in then.ask(_found, rule)])
    except LedgergateError:
        # A base that cannot be read excuses nothing.
        return ()


def _found(state: Side, rule: Rule) -> tuple[Finding, ...]:
    return tuple(run(rule, View(state)))
