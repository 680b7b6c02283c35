"""Tables and lists that restate a family: which ledger their rows speak of, by which column, and how completely."""

from __future__ import annotations

import posixpath
from collections import Counter
from itertools import chain

from ledgergate.called import STATUS
from ledgergate.expressions import expression
from ledgergate.init.columns import under_headings, with_fields, with_others
from ledgergate.init.draft import Draft, compares
from ledgergate.init.keeping import BINDS, COVERS, LEAST, kept, share_a_word, target
from ledgergate.init.listed import entitled, lists, maps, sections
from ledgergate.init.meeting import Meeting, joined
from ledgergate.init.records import TAILS, begun, heading, row_key
from ledgergate.init.survey import LOOKED_BACK, PAST, Survey
from ledgergate.ledgers.words import key_skeleton, skeleton, title_skeleton
from ledgergate.model import Item
from ledgergate.policy.model import ReportPolicy, Rows, Source
from ledgergate.reports import Index
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence, Set

    from ledgergate.markdown import Cell, Page, Row, Table

_NO_LETTER = expression(r"[\W\d]*\Z")
_BARE = expression(r"\d+[a-z]?\Z")
_SHORT_KEY = expression(r"(?:[a-z]?[\d.-]+|[a-z]{2}\d+)\Z")
_NAMED = frozenset(["spec", "adr", "rfc"])
_SEVERAL = 3  # rows: fewer go on counting where the table before them ended
_MET = 4  # items with a title that rows name before it means something that none of them agrees
_LINKED = 0.3  # of the rows may link to items where the others link elsewhere: the whole index must name nearly all
_ALIKE = 0.2  # of the items that rows name must share a word with theirs where nothing else is said of them
_TITLED = 0.5  # of the rows must hold their item's title for numbers alone to be its keys


class Met(Value):
    """A column of a table under a ledger whose items some of its cells may name: all cells as rows, those alone, and
    how many of them link to items; `bare` where no cell has letters. `said` is what the table's rows say. `count` of
    them name items, by their links or by their texts; `agreed` where more than short keys tells it."""

    ledger: int
    table: Table
    place: int
    column: str
    rows: Sequence[Item]
    known: Sequence[Item]
    linked: int
    bare: bool
    said: Sequence[str]
    count: int = 0
    by_link: bool = False
    agreed: bool = True


