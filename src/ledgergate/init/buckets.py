"""Ledgers whose class is the heading above: tables of one kind under stages, bullets under Done and Next."""

from __future__ import annotations

import re

from ledgergate.expressions import expression
from ledgergate.init.draft import Draft, tried
from ledgergate.init.words import KNOWN, STATUS, Words, named, slug, stem
from ledgergate.ledgers.words import skeleton
from ledgergate.policy.model import Field, Key, LedgerPolicy, Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from ledgergate.init.survey import Survey
    from ledgergate.markdown import Heading, Page

_LEAST = 3  # tables, or headings, that make a partition
_MOST = 16  # values of a bucket
_ITEMS = 5
_ONCE = 0.95  # of the rows must stand once
_CLASSES = 0.8  # of the headings must be classes
_SECTIONS = 2
_COUNTED = expression(r"[(\[]\d+\s+(?P<noun>[^\W\d_]+)[)\]]\s*\Z")
_BUCKETS = KNOWN | {
    "completed", "complete", "remaining", "upcoming", "icebox", "someday", "idea", "ideas", "shipped", "released",
    "high", "medium", "low", "critical", "won't", "wont", "in progress", "to do", "on hold", "not started", "p0", "p1",
    "p2", "p3", "offen", "geplant", "in arbeit", "später", "jetzt",
}  # fmt: skip
_STAGES = frozenset(("stage", "phase", "tier", "priority", "milestone", "release", "wave", "horizon", "finished"))
_TITLED = frozenset(("proposal", "proposals", "candidate", "feature", "item", "issue", "task", "story", "epic",
    "initiative", "requirement", "risk", "decision", "theme", "area", "id", "key"))  # fmt: skip


def key_columns(page: Page) -> Iterator[str]:
    """Key columns of tables that state no class: their class is the heading above."""
    seen: set[str] = set()
    for block in page.blocks:
        if block.kind == "table" and len(block.rows) >= 1:
            heads = [skeleton(cell.text) for cell in block.header.cells]
            if heads and heads[0] in _TITLED and not set(heads) & set(STATUS) and page.above(block):
                name = block.header.cells[0].text.strip()
                if name not in seen:
                    seen.add(name)
                    yield name


def tables(survey: Survey, column: str, paths: Sequence[str]) -> Draft | None:
    """Tables of one kind under several headings, which are then the buckets."""
    sources, headings, count = [], [], 0
    for path in paths:
        page = survey.page(path)
        mine = _above(page, column) if page is not None else []
        count += len(mine)
        headings.extend(mine)
        sources.append(Source(path, "table", key=Key(f"cell:{column}")))
    if count < _LEAST or len(set(headings)) < _LEAST or not _sorts(set(headings)):
        return None
    name = re.sub(r"[^a-z0-9]+", "-", column.casefold()).strip("-") or "items"
    name = name if name.endswith("s") else name.removesuffix("y") + ("ies" if name.endswith("y") else "s")
    field, words = _bucket(headings)
    ledger = LedgerPolicy(name, tuple(sources), fields={"bucket": field})
    read = tried(survey, ledger, words)
    if len({item.key for item in read.items}) < _ONCE * len(read.items):
        return None  # tables that repeat each other's rows are views, not parts
    return Draft(
        ledger, read, f"{len(read.items)} rows in {count} tables; the heading above a table is the bucket", words
    )


def _above(page: Page, column: str) -> list[str]:
    """The heading above each table that begins with the column."""
    chains = [
        page.above(block)
        for block in page.blocks
        if block.kind == "table" and skeleton(column) in [skeleton(cell.text) for cell in block.header.cells]
    ]
    return [chain[-1].content.text for chain in chains if chain]


def _bucket(headings: Sequence[str]) -> tuple[Field, dict[str, Words]]:
    """A field with the headings as its vocabulary; as plain text where there are too many for one."""
    texts = dict.fromkeys(text.strip() for text in headings)
    keys = [slug(skeleton(text)) for text in texts]
    if len(texts) > _MOST or len(set(keys)) < len(keys):
        return Field("bucket", source="heading", kind="text"), {}
    counts = dict.fromkeys(keys, 0)
    words = {"bucket": Words(dict(zip(keys, texts, strict=True)), counts)}
    return Field("bucket", source="heading", vocabulary="bucket", required=True), words


def sections(survey: Survey, page: Page) -> Draft | None:
    """Bullets under headings that are classes themselves: Now, Next, Later; Done, In Progress, To do."""
    by_parent: dict[tuple[str, int], list[Heading]] = {}
    for heading in page.headings:
        if not heading.quoted and _is_bucket(heading.content.text):
            chain = page.above(heading)
            by_parent.setdefault((chain[-1].content.text if chain else "", heading.level), []).append(heading)
    for heads in sorted(by_parent.values(), key=lambda one: -len(one)):
        filled = [heading for heading in heads if _entries(page, heading)]
        if len(filled) >= _SECTIONS and sum(_entries(page, heading) for heading in filled) >= _ITEMS:
            return _of_sections(survey, page, heads)
    return None


def _is_bucket(text: str) -> bool:
    bare = skeleton(stem(text))
    return bool(bare) and len(bare.split()) <= 3 and (bare in _BUCKETS or set(bare.split()) <= _BUCKETS)


def _is_class(text: str) -> bool:
    """Whether a heading sorts what is below it: by a stage, a class, or the state that those things are in."""
    return _is_bucket(text) or bool(set(skeleton(text).split()) & (_STAGES | _BUCKETS))


def _sorts(headings: Collection[str]) -> bool:
    return sum(map(_is_class, headings)) >= _CLASSES * len(headings)


def _entries(page: Page, heading: Heading) -> int:
    """The outermost bullets right below a heading."""
    return sum(block.kind == "entry" and block.depth == 1 and not block.quoted for block in page.section(heading))


def _of_sections(survey: Survey, page: Page, heads: Sequence[Heading]) -> Draft | None:
    texts = [" ".join(stem(heading.content.text).split()) for heading in heads]
    if len({skeleton(text) for text in texts}) < len(texts):
        return None
    nouns = [found["noun"] for heading in heads if (found := _COUNTED.search(heading.content.text.strip()))]
    field, words = _bucket(texts)
    path = page.document.path
    name = nouns[0].casefold() if nouns else named(path)
    source = Source(path, "list", under=tuple(texts), depth=1)
    # Bullets have no key but their words: reworded is not vanished, and two of the same words are two.
    ledger = LedgerPolicy(name, (source,), fields={"bucket": field}, conserve=False, unique=False)
    read = tried(survey, ledger, words)
    return Draft(ledger, read, f"{len(read.items)} bullets under {', '.join(texts[:4])}", words)
