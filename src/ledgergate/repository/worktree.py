"""The work tree as an editor sees it: tracked and new files as they are on the disk; no hook judges it."""

from __future__ import annotations

import os
import stat

from ledgergate.errors import NotChecked
from ledgergate.model import Changed, Compared, Entry
from ledgergate.repository.change import Change
from ledgergate.repository.differences import records
from ledgergate.repository.git import DIFF
from ledgergate.repository.index import meet
from ledgergate.repository.layout import Layout
from ledgergate.repository.moments import branch, standing
from ledgergate.repository.names import shown
from ledgergate.repository.snapshot import LINK, SUBMODULE, Snapshot
from ledgergate.repository.states import Tree

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ledgergate.repository.asked import Asked
    from ledgergate.repository.git import Git


class WorkTree(Snapshot):
    """Files on the disk, by name. Object ids are `disk:PATH`: nothing is hashed that is not compared."""

    def __init__(self, git: Git) -> None:
        super().__init__("worktree", most=git.limits.document)
        self._git = git

    def _listed(self, prefixes: Collection[str]) -> dict[str, str]:
        some = () if "" in prefixes else ("--", *prefixes)
        tracked = self._git.run("ls-files", "-s", "-z", *some).decode("utf-8", "surrogateescape")
        new = self._git.run("ls-files", "-o", "-z", "--exclude-standard", *some).decode("utf-8", "surrogateescape")
        lines = [line.partition("\t") for line in tracked.split("\0")[:-1]]
        modes = {path: what for what, _, path in lines}
        found = {}
        for path in [*modes, *new.split("\0")[:-1]]:
            mode = disk_mode(self._git.layout, path, modes.get(path, "")[:6])
            if mode:
                found[path] = f"{mode} disk:{path}"
        return found

    def _contents(self, oids: list[str], most: int) -> Iterator[tuple[str, bytes]]:
        for oid in oids:
            yield content(self._git.layout, oid[len("disk:") :], most)


def disk_mode(layout: Layout, path: str, staged: str) -> str:
    """The mode that git would record for what is on the disk, "" where nothing is."""
    try:
        about = os.lstat(_on_disk(layout, path))
    except OSError:
        return ""
    if stat.S_ISLNK(about.st_mode):
        return LINK
    if stat.S_ISDIR(about.st_mode):
        return SUBMODULE if staged == SUBMODULE else ""
    if not stat.S_ISREG(about.st_mode):
        return "0" * 5 + "1"
    return "100755" if about.st_mode & 0o100 else "100644"


def _on_disk(layout: Layout, path: str) -> bytes:
    """Where the path is, whatever this locale says of the names of files."""
    return os.path.join(os.fsencode(layout.top), path.encode("utf-8", "surrogateescape"))


def content(layout: Layout, path: str, most: int) -> tuple[str, bytes]:
    """A regular file's bytes, or a link's target; ("N bytes", b"") for one over `most`."""
    whole = _on_disk(layout, path)
    try:
        if os.path.islink(whole):
            return "blob", os.fsencode(os.readlink(whole))
        fd = os.open(whole, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
        with open(fd, "rb") as file:
            size = os.fstat(fd).st_size
            return ("blob", file.read(most + 1)) if size <= most else (f"{size} bytes", b"")
    except OSError as error:
        raise NotChecked(f"'{shown(path)}' cannot be read: {error.strerror}.") from None


def worktree(asked: Asked, git: Git) -> Change:
    """The work tree against HEAD."""
    if git.layout.bare:
        raise NotChecked("A bare repository has no work tree.", "Use --tree REF.")
    at = standing(git)
    meet(git.layout).require_whole()
    after = WorkTree(git)
    before = at.oid or git.layout.empty_tree

    def entries() -> tuple[Changed, ...]:
        then = Tree(git, before, side="before")._listed([""])
        now = after.listing()
        touched = {path for _, path in records(git.run("diff-index", *DIFF, before, "--"))}
        touched |= {path for path in now if path not in then}
        return tuple(_changed(path, then, now) for path in sorted(touched))

    return Change(
        git,
        Compared("worktree", before, "worktree", "--worktree", notes=("whitespace is looked at once it is staged",)),
        after,
        branch=branch(at, asked.variables),
        tip=before,
        entries=entries,
    )


def _changed(path: str, then: dict[str, str], now: dict[str, Entry]) -> Changed:
    mode, _, oid = then.get(path, "").partition(" ")
    return Changed(path, Entry(path, mode, oid) if mode else None, now.get(path))
