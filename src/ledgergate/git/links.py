"""The symbolic links of one state: where each leads, and which files a disk that folds names writes through them."""

from __future__ import annotations

from bisect import bisect_left

from ledgergate.git.names import folded
from ledgergate.git.snapshot import LINK
from ledgergate.git.trees import TREE, entries

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgergate.git.processes import Git
    from ledgergate.git.snapshot import Snapshot

_HOPS = 40
_FEW_PATHS, _FEW_TREES = 1000, 64  # they are gone through sooner than a large index is


class Links:
    """Read at once and only when a target is asked for: a tree may hold thousands that lead to one another."""

    def __init__(self, state: Snapshot) -> None:
        self._state = state
        self._paths = {path for path, entry in state.links().items() if entry.mode == LINK}
        self._spelled = {folded(path): path for path in self._paths}
        self._said: dict[str, str] = {}
        self._flat: list[tuple[str, str]] = []
        self._led: dict[str, str] = {}
        self._hops: dict[str, list[str]] = {}

    def __contains__(self, path: str) -> bool:
        return path in self._paths

    def __bool__(self) -> bool:
        return bool(self._paths)

    def paths(self) -> list[str]:
        """Where links stand, sorted."""
        return sorted(self._paths)

    def hops(self, path: str) -> list[str]:
        """The links that are passed where this one is followed, itself among them."""
        self.leads(path)
        return self._hops[path]

    def leads(self, path: str) -> str:
        """Where a link leads within the repository, through others too; "" where it leaves or goes in circles."""
        if not self._said:
            self._said = self._state.targets(sorted(self._paths))
        if path not in self._led:
            self._hops[path] = []
            self._led[path] = self._followed(path, self._hops[path])
        return self._led[path]

    def _followed(self, path: str, passed: list[str]) -> str:
        waiting = path.split("/")[::-1]
        done: list[str] = []
        hops = 0
        while waiting:
            part = waiting.pop()
            if part in ("", "."):
                continue
            if part == "..":
                if not done:
                    return ""
                done.pop()
                continue
            done.append(part)
            target = self._said.get("/".join(done))
            if target is not None:
                hops += 1
                passed.append("/".join(done))
                if hops > _HOPS or target.startswith("/"):
                    return ""
                done.pop()
                waiting += target.split("/")[::-1]
        return "/".join(done)

    def through(self, path: str) -> Iterator[str]:
        """The paths that a checkout writes this file to, through a link that a disk takes for one of its folders."""
        flat = folded(path)
        cut = flat.find("/")
        while cut > 0:
            link = self._spelled.get(flat[:cut])
            if link is not None:
                yield f"{self.leads(link)}{flat[cut:]}".lstrip("/")
            cut = flat.find("/", cut + 1)

    def beneath(self, link: str) -> Iterator[str]:
        """The paths that files below a folder are written to, because a disk takes this link for the folder."""
        if not self._flat:
            self._flat = sorted((folded(path), path) for path in self._state.paths())
        above = folded(link) + "/"
        for flat, path in self._flat[bisect_left(self._flat, (above, "")) :]:
            if not flat.startswith(above):
                return
            if path != link:
                yield f"{self.leads(link)}/{flat[len(above) :]}"


def may_lead(git: Git, root: str, paths: Sequence[str]) -> bool:
    """Whether a disk that folds names may take a link of this tree for a folder of one of these paths.

    False needs only the trees around the paths, and is never said of more than a few.
    """
    if len(paths) > _FEW_PATHS:
        return True
    folders = {flat[:cut] for flat in map(folded, paths) for cut, sign in enumerate(flat) if sign == "/"}
    above = {folder.rpartition("/")[0] for folder in folders}
    waiting = [("", root)] if folders else []
    known = 0
    while waiting:
        known += len(waiting)
        if known > _FEW_TREES:
            return True
        read = entries(git, [oid for _, oid in waiting])
        leading = [
            (folder + name, what)
            for folder, oid in waiting
            for name, what in read[oid].items()
            if what.startswith((TREE, LINK))
        ]
        if any(what.startswith(LINK) and folded(path) in folders for path, what in leading):
            return True
        waiting = [(f"{path}/", what[7:]) for path, what in leading if what.startswith(TREE) and folded(path) in above]
    return False
