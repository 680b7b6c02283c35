"""One state of the repository, listed and read lazily: what every kind of state can tell."""

from __future__ import annotations

from bisect import bisect_left

from ledgergate.errors import Absent, NotChecked, Unreadable
from ledgergate.git import globs
from ledgergate.git.names import shown
from ledgergate.git.processes import Limits
from ledgergate.model import Document, Entry

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

LINK, SUBMODULE = "120000", "160000"
_REGULAR = ("100644", "100755", "100664")
_LIMITS = Limits()
WHOLE = ""  # the prefix that every path lies under
_KINDS = {LINK: "a symbolic link", SUBMODULE: "a submodule"}
_LARGE_FILE = (b"version https://git-lfs.github.com/spec/", b"version https://hawser.github.com/spec/")


class Snapshot:
    """A state by its `name` (an object id, "index", "memory"). Paths are relative to the root, with slashes."""

    is_part = False  # whether it is a folder of another one

    def __init__(self, name: str, *, side: str = "after", limits: Limits = _LIMITS) -> None:
        self.name = name
        self.side = side
        self.limits = limits
        self._known: dict[str, str] = {}  # path -> "mode oid"
        self._covered: set[str] = set()
        self.asked: set[str] = (
            set()
        )  # the places that a reader has asked about: its answers follow from what lies there
        self._order: list[str] | None = None
        self._documents: dict[str, Document] = {}

    def _listed(self, prefixes: Collection[str]) -> dict[str, str]:
        """The "mode oid" of each path below these; every kind of snapshot lists its own."""
        raise NotImplementedError  # no snapshot is of this class alone

    def _contents(self, oids: list[str], most: int) -> Iterator[tuple[str, bytes]]:
        """Each object with its bytes; every kind of snapshot reads its own."""
        raise NotImplementedError  # no snapshot is of this class alone

    def _cover(self, prefixes: Iterable[str]) -> None:
        """Lists what a reader asks for and is not known yet."""
        wanted = tuple(prefixes)
        self.asked.update(wanted)
        self._list(wanted)

    def _list(self, prefixes: Iterable[str]) -> None:
        wanted = [one for one in dict.fromkeys(prefixes) if not self._is_covered(one)]
        if wanted:
            if WHOLE in wanted:
                wanted = [WHOLE]
            self._known.update(self._listed(wanted))
            self._covered.update(wanted)
            self._order = None

    @property
    def listed(self) -> frozenset[str]:
        """The places that were listed, for whatever reason."""
        return frozenset(self._covered)

    def _is_covered(self, path: str) -> bool:
        above = path
        while above and above not in self._covered:
            above = above.rpartition("/")[0]
        return above in self._covered

    def _below(self, folder: str) -> list[str]:
        """The known paths under a folder, sorted; the folder's own path is not one of them."""
        if self._order is None:
            self._order = sorted(self._known)
        if folder == WHOLE:
            return self._order
        # "0" follows "/" in every encoding that git knows.
        return self._order[bisect_left(self._order, folder + "/") : bisect_left(self._order, folder + "0")]

    def _entry(self, path: str) -> Entry:
        mode, _, oid = self._known[path].partition(" ")
        return Entry(path, mode, oid)

    def prefetch(self, *prefixes: str) -> None:
        """Says that these paths, and those below them, will be asked for: one listing then serves them all."""
        self._cover(_folder(one) for one in prefixes)

    def entry(self, path: str) -> Entry | None:
        """The entry at exactly this path: a file, a link or a submodule."""
        self._cover([path])
        return self._entry(path) if path in self._known else None

    def listing(self) -> dict[str, Entry]:
        """Everything, in the order of paths."""
        return self.under(WHOLE)

    def whole(self) -> Mapping[str, str]:
        """path -> "mode oid" of everything, for comparing states: the one question that counts as nobody's."""
        self._list([WHOLE])
        return self._known

    def lines(self, prefixes: Iterable[str]) -> str:
        """What lies at or below these places, as text that is equal where they hold the same."""
        self._list(prefixes)
        paths = {path for one in prefixes for path in (*self._below(one), one) if path in self._known}
        return "".join([f"{self._known[path]} {path}\0" for path in sorted(paths)])

    def paths(self) -> list[str]:
        """Every path, sorted; cheaper than `listing` where modes do not matter."""
        self._cover([WHOLE])
        return list(self._below(WHOLE))

    def links(self) -> dict[str, Entry]:
        """Every symbolic link and submodule of the whole state."""
        self._cover([WHOLE])
        return {path: self._entry(path) for path, what in self._known.items() if what[:6] in _KINDS}

    def may_lead(self, paths: Sequence[str]) -> bool:
        """Whether a link may lead away a file that is written to one of these paths: often told without `links`."""
        return True

    def under(self, *prefixes: str) -> dict[str, Entry]:
        """What lies at or below these literal paths; "" is everything."""
        folders = sorted({_folder(one) for one in prefixes})
        self._cover(folders)
        found: dict[str, Entry] = {}
        for folder in folders:
            if folder in self._known:
                found[folder] = self._entry(folder)
            for path in self._below(folder):
                found[path] = self._entry(path)
        return found

    def find(self, glob: str) -> list[str]:
        """The paths that match a policy's glob, sorted; links and submodules are among them."""
        folder = globs.literal_folder(glob)
        self._cover([folder])
        if not globs.is_glob(glob):
            return [glob] if glob in self._known else []
        matches = globs.matcher(glob)
        return [path for path in self._below(folder) if matches(path)]

    def exists(self, path: str) -> bool:
        """Whether there is a file or a folder at the path. A submodule's inside is not known and so does not exist."""
        folder = _folder(path)
        self._cover([folder])
        return folder == WHOLE or folder in self._known or bool(self._below(folder))

    def read(self, paths: Iterable[str], *, most: int = 0) -> dict[str, Document]:
        """The documents at these paths, in that order; a path that does not exist is left out.

        Raises Unreadable for a link, a submodule, a missing object, a Git LFS pointer, what is no UTF-8 text, and for
        more than `most` bytes (the snapshot's own limit without it), and NotChecked for a folder.
        """
        wanted = list(dict.fromkeys(paths))
        self._cover(wanted)
        there = [path for path in wanted if self._is_file(path)]
        new = [path for path in there if path not in self._documents]
        limit = most or self.limits.document
        contents = self._contents([self._known[path][7:] for path in new], limit)
        for path in new:
            kind, data = self._content(path, contents)
            if kind != "blob":
                why = f"is too large to be judged: {kind}, at most {limit}"
                raise _unreadable(Document(path, b"", self.side), why, "Split it.")
            document = Document(path, data, self.side, self._known[path][7:])
            if data.startswith(_LARGE_FILE) and len(data) < 1024:
                raise _unreadable(document, "is a Git LFS pointer, so its text cannot be judged", _LFS_CURE)
            _require_text(document)
            self._documents[path] = document
        return {path: self._documents[path] for path in there}

    def _content(self, path: str, contents: Iterator[tuple[str, bytes]]) -> tuple[str, bytes]:
        try:
            return next(contents)
        except Absent as error:
            where = f"cannot be read: {error.message[0].lower()}{error.message[1:-1]}"
            raise _unreadable(Document(path, b"", self.side), where, error.cure) from None

    def targets(self, paths: Sequence[str]) -> dict[str, str]:
        """What the symbolic links at these paths say. Raises NotChecked for one that no disk could hold."""
        self._list(paths)
        found = {}
        said = self._contents([self._known[path][7:] for path in paths], 1 << 16)
        for path in paths:
            kind, data = next(said)
            if kind != "blob":
                raise NotChecked(
                    f"The symbolic link '{shown(path)}' says {kind}, which no disk can store.", "Remove it."
                )
            found[path] = data.decode("utf-8", "surrogateescape")
        return found

    def _is_file(self, path: str) -> bool:
        what = self._known.get(path)
        if what is None:
            self._require_plain_way(path)
        elif what[:6] not in _REGULAR:
            why = f"is {_KINDS.get(what[:6], 'no regular file')}, not a regular file"
            raise _unreadable(Document(path, b"", self.side), why, _PLAIN)
        return what is not None

    def _require_plain_way(self, path: str) -> None:
        """Raises NotChecked where a missing path is a folder, or is hidden behind a link or a submodule."""
        if self._below(path):
            raise NotChecked(f"'{shown(path)}' is a folder, not a regular file.", _PLAIN)
        for above in (path[:cut] for cut, sign in enumerate(path) if sign == "/"):
            self._cover([above])
            if above in self._known:
                kind = _KINDS.get(self._known[above][:6], "a file")
                raise NotChecked(f"'{shown(path)}' cannot be read: '{shown(above)}' is {kind}.", _PLAIN)

    def close(self) -> None:
        """Gives back what the snapshot alone holds on to."""


_NEWLINE = b"\n"
_PLAIN = "Store the document as a regular file, or correct the path in the policy."
_LFS_CURE = "Store the document in git itself: git lfs untrack PATH && git add --renormalize PATH"


def _unreadable(document: Document, why: str, cure: str, start: int = -1, where: str = "") -> Unreadable:
    return Unreadable(document, start, why, cure, message=f"'{shown(document.path)}' {where or why}.")


def _require_text(document: Document) -> None:
    data = document.data
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise _unreadable(document, "is UTF-16, not UTF-8", "Save it as UTF-8.")
    nul = data.find(b"\0")
    if nul >= 0:
        where = f"contains a NUL byte in line {data.count(_NEWLINE, 0, nul) + 1}, so it is no text"
        raise _unreadable(document, "contains a NUL byte, so it is no text", "Remove the byte.", nul, where)
    try:
        data.decode()
    except UnicodeDecodeError as error:
        line = data.count(_NEWLINE, 0, error.start) + 1
        where = f"is not UTF-8: byte {error.start}, line {line}"
        raise _unreadable(document, "is not UTF-8", "Save it as UTF-8.", error.start, where) from None


def _folder(path: str) -> str:
    return "" if path == "." else path.rstrip("/")
