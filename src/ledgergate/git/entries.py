"""Reads the entries of an index by git's own description of the file (gitformat-index), without starting git.

What is not as described is left to git: split and sparse indexes, versions other than 2 and 3, unmerged paths.
"""

from __future__ import annotations

from bisect import bisect_left

from ledgergate.expressions import expression

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    Parsed = tuple[bytes, str, int]  # a path, its "mode oid" ("" for one only intended to be added), the next entry

_MODES = {b"\0\0\x81\xa4": "100644", b"\0\0\x81\xed": "100755", b"\0\0\xa0\0": "120000", b"\0\0\xe0\0": "160000"}
# A symbolic link's mode and a submodule's, each begun at its odd byte: one byte is looked for faster than any two.
_LED = expression(rb"\xa0\0(?<=\0\0\xa0\0)"), expression(rb"\xe0\0(?<=\0\0\xe0\0)")
_NODE = expression(rb"([^\0]*)\0(-1|\d{1,9}) (\d{1,9})\n")  # a folder of the cache of trees
_OFFSET = b"EOIE"  # says where extensions begin, for readers that do not walk; git believes it
_FIRST = 12  # where the first entry begins
_LONGEST = 0xFFF  # a longer name's length is not in its flags
_EXTENDED, _STAGE, _INTENDED, _SKIPPED = 0x4000, 0x3000, 0x2000, 0x4000
_ELSEWHERE = (b"link", b"sdir")  # a part of the entries stands in another file, or is folded away; the trees are whole


class Entries:
    """The entries of an index; whether its bytes are whole is for others to tell. `width` is an object id's digits."""

    __slots__ = ("_begins", "_content", "_end", "_extensions", "_raw", "_stop", "count", "sound", "version")

    def __init__(self, content: bytes, width: int) -> None:
        self._content = content
        self._raw = width // 2
        self._stop = len(content) - self._raw
        self.version = int.from_bytes(content[4:8], "big")
        self.sound = self.version in (2, 3)
        self.count = int.from_bytes(content[8:12], "big")
        self._begins: list[int] | None = None
        self._end = 0  # where extensions begin, once all entries were walked; behind all of them where that is nowhere
        self._extensions: tuple[dict[bytes, bytes] | None] | None = None

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
        if not self.sound or len(found) + left_out != self.count:
            return None
        behind = self._behind()
        # An extension whose name begins with a capital may be passed over; but over trees that cannot be, git stops.
        if behind is None or not all(name[:1].isupper() for name in behind):
            return None
        return None if b"TREE" in behind and self.trees() is None else found

    def trees(self) -> dict[str, str] | None:
        """folder -> object id of its tree, "" for the root, as far as the index knows them.

        Nothing is told of what lies below a folder whose tree is known. None where the index has no such cache, or
        not one that git reads in the same way.
        """
        behind = self._behind()
        if behind is None or not all(name[:1].isupper() or name in _ELSEWHERE for name in behind):
            return None
        return _trees(behind[b"TREE"], self._raw) if b"TREE" in behind else None

    def _behind(self) -> dict[bytes, bytes] | None:
        if self._extensions is None:
            if not self._end:
                self._walked()
            self._extensions = (_extensions(self._content, self._end, self._stop),)
        return self._extensions[0]

    def _walked(self) -> list[int]:
        """Where entries begin, by their own lengths: no other bytes of the file are looked at, whatever they are like.

        A hundred thousand take some ten milliseconds.
        """
        if self._begins is None:
            self._begins, self._end = [], len(self._content)
            if self.version in (2, 3, 4):
                self._begins, self._end = (self._padded if self.sound else self._packed)()
        return self._begins

    def _padded(self) -> tuple[list[int], int]:
        content, stop, at = self._content, self._stop, _FIRST
        flags, begins = self._raw + 40, list[int]()
        for _ in range(self.count):
            if at + flags + 2 > stop:
                return begins, len(content)
            begins.append(at)
            high = content[at + flags]
            size = (high & 0xF) << 8 | content[at + flags + 1]
            if high & 0x40 or size == _LONGEST:
                entry = self._entry(at)
                if entry is None:
                    return begins, len(content)
                at = entry[2]
            else:
                at += (flags + 10 + size) & ~7
        return begins, at

    def _packed(self) -> tuple[list[int], int]:
        """The same of version 4, whose names are cut and not padded: how much of the last one stays, and the rest."""
        content, stop, at = self._content, self._stop, _FIRST
        for _ in range(self.count):
            name = at + self._raw + 42
            if name + 2 >= stop:
                return [], len(content)
            name += 2 if content[name - 2] & 0x40 else 0
            while name < stop and content[name] & 0x80:
                name += 1
            at = content.find(b"\0", name + 1, stop) + 1
            if not at:
                return [], len(content)
        return [], at

    def below(self, places: Iterable[str]) -> dict[str, str] | None:
        """The same for what lies at or below some literal paths, found by halving: they stand in order of names."""
        found: dict[str, str] = {}
        if not self.sound or self._behind() is None:
            return None
        begins = self._walked()
        for place in places:
            name = place.encode("utf-8", "surrogateescape")
            for first, last in ((name, name), (name + b"/", name + b"0")):
                for at in range(bisect_left(begins, first, key=self._name), len(begins)):
                    if self._name(begins[at]) > last:
                        break
                    entry = self._entry(begins[at])
                    if entry is None:
                        return None
                    path, what, _ = entry
                    if what and (path != last or path == name):
                        found[path.decode("utf-8", "surrogateescape")] = what
        return found

    def _name(self, at: int) -> bytes:
        name = at + 42 + self._raw
        name += 2 if self._content[name - 2] & 0x40 else 0
        return self._content[name : self._content.find(b"\0", name, self._stop)]

    def links(self) -> dict[str, str] | None:
        """path -> "mode oid" of links and submodules, found by their modes; None where git has to be asked."""
        if not self.sound or self._behind() is None:
            return None
        begins, found = self._walked(), dict[str, str]()
        for one in (one for mode in _LED for one in mode.finditer(self._content, 0, self._end)):
            at = one.start() - 26
            place = bisect_left(begins, at)
            if begins[place : place + 1] == [at]:
                entry = self._entry(at)
                if entry is None:
                    return None
                if entry[1]:
                    found[entry[0].decode("utf-8", "surrogateescape")] = entry[1]
        return found

    def _entry(self, at: int) -> Parsed | None:
        """The entry that begins at an offset, None where none does that may be read here."""
        content, raw = self._content, self._raw
        mode = _MODES.get(content[at + 24 : at + 28])
        name = at + 42 + raw
        flags = int.from_bytes(content[name - 2 : name], "big")
        intended = False
        if flags & _EXTENDED:
            more = int.from_bytes(content[name : name + 2], "big")
            if more & ~(_INTENDED | _SKIPPED):
                return None  # flags of a later format, which git refuses
            intended = bool(more & _INTENDED)
            name += 2
        end = content.find(b"\0", name, self._stop)
        if mode is None or end <= name or flags & _STAGE or flags & _LONGEST != min(end - name, _LONGEST):
            return None
        what = "" if intended else f"{mode} {content[at + 40 : at + 40 + raw].hex()}"
        return content[name:end], what, at + ((end - at + 8) & ~7)


