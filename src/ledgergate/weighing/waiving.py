"""Written exceptions at work: which finding each waiver covers, until when, and which it may not clear."""

from __future__ import annotations

from ledgergate import policy as policies
from ledgergate.rules import named
from ledgergate.rules.view import WaiverUse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledgergate.model import Finding
    from ledgergate.policy import Policy
    from ledgergate.policy.model import Waiver
    from ledgergate.rules import Rule


def waive(
    findings: list[Finding], policy: Policy, base: Policy | None, day: str, runs: Iterable[Rule]
) -> tuple[list[Finding], tuple[WaiverUse, ...]]:
    """The findings, waived where one of the policy's waivers clears them, and what became of each waiver."""
    ran = {rule.code: rule for rule in runs}
    uses = [_use(waiver, base, day, ran) for waiver in policy.waivers]
    hid: list[list[Finding]] = [[] for _ in uses]
    refused: list[list[Finding]] = [[] for _ in uses]
    made = []
    for one in findings:
        at = _first(uses, one)
        if at is None:
            made.append(one)
            continue
        clears = uses[at].until >= day or (_renewing(uses[at]) and one.introduced is False)
        (refused if _renewing(uses[at]) and not clears else hid)[at].append(one)
        made.append(one.but(waived_by=_excuse(uses[at])) if clears else one)
    return made, tuple(use.but(hid=tuple(hid[at]), refused=tuple(refused[at])) for at, use in enumerate(uses))


def _excuse(use: WaiverUse) -> str:
    return f"{use.waiver.owner} until {_end(use)}: {use.waiver.reason}"


def summary(uses: Iterable[WaiverUse]) -> Iterator[str]:
    """One sentence on what is waived and which waiver lapses next."""
    used = [use for use in uses if use.hid and _end(use) >= use.day]
    if used:
        hidden = sum(len(use.hid) for use in used)
        first = min(used, key=_end)
        yield (
            f"waived: {_number(hidden, 'finding')} by {_number(len(used), 'waiver')};"
            f" the next lapses on {_end(first)} ({first.waiver.rule}, {first.waiver.owner})"
        )


def _use(waiver: Waiver, base: Policy | None, day: str, ran: dict[str, Rule]) -> WaiverUse:
    """The waiver as it holds for this change: what the base lacks is brought, what the base ends sooner ends sooner."""
    expires, rule = waiver.expires.isoformat(), named(waiver.rule)
    earlier = [one.expires.isoformat() for one in base.waivers if _same(one, waiver)] if base is not None else [expires]
    latest = max(earlier, default="")
    return WaiverUse(
        waiver,
        day,
        min(expires, latest),
        renewed=latest if expires < day <= latest else "",
        brought=not earlier,
        judged=rule is not None and rule.code in ran,
        lasting=rule is not None and "change" not in rule.needs,
    )


def _same(one: Waiver, other: Waiver) -> bool:
    return (named(one.rule), one.path, one.key) == (named(other.rule), other.path, other.key)


def _first(uses: list[WaiverUse], finding: Finding) -> int | None:
    """The number of the waiver that counts for the finding: one that holds before one that does not."""
    covering = [number for number, use in enumerate(uses) if covers(use.waiver, finding)]
    return max(covering, key=lambda number: (uses[number].until, _end(uses[number])), default=None)


def covers(waiver: Waiver, one: Finding) -> bool:
    """Whether a waiver speaks of a finding, whatever the day."""
    if waiver.rule.casefold() not in (one.rule, one.code.casefold()) or waiver.key not in ("", one.key):
        return False
    return not waiver.path or policies.matches(waiver.path, one.place.path)


def _renewing(use: WaiverUse) -> bool:
    """Whether the change brings the waiver, or a later end of it, that would hold today."""
    return use.until < use.day <= use.waiver.expires.isoformat()


def _end(use: WaiverUse) -> str:
    return use.waiver.expires.isoformat() if _renewing(use) else use.until


def _number(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
