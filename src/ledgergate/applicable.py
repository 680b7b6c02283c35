"""Which rules are judged: those that are asked for, and of these the ones that have something to look at."""

from __future__ import annotations

from ledgergate.control import may_be_control
from ledgergate.model import NotRun
from ledgergate.policy import HOMES, level
from ledgergate.policy.governed import places
from ledgergate.policy.model import ALL
from ledgergate.reports import indexes, may_be_unread
from ledgergate.rules import POSTURE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ledgergate.model import Item, Ledger, Report
    from ledgergate.policy import Policy
    from ledgergate.policy.model import Field, Truth
    from ledgergate.rules import Rule
    from ledgergate.rules.view import View
    from ledgergate.sides import Side

    Need = Callable[[View], bool]


def applicable(asked: Iterable[Rule], view: View) -> tuple[list[Rule], tuple[NotRun, ...]]:
    """The rules that have something to look at, and those that would need a base which is not there."""
    policy = view.after.policy
    has = _Answers(view)
    runs, skipped = [], []
    for rule in asked:
        if "change" in rule.needs and not has["change"] and (rule.duty != POSTURE or policy.runtime.patterns):
            skipped.append(NotRun(rule.name, "no base to compare with"))
        elif all(has[need] for need in rule.needs) and not _is_left_out(rule, view):
            runs.append(rule)
    return runs, tuple(skipped)


class _Answers(dict[str, bool]):
    """Whether there is what a rule needs; each need is looked into when it is first asked for."""

    def __init__(self, view: View) -> None:
        self.view = view

    def __missing__(self, need: str) -> bool:
        if need in NEEDS:
            answer = NEEDS[need](self.view)
        else:
            # A waiver of a rule wants to know that the rule was judged.
            answer = bool(self.view.after.policy.waivers) or RARE[need](self.view)
        self[need] = answer
        return answer


def _is_left_out(rule: Rule, view: View) -> bool:
    """Whether both policies turn the rule off, wherever it may find something."""
    policies = [one for one in (view.after.policy, view.base) if one is not None]
    if any(_speaks_of(one, rule) for one in policies):
        off = all(not one.path_levels and level(one, rule.name, rule.code, "", rule.level) == "off" for one in policies)
        return off and not view.after.policy.waivers
    return rule.level == "off"


def _speaks_of(policy: Policy, rule: Rule) -> bool:
    spoken = (*policy.levels, *[one[0] for one in policy.path_levels])
    return any(word in spoken for word in (rule.name, rule.code, ALL))


def cites(policy: Policy) -> bool:
    """Whether the policy holds links or fields to lead somewhere."""
    return bool(policy.links) or any(field.kind == "evidence" for field in _fields(policy))


def _fields(policy: Policy) -> Iterator[Field]:
    for ledger in policy.ledgers.values():
        yield from ledger.fields.values()
        for source in ledger.sources:
            yield from source.fields.values()
    for report in policy.reports:
        if report.rows is not None:
            yield from report.rows.source.fields.values()


def _any_policy(view: View, has: Callable[[Policy], object]) -> bool:
    return any(has(one) for one in (view.after.policy, view.base) if one is not None)


def _any_package(view: View, has: Callable[..., object]) -> bool:
    return any(has(package) for package in view.after.policy.packages)


def _has_another_policy(view: View) -> bool:
    return view.base is not None and view.base is not view.after.policy


def _may_control(view: View) -> bool:
    """Whether the change may touch what runs the gate."""
    return _loses_its_policy(view) or any(may_be_control(one.path) for one in view.entries)


def _loses_its_policy(view: View) -> bool:
    """Whether the change takes away the policy that it starts from; one given by name lies in no state."""
    origin = view.after.policy.origin
    return view.base is not None and origin in HOMES and view.after.snapshot.entry(origin) is None


def _loses_items(view: View) -> bool:
    """Whether an item is known by none of its names any more, as hardly any change has it."""
    after = view.after
    earlier = [*view.befores, *(one.parent for one in view.joined)]
    return any(_loses(before, after) for before in earlier if before.ledgers is not after.ledgers)


def _loses(before: Side, after: Side) -> bool:
    from ledgergate.ledgers.conservation import gone

    return any(gone(before, after, name) for name in before.ledgers if name in after.ledgers)


def _renames(view: View) -> bool:
    """Whether an item is gone under its key, or a key has another title."""
    from ledgergate.ledgers.conservation import retitled

    after, earlier = view.after, [*view.befores, *(one.parent for one in view.joined)]
    others = [one for one in earlier if one.ledgers is not after.ledgers]
    names = [(one, name) for one in others for name in one.ledgers if name in after.ledgers]
    return any(retitled(one, after, name) for one, name in names) or _loses_items(view)


def _withdraws(view: View) -> bool:
    """Whether a line is taken out of a governed document whose name stands there no more."""
    before, change = view.before, view.change
    if before is None or change is None or before.ledgers is view.after.ledgers:
        return False
    from ledgergate.truth.withdrawn import withdrawn

    return bool(view.after.ask(withdrawn, before, change))


