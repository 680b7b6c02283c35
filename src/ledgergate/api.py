"""What rules of one's own, and tools around the gate, may rely on.

These names keep their meaning within one `VERSION`; a change that could break a caller raises it. Everything else in
the package may change with any release.

    judge(Request(Asked(staged=True)))      the verdict on what is about to be committed
    def check(view: View) -> Iterator[Finding]      a rule: see docs/own-rules.md
"""

from __future__ import annotations

from ledgergate.errors import LedgergateError, Misused, NotChecked, Unreadable
from ledgergate.gate import judge
from ledgergate.model import Document, Finding, Item, Ledger, Place, Related, Report, Rule, Stated, Verdict
from ledgergate.moments import Asked
from ledgergate.request import Request
from ledgergate.rules.view import View, found
from ledgergate.sides import Side

VERSION = 1

__all__ = [
    "VERSION", "Asked", "Document", "Finding", "Item", "Ledger", "LedgergateError", "Misused", "NotChecked", "Place",
    "Related", "Report", "Request", "Rule", "Side", "Stated", "Unreadable", "Verdict", "View", "found", "judge",
]  # fmt: skip
