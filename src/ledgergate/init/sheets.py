"""Ledgers inside one document: headings with labelled fields, tables with a key and a class, phases of a roadmap."""

from __future__ import annotations

import posixpath
import re

from ledgergate.expressions import expression
from ledgergate.init import buckets
from ledgergate.init.draft import Draft, tried
from ledgergate.init.families import is_sample, shape_of
from ledgergate.init.words import CLASSES, STATUS, collect, named, spelled
from ledgergate.ledgers.words import skeleton
from ledgergate.markdown import labels_of
from ledgergate.policy.model import Field, Key, LedgerPolicy, Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgergate.init.survey import Survey
    from ledgergate.init.words import Words
    from ledgergate.markdown import Heading, Page, Table

_LEAST = 4
_STATED = 0.9
_PLANNING = expression(
    r"candidate|backlog|roadmap|todo|plan|status|progress|proposal|feature|tracker|issue|risk|requirement|decision"
    r"|milestone|epic|stories|ledger|gap|audit|triage|kandidat|aufgaben",
    re.IGNORECASE,
)
_KEYS = (
    "candidate", "proposal", "feature", "item", "issue", "task", "story", "epic", "initiative", "requirement", "risk",
    "decision", "theme", "area", "id", "key", "#", "no", "nr", "gap", "kandidat", "vorhaben", "aufgabe", "thema",
    "name", "title", "titel",
)  # fmt: skip
_NUMBERED = (r"^(?P<key>[A-Z][A-Z0-9]{0,9}-\d+)\b", r"^(?P<key>\d+(?:\.\d+)*)[.):]\s")


def headed(survey: Survey, taken: set[str], used: set[str]) -> Iterator[Draft]:
    """Drafts from documents in which a heading is an item; `used` are items and reports already."""
    for path in survey.markdown:
        page = survey.page(path) if path not in used and not is_sample(path) else None
        draft = _headed(survey, page) if page is not None and not _of_package(path) else None
        if draft is not None and draft.holds:
            yield _renamed(draft, taken)


def tabled(survey: Survey, taken: set[str], used: set[str]) -> Iterator[Draft]:
    """Drafts from documents in which a row is an item."""
    tables: dict[tuple[str, str], list[str]] = {}
    for path in survey.markdown:
        page = survey.page(path) if path not in used and not is_sample(path) else None
        if page is None or _of_package(path):
            continue
        draft = _tabled(survey, page) if _PLANNING.search(path) else None
        if draft is not None and draft.holds:
            yield _renamed(draft, taken)
        else:
            for column in buckets.key_columns(page):
                tables.setdefault((posixpath.dirname(path), column), []).append(path)
        bullets = buckets.sections(survey, page) if _PLANNING.search(path) else None
        if bullets is not None and bullets.holds:
            yield _renamed(bullets, taken)
    for (_, column), paths in tables.items():
        draft = buckets.tables(survey, column, paths)
        if draft is not None and draft.holds:
            yield _renamed(draft, taken)


def _of_package(path: str) -> bool:
    """A document of one spec's folder speaks of that spec alone."""
    return any(shape_of(part).name in ("number", "story") for part in path.split("/")[:-1])


def _renamed(draft: Draft, taken: set[str]) -> Draft:
    name = draft.ledger.name
    name = next(one for one in (name, *(f"{name}-{number}" for number in range(2, 999))) if one not in taken)
    taken.add(name)
    return draft.called(name)


def _headed(survey: Survey, page: Page) -> Draft | None:
    """A heading per item: siblings nearly all of which state one bold label with few values."""
    for level in (2, 3, 4):
        heads = [heading for heading in page.headings if heading.level == level and not heading.quoted]
        if len(heads) < _LEAST:
            continue
        stated = {heading.start: _labels(page, heading) for heading in heads}
        parents = _parents(page, heads, stated)
        heads = [heading for heading in heads if _parent(page, heading) in parents]
        names = _common(heads, stated)
        if len(heads) >= _LEAST and names:
            every = {_parent(page, one) for one in page.headings if one.level == level}
            under = () if every <= parents else tuple(sorted(parents - {""}))
            bare = [one.content.text for one in heads if not any(name in stated[one.start] for name, _ in names)]
            above = {one.content.text for head in heads for one in page.above(head)}
            not_under = tuple(sorted(every - parents - above - {""})) if under else ()
            draft = _of_headings(survey, page, level, heads, names, (under, not_under), tuple(bare))
            if draft is not None and _once(draft, names):
                return draft
    return None


def _once(draft: Draft, names: Sequence[tuple[str, Words]]) -> bool:
    """Whether the headings name one thing each: a reference has the same ones in each chapter, and no status."""
    keys = [item.key for item in draft.read.items]
    return len(set(keys)) == len(keys) or any(skeleton(name) in STATUS for name, _ in names)


def _parent(page: Page, heading: Heading) -> str:
    chain = page.above(heading)
    return chain[-1].content.text if chain else ""


def _labels(page: Page, heading: Heading) -> dict[str, str]:
    """Label -> text as written, of the part right below the heading."""
    found: dict[str, str] = {}
    for block in page.section(heading):
        if block.kind == "heading":
            break
        if block.kind in ("paragraph", "entry"):
            for label in labels_of(block.content):
                if label.bold:
                    found.setdefault(label.name, label.value_text)
    return found


