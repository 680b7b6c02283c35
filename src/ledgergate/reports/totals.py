"""The numbers that a report states of its ledger, beside what they should be."""

from __future__ import annotations

import re

from ledgergate.expressions import expression
from ledgergate.ledgers.words import Lexicon, skeleton
from ledgergate.markdown import labels_of
from ledgergate.markdown.plain import MANY
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ledgergate.ledgers.candidate_nodes import Said
    from ledgergate.markdown import Page, Row, Table, Written
    from ledgergate.model import Document, Item

ALL = frozenset((
    "total", "totals", "sum", "all", "overall", "gesamt", "summe", "insgesamt", "in total", "grand total", "totaal",
    "au total", "合計", "総数", "总计", "总数", "總計", "합계", "총계", "전체",
))  # fmt: skip
_COUNTS = frozenset(
    """count, counts, number, anzahl, n, #, items, total, gesamt, menge, how many, candidates, 件数, 数量, 개수, 건수,
    総数, 总数, 合計, 合计, 합계""".replace("\n    ", " ").split(", ")
)
_DIGITS = frozenset("0123456789")
_COUNTERS = "개건件个個项項"
_WHOLE = expression(r"\s*(\d{1,9})\s*[개건件个個项項]?\s*\Z")
_PERCENT = expression(r"\s*(\d{1,3}(?:[.,]\d{1,4})?)\s*%\s*\Z")
_AT_END = expression(r"\s*[(\[](\d{1,9})(?:\s+[^\W\d][\w-]*)?[)\]]\s*\Z")
_LEADING = expression(r"\s*(\d{1,9})(?:\s+[^\W\d][\w-]*|\s*[개건件个個项項])?\s*\Z")
_OF = expression(
    r"(?<![\w.,/])(\d{1,9})\s+(?:of|von|out of)\s+(?:the\s+|all\s+|allen\s+|den\s+)?(\d{1,9})\s+([^\W\d][\w-]*)"
)
_IN_ALL = expression(
    r"(?<![\w.,/])(?:all|alle|total of|insgesamt)\s+(\d{1,9})\s+([^\W\d][\w-]*)"
    r"|(?<![\w.,/])(\d{1,9})\s+([^\W\d][\w-]*)\s+(?:in total|insgesamt)",
    re.IGNORECASE,
)


class Counted(Value):
    """One stated number and what it counts: `actual` is what the ledger says, `what` names it for the message.

    `unit` is "" for a count, "%" for a share of `of`; a share may be rounded to as many digits as it shows.
    """

    document: Document
    start: int
    end: int
    stated: str
    actual: int
    what: str
    of: int = 0
    unit: str = ""

    @property
    def right(self) -> bool:
        if self.unit != "%":
            return int(self.stated) == self.actual
        digits = len(self.stated.replace(",", ".").partition(".")[2])
        share = 100 * self.actual / self.of if self.of else 0.0
        return abs(share - float(self.stated.replace(",", "."))) <= 0.5 * 10.0**-digits + 1e-9

    @property
    def expected(self) -> str:
        if self.unit != "%":
            return str(self.actual)
        digits = len(self.stated.replace(",", ".").partition(".")[2])
        return f"{100 * self.actual / self.of if self.of else 0:.{digits}f}"


class Tally(Value):
    """The counts of a ledger's items by one field: `by` holds each vocabulary key, `nouns` what items are called.

    `items` are those that were counted, `crossed` the words of the ledger's other fields: a table may count by two.
    """

    field: str
    lexicon: Lexicon
    by: Mapping[str, int]
    all: int
    nouns: frozenset[str]
    items: tuple[Item, ...] = ()
    crossed: Mapping[str, Lexicon] = {}


def nouns_of(ledger: str) -> frozenset[str]:
    """What people call a ledger's items: the ledger's name, its singular, and items."""
    name = skeleton(ledger)
    return frozenset((name, name.removesuffix("s"), "items", "item", "entries", "kandidaten", "einträge"))


def stated(page: Page, tally: Tally) -> Iterator[Counted]:
    """Every number of the page that claims to count items of the tally: in tables, headings, labels and sentences."""
    for block in page.blocks:
        if block.kind == "table":
            yield from _in_table(page, block, tally)
        elif block.kind not in ("heading", "paragraph", "entry") or not _has_number(block.content.text):
            continue
        elif block.kind == "heading":
            yield from _in_heading(page, block, tally)
        else:
            labelled = list(_in_list(page, block, tally)) or list(_in_labels(page, block, tally))
            yield from labelled
            if not labelled:
                yield from _in_sentences(page, block, tally)


def _has_number(text: str) -> bool:
    return not _DIGITS.isdisjoint(text) if text.isascii() else any(map(str.isdigit, text))


def _in_table(page: Page, table: Table, tally: Tally) -> Iterator[Counted]:
    header = [skeleton(cell.text) for cell in table.header.cells]
    if len(header) < 2 or not table.rows or not _speaks_of_buckets(table, tally):
        return
    crossed = _crossed(table, tally)
    columns = _count_columns(table, header, tally, set(crossed))
    for row in table.rows:
        bucket = _bucket(row.cells[0].text, tally)
        for column in range(1, len(row.cells)) if bucket is not None else ():
            cell = row.cells[column]
            if column in crossed:
                yield from _of_two(page, cell, bucket or "", crossed[column], tally)
            elif column in columns and _is_whole(cell.text):
                yield _counted(page, cell, _bare_number(cell.text), bucket or "", tally)
            elif columns and not crossed and "%" in cell.text and (share := _PERCENT.match(cell.text)):
                yield _counted(page, cell, share[1], bucket or "", tally).but(of=tally.all, unit="%")


