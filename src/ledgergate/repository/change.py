"""A change: two snapshots, the entries that differ by git's own plumbing, and what was compared."""

from __future__ import annotations

from ledgergate.errors import NotChecked
from ledgergate.repository import differences
from ledgergate.repository.differences import undone
from ledgergate.repository.git import DIFF
from ledgergate.repository.states import TREE, Overlay, Tree, tree_listing
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ledgergate.model import Changed, Compared
    from ledgergate.repository.git import Call, Git
    from ledgergate.repository.index import Seen
    from ledgergate.repository.snapshot import Snapshot


_AGAIN = "Run it again; if it stays so: git fsck"


class Commit(Value):
    """One commit of a range. A merge's entries are what differs from every parent."""

    oid: str
    subject: str
    parents: tuple[str, ...]
    entries: tuple[Changed, ...]


class Judged(Value):
    """What is compared with commits: a commit's tree (`oid`), or the index. `after` is its snapshot.

    Where two whole listings are at hand they have the last word: the one thing that an exit status does not show is
    a git that lost a part of its output, and what a listing lost shows up as a difference.
    """

    git: Git
    after: Snapshot | None = None
    oid: str = ""
    seen: Seen | None = None

    def start(self, commit: str) -> tuple[Call, ...]:
        """Starts the comparison with a commit (or with the empty tree)."""
        if self.seen is not None:
            if self._trees() is not None or (not self.seen.small and self.seen.root):
                return ()
            return self._by_git(commit, self.seen.small)
        if self.after is None:
            return (self.git.start("diff-tree", *DIFF, commit, self.oid, "--"),)
        # A listing is printed as it is walked, a difference only at the end: a tree of endless trees must stop here.
        self.after.whole()
        return self.git.start(*TREE, commit), self.git.start("diff-tree", *DIFF, commit, self.oid, "--")

    def read(self, calls: tuple[Call, ...], commit: str) -> dict[str, Changed]:
        """The paths that differ, from what `start` has started for the same commit."""
        found = self._by_objects(commit) if not calls else None
        if found is None:
            found = self._found(calls or self._by_git(commit, small=False), commit)
            self.git.claims.append((self, commit, found))
        if self.seen is not None:
            self.seen.require_same()
        return found

    def _by_git(self, commit: str, small: bool) -> tuple[Call, ...]:
        if small:
            return (self.git.start(*TREE, commit),)
        return (self.git.start("diff-index", "--cached", "--ita-invisible-in-index", *DIFF, commit, "--"),)

    def _by_objects(self, commit: str) -> dict[str, Changed] | None:
        """The same told by the trees that the index knows, without a git that compares; None where they do not tell."""
        from ledgergate.repository.staged import differing, differing_trees

        trees = self._trees()
        if trees is not None and self.after is not None:
            return differing(self.git, commit, self.after.whole(), trees)
        if self.seen is None:
            return None
        found = differing_trees(self.git, commit, self.seen.root)
        if found is None:
            self.seen.root = ""
        return found

    def _trees(self) -> dict[str, str] | None:
        """The trees that the index knows, where it can be compared without a git that compares."""
        if self.seen is None or self.after is None or not self.seen.small:
            return None
        self.after.whole()
        return self.seen.trees()

    def _found(self, calls: tuple[Call, ...], commit: str) -> dict[str, Changed]:
        where = f"The tree of {self.oid}" if self.oid else "The index"
        if self.after is None:
            return differences.differences(calls[0].output(), where)
        if self.seen is not None and not self.seen.small:
            # Listing a large repository takes longer than all the rest: only an empty answer is worth the doubt.
            return differences.differences(calls[0].output(), where) or self._listed(self.git.start(*TREE, commit))
        found = self._listed(calls[0])
        if len(calls) > 1 and differences.differences(calls[1].output(), where) != found:
            raise NotChecked("git's difference and its two listings do not agree, so nothing was checked.", _AGAIN)
        return found

    def _listed(self, call: Call) -> dict[str, Changed]:
        now = self.after.whole() if self.after is not None else {}
        return differences.listed_differences(tree_listing(call.output(), "the base"), now)


