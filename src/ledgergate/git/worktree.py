"""The work tree as an editor sees it: tracked and new files as they are on the disk; no hook judges it."""

from __future__ import annotations

import os
import stat

from ledgergate.errors import NotChecked
from ledgergate.git.layout import Layout
from ledgergate.git.names import shown
from ledgergate.git.snapshot import LINK, SUBMODULE, Snapshot

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ledgergate.git.processes import Git


class WorkTree(Snapshot):
    """Files on the disk, by name. Object ids are `disk:PATH`: nothing is hashed that is not compared."""

    def __init__(self, git: Git) -> None:
        super().__init__("worktree", limits=git.limits)
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
    if os.name == "nt" and staged in ("100644", "100755"):
        return staged  # that disk knows no such thing as an executable script
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