def _has_dispositions(view: View) -> bool:
    return any(ledger.dispositions for ledger in view.after.policy.ledgers.values()) or _loses_items(view)


def _has_missing_rows(view: View) -> bool:
    return bool(view.after.absent) or any(not report.rows for report in view.after.reports)


def _has_unread_lines(view: View) -> bool:
    read: tuple[Ledger | Report, ...] = (*view.after.ledgers.values(), *view.after.reports)
    return any(one.unread for one in read) or _doubles_a_name(view)


def _doubles_a_name(view: View) -> bool:
    """Whether the change adds a file in the place of a governed one, for disks that do not tell capitals apart."""
    added = [one.path for one in view.entries if one.before is None]
    if view.change is None or not added or not _any(places(view.after.policy, added)):
        return False
    from ledgergate.truth.one_place import in_one_place

    return bool(view.after.ask(in_one_place, view.change))


def _lacks_a_package(view: View) -> bool:
    """Whether some package has no folder, or none with a status, or no item the tasks that tell its truth."""
    after = view.after
    if not after.policy.packages and not after.policy.truths:
        return False
    from ledgergate.truth.packages import labelled, packages

    for rule in after.policy.packages:
        there = [one for one in after.ask(packages) if one.rule == rule]
        specs = [one.spec for one in there if one.spec is not None]
        if not there or not any(_any(labelled(after.documents, spec, rule.status_labels)) for spec in specs):
            return True
    return any(truth.tasks not in ("", ".") and not _has_tasks(view, truth) for truth in after.policy.truths)


def _named(side: Side) -> Iterator[Item]:
    """Every item and every row."""
    for ledger in side.ledgers.values():
        yield from ledger.items
    for report in side.reports:
        yield from report.rows or ()


def _any(found: Iterable[object]) -> bool:
    return any(True for _ in found)


def _has_tasks(view: View, truth: Truth) -> bool:
    ledger = view.after.ledgers.get(truth.ledger)
    folders = dict.fromkeys(item.document.path.rpartition("/")[0] for item in (ledger.items if ledger else ()))
    return any(view.after.documents.find(f"{folder}/{truth.tasks}".lstrip("/")) for folder in folders)


NEEDS: dict[str, Need] = {
    "change": lambda view: bool(view.befores),
    "ledgers": lambda view: bool(view.after.policy.ledgers),
    "reports": lambda view: bool(view.after.policy.reports),
    "reports or references": lambda view: bool(view.after.policy.reports) or view.after.policy.refers,
    "counts": lambda view: any(report.counts for report in view.after.policy.reports),
    "invariants": lambda view: bool(view.after.policy.invariants),
    "packages": lambda view: bool(view.after.policy.packages),
    "citations": lambda view: cites(view.after.policy),
    "evidence": lambda view: bool(view.after.policy.evidence),
    "claims": lambda view: _any_package(view, lambda one: one.claims),
    "numbers": lambda view: _any_package(view, lambda one: one.numbers),
    "artifacts": lambda view: _any_package(view, lambda one: one.requires),
    "questions": lambda view: _any_package(view, lambda one: one.questions),
    "truths": lambda view: bool(view.after.policy.truths or view.after.policy.packages or view.after.policy.evidence),
    "statuses": lambda view: bool(view.after.policy.truths or view.after.policy.packages),
    "evidence fields": lambda view: any(field.kind == "evidence" for field in _fields(view.after.policy)),
    "terms": lambda view: bool(view.after.policy.terms),
    "waivers": lambda view: bool(view.after.policy.waivers or view.after.policy.excuses),
    "posture": lambda view: view.posture.read_only,
    "packages at either end": lambda view: _any_policy(view, lambda one: one.packages),
    "commit types": lambda view: _any_policy(view, lambda one: one.runtime.read_only.commit_types),
    "whitespace": lambda view: _any_policy(view, lambda one: one.whitespace),
}
# What hardly any change has. A rule whose rare thing is not there is not even loaded.
RARE: dict[str, Need] = {
    "another policy": _has_another_policy,
    "control": _may_control,
    "lost items": _loses_items,
    "other names": _renames,
    "withdrawn lines": _withdraws,
    "foreign letters": lambda view: any(not item.shown.isascii() for item in _named(view.after)),
    "dispositions": _has_dispositions,
    "missing rows": _has_missing_rows,
    "key fields": lambda view: any(field.kind == "key" for field in _fields(view.after.policy)),
    "several reports": lambda view: len(view.after.reports) > 1,
    "twins": lambda view: any(index.twice for index in view.after.ask(indexes).values()),
    "totals": lambda view: any(report.totals for report in view.after.policy.reports),
    "unread lines": _has_unread_lines,
    "unread bindings": lambda view: may_be_unread(view.after) or _lacks_a_package(view),
    "generated blocks": lambda view: any(b"ledgergate:begin" in report.document.data for report in view.after.reports),
    "linked rows": lambda view: any(row.links for report in view.after.reports for row in report.rows or ()),
}
