"""The numbers that a report states of its ledger, beside what they should be."""

from __future__ import annotations

from ledgergate.expressions import expression
from ledgergate.ledgers.words import skeleton
from ledgergate.markdown.plain import MANY
from ledgergate.reports.counted import ALL, COUNTERS, COUNTS, Counted, counting, in_words, subject
from ledgergate.reports.counted import bucket as _bucket

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgergate.ledgers.candidate_nodes import Said
    from ledgergate.markdown import Block, Inline, Page, Row, Table, Written
    from ledgergate.reports.counted import Tally

_DIGITS = frozenset("0123456789")
_WHOLE = expression(rf"\s*(\d{{1,9}})\s*(?:[{COUNTERS}]\s*)?\Z")
_PERCENT = expression(r"\s*(\d{1,3}(?:[.,]\d{1,4})?)\s*%\s*\Z")
_AT_END = expression(r"(?:(?<!\s)\s+)?[(\[](\d{1,9})(?:\s+[^\W\d][\w-]*)?[)\]]\s*\Z")


def stated(page: Page, tally: Tally) -> Iterator[Counted]:
    """Every number of the page that claims to count items of the tally: in tables, headings, labels and sentences."""
    found: list[Counted] = []
    last: Table | None = None  # the last table that counts by the field
    names = ("bucket", skeleton(tally.field), *tally.nouns, *tally.lexicon.words, *ALL)
    heads = frozenset([name.partition(" ")[0] for name in names if any(map(str.isalpha, name))])
    for block in page.blocks:
        before = len(found)
        found += _in_block(page, block, tally, heads)
        if block.kind == "table" and any(one.bucket for one in found[before:]):
            last = block
    yield from found
    wanted = tally.lexicon.shown.keys() if tally.every else tally.by.keys()
    if last is not None and not wanted <= {one.bucket for one in found}:
        from ledgergate.reports.layouts import left_out

        yield from left_out(page, last, found, tally)


def _in_block(page: Page, block: Block, tally: Tally, heads: frozenset[str]) -> Iterator[Counted]:
    if block.kind == "table":
        yield from _in_table(page, block, tally)
    elif block.kind == "html":
        if b"<t" in page.document.data[block.start : block.end]:
            from ledgergate.reports.layouts import html

            yield from html(page, block, tally)
    elif block.kind in ("heading", "paragraph", "entry") and _may_count(block.content.text, heads):
        if block.kind == "heading":
            yield from _in_heading(page, block, tally)
        else:
            yield from _in_text(page, block, tally)


def _may_count(text: str, heads: frozenset[str]) -> bool:
    """Whether a text holds a number and a word that may name what it counts; a word may hide behind odd letters."""
    if text.isascii() and heads.isdisjoint(skeleton(text).split()):
        return False
    return _has_number(text) or in_words(text)


def _in_text(page: Page, block: Written, tally: Tally) -> Iterator[Counted]:
    told = list(_in_list(page, block.content, tally))
    if not told:
        from ledgergate.reports.forms import labelled

        told = list(labelled(page, block.content, tally))
    if not told:
        from ledgergate.reports.sentences import said

        told = list(said(page, block.content, tally))
    yield from told


def _has_number(text: str) -> bool:
    return not _DIGITS.isdisjoint(text) if text.isascii() else any(map(str.isdigit, text))


def _in_table(page: Page, table: Table, tally: Tally) -> Iterator[Counted]:
    header = [skeleton(cell.text) for cell in table.header.cells]
    if len(header) < 2 or not table.rows:
        return
    if _names_all(header[1:], tally) and any(name in tally.lexicon.words for name in header):
        from ledgergate.reports.layouts import across

        yield from across(page, table, tally)
        return
    if _speaks_of_buckets(table, tally):
        yield from _in_rows(page, table, header, tally)
    if _bucket(_first(table.rows[-1], len(table.rows)), tally) == "" and any(map(_may_list, table.rows[-1].cells[1:])):
        from ledgergate.reports.layouts import sums

        yield from sums(page, table.rows[-1], tally)


def _may_list(cell: Said) -> bool:
    """Whether a text holds two numbers, as a list of counts does."""
    return len(cell.text) < 400 and len("".join([one if one.isdigit() else " " for one in cell.text]).split()) > 1


def _names_all(names: Sequence[str], tally: Tally) -> bool:
    return all(name in tally.lexicon.words or name in ALL for name in names)


def _in_rows(page: Page, table: Table, header: Sequence[str], tally: Tally) -> Iterator[Counted]:
    crossed = crossed_columns(table, tally)
    columns = _count_columns(table, header, tally, set(crossed))
    odd = not columns
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
            elif column in columns:
                odd = True
        odd = odd or (bucket is None and ("(" in row.cells[0].text or not row.cells[0].text.isascii()))
    if odd and not crossed:
        from ledgergate.reports.layouts import unusual

        yield from unusual(page, table, columns, tally)


def _speaks_of_buckets(table: Table, tally: Tally) -> bool:
    """Whether half of the rows or more begin with a bucket; a table of items is told from it before its end."""
    rows, others = len(table.rows), 0
    for row in table.rows:
        if _bucket(text := _first(row, rows), tally) is None and (text.isascii() or subject(text, tally) is None):
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


def crossed_columns(table: Table, tally: Tally) -> dict[int, tuple[str, str]]:
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
    yield Counted(
        page.document, cell.start, cell.end, _bare_number(cell.text), actual, what, bucket=bucket, field=tally.field
    )


def _is_whole(text: str) -> bool:
    """Whether a cell is a count and nothing else; most are bare numbers, for which no expression is needed."""
    if text.isascii() and (text.isdigit() or _DIGITS.isdisjoint(text)):
        return 0 < len(text) < 10 and text.isdigit()
    return _WHOLE.match(text) is not None


def _bare_number(text: str) -> str:
    return text.strip().rstrip(COUNTERS + " ")


def _count_columns(table: Table, header: Sequence[str], tally: Tally, crossed: set[int]) -> set[int]:
    named = {place for place, name in enumerate(header) if place and (name in COUNTS or name in tally.nouns)}
    if named:
        return named
    whole = {place for place in range(1, len(header)) if all(_is_whole(row.cells[place].text) for row in table.rows)}
    return whole if len(whole) == 1 and not crossed else set()


def _counted(page: Page, said: Said, number: str, bucket: str, tally: Tally) -> Counted:
    return counting(page.document, (said.start, said.end), number, bucket, tally)


def _in_heading(page: Page, block: Written, tally: Tally) -> Iterator[Counted]:
    text = block.content.text
    found = _AT_END.search(text) if text.endswith((")", "]")) else None
    bucket = _bucket(text[: found.start()], tally) if found is not None else None
    if found is not None and bucket is None and skeleton(text[: found.start()]) in tally.nouns:
        bucket = "" if _bucket(_unit(found[0]), tally) == "" else None
    if found is not None and bucket is not None and found[1][:2] not in ("19", "20"):
        yield counting(page.document, block.content.bytes_of(*found.span(1)), found[1], bucket, tally)
        return
    told = list(_in_list(page, block.content, tally))
    if not told:
        from ledgergate.reports.forms import lines

        told = list(lines(page, block.content, tally))
    yield from told


def _unit(text: str) -> str:
    """The word behind the number of `(45 total)`."""
    return text.strip(" ()[]").lstrip("0123456789").strip()


def _in_list(page: Page, content: Inline, tally: Tally) -> Iterator[Counted]:
    if _may_list(content):
        from ledgergate.reports.listed import side_by_side

        yield from side_by_side(page, content, tally)
