"""What merging a change would make, computed in a clean room where no driver, hook or setting can run."""

from __future__ import annotations

import os
import shutil
import tempfile

from ledgergate.errors import NotChecked
from ledgergate.git.layout import Layout
from ledgergate.git.processes import Git
from ledgergate.git.states import Tree

_NEEDED = (2, 38)
_WITHOUT = "Mend that, or leave the merge out: --no-merge-result"
_CONFIG = "[core]\n\trepositoryformatversion = 1\n\tbare = true\n[extensions]\n\tobjectFormat = {}\n"


class Merged(Tree):
    """The tree of a merge. Its objects live in the clean room, which goes away on `close`."""

    def __init__(self, git: Git, oid: str, room: str) -> None:
        super().__init__(git, oid)
        self._room = room

    def close(self) -> None:
        self.git.close()
        shutil.rmtree(self._room, ignore_errors=True)


def merge_result(git: Git, tip: str, head: str) -> tuple[Tree | None, str]:
    """The merge of the commit `head` into the commit `tip`, or None and the reason why there is none."""
    if git.version < _NEEDED:
        return None, "git 2.38 or newer is needed for it"
    try:
        room = tempfile.mkdtemp(prefix="ledgergate-")
    except OSError as error:
        raise NotChecked(f"There is no folder to try the merge in: {error.strerror}.", _WITHOUT) from None
    try:
        return _tried(_furnish(git, room), tip, head, room)
    except (NotChecked, OSError) as error:
        shutil.rmtree(room, ignore_errors=True)
        raise NotChecked(f"The merge could not be tried: {error}", _WITHOUT) from None


def _tried(inside: Git, tip: str, head: str, room: str) -> tuple[Merged | None, str]:
    call = inside.start("merge-tree", "--write-tree", "--no-messages", tip, head)
    said = call.output((0, 1)).decode("utf-8", "surrogateescape").splitlines()
    # What conflicts follows the tree that git made of the rest; a git that only died says neither.
    if not said or len(said[0]) != inside.layout.width or (len(said) > 1) != bool(call.status):
        raise NotChecked("git did not say what the merge makes.")
    if call.status:
        shutil.rmtree(room, ignore_errors=True)
        return None, "merging conflicts: resolve that first"
    return Merged(inside, said[0], room), ""


def _furnish(git: Git, room: str) -> Git:
    """An empty bare repository that borrows the objects of the checked one."""
    width = git.layout.width
    os.makedirs(os.path.join(room, "objects", "info"))
    os.makedirs(os.path.join(room, "refs"))
    _write(room, "HEAD", "ref: refs/heads/none\n")
    _write(room, "config", _CONFIG.format("sha256" if width == 64 else "sha1"))
    _write(room, "objects/info/alternates", "".join(f"{one}\n" for one in _stores(git)))
    if git.layout.shallow:
        shutil.copyfile(os.path.join(git.layout.common_dir, "shallow"), os.path.join(room, "shallow"))
    layout = Layout(room, room, room, room, os.path.join(room, "index"), True, True, width)
    kept = {name: value for name, value in git.environment.items() if not name.startswith("GIT_")}
    return Git(layout, {**kept, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}, git.limits)


def _stores(git: Git) -> list[str]:
    """Every object folder of the checked repository, quarantined ones too, as absolute paths."""
    own = git.environment.get("GIT_OBJECT_DIRECTORY") or os.path.join(git.layout.common_dir, "objects")
    others = git.environment.get("GIT_ALTERNATE_OBJECT_DIRECTORIES", "")
    found = [own, *others.split(os.pathsep)]  # git passes over an empty line of the list
    if any("\n" in one for one in found):
        raise NotChecked("the repository's path cannot be written into git's list of object folders")
    return found


def _write(room: str, name: str, text: str) -> None:
    with open(os.path.join(room, name), "w", encoding="utf-8", errors="surrogateescape", newline="\n") as file:
        file.write(text)