def _parents(page: Page, heads: Sequence[Heading], stated: dict[int, dict[str, str]]) -> set[str]:
    """The headings above whose children nearly all hold a label of a class."""
    children: dict[str, list[bool]] = {}
    for heading in heads:
        has = any(skeleton(name) in CLASSES for name in stated[heading.start])
        children.setdefault(_parent(page, heading), []).append(has)
    return {parent for parent, has in children.items() if sum(has) >= _STATED * len(has)}


def _common(heads: Sequence[Heading], stated: dict[int, dict[str, str]]) -> list[tuple[str, Words]]:
    found = []
    for name in dict.fromkeys(name for heading in heads for name in stated[heading.start]):
        raws = [stated[heading.start].get(name, "") for heading in heads]
        there = [raw for raw in raws if raw]
        if skeleton(name) in CLASSES and len(there) >= _STATED * len(heads):
            words = collect(there)
            if words is not None and spelled(there) and all(":" not in raw for raw in there):
                found.append((name, words))
    return sorted(found, key=lambda one: CLASSES.index(skeleton(one[0])))


def _of_headings(
    survey: Survey,
    page: Page,
    level: int,
    heads: Sequence[Heading],
    names: list[tuple[str, Words]],
    where: tuple[tuple[str, ...], tuple[str, ...]],
    bare: tuple[str, ...],
) -> Draft | None:
    """The draft; `where` is what its items stand under, and what not. `bare` are headings that state nothing, and are
    left out where their neighbours have keys."""
    texts = [text for heading in heads if (text := heading.content.text) not in bare]
    pattern = _pattern(texts)
    path = page.document.path
    fields, words = _fields(names)
    ignore = bare if pattern and not any(re.search(pattern, text) for text in bare) else ()
    source = Source(path, "headings", level=level, under=where[0], not_under=where[1], ignore=ignore)
    ledger = LedgerPolicy(named(path), (source,), Key(pattern=pattern) if pattern else None, fields=fields)
    read = tried(survey, ledger, words)
    return Draft(ledger, read, f"{len(read.items)} headings with {', '.join(name for name, _ in names)}", words)


def _fields(names: list[tuple[str, Words]]) -> tuple[dict[str, Field], dict[str, Words]]:
    fields: dict[str, Field] = {}
    words: dict[str, Words] = {}
    for name, found in names[:4]:
        field = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-") or "status"
        fields[field] = Field(field, (name,), vocabulary=field, required=not fields)
        words[field] = found
    return fields, words


def _pattern(texts: Sequence[str]) -> str:
    for pattern in _NUMBERED:
        keys = [match["key"] for text in texts if (match := re.search(pattern, text.strip()))]
        if len(keys) == len(texts) and len(set(keys)) == len(keys):
            return pattern
    return ""


def _tabled(survey: Survey, page: Page) -> Draft | None:
    """A row per item: the tables that have a column of keys and one of a class."""
    groups: dict[tuple[str, str], list[Table]] = {}
    for block in page.blocks:
        if block.kind == "table" and block.rows:
            heads = [cell.text.strip() for cell in block.header.cells]
            key = next((head for head in heads if skeleton(head) in _KEYS or head == "#"), "")
            kind = next((head for head in heads if skeleton(head) in STATUS), "")
            if key and kind:
                groups.setdefault((key, kind), []).append(block)
    for (key, kind), tables in sorted(groups.items(), key=lambda one: -sum(len(table.rows) for table in one[1])):
        words = collect(_cells(tables, kind))
        keys = _cells(tables, key)
        if (
            words is None
            or not spelled(_cells(tables, kind))
            or len(keys) < _LEAST
            or len(set(keys)) < 0.95 * len(keys)
        ):
            continue
        where = _where(page, key, tables)
        if where is None:
            continue
        path = page.document.path
        field = re.sub(r"[^a-z0-9]+", "-", kind.casefold()).strip("-") or "status"
        fields = {field: Field(field, (kind,), vocabulary=field, required=True)}
        source = Source(path, "table", under=where[0], not_under=where[1], key=Key(f"cell:{key}"))
        ledger = LedgerPolicy(named(path), (source,), fields=fields)
        read = tried(survey, ledger, {field: words})
        return Draft(ledger, read, f"{len(read.items)} rows by '{key}' with '{kind}'", {field: words})
    return None


def _where(page: Page, key: str, tables: Sequence[Table]) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The headings of these tables, and those of tables with the key's column alone; None where they do not differ."""
    alike = [
        block
        for block in page.blocks
        if block.kind == "table" and skeleton(key) in [skeleton(cell.text) for cell in block.header.cells]
    ]
    others = [block for block in alike if block not in tables]
    if not others:
        return (), ()
    mine = dict.fromkeys(chain[-1].content.text for table in tables if (chain := page.above(table)))
    theirs = {heading.content.text for block in others for heading in page.above(block)}
    apart = len(mine) > 0 and theirs.isdisjoint(mine) and all(page.above(table) for table in tables)
    above = {heading.content.text for table in tables for heading in page.above(table)}
    other = dict.fromkeys(chain[-1].content.text for block in others if (chain := page.above(block)))
    return (tuple(mine), tuple(text for text in other if text not in above)) if apart else None


def _cells(tables: Sequence[Table], column: str) -> list[str]:
    found: list[str] = []
    for table in tables:
        heads = [cell.text.strip() for cell in table.header.cells]
        place = heads.index(column)
        found.extend(row.cells[place].text.strip() for row in table.rows if len(row.cells) > place)
    return [text for text in found if text]
