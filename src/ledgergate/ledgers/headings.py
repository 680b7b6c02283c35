"""A heading per item; its fields are bold labels, bullets or a two-column table below it."""

from __future__ import annotations

from ledgergate.ledgers.candidate_nodes import CandidateNode, Titled, before, gather, names, under
from ledgergate.ledgers.identity import TITLES
from ledgergate.ledgers.words import skeleton
from ledgergate.markdown import labels_of
from ledgergate.markdown.labels import plainest
from ledgergate.model import Unread

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ledgergate.ledgers.candidate_nodes import Said
    from ledgergate.ledgers.open_labels import OpenLabel
    from ledgergate.markdown import Block, Entry, Heading, Inline, Page, Paragraph
    from ledgergate.markdown.labels import Label
    from ledgergate.policy.model import Source

_untitled: dict[frozenset[str], frozenset[str]] = {}
_LONGEST_NAME = 40
MANY = 1000  # headings, of which the contents are not kept: they take as much room as what is read from them


def read(
    page: Page, source: Source, wanted: frozenset[str], stops: Sequence[int] = ()
) -> Iterator[CandidateNode | Unread]:
    """Each heading of the source's level under its headings; without a level, those right below `under`.

    What another source reads as an item in its section, at the bytes `stops`, speaks for itself.
    """
    many = len(page.headings) > MANY
    for heading in page.headings:
        if source.level and heading.level != source.level:
            continue
        above = under(page, heading, source.under, source.not_under)
        if above is None or not _is_level(page, heading, source):
            continue
        section, end, said = page.section(heading), page.extent(heading)[1], heading.content
        labelled = gather(labels(before(section, said.start, stops) if stops else section, wanted))
        yield CandidateNode(page.document, said.start, said.end, end, said, labelled, above, None, None, page)
        if many:
            _forget(heading, *section)
    yield from _broken(page, source)


def describe(page: Page, source: Source) -> str:
    levels = sorted({heading.level for heading in page.headings})
    shown = ", ".join(map(str, levels)) or "none"
    count = f"{len(page.headings)} {source.shape.many}" if len(page.headings) != 1 else "1 heading"
    return f"{count}, levels {shown}, none of level {source.level or 2} in the place"


def _forget(*blocks: Block) -> None:
    for block in blocks:
        if block.kind in ("heading", "paragraph", "entry"):
            block.forget()


def _is_level(page: Page, heading: Heading, source: Source) -> bool:
    if source.level:
        return heading.level == source.level
    chain = page.above(heading)
    if not source.under:
        return heading.level == 2
    return bool(chain) and under(page, chain[-1], ()) is not None and _named(chain[-1], source)


def _named(heading: Heading, source: Source) -> bool:
    return names(heading.content.text, source.under)


def labels(blocks: Iterable[Block], wanted: frozenset[str], own: Block | None = None) -> Iterator[tuple[str, Said]]:
    """The labelled values in blocks: `**Bucket**: A`, `Status: done`, a row of a two-column table, a heading with the
    value in it (`## Status: done`) or below it. `own` is the heading that names the item: a title, no label.

    Labels below a deeper heading count only where the part before it does not state them: they may belong to
    something that the item holds. The value in a heading, or below a line in bold, counts only where nothing else
    states it.
    """
    if not wanted:
        return
    known: set[str] = set()  # what the part before any heading states
    direct = True
    waiting: OpenLabel | None = None
    named = _untitled.get(wanted) or _untitled.setdefault(wanted, wanted.difference(TITLES))
    titled: list[tuple[str, Said]] = []
    told: set[str] = set()
    for block in blocks:
        stated: Iterable[tuple[str, Said]] = ()
        if block.kind == "heading":
            direct, waiting = False, None
            if block is not own:
                titled += _stated(block.content, named)
            name = skeleton(block.content.text)
            if name in named:
                waiting = _waiting(name)
        elif block.kind in ("paragraph", "entry"):
            plain = plainest(block.tape, block.first, block.last)
            if plain:
                stated, waiting = _wanted(plain, wanted), None
            else:
                found = _stated(block.content, wanted) if block.may_label else []
                alone = _alone(block, named) if block.may_label and not found else ""
                if found:
                    last, said = found[-1]
                    waiting = _waiting(last, block.depth) if not said.text else None
                elif alone:
                    waiting = _waiting(alone, weak=True)
                    titled += waiting.below(block.content)
                elif waiting is not None:
                    weak = waiting.weak
                    found, waiting = waiting.given(block)
                    if weak:
                        titled, found = titled + found, []
                stated = found
        elif block.kind == "table" and len(block.header.cells) == 2:
            rows = ((row.cells[0].text, row.cells[1]) for row in (block.header, *block.rows))
            stated = [(name, cell) for name, cell in rows if skeleton(name) in wanted]
        for pair in stated:
            name = skeleton(pair[0])
            told.add(name)
            if direct:
                known.add(name)
                yield pair
            elif name not in known:
                yield pair
    for name, said in titled:
        if said.text and skeleton(name) not in told:
            yield name, Titled(said.text, said.start, said.end, said.links, tuple(said.codes), said.all_struck)


def _waiting(name: str, depth: int = -1, *, weak: bool = False) -> OpenLabel:
    from ledgergate.ledgers.open_labels import OpenLabel

    return OpenLabel(name, depth, weak=weak)


def _alone(block: Paragraph | Entry, named: frozenset[str]) -> str:
    """The label that a line in bold is, without a colon: its value may stand below. "" where there is none."""
    line = block.content.text[:_LONGEST_NAME].partition("\n")[0].strip()
    if skeleton(line) not in named:
        return ""
    bolds = block.content.bolds
    return line if bolds and bolds[0][0] == line else ""


def _stated(content: Inline, wanted: frozenset[str]) -> list[tuple[str, Said]]:
    """The wanted labels of a paragraph. Taking it apart is dear, and no label is called what the text does not hold."""
    if not content.may_label:
        return []
    text = skeleton(content.text)
    return _wanted(labels_of(content), wanted) if any(name in text for name in wanted) else []


def _wanted(labels: Sequence[Label], wanted: frozenset[str]) -> list[tuple[str, Said]]:
    return [(label.name, label.value) for label in labels if skeleton(label.name) in wanted]


def _broken(page: Page, source: Source) -> Iterator[Unread]:
    """A line such as `###Title` looks like an item and is none: a heading needs a blank after its marks."""
    marks = b"#" * source.level
    if source.level < 2:
        return
    for block in page.blocks:
        if block.kind != "paragraph" or block.quoted:
            continue
        line = page.document.data[block.start : block.start + source.level + 1]
        if line[:-1] == marks and line[-1:] not in (b"#", b" ", b"\t", b"") and not line[-1:].isdigit():
            if under(page, block, source.under, source.not_under) is None and source.under:
                continue
            cure = f"write a blank after {'#' * source.level}"
            yield Unread(
                page.document, block.start, block.end, "a heading without a blank after its marks is prose", cure
            )
