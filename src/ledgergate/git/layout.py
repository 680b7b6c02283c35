"""Finds a repository's parts without starting git: its top level, its git folder, its index, where HEAD stands."""

from __future__ import annotations

import os

from ledgergate.errors import NotChecked
from ledgergate.expressions import expression
from ledgergate.git.names import shown
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_SHA256 = expression(rb"(?im)^[^\S\n]*objectformat\s*=\s*\"?sha256")
_REFTABLE = expression(rb"(?im)^[^\S\n]*refstorage\s*=")
_BARE = expression(rb"(?im)^[^\S\n]*bare\s*=\s*\"?(?:true|yes|on|1)\b")
_DIGITS = frozenset("0123456789abcdef")
EMPTY_TREES = {
    40: "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
    64: "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321",
}


class Layout(Value):
    """Absolute paths. `explicit` says that GIT_DIR named the git folder; `width` is an object id's length in digits."""

    cwd: str
    top: str
    git_dir: str
    common_dir: str
    index: str
    explicit: bool
    bare: bool
    width: int
    reftable: bool = False

    @property
    def empty_tree(self) -> str:
        return EMPTY_TREES[self.width]

    @property
    def shallow(self) -> bool:
        return os.path.exists(os.path.join(self.common_dir, "shallow"))

    @property
    def partial(self) -> bool:
        """Whether some remote of the repository keeps objects back that were not asked for."""
        said = _bytes(os.path.join(self.common_dir, "config")).lower()
        return b"promisor" in said or b"partialclonefilter" in said

    def names(self, name: str) -> list[str]:
        """The words of a pseudo ref of this work tree, such as MERGE_HEAD; none where it does not exist."""
        return _text(os.path.join(self.git_dir, name)).split()


def locate(cwd: str, variables: Mapping[str, str]) -> Layout:
    """The repository that `cwd` lies in, or that GIT_DIR names. Raises NotChecked where there is none."""
    try:
        here = os.path.abspath(cwd)
        os.stat(here)
    except OSError:
        raise NotChecked(
            "The working directory no longer exists, so nothing was checked.", "cd to the repository."
        ) from None
    named = variables.get("GIT_DIR", "")
    git_dir, top = _named(os.path.join(here, named), here) if named else _discovered(here)
    common = variables.get("GIT_COMMON_DIR", "") if named else ""
    common_dir = os.path.join(here, common) if common else _common(git_dir)
    config = _bytes(os.path.join(common_dir, "config"))
    words = config.lower()  # most configurations hold none of what the expressions look for
    return Layout(
        here,
        top,
        git_dir,
        common_dir,
        os.path.join(top, variables.get("GIT_INDEX_FILE") or os.path.join(git_dir, "index")),
        bool(named),
        os.path.basename(git_dir) != ".git" and _BARE.search(config) is not None,
        64 if b"objectformat" in words and _SHA256.search(config) else 40,
        b"refstorage" in words and _REFTABLE.search(config) is not None,
    )


def _named(git_dir: str, here: str) -> tuple[str, str]:
    git_dir = os.path.normpath(git_dir)
    if os.path.isfile(git_dir):
        git_dir = _pointed(git_dir)
    back = os.fsdecode(_bytes(os.path.join(git_dir, "gitdir"))).strip()
    if back:
        return git_dir, os.path.dirname(os.path.join(git_dir, back))
    if os.path.basename(git_dir) == ".git":
        return git_dir, os.path.dirname(git_dir)
    return git_dir, here


def _discovered(here: str) -> tuple[str, str]:
    folder = here
    while True:
        dot = os.path.join(folder, ".git")
        if os.path.isfile(dot):
            return _pointed(dot), folder
        if os.path.lexists(os.path.join(dot, "HEAD")):
            return dot, folder
        if all(os.path.exists(os.path.join(folder, part)) for part in ("HEAD", "objects", "refs")):
            raise NotChecked(
                f"'{shown(folder)}' is a bare repository, or looks like one, so nothing was checked.",
                "Name it if it is meant: GIT_DIR=. ledgergate check ...",
            )
        above = os.path.dirname(folder)
        if above == folder:
            raise NotChecked("This is not a git repository, so nothing was checked.", "Run it inside one, or: git init")
        folder = above


def _pointed(file: str) -> str:
    said = os.fsdecode(_bytes(file))
    if not said.startswith("gitdir: "):
        raise NotChecked(f"'{shown(file)}' does not say where the repository is, so nothing was checked.")
    return os.path.normpath(os.path.join(os.path.dirname(file), said[len("gitdir: ") :].rstrip("\r\n")))


