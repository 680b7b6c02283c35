"""A place that runs this gate, and the names of the gate's hooks."""

from __future__ import annotations

from ledgergate.value import Value

DUTIES = ("read-only-posture", "candidate-buckets", "report-drift", "docs-commit")


class Gate(Value):
    """One place that runs the gate: what it is, at which line, and what may keep it from running or from refusing."""

    name: str
    line: int
    skips: frozenset[str] = frozenset()
