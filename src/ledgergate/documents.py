"""The documents of one snapshot: found by glob, read once, parsed once."""

from __future__ import annotations

from ledgergate.errors import NotChecked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledgergate.git import Snapshot
    from ledgergate.markdown import Page
    from ledgergate.model import Document

_LARGE = 3000  # blocks


class Documents:
    """Documents and pages of one snapshot. Pages of equal blobs are shared through `pages`, keyed by object id."""

    def __init__(self, snapshot: Snapshot, pages: dict[tuple[str, str], Page] | None = None) -> None:
        self.snapshot = snapshot
        self._documents: dict[str, Document] = {}
        self._pages: dict[tuple[str, str], Page] = {} if pages is None else pages
        self._own: list[tuple[str, str]] = []  # the pages that were parsed for these

    @property
    def read_paths(self) -> tuple[str, ...]:
        """Every path that was read so far."""
        return tuple(self._documents)

    def find(self, glob: str) -> list[str]:
        return self.snapshot.find(glob)

    def fetch(self, paths: Iterable[str]) -> None:
        """Read these paths at once; paths that are not in the snapshot are passed over."""
        missing = [path for path in paths if path not in self._documents]
        if missing:
            self._documents.update(self.snapshot.read(missing))

    def matching(self, glob: str) -> list[Document]:
        paths = self.find(glob)
        self.fetch(paths)
        return [self._documents[path] for path in paths if path in self._documents]

    def document(self, path: str) -> Document | None:
        self.fetch([path])
        return self._documents.get(path)

    def known(self, path: str) -> Document | None:
        """The document at `path`, if it was read."""
        return self._documents.get(path)

    def page(self, document: Document) -> Page:
        """The parsed document. Equal blobs at one path are parsed once, whichever snapshot they stand in."""
        from ledgergate.markdown import read

        key = (document.path, document.oid or f"{document.side}:{id(document)}")
        page = self._pages.get(key)
        if page is None:
            page = self._pages[key] = read(document)
            self._own.append(key)
        return page

    def shed(self) -> None:
        """Let go of the large pages that were parsed for these; whoever asks for one again has it parsed again."""
        for key in self._own:
            if key in self._pages and len(self._pages[key].blocks) > _LARGE:
                del self._pages[key]

    def text(self, document: Document) -> str:
        """The document's text; only UTF-8 is read."""
        try:
            return document.data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = document.line_of(error.start)
            raise NotChecked(f"{document.path}:{line} is not UTF-8", "save the file as UTF-8") from None
