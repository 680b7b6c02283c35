"""What a page holds, for the message that says why no items were found in it."""

from __future__ import annotations

import re

from ledgergate.ledgers.candidate_nodes import names, under
from ledgergate.ledgers.tables import key_columns
from ledgergate.ledgers.words import skeleton
from ledgergate.model import Unread

_FOREIGN = (  # what opens or closes a table, how often that stands in one, in which language
    (re.compile(rb"^[ \t]*\{\|", re.MULTILINE), 1, "MediaWiki"),
    (re.compile(rb"<table[\s>]", re.IGNORECASE), 1, "HTML"),
    (re.compile(rb"^\|===", re.MULTILINE), 2, "AsciiDoc"),
    (re.compile(rb"^[ \t]*\.\. (?:list|csv)-table::|^[ \t]*\+=[=+]+\+", re.MULTILINE), 1, "reStructuredText"),
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgergate.markdown import Page
    from ledgergate.policy.model import Source


def describe(page: Page, source: Source) -> str:
    """One clause: how many things of the wanted shape stand there, and the nearest name to the one that is missing."""
    missing = _missing_heading(page, source)
    foreign = _foreign(page)
    if missing or (foreign and source.items == "table"):
        return "; ".join(filter(None, (missing, foreign)))
    if source.items == "table":
        return _tables(page, source)
    if source.items == "headings":
        levels = sorted({heading.level for heading in page.headings})
        shown = ", ".join(map(str, levels)) or "none"
        return f"{len(page.headings)} headings, levels {shown}, none of level {source.level or 2} in the place"
    entries = [block for block in page.blocks if block.kind == "entry"]
    if source.items in ("list", "tasks"):
        boxes = sum(entry.checked is not None for entry in entries)
        return f"{len(entries)} list entries, {boxes} with a box"
    return f"{sum(block.kind == 'paragraph' for block in page.blocks)} paragraphs"


def _foreign(page: Page) -> str:
    """Tables that stand there and that Markdown does not read."""
    counts = ((len(mark.findall(page.document.data)) // marks, name) for mark, marks, name in _FOREIGN)
    return "; ".join(
        f"{count} {name} table{'s, which are' if count > 1 else ', which is'} not read"
        for count, name in counts
        if count
    )


def mistaken(page: Page, source: Source) -> Iterator[Unread]:
    """Each table that lacks the key's column and has one that is nearly called so."""
    from difflib import get_close_matches

    columns = key_columns(source)
    for block in page.blocks:
        if block.kind != "table" or under(page, block, source.under, source.not_under) is None:
            continue
        for cell in block.header.cells:
            if get_close_matches(skeleton(cell.text), columns, n=1, cutoff=0.8):
                wanted = " or ".join(f"'{column}'" for column in _shown(source))
                why = f"a table without a column {wanted}; nearest: '{cell.text.strip()}'"
                yield Unread(page.document, block.header.start, block.header.end, why, "name its key column so")


def _missing_heading(page: Page, source: Source) -> str:
    texts = [heading.content.text for heading in page.headings]
    if not source.under or any(names(text, source.under) for text in texts):
        return ""
    wanted = " or ".join(f"'{one}'" for one in source.under)
    return f"{len(texts)} headings, none called {wanted}{_nearest(source.under, texts)}"


def _tables(page: Page, source: Source) -> str:
    tables = [block for block in page.blocks if block.kind == "table"]
    columns = key_columns(source)
    headers = [cell.text.strip() for table in tables for cell in table.header.cells]
    wanted = " or ".join(f"'{column}'" for column in _shown(source) or columns) or "a header"
    count = f"{len(tables)} table{'s' if len(tables) != 1 else ''}"
    return f"{count}, none with a column {wanted}{_nearest(columns, headers)}"


def _shown(source: Source) -> list[str]:
    key = (
        source.key.source.removeprefix("cell:")
        if source.key is not None and source.key.source.startswith("cell:")
        else ""
    )
    return [*([key] if key else []), *source.columns]


def _nearest(wanted: Sequence[str], there: Sequence[str]) -> str:
    from difflib import get_close_matches

    bare = {skeleton(text): text for text in there}
    for one in wanted:
        found = get_close_matches(skeleton(one), list(bare), n=1, cutoff=0.5)
        if found:
            return f"; nearest: '{bare[found[0]]}'"
    return ""
