"""Words that a page explains: its legend offers what may be written, although nothing bears some of them yet."""

from __future__ import annotations

from ledgergate.expressions import expression
from ledgergate.init.words import STATUS, Words, slug, stem
from ledgergate.ledgers.words import skeleton

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.markdown import Block, Page

_LEGEND = expression(
    r"(?i)legend|values|definition|key\b|meaning|status|zustand|legende|estado|situa|définition|bedeutung"
)
_LEAST = 2
_LONGEST = 3  # words of a term
_MOST = 16


def legend(page: Page, words: Words) -> Words:
    """The words with those that the page's legend puts beside them."""
    used = {skeleton(text) for text in words.values.values()}
    more: dict[str, str] = {}
    for terms in _explained(page):
        bare = {skeleton(term): term for term in terms}
        if used & bare.keys() and len(bare) <= _MOST:
            more |= {slug(key): text for key, text in bare.items() if key not in used and slug(key) not in words.values}
    return words.but(values={**words.values, **more}) if more else words


def _explained(page: Page) -> Iterator[list[str]]:
    """The terms of each list or table below a heading, or behind a line, that calls itself a legend."""
    group: list[str] = []
    for block in page.blocks:
        if block.kind == "entry" and block.depth == 1:
            group.append(_term(block))
            continue
        if len(group) >= _LEAST and all(group):
            yield group
        group = []
        if block.kind == "table" and len(block.rows) >= _LEAST and _headed(page, block):
            heads = [skeleton(cell.text) for cell in block.header.cells]
            terms = [stem(row.cells[0].text) for row in block.rows if row.cells]
            if len(heads) <= 3 and not set(heads[1:]) & set(STATUS) and all(map(_short, terms)):
                yield terms
    if len(group) >= _LEAST and all(group):
        yield group


def _headed(page: Page, block: Block) -> bool:
    chain = page.above(block)
    heads = [skeleton(cell.text) for cell in block.header.cells] if block.kind == "table" else []
    return bool(set(heads[:1]) & set(STATUS)) or bool(chain and _LEGEND.search(chain[-1].content.text))


def _term(block: Block) -> str:
    """What a list entry explains: its bold or code beginning, before a colon or a dash."""
    if block.kind != "entry":
        return ""
    content = block.content
    for text, *_ in (*content.bolds[:1], *content.codes[:1]):
        said = stem(text.strip().rstrip(":："))
        if content.text.lstrip().startswith(text) and _short(said) and len(content.text) > len(text) + 2:
            return said
    return ""


def _short(text: str) -> bool:
    return 0 < len(text) < 30 and len(text.split()) <= _LONGEST
