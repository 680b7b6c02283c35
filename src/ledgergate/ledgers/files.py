"""A file or a folder per item: front matter, a status line in the preamble, a YAML file, the name itself."""

from __future__ import annotations

import posixpath
from bisect import bisect_right

from ledgergate.errors import Unreadable
from ledgergate.ledgers.candidate_nodes import CandidateNode, Plain, excluded, gather
from ledgergate.ledgers.headings import labels
from ledgergate.ledgers.identity import TITLES
from ledgergate.ledgers.preambles import pairs as preamble
from ledgergate.ledgers.words import skeleton

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledgergate.documents import Documents
    from ledgergate.ledgers.candidate_nodes import Said
    from ledgergate.markdown import Block, Page
    from ledgergate.model import Document
    from ledgergate.policy.model import Source

_WORDS = 5  # up to a full stop are a sentence
_PREAMBLE_LINES = 30
_CALLED_BY_FOLDER = frozenset(("spec", "readme", "index", "proposal", "kep", "plan", "tasks", "design", "adr", "rfc"))


def read(documents: Documents, source: Source, wanted: frozenset[str]) -> Iterator[CandidateNode | None]:
    """Each file that the source's path matches, or each folder where the path ends in a slash; None where left out."""
    if source.path.endswith("/"):
        yield from _folders(documents, source, wanted)
        return
    left_out = {path: excluded(path, source) for path in documents.find(source.path)}
    documents.fetch([path for path, out in left_out.items() if not out])  # what is left out need not be readable
    for path, out in left_out.items():
        document = None if out else documents.known(path)
        if out:
            yield None
        elif document is not None:
            yield from _kept(documents, document, posixpath.dirname(path), wanted)


def _folders(documents: Documents, source: Source, wanted: frozenset[str]) -> Iterator[CandidateNode | None]:
    depth = source.path.count("/")
    inside = documents.find(source.path + "**")
    folders = dict.fromkeys("/".join(path.split("/")[:depth]) for path in inside if path.count("/") >= depth)
    kept = [folder for folder in folders if not excluded(folder, source)]
    yield from (None for _ in range(len(folders) - len(kept)))
    name = source.file or "spec.md"
    documents.fetch([f"{folder}/{name}" for folder in kept if documents.snapshot.entry(f"{folder}/{name}")])
    for folder in kept:
        path = f"{folder}/{name}"
        document = documents.document(path) if documents.snapshot.entry(path) else None
        yield from _kept(documents, document, folder, wanted) if document else (_empty(folder, name),)


def _kept(documents: Documents, document: Document, folder: str, wanted: frozenset[str]) -> Iterable[CandidateNode]:
    """The file as an item, where it can be parsed."""

    def made(document: Document) -> Iterator[CandidateNode]:
        found = _found(documents, document, folder, wanted)
        if found is not None:
            yield found

    return documents.once(None, ("file", folder, wanted), document, made)


def _empty(folder: str, name: str) -> CandidateNode:
    from ledgergate.model import Document

    document = Document(f"{folder}/{name}", b"")
    return CandidateNode(document, 0, 0, 0, Plain(posixpath.basename(folder), 0, 0), {}, folder=folder)


def _found(documents: Documents, document: Document, folder: str, wanted: frozenset[str]) -> CandidateNode | None:
    """The file as an item; None where it cannot be parsed, which the documents note."""
    stem = posixpath.splitext(posixpath.basename(document.path))[0]
    name = posixpath.basename(folder) if stem.casefold() in _CALLED_BY_FOLDER and folder else stem
    if document.path.endswith((".yaml", ".yml")):
        try:
            return _data_file(document, folder, name, wanted)
        except Unreadable as error:
            documents.note(error)
            return None
    page = documents.page(document)
    if document.path in documents.lost:
        return None
    heading = page.headings[0] if page.headings else None
    where = heading.content if heading is not None else Plain("", 0, 0)
    return CandidateNode(
        document, where.start, where.end, len(document.data), Plain(name, where.start, where.end),
        gather(_stated(page, wanted)), heading=heading.content if heading is not None else None, page=page,
        folder=folder,
    )  # fmt: skip


def _data_file(document: Document, folder: str, name: str, wanted: frozenset[str]) -> CandidateNode:
    from ledgergate.ledgers.structured import scalars

    pairs = [(key, said) for key, said in scalars(document) if skeleton(key) in wanted]
    return CandidateNode(document, 0, 0, len(document.data), Plain(name, 0, 0), gather(pairs), folder=folder)


def _stated(page: Page, wanted: frozenset[str]) -> Iterator[tuple[str, Said]]:
    """Front matter, then labels of the preamble, then a section whose heading is the label."""
    told, labelled = set[str](), set[str]()
    if page.front_matter is not None:
        for entry in page.front_matter.entries:
            if skeleton(entry.key) in wanted:
                told.add(skeleton(entry.key))
                yield entry.key, Plain(entry.value, entry.start, entry.end)
    else:
        for key, plain in preamble(page):
            if skeleton(key) in wanted:
                told.add(skeleton(key))
                yield key, plain
    first, level = next(
        ((heading.start, heading.level) for heading in page.headings if heading.level >= 2),
        (len(page.document.data), 2),
    )
    own = page.headings[0] if page.headings else None
    starts = [heading.start for heading in page.headings]
    for name, said in labels(_preamble(page, wanted), wanted, own):
        # What front matter or a preamble states, a bullet of a section does not restate: it speaks of something else;
        # nor do a sentence below a heading of that name, or a part of a section, restate what a label says.
        inside = page.headings[bisect_right(starts, said.start) - 1].level > level if said.start >= first else False
        if said.start < first or not (
            skeleton(name) in told or (skeleton(name) in labelled and (inside or _speaks(said)))
        ):
            yield name, said
        if said.start < first:
            labelled.add(skeleton(name))


def _speaks(said: Said) -> bool:
    """Whether what stands below a heading is a sentence."""
    first, dot, _ = said.text.replace("。", ".").partition(".")
    return bool(dot) and len(first.split()) >= _WORDS


def _preamble(page: Page, wanted: frozenset[str]) -> list[Block]:
    """The blocks before the second section or those of the first lines, whichever is more, and named sections."""
    starts = page.document.line_starts
    limit = starts[_PREAMBLE_LINES] if len(starts) > _PREAMBLE_LINES else len(page.document.data)
    seconds = [heading.start for heading in page.headings if heading.level >= 2]
    stop = max(limit, seconds[0] if seconds else len(page.document.data))
    # Where front matter says what an item is, a table in its text says something else.
    text = seconds[0] if seconds and page.front_matter is not None else stop
    blocks = [block for block in page.blocks if block.start < (text if block.kind == "table" else stop)]
    named = wanted.difference(TITLES)
    for heading in page.headings:
        if skeleton(heading.content.text) in named:
            # The first lines may end between a heading and what stands below it.
            blocks.extend(one for one in (heading, *_first(page.section(heading))) if one.start >= stop)
    return blocks


def _first(blocks: Iterable[Block]) -> Iterator[Block]:
    """The first block that says something; of a list with boxes, all of it."""
    for block in blocks:
        yield block
        if block.kind == "paragraph" or (block.kind == "entry" and block.checked is None):
            if block.content.text:
                return
        elif block.kind not in ("comment", "entry"):
            return
