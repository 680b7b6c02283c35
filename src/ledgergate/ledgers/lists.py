"""A list entry per item: bullets, ordered lists, task boxes; nested entries and paragraphs hold its fields."""

from __future__ import annotations

from ledgergate.expressions import expression, regex
from ledgergate.ledgers.candidate_nodes import CandidateNode, Plain, before, gather, under
from ledgergate.ledgers.headings import labels
from ledgergate.model import Unread

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ledgergate.markdown import Block, Entry, Inline, Page
    from ledgergate.policy.model import Source

_BRACKETS = expression(r"\[(?:[^\w\]\n]{0,2}|[xX][^\w\]]|[^\w\]][xX])\](?=[ \t]+\S)")
_NUMBERED = expression(rb"[ \t]{0,3}(\d{1,6})[.)][ \t]+([^\r\n]*[^\s])")


def read(page: Page, source: Source, wanted: frozenset[str], stops: Sequence[int] = ()) -> Iterator[CandidateNode]:
    """Each entry at the source's depth, and the lines that go on with its numbering; of both, what its pattern matches.

    What another source reads as an item, at the bytes `stops`, does not belong to the entry around it.
    """
    pattern = regex(source.pattern) if source.pattern else None
    for index, entry, above in _entries(page, source):
        yield _node(page, index, entry, above, wanted, stops)
    for block, said in continued(page, page.blocks):
        within = under(page, block, source.under, source.not_under)
        if within is not None and (pattern is None or pattern.search(said.text)):
            yield CandidateNode(page.document, said.start, said.end, said.end, said, {}, within, page=page, depth=1)


def read_tasks(
    page: Page, source: Source, wanted: frozenset[str], stops: Sequence[int] = ()
) -> Iterator[CandidateNode | Unread]:
    """Each entry at the source's depth that has a box, of whatever mark, and matches its pattern."""
    for index, entry, above in _entries(page, source):
        if entry.checked is not None:
            yield _node(page, index, entry, above, wanted, stops)
        elif (box := _marked(entry, source.closed_boxes)) is not None:
            node = _node(page, index, entry, above, wanted, stops)
            ticked, said = box
            yield node.but(start=said.start, end=said.end, said=said, checked=ticked)
        else:
            yield from _boxless(page, entry)


def describe(page: Page, source: Source) -> str:
    entries = [block for block in page.blocks if block.kind == "entry"]
    boxes = sum(entry.checked is not None for entry in entries)
    return f"{len(entries)} {source.shape.many}, {boxes} with a box"


def _entries(page: Page, source: Source) -> Iterator[tuple[int, Entry, tuple[str, ...]]]:
    """The entries at the source's depth that its pattern matches: their number among the blocks, and what is above."""
    pattern = regex(source.pattern) if source.pattern else None
    deep = source.depth or (0 if _has_pattern(source) else 1)
    for index, block in enumerate(page.blocks):
        if block.kind != "entry" or (deep and block.depth != deep):
            continue
        if pattern is not None and pattern.search(block.content.text) is None:
            continue
        above = under(page, block, source.under, source.not_under)
        if above is not None:
            yield index, block, above


def _node(
    page: Page, index: int, entry: Entry, above: tuple[str, ...], wanted: frozenset[str], stops: Sequence[int]
) -> CandidateNode:
    content = entry.content
    body: Iterable[Block] = _inside(page, index, entry)
    labelled = gather(labels(before(body, content.start, stops) if stops else body, wanted))
    return CandidateNode(
        page.document, content.start, content.end, entry.end, content, labelled, above, entry.checked,
        page=page, depth=entry.depth,
    )  # fmt: skip


def _marked(entry: Entry, closed: tuple[str, ...]) -> tuple[bool, Inline] | None:
    """Whether a box that only looks like one is ticked, and what follows it."""
    at = entry.tape.starts[entry.first] if entry.first < entry.last else -1
    if at < 0 or entry.tape.data[at] not in b"[<\xe2":
        return None
    from ledgergate.markdown.boxes import begins

    return begins(entry, closed)


def _boxless(page: Page, entry: Entry) -> Iterator[Unread]:
    """An entry that begins like a box and has none: `[--]`, `[xx]`. Others between boxes are prose."""
    content = entry.content
    begins = _BRACKETS.match(page.document.text(content.start, content.end))
    if begins is None or any(link.start == content.start for link in content.links):
        return
    why = f"'{begins[0].strip()}' is no box that Markdown knows"
    yield Unread(page.document, content.start, content.end, why, "write [ ] or [x]", content.text[:80])


def _has_pattern(source: Source) -> bool:
    return bool(source.pattern or (source.key is not None and source.key.pattern))


def _inside(page: Page, index: int, entry: Entry) -> Iterator[Block]:
    """The entry itself and the blocks nested in it."""
    yield entry
    for at in range(index + 1, len(page.blocks)):
        if page.blocks[at].start >= entry.end:
            return
        yield page.blocks[at]


def continued(page: Page, blocks: Sequence[Block]) -> Iterator[tuple[Block, Plain]]:
    """Lines of paragraphs that go on with the numbering of the list before them.

    Only a list that begins with 1 may interrupt a paragraph: `10. text` right below a bold line is prose to Markdown
    and an entry to everybody else.
    """
    last = 0
    data = page.document.data
    for block in blocks:
        if block.kind == "entry" and block.depth == 1 and block.number is not None:
            last = block.number
        elif block.kind == "heading":
            last = 0
        elif block.kind == "paragraph" and last and not block.depth:
            first = page.document.line_of(block.start)
            for line in range(first + 1, page.document.line_of(max(block.start, block.end - 1)) + 1):
                found = _NUMBERED.match(data, page.document.line_starts[line - 1], block.end)
                if found is not None and int(found[1]) == last + 1:
                    last += 1
                    yield block, Plain(page.document.text(*found.span(2)), *found.span(2))
