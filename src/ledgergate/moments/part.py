"""The part of a change that lies in one folder, as a change of its own: what a workspace is judged by."""

from __future__ import annotations

from ledgergate.git.below import Below, below
from ledgergate.git.comparison import Net
from ledgergate.moments.change import Change

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledgergate.git.snapshot import Snapshot
    from ledgergate.model import Changed
    from ledgergate.moments.history import Commit


class _Cut(Net):
    """What a state changes of a branch, cut to one folder."""

    def __init__(self, whole: Net, folder: str) -> None:
        self.tip, self.bases = whole.tip, whole.bases
        self._whole = whole
        self._folder = folder

    def since(self, commit: str) -> dict[str, Changed]:
        found = below(self._folder, tuple(self._whole.since(commit).values()))
        return {one.path: one for one in found}


class Part(Change):
    """The same states, cut to one folder. What is proved, confirmed and closed is the whole change's affair."""

    def __init__(self, whole: Change, folder: str) -> None:
        super().__init__(
            whole.git, whole.compared, Below(whole.after, folder), branch=whole.branch, tip=whole.tip_oid,
            heads=whole.heads, bases=whole.bases, entries=lambda: below(folder, whole.entries),
            onto=None if whole.onto is None else _Cut(whole.onto, folder),
            idle=whole.idle, brought=whole.brought, also=whole.also,
        )  # fmt: skip
        self._whole = whole
        self._folder = folder

    def _before(self) -> Snapshot:
        return Below(self._whole.before or self._whole.after, self._folder)

    def starting_at(self, oid: str) -> Snapshot:
        if oid == self.compared.before and self.before is not None:
            return self.before
        if oid not in self._snapshots:
            self._snapshots[oid] = Below(self._whole.starting_at(oid), self._folder)
        return self._snapshots[oid]

    def between(self, one: str, other: str) -> Mapping[str, Changed]:
        found = below(self._folder, tuple(self._whole.between(one, other).values()))
        return {one.path: one for one in found}

    def commits(self) -> tuple[Commit, ...]:
        return tuple(one.but(entries=below(self._folder, one.entries)) for one in self._whole.commits())

    @property
    def net(self) -> Net | None:
        net = self._whole.net
        return None if net is None else _Cut(net, self._folder)

    def branch_entries(self) -> tuple[Changed, ...] | None:
        entries = self._whole.branch_entries()
        return None if entries is None else below(self._folder, entries)

    @property
    def merged_state(self) -> Snapshot | None:
        made = self._whole.merge_result
        return None if made is None else Below(made, self._folder)

    @property
    def merge_note(self) -> str:
        return self._whole.merge_note

    def confirm(self, *places: str) -> None:
        self._whole.confirm(*(f"{self._folder}/{one}".removesuffix("/") for one in places))

    def prove(self) -> None:
        """The whole change proves itself."""

    def close(self) -> None:
        """The whole change is closed by whoever opened it."""
