"""A change that nobody made: two states at hand, and what differs between them."""

from __future__ import annotations

from ledgergate.model import Compared
from ledgergate.moments.change import Change

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ledgergate.git.processes import Git
    from ledgergate.git.snapshot import Snapshot
    from ledgergate.model import Changed


class Imagined(Change):
    """A change from one state at hand to another, on a branch of any name. Its git is whoever's the states are."""

    def __init__(
        self, git: Git, before: Snapshot, after: Snapshot, changed: tuple[Changed, ...], branch: str = ""
    ) -> None:
        super().__init__(
            git, Compared("staged", before.name, after.name, "imagined"), after, branch=branch, entries=lambda: changed
        )
        self._snapshots["before"] = before

    def branch_names(self) -> tuple[str, ...]:
        """The one branch, if any: HEAD has no say."""
        return (self.branch,) if self.branch else ()