class Change:
    """What the gate judges. `close` ends every git that still runs; nothing here writes to the repository.

    `before` is the state to compare documents with (None without a base), `tip` the base's newest state (for a plain
    commit both are HEAD), `idle` says why there is nothing to judge ("" otherwise: a deleted ref is idle).
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
        merge_wanted: bool = False,
        idle: str = "",
        judged: Judged | None = None,
    ) -> None:
        self.git = git
        self.compared = compared
        self.after = after
        self.branch = branch
        self.idle = idle
        self.bases = bases
        self.heads = heads
        self.tip_oid = tip
        self.merge_wanted = merge_wanted
        self._find = entries
        self.judged = judged
        self._entries: tuple[Changed, ...] | None = None
        self._snapshots: dict[str, Snapshot] = {}
        self._merged: tuple[()] | tuple[Tree | None, str] = ()
        self.looked_back = False  # whether anything was asked that other commits or refs have a say in

    @property
    def entries(self) -> tuple[Changed, ...]:
        """The changed paths, sorted: those that differ from the base's tip and from any merge base."""
        if self._entries is None:
            self._entries = self._find()
        return self._entries

    @property
    def is_listed(self) -> bool:
        """Whether the entries come from two whole listings or trees, so that no lost line of git's can have hidden one.

        What an index holds where it was listed is held to its tree by `prove`.
        """
        if self._seen is None:
            return False
        _ = self.entries  # whether the index's tree was written is known once it was read
        return self._seen.small or bool(self._seen.root)

    @property
    def _seen(self) -> Seen | None:
        return self.judged.seen if self.judged is not None else None

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

    def confirm(self, *places: str) -> None:
        """Holds git's difference against what both states hold at or below these places.

        Where a state is too large to be listed whole, a record that git lost would otherwise go unnoticed.
        """
        if not self._is_plain or self._seen is None or self.is_listed:
            return
        before = self.before
        then, now = (before.under(*places) if before is not None else {}), self.after.under(*places)
        differ = {path for path in then.keys() | now.keys() if then.get(path) != now.get(path)}
        if differ != {one.path for one in self.entries if _below_another(one.path, {*places}) or one.path in places}:
            raise NotChecked("git's difference and its two listings do not agree, so nothing was checked.", _AGAIN)

    @property
    def _is_plain(self) -> bool:
        """Whether the difference is all there is between `before` and `after`."""
        return self.bases == (self.tip_oid,) and self.compared.before == self.tip_oid and not self.idle

    def _before(self) -> Snapshot:
        """Taken from the listing of `after` where all that differs is known: one git less."""
        if self._is_plain and (self._seen is None or self.is_listed):
            return Overlay(self.after, {}, entries=undone(self.entries), name=self.tip_oid, side="before")
        return Tree(self.git, self.compared.before or "", side="before")

    @property
    def tip(self) -> Snapshot | None:
        if not self.tip_oid or self.tip_oid == self.compared.before:
            return self.before
        if "tip" not in self._snapshots:
            self._snapshots["tip"] = Tree(self.git, self.tip_oid, side="before")
        return self._snapshots["tip"]

    def further(self) -> tuple[Snapshot, ...]:
        """The states besides `before` that the change starts from: other parents of a merge, other merge bases."""
        others = dict.fromkeys((*self.heads[1:], *self.bases[1:]))
        return tuple(Tree(self.git, oid, side="before") for oid in others if oid != self.compared.before)

    def commits(self) -> tuple[Commit, ...]:
        """The commits that the change adds, oldest first; none for a staged change."""
        from ledgergate.repository.history import commits

        self.looked_back |= self.compared.moment != "staged"
        return commits(self)

    def branch_entries(self) -> tuple[Changed, ...] | None:
        """While committing on a branch whose base is known: what the whole branch changes. None otherwise."""
        from ledgergate.repository.base import branch_entries

        self.looked_back = True
        return branch_entries(self)

    def branch_names(self) -> tuple[str, ...]:
        """The branch, or with a detached HEAD every local branch that HEAD is the tip of."""
        if self.branch:
            return (self.branch,)
        from ledgergate.repository.base import branch_names

        return branch_names(self)

    @property
    def merge_result(self) -> Tree | None:
        """What merging into the base's tip would make; None where it is not wanted, or not possible (`merge_note`)."""
        if self.merge_wanted and not self._merged:
            from ledgergate.repository.merge import merge_result

            self._merged = merge_result(self)
        return self._merged[0] if self._merged else None

    @property
    def merged(self) -> Tree | None:
        """The `merge_result` where anybody has asked for it."""
        return self._merged[0] if self._merged else None

    def prove(self) -> None:
        """Raises NotChecked where a comparison that was read is not what git's objects say."""
        self.require_whole_index()
        if self._seen is not None and self._seen.small and not self.git.claims and self.merged is None:
            return  # told by objects alone
        from ledgergate.repository.proof import prove

        prove(self)

    def require_whole_index(self) -> None:
        """Raises NotChecked where the index that was read is damaged: a large one is hashed beside all other work."""
        if self._seen is not None:
            self._seen.require_whole()

    @property
    def merge_note(self) -> str:
        """Why there is no `merge_result` although it was wanted, "" otherwise."""
        _ = self.merge_result
        return self._merged[1] if self._merged else ""

    def between(self, one: str, other: str) -> Mapping[str, Changed]:
        """The paths that differ between two commits."""
        self.looked_back = True
        judged = Judged(self.git, oid=other)
        return judged.read(judged.start(one), one)

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
