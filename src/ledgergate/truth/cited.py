"""Every statement of a policy's evidence fields, and every link of the documents whose links are held."""

from __future__ import annotations

from ledgergate.documents import is_text
from ledgergate.ledgers.candidate_nodes import under
from ledgergate.truth.artifacts import texts
from ledgergate.truth.citations import cited, linked, plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledgergate.markdown import Block, Inline, Page
    from ledgergate.model import Document, Item, Link, Report, Stated
    from ledgergate.policy.model import Policy
    from ledgergate.sides import Side
    from ledgergate.truth.citations import Citation

# One of these stands in every form of a link; most documents that are read for something else hold none.
_SIGNS = (b"[[", b"](", b"][", b"]:", b"<", b"://")


def fields(policy: Policy, ledger: str) -> frozenset[str]:
    """The fields of a ledger that are bound as evidence."""
    rules = policy.ledgers.get(ledger)
    if rules is None:
        return frozenset()
    every = {**rules.fields}
    for source in rules.sources:
        every.update(source.fields)
    return frozenset(name for name, field in every.items() if field.kind == "evidence")


def _of_rows(policy: Policy, report: Report) -> frozenset[str]:
    """The same for a report's rows, which may have fields of their own."""
    rows = policy.reports[report.spec].rows
    own = rows.source.fields.items() if rows is not None else ()
    return fields(policy, report.ledger).union(name for name, field in own if field.kind == "evidence")


def statements(reading: Side) -> Iterator[tuple[Item, Stated]]:
    """Each item and each row with what it states as evidence."""
    for name, ledger in reading.ledgers.items():
        wanted = fields(reading.policy, name)
        for item in ledger.items if wanted else ():
            yield from _of(item, wanted)
    for report in reading.reports:
        wanted = _of_rows(reading.policy, report)
        for row in report.rows or () if wanted else ():
            yield from _of(row, wanted)


def _of(item: Item, wanted: frozenset[str]) -> Iterator[tuple[Item, Stated]]:
    for field in wanted:
        for stated in item.fields.get(field, ()):
            if stated.kind == "value" and not stated.inherited:
                yield item, stated


def citations(reading: Side, stated: Stated) -> Iterable[Citation]:
    """What one statement cites."""
    return reading.documents.once(reading.policy, "cited", stated, lambda one: _citations(reading, one))


def _citations(reading: Side, stated: Stated) -> Iterable[Citation]:
    document = stated.document
    if not is_text(document.path):
        return plain(document, stated.start, stated.end)
    return cited(reading.documents.page(document), stated.start, stated.end)


def evidence(reading: Side) -> list[tuple[str, Citation]]:
    """Every citation of every evidence field, with the key of the item that it speaks for."""
    return [(item.shown, one) for item, _, one in reading.ask(stated_citations)]


def stated_citations(reading: Side) -> list[tuple[Item, Stated, Citation]]:
    """Every citation of every evidence field, with its statement and who makes it; ask the side for it."""
    return [(item, stated, one) for item, stated in statements(reading) for one in citations(reading, stated)]


def links(reading: Side) -> Iterator[tuple[Page, Link, Citation]]:
    """Every link of the documents whose links are held; closed items may speak of what is gone."""
    paths = dict.fromkeys(path for glob in reading.policy.links for path in reading.documents.find(glob))
    for document in texts(reading.documents, paths):
        yield from reading.documents.once(reading.policy, "links", document, lambda one: _links(reading, one))


def _links(reading: Side, document: Document) -> Iterator[tuple[Page, Link, Citation]]:
    if not any(sign in document.data for sign in _SIGNS):
        return
    page = reading.documents.page(document)
    closed = closed_under(reading.policy, document.path)
    for block, content in _contents(page):
        there = content.links
        if there and not (closed and under(page, block, closed) is not None):
            for link in there:
                yield page, link, linked(document, link)


def closed_under(policy: Policy, path: str) -> tuple[str, ...]:
    """The headings of a document under which it is written what became of items that are gone."""
    every = [ledger.dispositions for ledger in policy.ledgers.values() if ledger.dispositions is not None]
    return tuple(heading for one in every if one.path == path for heading in one.under)


def _contents(page: Page) -> Iterator[tuple[Block, Inline]]:
    for block in page.blocks:
        if block.kind in ("heading", "paragraph", "entry"):
            yield block, block.content
        elif block.kind == "table":
            for row in (block.header, *block.rows):
                for cell in row.cells:
                    yield block, cell


def count(reading: Side) -> int:
    """How many citations are held to lead somewhere."""
    held = sum(1 for _ in links(reading)) if reading.policy.links else 0
    return held + len(evidence(reading))
