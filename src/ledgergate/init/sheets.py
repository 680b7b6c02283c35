"""Ledgers inside documents: sections, rows, entries and paragraphs as items, the fullest collection of keys first."""

from __future__ import annotations

import posixpath
import re

from ledgergate.called import LISTS, STATUS
from ledgergate.expressions import expression
from ledgergate.init.choosing import bucket, by_heading, drafted, where
from ledgergate.init.columns import with_fields
from ledgergate.init.draft import Draft, given, rows_of, tried, united
from ledgergate.init.families import shape_of
from ledgergate.init.keeping import kept
from ledgergate.init.records import CALLED, TAILS, Collection, begun, cell_key, collections, heading, keyed
from ledgergate.init.survey import LOOKED_BACK, OF_A_DAY, PAST, LeftOut, Survey, is_sample
from ledgergate.init.words import Words, collect, is_bucket, known_share, named, stem
from ledgergate.ledgers.candidate_nodes import names
from ledgergate.ledgers.words import key_skeleton, skeleton
from ledgergate.policy.model import Field, Key, LedgerPolicy, ReportPolicy, Rows, Source
from ledgergate.policy.writing import plain, readable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgergate.markdown import Page

_ORDER = ("headings", "paragraphs", "list", "tasks", "table")  # where an item lives before where it is listed
_KNOWN = 0.6  # of a collection's keys are another's: it restates that one
_ONCE = 0.95  # of the rows under headings must stand once
_LEAST = 3
_STATES = 0.9  # of a column's words must be those of a state
_COLUMNS = 4
_BOXED = r"^\W{0,6}(?P<key>[A-Z][A-Z0-9]*(?:-[A-Z][A-Z0-9]*)*-\d+[a-z]?)(?![^\W_])"
_BY_BOX = Field("status", source="checkbox", vocabulary="status", map={"checked": "done", "open": "open"})
_OF_BOXES = {"status": Words({"open": "Open", "done": "Done"}, {})}
_BULLETS = 5
_SECTIONS = 2
_COUNTED = expression(r"[(\[]\d+\s+(?P<noun>[^\W\d_]+)[)\]]\s*\Z")
_PLANS = expression(r"(?:^|/)(?:progress|todo|tasks|plan|checklist|backlog)[^/]*\.md$", re.IGNORECASE)
_MOST_PLANS = 5


def drafts(survey: Survey, taken: set[str], used: set[str]) -> Iterator[Draft]:
    """A draft for each collection of keys, where the most is said of it; `used` are items and reports already."""
    found: list[Draft] = []
    loose: dict[tuple[str, str], list[tuple[Page, Collection]]] = {}
    for page in survey.read(path for path in survey.markdown if path not in used and not _aside(path)):
        found.extend(_of_page(survey, page, loose))
    found.extend(draft for tables in loose.values() if (draft := _under_headings(survey, tables)) is not None)
    # What a table of its page restates says most of its items, whatever headings stand above them.
    found.sort(key=lambda one: (not one.reports, _ORDER.index(one.ledger.sources[0].items), -len(one.read.items)))
    known: list[set[str]] = []
    taken_rows: set[tuple[str, int]] = set()
    files = {(posixpath.dirname(path), key_skeleton(_stem(path))) for path in survey.markdown}
    for draft in found:
        keys = draft.keys
        path = draft.read.items[0].document.path if keys else ""
        beside = sum((posixpath.dirname(path), key) in files for key in keys)
        if beside >= _KNOWN * len(keys) and skeleton(_stem(path)) not in LISTS:
            continue  # one of them speaks of the others
        rows = {(path, item.document.line_of(item.start)) for item in draft.read.items}
        if len(rows & taken_rows) >= _KNOWN * len(rows):
            continue  # a row is an item of one ledger
        taken_rows |= rows
        restated = any(len(keys & other) >= _KNOWN * len(keys) for other in known)
        if not restated or not any(map(str.isalpha, "".join(keys))):
            known.append(keys)
            yield given(draft, taken)


def _stem(path: str) -> str:
    return posixpath.splitext(posixpath.basename(path))[0]


