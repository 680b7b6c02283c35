"""Reads the entries of an index by git's own description of the file (gitformat-index), without starting git.

What is not as described is left to git: split and sparse indexes, versions other than 2 and 3, unmerged paths.
"""

from __future__ import annotations

from ledgergate.expressions import expression

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from mmap import mmap

    Content = bytes | mmap
    Parsed = tuple[bytes, str, int]  # a path, its "mode oid" ("" for one only intended to be added), the next entry

_MODES = {b"\0\0\x81\xa4": "100644", b"\0\0\x81\xed": "100755", b"\0\0\xa0\0": "120000", b"\0\0\xe0\0": "160000"}
_ANY_MODE = expression(rb"\0\0(?:\x81\xa4|\x81\xed|\xa0\0|\xe0\0)")
# A symbolic link's mode and a submodule's, each begun at its odd byte: one byte is looked for faster than any two.
_LED = expression(rb"\xa0\0(?<=\0\0\xa0\0)"), expression(rb"\xe0\0(?<=\0\0\xe0\0)")
_FIRST = 12  # where the first entry begins
_LONGEST = 0xFFF  # a longer name's length is not in its flags
_EXTENDED, _STAGE, _INTENDED = 0x4000, 0x3000, 0x2000
_NEAR = 1024  # bytes that are walked rather than halved


