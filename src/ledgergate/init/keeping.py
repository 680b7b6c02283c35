"""Which reports are proposed: those most of whose rows name an item, told how complete they are."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from string import ascii_letters

from ledgergate.expressions import expression
from ledgergate.init.draft import Draft, compares, rows_of, with_source
from ledgergate.init.families import no_item, number_of
from ledgergate.init.meeting import above, called, is_home, is_index, is_own, words_of
from ledgergate.ledgers.identity import target_path
from ledgergate.ledgers.words import key_skeleton, skeleton, title_skeleton
from ledgergate.policy.writing import readable, uncounted
from ledgergate.reports import Index
from ledgergate.reports import read as read_report

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from ledgergate.init.survey import Survey
    from ledgergate.model import Item, Link, Report
    from ledgergate.policy.model import ReportPolicy, Rows, Source

    Said = Sequence[tuple[Item, Item | None]]

BINDS = 0.6  # of a report's rows must name an item, or it is not proposed
COVERS = 0.85  # of the items must have a row for a report to be taken for complete
_PART = 0.3  # of the items that a report restates at the least: fewer are mentioned, not reported
_INDEX = 5  # items that a list names before it is an index of them wherever it stands, or was one
_STOPPED = 0.4  # of the items an index names that was given up
_CUT = 80  # letters of a line that are named
_DIGITS = expression(r"\d+")
_ONCE = 0.85  # of the rows speak of an item that no other row speaks of
_MOST = 0.6  # of the items
_PARTS = 5  # items of some values that a report may be complete for
_ODD = 20  # rows, one of which may lead to something else
_LOST = 0.2  # of the rows may be no rows to the reader: more are of another kind
_MANY = 20  # items of another document
_NEARLY = 0.95  # of them, or that document is of a part: a timeline says nothing of what is over
_WHOLES = frozenset(("matrix", "traceability", "coverage", "inventory"))  # what speaks of all of them
_LETTERED = expression(r"(?:[a-z][a-z0-9]{0,9}-)+\d")  # a key as `key_skeleton` writes it
_SHORT = 3  # letters of words that everybody uses
LEAST = 2


def restated(survey: Survey, draft: Draft, report: ReportPolicy) -> list[tuple[Item, Item | None]]:
    """The rows of a report, each with the item that it names."""
    return bound(draft, rows_read(survey, draft, report, alone=True))


def bound(draft: Draft, read: Sequence[Report]) -> list[tuple[Item, Item | None]]:
    index = Index(draft.read, (draft.key,))
    return [(row, index.bind(row)) for one in read for row in one.rows or ()]


def rows_read(survey: Survey, draft: Draft, report: ReportPolicy, *, alone: bool = False) -> list[Report]:
    """The report in each of its documents, under the headings as the policy will name them."""
    if under := rows_of(report).source.under:
        report = with_source(report, under=tuple(dict.fromkeys(map(uncounted, under))))
    return list(read_report(survey.documents, draft.but(reports=(report,)).policy, 0, rows_alone=alone))


def without_strays(survey: Survey, draft: Draft) -> Draft:
    """The draft whose reports leave out the lines between their rows that have no key: sums, and one line for all that
    is past."""
    reports = []
    for report in draft.reports:
        lost = [one for read in rows_read(survey, draft, report) for one in read.unread] if report.rows else []
        told = (one.key for one in lost if one.key and f"'{one.key}'" in one.why)
        strays = dict.fromkeys(one if len(one) < _CUT else f"/^{readable(one)}/" for one in told)
        if strays:
            report = with_source(report, ignore=(*rows_of(report).source.ignore, *strays))
        reports.append(report)
    return draft.but(reports=tuple(reports))


def named_items(survey: Survey, draft: Draft, report: ReportPolicy) -> dict[str, Item]:
    """The items that the rows of a report name, by key."""
    return {item.key: item for _, item in restated(survey, draft, report) if item is not None}


def companions(draft: Draft, named: Collection[str]) -> set[str]:
    """The items that no row names and whose file has the number of one that a row names: `7-parser-summary.md` beside
    `7-parser.md` is a note to it; or none but 0: `00-overview.md` speaks of all."""
    if not draft.of_files:
        return set()
    numbers = Counter(_number(item) for item in draft.read.items if item.key in named)
    left = [(item.key, _number(item)) for item in draft.read.items if item.key not in named]
    # The number of several is nobody's.
    return {key for key, number in left if number and (numbers[number] == 1 or not number.strip("0"))}


def _number(item: Item) -> str:
    """The number that an item's file begins with, whatever stands before it: `story-7-2-notes` is beside `7-2-lamp`."""
    return number_of(item.document.path).lstrip(ascii_letters + "-_ ")


