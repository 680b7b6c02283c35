"""Keys that begin a heading, an entry, a row or a bold paragraph where no source of their ledger reads items."""

from __future__ import annotations

import re
from bisect import bisect_right

from ledgergate.ledgers.candidate_nodes import names
from ledgergate.ledgers.identity import is_ignored
from ledgergate.ledgers.words import key_skeleton
from ledgergate.model import Unread
from ledgergate.policy import matches
from ledgergate.policy.model import Dispositions
from ledgergate.shapes import PAGES
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ledgergate.documents import Documents
    from ledgergate.markdown import Block, Page, Row, Table
    from ledgergate.model import Document, Ledger, Report
    from ledgergate.policy.model import LedgerPolicy, Policy, Source

_CLOSED_TAG = re.compile(rb"<!--.*?-->|</?[A-Za-z][^<>]*>", re.DOTALL)
_CODE = re.compile(rb"\s*<(?:(pre|script|style|textarea)\b|[!?])", re.IGNORECASE)
_JOINED = re.compile(rb"_*[^\W_]|[-.]\w")
_BOLD_TAG = re.compile(rb"\W*<(?:b|strong)>\W*\Z", re.IGNORECASE)
_NO_HEADING = re.compile(rb"#{1,6}\S{0,3}\Z")
_ORDER = re.compile(r"\s*\d{0,6}[.)]?\s*\Z")


class Found(Value):
    """A key that begins something: the block, its row in a table, the bytes of what it begins and what that says."""

    block: Block
    start: int
    end: int
    text: str
    row: Row | None = None


def misplaced(
    documents: Documents,
    policy: Policy,
    name: str,
    ledgers: Mapping[str, Ledger],
    reports: Sequence[Report],
    document: Document,
    hits: Iterable[tuple[int, int]],
) -> Iterator[Unread]:
    """Those of the `hits`, keys that no item has, that begin something which the policy does not leave out."""
    page, rules = documents.page(document), policy.ledgers[name]
    hits, starts = list(hits), [block.start for block in page.blocks]
    read = _lines_read(document, ledgers, reports)
    gone: Gone | None = None
    for start, end in hits:
        if _JOINED.match(document.data, end) or document.line_of(start) in read:
            continue
        found = _begun(page, starts, start, hits)
        if found is None or _left_out(page, found, rules, document.path):
            continue
        gone = gone or Gone(documents, rules, [page])
        key = document.text(start, end)
        if key_skeleton(key) in gone or key.rpartition(" ")[2] in gone:
            continue
        why = f"{key} is no item of {name}: {_place(page, found)} is read by none of its sources"
        yield Unread(document, found.start, found.end, why, _cure(page, found, rules), key)


class Gone:
    """The keys of which some line says what became of them: on the page itself, and where dispositions are written."""

    def __init__(self, documents: Documents, rules: LedgerPolicy, pages: Iterable[Page] = ()) -> None:
        from ledgergate.ledgers.dispositions import DispositionLines, lines

        where = rules.dispositions or Dispositions()
        told = {page.document.path: page for page in pages}
        for document in documents.matching(where.path) if where.path else ():
            told[document.path] = documents.page(document)
        every = (lines(one, where if at == where.path else where.but(under=())) for at, one in told.items())
        self._lines = DispositionLines(line for each in every for line in each)

    def __contains__(self, key: str) -> bool:
        return key in self._lines


def _lines_read(document: Document, ledgers: Mapping[str, Ledger], reports: Sequence[Report]) -> set[int]:
    """The lines of the document that some reader took, or has told already."""
    lines: set[int] = set()
    read = [(ledger.items, ledger.unread) for ledger in ledgers.values()]
    read += [(report.rows or (), report.unread) for report in reports]
    for items, unread in read:
        lines.update(document.line_of(item.start) for item in items if item.document.path == document.path and item.end)
        for one in unread:
            if one.document.path == document.path:
                lines.update(range(document.line_of(one.start), document.line_of(max(one.start, one.end - 1)) + 1))
    return lines


def block_at(page: Page, starts: Sequence[int], offset: int) -> Block | None:
    """The innermost block that holds the byte."""
    for number in range(bisect_right(starts, offset) - 1, -1, -1):
        block = page.blocks[number]
        if block.end > offset:
            return block
        if not block.depth:
            return None
    return None


def _begun(page: Page, starts: Sequence[int], offset: int, hits: Sequence[tuple[int, int]]) -> Found | None:
    """What the key at `offset` begins, if it begins anything that items are written as."""
    data, block = page.document.data, block_at(page, starts, offset)
    if block is None:
        return None
    if block.kind == "table":
        return _in_row(page, block, offset, hits)
    if block.kind == "html":
        return _in_html(page, block, offset)
    if block.kind not in ("heading", "entry", "paragraph"):
        return None
    content = block.content
    if offset < content.start or not _nothing(data[content.start : offset]):
        return None
    if block.kind == "paragraph":
        bold = content.bolds[0] if content.bolds else ("", 0, 0)
        ahead = data[content.start : offset]
        piped = data.count(b"|", data.rfind(b"\n", 0, offset) + 1, _line_end(data, offset)) > 1
        marked = bold[1] <= offset < bold[2] or _BOLD_TAG.match(ahead) or _NO_HEADING.match(ahead)
        if not piped and not marked:
            return None
        return Found(block, content.start, _line_end(data, offset), content.text.partition("\n")[0])
    return Found(block, content.start, content.end, content.text)


