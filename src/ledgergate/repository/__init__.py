"""The only room that knows git: which states are compared, what differs between them, and what they hold."""

from __future__ import annotations

from ledgergate.repository.asked import Asked, Limits
from ledgergate.repository.change import Change, Commit
from ledgergate.repository.moments import look
from ledgergate.repository.snapshot import Snapshot

__all__ = ["Asked", "Change", "Commit", "Limits", "Snapshot", "look"]
