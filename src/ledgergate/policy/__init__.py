"""Bytes of ledgergate.toml in, a Policy or every mistake at once out."""

from __future__ import annotations

from ledgergate.policy.governed import bound, governed, level, matches
from ledgergate.policy.model import HOMES, LIMIT, Policy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

__all__ = ["HOMES", "LIMIT", "Policy", "bound", "governed", "level", "load", "locate", "matches", "schema"]


def load(documents: dict[str, bytes], rules: frozenset[str] = frozenset(), limit: int = LIMIT) -> Policy:
    """The policy of the home among `documents` (path -> bytes), or of the one document of another name.

    `rules` are the known rule names and codes; without them rule names are taken as they are. Raises Misused with
    every mistake there is: `path:line: key: what was expected`.
    """
    from ledgergate.policy.home import load as read  # what reads TOML is dear, and a policy may be remembered

    return read(documents, rules, limit)


def locate(present: dict[str, bytes] | Iterable[str]) -> str:
    """The home that holds the policy: of a dict of homes to bytes, or of names of homes that hold one.

    Raises Misused where there is none, and where there are two. A `pyproject.toml` whose bytes are given counts
    only where it has `[tool.ledgergate]`.
    """
    from ledgergate.policy.home import locate as found

    return found(present)


def schema() -> dict[str, Any]:
    """The JSON Schema of the policy file, made from the tables that read it."""
    from ledgergate.policy.reference import schema as made

    return made()