def _common(git_dir: str) -> str:
    told = os.fsdecode(_bytes(os.path.join(git_dir, "commondir"))).strip()
    return os.path.normpath(os.path.join(git_dir, told))


def _bytes(path: str) -> bytes:
    try:
        with open(path, "rb", opener=_unblocked) as file:
            return file.read(64 << 20)
    except (OSError, ValueError):  # a NUL in a name that a file of git gives, which no file has
        return b""


def _unblocked(path: str, flags: int) -> int:
    """A pipe in a file's place has nothing to say; opened as a file is, it would wait for somebody who writes."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _text(path: str) -> str:
    return _bytes(path).decode("utf-8", "surrogateescape")


def inside(path: str, top: str) -> str | None:
    """What an absolute path is called below a folder, "" for the folder; None outside of it, as on another disk."""
    if path != top and not path.startswith(top.rstrip(os.sep) + os.sep):
        return None
    name = os.path.relpath(path, top).replace(os.sep, "/")
    return "" if name == "." else os.fsencode(name).decode("utf-8", "surrogateescape")


class Head(Value):
    """Where HEAD stands: the full name of its branch ("" detached), its commit; "" for what only git can tell."""

    ref: str
    oid: str


def head(layout: Layout) -> Head:
    # What follows a NUL is none of the name to git, which reads a C string.
    said = _text(os.path.join(layout.git_dir, "HEAD")).rstrip("\r\n").partition("\0")[0]
    if _is_oid(said):
        return Head("", said)
    if not said.startswith("ref: ") or layout.reftable:
        return Head("", "")
    ref = said[len("ref: ") :].strip()
    if _loose(layout, ref).startswith("ref:"):  # one branch under another's name: which it is only git tells
        return Head("", "")
    return Head(ref, ref_oid(layout, ref))


def heads_at(layout: Layout, oid: str) -> list[str]:
    """The full names of the branches that lie at a commit as files tell it."""
    top = os.path.join(layout.common_dir, "refs", "heads")
    loose = [os.path.join(folder, name)[len(top) + 1 :] for folder, _, names in os.walk(top) for name in names]
    packed = _text(os.path.join(layout.common_dir, "packed-refs")).splitlines()
    names = [f"refs/heads/{os.fsencode(name).decode('utf-8', 'surrogateescape')}" for name in loose]
    names += [line[len(oid) + 1 :] for line in packed if line.startswith(f"{oid} refs/heads/")]
    return [name for name in dict.fromkeys(names) if ref_oid(layout, name) == oid]


def ref_oid(layout: Layout, ref: str, hops: int = 4) -> str:
    """The object that a full ref name stands for as files tell it; "" where they do not."""
    if layout.reftable or not ref.startswith("refs/") or ".." in ref:
        return ""
    loose = _loose(layout, ref)
    if loose.startswith("ref: "):
        return ref_oid(layout, loose[len("ref: ") :], hops - 1) if hops else ""
    if loose:
        return loose if _is_oid(loose) else ""
    packed = _bytes(os.path.join(layout.common_dir, "packed-refs"))
    above, line, _ = packed.partition(b" " + ref.encode("utf-8", "surrogateescape") + b"\n")
    found = above.rpartition(b"\n")[2].decode("ascii", "replace")
    return found if line and _is_oid(found) else ""


def ref_target(layout: Layout, ref: str) -> str:
    """The full name of the ref that a symbolic one points to, "" for any other."""
    loose = _loose(layout, ref)
    return loose[len("ref: ") :].lstrip() if loose.startswith("ref: ") else ""


def _loose(layout: Layout, ref: str) -> str:
    # A ref is UTF-8, whatever this locale says of the names of files.
    path = os.fsdecode(ref.encode("utf-8", "surrogateescape"))
    return _text(os.path.join(layout.common_dir, path)).strip()


def may_track(layout: Layout, branch: str) -> bool:
    """Whether the repository's own configuration may give a branch an upstream: it holds its name, or other files."""
    said = _text(os.path.join(layout.common_dir, "config")) + _text(os.path.join(layout.git_dir, "config.worktree"))
    text = said.lower()
    # Other signs than these a configuration may write in another way than they are.
    plain = branch.isascii() and '"' not in branch
    return not plain or branch.lower() in text or "include" in text


def _is_oid(text: str) -> bool:
    return len(text) in EMPTY_TREES and _DIGITS.issuperset(text)
