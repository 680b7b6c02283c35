"""Ledgers inside documents: sections, rows, entries and paragraphs as items, the fullest collection of keys first."""

from __future__ import annotations

import posixpath
import re

from ledgergate.expressions import expression
from ledgergate.init.choosing import KEYS, bucket, by_heading, drafted
from ledgergate.init.draft import Draft, free_name, tried
from ledgergate.init.families import is_sample, shape_of
from ledgergate.init.left_out import of_records
from ledgergate.init.records import collections, keyed
from ledgergate.init.survey import PAST
from ledgergate.init.words import Words, is_bucket, named, plain, stem
from ledgergate.ledgers.words import skeleton
from ledgergate.policy.model import Field, Key, LedgerPolicy, Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgergate.init.records import Collection
    from ledgergate.init.survey import Survey
    from ledgergate.markdown import Heading, Page

_OPEN_OR_DONE = Words({"open": "Open", "done": "Done"}, {})
_BOX = Field("status", source="checkbox", vocabulary="status", map={"checked": "done", "open": "open"})
_ORDER = ("headings", "paragraphs", "list", "tasks", "table")  # where an item lives before where it is listed
_KNOWN = 0.6  # of a collection's keys are another's: it restates that one
_ONCE = 0.95  # of the rows under headings must stand once
_LEAST = 3
_BULLETS = 5
_SECTIONS = 2
_COUNTED = expression(r"[(\[]\d+\s+(?P<noun>[^\W\d_]+)[)\]]\s*\Z")
_PLANS = expression(r"(?:^|/)(?:progress|todo|tasks|plan|checklist|backlog)[^/]*\.md$", re.IGNORECASE)
_MOST_PLANS = 5


def drafts(survey: Survey, taken: set[str], used: set[str]) -> Iterator[Draft]:
    """A draft for each collection of keys, where the most is said of it; `used` are items and reports already."""
    found: list[Draft] = []
    loose: dict[tuple[str, str], list[tuple[Page, Collection]]] = {}
    for path in survey.markdown:
        away = path in used or is_sample(path) or _of_package(path) or PAST.search(path)
        page = survey.page(path) if not away else None
        if page is None:
            continue
        mine, rest = _of_page(survey, page)
        found.extend(mine)
        for one in rest:
            loose.setdefault((posixpath.dirname(path), one.column), []).append((page, one))
    found.extend(draft for tables in loose.values() if (draft := _under_headings(survey, tables)) is not None)
    found.sort(key=lambda one: (_ORDER.index(one.ledger.sources[0].items), -len(one.read.items)))
    known: list[set[str]] = []
    for draft in found:
        keys = {item.key for item in draft.read.items}
        restated = any(len(keys & other) >= _KNOWN * len(keys) for other in known)
        if not restated or not any(map(str.isalpha, "".join(keys))):
            known.append(keys)
            name = free_name(draft.ledger.name, taken)
            taken.add(name)
            yield draft.called(name)


def _of_page(survey: Survey, page: Page) -> tuple[list[Draft], list[Collection]]:
    """What a page offers, and its tables whose class may be the heading above, in other documents, too."""
    planned = survey.planned(page.document.path)
    made: list[Draft] = []
    rest: list[Collection] = []
    for one in collections(page, KEYS):
        may = planned or one.items == "headings" or keyed([record.text for record in one.records])
        draft = drafted(survey, page, one, planned=planned) if may else ""
        if isinstance(draft, Draft):
            made.append(draft)
        elif draft and (one.items != "headings" or planned):
            survey.left_out.append(of_records(page, one, draft))
        if isinstance(draft, str) and one.items == "table":
            rest.append(one)
    if planned and not any(one.ledger.sources[0].items == "headings" for one in made):
        deep = (drafted(survey, page, one) for one in collections(page, KEYS, deep=True))
        made.extend([one for one in deep if isinstance(one, Draft)][:1])
    if planned and (below := _bulleted(survey, page)) is not None and below.holds:
        made.append(below)
    return list(_joined(survey, made)), rest


def _joined(survey: Survey, made: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts of a page; those whose keys have one form and are not each other's are one ledger."""
    kinds: dict[str, list[Draft]] = {}
    for number, draft in enumerate(made):
        lead = {re.split(r"\d", item.shown)[0] for item in draft.read.items}
        kinds.setdefault(lead.pop() if len(lead) == 1 and "" not in lead else f"#{number}", []).append(draft)
    for together in kinds.values():
        first, *others = together
        for other in others:
            first = _both(survey, first, other) or first
        yield first


def _both(survey: Survey, one: Draft, other: Draft) -> Draft | None:
    keys = {item.key for item in one.read.items}
    if keys & {item.key for item in other.read.items}:
        return None
    fields = dict(one.ledger.fields)
    words = dict(one.words)
    for name, field in other.ledger.fields.items():
        if name in fields:
            fields[name] = fields[name].but(labels=tuple(dict.fromkeys([*fields[name].labels, *field.labels])))
            words[name] = words[name].with_those_of(other.words[name]) if {*words} & {*other.words} else words[name]
    if not other.ledger.fields.keys() & fields.keys():
        return None
    sources = tuple(
        source.but(key=source.key or draft.ledger.key) for draft in (one, other) for source in draft.ledger.sources
    )
    ledger = one.ledger.but(sources=sources, key=None, fields=fields)
    return Draft(ledger, tried(survey, ledger, words), f"{one.about}; {other.about}", words)


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


def _of_package(path: str) -> bool:
    """A document of one spec's folder speaks of that spec alone."""
    return any(shape_of(part).name in ("number", "story") for part in path.split("/")[:-1])


def _bulleted(survey: Survey, page: Page) -> Draft | None:
    """Bullets under headings that are classes themselves: Now, Next, Later; Done, In Progress, To do."""
    by_parent: dict[tuple[str, int], list[Heading]] = {}
    for heading in page.headings:
        if not heading.quoted and is_bucket(heading.content.text):
            chain = page.above(heading)
            by_parent.setdefault((chain[-1].content.text if chain else "", heading.level), []).append(heading)
    for heads in sorted(by_parent.values(), key=lambda one: -len(one)):
        filled = [heading for heading in heads if _outermost(page, heading)]
        if len(filled) >= _SECTIONS and sum(_outermost(page, heading) for heading in filled) >= _BULLETS:
            return _of_sections(survey, page, heads)
    return None


def _outermost(page: Page, heading: Heading) -> int:
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


def boxed(survey: Survey, taken: set[str], used: set[str]) -> Iterator[Draft]:
    """Plans that are lists of boxes: the last resort, where a repository shows nothing else."""
    found = 0
    for path in survey.markdown:
        page = survey.page(path) if path not in used and _PLANS.search(path) else None
        boxes = (
            [one for one in page.blocks if one.kind == "entry" and one.checked is not None] if page is not None else []
        )
        if len(boxes) < 5 or found == _MOST_PLANS:
            continue
        found += 1
        name = free_name(named(path), taken)
        taken.add(name)
        source = Source(path, "tasks")
        ledger = LedgerPolicy(name, (source,), fields={"status": _BOX}, conserve=False, unique=False)
        words = {"status": _OPEN_OR_DONE}
        yield Draft(ledger, tried(survey, ledger, words), f"{len(boxes)} boxes", words)
