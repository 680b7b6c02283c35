"""The commits that a change adds, each with what it alone changes."""

from __future__ import annotations

from ledgergate.errors import NotChecked
from ledgergate.git import differences
from ledgergate.git.comparison import Comparison
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ledgergate.git.processes import Git
    from ledgergate.model import Changed

_LARGEST_MESSAGE = 1 << 20
_FAR = 100  # commits that are looked at one by one before git is asked


class Merge(Value):
    """A merge commit and its parents."""

    oid: str
    parents: tuple[str, ...]


class Commit(Value):
    """One commit of a range. A merge's entries are what differs from every parent."""

    oid: str
    subject: str
    parents: tuple[str, ...]
    entries: tuple[Changed, ...]


def commits(git: Git, tip: str, heads: tuple[str, ...]) -> tuple[Commit, ...]:
    """Those of the heads that `tip` does not hold, oldest first."""
    oids = git.lines("rev-list", "--topo-order", "--reverse", *heads, f"^{tip}", "--")
    if git.lines("rev-list", "--count", *heads, f"^{tip}", "--") != [str(len(oids))]:
        raise NotChecked("git lists other commits than it counts, so nothing was checked.", "Run it again.")
    return tuple(commit(git, oid, raw) for oid, raw in zip(oids, messages(git, oids), strict=True))


def merges(git: Git, tip: str, head: str) -> tuple[Merge, ...]:
    """The merges of a head that `tip` does not hold, without parents whose very tree was taken. A straight line of
    commits has none, which the commits themselves tell."""
    if not git.layout.shallow and _is_straight(git, tip, head):
        return ()
    said = [line.split(" ") for line in git.lines("rev-list", "--merges", "--parents", head, f"^{tip}", "--")]
    trees = {oid: _header(git, oid)[0] for line in said for oid in line}
    found = (Merge(oid, tuple(one for one in parents if trees[one] != trees[oid])) for oid, *parents in said)
    return tuple(one for one in found if one.parents)


def _is_straight(git: Git, tip: str, head: str) -> bool:
    at = head
    for _ in range(_FAR):
        if at == tip:
            return True
        _, parents = _header(git, at)
        if len(parents) != 1:
            return not parents
        at = parents[0]
    return False


def _header(git: Git, oid: str) -> tuple[str, list[str]]:
    """The tree of a commit, and its parents."""
    lines = messages(git, [oid])[0].partition(b"\n\n")[0].decode("ascii", "replace").split("\n")
    return lines[0][len("tree ") :], [line[len("parent ") :] for line in lines if line.startswith("parent ")]


def messages(git: Git, oids: list[str]) -> list[bytes]:
    """The raw commit objects."""
    found = []
    for oid, (kind, raw) in zip(oids, git.blobs(oids, _LARGEST_MESSAGE), strict=False):
        if kind != "commit":
            raise NotChecked(f"The commit {oid[:12]} cannot be read: {kind}.", "git fsck")
        found.append(raw)
    return found


def commit(git: Git, oid: str, raw: bytes) -> Commit:
    """One commit from its raw object, compared with every parent (a first commit with the empty tree)."""
    header, _, message = raw.partition(b"\n\n")
    lines = header.decode("ascii", "replace").split("\n")
    parents = tuple(line[len("parent ") :] for line in lines if line.startswith("parent "))
    subject = message.lstrip(b"\n").partition(b"\n")[0].decode("utf-8", "replace")
    return Commit(oid, subject, parents, _own(git, oid, parents))


def _own(git: Git, oid: str, parents: tuple[str, ...]) -> tuple[Changed, ...]:
    comparison = Comparison(git, oid=oid)
    calls = {parent: comparison.start(parent) for parent in parents or (git.layout.empty_tree,)}
    return differences.common([comparison.read(call, parent) for parent, call in calls.items()])
