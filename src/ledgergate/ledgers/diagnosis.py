"""What a page holds, for the message that says why no items were found in it."""

from __future__ import annotations

from collections import Counter

from ledgergate.documents import is_mediawiki
from ledgergate.foreign_tables import MEDIAWIKI
from ledgergate.foreign_tables import foreign_tables as tables_of
from ledgergate.ledgers.candidate_nodes import names
from ledgergate.ledgers.words import skeleton
from ledgergate.shapes import load

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ledgergate.markdown import Page
    from ledgergate.policy.model import Source


def describe(page: Page, source: Source) -> str:
    """One clause: how many things of the wanted shape stand there, and the nearest name to the one that is missing."""
    missing = _missing_heading(page, source)
    if missing:
        return "; ".join(filter(None, (missing, foreign_tables(page))))
    described: Callable[[Page, Source], str] = getattr(load(source.shape), "describe", _paragraphs)
    return described(page, source)


def _paragraphs(page: Page, source: Source) -> str:
    return f"{sum(block.kind == 'paragraph' for block in page.blocks)} paragraphs"


def foreign_tables(page: Page) -> str:
    """Tables that stand there and are not read."""
    read = is_mediawiki(page.document.path)
    counts = Counter(one.language for one in tables_of(page.document.data) if not (read and one.language == MEDIAWIKI))
    return "; ".join(
        f"{count} {name} table{'s, which are' if count > 1 else ', which is'} not read"
        for name, count in sorted(counts.items(), reverse=True)
    )


def _missing_heading(page: Page, source: Source) -> str:
    texts = [heading.content.text for heading in page.headings]
    if not source.under or any(names(text, source.under) for text in texts):
        return ""
    wanted = " or ".join(f"'{one}'" for one in source.under)
    return f"{len(texts)} headings, none called {wanted}{nearest_to(source.under, texts)}"


def nearest_to(wanted: Sequence[str], there: Sequence[str]) -> str:
    """The one of those that are there which is most like one that is wanted, as the end of a clause; "" for none."""
    from difflib import get_close_matches

    bare = {skeleton(text): text for text in there}
    for one in wanted:
        found = get_close_matches(skeleton(one), list(bare), n=1, cutoff=0.5)
        if found:
            return f"; nearest: '{bare[found[0]]}'"
    return ""
