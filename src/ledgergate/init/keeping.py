"""Which reports are proposed: those most of whose rows name an item, told how complete they are."""

from __future__ import annotations

import posixpath
import re

from ledgergate.ledgers.identity import target_path
from ledgergate.ledgers.words import key_skeleton, title_skeleton
from ledgergate.reports import Index
from ledgergate.reports import read as read_report

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ledgergate.init.draft import Draft
    from ledgergate.init.survey import Survey
    from ledgergate.model import Item, Report
    from ledgergate.policy.model import ReportPolicy, Rows

BINDS = 0.6  # of a report's rows must name an item, or it is not proposed
COVERS = 0.85  # of the items must have a row for a report to be taken for complete
_PART = 0.3  # of the items that a report restates at the least: fewer are mentioned, not reported
_ONCE = 0.85  # of the rows speak of an item that no other row speaks of
_MOST = 0.6  # of the items
_INDEXES = frozenset(("readme", "index"))
LEAST = 3
_CALLED = frozenset(
    ("readme", "index", "status", "toc", "summary", "tracker", "list", "overview", "progress", "backlog")
)


def patterns(draft: Draft) -> tuple[str, ...]:
    return (draft.ledger.key.pattern,) if draft.ledger.key is not None and draft.ledger.key.pattern else ()


def rows_read(survey: Survey, draft: Draft, report: ReportPolicy) -> list[Report]:
    return list(read_report(survey.documents, draft.but(reports=(report,)).policy, 0))


def _without_samples(survey: Survey, draft: Draft, rows: Rows, read: Sequence[Item]) -> Rows:
    """Rows for what the ledger leaves out, its template as a rule, are left out too."""
    gone = {path for source in draft.ledger.sources for path in source.exclude if path in survey.present}
    prefix = draft.ledger.key.prefix if draft.ledger.key is not None else ""
    here = posixpath.dirname(read[0].document.path) if read else ""
    table = rows.source.items == "table"
    shown = dict.fromkeys(
        row.shown.removeprefix(prefix) if table or not row.links else row.links[0].text
        for row in read
        if any(posixpath.normpath(posixpath.join(here, target_path(link.target))) in gone for link in row.links)
    )
    return rows.but(source=rows.source.but(ignore=(*rows.source.ignore, *shown))) if shown else rows


def named_items(survey: Survey, draft: Draft, number: int) -> list[Item]:
    """The items that the rows of the draft's report name."""
    index = Index(draft.read, patterns(draft))
    rows = [row for one in read_report(survey.documents, draft.policy, number) for row in one.rows or ()]
    return [item for row in rows if (item := index.bind(row)) is not None]


def is_home(path: str, draft: Draft) -> bool:
    """Whether a document stands where an index would, and is called as one. Others mention the items.

    Items of one document are restated from anywhere: a reconciliation lies with the spec that it was made for.
    """
    if draft.ledger.sources[0].items != "files":
        return True
    folder, name = posixpath.split(path)
    homes = {posixpath.dirname(item.document.path) for item in draft.read.items}
    if not all(not folder or f"{home}/".startswith(f"{folder}/") for home in homes):
        return False
    called = set(re.split(r"[^a-z]+", name.casefold()))
    own = {posixpath.basename(home).casefold() for home in homes} | {draft.ledger.name.rstrip("s")}
    return (
        folder in homes
        or not name.endswith(".md")
        or bool(called & _CALLED)
        or bool(own & {*called, name[:-3].casefold()})
    )


def forgets(draft: Draft, path: str, named: Collection[str]) -> bool:
    """Whether an index that lies beside the items, and names most of them and nothing else, forgot the others."""
    key = draft.ledger.key
    sure = draft.place or (key is not None and bool(key.pattern))
    return sure and len(named) > _MOST * len({item.key for item in draft.read.items}) and _is_index(path, draft)


def _is_index(path: str, draft: Draft) -> bool:
    """Whether a document lies beside the items, or their folders, and is called as the index of such a folder."""
    folder, name = posixpath.split(path)
    homes = {posixpath.dirname(item.document.path) for item in draft.read.items}
    beside = homes == {folder} or {posixpath.dirname(home) for home in homes} == {folder}
    return bool(folder) and beside and posixpath.splitext(name)[0].casefold() in _INDEXES


def _speaks(rows: Sequence[Item], index: Index) -> bool:
    """Whether anything but the keys tells that rows speak of the items: a link, or a title that agrees."""
    pairs = [(row, item) for row in rows if (item := index.bind(row)) is not None and row.title and item.title]
    apart = [(row, item) for row, item in pairs if key_skeleton(row.title) not in (row.key, item.key)]
    return any(row.links for row in rows) or not apart or any(_alike(row.title, item.title) for row, item in apart)


def _alike(one: str, other: str) -> bool:
    return bool({*title_skeleton(one).split()} & {word for word in title_skeleton(other).split() if len(word) > 3})


def kept(survey: Survey, draft: Draft, report: ReportPolicy) -> list[ReportPolicy]:
    """The report, told how complete it is; nothing where too few of its rows name an item."""
    index = Index(draft.read, patterns(draft))
    read = rows_read(survey, draft, report)
    rows = [row for one in read for row in one.rows or ()]
    lost = sum(len(one.unread) for one in read)
    bound = [item for row in rows if (item := index.bind(row)) is not None]
    linked = report.rows is not None and sum(bool(row.links) for row in rows) >= BINDS * len(rows)
    ahead = (report.extra_rows or linked) and len({item.key for item in bound}) >= COVERS * len(draft.read.items)
    if len(bound) < max(LEAST, 0 if ahead else BINDS * len(rows)) or lost > 0.5 * len(rows):
        return []
    items, named = {item.key for item in draft.read.items}, {item.key for item in bound}
    if len(named) < _PART * len(items) or len(named) < _ONCE * len(bound):
        return []
    strangers = len(rows) - len(bound) > 1
    complete = len(named) >= COVERS * len(items) and is_home(report.path, draft)
    lies_beside = not strangers and forgets(draft, report.path, named)
    if not complete and not lies_beside and report.rows is not None and not report.rows.columns:
        return []  # it would be held to nothing
    if report.rows is not None and not report.rows.columns and not _speaks(rows, index):
        return []  # another list under the same keys
    if report.rows is not None:
        report = report.but(rows=_without_samples(survey, draft, report.rows, rows))
    return [report.but(covers={} if complete else None, extra_rows=report.extra_rows or strangers)]
