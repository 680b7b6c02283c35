"""Which items came and which went between two commits, by their keys, ledger by ledger."""

from __future__ import annotations

from collections import Counter

from ledgergate.ledgers.words import key_skeleton, title_skeleton
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    Names = Mapping[str, Mapping[str, str]]  # ledger -> key -> title


class Move(Value):
    """How many items of a ledger are there and were not, and the other way round."""

    added: int
    closed: int


def moves(before: Names, after: Names) -> dict[str, Move]:
    """The moves of each ledger that both know. An item that keeps its title under another key neither came nor went."""
    return {name: _moved(before[name], now) for name, now in after.items() if name in before}


def first(after: Names) -> dict[str, Move]:
    """The moves of a state that nothing came before."""
    return {name: Move(len(now), 0) for name, now in after.items()}


def _moved(then: Mapping[str, str], now: Mapping[str, str]) -> Move:
    if then is now:
        return Move(0, 0)
    came = Counter(_title(key, title) for key, title in now.items() if key not in then)
    went = Counter(_title(key, title) for key, title in then.items() if key not in now)
    renamed = (came & went).total() - min(came[""], went[""])  # without a title nothing is known again
    return Move(came.total() - renamed, went.total() - renamed)


def _title(key: str, title: str) -> str:
    """A title as titles are compared, "" for an item that is called by its key alone."""
    bare = title_skeleton(title)
    return "" if bare != key and key_skeleton(title) == key else bare