def _aside(path: str) -> bool:
    """Whether a document is a form, a record of what is past, or speaks of the one spec in whose folder it lies."""
    inside = any(shape_of(part).name in ("number", "story") for part in path.split("/")[:-1])
    told = any(one.search(path) is not None for one in (PAST, OF_A_DAY, LOOKED_BACK))
    return inside or is_sample(path) or told


def _of_page(
    survey: Survey, page: Page, loose: dict[tuple[str, str], list[tuple[Page, Collection]]]
) -> Iterator[Draft]:
    """What a page offers; its tables whose class may be the heading above, in other documents, too, are `loose`."""
    path = page.document.path
    planned = survey.planned(path)
    every = list(collections(page))
    made = list(_traced(survey, page, every))
    for one in every:
        may = planned or one.items == "headings" or keyed(one.texts)
        draft = drafted(survey, page, one, planned=planned) if may else ""
        if isinstance(draft, Draft):
            made.append(draft)
            continue
        if draft and (one.items != "headings" or planned):
            survey.left_out.append(_left_out(page, one, draft))
        if one.items == "table":
            loose.setdefault((posixpath.dirname(path), one.column), []).append((page, one))
    if planned and (below := _bulleted(survey, page)) is not None and below.holds:
        made.append(below)
    yield from _joined(survey, made)


def _traced(survey: Survey, page: Page, every: Sequence[Collection]) -> Iterator[Draft]:
    """Boxes that a table of the page restates, key by key: requirements, and what became of each. Boxes of other kinds
    are left aside."""
    path, boxes = page.document.path, [one for one in every if one.items == "tasks"]
    for tables in (one for one in every if one.items == "table" and keyed(one.texts)):
        status = [name for name in tables.names if skeleton(name) in STATUS]
        table = tables.only(group for group in tables.groups if not set(status).isdisjoint(group[0].said))
        rows, words = set(begun(table.texts)), collect(said for name in status for said in table.saying(name))
        mine = [one for one in boxes if not rows.isdisjoint(begun(one.texts))]
        keys = {key for one in mine for key in begun(one.texts)}
        enough = status and len(keys & rows) >= max(_LEAST, _KNOWN * len(rows), _KNOWN * len(keys))
        if enough and (under := where(tables, table)) is not None:
            leads = "|".join(sorted({readable(re.split(r"\d", key)[0]) for key in keys}))
            pattern = _BOXED if len(mine) == len(boxes) else rf"^\W{{0,6}}(?P<key>(?:{leads})\d+[a-z]?)(?![^\W_])"
            source = Source(path, "tasks", depth=1, pattern=pattern)
            ledger = LedgerPolicy(named(path), (source,), Key(pattern=pattern), fields={"status": _BY_BOX})
            draft = Draft(ledger, tried(survey, ledger, _OF_BOXES), f"{len(keys)} boxes with keys", _OF_BOXES)
            row = Source("", "table", 0, *under, cell_key(table.column, table.texts))
            report = ReportPolicy(path, ledger.name, Rows(row))
            # However far the two have drifted, unless the column is one of other words, or was never filled in.
            sure = words is not None and len(words.values) > 1 and known_share(words) >= _STATES
            draft, report = with_fields(survey, draft, report, status, sure=sure)
            if rows_of(report).columns:
                yield draft.but(reports=tuple(kept(survey, draft, report)))


def _left_out(page: Page, every: Collection, why: str) -> LeftOut:
    """A collection of a page that no draft came of."""
    shown = [one for one in (every.column, *every.names) if one and one not in TAILS][:_COLUMNS]
    line, count = page.document.line_of(every.records[0].at), len(every.records)
    what = f"{count} {CALLED[every.items]}" + (f" of {', '.join(shown)}" if shown else "")
    return LeftOut(page.document.path, line, count, what, why)


