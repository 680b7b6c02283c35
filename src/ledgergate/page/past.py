"""What the page knows of the time before its state: the values of its charts, commit by commit."""

from __future__ import annotations

from ledgergate.value import Value


class Moment(Value):
    """A commit of the history, judged as `ledgergate history` judges it: by the policy that it holds, on its own day.

    `known` is false where it could not be judged, or not all of it, `why` says the reason; its numbers are null then.
    `blocking` and `advisory` count the open findings.
    """

    oid: str
    date: str
    subject: str
    known: bool
    why: str
    drifted: int | None
    dead: int | None
    unclassified: int | None
    blocking: int | None
    advisory: int | None
    waived: int | None

    @property
    def wrong(self) -> tuple[int | None, ...]:
        """What the chart of what was wrong lays on each other."""
        return self.drifted, self.dead, self.unclassified


class Strand(Value):
    """A class of a ledger, "" for none, and how many items it had at each moment; null where that is not known."""

    value: str
    text: str
    counts: tuple[int | None, ...]


class Course(Value):
    """How a ledger was parted at each moment. `by` begins with the classes of today's partition in their order, which
    gives them its colours; those that have gone since come after. `peak` is the most items at any moment."""

    ledger: str
    title: str
    field: str
    peak: int
    items: tuple[int | None, ...]
    by: tuple[Strand, ...]


class History(Value):
    """The last commits up to the state that changed a governed document, oldest first; `last` is how many were asked
    for. `wrong_peak` is the most that was wrong at any moment, null where fewer than two moments say it. `notes` say
    where the history is not whole, or why there is none."""

    last: int
    moments: tuple[Moment, ...]
    ledgers: tuple[Course, ...]
    wrong_peak: int | None
    notes: tuple[str, ...]