class Entries:
    """The entries of an index; whether its bytes are whole is for others to tell. `width` is an object id's digits."""

    __slots__ = ("_content", "_end", "_known_trees", "_none_from", "_probed", "_raw", "_stop", "count", "sound")

    def __init__(self, content: Content, width: int) -> None:
        self._content = content
        self._raw = width // 2
        self._stop = len(content) - self._raw
        self.sound = content[4:8] in (b"\0\0\0\2", b"\0\0\0\3")
        self.count = int.from_bytes(content[8:12], "big")
        self._none_from = self._stop  # no entry begins from here on: extensions may be as long as a tenth of all
        self._probed: dict[int, tuple[int, Parsed | None]] = {}
        self._known_trees: dict[str, str] | None = None
        self._end = 0  # where extensions begin, once all entries were read

    def all(self) -> dict[str, str] | None:
        """path -> "mode oid" of everything that a commit would record; None where git has to be asked."""
        found: dict[str, str] = {}
        at, left_out = _FIRST, 0
        for _ in range(self.count if self.sound else 0):
            entry = self._entry(at)
            if entry is None:
                return None
            path, what, at = entry
            if what:
                found[path.decode("utf-8", "surrogateescape")] = what
            else:
                left_out += 1
        self._end = at
        whole = self.sound and len(found) + left_out == self.count
        return found if whole and self._only_optional(at) else None

    def trees(self) -> dict[str, str] | None:
        """folder -> object id of its tree, "" for the root, as far as the index knows them; `all` comes first.

        Nothing is told of what lies below a folder whose tree is known. None where the index has no such cache.
        """
        at = self._end
        while self._known_trees is None and at + 8 <= self._stop:
            size = int.from_bytes(self._content[at + 4 : at + 8], "big")
            if self._content[at : at + 4] == b"TREE":
                try:
                    self._known_trees = self._trees(self._content[at + 8 : at + 8 + size])
                except ValueError:
                    return None  # not as described
            at += 8 + size
        return self._known_trees

    def _trees(self, content: bytes) -> dict[str, str]:
        """One folder after the other, each before what is in it: its name, how many entries and folders, its tree."""
        raw, found = self._raw, dict[str, str]()
        at, stop = 0, len(content)
        above: list[tuple[str, int]] = []  # folders around, and how many of their own are still to come
        while at < stop:
            end = content.index(b"\0", at, stop)
            line = content.index(b"\n", end, stop)
            count, _, folders = content[end + 1 : line].partition(b" ")
            path = content[at:end].decode("utf-8", "surrogateescape")
            while above and not above[-1][1]:
                above.pop()
            if above:
                folder, left = above[-1]
                above[-1] = folder, left - 1
                path = f"{folder}/{path}" if folder else path
            at = line + 1
            if count.startswith(b"-"):
                above.append((path, int(folders)))
                continue
            found[path] = content[at : at + raw].hex()
            at += raw
            below = int(folders)
            while below:
                line = content.index(b"\n", content.index(b"\0", at, stop), stop)
                # The line's numbers cannot be below zero here: what is in a known tree is known.
                below += int(content[content.rindex(b" ", at, line) + 1 : line]) - 1
                at = line + 1 + raw
        return found

    def below(self, places: Iterable[str]) -> dict[str, str] | None:
        """The same for what lies at or below some literal paths, found by halving: entries stand in order of names."""
        found: dict[str, str] = {}
        for place in places if self.sound else ():
            name = place.encode("utf-8", "surrogateescape")
            for first, last in ((name, name), (name + b"/", name + b"0")):
                at = self._position(first)
                while at < self._stop:
                    entry = self._entry(at)
                    if entry is None:
                        if self._is_end(at):
                            break
                        return None
                    path, what, at = entry
                    if path > last or (path == last and path != name):
                        break
                    if what:
                        found[path.decode("utf-8", "surrogateescape")] = what
        return found if self.sound else None

    def may_hold_links(self) -> bool:
        """Whether any entry can be a symbolic link or a submodule."""
        found = (one for mode in _LED for one in mode.finditer(self._content))
        return any(not self.sound or self._entry(one.start() - 26) is not None for one in found)

    def _entry(self, at: int) -> Parsed | None:
        """The entry that begins at an offset, None where none does that may be read here."""
        content, raw = self._content, self._raw
        mode = _MODES.get(content[at + 24 : at + 28])
        name = at + 42 + raw
        flags = int.from_bytes(content[name - 2 : name], "big")
        intended = False
        if flags & _EXTENDED:
            intended = bool(content[name] << 8 & _INTENDED) if name < self._stop else False
            name += 2
        end = content.find(b"\0", name, self._stop)
        if (
            mode is None
            or at < _FIRST
            or end <= name
            or flags & _STAGE
            or flags & _LONGEST != min(end - name, _LONGEST)
        ):
            return None
        what = "" if intended else f"{mode} {content[at + 40 : at + 40 + raw].hex()}"
        return content[name:end], what, at + ((end - at + 8) & ~7)

    def _position(self, name: bytes) -> int:
        """Where the first entry that is not before `name` begins; the end of the entries where there is none."""
        low, high = _FIRST, self._none_from
        while high - low > _NEAR:
            half = (low + high) // 2
            middle, entry = self._after(half)
            if middle < 0:
                self._none_from = half
            if entry is None or middle >= high or entry[0] >= name:
                high = half
            else:
                low = middle
        while (entry := self._entry(low)) is not None and entry[0] < name:
            low = entry[2]
        return low

    def _after(self, half: int) -> tuple[int, Parsed | None]:
        """The entry at or after an offset, and where it begins. Places share most halves: "docs" and all below it."""
        known = self._probed.get(half)
        if known is None:
            middle = self._next(half)
            known = self._probed[half] = middle, self._entry(middle) if middle >= 0 else None
        return known

    def _next(self, at: int) -> int:
        """Where an entry begins at or after an offset inside another one: two in a row are no accident. -1 for none."""
        found = _ANY_MODE.search(self._content, at)
        while found is not None:
            begin = found.start() - 24
            entry = self._entry(begin)
            if entry is not None and (self._entry(entry[2]) is not None or self._is_end(entry[2])):
                return begin
            found = _ANY_MODE.search(self._content, found.start() + 1)
        return -1

    def _is_end(self, at: int) -> bool:
        """Whether the entries may end here: with the file, or with the name of an extension."""
        return at == self._stop or self._content[at : at + 4].isalpha()

    def _only_optional(self, at: int) -> bool:
        """Whether what follows the entries may be passed over: an extension whose name begins with a capital may."""
        while at + 8 <= self._stop:
            if not self._content[at : at + 1].isupper():
                return False
            at += 8 + int.from_bytes(self._content[at + 4 : at + 8], "big")
        return at == self._stop


def staged_root(content: Content, width: int) -> str:
    """The tree that a commit of this index would record, "" where the index does not know it.

    `git commit` writes it there before it runs a hook.
    """
    stop = len(content) - width // 2
    at = content.rfind(b"TREE", 0, stop)
    while at > 0 and not _ends(content, at, stop):
        at = content.rfind(b"TREE", 0, at)
    data = content[at + 8 : at + 8 + min(int.from_bytes(content[at + 4 : at + 8], "big"), 100)] if at > 0 else b""
    head, _, rest = data.partition(b"\n")
    valid = head.startswith(b"\0") and head[1:2].isdigit() and len(rest) >= width // 2
    return rest[: width // 2].hex() if valid else ""


def _ends(content: Content, at: int, stop: int) -> bool:
    """Whether extensions stand from here to the end of the index: a name may hold the same letters."""
    while at + 8 <= stop:
        at += 8 + int.from_bytes(content[at + 4 : at + 8], "big")
    return at == stop
