"""What a document has in place of a name that the policy looks for: the nearest header, a label that nobody reads."""

from __future__ import annotations

from difflib import get_close_matches

from ledgergate.coverage.binding import Silent
from ledgergate.documents import is_text
from ledgergate.ledgers.identity import TITLES
from ledgergate.ledgers.reading import bind
from ledgergate.ledgers.words import Lexicon, classify, skeleton
from ledgergate.markdown import labels_of
from ledgergate.shapes import DATA, TREE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledgergate.markdown import Page, Table
    from ledgergate.model import Item, Report
    from ledgergate.policy.model import Field, ReportPolicy
    from ledgergate.sides import Side

_LIKE = 0.75
_SAMPLE = 50  # items that are looked at again


def lacking_tables(
    side: Side, there: Iterable[Report], lacking: list[Item], rules: ReportPolicy, labels: tuple[str, ...]
) -> tuple[Silent, ...]:
    """The header of each table whose rows lack the column, with the header that comes nearest."""
    made: list[Silent] = []
    taken = {skeleton(name) for one in (rules.rows,) if one is not None for name in one.columns}
    for report in there:
        rows = [row for row in lacking if row.document.path == report.path]
        for header in _headers(side, report, rows):
            if any(skeleton(text) in map(skeleton, labels) for text, _, _ in header):
                continue  # it is there, and its cells are empty
            free = [text for text, _, _ in header if skeleton(text) not in taken]
            start, end = header[0][1], header[-1][2]
            made.append(Silent(report.document.place(start, end), near(labels, free)))
    return tuple(dict.fromkeys(made))


def near(names: Iterable[str], texts: Iterable[str]) -> str:
    """The text that is most like one of the names, "" where none is."""
    known = {skeleton(text): text for text in texts if text.strip()}
    for name in names:
        found = get_close_matches(skeleton(name), known, n=1, cutoff=0.5)
        if found:
            return known[found[0]]
    return ""


def _headers(side: Side, report: Report, rows: list[Item]) -> Iterator[list[tuple[str, int, int]]]:
    """The texts of the headers over these rows, with their bytes."""
    if not rows:
        return
    page = side.documents.page(report.document)
    for table in _tables(page):
        if any(table.start <= row.start < table.end for row in rows):
            yield [(cell.text.strip(), cell.start, cell.end) for cell in table.header.cells]


def _tables(page: Page) -> Iterator[Table]:
    for block in page.blocks:
        if block.kind == "table":
            yield block


def label(side: Side, ledger: str, rule: Field, items: list[Item], *, words: bool = True) -> str:
    """A label of the items that no field reads, and that is called nearly so; with `words` also one that holds the
    field's own words."""
    rules = side.policy.ledgers[ledger]
    every = [*rules.fields.values(), *(one for source in rules.sources for one in source.fields.values())]
    taken = {skeleton(name) for one in every for name in one.labels or (one.name,)} | set(TITLES)
    said: dict[str, list[str]] = {}
    for name, text in _labelled(side, ledger, items[:_SAMPLE]):
        if skeleton(name) not in taken:
            said.setdefault(name, []).append(text)
    wanted = [skeleton(one) for one in rule.labels]
    for name in said:
        if get_close_matches(skeleton(name), wanted, n=1, cutoff=_LIKE):
            return name
    known = bind(side.policy, rule).lexicon
    if not words or known is None or not rule.vocabulary:
        return ""
    return next((name for name, all_of in said.items() if _are_words(all_of, known)), "")


def _are_words(texts: list[str], known: Lexicon) -> bool:
    """Whether most of what a label says are the field's words; a few are misspelt, or have a note."""
    return sum(classify(text, known)[1] == "value" for text in texts) * 2 > len(texts)


def _labelled(side: Side, ledger: str, items: list[Item]) -> Iterator[tuple[str, str]]:
    """Every label of these items with what it says."""
    sources = side.policy.ledgers[ledger].sources
    for item in items:
        shape = sources[item.source].shape
        if shape.reads == TREE and item.document.path.endswith((".yaml", ".yml")):
            from ledgergate.ledgers.structured import scalars

            yield from ((key, said.text) for key, said in scalars(item.document) if item.document.data)
        elif shape.reads == DATA or not is_text(item.document.path):
            continue
        elif "columns" in shape.takes:
            yield from _cells(side.documents.page(item.document), item)
        else:
            yield from _written(side.documents.page(item.document), item, whole=shape.reads == TREE)


def _cells(page: Page, item: Item) -> Iterator[tuple[str, str]]:
    for table in _tables(page):
        for row in table.rows if table.start <= item.start < table.end else ():
            if row.start <= item.start < row.end:
                yield from ((head.text, cell.text) for head, cell in zip(table.header.cells, row.cells, strict=False))


def _written(page: Page, item: Item, *, whole: bool) -> Iterator[tuple[str, str]]:
    if whole and page.front_matter is not None:
        yield from ((entry.key, entry.value) for entry in page.front_matter.entries)
    for block in page.blocks:
        if not whole and not item.start <= block.start < item.body_end:
            continue
        if block.kind in ("paragraph", "entry", "heading"):
            yield from ((one.name, one.value_text) for one in labels_of(block.content))
        elif block.kind == "table" and len(block.header.cells) == 2:
            yield from ((row.cells[0].text, row.cells[1].text) for row in (block.header, *block.rows))
