"""A place that runs this gate, and the names of the gate's hooks."""

from __future__ import annotations

from ledgergate.value import Value

DUTIES = ("read-only-posture", "candidate-buckets", "report-drift", "docs-commit")


class Gate(Value):
    """One place that runs the gate: what it is, at which line, and what may keep it from running or from refusing.

    `skips` are known to take its answer away, wherever it stands. `given` is all else that the step and the job say
    and that is not known to be harmless. `keeps` are (list, entry) of lists that let it run: an entry that is gone
    from a list that is still there is a loss. `earlier` are the lines that run before it and what they can do to it, ""
    where that is not known. `duty` is "" where all that the gate looks at is looked at.
    """

    name: str
    line: int
    skips: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()
    keeps: frozenset[tuple[str, str]] = frozenset()
    earlier: tuple[tuple[str, str], ...] = ()
    duty: str = ""
