"""The files of a package: which there are, which it must hold, what is written and ticked in them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from ledgergate.documents import is_text
from ledgergate.expressions import expression, regex
from ledgergate.ledgers.candidate_nodes import under
from ledgergate.truth.packages import is_closed
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledgergate.documents import Documents
    from ledgergate.markdown import Block, Inline, Page
    from ledgergate.markdown.boxes import Box as Marked
    from ledgergate.model import Document, Place
    from ledgergate.truth.packages import PackageFolder

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
    marked: Marked
    ticked: bool
    excused: bool

    @property
    def open(self) -> bool:
        return not (self.ticked or self.excused)

    @property
    def place(self) -> Place:
        return self.document.place(self.marked.line_start, self.marked.line_end)

    @property
    def text(self) -> str:
        return " ".join(self.marked.text.split())[:120]

    @property
    def cures(self) -> tuple[str, ...]:
        """How a policy takes the box's own mark for ticked; nothing where it has none."""
        mark = self.marked.mark
        return (f'or let this mark close a box: [documents] closed_boxes = ["{mark}"]',) if mark else ()


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
        if entry is not None and entry.mode in _REGULAR and is_text(path):
            wanted.append(path)
    documents.fetch(wanted)
    return [document for path in wanted if (document := documents.known(path)) is not None]


def planning(documents: Documents, package: PackageFolder) -> frozenset[str]:
    """The package's spec, plan, tasks and checklists: what is planned there is not reported there."""
    rule = package.rule
    return frozenset(paths(documents, package, (rule.spec, rule.tasks, "plan.md", *rule.checklists)))


def boxes(
    page: Page, start: int = 0, end: int | None = None, except_under: tuple[str, ...] = (), except_boxes: str = "",
    closed: tuple[str, ...] = (),
) -> Iterator[Box]:  # fmt: skip
    """The task boxes of a page between two offsets, without those under some headings or with some text.

    `closed` are the marks besides the x that count as ticked.
    """
    left_out = regex(except_boxes) if except_boxes else None
    every = page.boxes(closed)
    first = bisect_left(every, start, key=_start)
    for one in every[first:] if end is None else every[first : bisect_left(every, end, key=_start)]:
        block = one.block
        if block.quoted:
            continue
        if except_under and under(page, block, (), except_under) is None:
            continue
        if left_out is not None and left_out.search(one.text):
            continue
        ticked = one.ticked(closed)
        yield Box(page.document, one, ticked, not ticked and _excused(page, one))


def _excused(page: Page, box: Marked) -> bool:
    """Whether `N/A` and a reason stand beside the box or right below its entry."""
    said = [box.text]
    if box.block.kind == "entry" and box.line_start == box.block.start:
        said.extend(_below(page, box.block))
    match = _EXCUSED.search("\n".join(said))
    return match is not None and _REASON.search(match["reason"]) is not None


def _below(page: Page, entry: Block) -> Iterator[str]:
    for block in page.blocks[bisect_right(page.blocks, entry.start, key=_start) :]:
        if block.start >= entry.end:
            return
        if block.kind == "paragraph" or (block.kind == "entry" and block.checked is None):
            yield block.content.whole


def _start(one: Block | Marked) -> int:
    return one.start


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
