"""Written exceptions at work: which finding each waiver covers, until when, and which it may not clear."""

from __future__ import annotations

from ledgergate import policy as policies
from ledgergate.rules import named
from ledgergate.rules.view import WaiverUse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ledgergate.model import Finding
    from ledgergate.policy.model import Waiver
    from ledgergate.rules import Rule


def waive(
    findings: list[Finding], waivers: Iterable[Waiver], known: Iterable[Waiver] | None, day: str, runs: Iterable[Rule]
) -> tuple[list[Finding], tuple[WaiverUse, ...]]:
    """The findings, waived where one of the waivers clears them, and what became of each waiver.

    `known` are those that stood where the change starts from; None without such a state.
    """
    ran = {rule.code: rule for rule in runs}
    ends = None if known is None else _ends(known)
    uses = [_use(waiver, ends, day, ran) for waiver in waivers]
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
        made.append(one.but(waived_by=_said(uses[at]), excused=bool(uses[at].waiver.covers)) if clears else one)
    return made, tuple(use.but(hid=tuple(hid[at]), refused=tuple(refused[at])) for at, use in enumerate(uses))


def _said(use: WaiverUse) -> str:
    return f"{use.waiver.owner} until {_end(use)}: {use.waiver.reason}"


def summary(uses: Iterable[WaiverUse]) -> Iterator[str]:
    """One sentence on what is waived and which waiver lapses next."""
    used = [use for use in uses if use.hid and _end(use) >= use.day]
    if used:
        hidden = sum(len(use.hid) for use in used)
        excuses = sum(bool(use.waiver.covers) for use in used)
        kinds = [
            _number(count, what) for count, what in ((len(used) - excuses, "waiver"), (excuses, "excuse")) if count
        ]
        first = min(used, key=_end)
        yield (
            f"waived: {_number(hidden, 'finding')} by {' and '.join(kinds)};"
            f" the next lapses on {_end(first)} ({first.waiver.rule}, {first.waiver.owner})"
        )


def _ends(known: Iterable[Waiver]) -> dict[tuple[object, ...], str]:
    """The last day of each thing that is waived."""
    ends: dict[tuple[object, ...], str] = {}
    for one in known:
        ends[_subject(one)] = max(one.expires.isoformat(), ends.get(_subject(one), ""))
    return ends


def _use(waiver: Waiver, ends: Mapping[tuple[object, ...], str] | None, day: str, ran: Mapping[str, Rule]) -> WaiverUse:
    """The waiver as it holds for this change: what the base lacks is brought, what the base ends sooner ends sooner."""
    expires, rule = waiver.expires.isoformat(), named(waiver.rule)
    latest = expires if ends is None else ends.get(_subject(waiver), "")
    return WaiverUse(
        waiver,
        day,
        min(expires, latest),
        renewed=latest if expires < day <= latest else "",
        brought=not latest,
        judged=rule is not None and rule.code in ran,
        lasting=rule is not None and "change" not in rule.needs,
    )


def _subject(waiver: Waiver) -> tuple[object, ...]:
    """What a waiver waives; an excuse's line is known by its words, since lines above it come and go."""
    return named(waiver.rule), waiver.path, waiver.key, bool(waiver.covers), waiver.quote


def _first(uses: list[WaiverUse], finding: Finding) -> int | None:
    """The number of the waiver that counts for the finding: one that holds before one that does not."""
    covering = [number for number, use in enumerate(uses) if covers(use.waiver, finding)]
    return max(covering, key=lambda number: (uses[number].until, _end(uses[number])), default=None)


def covers(waiver: Waiver, one: Finding) -> bool:
    """Whether a waiver speaks of a finding, whatever the day."""
    if waiver.rule.casefold() not in (one.rule, one.code.casefold()) or waiver.key not in ("", one.key):
        return False
    if waiver.covers:
        return (one.place.path, one.place.line, one.place.side) == (waiver.path, waiver.covers, "after")
    return not waiver.path or policies.matches(waiver.path, one.place.path)


def _renewing(use: WaiverUse) -> bool:
    """Whether the change brings the waiver, or a later end of it, that would hold today."""
    return use.until < use.day <= use.waiver.expires.isoformat()


def _end(use: WaiverUse) -> str:
    return use.waiver.expires.isoformat() if _renewing(use) else use.until


def _number(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
