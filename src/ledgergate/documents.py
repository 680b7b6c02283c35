"""The documents of one snapshot: found by glob, read once, parsed once."""

from __future__ import annotations

from ledgergate.errors import NotChecked, Unreadable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable
    from typing import TypeVar

    from ledgergate.git import Snapshot
    from ledgergate.markdown import Page
    from ledgergate.model import Document
    from ledgergate.policy.model import Policy

    S = TypeVar("S")
    T = TypeVar("T")

_LARGE = 3000  # blocks
# What a document is, by its name's end. All pages but those of MediaWiki are read as Markdown, however they are called.
MARKDOWN = (".md", ".markdown", ".mdx", ".mdc")
MEDIAWIKI = (".mediawiki", ".wiki")
PAGES = (*MARKDOWN, *MEDIAWIKI)
TEXTS = (*PAGES, ".txt")  # what people write for people, page or not


class Documents:
    """Documents and pages of one snapshot. Pages of equal blobs are shared through `pages`, keyed by object id."""

    def __init__(self, snapshot: Snapshot, pages: dict[tuple[str, str], Page] | None = None) -> None:
        self.snapshot = snapshot
        self._documents: dict[str, Document] = {}
        self.pages: dict[tuple[str, str], Page] = {} if pages is None else pages
        self._own: list[tuple[str, str]] = []  # the pages that were parsed for these
        self.unreadable: dict[str, Unreadable] = {}  # what could not be parsed so far, by path
        self.lost: set[str] = set()  # those of them of which nothing at all is read
        self._empty: dict[str, Page] = {}
        self._torn: dict[str, bool] = {}

    def anew(self) -> Documents:
        """The same snapshot with nothing read of it yet; what was parsed is shared."""
        return Documents(self.snapshot, self.pages)

    keeps = False  # whether what is read of a document is kept for other states: `proving.differing`

    def once(self, policy: Policy | None, name: Hashable, one: S, make: Callable[[S], Iterable[T]]) -> Iterable[T]:
        """What `make` reads of one document, or of one thing in it, under a policy and a name for the way of reading.

        Whoever judges many states that are nearly alike keeps it; a check reads each document once anyway.
        """
        return make(one)

    def unchanged(
        self, policy: Policy, name: Hashable, globs: Iterable[str], make: Callable[[], T], keep: Callable[[T], bool]
    ) -> T:
        """What `make` reads of all that lies at these globs; it is kept as `once` does, where `keep` agrees."""
        return make()

    @property
    def read_paths(self) -> tuple[str, ...]:
        """Every path that was read so far."""
        return tuple(self._documents)

    def find(self, glob: str) -> list[str]:
        return self.snapshot.find(glob)

    def fetch(self, paths: Iterable[str]) -> None:
        """Read these paths at once; paths that are not in the snapshot are passed over.

        Raises NotChecked where that makes more documents than one state may have.
        """
        missing = [path for path in paths if path not in self._documents]
        if not missing:
            return
        most = self.snapshot.limits.documents
        if len(self._documents) + len(missing) > most:
            raise NotChecked(
                f"more than {most:,} documents are governed or cited, so nothing was checked.",
                "govern fewer by narrower globs or workspaces, or allow more with `ledgergate check --most-documents`",
            )
        try:
            self._documents.update(self.snapshot.read(missing))
        except Unreadable:
            for path in missing:
                self._documents.update(self._one(path))

    def _one(self, path: str) -> dict[str, Document]:
        """The document at a path; an empty one where it is no text, which is noted as unreadable."""
        from ledgergate.model import Document

        try:
            return self.snapshot.read([path])
        except Unreadable as error:
            self.note(error)
            return {path: Document(path, b"", error.document.side)}

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
        """The parsed document; one without a block where it cannot be parsed, which is then noted as unreadable."""
        try:
            return self.parsed(document)
        except Unreadable as error:
            self.note(error)
        if document.path not in self._empty:
            from ledgergate.markdown import nothing_of

            self._empty[document.path] = nothing_of(document)
        return self._empty[document.path]

    def torn(self, document: Document) -> bool:
        """Whether a document has lines that begin or end as what a merge leaves behind."""
        if document.path not in self._torn:
            self._torn[document.path] = any(sign in document.data for sign in (b"<<<<<<< ", b">>>>>>> "))
        return self._torn[document.path]

    def note(self, error: Unreadable, *, whole: bool = True) -> None:
        """Note a document that cannot be parsed, or a part of it: a check names it, and goes on with the others."""
        self.unreadable.setdefault(error.document.path, error)
        if whole:
            self.lost.add(error.document.path)

    def parsed(self, document: Document) -> Page:
        """The parsed document. Equal blobs at one path are parsed once, whichever snapshot they stand in.

        Raises Unreadable: for documents that the policy does not govern.
        """
        key = (document.path, document.oid or f"{document.side}:{id(document)}")
        page = self.pages.get(key)
        if page is None:
            page = self.pages[key] = _reader(document.path)(document)
            self._own.append(key)
        return page

    def shed(self) -> None:
        """Let go of the large pages that were parsed for these; whoever asks for one again has it parsed again."""
        for key in self._own:
            if key in self.pages and len(self.pages[key].blocks) > _LARGE:
                del self.pages[key]


def _reader(path: str) -> Callable[[Document], Page]:
    """The reader of a page, by its name's end."""
    if is_mediawiki(path):
        from ledgergate import mediawiki

        return mediawiki.read
    from ledgergate import markdown

    return markdown.read


def text_of(document: Document) -> str:
    """The text of a document that is no page. Raises Unreadable: only UTF-8 is read."""
    try:
        return document.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(document, error.start, "is not UTF-8", "save the file as UTF-8") from None


def is_markdown(path: str) -> bool:
    return path.lower().endswith(MARKDOWN)


def is_mediawiki(path: str) -> bool:
    return path.lower().endswith(MEDIAWIKI)


def is_page(path: str) -> bool:
    return path.lower().endswith(PAGES)


def is_text(path: str) -> bool:
    return path.lower().endswith(TEXTS)
