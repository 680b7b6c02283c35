"""The kinds of state: a commit's tree, the index, and either of them with files replaced in memory."""

from __future__ import annotations

from ledgergate.errors import NotChecked
from ledgergate.git.differences import ABSENT, records
from ledgergate.git.names import require_apart, require_sane, shown
from ledgergate.git.processes import DIFF, Limits
from ledgergate.git.snapshot import LINK, SUBMODULE, WHOLE, Snapshot
from ledgergate.model import Entry

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from ledgergate.git.index import IndexFile
    from ledgergate.git.processes import Call, Git
    from ledgergate.model import Document


TREE = ("ls-tree", "-r", "-z", "--full-tree")


def tree_listing(out: bytes, name: str) -> dict[str, str]:
    """path -> "mode oid" from what `ls-tree` printed of the tree `name`."""
    lines = out.decode("utf-8", "surrogateescape").split("\0")[:-1]
    found = {}
    for line in lines:
        what, _, path = line.partition("\t")  # a mode of six digits, a type, an object id
        found[path] = what[:7] + what.rpartition(" ")[2]
    if len(found) != len(lines):
        raise NotChecked(f"The tree of {name} contains a name twice, so nothing was checked.", "Repair the tree.")
    require_sane(found, f"The tree of {name}")
    require_apart(found, f"The tree of {name}")
    return found


class Tree(Snapshot):
    """A commit's tree, by the commit's object id."""

    def __init__(self, git: Git, oid: str, *, side: str = "after") -> None:
        super().__init__(oid, side=side, limits=git.limits)
        self.git = git

    def _listed(self, prefixes: Collection[str]) -> dict[str, str]:
        some = () if WHOLE in prefixes else ("--", *prefixes)
        return tree_listing(self.git.run(*TREE, self.name, *some), self.name)

    def _contents(self, oids: list[str], most: int) -> Iterator[tuple[str, bytes]]:
        return self.git.blobs(oids, most)


class Index(Snapshot):
    """What the index holds, as a commit would record it: a path that is only intended to be added is not there."""

    def __init__(self, git: Git, index_file: IndexFile) -> None:
        super().__init__("index", side="after", limits=git.limits)
        self.git = git
        self._file = index_file
        self._small = index_file.small

    def _start(self, some: tuple[str, ...]) -> Call:
        # `ls-files -s` would show entries that are only intended to be added, and not say that they are.
        return self.git.start(
            "diff-index", "--cached", "--ita-invisible-in-index", *DIFF, self.git.layout.empty_tree, *some
        )

    def _list(self, prefixes: Iterable[str]) -> None:
        super()._list([WHOLE] if self._small else prefixes)

    def links(self) -> dict[str, Entry]:
        """As for any state; in a large index they are found by their modes, which needs no listing."""
        found = None if self._small else self._file.links()
        return super().links() if found is None else _as_entries(found)

    def may_lead(self, paths: Sequence[str]) -> bool:
        """As for any state; of a large index whose tree is written the trees around those paths tell."""
        if self._small or not self._file.root:
            return True
        from ledgergate.git.links import may_lead

        return may_lead(self.git, self._file.root, paths)

    def _listed(self, prefixes: Collection[str]) -> dict[str, str]:
        found = self._file.listed(prefixes)
        if found is None:
            found = self._listed_by_git(() if WHOLE in prefixes else ("--", *prefixes))
        if len(found) > self.git.limits.entries:
            raise NotChecked(f"The index lists more than {self.git.limits.entries} entries.")
        require_sane(found, "The index")
        require_apart(found, "The index")
        return found

    def _listed_by_git(self, some: tuple[str, ...]) -> dict[str, str]:
        pairs = records(self._start(some).output())
        found = {}
        for header, path in pairs:
            _, mode, _, oid, status = header.split(" ")
            if status == "U" or mode == ABSENT:
                raise NotChecked(f"'{shown(path)}' is unmerged in the index, so nothing was checked.", "Resolve it.")
            found[path] = f"{mode} {oid}"
        if len(found) != len(pairs):
            raise NotChecked("The index contains a name twice, so nothing was checked.", "Rebuild it: git reset")
        return found

    def _contents(self, oids: list[str], most: int) -> Iterator[tuple[str, bytes]]:
        return self.git.blobs(oids, most)


def _as_entries(found: Mapping[str, str]) -> dict[str, Entry]:
    return {path: Entry(path, what[:6], what[7:]) for path, what in found.items()}


class Overlay(Snapshot):
    """Another state (or nothing at all) with some files replaced by bytes, taken out, or put back as entries."""

    def __init__(
        self,
        under: Snapshot | None,
        files: Mapping[str, bytes | None],
        *,
        entries: Mapping[str, Entry | None] | None = None,
        name: str = "memory",
        side: str = "",
        stamp: str = "memory",
    ) -> None:
        """`stamp` begins the object names of the bytes: two states that share parsed pages need two."""
        limits = under.limits if under else Limits()
        super().__init__(name, side=side or (under.side if under else "after"), limits=limits)
        self._under = under
        self._replaced: dict[str, str | None] = {}
        self._written: dict[str, bytes] = {}
        for path, data in files.items():
            self._replaced[path] = None if data is None else f"100644 {stamp}:{path}"
            if data is not None:
                self._written[f"{stamp}:{path}"] = data
        for path, entry in (entries or {}).items():
            self._replaced[path] = None if entry is None else f"{entry.mode} {entry.oid}"

    def read(self, paths: Iterable[str], *, most: int = 0) -> dict[str, Document]:
        """As for any state; what was read of the state beneath, and is not replaced, is not read again."""
        wanted = tuple(paths)
        if self._under is not None and self._under.side == self.side:
            known = self._under._documents
            self._documents.update((one, known[one]) for one in wanted if one in known and one not in self._replaced)
        return super().read(wanted, most=most)

    def _listed(self, prefixes: Collection[str]) -> dict[str, str]:
        found: dict[str, str] = {}
        if self._under is not None:
            self._under._list(prefixes)
            for prefix in prefixes:
                if prefix in self._under._known:
                    found[prefix] = self._under._known[prefix]
                found.update((path, self._under._known[path]) for path in self._under._below(prefix))
        for path, what in self._replaced.items():
            found.pop(path, None)
            if what is not None and any(not one or path == one or path.startswith(one + "/") for one in prefixes):
                found[path] = what
        return found

    def links(self) -> dict[str, Entry]:
        """As for any state: those of the one below, and the replaced ones."""
        found = {} if self._under is None else self._under.links()
        mine = {
            path: what for path, what in self._replaced.items() if what is not None and what[:6] in (LINK, SUBMODULE)
        }
        return {path: one for path, one in found.items() if path not in self._replaced} | _as_entries(mine)

    def _contents(self, oids: list[str], most: int) -> Iterator[tuple[str, bytes]]:
        for oid in oids:
            if oid in self._written:
                data = self._written[oid]
                yield ("blob", data) if len(data) <= most else (f"{len(data)} bytes", b"")
            elif self._under is not None:
                yield from self._under._contents([oid], most)


def with_files(state: Snapshot, files: Mapping[str, bytes | None]) -> Overlay:
    """The same state with some files written (bytes) or taken out (None)."""
    return Overlay(state, files)


def of_files(files: Mapping[str, bytes], *, side: str = "after") -> Overlay:
    """A state that holds just these files."""
    return Overlay(None, files, side=side)
