"""How a report would write what the ledger says: a value in the words of its rows, a cell, an escaped pipe."""

from __future__ import annotations

import posixpath
from bisect import bisect_right
from collections import Counter

from ledgergate.documents import is_mediawiki
from ledgergate.ledgers.words import skeleton
from ledgergate.model import Edit
from ledgergate.reports.binding import indexes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import TypeVar

    from ledgergate.markdown.blocks import Row, Table
    from ledgergate.markdown.inline import Cell
    from ledgergate.model import Document, Item, Report, Stated
    from ledgergate.sides import Side

    _Spanned = TypeVar("_Spanned", Table, Row)


def worded(side: Side, report: Report, field: str, value: str, old: Stated | None = None) -> str:
    """A value as the report writes it: as other rows do, else in the form of what it replaces, else its key.

    "" where the report has several words of its own for it, or none.
    """
    used, forms = _uses(side, report, field)
    if value in used:
        return used[value].most_common(1)[0][0]
    own = _own_words(side, report, field)
    if own:
        words = [word for word, meant in own.items() if meant == value]
        return words[0] if len(words) == 1 else ""
    text = _texts(side, report, field).get(value, value)
    form = (_form(side, report, old) if old is not None else "") or max(("key", "text", "both"), key=forms.__getitem__)
    return {"text": text, "both": f"{value} - {text}"}.get(form, value)


def _uses(side: Side, report: Report, field: str) -> tuple[Mapping[str, Counter[str]], Counter[str]]:
    """How a report writes each value of a field, and in which forms: counted once, many findings ask."""
    known = side.ask(_counted)
    name = (report.path, report.spec, field)
    if name not in known:
        words: dict[str, Counter[str]] = {}
        forms: Counter[str] = Counter()
        for row in report.rows or ():
            for one in row.fields.get(field, ()):
                form = _form(side, report, one) if one.kind == "value" and not one.inherited else ""
                if form:
                    words.setdefault(one.value, Counter())[one.raw] += 1
                    forms[form] += 1
        known[name] = words, forms
    return known[name]


def _counted(_side: Side) -> dict[tuple[str, int, str], tuple[dict[str, Counter[str]], Counter[str]]]:
    return {}


def _form(side: Side, report: Report, one: Stated) -> str:
    """In which form a value is written, "" for one with more than that beside it."""
    said, key = skeleton(one.raw), one.value
    text = _texts(side, report, one.field).get(key, key)
    if one.raw == text != key:
        return "text"  # a key and its text may be one word but for its capitals
    if said == skeleton(key):
        return "key"
    if said == skeleton(text):
        return "text"
    if said == skeleton(f"{key} {text}"):
        return "both"
    words = {*_own_words(side, report, one.field), *_aliases(side, report, one.field)}
    return "word" if said in map(skeleton, words) else ""


def _own_words(side: Side, report: Report, field: str) -> Mapping[str, str]:
    rows = side.policy.reports[report.spec].rows
    return rows.maps.get(field, {}) if rows is not None else {}


def _vocabulary(side: Side, report: Report, field: str) -> str:
    ledger = side.policy.ledgers.get(report.ledger)
    return ledger.fields[field].vocabulary if ledger is not None and field in ledger.fields else ""


def _texts(side: Side, report: Report, field: str) -> Mapping[str, str]:
    known = side.policy.vocabularies.get(_vocabulary(side, report, field))
    return known.values if known is not None else {}


def _aliases(side: Side, report: Report, field: str) -> Mapping[str, str]:
    known = side.policy.vocabularies.get(_vocabulary(side, report, field))
    return known.aliases if known is not None else {}


def replaced(side: Side, report: Report, old: Stated, value: str) -> Edit | None:
    """The edit that makes a row say `value`; None where more than a value stands there, or markup stands within it."""
    text = worded(side, report, old.field, value, old)
    data = old.document.data
    if not text or old.inherited:
        return None
    written = spelled(side, report, text)
    if old.start == old.end:
        return _filled(old, written) if in_table(side, report) else None
    raw = old.raw.encode("utf-8")
    there = data[old.start : old.end]
    if old.kind == "value" and (not _form(side, report, old) or there.count(raw) != 1):
        return None
    at = old.start + there.find(raw) if there.count(raw) == 1 else old.start
    end = at + len(raw) if there.count(raw) == 1 else old.end
    return Edit(old.document.path, at, end, written)


