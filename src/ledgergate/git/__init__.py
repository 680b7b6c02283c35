"""Reading one repository: processes, objects, the index, trees, snapshots and what differs between them."""

from __future__ import annotations

from ledgergate.git.processes import Limits
from ledgergate.git.snapshot import Snapshot

__all__ = ["Limits", "Snapshot"]
