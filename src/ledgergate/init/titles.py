"""Titles that an index copies on purpose: there most rows repeat them, and a row that does not is a rename."""

from __future__ import annotations

import re
from itertools import chain

from ledgergate.init.draft import Draft, read_again, rows_of, with_source
from ledgergate.init.keeping import restated
from ledgergate.init.meeting import is_home
from ledgergate.ledgers.identity import says_only
from ledgergate.ledgers.identity import titled as named
from ledgergate.ledgers.words import key_skeleton, title_skeleton
from ledgergate.policy.model import Key, ReportPolicy
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ledgergate.init.survey import Survey

_STATED_AS = ("front-matter:title", "label:Title")
_COPIED = 0.75  # of the rows must repeat their item's title
_LEAST = 4
_ALIKE = 0.5  # of the titles: they are a form's, and names of files tell more
_APART = 0.8  # of the titles must be told from each other
_NUMBER = r"^\W*(?:(?:[A-Za-z]+[-_ ]?){0,3}\d[\w.-]*\s*[:.)\]|–—-]+\s*)?(?P<title>.+)"
_PREFIXED = r"(?i)^\W*(?:%s[-_ ]?[\w.-]+\s*[:.)\]|–—-]+\s*)?(?P<title>.+)"
_KIND = r"^(?:[^:]{2,40}:\s+)?(?P<title>.+)"


class Copied(Value):
    """How many of a report's rows have a title, how many of those repeat their item's, and by which rules."""

    rows: int = 0
    same: int = 0
    item: Key | None = None
    row: Key | None = None

    @property
    def holds(self) -> bool:
        return self.rows >= _LEAST and self.same >= _COPIED * self.rows


def titled(survey: Survey, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with the paths of the reports that copy titles; a path with a report that does not is none."""
    made = [_titled(survey, _told_apart(survey, draft)) for draft in drafts]
    compared = ((one.path, _compared(survey, draft, one)) for draft in made for one in draft.reports if _names(one))
    spoilt = {path for path, copied in compared if copied.rows and not copied.holds}
    return [draft.but(titled=tuple(path for path in draft.titled if path not in spoilt)) for draft in made]


def _told_apart(survey: Survey, draft: Draft) -> Draft:
    """The draft with the titles that its files state elsewhere, where their first headings are alike: "Abstract"."""
    if draft.ledger.title is not None or not draft.of_files or _differ(draft):
        return draft
    others = (_entitled(survey, draft, Key(place)) for place in _STATED_AS)
    made = next((other for other in others if _differ(other)), draft)
    every = [item.title for item in draft.read.items]
    alike = made is draft and len({*every}) <= _ALIKE * len(every)
    return _entitled(survey, draft, Key("file")) if alike and len(every) >= _LEAST else made


def _differ(draft: Draft) -> bool:
    titles = {item.title for item in draft.read.items if item.title and key_skeleton(item.title) != item.key}
    return len(titles) >= _APART * len(draft.read.items)


def _titled(survey: Survey, draft: Draft) -> Draft:
    whole = [one for one in draft.reports if _names(one)]
    best = max((_best(survey, draft, report) for report in whole), key=lambda one: (one.holds, one.rows), default=None)
    if best is None or not best.holds:
        return draft
    draft = _entitled(survey, draft, best.item)
    reports, paths = [], []
    for report in draft.reports:
        copied = _of_rows(survey, draft, report) if report in whole else Copied()
        if copied.holds and is_home(report.path, draft) and (draft.of_files or report.path in draft.paths):
            report = with_source(report, title=copied.row) if copied.row is not None else report
            paths.append(report.path)
        source = rows_of(report).source
        if source.items == "headings" and source.key is None and best.item is not None and best.item.pattern:
            # Sections are known by the titles, which are cut now.
            report = with_source(report, key=Key("text", best.item.pattern.replace("?P<title>", "?P<key>")))
        reports.append(report)
    return draft.but(reports=tuple(reports), titled=tuple(dict.fromkeys(paths)))


def _entitled(survey: Survey, draft: Draft, title: Key | None) -> Draft:
    """The draft with another rule for its items' titles."""
    return read_again(survey, draft, title=title) if title != draft.ledger.title else draft


def _best(survey: Survey, draft: Draft, report: ReportPolicy) -> Copied:
    """The first rule for the items' titles under which the report's rows repeat them; one that states them before
    one that takes what a heading says."""
    stated, headed = map(Key, _STATED_AS), (Key("heading", _numbered(draft)), Key("heading", _KIND))
    free = draft.of_files and draft.ledger.title is None
    rules = (*stated, None, *headed) if free else (draft.ledger.title,)
    return _first(_of_rows(survey, _entitled(survey, draft, rule), report).but(item=rule) for rule in rules)


def _first(every: Iterable[Copied]) -> Copied:
    """The first that holds, or the last one."""
    made = Copied()
    for made in every:
        if made.holds:
            break
    return made


def _numbered(draft: Draft) -> str:
    """What follows the number, or the ledger's own kind of key, that a title may begin with."""
    prefix = draft.key.prefix.rstrip("-_ ")
    return _PREFIXED % re.escape(prefix) if prefix else _NUMBER


def _of_rows(survey: Survey, draft: Draft, report: ReportPolicy) -> Copied:
    """The first of a report's places for its title, its own default before them, that repeats the items'."""
    places = _places(survey, report, _numbered(draft))
    others = (_compared(survey, draft, with_source(report, title=key)).but(row=key) for key in places)
    return _first(chain((_compared(survey, draft, report),), others))


def _names(report: ReportPolicy) -> bool:
    """Whether a report has rows that may repeat titles: sections are known by theirs."""
    return rows_of(report).source.items not in ("", "headings")


def _places(survey: Survey, report: ReportPolicy, numbered: str) -> Iterator[Key]:
    """Where a row's title may stand: in a column that restates nothing else, or in the text of a bullet's link."""
    rows = rows_of(report)
    if rows.source.items != "table":
        yield from (Key("link"), Key("link", numbered))
        return
    column = rows.source.key.source.removeprefix("cell:") if rows.source.key is not None else ""
    headers = (names for page in survey.read([report.path]) for _, names in page.tables(str.strip))
    heads = dict.fromkeys(head for header in headers if column in header for head in header)
    yield from (Key(f"cell:{head}") for head in heads if head and head not in rows.columns)


def _compared(survey: Survey, draft: Draft, report: ReportPolicy) -> Copied:
    """How many rows state a title beside their item's, which is what the rule compares, and how many the same."""
    said = ((row, item) for row, item in restated(survey, draft, report) if item is not None)
    pairs = [(row, item) for row, item in said if named(row) and named(item) and not says_only(row.title, item.shown)]
    if len({item.title for _, item in pairs}) < _APART * len(pairs):
        return Copied(len(pairs))  # a word that many share is no title
    return Copied(len(pairs), sum(_bare(row.title) == _bare(item.title) for row, item in pairs))


def _bare(title: str) -> str:
    return title_skeleton(title).replace(" ", "").rstrip("!?.")
