"""A change: the states that are compared, the entries that differ by git's own plumbing, and what was compared."""

from __future__ import annotations

from ledgergate.errors import NotChecked
from ledgergate.git.comparison import AGAIN, Comparison
from ledgergate.git.differences import undone
from ledgergate.git.states import Overlay, Tree

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ledgergate.git.comparison import Net
    from ledgergate.git.index import IndexFile
    from ledgergate.git.processes import Git
    from ledgergate.git.snapshot import Snapshot
    from ledgergate.model import Changed, Compared
    from ledgergate.moments.history import Commit, Merge


class Change:
    """What the gate judges, as a moment made it. `close` ends every git that still runs; nothing here writes.

    `before` is the state to compare documents with (None without a base), `tip` the base's newest state (for a plain
    commit both are HEAD), `idle` says why there is nothing to judge ("" otherwise: a deleted ref is idle). `comparison`
    is the one with the index, where that is judged. `left` tells what the branch changes since it left the default
    branch, where that is another base; `brought` says that `entries` go without what came from there, and `also` are
    further commits that the change starts from.
    """

    def __init__(
        self,
        git: Git,
        compared: Compared,
        after: Snapshot,
        *,
        branch: str = "",
        tip: str = "",
        heads: tuple[str, ...] = (),
        bases: tuple[str, ...] = (),
        entries: Callable[[], tuple[Changed, ...]] = tuple,
        onto: Net | None = None,
        idle: str = "",
        comparison: Comparison | None = None,
        left: Callable[[], Net | None] | None = None,
        brought: bool = False,
        also: tuple[str, ...] = (),
    ) -> None:
        self.git = git
        self.compared = compared
        self.after = after
        self._branch = branch
        self.idle = idle
        self.bases = bases
        self.heads = heads
        self.tip_oid = tip
        self.onto = onto
        self.comparison = comparison
        self._find = entries
        self._entries: tuple[Changed, ...] | None = None
        self._snapshots: dict[str, Snapshot] = {}
        self._merged: tuple[Tree | None, str] | None = None
        self._left = left
        self._net: tuple[Net | None] | None = None
        self.brought = brought
        self.also = also
        self.looked_back = False  # whether anything was asked that other commits or refs have a say in
        self.branch_asked = False  # whether the branch may have had a say

    @property
    def branch(self) -> str:
        """The short name of the branch that the change is made on, "" where none is known."""
        self.branch_asked = True
        return self._branch

    @property
    def span(self) -> tuple[object, ...]:
        """All that is compared. In one repository equal spans are judged alike, but for what the branch's name says."""
        net = self.net if self.brought else None
        left = (net.tip, net.bases) if net is not None else ()
        return self.compared.but(source=""), self.heads, self.tip_oid, self.bases, self.idle, left

    @property
    def entries(self) -> tuple[Changed, ...]:
        """The changed paths, sorted: those that differ from the base's tip and from any merge base."""
        if self._entries is None:
            self._entries = self._find()
        return self._entries

    @property
    def is_listed(self) -> bool:
        """Whether the entries come from two whole listings or trees, so that no lost line of git's can have hidden one.

        What an index holds where it was listed is compared with its tree by `prove`.
        """
        if self._index is None:
            return False
        _ = self.entries  # whether the index's tree was written is known once it was read
        return self._index.small or bool(self._index.root)

    @property
    def _index(self) -> IndexFile | None:
        return self.comparison.index_file if self.comparison is not None else None

    @property
    def asked(self) -> frozenset[str]:
        """The places that anybody has asked either state about, and which are not below another one of them."""
        places = self.after.asked.union(*[one.asked for one in self._snapshots.values()])
        return frozenset([one for one in places if not _below_another(one, places)])

    @property
    def before(self) -> Snapshot | None:
        if self.compared.before is None:
            return None
        known = self._snapshots.get("before")
        if known is None:
            known = self._snapshots["before"] = self._before()
        return known

    def _before(self) -> Snapshot:
        """Taken from the listing of `after` where all that differs is known: one git less."""
        if self._is_plain and (self._index is None or self.is_listed):
            return Overlay(self.after, {}, entries=undone(self.entries), name=self.tip_oid, side="before")
        return Tree(self.git, self.compared.before or "", side="before")

    @property
    def _is_plain(self) -> bool:
        """Whether the difference is all there is between `before` and `after`."""
        return self.bases == (self.tip_oid,) and self.compared.before == self.tip_oid and not self.idle

    @property
    def tip(self) -> Snapshot | None:
        if not self.tip_oid or self.tip_oid == self.compared.before:
            return self.before
        return self.starting_at(self.tip_oid)

    @property
    def starts(self) -> tuple[Snapshot, ...]:
        """The states whose policies the change starts from, the one first that counts: a policy that came from the
        default branch is none of the change's, and where that was merged, nothing older is."""
        first = self.tip or self.before
        net = self.net if self.brought else None
        found = [] if first is None else [first]
        if net is not None:
            found.insert(0 if self.also else len(found), self.starting_at(net.tip))
        return tuple(found)

    def starting_at(self, oid: str) -> Snapshot:
        """The state of a commit that the change starts from, made once."""
        if oid == self.compared.before and self.before is not None:
            return self.before
        if oid not in self._snapshots:
            self._snapshots[oid] = Tree(self.git, oid, side="before")
        return self._snapshots[oid]

    def further(self) -> tuple[Snapshot, ...]:
        """The states besides `before` that the change starts from: other parents of a merge, other merge bases, and of
        a push that merges the default branch what it merges."""
        others = dict.fromkeys((*self.heads[1:], *self.bases[1:], *self.also))
        return tuple(self.starting_at(oid) for oid in others if oid != self.compared.before)

    def between(self, one: str, other: str) -> Mapping[str, Changed]:
        """The paths that differ between two commits."""
        self.looked_back = True
        comparison = Comparison(self.git, oid=other)
        return comparison.read(comparison.start(one), one)

    def commits(self) -> tuple[Commit, ...]:
        """The commits that the change adds, oldest first; none for a staged change, and where there is no base."""
        self.looked_back |= self.compared.moment != "staged"
        if self.tip_oid in ("", self.git.layout.empty_tree) or self.after.name == "index":
            return ()
        from ledgergate.moments.history import commits

        return commits(self.git, self.tip_oid, self.heads)

    @property
    def net(self) -> Net | None:
        """What the branch changes since it left the default branch, where that is known."""
        if not self._net:
            self._net = (self._left() if self._left is not None else None,)
        return self._net[0]

    def left_at(self) -> tuple[Snapshot, ...]:
        """The states at which the branch left the default branch; none where that is not known."""
        self.looked_back = True
        net = self.net
        return tuple(self.starting_at(oid) for oid in net.bases) if net is not None else ()

    def branch_entries(self) -> tuple[Changed, ...] | None:
        """What the whole branch changes, where it is known where it left the default branch. None otherwise."""
        self.looked_back = True
        net = self.net
        if net is None:
            return None
        return self.entries if (net.tip, net.bases) == (self.tip_oid, self.bases) else net.entries()

    def merges(self) -> tuple[Merge, ...]:
        """The merges among the commits that the change adds; none where there is no base."""
        if not self.tip_oid or not self.heads or self.after.name == "index" or self.heads[0] in self.bases:
            return ()
        from ledgergate.moments.history import merges

        return merges(self.git, self.tip_oid, self.heads[0])

    def branch_names(self) -> tuple[str, ...]:
        """The branch, or with a detached HEAD every local branch that HEAD is the tip of."""
        if self.branch:
            return (self.branch,)
        from ledgergate.moments.branch import branches_at

        return branches_at(self.git, self.heads[0] if self.heads else self.tip_oid)

    @property
    def merge_result(self) -> Tree | None:
        """What merging into the base's tip would make; None where it is not wanted, or not possible (`merge_note`)."""
        if self.base_moved and not self._merged:
            self._merged = self._merge()
        return self._merged[0] if self._merged else None

    @property
    def merged_state(self) -> Snapshot | None:
        """The same, as a state to read."""
        return self.merge_result

    @property
    def merge_note(self) -> str:
        """Why there is no `merge_result` although it was wanted, "" otherwise."""
        _ = self.merge_result
        return self._merged[1] if self._merged else ""

    @property
    def base_moved(self) -> bool:
        """Whether the change is to be merged into a branch that has moved on since: the merge is another state then."""
        return self.onto is not None and self.onto.bases != (self.onto.tip,)

    def _merge(self) -> tuple[Tree | None, str]:
        if self.onto is None or not self.heads or self.after.name == "index":
            return None, "there are no two commits to merge"
        from ledgergate.git.merge import merge_result

        return merge_result(self.git, self.onto.tip, self.heads[0])

    def confirm(self, *places: str) -> None:
        """Compares git's difference with what both states hold at or below these places.

        Where a state is too large to be listed whole, a record that git lost would otherwise go unnoticed.
        """
        if not self._is_plain or self._index is None or self.is_listed or self.before is None:
            return
        then, now = self.before.under(*places), self.after.under(*places)
        differ = {path for path in then.keys() | now.keys() if then.get(path) != now.get(path)}
        if differ != {one.path for one in self.entries if _below_another(one.path, {*places}) or one.path in places}:
            raise NotChecked("git's difference and its two listings do not agree, so nothing was checked.", AGAIN)

    def prove(self) -> None:
        """Raises NotChecked where a list that the verdict rests on is not what git's objects say."""
        self.require_whole_index()
        index = self._index
        if index is not None and index.small and not self.git.claims:
            return  # told by objects alone, and what is staged is not merged
        from ledgergate.git.proof import prove_differences, prove_listing
        from ledgergate.git.trees import root_of

        merged = self._merged[0] if self._merged else None
        for git in (self.git, *([merged.git] if merged is not None else [])):
            prove_differences(git)
        if self.before is None and self.heads and self.after.name == self.heads[0]:
            prove_listing(self.git, self.after, root_of(self.git, self.after.name), self.asked)
        elif index is not None and not index.small and self.is_listed:
            prove_listing(self.git, self.after, index.root, self.after.listed)

    def require_whole_index(self) -> None:
        """Raises NotChecked where the index that was read is damaged: a large one is hashed beside all other work."""
        if self._index is not None:
            self._index.require_whole()

    def put(self, texts: Mapping[str, bytes]) -> None:
        """Take these bytes for the files at these paths, as if somebody had written them. Before anything is asked."""
        from ledgergate.model import Changed, Entry

        under, found = self.after, self._find
        there = {path: entry for path in texts if (entry := under.entry(path)) is not None}
        written = {path: Entry(path, entry.mode, f"memory:{path}") for path, entry in there.items()}
        self.after = Overlay(under, texts, entries=written, name=under.name)

        def entries() -> tuple[Changed, ...]:
            known = {one.path: one for one in found()}
            for path, entry in written.items():
                known[path] = Changed(path, known[path].before if path in known else there[path], entry)
            return tuple(known[path] for path in sorted(known))

        self._find = entries

    def close(self) -> None:
        """Ends what runs and removes the clean room, if one was made. Of a damaged index nothing else can be said."""
        self.git.close()
        if self._merged and self._merged[0] is not None:
            self._merged[0].close()
        self.require_whole_index()

    def __enter__(self) -> Change:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _below_another(path: str, places: set[str]) -> bool:
    return bool(path) and ("" in places or any(path[:at] in places for at, sign in enumerate(path) if sign == "/"))
