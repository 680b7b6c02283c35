"""Makes sure that the index is whole before git reads it, and that it stayed the same while git read it."""

from __future__ import annotations

import os

from ledgergate.errors import NotChecked
from ledgergate.git.digest import Digest, digest
from ledgergate.git.names import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

    from ledgergate.git.entries import Entries
    from ledgergate.git.layout import Layout

_CURE = "Rebuild it from the last commit (the work tree stays as it is): rm .git/index && git reset"
_TYPE, _REGULAR = 0o170000, 0o100000
_FEW = 512 << 10  # bytes of an index whose whole listing costs less than a second git
_VERY_FEW = 192 << 10  # bytes of one whose whole listing costs less than a few places of it, held to its trees


class IndexFile:
    """An index as it was met: the signs by which a replacement is noticed. () is no index, which is an empty one."""

    __slots__ = ("_content", "_hash", "_read", "_root", "_small", "layout", "signs")

    def __init__(self, layout: Layout, signs: tuple[int, ...]) -> None:
        self.layout = layout
        self.signs = signs
        self._content: bytes | None = None
        self._hash: Digest | None = None
        self._read: Entries | None = None
        self._root: str | None = None
        self._small: bool | None = None

    @property
    def small(self) -> bool:
        """Whether it is listed whole. One that knows its trees is so only where that costs next to nothing."""
        if self._small is None:
            self._small = not self._is_long and (not self.signs or self.signs[1] < _VERY_FEW or not self.root)
        return self._small

    @property
    def _is_long(self) -> bool:
        return bool(self.signs) and self.signs[1] >= _FEW

    def content(self) -> bytes:
        """The index's bytes, met once. A long one is still being hashed: `require_whole` must have the last word."""
        if self._content is None:
            path, width = self.layout.index, self.layout.width
            self._content = _begun(path, width) if self._is_long else _whole(path, width)
            if self._is_long and any(_said(self._content, width)):
                self._hash = Digest(memoryview(self._content)[: -width // 2], width)
            _require_shared(self.layout, self._content)
        return self._content

    def require_whole(self) -> bytes:
        """The index's bytes, with the trailing hash checked, which git itself does not do before it lists.

        A copy would be as safe and cost a write of the whole index; git replaces an index by renaming, so the same
        file before and after is the same content.
        """
        content = self.content()
        if self._hash is not None and self._hash.result() != _said(content, self.layout.width):
            raise _damaged(self.layout.index)
        return content

    @property
    def root(self) -> str:
        """The tree that a commit of this index would record, "" where it is not known, or nobody has written it."""
        if self._root is None:
            entries = self._entries()
            self._root = ((entries.trees() if entries is not None else None) or {}).get("", "")
        return self._root

    @root.setter
    def root(self, tree: str) -> None:
        self._root = tree

    def listed(self, places: Collection[str]) -> dict[str, str] | None:
        """What the index holds at or below some places, "" being all of it; None where git has to be asked."""
        entries = self._entries()
        if entries is None:
            return {}
        if "" in places:
            return entries.all()
        return None if self._is_elsewhere() else entries.below(places)

    def links(self) -> dict[str, str] | None:
        """The entries that are links or submodules, told without a listing; None where git has to be asked."""
        entries = self._entries()
        return {} if entries is None else None if self._is_elsewhere() else entries.links()

    def _entries(self) -> Entries | None:
        """None where there is no index, which is an empty one."""
        content = self.content()
        if self._read is None and content:
            from ledgergate.git.entries import Entries

            self._read = Entries(content, self.layout.width)
        return self._read

    def trees(self) -> dict[str, str] | None:
        """What a small index knows of its folders' trees, once it was listed whole; None where git has to compare."""
        return self._read.trees() if self.small and self._read is not None else None

    def _is_elsewhere(self) -> bool:
        """Whether a part of the index may be kept in another file, or folded away: a split or a sparse one."""
        folder = self.layout.git_dir
        sparse = os.path.join(folder, "info", "sparse-checkout")
        return os.path.exists(sparse) or any(name.startswith("sharedindex.") for name in os.listdir(folder))

    def require_same(self) -> None:
        if _signs(self.layout.index) != self.signs:
            raise NotChecked("The index changed while it was read, so nothing was checked.", "Run it again.")


def meet(layout: Layout) -> IndexFile:
    """The index before git reads it. Git can be started at once; `require_whole` and `require_same` must follow."""
    return IndexFile(layout, _signs(layout.index))


def _signs(path: str) -> tuple[int, ...]:
    try:
        about = os.stat(path)
    except OSError:
        return ()
    if about.st_mode & _TYPE != _REGULAR:
        # A pipe would keep its reader waiting for ever.
        raise NotChecked(f"The index '{shown(os.path.basename(path))}' is no regular file, so nothing was checked.")
    return about.st_ino, about.st_size, about.st_mtime_ns, about.st_dev


def _whole(path: str, width: int) -> bytes:
    content = _begun(path, width)
    said = _said(content, width)
    if any(said) and said != digest(memoryview(content)[: -width // 2], width):
        raise _damaged(path)
    return content


def _begun(path: str, width: int) -> bytes:
    """The bytes of an index, b"" for none; what they hash to is not looked at.

    They are read and never mapped: a file that is cut under a map ends its reader by a signal, without a word.
    """
    content = _read(path)
    if content is not None and (len(content) < 12 + width // 2 or content[:4] != b"DIRC"):
        raise _damaged(path)
    return content or b""


def _read(path: str) -> bytes | None:
    """None where there is no such file."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise NotChecked(f"The index cannot be read: {error.strerror}.") from None


def _said(content: bytes, width: int) -> bytes:
    """The hash that an index ends with; zeros where it was switched off: index.skipHash."""
    return content[-width // 2 :]


def _damaged(path: str) -> NotChecked:
    return NotChecked(f"The index '{shown(os.path.basename(path))}' is damaged, so nothing was checked.", _CURE)


def _require_shared(layout: Layout, content: bytes) -> None:
    """A split index names a shared one by its hash; that file must be whole as well."""
    for name in os.listdir(layout.git_dir) if content else ():
        kind, _, digits = name.partition(".")
        if kind == "sharedindex" and len(digits) == layout.width and content.find(bytes.fromhex(digits)) != -1:
            _whole(os.path.join(layout.git_dir, name), layout.width)