def _speaks_of_buckets(table: Table, tally: Tally) -> bool:
    """Whether half of the rows or more begin with a bucket; a table of items is told from it before its end."""
    rows, others = len(table.rows), 0
    for row in table.rows:
        if _bucket(_first(row, rows), tally) is None:
            others += 1
            if others * 2 > rows:
                return False
    return True


def _first(row: Row, rows: int) -> str:
    """The text of the row's first cell; in a large table no cell is kept for it."""
    text = row.some((0,))[0].text
    if rows > MANY:
        row.forget()
    return text


def _crossed(table: Table, tally: Tally) -> dict[int, tuple[str, str]]:
    """The columns that are called by a value of another field, with that field and value."""
    found: dict[int, tuple[str, str]] = {}
    for column, cell in enumerate(table.header.cells[1:], 1):
        for field, known in tally.crossed.items():
            value = known.find(cell.text)
            if value is not None:
                found.setdefault(column, (field, value))
    return found


def _of_two(page: Page, cell: Said, bucket: str, other: tuple[str, str], tally: Tally) -> Iterator[Counted]:
    """A cell of a table that counts by two fields."""
    if not _is_whole(cell.text):
        return
    field, value = other
    counted = [one for one in tally.items if one.value(field) == value]
    actual = sum(not bucket or one.value(tally.field) == bucket for one in counted)
    what = f"{tally.field} {bucket} and {field} {value}" if bucket else f"{field} {value}"
    yield Counted(page.document, cell.start, cell.end, _bare_number(cell.text), actual, what)


def _is_whole(text: str) -> bool:
    """Whether a cell is a count and nothing else; most are bare numbers, for which no expression is needed."""
    if text.isascii() and (text.isdigit() or _DIGITS.isdisjoint(text)):
        return 0 < len(text) < 10 and text.isdigit()
    return _WHOLE.match(text) is not None


def _bare_number(text: str) -> str:
    return text.strip().rstrip(_COUNTERS + " ")


def _count_columns(table: Table, header: Sequence[str], tally: Tally, crossed: set[int]) -> set[int]:
    named = {place for place, name in enumerate(header) if place and (name in _COUNTS or name in tally.nouns)}
    if named:
        return named
    whole = {place for place in range(1, len(header)) if all(_is_whole(row.cells[place].text) for row in table.rows)}
    return whole if len(whole) == 1 and not crossed else set()


def _bucket(text: str, tally: Tally) -> str | None:
    """The bucket that a totals row speaks of; "" is all of them, None neither."""
    found = tally.lexicon.find(text)
    if found is not None:
        return found
    bare = skeleton(text)
    first, _, noun = bare.partition(" ")
    return "" if bare in ALL or (first in ("total", "all") and noun in tally.nouns) else None


def _counted(page: Page, said: Said, number: str, bucket: str, tally: Tally) -> Counted:
    what = f"{tally.field} {bucket}" if bucket else "all items"
    actual = tally.by.get(bucket, 0) if bucket else tally.all
    return Counted(page.document, said.start, said.end, number, actual, what)


def _in_heading(page: Page, block: Written, tally: Tally) -> Iterator[Counted]:
    text = block.content.text
    found = _AT_END.search(text) if text.endswith((")", "]")) else None
    if found is None:
        yield from _in_list(page, block, tally)
        return
    bucket = _bucket(text[: found.start()], tally)
    if bucket is None and skeleton(text[: found.start()]) in tally.nouns and _bucket(_unit(found[0]), tally) == "":
        bucket = ""
    if bucket is not None:
        yield _counted(page, block.content, found[1], bucket, tally)


def _unit(text: str) -> str:
    """The word behind the number of `(45 total)`."""
    return text.strip(" ()[]").lstrip("0123456789").strip()


def _in_list(page: Page, block: Written, tally: Tally) -> Iterator[Counted]:
    text = block.content.text
    if len(text) >= 400 or len("".join([one if one.isdigit() else " " for one in text]).split()) < 2:
        return  # a list of counts holds two
    from ledgergate.reports.listed import listed

    def named(word: str) -> str | None:
        return "" if skeleton(word) in tally.nouns else _bucket(word, tally)

    for number, bucket in listed(text, named):
        yield _counted(page, block.content, number, bucket, tally)


def _in_labels(page: Page, block: Written, tally: Tally) -> Iterator[Counted]:
    for label in labels_of(block.content):
        bare = skeleton(label.name)
        bucket = "" if bare in tally.nouns or bare == f"number of {min(tally.nouns)}" else _bucket(label.name, tally)
        found = _LEADING.match(label.value_text) if bucket is not None else None
        if bucket is not None and found is not None:
            yield _counted(page, label.value, found[1], bucket, tally)


def _in_sentences(page: Page, block: Written, tally: Tally) -> Iterator[Counted]:
    content = block.content
    text = content.text
    for found in _OF.finditer(text):
        if skeleton(found[3]) in tally.nouns:
            yield _counted(page, content, found[2], "", tally)
            bucket = _named_after(text[found.end() :], tally)
            if bucket:
                yield _counted(page, content, found[1], bucket, tally)
    for found in _IN_ALL.finditer(text):
        if skeleton(found[2] or found[4]) in tally.nouns:
            yield _counted(page, content, found[1] or found[3], "", tally)


def _named_after(rest: str, tally: Tally) -> str | None:
    """The bucket named right behind a count: `12 of 20 candidates are in A`, `… are "Do now"`."""
    found = re.match(
        r"\s*(?:are|is|stand|sind|ist|stehen)?\s*(?:in|under|unter)?\s*(?:bucket\s+)?[\"'“`*]*([^.,;:\"”`*\n(]{1,60})",
        rest,
        re.IGNORECASE,
    )
    return tally.lexicon.find(found[1]) if found else None
