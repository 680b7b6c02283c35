"""One state compared with commits: git's difference, two listings, or the trees that an index knows."""

from __future__ import annotations

from ledgergate.errors import NotChecked
from ledgergate.git import differences
from ledgergate.git.differences import Claim
from ledgergate.git.processes import DIFF
from ledgergate.git.states import TREE, tree_listing
from ledgergate.model import Changed
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ledgergate.git.index import IndexFile
    from ledgergate.git.processes import Call, Git
    from ledgergate.git.snapshot import Snapshot

AGAIN = "Run it again; if it stays so: git fsck"


class Comparison(Value):
    """What is compared with commits: a commit's tree (`oid`), or the index. `after` is its snapshot.

    Where two whole listings are at hand they have the last word: the one thing that an exit status does not show is
    a git that lost a part of its output, and what a listing lost shows up as a difference.
    """

    git: Git
    after: Snapshot | None = None
    oid: str = ""
    index_file: IndexFile | None = None

    def start(self, commit: str) -> tuple[Call, ...]:
        """Starts the comparison with a commit (or with the empty tree)."""
        if self.index_file is not None:
            if self._trees() is not None or (not self.index_file.small and self.index_file.root):
                return ()
            return self._by_git(commit, self.index_file.small)
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
            self.git.claims.append(Claim(commit, self.oid, self.index_file, found))
        if self.index_file is not None:
            self.index_file.require_same()
        return found

    def _by_git(self, commit: str, small: bool) -> tuple[Call, ...]:
        if small:
            return (self.git.start(*TREE, commit),)
        return (self.git.start("diff-index", "--cached", "--ita-invisible-in-index", *DIFF, commit, "--"),)

    def _by_objects(self, commit: str) -> dict[str, Changed] | None:
        """The same told by the trees that the index knows, without a git that compares; None where they do not tell."""
        from ledgergate.git.staged import differing, differing_trees

        trees = self._trees()
        if trees is not None and self.after is not None:
            return differing(self.git, commit, self.after.whole(), trees)
        if self.index_file is None:
            return None
        found = differing_trees(self.git, commit, self.index_file.root)
        if found is None:
            self.index_file.root = ""
        return found

    def _trees(self) -> dict[str, str] | None:
        """The trees that the index knows, where it can be compared without a git that compares."""
        if self.index_file is None or self.after is None or not self.index_file.small:
            return None
        self.after.whole()
        return self.index_file.trees()

    def _found(self, calls: tuple[Call, ...], commit: str) -> dict[str, Changed]:
        where = f"The tree of {self.oid}" if self.oid else "The index"
        if self.after is None:
            return differences.differences(calls[0].output(), where)
        if self.index_file is not None and not self.index_file.small:
            # Listing a large repository takes longer than all the rest: only an empty answer is worth the doubt.
            return differences.differences(calls[0].output(), where) or self._listed(self.git.start(*TREE, commit))
        found = self._listed(calls[0])
        if len(calls) > 1 and differences.differences(calls[1].output(), where) != found:
            raise NotChecked("git's difference and its two listings do not agree, so nothing was checked.", AGAIN)
        return found

    def _listed(self, call: Call) -> dict[str, Changed]:
        now = self.after.whole() if self.after is not None else {}
        return differences.listed_differences(tree_listing(call.output(), "the base"), now)


class Net:
    """What a state changes of a branch that it left at `bases` and whose newest commit is `tip`."""

    def __init__(self, comparison: Comparison, tip: str, bases: tuple[str, ...]) -> None:
        self.tip = tip
        self.bases = bases
        self._comparison = comparison
        self._differences: dict[str, dict[str, Changed]] = {}

    def since(self, commit: str) -> dict[str, Changed]:
        """The paths that differ between the state and the tip, or one of the bases."""
        if not self._differences:
            calls = {one: self._comparison.start(one) for one in dict.fromkeys((self.tip, *self.bases))}
            self._differences = {one: self._comparison.read(call, one) for one, call in calls.items()}
        return self._differences[commit]

    def entries(self) -> tuple[Changed, ...]:
        return differences.changed(self.since(self.tip), [self.since(base) for base in self.bases])

    def moved(self) -> dict[str, Changed]:
        """The paths at which the tip holds something else than a base, each from the state to the tip.

        It follows from the differences that are known anyway: where the state differs from neither, they are equal.
        """
        tip = self.since(self.tip)
        found: dict[str, Changed] = {}
        for base in dict.fromkeys(self.bases):
            then = self.since(base)
            for path in {*tip, *then}:
                now = tip[path].after if path in tip else then[path].after
                held = tip[path].before if path in tip else now
                if held != (then[path].before if path in then else now):
                    found[path] = Changed(path, now, held)
        return found