def in_table(side: Side, report: Report) -> bool:
    """Whether the report's rows are rows of tables."""
    rows = side.policy.reports[report.spec].rows
    return rows is not None and "columns" in rows.source.shape.takes


def _filled(old: Stated, text: str) -> Edit | None:
    """A value in an empty cell: the blanks between its pipes make room for it."""
    data, end = old.document.data, old.end
    while data[end : end + 1] in (b" ", b"\t"):
        end += 1
    if data[end : end + 1] != b"|":
        return None
    return Edit(old.document.path, old.start, end, f" {text} ".ljust(end - old.start))


def cell_text(path: str, text: str) -> str:
    """A text as a cell of a table holds it, in the language in which the document at `path` is written."""
    return text.replace("|", "&#124;") if is_mediawiki(path) else escaped(text)


def escaped(text: str) -> str:
    """A text as a cell of a Markdown table holds it."""
    return text.replace("|", "\\|")


def spelled(side: Side, report: Report, text: str) -> str:
    """A text as a row of the report holds it."""
    return cell_text(report.path, text) if in_table(side, report) else text


def link_target(side: Side, report: Report, item: Item, like: str) -> str:
    """A link's target to an item, as seen from the report and in the form of another one; "" where it has none."""
    index = side.ask(indexes)[report.ledger]
    path = posixpath.relpath(item.document.path, posixpath.dirname(report.document.path) or ".")
    if like.startswith("#"):
        path = ""
    elif like.startswith("./"):
        path = f"./{path}"
    return f"{path}{index.fragment(item) if '#' in like else ''}"


def as_cell(side: Side, report: Report, item: Item, field: str) -> str:
    """What the ledger says for a field, as a cell: in the report's words, or as it stands there where it is free text.

    "" where the ledger says nothing.
    """
    said = item.stated(field)
    if said is None or said.kind != "value":
        return ""
    kind = side.policy.ledgers[report.ledger].fields[field].kind
    raw = said.document.text(said.start, said.end)
    if kind in ("value", "number") or said.inherited or "\n" in raw or "\r" in raw or "](" in raw or "|" in raw:
        return cell_text(report.path, " ".join((worded(side, report, field, said.value) or said.value).split()))
    return raw


def title_cell(side: Side, report: Report, row: Item, item: Item) -> Edit | None:
    """The edit that gives a row its item's title: where a cell of the row holds the old one and nothing else."""
    if not in_table(side, report):
        return None
    same = [one for one in _cells_at(side, row) if one.text == row.title and one.start != row.start]
    written = [row.document.text(cell.start, cell.end) for cell in same]
    if written != [cell_text(row.document.path, row.title)]:
        return None
    return Edit(row.document.path, same[0].start, same[0].end, cell_text(row.document.path, item.title))


def _cells_at(side: Side, row: Item) -> tuple[Cell, ...]:
    """The cells of the table's row that a report's row is; none where it is no row of a table.

    Every row of a large table may ask: the row is looked up, not searched for among the others.
    """
    block = _last_before(side.ask(_tables, row.document), row.start)
    line = _last_before(block.rows, row.start) if block is not None and row.start < block.end else None
    if line is None or row.start >= line.end:
        return ()
    cells = line.cells
    line.forget()
    return cells


def _tables(side: Side, document: Document) -> tuple[Table, ...]:
    return tuple([block for block in side.documents.page(document).blocks if block.kind == "table"])


def _last_before(ordered: Sequence[_Spanned], offset: int) -> _Spanned | None:
    """Of things in the order of a document the last one that begins at an offset or before it."""
    at = bisect_right(ordered, offset, key=lambda one: one.start) - 1
    return ordered[at] if at >= 0 else None
