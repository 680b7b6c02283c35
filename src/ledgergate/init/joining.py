"""Families that one table restates together are one ledger with several sources."""

from __future__ import annotations

from functools import reduce

from ledgergate.init.draft import Draft, tried
from ledgergate.init.words import Words
from ledgergate.model import Item
from ledgergate.reports import Index

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgergate.init.survey import Survey
    from ledgergate.markdown import Page, Row, Table

_LEAST = 5
_TOGETHER = 0.9  # of a table's rows must link to the families, and each family must have a tenth of them


def joined(survey: Survey, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, those joined whose items stand in one table."""
    indexes = [Index(draft.read) for draft in drafts]
    into: dict[int, int] = {}
    for path in survey.markdown if len(drafts) > 1 else ():
        page = survey.page(path)
        for block in page.blocks if page is not None else ():
            if page is not None and block.kind == "table" and len(block.rows) >= _LEAST:
                for number in (group := _families(page, block, indexes))[1:]:
                    into.setdefault(number, into.get(group[0], group[0]))
    return list(_made(survey, drafts, into))


def _families(page: Page, table: Table, indexes: Sequence[Index]) -> list[int]:
    """The families that the links of a table's first cells lead to, where they are several."""
    hits: dict[int, int] = {}
    total, missed = len(table.rows), 0
    for row in table.rows:
        number = _family(page, row, indexes)
        if number is not None:
            hits[number] = hits.get(number, 0) + 1
            continue
        missed += 1
        if total - missed < _TOGETHER * total:
            return []
    group = sorted(number for number, count in hits.items() if 10 * count >= total)
    return group if len(group) > 1 else []


def _family(page: Page, row: Row, indexes: Sequence[Index]) -> int | None:
    """The family that the link of a row's first cell with one leads to."""
    cell = next((cell for cell in row.cells if cell.links), None)
    if cell is None:
        return None
    link = Item("", "", "", page.document, cell.start, cell.end, {}, cell.links[:1])
    return next((number for number, index in enumerate(indexes) if index.by_link(link) is not None), None)


def _made(survey: Survey, drafts: Sequence[Draft], into: dict[int, int]) -> Iterator[Draft]:
    for number, draft in enumerate(drafts):
        others = [drafts[other] for other, home in into.items() if home == number and other != number]
        if number not in into or into[number] == number:
            yield _joined(survey, draft, others) if others else draft


def _joined(survey: Survey, draft: Draft, others: list[Draft]) -> Draft:
    every = [draft, *others]
    sources = tuple(source.but(key=one.ledger.key) for one in every for source in one.ledger.sources)
    if any(one.ledger.fields.get("status") != draft.ledger.fields.get("status") for one in others):
        return draft
    ledger = draft.ledger.but(sources=sources, key=None)
    words = {"status": reduce(Words.with_those_of, [one.words["status"] for one in every])} if draft.words else {}
    about = "; ".join(one.about for one in every)
    doubts = tuple(doubt for one in every for doubt in one.doubts)
    return Draft(ledger, tried(survey, ledger, words), about, words, (), draft.truths, doubts, draft.place)
