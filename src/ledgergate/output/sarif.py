"""SARIF 2.1.0 for code-scanning services, within GitHub's limits.

Columns are Unicode code points. `partialFingerprints` do not move with lines. A waived finding is a suppressed note.
A check that was stopped is a run without results whose invocation was not successful.
"""

from __future__ import annotations

from ledgergate.output import RuleHelp, encode
from ledgergate.output.wording import fingerprint, headline, not_run, ordered, span, stopped, unchecked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from ledgergate.errors import LedgergateError
    from ledgergate.model import Edit, Finding, Fix, Place, Related, Unchecked, Verdict
    from ledgergate.output import Options

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
RESULTS = 5000  # GitHub takes 25,000 and shows these many
PLACES = 10
TEXT = 1000  # characters of a line; GitHub cuts descriptions at 1,024
LINES = 40
HELP = 60_000
_LEVELS = {"block": "error", "advise": "warning", "off": "none"}


def render(verdict: Verdict, options: Options) -> str:
    rules = _rules(options.rules, verdict.findings)
    index = {rule.code: number for number, rule in enumerate(rules)}
    chosen = _chosen(verdict)
    notes = [headline(verdict), *not_run(verdict.not_run), *verdict.notices, *verdict.states, *verdict.summary]
    if len(chosen) < len(verdict.findings):
        notes.append(
            f"{len(verdict.findings) - len(chosen)} further findings are left out here; --format json lists all"
        )
    invocation = {
        "executionSuccessful": verdict.exit_code != 3,
        "exitCode": verdict.exit_code,
        "toolExecutionNotifications": [
            *(_missed(one) for one in unchecked(verdict)), *(_notification(note, "note") for note in notes)
        ],
    }  # fmt: skip
    return _log(rules, [_result(one, index) for one in chosen], invocation, options)


def not_checked(error: LedgergateError, options: Options) -> str:
    told = [stopped(error), *error.mistakes, *([error.cure] if error.cure else [])]
    invocation = {
        "executionSuccessful": False,
        "exitCode": error.code,
        "exitCodeDescription": _shown(stopped(error)),
        "toolConfigurationNotifications": [_notification(line, "error") for line in told],
    }
    return _log(list(options.rules), [], invocation, options)


def _log(rules: Sequence[RuleHelp], results: list[Any], invocation: dict[str, Any], options: Options) -> str:
    driver: dict[str, Any] = {"name": "ledgergate", "rules": [_rule(one) for one in rules]}
    if options.version:
        driver |= {"version": options.version, "semanticVersion": options.version}
    run = {
        "tool": {"driver": driver},
        "automationDetails": {"id": "ledgergate/"},
        "columnKind": "unicodeCodePoints",
        "invocations": [invocation],
        "results": results,
    }
    return encode.json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _chosen(verdict: Verdict) -> list[Finding]:
    """As many findings as a service shows: what blocks before advice, advice before what is waived."""
    groups = (verdict.blocking, verdict.advisory, verdict.waived)
    return [one for group in groups for one in ordered(group)][:RESULTS]


def _rules(catalogue: Iterable[RuleHelp], findings: Iterable[Finding]) -> list[RuleHelp]:
    """The catalogue, and a bare entry for any code that it does not know."""
    known = {rule.code: rule for rule in catalogue}
    for one in findings:
        known.setdefault(one.code, RuleHelp(one.code, one.rule, one.rule, one.rule))
    return [known[code] for code in sorted(known)]


def _rule(rule: RuleHelp) -> dict[str, Any]:
    level = _LEVELS[rule.level]
    return {
        "id": rule.code,
        "name": _shown(rule.name),
        "shortDescription": {"text": _shown(rule.summary)},
        "fullDescription": {"text": _shown(rule.summary)},
        "help": {
            "text": encode.clipped(rule.help_markdown, HELP),
            "markdown": encode.clipped(rule.help_markdown, HELP),
        },
        "defaultConfiguration": {"level": level, "enabled": level != "none"},
        "properties": {"tags": ["planning"], "precision": "very-high"},
    }


def _result(finding: Finding, index: dict[str, int]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index[finding.code],
        "level": "note" if finding.waived_by is not None else _LEVELS[finding.level],
        "message": {"text": _sentence(finding.message, *(line for cure in finding.cure for line in cure.split("\n")))},
        "locations": [{"physicalLocation": _physical(finding.place, finding.quote)}],
        "partialFingerprints": {"ledgergate/v1": fingerprint(finding)},
        "properties": {"key": finding.key, "side": finding.place.side, "introduced": finding.introduced},
    }
    if finding.related:
        told["relatedLocations"] = [_related(number, one) for number, one in enumerate(finding.related[:PLACES], 1)]
    if finding.fix is not None and finding.fix.edits:
        told["fixes"] = [_fix(finding.fix)]
    if finding.waived_by is not None:
        told["suppressions"] = [
            {"kind": "inSource" if finding.excused else "external", "justification": _shown(finding.waived_by)}
        ]
    return told


def _related(number: int, related: Related) -> dict[str, Any]:
    return {
        "id": number,
        "physicalLocation": _physical(related.place),
        "message": {"text": _sentence(related.message)},
    }


def _physical(place: Place, quote: str = "") -> dict[str, Any]:
    line, column, end_line, end_column = span(place)
    region: dict[str, Any] = {"startLine": line, "startColumn": column}
    if (end_line, end_column) > (line, column):
        region |= {"endLine": end_line, "endColumn": end_column}
    if quote:
        region["snippet"] = {"text": _shown(quote)}
    return {"artifactLocation": {"uri": _uri(place.path)}, "region": region}


def _fix(fix: Fix) -> dict[str, Any]:
    by_path: dict[str, list[Edit]] = {}
    for edit in fix.edits:
        by_path.setdefault(edit.path, []).append(edit)
    changes = [
        {"artifactLocation": {"uri": _uri(path)}, "replacements": [_replacement(edit) for edit in edits]}
        for path, edits in by_path.items()
    ]
    return {"description": {"text": _sentence(fix.title)}, "artifactChanges": changes}


def _replacement(edit: Edit) -> dict[str, Any]:
    deleted = {"byteOffset": edit.start, "byteLength": edit.end - edit.start}
    return {"deletedRegion": deleted, "insertedContent": {"text": edit.text}}


def _notification(text: str, level: str) -> dict[str, Any]:
    return {"level": level, "message": {"text": _sentence(text)}}


def _missed(one: Unchecked) -> dict[str, Any]:
    told: dict[str, Any] = {"level": "error", "message": {"text": _sentence(f"not checked: {one.message}", one.cure)}}
    return told if one.place is None else told | {"locations": [{"physicalLocation": _physical(one.place)}]}


def _uri(path: str) -> str:
    """A relative reference of the path's own bytes; a colon is escaped, so that no path makes a scheme."""
    from urllib.parse import quote

    try:
        own = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # a surrogate that is no byte of a path
        own = path.encode("utf-8", "backslashreplace")
    return quote(own, safe="/") or "."


def _shown(text: str) -> str:
    return encode.terminal(encode.clipped(text, TEXT))


def _sentence(*lines: str) -> str:
    """A SARIF message: brackets would make a link of what somebody wrote."""
    shown = "\n".join(_shown(line) for line in lines[:LINES])
    return shown.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
