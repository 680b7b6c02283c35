"""The verdict as the page shows it: findings, waivers, what was not looked at, and how it ended."""

from __future__ import annotations

from ledgergate.output.wording import ordered, span
from ledgergate.page.model import Extent, Missed, Outcome, Skipped, Told, Waived
from ledgergate.weighing.waiving import covers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgergate.model import Finding, Verdict
    from ledgergate.page.links import Links
    from ledgergate.policy import Policy
    from ledgergate.policy.model import Waiver

EVIDENCE = ("evidence-missing-path", "evidence-moved", "evidence-empty", "wrong-link")
_SOON = 14  # days, as LG902 has them


def findings(verdict: Verdict) -> list[Finding]:
    """In the order of every other format."""
    return ordered(verdict.findings)


def told(found: Sequence[Finding], links: Links) -> tuple[Told, ...]:
    return tuple(
        Told(
            one.code, one.rule, one.level, one.key, one.message, one.cure,
            links.place(one.place).but(line=span(one.place)[0]), one.waived_by,
            None if one.introduced is None else not one.introduced,
        )
        for one in found
    )  # fmt: skip


def gone(found: Sequence[Finding]) -> tuple[int, ...]:
    """The open findings about evidence and links that lead nowhere."""
    return tuple(number for number, one in enumerate(found) if one.rule in EVIDENCE and one.waived_by is None)


def outcome(verdict: Verdict) -> Outcome:
    blocking, advisory = len(verdict.blocking), len(verdict.advisory)
    result = "differs" if blocking else "unchecked" if verdict.unchecked else "advice" if advisory else "agrees"
    return Outcome(result, verdict.exit_code, blocking, advisory, len(verdict.waived), len(verdict.fixable))


def extent(verdict: Verdict) -> Extent:
    one = verdict.examined
    return Extent(one.documents, sum(one.items.values()), one.rows, one.totals, one.evidence)


def waivers(policy: Policy, found: Sequence[Finding], today: str, links: Links) -> tuple[Waived, ...]:
    """The policy's waivers, the one first that lapses first. A finding counts for the one that its words name."""
    hides = [0] * len(policy.waivers)
    for one in found:
        if one.waived_by is not None:
            at = next((number for number, by in enumerate(policy.waivers) if _excuses(by, one)), None)
            if at is not None:
                hides[at] += 1
    made = [
        Waived(
            one.rule, one.path, one.key, one.reason, one.owner, one.expires.isoformat(), today, _state(one, today),
            count, links.at(policy.origin, max(1, one.line)),
        )
        for one, count in zip(policy.waivers, hides, strict=True)
    ]  # fmt: skip
    return tuple(sorted(made, key=lambda one: (one.expires, one.rule)))


def _excuses(waiver: Waiver, one: Finding) -> bool:
    said = one.waived_by or ""
    return covers(waiver, one) and said.startswith(waiver.owner) and said.endswith(waiver.reason)


def _state(waiver: Waiver, today: str) -> str:
    from datetime import date

    left = (waiver.expires - date.fromisoformat(today)).days
    return "lapsed" if left < 0 else "soon" if left <= _SOON else "lasting"


def missed(verdict: Verdict, links: Links) -> tuple[Missed, ...]:
    return tuple(
        Missed(links.said(one.message), one.cure, links.place(one.place) if one.place is not None else None)
        for one in verdict.unchecked
    )


def skipped(verdict: Verdict) -> tuple[Skipped, ...]:
    return tuple(Skipped(one.rule, one.reason) for one in verdict.not_run)
