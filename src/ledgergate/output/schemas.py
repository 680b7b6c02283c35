"""The JSON Schemas of the documents that commands print with `--format json`, version 1 each.

A later ledgergate may add keys; none of these goes away or changes its meaning within a version.
"""

from __future__ import annotations

from ledgergate.output.meanings import described

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_NUMBER: Schema = {"type": "integer"}
_TRUTH: Schema = {"type": "boolean"}
_VERSION: Schema = {"const": 1}
_MAYBE_TEXT: Schema = {"type": ["string", "null"]}
_MAYBE_NUMBER: Schema = {"type": ["integer", "null"]}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_MAYBE_COUNT: Schema = {"type": ["integer", "null"], "minimum": 0}
_LINE: Schema = {"type": "integer", "minimum": 1}
_MAYBE_LINE: Schema = {"type": ["integer", "null"], "minimum": 1}
_PERCENT: Schema = {"type": "number", "minimum": 0, "maximum": 100}


def schema(command: str) -> Schema:
    """The schema (draft 7) of what a command prints."""
    title = f"What `ledgergate {command} --format json` prints, version 1"
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": title,
        **described(SCHEMAS[command], command),
    }


def _record(**keys: Schema) -> Schema:
    """An object that has all of these keys."""
    return {"type": "object", "required": list(keys), "properties": keys}


def _some(record: Schema, **keys: Schema) -> Schema:
    """The same object, which may have these keys, too."""
    return {**record, "properties": {**record["properties"], **keys}}


def _list(entry: Schema) -> Schema:
    return {"type": "array", "items": entry}


def _map(value: Schema) -> Schema:
    return {"type": "object", "additionalProperties": value}


def _or_none(value: Schema) -> Schema:
    return {"anyOf": [value, {"type": "null"}]}


