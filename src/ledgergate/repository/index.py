"""Makes sure that the index is whole before git reads it, and that it stayed the same while git read it."""

from __future__ import annotations

import os

from ledgergate.errors import NotChecked
from ledgergate.repository.digest import digest
from ledgergate.repository.names import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

    from ledgergate.repository.entries import Entries
    from ledgergate.repository.layout import Layout

_CURE = "Rebuild it from the last commit (the work tree stays as it is): rm .git/index && git reset"
_TYPE, _REGULAR = 0o170000, 0o100000
_FEW = 512 << 10  # bytes of an index whose whole listing costs less than a second git


class Seen:
    """An index as it was met: the signs by which a replacement is noticed. () is no index, which is an empty one."""

    __slots__ = ("_content", "_read", "layout", "signs")

    def __init__(self, layout: Layout, signs: tuple[int, ...]) -> None:
        self.layout = layout
        self.signs = signs
        self._content: bytes | None = None
        self._read: Entries | None = None

    @property
    def small(self) -> bool:
        return not self.signs or self.signs[1] < _FEW

    def require_whole(self) -> bytes:
        """The index's bytes, read once, with the trailing hash checked, which git itself does not do before it lists.

        A copy would be as safe and cost a write of the whole index; git replaces an index by renaming, so the same
        file before and after is the same content.
        """
        if self._content is None:
            self._content = _whole(self.layout.index, self.layout.width)
            _require_shared(self.layout, self._content)
        return self._content

    def listed(self, places: Collection[str]) -> dict[str, str] | None:
        """What the index holds at or below some places, "" being all of it; None where git has to be asked."""
        entries = self._entries()
        if entries is None:
            return {}
        if "" in places:
            return entries.all()
        return None if self._is_elsewhere() else entries.below(places)

    def may_hold(self, modes: tuple[bytes, ...]) -> bool:
        """Whether any entry can have one of these modes, which an index holds as such bytes."""
        entries = self._entries()
        return entries is not None and (self._is_elsewhere() or entries.may_hold(modes))

    def _entries(self) -> Entries | None:
        """None where there is no index, which is an empty one."""
        content = self.require_whole()
        if self._read is None and content:
            from ledgergate.repository.entries import Entries

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


def meet(layout: Layout) -> Seen:
    """The index before git reads it. Git can be started at once; `require_whole` and `require_same` must follow."""
    return Seen(layout, _signs(layout.index))


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
    try:
        with open(path, "rb") as file:
            content = file.read()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise NotChecked(f"The index cannot be read: {error.strerror}.") from None
    # A hash of zeros is one that was switched off: index.skipHash.
    body, said = memoryview(content)[: -width // 2], content[-width // 2 :]
    if len(content) < 12 + width // 2 or not content.startswith(b"DIRC") or (any(said) and said != digest(body, width)):
        raise NotChecked(f"The index '{shown(os.path.basename(path))}' is damaged, so nothing was checked.", _CURE)
    return content


def _require_shared(layout: Layout, content: bytes) -> None:
    """A split index names a shared one by its hash; that file must be whole as well."""
    for name in os.listdir(layout.git_dir) if content else ():
        kind, _, digits = name.partition(".")
        if kind == "sharedindex" and len(digits) == layout.width and bytes.fromhex(digits) in content:
            _whole(os.path.join(layout.git_dir, name), layout.width)
