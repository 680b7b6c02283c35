"""Bullets under headings that are classes themselves: Now, Next, Later; Done, In progress, To do."""

from __future__ import annotations

from ledgergate.expressions import expression
from ledgergate.init.choosing import bucket
from ledgergate.init.draft import Draft, tried
from ledgergate.init.words import is_bucket, named, stem
from ledgergate.ledgers.words import skeleton
from ledgergate.policy.model import LedgerPolicy, Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgergate.init.survey import Survey
    from ledgergate.markdown import Heading, Page

_ITEMS = 5
_SECTIONS = 2
_COUNTED = expression(r"[(\[]\d+\s+(?P<noun>[^\W\d_]+)[)\]]\s*\Z")


def sections(survey: Survey, page: Page) -> Draft | None:
    """Bullets under headings that are classes themselves: Now, Next, Later; Done, In Progress, To do."""
    by_parent: dict[tuple[str, int], list[Heading]] = {}
    for heading in page.headings:
        if not heading.quoted and is_bucket(heading.content.text):
            chain = page.above(heading)
            by_parent.setdefault((chain[-1].content.text if chain else "", heading.level), []).append(heading)
    for heads in sorted(by_parent.values(), key=lambda one: -len(one)):
        filled = [heading for heading in heads if _entries(page, heading)]
        if len(filled) >= _SECTIONS and sum(_entries(page, heading) for heading in filled) >= _ITEMS:
            return _of_sections(survey, page, heads)
    return None


def _entries(page: Page, heading: Heading) -> int:
    """The outermost bullets right below a heading."""
    return sum(block.kind == "entry" and block.depth == 1 and not block.quoted for block in page.section(heading))


def _of_sections(survey: Survey, page: Page, heads: Sequence[Heading]) -> Draft | None:
    texts = [" ".join(stem(heading.content.text).split()) for heading in heads]
    if len({skeleton(text) for text in texts}) < len(texts):
        return None
    nouns = [found["noun"] for heading in heads if (found := _COUNTED.search(heading.content.text.strip()))]
    fields, words = bucket(texts)
    path = page.document.path
    name = nouns[0].casefold() if nouns else named(path)
    source = Source(path, "list", under=tuple(texts), depth=1)
    # Bullets have no key but their words: reworded is not vanished, and two of the same words are two.
    ledger = LedgerPolicy(name, (source,), fields=fields, conserve=False, unique=False)
    read = tried(survey, ledger, words)
    return Draft(ledger, read, f"{len(read.items)} bullets under {', '.join(texts[:4])}", words)
