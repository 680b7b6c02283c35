"""Tables and lists that restate a family: which ledger their rows speak of, by which column, and how completely."""

from __future__ import annotations

import re

from ledgergate.init.columns import under_headings, with_fields
from ledgergate.init.keeping import BINDS, LEAST, kept, patterns
from ledgergate.init.meeting import Columns, Meeting, Namesakes
from ledgergate.init.survey import PAST
from ledgergate.init.words import STATUS
from ledgergate.ledgers.words import skeleton, title_skeleton
from ledgergate.policy.model import Key, ReportPolicy, Rows, Source
from ledgergate.reports import Index
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ledgergate.init.draft import Draft
    from ledgergate.init.survey import Survey
    from ledgergate.markdown import Page, Table
    from ledgergate.model import Item

_NAMED = frozenset(["spec", "adr", "rfc"])
_MET = 4  # items with a title that rows name before it means something that none of them agrees
_LINKED = 0.3  # of the rows may link to items where the others link elsewhere: the whole index must name nearly all
_SHORT = 3  # letters of words that everybody uses
_TITLED = 0.5  # of the rows must hold their item's title for numbers alone to be its keys


class Match(Value):
    """A table, and how many of its rows name items of a ledger by the links or the texts of one column."""

    ledger: int
    table: Table
    column: str
    rows: int
    linked: int
    by_link: bool
    heading: str = ""


