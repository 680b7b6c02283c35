"""The trees of many commits, each read once: folders are known by their objects, and most are shared by all commits."""

from __future__ import annotations

from hashlib import sha256

from ledgergate.errors import NotChecked
from ledgergate.git.names import require_apart, require_sane
from ledgergate.git.trees import TREE, entries

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ledgergate.git.processes import Git

_KEPT = 200_000  # entries of trees that are remembered: a wide folder that changes with each commit is as many anew
_DEEPEST = 400  # folders in one another: what goes deeper is nobody's repository


class Objects:
    """Trees by their object ids. What was read of one commit serves all others that hold the same folder."""

    def __init__(self, git: Git) -> None:
        self.git = git
        self._trees: dict[str, Mapping[str, str]] = {}
        self._shapes: dict[str, str] = {}
        self._size = 0

    def tree(self, oid: str) -> Mapping[str, str]:
        """name -> "mode oid" of one tree."""
        known = self._trees.get(oid)
        if known is None:
            self.fetch([oid])
            known = self._trees[oid]
        return known

    def fetch(self, oids: Iterable[str]) -> None:
        """Reads these trees at once, but for those that are known."""
        new = [oid for oid in dict.fromkeys(oids) if oid not in self._trees]
        if self._size > _KEPT:
            self._trees.clear()
            self._shapes.clear()
            self._size = 0
        found = entries(self.git, new)
        self._trees.update(found)
        self._size += sum(map(len, found.values())) + len(new)

    def at(self, root: str, path: str) -> str:
        """ "mode oid" of what a tree holds at the path, "" where there is nothing."""
        what = f"{TREE} {root}"
        for part in path.split("/") if path else ():
            if not what.startswith(TREE):
                return ""
            what = self.tree(what[7:]).get(part, "")
        return what

    def below(self, root: str, path: str) -> dict[str, str]:
        """path -> "mode oid" of every file at or below a path."""
        what = self.at(root, path)
        if not what.startswith(TREE):
            return {path: what} if what else {}
        found: dict[str, str] = {}
        waiting = [(what[7:], f"{path}/" if path else "")]
        while waiting:
            oid, above = waiting.pop()
            inside = self.tree(oid)
            folders = [(what[7:], f"{above}{name}/") for name, what in inside.items() if what.startswith(TREE)]
            self.fetch([one for one, _ in folders])
            waiting += folders
            found.update((above + name, what) for name, what in inside.items() if not what.startswith(TREE))
            if len(found) + len(waiting) > self.git.limits.entries or above.count("/") > _DEEPEST:
                raise NotChecked("A tree of this commit has no end, or nearly none.")
        where = f"The tree {root[:12]}"
        require_sane(found, where)
        require_apart(found, where)
        return found

    def shape(self, oid: str, depth: int = 0) -> str:
        """A digest of the names and kinds below a tree, whatever the files say: two with one shape list alike."""
        known = self._shapes.get(oid)
        if known is None:
            if depth > _DEEPEST:
                raise NotChecked("A tree of this commit has no end, or nearly none.")
            inside = self.tree(oid)
            self.fetch([what[7:] for what in inside.values() if what.startswith(TREE)])
            told = sha256()
            for name, what in sorted(inside.items()):
                below = self.shape(what[7:], depth + 1) if what.startswith(TREE) else ""
                told.update(f"{what[:6]} {name}\0{below}\0".encode("utf-8", "surrogateescape"))
            known = self._shapes[oid] = told.hexdigest()
        return known