def _samples(survey: Survey, draft: Draft, source: Source, read: Sequence[Item]) -> Iterator[str]:
    """How rows begin for what the ledger leaves out, its template as a rule."""
    gone, prefix = _gone(survey, draft), source.key.prefix if source.key is not None else ""
    for row in read:
        if any(target(row, link) in gone for link in row.links):
            yield row.shown.removeprefix(prefix) if source.items == "table" else row.links[0].text


def _gone(survey: Survey, draft: Draft) -> set[str]:
    """The documents that the ledger leaves out by their names."""
    return {path for source in draft.ledger.sources for path in source.exclude if path in survey.present}


def target(row: Item, link: Link) -> str:
    """The path that a row's link leads to."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(row.document.path), target_path(link.target)))


def forgets(draft: Draft, path: str, said: Said) -> bool:
    """Whether an index that names items and nothing else forgot the others: one in their own folder whose rows are
    linked, several of them, where each says its state and no number tells how far it went; one that names most of them
    beside them, or wherever it lies where it is called an index."""
    named, linked = {item.key for _, item in said if item is not None}, _linked(said)
    numbered = bool(draft.key.pattern)
    apart = linked and len(named) >= _INDEX and "index" in words_of(path)
    stated = any(field.required for field in draft.ledger.fields.values())
    several = len(named) >= min(_INDEX, 0.5 * len(draft.keys))  # few may be those to read first
    own = several and linked and stated and not numbered and is_own(path, draft)
    most = len(named) > _MOST * len(draft.keys)
    forgot = own or ((linked or draft.place or numbered) and most and (apart or is_index(path, draft)))
    return forgot and not (linked and any(_mentions(draft, said, named)))


def _stopped(draft: Draft, named: Collection[str]) -> bool:
    """Whether a list of numbered items names those up to one of them and none behind it."""
    numbers = sorted((int(one[0]), item.key in named) for item in draft.read.items if (one := _DIGITS.search(item.key)))
    told = [place for place, (_, there) in enumerate(numbers) if there]
    enough = len(numbers) == len(draft.read.items) and len(told) >= max(_INDEX, _STOPPED * len(numbers))
    return enough and len(told) >= COVERS * (told[-1] + 1)


def _linked(said: Said) -> bool:
    """Whether most rows lead somewhere."""
    return sum(bool(row.links) for row, _ in said) >= BINDS * len(said)


def _speaks(said: Said) -> bool:
    """Whether anything but the keys tells that rows speak of the items: a link, or a title that agrees."""
    pairs = [(row, item) for row, item in said if item is not None and row.title and item.title]
    apart = [(row, item) for row, item in pairs if key_skeleton(row.title) not in (row.key, item.key)]
    sharing = (share_a_word(row.title, item.title) for row, item in apart)
    return any(row.links for row, _ in said) or not apart or any(sharing)


def share_a_word(one: str, other: str) -> bool:
    """Whether two titles share a word that not everybody uses."""
    return not _words(other).isdisjoint(title_skeleton(one).split())


def _is_aside(row: Item) -> bool:
    """Whether a row leads to another site, or to a document about a folder, which is no item of it."""
    target = row.links[0].target if row.links else ""
    return "://" in target or no_item(target_path(target))


def _lone(survey: Survey, draft: Draft, said: Said, rows: Rows) -> list[Item]:
    """The rows that name no item, without those that lead to where an item would lie, and there is none."""
    gone = _gone(survey, draft) if rows.source.items == "table" else set()  # whose rows are left out
    homes = draft.homes
    told = [(row, target(row, row.links[0]) if row.links else "") for row, item in said if item is None]
    lost = [(path not in survey.present or path in gone) and path.endswith(".md") for _, path in told]
    return [row for (row, path), one in zip(told, lost, strict=True) if not (one and posixpath.dirname(path) in homes)]


def _mentions(draft: Draft, said: Said, named: Collection[str]) -> list[bool]:
    """Whether a document writes the name of the file, or folder, of each item that no row of the report names."""
    left = [item.document.path for item in draft.read.items if item.key not in named]
    names = {f"{posixpath.dirname(path)}/" if draft.key.source == "folder" else path for path in left}
    texts = {row.document.data for row, _ in said}
    written = [re.sub(r".*/(?=.)", "", name).encode() for name in names]
    return [any(name in text for text in texts) for name in written]


def restates(draft: Draft, path: str, named: Collection[str], *, alike: bool) -> bool:
    """Whether a column restates a field however far the two have drifted: it is that of a document that names those of
    its own folder alone, or is `alike`, called as the field is, where the items' index would stand, and names most."""
    files = alike and draft.of_files  # phases of another plan are called as these
    most = files and len(named) > _MOST * len(draft.keys)
    return (most and is_home(path, draft)) or bool(_own(draft, path, named))


