"""One state of the repository, read as a whole: what the verbs that show something look at."""

from __future__ import annotations

from contextlib import contextmanager

from ledgergate import policy as policies
from ledgergate.documents import Documents
from ledgergate.moments import look
from ledgergate.reading import read_all
from ledgergate.rules import NAMES
from ledgergate.sides import Side

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.moments import Asked, Change


@contextmanager
def state(asked: Asked) -> Iterator[tuple[Side, Change]]:
    """The state that is asked for, under its own policy. What can be read is; `unread` tells the rest.

    Raises Misused without a policy, NotChecked where there is no such state.
    """
    change = look(asked)
    try:
        there = [home for home in policies.HOMES if change.after.entry(home) is not None]
        given = {path: document.data for path, document in change.after.read(there).items()}
        side = Side(
            Documents(change.after), policies.load(given, NAMES), lambda made: read_all(made, strict=True, patient=True)
        )
        side.read()
        yield side, change
    finally:
        change.close()


def unread(side: Side) -> tuple[str, ...]:
    """What could not be read of the state: a document that cannot be parsed, a source in which nothing was found."""
    every = (*side.read().missed, *side.documents.unreadable.values())
    return tuple(dict.fromkeys(f"not checked: {one.message}" for one in every))
