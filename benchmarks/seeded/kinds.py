"""What a defect is: a name in plain words, what it is a defect of, and the edits that make it in each world."""

from __future__ import annotations

from typing import NamedTuple

from benchmarks.seeded.edits import WORK, Edits

# What a defect is about. A neighbour says which of these it speaks of.
POSTURE, LEDGER, REPORTS, TRUTH, HISTORY = "posture", "ledger", "reports", "truth", "history"
LINKS, POLICY, TEXT, MARKUP, SYNTAX, HYGIENE = "links", "policy", "text", "markup", "syntax", "hygiene"
GENERATED, CHECKOUT, STYLE = "generated", "checkout", "style"

EVERYTHING = frozenset(
    {CHECKOUT, GENERATED, HISTORY, HYGIENE, LEDGER, LINKS, MARKUP, POLICY, POSTURE, REPORTS, STYLE, SYNTAX, TEXT, TRUTH}
)


class Kind(NamedTuple):
    """`plan` is the defect in the Markdown plan; the others are its counterpart where those worlds have one."""

    name: str
    about: str
    plan: Edits
    doorstop: Edits = ()
    needs: Edits = ()
    openspec: Edits = ()
    branch: str = WORK
    message: str = "Go on with the plan"

    def edits(self, world: str) -> Edits:
        edits: Edits = getattr(self, world)
        return edits
