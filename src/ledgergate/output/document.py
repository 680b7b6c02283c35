"""The JSON document, version 1: every key of the contract in POLICY.md's order, further keys after them.

A check that was stopped is the same document with `"error"` in it: `compared` and `examined` are null, and the
verdict's exit code is the process's (2, 3 or 4).
"""

from __future__ import annotations

from ledgergate.output import encode
from ledgergate.output.wording import STOPPED, fingerprint, ordered, span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ledgergate.errors import LedgergateError
    from ledgergate.model import Compared, Examined, Finding, Fix, Partition, Place, Related, Unchecked, Verdict
    from ledgergate.output import Options

VERSION = 1


def render(verdict: Verdict, _options: Options) -> str:
    return encode.json(made(verdict))


def not_checked(error: LedgergateError, _options: Options) -> str:
    told: dict[str, Any] = {
        "version": VERSION,
        "compared": None,
        "examined": None,
        "partition": {},
        "not_run": [],
        "findings": [],
        "verdict": {"exit_code": error.code, "blocking": 0, "advisory": 0, "waived": 0},
        "error": {
            "kind": STOPPED.get(error.code, "failed").replace(" ", "-"),
            "message": error.message,
            "mistakes": error.mistakes,
            "cure": error.cure,
        },
    }
    return encode.json(told)


def made(verdict: Verdict) -> dict[str, Any]:
    """The document as plain lists and mappings."""
    return {
        "version": VERSION,
        "compared": _compared(verdict.compared),
        "examined": _examined(verdict.examined),
        "partition": {one.ledger: _partition(one) for one in verdict.partitions},
        "not_run": [{"rule": one.rule, "reason": one.reason} for one in verdict.not_run],
        "findings": [_finding(one) for one in ordered(verdict.findings)],
        "verdict": {
            "exit_code": verdict.exit_code,
            "blocking": len(verdict.blocking),
            "advisory": len(verdict.advisory),
            "waived": len(verdict.waived),
        },
        "notices": verdict.notices,
        "summary": (*verdict.states, *verdict.summary),
        "unchecked": [_unchecked(one) for one in verdict.unchecked],
    } | _moves(verdict)


def _moves(verdict: Verdict) -> dict[str, Any]:
    """What moved, where a format that shows it was asked for as well."""
    if all(one.by_before is None for one in verdict.partitions):
        return {}
    known = ("ledger", "key", "title", "before", "after", "how")
    return {
        "moved": [
            {**{name: getattr(one, name) for name in known}, "path": one.place.path, "line": span(one.place)[0]}
            for one in verdict.moved
        ]
    }


def _compared(compared: Compared) -> dict[str, Any]:
    posture = compared.posture
    place = None if posture.place is None else {"path": posture.place.path, "line": span(posture.place)[0]}
    return {
        "moment": compared.moment,
        "before": compared.before,
        "after": compared.after,
        "source": compared.source,
        "posture": {
            "read_only": posture.read_only,
            "because": posture.because,
            "place": place,
            "quote": posture.quote,
        },
        "notes": compared.notes,
    }


def _examined(examined: Examined) -> dict[str, Any]:
    return {
        "paths_changed": examined.paths_changed,
        "documents": examined.documents,
        "items": dict(examined.items),
        "rows": examined.rows,
        "evidence": examined.evidence,
        "totals": examined.totals,
        "ignored": examined.ignored,
    }


def _partition(partition: Partition) -> dict[str, Any]:
    known = ("before", "added", "merged", "dropped", "renamed", "after")
    made = {name: getattr(partition, name) for name in known} | {"by": dict(partition.by)}
    return made if partition.by_before is None else made | {"by_before": dict(partition.by_before)}


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "rule": finding.rule,
        "level": finding.level,
        **_place(finding.place),
        "key": finding.key,
        "message": finding.message,
        "cure": finding.cure,
        "related": [_related(one) for one in finding.related],
        "fingerprint": fingerprint(finding),
        "introduced": finding.introduced,
        "waived_by": finding.waived_by,
        "quote": finding.quote,
        "fix": None if finding.fix is None else _fix(finding.fix),
    }


def _place(place: Place) -> dict[str, Any]:
    line, column, end_line, end_column = span(place)
    told = {"path": place.path, "line": line, "column": column, "end_line": end_line, "end_column": end_column}
    return told | ({"side": "before"} if place.side == "before" else {})


def _related(related: Related) -> dict[str, Any]:
    return _place(related.place) | {"message": related.message}


def _unchecked(one: Unchecked) -> dict[str, Any]:
    place = {"path": None, "line": None} if one.place is None else {"path": one.place.path, "line": one.place.line}
    return {**place, "message": one.message, "cure": one.cure}


def _fix(fix: Fix) -> dict[str, Any]:
    """Offsets are bytes of the judged file."""
    edits = [{"path": one.path, "start": one.start, "end": one.end, "text": one.text} for one in fix.edits]
    return {"title": fix.title, "safe": fix.safe, "edits": edits}
