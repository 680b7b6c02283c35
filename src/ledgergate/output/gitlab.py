"""GitLab's code quality report: an array of places, `[]` when nothing was found.

Waived findings are left out: the widget would show them as faults. A check that was stopped is one blocker, because
an empty array would say that all is well.
"""

from __future__ import annotations

from ledgergate.output import encode
from ledgergate.output.wording import digest, fingerprint, ordered, span, stopped, unchecked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ledgergate.errors import LedgergateError
    from ledgergate.model import Finding, Place, Verdict
    from ledgergate.output import Options

_LONGEST = 1000
_SEVERITY = {"block": "major"}


def render(verdict: Verdict, _options: Options) -> str:
    seen: dict[str, int] = {}
    told = []
    for one in ordered((*verdict.blocking, *verdict.advisory)):
        mark = fingerprint(one)
        seen[mark] = seen.get(mark, 0) + 1
        told.append(_entry(one, mark if seen[mark] == 1 else digest(mark, str(seen[mark]))))
    told += [_missed(f"not checked: {one.message} {one.cure}", one.message, one.place) for one in unchecked(verdict)]
    return encode.json(told)


def not_checked(error: LedgergateError, _options: Options) -> str:
    text = " ".join([stopped(error), *error.mistakes, *([error.cure] if error.cure else [])])
    return encode.json([_missed(text, error.message)])


def _missed(text: str, message: str, place: Place | None = None) -> dict[str, Any]:
    path, line = ("ledgergate.toml", 1) if place is None else (encode.terminal(place.path), place.line)
    return {
        "description": _shown(text),
        "check_name": "not-checked",
        "fingerprint": digest("not-checked", message),
        "severity": "blocker",
        "location": {"path": path, "lines": {"begin": line}},
    }


def _entry(finding: Finding, mark: str) -> dict[str, Any]:
    """The widget tells entries apart by their fingerprint and drops the second of two equal ones."""
    line, _, end_line, _ = span(finding.place)
    return {
        "description": _shown(f"{finding.code} {finding.rule}: {finding.message}"),
        "check_name": f"{finding.code} {finding.rule}",
        "fingerprint": mark,
        "severity": _SEVERITY.get(finding.level, "info"),
        "location": {"path": encode.terminal(finding.place.path), "lines": {"begin": line, "end": end_line}},
    }


def _shown(text: str) -> str:
    return encode.terminal(encode.clipped(text, _LONGEST))