def _own(draft: Draft, path: str, named: Collection[str]) -> set[str]:
    """The items in a document's own folder, where it names those alone of a ledger that other folders hold, too."""
    folder = posixpath.join(posixpath.dirname(path), "")
    own = {item.key for item in draft.read.items if item.document.path.startswith(folder)}
    alone = path.endswith(".md") and own.issuperset(named) and own < draft.keys
    return own if alone else set()


def kept(survey: Survey, draft: Draft, report: ReportPolicy) -> list[ReportPolicy]:
    """The report, told how complete it is; nothing where too few of its rows name an item."""
    table = rows_of(report)
    read = rows_read(survey, draft, report)
    said = bound(draft, read)
    rows = [row for row, _ in said]
    known = [item.key for _, item in said if item is not None]
    named = set(known)
    every = draft.keys - companions(draft, named)
    items = _own(draft, report.path, named) & every or every
    linked = _linked(said)
    ahead = _is_tracker(table) or ((report.extra_rows or linked) and len(named) >= COVERS * len(draft.read.items))
    few = len(known) < max(LEAST, 0 if ahead else BINDS * len(rows))
    lost = sum(len(one.unread) for one in read)
    part = 0 if table.source.items == "headings" else _PART  # what bears an item's title is no mention
    if few or lost > _LOST * len(rows) or len(named) < max(part * len(items), _ONCE * len(known)):
        return []
    if _is_apart(draft, report) and not _is_sure(draft, said, named):
        return []
    numbered = all(map(_DIGITS.search, items))
    # What is not written as the items' keys are is a row of something else; one that is may be what vanished.
    forms = {_DIGITS.sub("#", key) for key in items} if numbered else set()
    lone = _lone(survey, draft, said, table)
    odd = [row for row in lone if _DIGITS.sub("#", row.key) not in forms]
    # `covers` names no folder; one row of twenty is a stray.
    others = items != every or _ODD * sum(not _is_aside(row) for row in odd) > len(rows)
    linked = linked and not others
    whole = items == every and _is_whole(draft, report, len(items), named, linked=linked)
    forgot = not others and forgets(draft, report.path, said)
    if not compares(report) and not ((whole or forgot) and (table.source.items == "headings" or _speaks(said))):
        return []  # it would be held to nothing, or is another list under the same keys
    more = len(lone) > 1 or bool(odd)
    if shown := dict.fromkeys(_samples(survey, draft, table.source, rows)):
        report = with_source(report, ignore=(*table.source.ignore, *shown))
    if whole and linked and (beside := _mentions(draft, said, named)):
        whole = not all(beside)  # they are told of elsewhere in it
    complete = whole or (forgot and (more or (linked and not draft.words)))
    return [report.but(covers={} if complete else None, extra_rows=report.extra_rows or more)]


def _is_apart(draft: Draft, report: ReportPolicy) -> bool:
    """Whether what restates rows and sections of one document is another one."""
    return not draft.of_files and report.path not in draft.paths and not _is_tracker(rows_of(report))


def _is_sure(draft: Draft, said: Said, named: Collection[str]) -> bool:
    """Whether rows of another document are those of the items: they lead to them, are many, or have keys of the
    ledger's own. A few that are called alike are mostly of something else, tests of another run or steps of another
    phase, and so are those that lead elsewhere."""
    led = [any(target(row, link) in draft.paths for link in row.links) for row, _ in said]
    own = len(named) >= _MANY or (all(map(_LETTERED.match, draft.keys)) and _agrees(draft, said))
    return sum(led) >= BINDS * len(led) or (own and not _linked(said))


def _agrees(draft: Draft, said: Said) -> bool:
    """Whether most rows that say more than a state say half of what their items say: `RF-01` is the first requirement
    of each spec."""
    states = {
        word for words in draft.words.values() for text in words.values.values() for word in skeleton(text).split()
    }
    met = ((row, item) for row, item in said if item is not None)
    pairs = ((_words(_line(row)) - states, _words(_line(item)) - states) for row, item in met)
    told = [(one, other) for one, other in pairs if one and other]
    return 2 * sum(2 * len(one & other) >= min(len(one), len(other)) for one, other in told) >= len(told)


