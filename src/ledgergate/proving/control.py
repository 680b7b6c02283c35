"""Mutants of what runs and what excuses: each file that runs the gate, and each waiver's date."""

from __future__ import annotations

import datetime
import re

from ledgergate.control import is_control, may_be_control
from ledgergate.control.reading import gates
from ledgergate.proving.mutant import Mutant, line_end, line_start, replaced

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Document
    from ledgergate.sides import Side

_EXPIRES = re.compile(rb"(?m)\bexpires[ \t]*=[ \t]*(?P<date>\d{4}-\d\d-\d\d)")
_NAME = re.compile(rb"ledgergate[\w-]*")
_LONG_AGO = b"2001-01-01"


def runners(side: Side) -> Iterator[Mutant]:
    """Each file that runs the gate: gone, empty, and with another command in the gate's place."""
    for path in filter(may_be_control, side.snapshot.paths()):
        document = side.documents.document(path) if is_control(path) else None
        if document is None:
            continue
        entry = side.snapshot.entry(path)
        runs = gates(
            path, document.data, executable=entry is not None and entry.mode == "100755",
            other=lambda other: _bytes(side, other),
        )  # fmt: skip
        if runs:
            yield Mutant("gate-removed", path, {path: None})
            yield Mutant("gate-emptied", path, {path: b""})
        for one in runs:
            yield from _disarmed(document, one.line)


def _bytes(side: Side, path: str) -> bytes:
    found = side.documents.document(path)
    return found.data if found is not None else b""


def _disarmed(document: Document, line: int) -> Iterator[Mutant]:
    """The gate's line with the name of something else."""
    if line > len(document.line_starts):
        return
    start = document.line_starts[line - 1]
    found = _NAME.search(document.data, line_start(document, start), line_end(document, start))
    if found is not None:
        edit = replaced(document, (*found.span(), b"true"))
        yield Mutant("gate-replaced", f"{document.path}:{line}", edit)


def waivers(side: Side) -> Iterator[Mutant]:
    """Each waiver with a date that is over."""
    document, today = side.documents.document(side.policy.origin), datetime.date.today()
    for one in side.policy.waivers if document is not None else ():
        if document is None or not 0 < one.line <= len(document.line_starts) or one.expires < today:
            continue
        found = _EXPIRES.search(document.data, document.line_starts[one.line - 1])
        if found is not None:
            edit = replaced(document, (*found.span("date"), _LONG_AGO))
            yield Mutant("waiver-lapsed", f"{one.rule} {one.path or one.key}", edit)
