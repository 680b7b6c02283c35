"""Looks at a repository's documents and proposes a policy: what is recognised is tried on the documents first."""

from __future__ import annotations

from ledgergate.init.proposal import Proposal, propose

__all__ = ["Proposal", "propose"]
