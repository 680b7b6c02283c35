"""Mutants of what runs and what excuses: each file that runs the gate, and each waiver's date."""

from __future__ import annotations

import datetime
import re

from ledgergate.control import is_control, may_be_control
from ledgergate.control.reading import gates
from ledgergate.proving.mutant import Mutant, replaced

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.control.gates import Gate
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
        runs = _gates(side, path, document.data)
        if runs:
            yield Mutant("gate-removed", path, {path: None})
            yield Mutant("gate-emptied", path, {path: b""})
        for one in runs:
            yield from _disarmed(side, document, one.line, runs)


def _gates(side: Side, path: str, data: bytes) -> list[Gate]:
    entry = side.snapshot.entry(path)
    executable = entry is not None and entry.mode == "100755"
    return list(gates(path, data, executable=executable, other=lambda other: _bytes(side, other)))


def _bytes(side: Side, path: str) -> bytes:
    found = side.documents.document(path)
    return found.data if found is not None else b""


def _disarmed(side: Side, document: Document, line: int, runs: list[Gate]) -> Iterator[Mutant]:
    """The gate with the name of something else: the first place from its line on that its runner goes by.

    A hook of the repository's own is run by its `entry`, whatever its `id` is.
    """
    if line > len(document.line_starts):
        return
    for found in _NAME.finditer(document.data, document.line_starts[line - 1]):
        edit = replaced(document, (*found.span(), b"true"))
        if _unnamed(_gates(side, document.path, edit[document.path] or b"")) != _unnamed(runs):
            yield Mutant("gate-replaced", f"{document.path}:{document.line_of(found.start())}", edit)
            return


def _unnamed(runs: list[Gate]) -> list[Gate]:
    """What runs, however it is called."""
    return [one.but(name="", line=0) for one in runs]


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