def indexed(survey: Survey, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with the reports that restate them."""
    meeting = joined(survey, drafts)
    made = meeting.drafts
    parts = ("headings", "paragraphs")  # a table above them may name them all
    own = [draft.paths if draft.ledger.sources[0].items not in parts else set() for draft in made]

    def bind(number: int, told: Draft, report: ReportPolicy) -> None:
        if found := kept(survey, told, report):
            made[number] = told.but(reports=(*told.reports, *found))

    for page in survey.read(path for path in survey.markdown if made and not PAST.search(path)):
        path = page.document.path
        for number, report, names in entitled(page, meeting) if not LOOKED_BACK.search(path) else ():
            told, report = with_fields(survey, made[number], report, names, sure=True)
            if compares(report):
                bind(number, told, report)
        met = meeting.ledgers(page)
        usable = {one for one in met if path not in own[one]}
        matches = list(_matches(survey, page, usable, meeting)) if usable else []
        for number in sorted({match.ledger for match in matches}):
            mine = [match for match in matches if match.ledger == number]
            rest = [match.table.start for match in matches if match.ledger != number]
            made[number] = _bound(survey, made[number], page, mine, meeting.indexes[number], rest)
        for number, report in lists(page, usable, meeting):
            bind(number, made[number], under_headings(survey, made[number], report))
        for number, report, sure in sections(page, usable, meeting):
            labels = (label for field in made[number].ledger.fields.values() for label in field.labels)
            bind(number, *with_fields(survey, made[number], report, [*labels, *(TAILS if sure else ())], sure=sure))
    for number in range(len(made)):
        for report in maps(survey, made[number]):
            bind(number, *with_fields(survey, made[number], report, ["value"]))
    return made


def _naming_all(page: Page, usable: Set[int], indexes: Sequence[Index]) -> set[int]:
    """The ledgers nearly all of whose items the page's tables link to, whatever else these hold."""
    cells = [cell for table, _ in page.tables(skeleton) for row in table.rows for cell in row.cells if cell.links]
    links = [Item("", "", "", page.document, cell.start, cell.end, {}, cell.links) for cell in cells]
    named = {one: {item.key for row in links if (item := indexes[one].by_link(row))} for one in usable}
    return {one for one, keys in named.items() if len(keys) >= max(LEAST, COVERS * len(indexes[one].items))}


def _matches(survey: Survey, page: Page, usable: Set[int], meeting: Meeting) -> Iterator[Met]:
    """For each table the column most of whose rows name items of one ledger."""
    whole = _naming_all(page, usable, meeting.indexes)
    for table, _ in page.tables(skeleton):
        # Numbers alone bind to any ledger that counts from one: links, where a table has them, tell which is meant.
        led = Counter(chain.from_iterable(_led(page, row, meeting) & usable for row in table.rows))
        meant = {number for number, count in led.items() if count >= BINDS * len(table.rows)}
        met = _met(page, table, meant or usable, meeting)
        linking = (one.but(count=one.linked, by_link=True) for one in met if one.linked)
        links = [one for one in linking if one.ledger in whole or one.count >= _LINKED * len(one.rows)]
        linked = [one for one in links if one.ledger in whole or one.count >= BINDS * len(table.rows)]
        best = max(linked, key=lambda one: one.count, default=None)
        asked = (one for one in met if best is None or one.ledger == best.ledger)
        texts = [named for one in asked if (named := _by_text(survey, one, meeting)) is not None]
        best = best or max([*links, *texts], key=lambda one: (one.count, one.by_link), default=None)
        if best is None:
            continue
        enough = max(LEAST, (_LINKED if best.by_link else BINDS) * len(table.rows))
        if best.count >= (1 if best.by_link and best.ledger in whole else enough):
            # Of two columns that name as many the one of keys: the other may hold their titles.
            texts = [one for one in texts if one.ledger == best.ledger and one.count >= best.count]
            yield max(texts, key=lambda one: one.count, default=best)


def _led(page: Page, row: Row, meeting: Meeting) -> set[int]:
    """The ledgers to whose items a row's first links lead."""
    return set().union(*(meeting.linked(page, cell) for cell in row.cells if cell.links))


def _met(page: Page, table: Table, usable: Set[int], meeting: Meeting) -> list[Met]:
    found, said = [], ["\n".join([title_skeleton(cell.text) for cell in row.cells]) for row in table.rows]
    for place, head in enumerate(table.header.cells):
        cells = [row.cells[place] for row in table.rows if len(row.cells) > place and head.text.strip()]
        named, made = [meeting.named(cell) & usable for cell in cells], dict[str, list[Item]]()
        bare = all(_NO_LETTER.match(cell.text) for cell in cells)
        for number in frozenset[int]().union(*named):
            prefix, by_link = meeting.drafts[number].key.prefix, meeting.indexes[number].by_link
            rows = made.get(prefix) or made.setdefault(prefix, [_row(page, cell, prefix) for cell in cells])
            known = [row for row, numbers in zip(rows, named, strict=True) if number in numbers]
            linked = sum(by_link(row) is not None for row in known if row.links)
            found.append(Met(number, table, place, head.text.strip(), rows, known, linked, bare, said))
    return sorted(found, key=lambda one: one.ledger)


def _by_text(survey: Survey, met: Met, meeting: Meeting) -> Met | None:
    """A column whose texts name items; where none leads to one, not those that lead to other files of the tree: a
    number is one of each folder."""
    draft, index, rows = meeting.drafts[met.ledger], meeting.indexes[met.ledger], met.known
    if draft.of_files and not met.linked:
        rows = [row for row in rows if not any(target(row, link) in survey.present for link in row.links)]
    by_key = sum(bool(row.key) and (row.key in index or index.bind(row) is not None) for row in rows)
    if not by_key or not (met.linked or met.bare or not _another(met, index, draft)):
        return None
    sure = met.linked > 0 or draft.of_files or not all(map(_SHORT_KEY.match, draft.keys))
    # Files behind one letter are counted from one in each folder: elsewhere these are bare numbers.
    bare = met.bare or (len(draft.key.prefix) == 1 and not met.linked and len(_folders(met, index)) > 1)
    agreed = (sure and not bare) or _agrees(met, index) >= _TITLED * by_key
    keys = agreed or not bare or _is_key(met.column, draft) or _numbers_own(met, index)
    return met.but(count=by_key, agreed=agreed or sure) if keys else None


def _folders(met: Met, index: Index) -> set[str]:
    return {posixpath.dirname(item.document.path) for item in (*index.items, *met.rows)}


def _row(page: Page, cell: Cell, prefix: str) -> Item:
    """A cell as the row of a ledger, its text as one with this prefix writes its keys."""
    bare = cell.text.strip().strip("`*[]#").rstrip("/")
    begins = next(begun([bare]), "") if prefix else ""
    text = prefix + bare if prefix and _BARE.match(bare) else begins if begins.startswith(prefix) and begins else bare
    return Item(key_skeleton(text), text, "", page.document, cell.start, cell.end, {}, cell.links)


def _is_key(name: str, draft: Draft) -> bool:
    """Whether a column of bare numbers is called as the ledger is, whose items bear theirs in the names of files: what
    is not may number its own rows."""
    words = set(skeleton(name).split()) | {name.strip().casefold()}
    called = words & _NAMED or any(word in draft.ledger.name for word in words if len(word) > 2)
    return bool(called) and draft.of_files


def _numbers_own(met: Met, index: Index) -> bool:
    """Whether numbers of several rows that count no rows are all those of items in the document's own folder."""
    items = [index.bind(row) for row in met.known]
    folder = posixpath.dirname(met.known[0].document.path)
    own = all(item is not None and posixpath.dirname(item.document.path) == folder for item in items)
    counts = sum(int("".join(filter(str.isdecimal, row.key)) or 0) <= len(met.rows) for row in met.rows)
    return own and len(items) == len(met.rows) >= _SEVERAL and 2 * counts < len(met.rows)


def _another(met: Met, index: Index, draft: Draft) -> bool:
    """Whether rows only share their keys with the items: no column of theirs is a field's, no word is of a title's."""
    table, rows = met.table, met.rows
    heads = {(skeleton(cell.text).split() or [""])[-1] for cell in table.header.cells}
    if rows[0].document.path in draft.paths:
        return False  # the items' own page speaks of them
    if len(rows) < _MET or len(table.header.cells) < 2 or heads & {*STATUS, *draft.ledger.fields}:
        return False
    told = ((line, index.bind(row)) for line, row in zip(table.rows, rows, strict=False))
    said = [
        share_a_word(" ".join(cell.text for at, cell in enumerate(line.cells) if at != met.place), item.title)
        for line, item in told
        if item is not None and item.title
    ]
    return len(said) >= _MET and sum(said) < _ALIKE * len(said)


def _agrees(met: Met, index: Index) -> int:
    """How many rows hold the title, or link to the place, of the item that their number names."""
    found = 0
    for row, mine, said in zip(met.table.rows, met.rows, met.said, strict=False):
        item = index.bind(mine)
        title = title_skeleton(item.title) if item is not None and item.title != item.shown else ""
        if title and title not in said:
            links = tuple(link for cell in row.cells for link in cell.links)
            title = title if links and index.by_link(mine.but(links=links)) is item else ""
        found += bool(title)
    return found


def _bound(survey: Survey, draft: Draft, page: Page, matches: list[Met], index: Index, rest: Sequence[int]) -> Draft:
    """The draft with reports for these tables, one for each column that tells their rows."""
    rows: Counter[str] = Counter()

    def belongs(table: Table, at: int, same: bool) -> bool:
        told = [_row(page, row.cells[at], draft.key.prefix) for row in table.rows if len(row.cells) > at]
        # Under other columns a number may count meetings.
        leads = same or 2 * sum(index.by_link(one) is not None for one in told) >= len(told)
        named = len(told) < LEAST or any(map(index.bind, told))
        return leads and named and table.start not in rest  # which are another ledger's

    for match in matches:
        rows[match.column] += match.count
    by_column: dict[str, list[Met]] = {}
    # Rows that lead to items name them by that, whatever the column is called in which they begin.
    linked = len(rows) > 1 and all(
        match.linked == len(match.table.rows) and match.table.header.cells[0].text.strip() == match.column
        for match in matches
    )
    for match in matches:
        # One column tells the rows of all tables that have it, though another one named as many in one of them.
        heads = {cell.text.strip() for cell in match.table.header.cells}
        column = "" if linked else next(name for name, _ in rows.most_common() if name in heads)
        by_column.setdefault(column, []).append(match)
    for column, mine in sorted(by_column.items(), key=lambda one: -sum(match.count for match in one[1])):
        every = Counter(cell.text.strip() for match in mine for cell in match.table.header.cells)
        names = [name for name, count in every.items() if 2 * count >= len(mine)]  # the others are one table's own
        places = [(match.table, _heads(match.table).index(skeleton(column))) for match in mine if column]
        texts = [row.cells[at].text for table, at in places for row in table.rows if len(row.cells) > at]
        key = row_key(column, texts, draft.ledger.key if places and places[0][1] == 0 else None)
        source = Source("", "table", under=_under(page, column, mine, belongs), key=key)
        report = ReportPolicy(page.document.path, draft.ledger.name, Rows(source), covers={})
        told, report = with_fields(survey, draft, report, names)
        told, report = with_others(survey, told, report, names)
        report = under_headings(survey, told, report)
        sure = compares(report) or all(match.agreed for match in mine)
        proposed = kept(survey, told, report) if sure else []
        draft = told.but(reports=(*draft.reports, *proposed)) if proposed else draft
    return draft


def _under(page: Page, column: str, matches: list[Met], belongs: Callable[[Table, int, bool], bool]) -> tuple[str, ...]:
    """The headings to read under, where tables alike stand under others, too. One that has the columns of the index and
    a row that names an item, or one row alone, belongs to it; one that begins with its column alone, and most of whose
    rows lead to items, does, too."""
    wanted, like = skeleton(column), [_heads(match.table) for match in matches]
    mine = {match.table.start for match in matches}
    # A table with two of its columns and another one's key looks like a part of it.
    alike = [
        (table, heads) for table, heads in page.tables(skeleton) if wanted in heads or len({*heads} & {*like[0]}) > 1
    ]
    own = [
        table
        for table, heads in alike
        if table.start in mine
        or (
            wanted
            and (heads in like or wanted == heads[0] == like[0][0])
            and belongs(table, heads.index(wanted), heads in like)
        )
    ]
    return tuple(dict.fromkeys(filter(None, (heading(page, table) for table in own)))) if len(own) < len(alike) else ()


def _heads(table: Table) -> list[str]:
    return [skeleton(cell.text) for cell in table.header.cells]
