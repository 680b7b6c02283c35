"""Which states are compared: a hook, a staged commit, a push, a CI run, a plain run. Bytes are `git`'s business."""

from __future__ import annotations

from ledgergate.moments.asked import Asked
from ledgergate.moments.change import Change
from ledgergate.moments.look import look

__all__ = ["Asked", "Change", "look"]
