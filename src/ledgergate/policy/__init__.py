"""The policy room: the bytes of ledgergate.toml in, a Policy or every mistake at once out."""

from __future__ import annotations

from ledgergate.policy.governed import bound, governed, level, matches
from ledgergate.policy.home import HOMES, LIMIT, load, locate
from ledgergate.policy.model import Policy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["HOMES", "LIMIT", "Policy", "bound", "governed", "level", "load", "locate", "matches", "schema"]


def schema() -> dict[str, Any]:
    """The JSON Schema of the policy file, made from the tables that read it."""
    from ledgergate.policy.reference import schema as made

    return made()