def _extensions(content: bytes, at: int, stop: int) -> dict[bytes, bytes] | None:
    """name -> content of all that stands between two offsets; None where a name stands twice, or not all is told.

    An extension may hold what looks like another one, so that only a walk from the first finds those there are.
    """
    found: dict[bytes, bytes] = {}
    begin = at
    while at + 8 <= stop:
        name, size = content[at : at + 4], int.from_bytes(content[at + 4 : at + 8], "big")
        at += 8
        if name in found:
            return None
        found[name] = content[at : at + size]
        at += size
    told = found.get(_OFFSET)
    return found if at == stop and (told is None or told[:4] == begin.to_bytes(4, "big")) else None


def _trees(content: bytes, raw: int) -> dict[str, str] | None:
    """folder -> object id of its tree, "" for the root, of a TREE extension. None where git would not read it as such.

    Each folder stands before what is in it: its name, how many entries and folders it has, its tree (of `raw` bytes)
    if it is known. Nothing is told of what lies below a folder whose tree is known.
    """
    found: dict[str, str] = {}
    at = 0
    waiting = [("", 1, False)]  # a folder with a slash, how many of its own are still to come, whether it is known
    while waiting:
        above, left, below_known = waiting.pop()
        if not left:
            continue
        waiting.append((above, left - 1, below_known))
        node = _NODE.match(content, at)
        if node is None or (not node[1]) != (len(waiting) == 1):
            return None
        at = node.end()
        path = above + node[1].decode("utf-8", "surrogateescape")
        known = node[2] != b"-1"
        if known and not below_known:
            if path in found:
                return None
            found[path] = content[at : at + raw].hex()
        at += raw if known else 0
        waiting.append((f"{path}/" if path else "", int(node[3]), below_known or known))
    return found if at == len(content) else None
