"""Blocks of a report that are written from the ledger: where they stand, what they ask for, what belongs in them.

<!-- ledgergate:begin items bucket=A columns=key,title,boundary -->
<!-- ledgergate:end -->

<!-- ledgergate:begin totals by=bucket -->
<!-- ledgergate:end -->
"""

from __future__ import annotations

from ledgergate.documents import is_markdown
from ledgergate.expressions import expression
from ledgergate.ledgers.words import skeleton
from ledgergate.markdown.spans import split
from ledgergate.reports.binding import covered
from ledgergate.reports.wording import as_cell, escaped, worded
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ledgergate.model import Document, Item, Report
    from ledgergate.sides import Side

MARK = b"ledgergate:begin"
_END = b"ledgergate:end"
_WORD = expression(r'([\w.-]+)=("[^"]*"|\S+)|(\S+)')
_RULE = frozenset(b" \t|:-")


class Block(Value):
    """One block: the bytes between its comments, and what belongs there, or `why` nobody can tell.

    `wanted` and `there` are rows of cells, the header first. `start` to `end` are what a fix replaces, `begin` to
    `begin_end` the opening comment.
    """

    document: Document
    begin: int
    begin_end: int
    start: int
    end: int
    asks: str
    wanted: tuple[tuple[str, ...], ...] = ()
    there: tuple[tuple[str, ...], ...] = ()
    why: str = ""

    @property
    def text(self) -> str:
        """The block's content as it is written: a table between blank lines, as Markdown wants it."""
        head, *rows = (f"| {' | '.join(cells)} |" for cells in self.wanted)
        return "\n".join(("", "", head, "|" + "---|" * len(self.wanted[0]), *rows, "", ""))


def blocks(side: Side) -> Iterator[Block]:
    """Every block of the side's reports, each document once."""
    reports = {report.path: report for report in reversed(side.reports) if MARK in report.document.data}
    for path, report in reports.items():
        if is_markdown(path):
            yield from _in_report(side, report)


def _in_report(side: Side, report: Report) -> Iterator[Block]:
    data = report.document.data
    opened: tuple[int, int, str] | None = None
    for block in side.documents.page(report.document).blocks:
        if block.kind not in ("comment", "html") or block.quoted or block.depth:
            continue
        raw = data[block.start : block.end]
        words = _words(raw)
        if words[:1] == [MARK]:
            if opened is not None:
                yield _unended(report, opened)
            at = block.start + len(raw.rstrip())
            opened = block.start, at, b" ".join(words[1:]).decode("utf-8")
        elif opened is not None and words == [_END]:
            yield _read(side, report, opened, block.start)
            opened = None
    if opened is not None:
        yield _unended(report, opened)


def _unended(report: Report, opened: tuple[int, int, str]) -> Block:
    begin, at, asks = opened
    return Block(report.document, begin, at, at, at, asks, why="it has no end: <!-- ledgergate:end --> closes it")


def _read(side: Side, report: Report, opened: tuple[int, int, str], end: int) -> Block:
    begin, at, asks = opened
    made = Block(report.document, begin, at, at, end, asks)
    try:
        wanted = tuple(_rows(side, report, asks))
    except ValueError as error:
        return made.but(why=str(error))
    return made.but(wanted=wanted, there=tuple(_cells(report.document, at, end)))


def _words(comment: bytes) -> list[bytes]:
    """The words of a comment that is the whole of a block."""
    raw = comment.strip()
    return raw[4:-3].split() if raw.startswith(b"<!--") and raw.endswith(b"-->") else []


def _cells(document: Document, start: int, end: int) -> Iterator[tuple[str, ...]]:
    """The lines of a table as cells; its rule, blank lines and the widths of columns are nobody's business."""
    text = document.data[start:end]
    at = start
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        if bare and not (b"-" in bare and _RULE.issuperset(bare)):
            first = at + line.index(bare) + (1 if bare.startswith(b"|") else 0)
            last = at + line.index(bare) + len(bare) - (1 if bare.endswith(b"|") and not bare.endswith(b"\\|") else 0)
            yield tuple([document.text(one, other) for one, other in split(document.data, first, last)])
        at += len(line)


