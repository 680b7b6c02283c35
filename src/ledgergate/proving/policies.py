"""Mutants of the policy itself: a ledger, a report or a demand dropped, a pattern taken out, a rule turned off."""

from __future__ import annotations

import re

from ledgergate.policy import level
from ledgergate.proving.mutant import Mutant, replaced
from ledgergate.proving.policy_keys import keys
from ledgergate.rules import CATALOGUE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Document
    from ledgergate.sides import Side

_HEADER = re.compile(rb"(?m)^[ \t]*\[\[?(?:tool\.ledgergate\.)?(?P<name>[^\[\]\n]+)\]\]?[^\n]*\n?")
_DROPPED = ("ledger.", "report", "invariant", "evidence", "truth", "package")
_PATTERNS = re.compile(rb"(?m)^[ \t]*runtime[ \t]*=[ \t]*\[(?P<inside>[^\]]*)\]")
_STRING = re.compile(rb"(?:\"[^\"\n]*\"|'[^'\n]*')[ \t]*,?[ \t]*")
_RULES = re.compile(rb"(?m)^[ \t]*\[(?P<prefix>tool\.ledgergate\.)?rules\][^\n]*\n")


def policies(side: Side) -> Iterator[Mutant]:
    """Each loosening of the policy's file."""
    document = side.documents.document(side.policy.origin)
    if document is not None:
        yield from _dropped(document)
        yield from _unpatterned(document)
        yield from keys(side.policy, document)
        yield from _off(side, document)


def _dropped(document: Document) -> Iterator[Mutant]:
    """The file without one table and the tables below it."""
    headers = list(_HEADER.finditer(document.data))
    for at, one in enumerate(headers):
        name = one["name"].strip().decode()
        parts = name.split(".")
        if not (name in _DROPPED or (name.startswith("ledger.") and len(parts) == 2)):
            continue
        below = name.encode() + b"."
        rest = (later for later in headers[at + 1 :] if not later["name"].strip().startswith(below))
        end = next((later.start() for later in rest), len(document.data))
        where = f"line {document.line_of(one.start())}: [{name}] dropped"
        yield Mutant("policy-dropped", where, replaced(document, (one.start(), end, b"")))


def _unpatterned(document: Document) -> Iterator[Mutant]:
    for found in _PATTERNS.finditer(document.data):
        for one in _STRING.finditer(document.data, *found.span("inside")):
            if one[0][1:2] != b"!":
                where = f"line {document.line_of(one.start())}: {one[0].decode().strip(' ,')} taken out"
                yield Mutant("policy-loosened", where, replaced(document, (*one.span(), b"")))


def _off(side: Side, document: Document) -> Iterator[Mutant]:
    """Each rule that blocks, turned off."""
    table = _RULES.search(document.data)
    prefix = b"tool.ledgergate." if document.path == "pyproject.toml" else b""
    for rule in CATALOGUE:
        if level(side.policy, rule.name, rule.code, "", rule.level) != "block":
            continue
        line = f'{rule.name} = "off"\n'.encode()
        said = re.compile(rb"(?m)^[ \t]*\"?(?:%s|%s)\"?[ \t]*=[^\n]*\n?" % (rule.name.encode(), rule.code.encode()))
        there = said.search(document.data, table.end()) if table is not None else None
        if there is not None:
            edit = (*there.span(), line)
        elif table is not None:
            edit = (table.end(), table.end(), line)
        else:
            end = len(document.data)
            edit = (end, end, b"\n[" + prefix + b"rules]\n" + line)
        yield Mutant("rule-off", rule.name, replaced(document, edit))
