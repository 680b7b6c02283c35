"""Every binding of a side's policy, with what it read. It is a question of the side: nothing is noted while reading."""

from __future__ import annotations

from ledgergate.coverage.binding import Binding
from ledgergate.coverage.columns import columns
from ledgergate.coverage.fields import fields
from ledgergate.coverage.places import places
from ledgergate.coverage.truths import truths

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ledgergate.sides import Side

__all__ = ("Binding", "bindings")


def bindings(side: Side) -> tuple[Binding, ...]:
    """What each binding of the policy reads here; ask the side for it."""
    return (*fields(side), *columns(side), *places(side), *truths(side))