def _words(text: str) -> set[str]:
    """The words of a text that not everybody uses."""
    return {word for word in title_skeleton(text).split() if len(word) > _SHORT and not any(map(str.isdigit, word))}


def _line(item: Item) -> str:
    data = item.document.data
    end = data.find(b"\n", item.end)
    return data[data.rfind(b"\n", 0, item.start) + 1 : end if end >= 0 else len(data)].decode("utf-8", "replace")


def _is_tracker(rows: Rows) -> bool:
    """A map of stories: its keys, of numbers and words, are no chance, and it is to have them all."""
    return rows.source.items == "yaml" and bool(rows.source.pattern)


def _is_whole(draft: Draft, report: ReportPolicy, items: int, named: Collection[str], *, linked: bool) -> bool:
    """Whether a report has a row for every item, but for what was forgotten: an index, a tracker, a list that nobody
    went on with. `linked` are rows that lead to items and to nothing else here."""
    own = draft.paths == {report.path}
    # Sections that name nearly all stand for them wherever they are, those that stop report on a part.
    sections, tracker = rows_of(report).source.items == "headings", _is_tracker(rows_of(report))
    listed, home = own or (linked and called(report.path)), is_home(report.path, draft)
    part = _is_apart(draft, report) and _WHOLES.isdisjoint(words_of(report.path))
    if len(named) >= (_NEARLY if part else COVERS) * items:
        whole = home or (sections and above(report.path, draft))
        return whole or (listed and len(named) >= _INDEX) or tracker
    if tracker:
        return 2 * len(named) >= items
    # A reconciliation speaks of those of its day.
    beside = home and (called(report.path) or is_index(report.path, draft))
    return (listed or (beside and draft.of_files and not sections)) and _stopped(draft, named)


def covering(survey: Survey, draft: Draft) -> Draft:
    """The draft with `covers` for those of its partial reports whose rows are of some values only.

    An index beside the items whose rows are of no value only has forgotten the others; another one without columns
    would be held to nothing.
    """
    partial = ((number, one) for number, one in enumerate(draft.reports) if one.covers is None and one.rows)
    said = {number: restated(survey, draft, one) for number, one in partial}
    named = {number: {item.key: item for _, item in one if item is not None} for number, one in said.items()}
    named = {number: items for number, items in named.items() if not _own(draft, draft.reports[number].path, items)}
    covers = _by_value(draft, named) if draft.words else {}
    reports: list[ReportPolicy] = []
    for number, report in enumerate(draft.reports):
        if number in covers:
            reports.append(report.but(covers=covers[number]))
        elif number in named and not report.extra_rows and forgets(draft, report.path, said[number]):
            reports.append(report.but(covers={}))
        elif number not in named or compares(report):
            reports.append(report)
    return draft.but(reports=tuple(reports))


def _by_value(draft: Draft, named: dict[int, dict[str, Item]]) -> dict[int, dict[str, tuple[str, ...]]]:
    """The reports that are complete for the items of some values: what each covers."""
    field = next(iter(draft.words))
    whole = _wholes(draft, named)
    found: dict[int, dict[str, tuple[str, ...]]] = {}
    for number, mine in named.items():
        values = _values(draft, field, mine.values())
        wanted = [item for item in draft.read.items if item.value(field) in values]
        others = [items for other, items in named.items() if other != number and draft.reports[other].path in whole]
        apart = all(values.isdisjoint(_values(draft, field, items.values())) for items in others)
        strange = sum(item.value(field) not in {"", *values} for item in mine.values())
        enough = len(mine) >= (COVERS if draft.reports[number].path not in whole else 0.5) * len(wanted)
        several = min(len(draft.read.items), _PARTS) <= len(wanted) < len(draft.read.items)
        if several and values and enough and apart and strange <= _few(mine):
            found[number] = {field: tuple(sorted(values))}
    return found


def _wholes(draft: Draft, named: dict[int, dict[str, Item]]) -> set[str]:
    """Documents whose tables name nearly every item together."""
    by_path: dict[str, set[str]] = {}
    for number, items in named.items():
        by_path.setdefault(draft.reports[number].path, set()).update(items)
    return {path for path, keys in by_path.items() if len(keys) >= COVERS * len(draft.keys)}


def _values(draft: Draft, field: str, items: Collection[Item]) -> set[str]:
    """The values that the named items have, those of single strays aside."""
    counts = Counter(item.value(field) for item in items)
    return {value for value, count in counts.items() if value and count > _few(items)}


def _few(items: Collection[object]) -> int:
    """How many of the items are single strays."""
    return max(1, len(items) // 20)
