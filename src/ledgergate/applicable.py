"""Which rules apply: those that the policy, the change and the posture give something to look at."""

from __future__ import annotations

from ledgergate.model import NotRun
from ledgergate.policy import HOMES, level
from ledgergate.policy.model import ALL
from ledgergate.reports import indexes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledgergate.git import Snapshot
    from ledgergate.model import Ledger, Report
    from ledgergate.moments import Change
    from ledgergate.policy import Policy
    from ledgergate.policy.model import Field
    from ledgergate.rules import Rule
    from ledgergate.rules.view import View
    from ledgergate.sides import Side


def applicable(chosen: Iterable[Rule], view: View, change: Change) -> tuple[list[Rule], tuple[NotRun, ...]]:
    """The rules that have something to look at, and those that would need a base which is not there."""
    policy = view.after.policy
    after, asked = view.after, bool(policy.waivers)
    holders: tuple[Ledger | Report, ...] = (*after.ledgers.values(), *after.reports)
    lost = view.before is not None and _lost(view.before, view.after)
    has = {
        "ledgers": bool(policy.ledgers),
        "reports": bool(policy.reports),
        "counts": any(report.counts for report in policy.reports),
        "invariants": bool(policy.invariants),
        "packages": bool(policy.packages),
        "citations": cites(policy),
        "evidence": bool(policy.evidence),
        "claims": any(package.claims for package in policy.packages),
        "numbers": any(package.numbers for package in policy.packages),
        "truths": bool(policy.truths or policy.packages or policy.evidence),
        "artifacts": any(package.requires for package in policy.packages),
        "terms": bool(policy.terms),
        "questions": any(package.questions for package in policy.packages),
        "posture": view.posture.read_only,
        "waivers": asked,
        "change": change.before is not None,
        "packages at either end": any(one.packages for one in (policy, view.base) if one is not None),
        "commit types": any(one.runtime.read_only.commit_types for one in (policy, view.base) if one is not None),
        # What has nothing to look at is not even loaded; a waiver wants to know of its rule that it was.
        "another policy": view.base is not None and (view.base is not policy or asked),
        "control": _may_control(view, change) or asked,
        "lost items": lost or asked,
        "twins": any(index.twice for index in after.ask(indexes).values()) or asked,
        "unread lines": any(one.unread for one in holders) or asked,
        "totals": any(report.totals for report in policy.reports) or asked,
        "missing rows": bool(after.absent) or any(not report.rows for report in after.reports) or asked,
        "linked rows": any(row.links for report in after.reports for row in report.rows or ()) or asked,
        "dispositions": any(ledger.dispositions for ledger in policy.ledgers.values()) or lost or asked,
        "key fields": any(field.kind == "key" for field in _fields(policy)) or asked,
        "several reports": len(view.after.reports) > 1 or asked,
        "likenesses": not _is_off("lookalike-items", "LG208", policy, view.base) or asked,
        "titles": _is_on("title-differs", "LG310", policy, view.base),
        "whitespace": policy.whitespace or (view.base is not None and view.base.whitespace),
    }
    runs, skipped = [], []
    for rule in chosen:
        if (
            "change" in rule.needs
            and not has["change"]
            and (rule.duty != "read-only-posture" or policy.runtime.patterns)
        ):
            skipped.append(NotRun(rule.name, "no base to compare with"))
        elif all(has.get(need, True) for need in rule.needs):
            runs.append(rule)
    return runs, tuple(skipped)


def cites(policy: Policy) -> bool:
    """Whether the policy holds links or fields to lead somewhere."""
    return bool(policy.links) or any(field.kind == "evidence" for field in _fields(policy))


def _lost(before: Side, after: Side) -> bool:
    """Whether an item is known by none of its names any more, as hardly any change has it."""
    if before is after:
        return False
    from ledgergate.ledgers.conservation import gone

    return any(gone(before, after, name) for name in before.ledgers if name in after.ledgers)


def _fields(policy: Policy) -> Iterator[Field]:
    for ledger in policy.ledgers.values():
        yield from ledger.fields.values()
        for source in ledger.sources:
            yield from source.fields.values()


def _may_control(view: View, change: Change) -> bool:
    """Whether the change may touch what runs the gate: all of that is hidden, or at the root."""
    return _is_gone(view, change.after) or any("/" not in one.path or one.path.startswith(".") for one in view.entries)


def _is_gone(view: View, after: Snapshot) -> bool:
    """Whether the change takes away the policy that it starts from; one given by name lies in no state."""
    origin = view.after.policy.origin
    return view.base is not None and origin in HOMES and after.entry(origin) is None


def _is_on(name: str, code: str, *policies: Policy | None) -> bool:
    """Whether any policy speaks of a rule that is off by default."""
    words = (name, code, ALL)
    spoken = [
        rule
        for one in policies
        if one is not None
        for rule in (*one.levels, *[path_level[0] for path_level in one.path_levels])
    ]
    return any(word in spoken for word in words)


def _is_off(name: str, code: str, *policies: Policy | None) -> bool:
    """Whether every policy turns a rule off, wherever it may find something."""
    return all(not one.path_levels and level(one, name, code, "") == "off" for one in policies if one is not None)
