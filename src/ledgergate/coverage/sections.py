"""Sections that sources stand under: in how many documents each one is, and what stands in its place."""

from __future__ import annotations

from ledgergate.coverage.binding import Binding, line_of
from ledgergate.ledgers.candidate_nodes import names
from ledgergate.policy.mistakes import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgergate.markdown import Block, Heading, Page
    from ledgergate.model import Document
    from ledgergate.policy.lines import At
    from ledgergate.policy.model import Source
    from ledgergate.sides import Side


def sections(side: Side, at: At, source: Source, documents: list[Document]) -> Iterator[Binding]:
    pages = [side.documents.page(one) for one in documents] if source.under else []
    found = {name: sum(any(_is(heading, name) for heading in page.headings) for page in pages) for name in source.under}
    for index, name in enumerate(source.under):
        where = (*at, "under", index)
        line = line_of(side.policy, where) or line_of(side.policy, (*at, "under"))
        made = Binding(shown(where), line, "section", len(pages), found[name], name=name, things="documents")
        if not found[name] and pages and line and not source.optional:
            others = [one for one in source.under if found[one]]
            nearest = next((text for page in pages for text in _unclaimed(side, page, source, others)), "")
            made = made.but(asked=bool(nearest), nearest=nearest, because="what stands there is not read")
        yield made


def _is(heading: Heading, name: str) -> bool:
    return names(heading.content.text, (name,))


def _unclaimed(side: Side, page: Page, source: Source, others: list[str]) -> Iterator[str]:
    """Headings beside the source's sections that nothing of the policy names, and that hold what might be items.

    A name in another language leaves none; a section that was renamed does.
    """
    levels = {heading.level for heading in page.headings if names(heading.content.text, others)}
    claimed = side.ask(_claimed)
    for heading in page.headings:
        if heading.level in levels and not names(heading.content.text, claimed) and _holds(page, heading, source):
            yield heading.content.text.strip()


def _claimed(side: Side) -> tuple[str, ...]:
    made: list[str] = []
    for ledger in side.policy.ledgers.values():
        made += ledger.ignore
        made += ledger.dispositions.under if ledger.dispositions is not None else ()
        for source in ledger.sources:
            made += (*source.under, *source.not_under, *source.ignore)
    for report in side.policy.reports:
        if report.rows is not None:
            made += (*report.rows.source.under, *report.rows.source.not_under)
        for total in report.totals:
            made += total.under
    return tuple(made)


def _holds(page: Page, heading: Heading, source: Source) -> bool:
    takes = source.shape.takes
    kinds = (("level", "heading"), ("columns", "table"), ("depth", "entry"))
    wanted = next((kind for key, kind in kinds if key in takes), "paragraph")
    inside: Sequence[Block] = page.section(heading)
    return any(block.kind == wanted for block in inside)
