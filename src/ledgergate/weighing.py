"""Weighing findings: their level, whether the change introduced them, whether a waiver covers them, their order."""

from __future__ import annotations

from ledgergate import policy as policies

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator

    from ledgergate.model import Finding
    from ledgergate.policy import Policy
    from ledgergate.policy.model import Waiver
    from ledgergate.repository import Change
    from ledgergate.request import Request
    from ledgergate.rules.view import Reading


def weigh(findings: Iterable[Finding], reading: Reading, policy: Policy, base: Policy | None, old: list[Finding] | None,
          request: Request, change: Change) -> tuple[Finding, ...]:  # fmt: skip
    """The findings that count, in the order path, line, code."""
    standing = _counted(old or (), reading)
    weighed: list[Finding] = []
    for one in sorted(findings, key=_order):
        level = _strictest(policy, base, one)
        if level == "off":
            continue
        made = one.but(level=level, fingerprint=fingerprint(one, reading), quote=_quote(one, reading))
        if old is not None and made.introduced is None:
            stood = standing[made.fingerprint] > 0
            standing[made.fingerprint] -= stood
            made = made.but(introduced=not stood)
        waiver = _waiver(made, policy, base, request)
        if waiver is not None:
            made = made.but(waived_by=waiver.reason)
        if not (request.new_only and made.introduced is False):
            weighed.append(made)
    return tuple(weighed)


def _order(one: Finding) -> tuple[str, int, str, int]:
    return one.place.path, one.place.line, one.code, one.place.column


def _counted(findings: Iterable[Finding], reading: Reading) -> Counter[str]:
    from collections import Counter

    return Counter(fingerprint(one, reading) for one in findings)


def fingerprint(one: Finding, reading: Reading) -> str:
    """Sixteen hexadecimal digits made of code, key and path; of the line's words where there is no key."""
    from hashlib import sha256

    subject = one.key or " ".join(_quote(one, reading).split())
    return sha256("\0".join((one.code, subject, one.place.path)).encode("utf-8", "surrogateescape")).hexdigest()[:16]


def _quote(one: Finding, reading: Reading) -> str:
    if one.quote or one.place.side == "before" or one.code.startswith("LG1"):
        return one.quote
    document = reading.shelf.known(one.place.path)
    return document.line(one.place.line) if document is not None else ""


def _strictest(policy: Policy, base: Policy | None, one: Finding) -> str:
    """The level under both policies: a change cannot loosen the rule that judges it."""
    ranks = ("off", "advise", "block")
    given = [
        policies.level(each, one.rule, one.code, one.place.path, one.level)
        for each in (policy, base)
        if each is not None
    ]
    return max(given, key=ranks.index)


def _waiver(one: Finding, policy: Policy, base: Policy | None, request: Request) -> Waiver | None:
    for waiver in _standing_waivers(policy, base):
        if waiver.rule not in (one.rule, one.code) or (waiver.key and waiver.key != one.key):
            continue
        if waiver.path and not policies.matches(waiver.path, one.place.path):
            continue
        if waiver.expires.isoformat() >= today(request.today):
            return waiver
    return None


def _standing_waivers(policy: Policy, base: Policy | None) -> Iterator[Waiver]:
    """Waivers that stood before the change: one that it brings cannot clear it."""
    earlier = {waiver.but(line=0) for waiver in base.waivers} if base is not None else None
    return (waiver for waiver in policy.waivers if earlier is None or waiver.but(line=0) in earlier)


def today(given: str) -> str:
    """The date as ISO text: the one given, else the clock's, in UTC."""
    if given:
        return given
    from datetime import datetime, timezone

    return datetime.now(timezone.utc).date().isoformat()