def _joined(survey: Survey, made: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts of a page; those whose keys have one form and are not each other's are one ledger where they share a
    field."""
    kinds: dict[str, Draft] = {}
    for number, draft in enumerate(made):
        lead = {re.split(r"\d", item.shown)[0] for item in draft.read.items}
        kind = lead.pop() if len(lead) == 1 and "" not in lead else f"#{number}"
        first = kinds.setdefault(kind, draft)
        apart = first.keys & draft.keys or first.ledger.fields.keys().isdisjoint(draft.ledger.fields)
        kinds[kind] = first if apart else united(survey, (first, draft))
    yield from kinds.values()


def _under_headings(survey: Survey, tables: Sequence[tuple[Page, Collection]]) -> Draft | None:
    """Tables of one kind, in the documents of a folder, whose headings are the classes."""
    every = tables[0][1].only(group for _, one in tables for group in one.groups)
    fields, words = by_heading(every)
    if not fields or len(every.groups) < _LEAST:
        return None
    name = plain(every.column)
    name = name if name.endswith("s") else name.removesuffix("y") + ("ies" if name.endswith("y") else "s")
    sources = tuple(Source(page.document.path, "table", key=Key(f"cell:{every.column}")) for page, _ in tables)
    ledger = LedgerPolicy(name, sources, fields=fields)
    read = tried(survey, ledger, words)
    if len({item.key for item in read.items}) < _ONCE * len(read.items):
        return None  # tables that repeat each other's rows are views, not parts
    about = f"{len(read.items)} rows in {len(every.groups)} tables; the heading above a table is the bucket"
    return Draft(ledger, read, about, words)


def _bulleted(survey: Survey, page: Page) -> Draft | None:
    """Bullets under headings that are classes themselves: Now, Next, Later; Done, In Progress, To do."""
    by_parent: dict[tuple[str, int], dict[int, int]] = {}
    for at, one in enumerate(page.headings):
        text = one.content.text
        if not one.quoted and is_bucket(text) and names(text, (_class(text),)):
            own = (each.kind == "entry" and each.depth == 1 and not each.quoted for each in page.section(one))
            by_parent.setdefault((heading(page, one), one.level), {})[at] = sum(own)
    for bullets in sorted(by_parent.values(), key=lambda one: -len(one)):
        if sum(map(bool, bullets.values())) >= _SECTIONS and sum(bullets.values()) >= _BULLETS:
            return _of_sections(survey, page.document.path, [page.headings[at].content.text.strip() for at in bullets])
    return None


def _class(text: str) -> str:
    """What a heading calls the class of what stands below it. "Fixed since May" is more than one: not every reader of
    "Fixed" would find it."""
    return " ".join(stem(text).split())


def _of_sections(survey: Survey, path: str, heads: Sequence[str]) -> Draft | None:
    texts = [_class(head) for head in heads]
    if len({skeleton(text) for text in texts}) < len(texts):
        return None
    nouns = [found["noun"].casefold() for head in heads if (found := _COUNTED.search(head))]
    fields, words = bucket(texts)
    # Bullets have no key but their words: reworded is not vanished, and two of the same words are two.
    source = Source(path, "list", under=tuple(texts), depth=1)
    ledger = LedgerPolicy(next(iter(nouns), named(path)), (source,), fields=fields, conserve=False, unique=False)
    read = tried(survey, ledger, words)
    return Draft(ledger, read, f"{len(read.items)} bullets under {', '.join(texts[:4])}", words)


def boxed(survey: Survey, taken: set[str], used: set[str]) -> Iterator[Draft]:
    """Plans that are lists of boxes: the last resort, where a repository shows nothing else."""
    pages = survey.read(path for path in survey.markdown if path not in used and _PLANS.search(path))
    boxes = {
        page.document.path: sum(one.kind == "entry" and one.checked is not None for one in page.blocks)
        for page in pages
    }
    for path in [path for path, count in boxes.items() if count >= _BULLETS][:_MOST_PLANS]:
        source = Source(path, "tasks")
        ledger = LedgerPolicy(named(path), (source,), fields={"status": _BY_BOX}, conserve=False, unique=False)
        yield given(Draft(ledger, tried(survey, ledger, _OF_BOXES), f"{boxes[path]} boxes", _OF_BOXES), taken)
