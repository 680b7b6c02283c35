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
