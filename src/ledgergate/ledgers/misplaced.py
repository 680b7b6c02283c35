"""Keys that begin a heading, an entry, a row or a bold paragraph where no source of their ledger reads items."""

from __future__ import annotations

import re

from ledgergate.ledgers.beginnings import Beginnings
from ledgergate.ledgers.candidate_nodes import names
from ledgergate.ledgers.identity import is_ignored
from ledgergate.ledgers.words import key_skeleton
from ledgergate.model import Unread
from ledgergate.policy import matches
from ledgergate.policy.model import Dispositions
from ledgergate.shapes import PAGES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ledgergate.documents import Documents
    from ledgergate.ledgers.beginnings import Found
    from ledgergate.markdown import Block, Page
    from ledgergate.model import Document, Ledger, Report
    from ledgergate.policy.model import LedgerPolicy, Policy, Source

_JOINED = re.compile(rb"_*[^\W_]|[-.]\w")


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
    hits = list(hits)
    beginnings = Beginnings(page, hits)
    read = _lines_read(document, ledgers, reports)
    gone: Gone | None = None
    for start, end in hits:
        if _JOINED.match(document.data, end) or document.line_of(start) in read:
            continue
        found = beginnings.of(start)
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
