"""The files of a package: which there are, which it must hold, what is written and ticked in them."""

from __future__ import annotations

import re

from ledgergate.expressions import expression
from ledgergate.ledgers.candidate_nodes import under
from ledgergate.truth.packages import is_closed
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledgergate.documents import Documents
    from ledgergate.markdown import Entry as ListEntry
    from ledgergate.markdown import Inline, Page
    from ledgergate.model import Document
    from ledgergate.truth.packages import PackageFolder

_TEXT = (".md", ".markdown", ".txt", ".mdx")
_REGULAR = ("100644", "100755", "100664")
_EXCUSED = expression(
    r"\b(?:n/?a|not applicable|does not apply|entfällt|nicht (?:zutreffend|anwendbar|relevant))\b"
    r"(?P<reason>[\s\S]*)",
    re.IGNORECASE,
)
_REASON = expression(r"[^\W\d_]{3,}")


class Box(Value):
    """One task box: whether it is ticked, and whether it is excused by `N/A` with a reason."""

    document: Document
    entry: ListEntry
    ticked: bool
    excused: bool

    @property
    def open(self) -> bool:
        return not (self.ticked or self.excused)

    @property
    def text(self) -> str:
        return " ".join(self.entry.content.whole.split())[:120]


def enforced(documents: Documents, package: PackageFolder) -> bool:
    """Whether open boxes, questions and placeholders of the package are findings now."""
    return package.rule.enforce == "always" or is_closed(documents, package)


def paths(documents: Documents, package: PackageFolder, names: Iterable[str]) -> list[str]:
    """The package's paths that these names or globs stand for."""
    found = [path for name in names for path in documents.find(f"{package.folder}/{name}")]
    return list(dict.fromkeys(found))


def artifact_texts(documents: Documents, package: PackageFolder) -> list[Document]:
    """The texts that the package's rule names and the tree holds: spec, tasks, checklists, artifacts and more."""
    rule = package.rule
    every = paths(
        documents, package, (rule.spec, rule.tasks, *rule.checklists, *rule.requires, *rule.sections, *rule.labels)
    )
    return texts(documents, every)


def texts(documents: Documents, every: Iterable[str]) -> list[Document]:
    """Those of the paths that are regular files with the name of a text; links are followed by nobody."""
    wanted = []
    for path in every:
        entry = documents.snapshot.entry(path)
        if entry is not None and entry.mode in _REGULAR and path.lower().endswith(_TEXT):
            wanted.append(path)
    documents.fetch(wanted)
    return [document for path in wanted if (document := documents.known(path)) is not None]


def planning(documents: Documents, package: PackageFolder) -> frozenset[str]:
    """The package's spec, plan, tasks and checklists: what is planned there is not reported there."""
    rule = package.rule
    return frozenset(paths(documents, package, (rule.spec, rule.tasks, "plan.md", *rule.checklists)))


def boxes(
    page: Page, start: int = 0, end: int | None = None, except_under: tuple[str, ...] = (), except_boxes: str = ""
) -> Iterator[Box]:
    """The task boxes of a page between two offsets, without those under some headings or with some text."""
    left_out = re.compile(except_boxes) if except_boxes else None
    for number, block in enumerate(page.blocks):
        if block.kind != "entry" or block.checked is None or block.quoted or block.start < start:
            continue
        if end is not None and block.start >= end:
            return
        if except_under and under(page, block, (), except_under) is None:
            continue
        if left_out is not None and left_out.search(block.content.whole):
            continue
        ticked = bool(block.checked)
        yield Box(page.document, block, ticked, not ticked and _excused(page, number, block))


def _excused(page: Page, number: int, entry: ListEntry) -> bool:
    """Whether `N/A` and a reason stand in the entry or right below it."""
    said = [entry.content.whole]
    for block in page.blocks[number + 1 :]:
        if block.start >= entry.end:
            break
        if block.kind == "paragraph" or (block.kind == "entry" and block.checked is None):
            said.append(block.content.whole)
    match = _EXCUSED.search("\n".join(said))
    return match is not None and _REASON.search(match["reason"]) is not None


def written(page: Page) -> Iterator[Inline]:
    """Everything that is written outside headings, quotes, code and comments: paragraphs, entries, cells."""
    for block in page.blocks:
        if block.quoted:
            continue
        if block.kind in ("paragraph", "entry"):
            yield block.content
        elif block.kind == "table":
            for row in block.rows:
                yield from row.cells
