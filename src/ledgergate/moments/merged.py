"""What merging a change into the newest state of its base would make, where both sides change what matters.

A path that only one side has changed is that side's: for these no git is asked. A path that both have changed is merged
by git itself (2.38 or newer), in a clean room.
"""

from __future__ import annotations

from ledgergate.git.states import Overlay

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from ledgergate.git.snapshot import Snapshot
    from ledgergate.model import Changed
    from ledgergate.moments.change import Change


def merged(change: Change, matters: Callable[[Changed], bool]) -> tuple[Snapshot | None, str]:
    """The state, or None where it tells nothing new, and why there is none although it is wanted.

    `matters` tells of a path that one side has changed whether it is any of the gate's business.
    """
    net = change.onto
    if net is None or not change.base_moved:
        return None, ""
    moved = net.moved()
    own = {one.path: one for one in net.entries()}
    theirs = [one for one in moved.values() if matters(one)]
    if not theirs or not any(map(matters, own.values())):
        return None, ""
    if len(net.bases) == 1 and not any(one.path in own for one in theirs):
        brought = {path: one.after for path, one in moved.items() if path not in own}
        return Overlay(change.after, {}, entries=brought, name="merge"), ""
    if change.after.name == "index":
        return None, ""  # committed first: git merges commits
    return change.merged_state, change.merge_note
