"""What is there to look at: the tracked paths without vendored and generated ones, and their documents."""

from __future__ import annotations

import posixpath
import re

from ledgergate.called import FOREIGN, HIDDEN_PLANS, PLANS
from ledgergate.documents import MEDIAWIKI, Documents
from ledgergate.errors import NotChecked
from ledgergate.expressions import expression
from ledgergate.ledgers.identity import target_path
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledgergate.git import Snapshot
    from ledgergate.markdown import Block, Inline, Page

# A folder for what was, and what lies below the first level of a planner's own: records of work that is done.
PAST = expression(r"(?i)(?:^|/)(?:archived?|history|legacy|old|deprecated)[^/]*/|^\.planning/[^/]+/")
_PLANNING = expression("|".join(PLANS), re.IGNORECASE)
_HIDDEN = expression(r"^\.[^/]+/")  # a tool's folder of plans says nothing of a document in it
_MOST_DOCUMENTS = 20_000
_LARGEST = 4 << 20
_NEARLY = 0.8


class LeftOut(Value):
    """`count` records at a place, or in many, that no binding governs: `what` they are, and `why` none does."""

    path: str
    line: int
    count: int
    what: str
    why: str

    @property
    def told(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.what}: {self.why}" if place else f"{self.what}: {self.why}"


class Survey:
    """The documents of one snapshot. `unread` says which could not be read, and why."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.pages: dict[tuple[str, str], Page] = {}  # shared with what looks at the same blobs
        self.documents = Documents(snapshot, self.pages)
        self.all = snapshot.paths()
        self.paths = [path for path in self.all if _own(path)]
        self.unread: list[str] = []
        self.left_out: list[LeftOut] = []
        self.maps: dict[str, list[tuple[str, list[str]]]] = {}  # of YAML files: the top-level keys, and those below
        self._linked: dict[str, set[str]] = {}
        self.markdown = self._readable(path for path in self.paths if path.casefold().endswith((".md", *MEDIAWIKI)))
        self.yaml = self._readable(path for path in self.paths if path.casefold().endswith((".yaml", ".yml")))
        self.present = frozenset(self.all)

    def page(self, path: str) -> Page | None:
        document = self.documents.document(path)
        return self.documents.page(document) if document is not None else None

    def planned(self, path: str) -> bool:
        """Whether a document, or the folder that it lies in, is called as plans are."""
        return _PLANNING.search("/".join(_HIDDEN.sub("", path).split("/")[-2:])) is not None

    def linking(self, wanted: set[str]) -> list[str]:
        """The documents that link to nearly all of these paths."""
        return [path for path in self.markdown if len(self._targets(path) & wanted) >= _NEARLY * len(wanted)]

    def _targets(self, path: str) -> set[str]:
        """The paths that a document's table cells and entries link to."""
        if path not in self._linked:
            page = self.page(path)
            texts = [one for block in page.blocks for one in _texts(block)] if page is not None else []
            folder = posixpath.dirname(path)
            targets = {target_path(link.target) for text in texts for link in text.links}
            self._linked[path] = {posixpath.normpath(posixpath.join(folder, target)) for target in targets if target}
        return self._linked[path]

    def _readable(self, wanted: Iterable[str]) -> list[str]:
        """Reads what can be read, all at once where nothing is in the way."""
        return self._read(list(wanted)[:_MOST_DOCUMENTS])

    def _read(self, paths: list[str]) -> list[str]:
        """What can be read of these; halves are tried where something is in the way, so that one file costs little."""
        if len(paths) == 1:
            return paths if self._one(paths[0]) else []
        try:
            self.documents.fetch(paths)
        except NotChecked:
            half = len(paths) // 2
            return [*self._read(paths[:half]), *self._read(paths[half:])]
        refused = self.documents.unreadable
        self.unread.extend(refused[path].message for path in paths if path in refused)
        return [path for path in paths if path not in refused]

    def _one(self, path: str) -> bool:
        try:
            self.snapshot.read([path], most=_LARGEST)
            self.documents.fetch([path])
        except NotChecked as error:
            self.unread.append(error.message)
            return False
        return True


def _own(path: str) -> bool:
    folders = posixpath.dirname(path).split("/")
    hidden = [one for one in path.split("/") if one.startswith(".") and one not in HIDDEN_PLANS]
    return not hidden and FOREIGN.isdisjoint(folders) and path.isprintable()


def _texts(block: Block) -> Iterable[Inline]:
    if block.kind == "table":
        return [cell for row in block.rows for cell in row.cells]
    return [block.content] if block.kind == "entry" else []