def indexed(survey: Survey, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with the reports that restate them."""
    from ledgergate.init.joining import joined
    from ledgergate.init.listed import lists, maps

    drafts = joined(survey, drafts)
    indexes = [Index(draft.read, patterns(draft)) for draft in drafts]
    reports: list[list[ReportPolicy]] = [[] for _ in drafts]
    own = [{item.document.path for item in draft.read.items} for draft in drafts]
    made = list(drafts)
    meeting, namesakes = Meeting(drafts), Namesakes(drafts)
    for path in survey.markdown if drafts else ():
        page = survey.page(path) if not PAST.search(path) else None
        usable = (
            [number for number in sorted(meeting.ledgers(page)) if path not in own[number]] if page is not None else []
        )
        if page is None or not usable:
            continue
        matches = list(_matches(page, usable, drafts, indexes, namesakes))
        for number in sorted({match.ledger for match in matches}):
            mine = [match for match in matches if match.ledger == number]
            made[number], report = _bound(survey, made[number], page, mine)
            reports[number].extend(report)
        for number, report_ in lists(page, usable, made, indexes):
            report_ = under_headings(survey, made[number], report_.but(ledger=made[number].ledger.name))
            reports[number].extend(kept(survey, made[number], report_))
    for number in range(len(made)):
        for report_ in maps(survey, made[number]):
            made[number], report_ = with_fields(survey, made[number], report_, ["value"])
            reports[number].extend(kept(survey, made[number], report_))
    return [draft.but(reports=tuple(reports[number])) for number, draft in enumerate(made)]


def _matches(
    page: Page, usable: Iterable[int], drafts: Sequence[Draft], indexes: Sequence[Index], namesakes: Namesakes
) -> Iterator[Match]:
    for block in page.blocks:
        if block.kind != "table" or len(block.rows) < LEAST:
            continue
        columns = Columns(page, block, namesakes)
        found = [match for number in usable for match in _columns(columns, number, drafts[number], indexes[number])]
        best = max(found, key=lambda one: (one.rows, one.by_link), default=None)
        # Numbers alone bind to any ledger that counts from one: links, where a table has them, tell which is meant.
        linked = [one for one in found if one.by_link and one.rows >= BINDS * len(block.rows)]
        best = max(linked, key=lambda one: one.rows, default=best) if linked else best
        enough = _LINKED if best is not None and best.by_link else BINDS
        if best is not None and best.rows >= max(LEAST, enough * len(block.rows)):
            # Of two columns that name as many the one of keys: the other may hold their titles.
            texts = [one for one in found if one.ledger == best.ledger and not one.by_link and one.rows >= best.rows]
            chain = page.above(block)
            better = max(texts, key=lambda one: one.rows, default=best)
            yield better.but(heading=chain[-1].content.text if chain else "")


def _columns(columns: Columns, number: int, draft: Draft, index: Index) -> Iterator[Match]:
    prefix = draft.ledger.key.prefix if draft.ledger.key is not None else ""
    table = columns.table
    for column in columns.read(prefix):
        place, name, rows, bare = column.place, column.name, column.rows, column.bare
        by_link = sum(1 for row in column.linked if index.by_link(row) is not None)
        known = (*column.linked, *column.naming.get(number, ()))
        by_key = sum(1 for row in known if row.key and (row.key in index or index.bind(row) is not None))
        if by_link >= _LINKED * len(rows):
            yield Match(number, table, name, by_link, by_link, True)
        if by_key and not by_link and not bare and _another(table, place, rows, index, draft):
            continue
        if by_key and (not bare or _is_key(name, draft) or _agrees(columns, rows, index) >= _TITLED * by_key):
            yield Match(number, table, name, by_key, by_link, False)


def _is_key(name: str, draft: Draft) -> bool:
    """Whether a column of bare numbers is called as the ledger is: what is not may number its own rows."""
    words = set(skeleton(name).split()) | {name.strip().casefold()}
    return bool(words & _NAMED) or any(word in draft.ledger.name for word in words if len(word) > 2)


def _another(table: Table, place: int, rows: Sequence[Item], index: Index, draft: Draft) -> bool:
    """Whether rows only share their keys with the items: no column of theirs is a field's, no word is of a title's."""
    heads = {(skeleton(cell.text).split() or [""])[-1] for cell in table.header.cells}
    if len(rows) < _MET or len(table.header.cells) < 2 or heads & {*STATUS, *draft.ledger.fields}:
        return False
    items = [index.bind(row) for row in rows]
    titles = [_words(item.title) for item in items if item is not None and _words(item.title)]
    if len(titles) < _MET:
        return False
    told = zip(table.rows, items, strict=False)
    return not any(
        _words(item.title) & _words(" ".join(cell.text for number, cell in enumerate(row.cells) if number != place))
        for row, item in told
        if item is not None
    )


def _words(text: str) -> set[str]:
    return {word for word in title_skeleton(text).split() if len(word) > _SHORT and not any(map(str.isdigit, word))}


def _agrees(columns: Columns, rows: Sequence[Item], index: Index) -> int:
    """How many rows hold the title, or link to the place, of the item that their number names."""
    found = 0
    for (linking, said), mine in zip(columns.said, rows, strict=False):
        item = index.bind(mine)
        title = title_skeleton(item.title) if item is not None else ""
        found += bool(title) and (linking or any(title in one for one in said))
    return found


def _bound(survey: Survey, draft: Draft, page: Page, matches: list[Match]) -> tuple[Draft, list[ReportPolicy]]:
    by_column: dict[str, list[Match]] = {}
    for match in matches:
        by_column.setdefault(match.column, []).append(match)
    made: list[ReportPolicy] = []
    for column, mine in sorted(by_column.items(), key=lambda one: -sum(match.rows for match in one[1])):
        source = Source("", "table", under=_under(page, column, mine), key=_row_key(draft, column, mine))
        report = ReportPolicy(page.document.path, draft.ledger.name, Rows(source), covers={})
        names = dict.fromkeys(cell.text.strip() for match in mine for cell in match.table.header.cells)
        told, report = with_fields(survey, draft, report, list(names))
        proposed = kept(survey, told, under_headings(survey, told, report))
        draft = told if proposed else draft
        made.extend(proposed)
    return draft, made


def _row_key(draft: Draft, column: str, matches: list[Match]) -> Key:
    key, place = draft.ledger.key, f"cell:{column}"
    if key is not None and key.prefix and key.pattern:
        texts = [row.cells[0].text for match in matches for row in match.table.rows]
        bare = sum(re.match(r"\W*\d+[a-z]?\W*\Z", text) is not None for text in texts)
        heads = [skeleton(cell.text) for cell in matches[0].table.header.cells]
        if 2 * bare >= len(texts) and heads.index(skeleton(column)) == 0:
            return Key(place, r"(?P<key>\d+(?:\.\d+)*[a-z]?)", key.prefix)
    return Key(place)


def _under(page: Page, column: str, matches: list[Match]) -> tuple[str, ...]:
    """The headings to read under, where tables alike stand under others, too."""
    wanted = skeleton(column)
    alike = [
        block
        for block in page.blocks
        if block.kind == "table" and wanted in [skeleton(cell.text) for cell in block.header.cells]
    ]
    heads = [_heads(match.table) for match in matches]
    small = [block for block in alike if len(block.rows) < LEAST and _heads(block) in heads]
    if len(alike) <= len(matches) + len(small):
        return ()
    more = [chain[-1].content.text for block in small if (chain := page.above(block))]
    return tuple(dict.fromkeys([*(match.heading for match in matches if match.heading), *more]))


def _heads(table: Table) -> list[str]:
    return [skeleton(cell.text) for cell in table.header.cells]
