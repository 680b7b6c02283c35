"""The policy that a state holds, for the verbs that show one; and why it holds none, where one lies beside it."""

from __future__ import annotations

import os

from ledgergate import policy as policies
from ledgergate.errors import Misused, NoPolicy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from ledgergate.git import Snapshot
    from ledgergate.moments import Change
    from ledgergate.policy import Policy


def own_policy(of: Callable[[Snapshot], Policy], change: Change) -> Policy:
    """The policy `of` the state that the change leaves behind. Raises Misused where there is none, or with mistakes."""
    try:
        return of(change.after)
    except NoPolicy:
        require_tracked(change)
        raise


def require_tracked(change: Change) -> None:
    """Raises Misused where a policy lies in the work tree that the state does not hold yet, as after `init`."""
    top = change.git.layout.top
    if not top or any(change.after.entry(home) is not None for home in policies.HOMES):
        return
    lies = [home for home in policies.HOMES[:-1] if os.path.isfile(os.path.join(top, home))]
    if lies and change.compared.source == "--tree":
        raise Misused(
            f"no policy: {lies[0]} lies here, and what is looked at does not have it",
            f"Commit it; until then run `git add {lies[0]}` and look at the index with `--staged`.",
        )
    if lies:
        raise Misused(
            f"no policy is tracked: {lies[0]} is there and not added",
            f"Run `git add {lies[0]}`, or judge by it as it lies there with `--policy {lies[0]}`.",
        )
