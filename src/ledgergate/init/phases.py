"""A roadmap's phases in full: their headings, the plans boxed below them, the counters that restate both."""

from __future__ import annotations

import posixpath
import re

from ledgergate.expressions import expression
from ledgergate.init.draft import Draft, tried
from ledgergate.init.numbers import tried as counted
from ledgergate.init.words import Words
from ledgergate.policy.model import Field, Key, LedgerPolicy, ReportPolicy, Rows, Source, Total

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.init.survey import Survey
    from ledgergate.markdown import Heading, Page, Table

_LEAST = 2
_NUMBER = expression(r"\d+(?:\.\d+)?")
_SHARE = expression(r"\s*\d+\s*/\s*\d+\s*\Z")
_PLAN = expression(r"^\d+(?:\.\d+)?-\d+\b")
_PLAN_KEY = r"^(?P<key>\d+(?:\.\d+)?-\d+)"
OPEN_OR_DONE = Words({"open": "Open", "done": "Done"}, {})
BOX = Field("status", source="checkbox", vocabulary="status", map={"checked": "done", "open": "open"})


def detailed(survey: Survey, page: Page, word: str, key: Key | None, table: Table | None) -> Iterator[Draft]:
    """Drafts for the headings that the phases have, and for the plans boxed under those."""
    heads = [one for one in page.headings if not one.quoted and re.match(rf"{word} \d+(?:\.\d+)?\b", one.content.text)]
    level = max({one.level for one in heads}, key=lambda one: sum(head.level == one for head in heads), default=0)
    heads = [one for one in heads if one.level == level]
    if len(heads) < _LEAST:
        return
    if table is not None:
        yield from _details(survey, page, word, heads, key, table)
    yield from _plans(survey, page, heads)


def _details(
    survey: Survey, page: Page, word: str, heads: list[Heading], key: Key | None, table: Table
) -> Iterator[Draft]:
    """The headings as a ledger, where a column of the progress table counts the boxes below each."""
    names = [cell.text.strip() for cell in table.header.cells]
    column = next((name for place, name in enumerate(names) if place and _is_share(table, place)), "")
    heads = _listed(page, heads, table)
    path = page.document.path
    own = Key(pattern=rf"^{word} (?P<key>\d+(?:\.\d+)?)", prefix=f"{word} ")
    source = Source(path, "headings", level=heads[0].level, under=_under(page, heads), key=own)
    ledger = LedgerPolicy(f"{word.casefold()}-details", (source,))
    chain = page.above(table)
    under = (chain[-1].content.text,) if chain else ()
    total = Total(column=column, pattern=r"(?P<count>\d+)/(?P<of>\d+)", counts="boxes")
    report = ReportPolicy(path, ledger.name, Rows(Source("", "table", under=under, key=key)), covers={})
    # Shipped phases have a row, and their details were moved away.
    report = report.but(extra_rows=len(table.rows) > len(heads))
    draft = Draft(
        ledger, tried(survey, ledger), f"{len(heads)} headings called {word} N; '{column}' counts their boxes"
    )
    if column and draft.holds and counted(survey, draft, path, total, report=report).holds:
        yield draft.but(reports=(report.but(totals=(total,)),))


def _listed(page: Page, heads: list[Heading], table: Table) -> list[Heading]:
    """The headings beside those that the table has a row for: what is parked elsewhere is no phase of it yet."""
    rows = {found[0] for row in table.rows if (found := _NUMBER.search(row.cells[0].text))}
    homes = {
        tuple(one.start for one in page.above(head))
        for head in heads
        if (found := _NUMBER.search(head.content.text)) and found[0] in rows
    }
    return [head for head in heads if tuple(one.start for one in page.above(head)) in homes] or heads


def _is_share(table: Table, place: int) -> bool:
    cells = [row.cells[place].text for row in table.rows if len(row.cells) > place]
    return 2 * sum(_SHARE.match(cell) is not None for cell in cells) > len(table.rows)


def _under(page: Page, heads: list[Heading]) -> tuple[str, ...]:
    chains = [page.above(head) for head in heads]
    return tuple(dict.fromkeys(chain[-1].content.text for chain in chains if chain and chain[-1].level > 1))


def _plans(survey: Survey, page: Page, heads: list[Heading]) -> Iterator[Draft]:
    """The boxes whose texts begin with a plan's number, with the counters of the state file beside the roadmap."""
    inside = {block.start: block for head in heads for block in page.section(head) if block.kind == "entry"}
    boxes = [one for one in inside.values() if one.checked is not None]
    if len(boxes) < _LEAST or not all(_PLAN.match(one.content.text) for one in boxes):
        return
    path = page.document.path
    under = _under(page, heads) or tuple(head.content.text for head in heads)
    ledger = LedgerPolicy(
        "plans", (Source(path, "tasks", under=under, key=Key(pattern=_PLAN_KEY)),), fields={"status": BOX}
    )
    words = {"status": OPEN_OR_DONE}
    draft = Draft(ledger, tried(survey, ledger, words), f"{len(boxes)} boxes of plans", words)
    state = posixpath.join(posixpath.dirname(path), "STATE.md")
    done = {"status": ("done",)}
    totals = [
        Total(at="progress.completed_plans", where=done),
        Total(pattern=r"Total plans completed: (?P<count>\d+)(?!\d|\s*\()", where=done),
    ]
    stated = [total for total in totals if state in survey.present and counted(survey, draft, state, total).found]
    if stated:
        yield draft.but(reports=(ReportPolicy(state, "plans", totals=tuple(stated), covers={}),))
