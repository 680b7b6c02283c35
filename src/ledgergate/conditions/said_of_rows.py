"""What a report says of one of its rows outside of the table: "## Primary: 346-exports", "The primary spec is C-7"."""

from __future__ import annotations

import re

from ledgergate.conditions.naming import named
from ledgergate.conditions.subjects import canonical
from ledgergate.expressions import regex
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from ledgergate.markdown import Inline, Page
    from ledgergate.model import Document, Item, Report
    from ledgergate.sides import Side

_NOUN = r"(?:\s+(?:recommendation|spec(?:ification)?|candidate|package|one|empfehlung|spezifikation|kandidat))?"
_SLUG = re.compile(r"(?<![\w-])\d{2,6}-[^\W_][\w-]*")
_STOP = re.compile(
    r"[.;](?=\s|$)|\b(?:because|since|then|before|after|followed|not|instead|weil|denn|dann|vor|nach|nicht|statt)\b",
    re.IGNORECASE,
)
_HEAD = re.compile(r"[:(–—;,]|[.!?](?=\s|$)|\s-\s")


class Contradiction(Value):
    """A text that calls something else what the table calls `row`; `says` is what it names."""

    document: Document
    start: int
    end: int
    row: Item
    wanted: str
    says: str


def contradictions(side: Side, report: Report) -> Iterator[Contradiction]:
    """Each heading, label and sentence of the report that gives a row's name to another item."""
    for wanted, called in side.policy.reports[report.spec].states.items():
        row = _row(side, report, wanted)
        ledger = side.ledgers.get(report.ledger)
        if row is None or ledger is None:
            continue
        page = side.documents.page(row.document)
        for content, said in _statements(page, called):
            other = _other(said, row, report.rows or (), ledger.items)
            if other:
                yield Contradiction(row.document, content.start, content.end, row, wanted, other)


def _row(side: Side, report: Report, wanted: str) -> Item | None:
    """The one row that has the value; how many there are is another demand."""
    field, _, value = wanted.partition("=")
    value = canonical(side.policy, report.ledger, field, value)
    rows = [row for row in report.rows or () if canonical(side.policy, report.ledger, field, row.value(field)) == value]
    return rows[0] if len(rows) == 1 else None


def _statements(page: Page, called: Collection[str]) -> Iterator[tuple[Inline, str]]:
    names = "|".join(re.escape(one).replace(r"\ ", r"\s+") for one in called)
    said = max(called, key=len, default="")
    opening = regex(
        rf"\s*(?:the\s+|die\s+)?(?:{names}){_NOUN}\s*(?:[:–—]|-\s|$)\s*(.*)", re.IGNORECASE | re.DOTALL, said
    )
    sentence = regex(rf"\b(?:{names}){_NOUN}\s+(?:is|remains|stays|ist|bleibt)\s+([^\n]+)", re.IGNORECASE, said)
    blocks = page.blocks
    for number, block in enumerate(blocks):
        if block.quoted or block.kind not in ("heading", "paragraph", "entry"):
            continue
        text = block.content.text
        found = opening.match(text)
        if found is not None and found[1].strip():
            yield block.content, _STOP.split(found[1].strip().split("\n")[0], maxsplit=1)[0]
        elif found is not None and block.kind == "heading" and block.level > 1:
            below = blocks[number + 1] if number + 1 < len(blocks) else None
            if below is not None and below.kind in ("paragraph", "entry") and not below.quoted:
                yield below.content, _HEAD.split(below.content.text, maxsplit=1)[0]
        elif block.kind != "heading" and (told := sentence.search(text)) is not None:
            yield block.content, _STOP.split(told[1], maxsplit=1)[0]


def _other(said: str, row: Item, rows: Iterable[Item], items: Iterable[Item]) -> str:
    """What the text names, "" where that is the row, or nothing that could be one."""
    own = _slugs(row)
    mine = [item for item in items if item.key == row.key]
    numbers = {slug.partition("-")[0] for slug in own}
    if named(said, (*mine, row)) or any(
        re.search(rf"(?<![\w-]){re.escape(one)}(?![\w])", said) for one in own | numbers
    ):
        return ""
    if any(slug.partition("-")[2] in said for slug in own):
        return ""
    others = named(said, [item for item in items if item.key != row.key])
    if others:
        return others[0].label
    slug = _SLUG.search(said)
    return slug[0] if slug is not None and (own or any(slug[0] in _slugs(one) for one in rows)) else ""


def _slugs(row: Item) -> set[str]:
    return {one.value for said in row.fields.values() for one in said if _SLUG.fullmatch(one.value)}