def _rows(side: Side, report: Report, asks: str) -> Iterator[tuple[str, ...]]:
    """The header, and the rows that are asked for. Raises ValueError with why that cannot be told."""
    words, named = _asked(asks)
    if words not in (["items"], ["totals"]):
        raise ValueError(f"it asks for '{' '.join(words)}'; a block is made of: items, totals")
    name = named.pop("ledger", report.ledger)
    ledger = side.ledgers.get(name)
    if ledger is None:
        raise ValueError(f"there is no ledger '{name}'{_near(name, side.ledgers)}")
    if ledger.partial:
        raise ValueError(f"the ledger '{name}' was not read as a whole")
    wanted = named.pop("columns" if words == ["items"] else "by", "")
    for field, values in named.items():
        _require_field(side, name, field)
        _require_known(side, name, field, values)
    own = report.but(ledger=name) if report.ledger != name else report
    if words == ["items"]:
        items = [one for one in ledger.items if all(_is_one(one, field, values) for field, values in named.items())]
        yield from _listed(side, report, own, items, wanted)
    elif named:
        raise ValueError(f"totals count every item; {'='.join(next(iter(named.items())))} goes with items")
    else:
        covers = side.policy.reports[report.spec].covers if own is report else None
        yield from _counted(side, report, own, [one for one in ledger.items if covered(one, covers or {})], wanted)


def _listed(side: Side, report: Report, own: Report, items: Sequence[Item], wanted: str) -> Iterator[tuple[str, ...]]:
    """A row for each item; `wanted` are the columns, each with its name where it has one of its own."""
    columns = [one.partition(":") for one in (wanted or "key,title").split(",")]
    for field, _, _ in columns:
        if field not in ("key", "title"):
            _require_field(side, own.ledger, field)
    yield tuple(escaped(head or _head(side, report, own.ledger, field)) for field, _, head in columns)
    for item in items:
        yield tuple(_cell(side, own, item, field) for field, _, _ in columns)


def _counted(side: Side, report: Report, own: Report, items: Sequence[Item], wanted: str) -> Iterator[tuple[str, ...]]:
    """A row for each value of a field with the number of its items, and one for all; `wanted` is the field."""
    if not wanted:
        raise ValueError("it counts by no field: by=FIELD names one")
    _require_field(side, own.ledger, wanted)
    known = side.policy.vocabularies.get(side.policy.ledgers[own.ledger].fields[wanted].vocabulary)
    counts = dict.fromkeys(known.values if known is not None else (), 0)
    for item in items:
        if item.value(wanted):
            counts[item.value(wanted)] = counts.get(item.value(wanted), 0) + 1
    yield escaped(_head(side, report, own.ledger, wanted)), "Count"
    for value, count in counts.items():
        yield escaped(worded(side, own, wanted, value) or value), str(count)
    yield "Total", str(len(items))


def _require_field(side: Side, ledger: str, field: str) -> None:
    fields = side.policy.ledgers[ledger].fields
    if field not in fields:
        raise ValueError(f"the ledger '{ledger}' has no field '{field}'{_near(field, fields)}")


def _asked(asks: str) -> tuple[list[str], dict[str, str]]:
    words, named = [], {}
    for match in _WORD.finditer(asks):
        if match[3]:
            words.append(match[3])
        else:
            named[match[1]] = match[2].strip('"')
    return words, named


def _near(name: str, known: Mapping[str, object]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, list(known), n=1)
    return f"; did you mean {close[0]}?" if close else ""


def _require_known(side: Side, ledger: str, field: str, values: str) -> None:
    """A value that the vocabulary lacks would make an empty block, and nobody would know why."""
    vocabulary = side.policy.vocabularies.get(side.policy.ledgers[ledger].fields[field].vocabulary)
    for value in values.split(",") if vocabulary is not None else ():
        if skeleton(value) not in map(skeleton, vocabulary.values if vocabulary is not None else ()):
            known = vocabulary.values if vocabulary is not None else {}
            raise ValueError(f"'{value}' is no value of {field}{_near(value, known)}")


def _is_one(item: Item, field: str, values: str) -> bool:
    return skeleton(item.value(field)) in map(skeleton, values.split(","))


def _head(side: Side, report: Report, ledger: str, field: str) -> str:
    """What a column is called: as the report's binding calls it, else as the ledger does."""
    rows = side.policy.reports[report.spec].rows
    if rows is not None and report.ledger == ledger:
        rule = {"key": rows.source.key, "title": rows.source.title}.get(field)
        if rule is not None and rule.source.startswith("cell:"):
            return rule.source.removeprefix("cell:")
        bound = next((column for column, name in rows.columns.items() if name == field), "")
        if bound:
            return bound
    known = side.policy.ledgers[ledger].fields.get(field)
    labels: Sequence[str] = known.labels if known is not None else ()
    return labels[0] if labels else field.capitalize()


def _cell(side: Side, own: Report, item: Item, field: str) -> str:
    if field in ("key", "title"):
        return escaped(" ".join((item.shown if field == "key" else item.title).split()))
    return as_cell(side, own, item, field)
