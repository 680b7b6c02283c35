"""What is there to look at: the tracked paths without vendored and generated ones, and their documents."""

from __future__ import annotations

import posixpath

from ledgergate.errors import NotChecked
from ledgergate.ledgers.shelf import Shelf

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledgergate.markdown import Page
    from ledgergate.repository import Snapshot

FOREIGN = frozenset(
    [
        "node_modules",
        "vendor",
        "third_party",
        "third-party",
        ".venv",
        "venv",
        "site-packages",
        "dist",
        "build",
        "target",
        "out",
        "coverage",
        "fixtures",
        "testdata",
        "__snapshots__",
        ".git",
        ".github",
        ".gitlab",
        ".vscode",
        ".idea",
        "templates",
        "template",
    ]
)
_MOST_DOCUMENTS = 20_000
_LARGEST = 4 << 20


class Survey:
    """The documents of one snapshot. `unread` says which could not be read, and why."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.shelf = Shelf(snapshot)
        self.all = snapshot.paths()
        self.paths = [path for path in self.all if _own(path)]
        self.unread: list[str] = []
        self.markdown = self._readable(path for path in self.paths if path.casefold().endswith(".md"))
        self.yaml = self._readable(path for path in self.paths if path.casefold().endswith((".yaml", ".yml")))
        self.present = frozenset(self.all)

    def page(self, path: str) -> Page | None:
        document = self.shelf.document(path)
        return self.shelf.page(document) if document is not None else None

    def _readable(self, wanted: Iterable[str]) -> list[str]:
        """Reads what can be read, all at once where nothing is in the way."""
        paths = list(wanted)[:_MOST_DOCUMENTS]
        try:
            self.shelf.fetch(paths)
        except NotChecked:
            return [path for path in paths if self._one(path)]
        return paths

    def _one(self, path: str) -> bool:
        try:
            self.snapshot.read([path], most=_LARGEST)
            self.shelf.fetch([path])
        except NotChecked as error:
            self.unread.append(error.message)
            return False
        return True


def _own(path: str) -> bool:
    folders = posixpath.dirname(path).split("/")
    return FOREIGN.isdisjoint(folders) and path.isprintable()
