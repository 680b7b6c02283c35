"""Mutants of the tables that the policy reads: a bound column dropped or renamed, a totals row or table taken out."""

from __future__ import annotations

import re
from itertools import islice

from ledgergate.documents import is_page
from ledgergate.ledgers.words import skeleton
from ledgergate.proving.mutant import Mutant, line_end, line_start, replaced
from ledgergate.proving.spelling import UNKNOWN
from ledgergate.proving.units import is_written
from ledgergate.reports.judged import numbers
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledgergate.markdown.blocks import Table
    from ledgergate.model import Document, Item
    from ledgergate.policy.model import ReportPolicy, Source
    from ledgergate.reports.counted import Counted
    from ledgergate.sides import Side

_PIPE = re.compile(rb"(?<!\\)\|")
_CONTAINS_ROWS = "table"


class _Read(Value):
    """A table that is read, and the names of its columns that the policy binds; `ledger` is whom its rows name."""

    document: Document
    table: Table
    bound: frozenset[str]
    ledger: str


def columns(side: Side) -> Iterator[Mutant]:
    """Each bound column of each table that is read, under a name that nobody binds, and taken out."""
    for one in _tables(side):
        for place, cell in enumerate(one.table.header.cells):
            if skeleton(cell.text) in one.bound and cell.end > cell.start:
                made = Mutant("column-renamed", f"{one.document.path} {cell.text}", {}, ledger=one.ledger)
                yield made.but(files=replaced(one.document, (cell.start, cell.end, UNKNOWN.encode())))
                edits = list(_without(one.document, one.table, place))
                if edits:
                    yield made.but(kind="column-dropped", files=replaced(one.document, *edits))


def _tables(side: Side) -> Iterator[_Read]:
    """The tables of ledgers and of reports, each once for each binding."""
    for name, ledger in side.ledgers.items():
        rules = side.policy.ledgers[name]
        for number, source in enumerate(rules.sources):
            if source.items == _CONTAINS_ROWS:
                fields = {**rules.fields, **source.fields}.values()
                labels = [label for field in fields if field.vocabulary for label in field.labels or (field.name,)]
                items = [item for item in ledger.items if item.source == number]
                yield from _holding(side, items, source, labels, name)
    for report in side.reports:
        rows = side.policy.reports[report.spec].rows
        if rows is not None and rows.source.items == _CONTAINS_ROWS:
            yield from _holding(side, report.rows or (), rows.source, rows.columns, report.ledger)


def _holding(side: Side, items: Iterable[Item], source: Source, labels: Iterable[str], ledger: str) -> Iterator[_Read]:
    """The tables in which these items are rows."""
    key = source.key.source.partition(":")[2] if source.key is not None else ""
    bound = frozenset(map(skeleton, (*labels, *source.columns, *((key,) if key else ()))))
    found: dict[tuple[str, int], _Read] = {}
    for item in items:
        if is_written(item) and is_page(item.document.path):
            table = table_at(side, item.document, item.start)
            if table is not None:
                found.setdefault((item.document.path, table.start), _Read(item.document, table, bound, ledger))
    yield from found.values()


def table_at(side: Side, document: Document, offset: int) -> Table | None:
    """The table that a place stands in."""
    blocks = side.documents.page(document).blocks
    return next((one for one in blocks if one.kind == "table" and one.start <= offset < one.end), None)


def _without(document: Document, table: Table, place: int) -> Iterator[tuple[int, int, bytes]]:
    """The edits that take a column out; none of a table whose lines do not all begin with their first pipe."""
    at = line_start(document, table.start)
    for line in document.data[at : table.end].splitlines(keepends=True):
        pipes = [one.start() for one in _PIPE.finditer(line)]
        if not line.lstrip().startswith(b"|"):
            return
        if place + 1 < len(pipes):
            yield at + pipes[place], at + pipes[place + 1], b""
        at += len(line)


def dropped(side: Side) -> Iterator[Mutant]:
    """Each row that states a total, and each table or line that states some, taken out."""
    for report, (counted, bound) in zip(side.reports, side.ask(numbers), strict=True):
        stated = [(one.start, one.document) for one in counted if not one.why and one.end > one.start]
        stated += [(one.start, one.document) for one in bound if not one.why and one.end > one.start]
        rules = side.policy.reports[report.spec]
        seen: set[tuple[int, int]] = set()
        for start, document in sorted(stated, key=lambda one: one[0]):
            for kind, begin, end in _places(side, document, start):
                if (begin, end) not in seen:
                    seen.add((begin, end))
                    where = f"{document.path}:{document.line_of(begin)}"
                    made = Mutant(kind, where, replaced(document, (begin, end, b"")), ledger=report.ledger)
                    inside = [one for one in bound if begin <= one.start < end and one.document is document]
                    why = _needless(rules, counted, begin, end) if not inside else ""
                    yield made.but(equivalent=_OPTIONAL if inside and _all_optional(rules) else why)


_TOLD = "every number that goes is told by the report in another place, or follows from the others"
_OPTIONAL = "the policy lets the report state no such number"


def _all_optional(rules: ReportPolicy) -> bool:
    return all(total.optional for total in rules.totals if not total.by)


def _needless(rules: ReportPolicy, counted: Iterable[Counted], begin: int, end: int) -> str:
    """Why nothing is lost with the numbers between two bytes, "" where something is.

    A number is not lost that stands elsewhere, too. A value of which there is no item needs none, unless the policy
    asks for every value; the sum of all needs none while the number of each value stands.
    """
    every = {total.by for total in rules.totals if total.every}
    gone = [one for one in counted if begin <= one.start < end]
    left = {(one.field, one.bucket, one.unit) for one in counted if not (begin <= one.start < end) and not one.why}
    values = {field for field, bucket, _ in left if bucket}
    for one in gone:
        told = (one.field, one.bucket, one.unit) in left
        idle = bool(one.bucket) and one.actual == 0 and one.field not in every
        summed = not one.bucket and one.field in values and not any(other.bucket for other in gone)
        if not (told or idle or summed):
            return ""
    return _TOLD


def _places(side: Side, document: Document, start: int) -> Iterator[tuple[str, int, int]]:
    """What holds a number: its row and its table, or its line where it stands in none."""
    table = table_at(side, document, start) if is_page(document.path) else None
    if table is None:
        yield "total-dropped", line_start(document, start), line_end(document, start)
        return
    row = next((one for one in table.rows if one.start <= start < one.end), None)
    if row is not None and len(list(islice(table.rows, 2))) > 1:
        yield "total-dropped", line_start(document, row.start), line_end(document, row.start)
    yield "totals-dropped", line_start(document, table.start), table.end