def _in_row(page: Page, table: Block, offset: int, hits: Sequence[tuple[int, int]]) -> Found | None:
    """A row that begins with the key, a number before it or not, or that has it in a column of such keys alone."""
    if table.kind != "table":
        return None
    for row in table.rows:
        if row.start <= offset < row.end:
            cells = row.cells
            at = next((number for number, cell in enumerate(cells) if cell.start <= offset < cell.end), -1)
            ahead = at == 0 or (at == 1 and _ORDER.match(cells[0].text) is not None)
            if (ahead or (at > 0 and _keyed(page, table, at, hits))) and _nothing(
                page.document.data[cells[at].start : offset]
            ):
                return Found(table, row.start, row.end, cells[at].text, row)
            return None
    return None


def _keyed(page: Page, table: Table, at: int, hits: Sequence[tuple[int, int]]) -> bool:
    """Whether every cell of the column is a key of no item: where some are of items, they are references."""
    cells = [row.cells[at] for row in table.rows]
    known = dict(hits)
    begins = [next((start for start in known if cell.start <= start < cell.end), -1) for cell in cells if cell.text]
    texts = [cell.text.strip() for cell in cells if cell.text]
    return all(
        start >= 0 and page.document.text(start, known[start]) == text
        for start, text in zip(begins, texts, strict=True)
    )


def _in_html(page: Page, block: Block, offset: int) -> Found | None:
    data = page.document.data
    code = _CODE.match(data, block.start, block.end)
    if code is not None and (code[1] is None or b"</" + code[1] in data[block.start : block.end]):
        return None
    before = data[block.start : offset]
    if before.rfind(b"<!--") > before.rfind(b"-->"):
        return None
    start = data.rfind(b"\n", block.start, offset) + 1 or block.start
    start = max(start, block.start)
    ahead = _CLOSED_TAG.sub(b"", data[start:offset])
    if b"<" in ahead or not _nothing(re.sub(rb"\A\s*\d{1,6}[.)]\s", b"", ahead)):
        return None
    end = _line_end(data, offset)
    return Found(block, start, end, _CLOSED_TAG.sub(b"", data[offset:end]).decode("utf-8", "replace"))


def _nothing(ahead: bytes) -> bool:
    """Whether nothing is said before the key: marks, a box, an emoji."""
    text = re.sub(r"\[[xX]?\]|<[^<>]*>|:\w+:|\A\s*\d{1,3}[.)]\s", "", ahead.decode("utf-8", "replace"))
    return not any(map(str.isalnum, text))


def _line_end(data: bytes, offset: int) -> int:
    at = data.find(b"\n", offset)
    return len(data) if at < 0 else at


def _left_out(page: Page, found: Found, rules: LedgerPolicy, path: str) -> bool:
    """Whether the policy leaves this out: by `ignore`, by `not_under`, as a place of what is gone; and outside of what
    its sources stand under, where it is not written as their items are."""
    sources = [source for source in rules.sources if source.shape.reads == PAGES and matches(source.path, path)]
    above = [heading.content.text for heading in page.above(found.block)]
    ignore = (*rules.ignore, *(text for source in sources for text in source.ignore))
    if any(is_ignored(text.strip(), ignore) for text in (*above, found.text)):
        return True
    where = rules.dispositions
    unwanted = [*(where.under if where is not None and where.path in ("", path) else ())]
    unwanted.extend(text for source in sources for text in source.not_under)
    own = [found.text] if found.block.kind == "heading" else []
    if any(names(text, unwanted) for text in (*above, *own)):
        return True
    return not any(_alike(found.block, one) or _within(above, one) for one in sources)


def _within(above: Sequence[str], source: Source) -> bool:
    return not source.under or any(names(text, source.under) for text in above)


def _place(page: Page, found: Found) -> str:
    block = found.block
    if block.kind == "heading":
        return f"a heading of level {block.level}{_section(page, block)}"
    called = {"entry": "a list entry", "table": "a row of this table", "html": "a line of HTML"}
    return f"{called.get(block.kind, 'this line')}{_section(page, block)}"


def _section(page: Page, block: Block) -> str:
    above = page.above(block)
    return f" under '{' '.join(above[-1].content.text.split())[:60]}'" if above else ""


def _cure(page: Page, found: Found, rules: LedgerPolicy) -> str:
    """What would make it an item of the first source that it is nearly read by."""
    ignore = "or add it to the ledger's `ignore`"
    sources = [source for source in rules.sources if source.shape.reads == PAGES]
    near = next((one for one in sources if _alike(found.block, one)), sources[0] if sources else None)
    if found.block.kind == "html":
        return f"write it outside of HTML: Markdown needs a blank line behind the tag, {ignore}"
    if near is None:
        return ignore.removeprefix("or ")
    above = [heading.content.text for heading in page.above(found.block)]
    if near.under and not any(names(text, near.under) for text in above):
        there = f"'{above[-1]}'" if above else "its heading"
        return f"move it under '{near.under[0]}', add {there} to the source's `under` or `not_under`, {ignore}"
    if near.level:
        return f"write {'#' * near.level} before it, {ignore}"
    key = near.key.source.removeprefix("cell:") if near.key is not None else ""
    if found.row is not None and key:
        return f"call its column '{key}', {ignore}"
    return f"write it as {near.shape.called} as the other items are, {ignore}"


def _alike(block: Block, source: Source) -> bool:
    """Whether the source reads items from blocks of this kind."""
    return {"heading": "level", "entry": "depth", "table": "columns"}.get(block.kind, "-") in source.shape.takes