_EQUATION = _record(
    before=_MAYBE_COUNT, added=_COUNT, merged=_COUNT, dropped=_COUNT, renamed=_COUNT, after=_COUNT, by=_map(_COUNT),
)  # fmt: skip
_MOVED = _record(
    ledger=_TEXT, key=_TEXT, title=_TEXT, before=_MAYBE_TEXT, after=_MAYBE_TEXT, how=_TEXT, path=_TEXT, line=_NUMBER,
)  # fmt: skip
_SPAN = {"path": _TEXT, "line": _NUMBER, "column": _NUMBER, "end_line": _NUMBER, "end_column": _NUMBER}
_BEFORE = {"side": {"const": "before"}}
_AT = _record(path=_TEXT, line=_NUMBER)
_EDIT = _record(path=_TEXT, start=_NUMBER, end=_NUMBER, text=_TEXT)
_FINDING = _some(
    _record(
        code=_TEXT, rule=_TEXT, level={"enum": ["block", "advise"]}, **_SPAN, key=_TEXT, message=_TEXT,
        cure=_list(_TEXT), related=_list(_some(_record(**_SPAN, message=_TEXT), **_BEFORE)), fingerprint=_TEXT,
        introduced={"type": ["boolean", "null"]}, waived_by=_MAYBE_TEXT, quote=_TEXT,
        fix=_or_none(_record(title=_TEXT, safe=_TRUTH, edits=_list(_EDIT))),
    ),
    **_BEFORE,
)  # fmt: skip
_POSTURE = _record(read_only=_TRUTH, because=_TEXT, place=_or_none(_AT), quote=_TEXT)
_COMPARED = _record(moment=_TEXT, before=_MAYBE_TEXT, after=_TEXT, source=_TEXT, posture=_POSTURE, notes=_list(_TEXT))
_EXAMINED = _record(
    paths_changed=_NUMBER, documents=_NUMBER, items=_map(_NUMBER), rows=_NUMBER, evidence=_NUMBER, totals=_NUMBER,
    ignored=_NUMBER,
)  # fmt: skip
_CHECK = _some(
    _record(
        version=_VERSION, compared=_or_none(_COMPARED), examined=_or_none(_EXAMINED),
        partition=_map(_some(_EQUATION, by_before=_map(_NUMBER))),
        not_run=_list(_record(rule=_TEXT, reason=_TEXT)), findings=_list(_FINDING),
        verdict=_record(exit_code=_NUMBER, blocking=_NUMBER, advisory=_NUMBER, waived=_NUMBER),
    ),
    notices=_list(_TEXT), summary=_list(_TEXT), moved=_list(_MOVED),
    unchecked=_list(_record(path=_MAYBE_TEXT, line=_MAYBE_NUMBER, message=_TEXT, cure=_TEXT)),
    error=_record(kind=_TEXT, message=_TEXT, mistakes=_list(_TEXT), cure=_TEXT),
)  # fmt: skip
_ITEMS = _record(
    version=_VERSION, ledger=_TEXT,
    items=_list(_record(key=_TEXT, title=_TEXT, path=_MAYBE_TEXT, line=_MAYBE_LINE, fields=_map(_MAYBE_TEXT))),
    partition=_or_none(_EQUATION), unread=_list(_record(path=_TEXT, line=_LINE, why=_TEXT, cure=_TEXT)),
)  # fmt: skip
_SAID = _list(
    _record(
        ledger=_TEXT,
        what=_TEXT,
        text=_TEXT,
        value=_MAYBE_TEXT,
        path=_TEXT,
        line=_MAYBE_NUMBER,
        binding=_MAYBE_TEXT,
        agrees={"type": ["boolean", "null"]},
    )
)
_EVENT = _record(
    ledger=_TEXT, oid=_TEXT, date=_TEXT, subject=_TEXT, what=_TEXT, field=_MAYBE_TEXT, before=_MAYBE_TEXT,
    after=_MAYBE_TEXT, path=_TEXT, line=_NUMBER,
)  # fmt: skip
_WHY = _record(
    version=_VERSION, key=_TEXT, places=_SAID, fields=_SAID, reports=_SAID, citations=_SAID, dispositions=_SAID,
    history=_list(_EVENT),
    findings=_list(
        _record(
            code=_TEXT, rule=_TEXT, level=_TEXT, path=_TEXT, line=_NUMBER, message=_TEXT, cure=_list(_TEXT),
            fix=_MAYBE_TEXT, waived_by=_MAYBE_TEXT,
        )
    ),
    notes=_list(_TEXT),
)  # fmt: skip
_LEFT = _record(path=_TEXT, line=_NUMBER, code=_TEXT, rule=_TEXT, key=_TEXT, why=_TEXT)
_FIX = _record(
    version=_VERSION,
    written=_list(
        _record(path=_TEXT, edits=_list(_record(code=_TEXT, rule=_TEXT, key=_TEXT, line=_NUMBER, title=_TEXT)))
    ),
    left=_list(_LEFT), open=_list(_TEXT),
)  # fmt: skip
_MAY = _record(
    version=_VERSION, allowed=_TRUTH,
    paths=_list(_record(path=_TEXT, allowed=_TRUTH, because=_TEXT, place=_or_none(_AT))),
)  # fmt: skip
_COVERAGE = _record(
    version=_VERSION,
    documents=_list(
        _record(
            path=_TEXT, lines=_COUNT, checked=_COUNT, ignored=_COUNT, unread=_COUNT, items=_COUNT, cells=_COUNT,
            numbers=_record(checked=_COUNT, free=_COUNT), links=_COUNT,
        )
    ),
    bindings=_list(_record(where=_TEXT, line=_COUNT, read=_COUNT, hits=_COUNT)), percent=_PERCENT,
)  # fmt: skip
_FATES = _record(mutants=_NUMBER, killed=_NUMBER, survived=_NUMBER, equivalent=_NUMBER)
_PROVE = _record(
    version=_VERSION, mutants=_NUMBER, killed=_NUMBER, survived=_NUMBER, equivalent=_NUMBER, score={"type": "number"},
    honest=_NUMBER, honest_refused=_NUMBER, kinds=_map({**_FATES, "properties": {
        **_FATES["properties"], "rules": _map(_NUMBER), "reasons": _map(_NUMBER)}}),
    survivors=_list(_record(kind=_TEXT, what=_TEXT, diff=_TEXT, why=_TEXT, would_catch=_TEXT)),
    refused=_list(_record(kind=_TEXT, what=_TEXT, diff=_TEXT, rules=_list(_TEXT), why=_TEXT)),
)  # fmt: skip
_COUNTS = _record(
    items=_map(_MAYBE_NUMBER), by=_map(_or_none(_map(_NUMBER))), added=_map(_MAYBE_NUMBER), closed=_map(_MAYBE_NUMBER),
    unclassified=_MAYBE_NUMBER, drifted=_NUMBER, dead_evidence=_NUMBER, waived=_NUMBER, blocking=_NUMBER,
    advisory=_NUMBER,
)  # fmt: skip
_HISTORY = _record(
    version=_VERSION, policy=_TEXT,
    commits=_list(
        _record(
            oid=_TEXT, date=_TEXT, subject=_TEXT, tags=_list(_TEXT), checked=_TRUTH, exit_code=_NUMBER,
            counts=_or_none(_COUNTS), findings=_or_none(_map(_NUMBER)), readiness=_or_none(_map(_TEXT)),
            notes=_list(_TEXT),
        )
    ),
)  # fmt: skip
_REPLAY = _record(
    version=_VERSION, policy=_TEXT,
    merges=_list(
        _record(
            oid=_TEXT, date=_TEXT, subject=_TEXT, exit_code=_NUMBER, rules=_map(_NUMBER), introduced=_map(_NUMBER),
            note=_TEXT,
        )
    ),
    rules=_map(
        _record(
            code=_TEXT, level=_TEXT, merges=_NUMBER, findings=_NUMBER, introduced=_NUMBER, mended=_NUMBER,
            mended_after=_MAYBE_NUMBER, stood=_NUMBER, too_new=_NUMBER, not_told=_NUMBER,
        )
    ),
    refused=_NUMBER, refused_for_their_own=_NUMBER, not_judged=_NUMBER, tighten_first=_MAYBE_TEXT,
    may_be_noise=_list(_TEXT),
)  # fmt: skip
# The endpoint schema of badge services, which has its own name for its version.
_BADGE = _record(
    schemaVersion=_VERSION, label=_TEXT, message=_TEXT,
    color={"enum": ["brightgreen", "red", "yellow", "lightgrey"]}, isError=_TRUTH,
)  # fmt: skip
SCHEMAS = {
    "badge": _BADGE, "check": _CHECK, "coverage": _COVERAGE, "fix": _FIX, "history": _HISTORY, "items": _ITEMS,
    "may": _MAY, "prove": _PROVE, "replay": _REPLAY, "why": _WHY,
}  # fmt: skip
