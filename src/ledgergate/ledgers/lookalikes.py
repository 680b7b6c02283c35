"""Lines in a source's place that look like its items and are none to Markdown: in HTML, in a table that is none."""

from __future__ import annotations

import re

from ledgergate.ledgers.candidate_nodes import under
from ledgergate.ledgers.identity import form, is_ignored
from ledgergate.ledgers.words import skeleton
from ledgergate.markdown import row_like_lines
from ledgergate.model import Unread
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgergate.markdown import Block, Page, Paragraph
    from ledgergate.model import Item
    from ledgergate.policy.model import LedgerPolicy, Source

_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_NO_TEXT = re.compile(rb"\s*<(?:(pre|script|style|textarea)\b.*</\1|[!?])", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_HTML_ROW = re.compile(rb"<tr[\s>](.*?)(?=<tr[\s>]|</tr|</table|\Z)", re.DOTALL | re.IGNORECASE)
_CELL = re.compile(rb"<t[dh](?:\s[^<>]*)?>", re.IGNORECASE)
_PIPED = re.compile(rb"^[ \t>]*\|(.+\|.*)$", re.MULTILINE)
_HTML_ENTRY = re.compile(rb"<li(?:\s[^<>]*)?>(.*?)(?=<li[\s>]|</li|</[uo]l|\Z)", re.DOTALL | re.IGNORECASE)
_ENTRY = re.compile(rb"^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+(\S.*)$", re.MULTILINE)
_HTML_HEADING = rb"<h%d(?:\s[^<>]*)?>(.*?)(?=</h%d|\Z)"
_HEADING = rb"^[ \t>]{0,3}#{%d}[ \t]+(\S.*)$"
_BOX = re.compile(rb"\s*(?:\[.?\]|<input\b)")
_LABELLED = re.compile(rb"[ \t>]*(\*\*|__)[^*_|]{1,80}(?::\1|\1:)")
_DELIMITERS = re.compile(r"[\s|:]*-[\s|:-]*\Z")


class Likeness(Value):
    """What one source's items are known by: the form of their keys, its key columns, how many cells its rows have."""

    source: Source
    finder: re.Pattern[bytes] | None
    columns: frozenset[str]
    widths: frozenset[int]
    ignore: tuple[str, ...] = ()
    patterned: bool = False

    def begins(self, raw: bytes) -> bool:
        """Whether a key stands first in this text."""
        found = self.finder.search(raw) if self.finder is not None else None
        return found is not None and not any(map(str.isalnum, _text(raw[: found.start()])))


def lookalikes(page: Page, source: Source, items: Sequence[Item], rules: LedgerPolicy | None) -> Iterator[Unread]:
    """Each such block once, from its first such line to its last."""
    like = _likeness(page, source, items, rules)
    rows = "columns" in source.shape.takes
    for block in page.blocks:
        if block.kind == "html":
            spans = _in_html(page, block, like)
            why, cure = _HTML_WHY, "write them outside of HTML: Markdown needs a blank line behind the tag above them"
        elif rows and block.kind == "paragraph" and b"|" in page.document.data[block.start : block.end]:
            spans, why, cure = _in_paragraph(page, block, like)
        else:
            continue
        if spans and _stands(page, block, like):
            start, end = spans[0][0], spans[-1][1]
            yield Unread(page.document, start, end, why, cure, _shown(page, start, end))


_HTML_WHY = "to Markdown these lines are HTML, in which no items are read"


def _likeness(page: Page, source: Source, items: Sequence[Item], rules: LedgerPolicy | None) -> Likeness:
    key = source.key.source if source.key is not None else ""
    named = (key.removeprefix("cell:"), *source.columns) if key.startswith("cell:") else source.columns
    columns = frozenset(map(skeleton, named))
    widths = set()
    for block in page.blocks:
        if block.kind == "table" and (not columns or columns & {skeleton(cell.text) for cell in block.header.cells}):
            widths.add(len(block.header.cells))
    pattern = (source.key and source.key.pattern) or (rules and rules.key and rules.key.pattern)
    ignore = (*source.ignore, *(rules.ignore if rules else ()))
    return Likeness(source, form(items, bool(pattern)), columns, frozenset(widths), ignore, bool(pattern))


def _stands(page: Page, block: Block, like: Likeness) -> bool:
    above = under(page, block, like.source.under, like.source.not_under)
    return above is not None and not any(is_ignored(text.strip(), like.ignore) for text in above)


def _in_html(page: Page, block: Block, like: Likeness) -> list[tuple[int, int]]:
    """Lines of HTML, and of Markdown within HTML, that hold what the source's items are written as."""
    data = page.document.data[block.start : block.end]
    if _NO_TEXT.match(data):
        return []
    data = _COMMENT.sub(lambda found: b" " * len(found[0]), data)
    spans = sorted(span for span, is_item in _candidates(data, like) if is_item)
    return [(block.start + start, block.start + end) for start, end in spans]


def _candidates(data: bytes, like: Likeness) -> Iterator[tuple[tuple[int, int], bool]]:
    takes = like.source.shape.takes
    if "columns" in takes:
        for row in _HTML_ROW.finditer(data):
            yield row.span(), _is_row([_text(cell) for cell in _CELL.split(row[1])[1:]], row[1], like)
        for row in _PIPED.finditer(data):
            cells = row[1].decode("utf-8", "replace").rstrip().rstrip("|").split("|")
            yield row.span(), _is_row(cells, row[1], like)
    elif "depth" in takes:
        boxed = like.source.shape.reader != "read"
        for pattern in (_HTML_ENTRY, _ENTRY):
            for entry in pattern.finditer(data):
                box = _BOX.match(entry[1])
                rest = entry[1][box.end() :] if box is not None else entry[1]
                yield entry.span(), _is_item(rest, like) and (not boxed or box is not None)
    elif "level" in takes and like.source.level:
        level = like.source.level
        for heading in re.finditer(_HTML_HEADING % (level, level), data, re.DOTALL | re.IGNORECASE):
            yield heading.span(), _is_item(heading[1], like)
        for heading in re.finditer(_HEADING % level, data, re.MULTILINE):
            yield heading.span(), _is_item(heading[1], like)


def _is_item(raw: bytes, like: Likeness) -> bool:
    """Whether this text would be an item: its key stands first, or, where any text will do, it says something."""
    text = _text(raw).strip()
    if not text or is_ignored(text, like.ignore):
        return False
    return like.begins(raw) if like.patterned else True


def _is_row(cells: Sequence[str], raw: bytes, like: Likeness) -> bool:
    """Whether these cells would be a row: a key stands first, one is the key column's name, or the width fits."""
    if not cells or is_ignored(cells[0].strip(), like.ignore) or cells[0].rstrip().endswith(":"):
        return False
    if like.begins(raw) or (len(cells) > 1 and like.columns & set(map(skeleton, cells))):
        return True
    by_width = like.finder is None and len(cells) > 1 and len(cells) in like.widths and any(map(str.strip, cells))
    return by_width and _LABELLED.match(raw) is None  # `**Blocked:** 6 | **Ready:** 37` is a line about them


def _in_paragraph(page: Page, block: Paragraph, like: Likeness) -> tuple[list[tuple[int, int]], str, str]:
    """Rows that stand in no table, since its header, its delimiters or the table itself are missing."""
    data = page.document.data
    lines = list(row_like_lines(page, block))
    dashes = next((at for at, (_, _, cells) in enumerate(lines) if at and _is_delimiter(cells)), 0)
    header = lines[0][2] if lines else ()
    named = bool(like.columns & set(map(skeleton, header))) if like.columns else dashes == 1
    spans = [(start, end) for start, end, _ in lines]
    if named and dashes == 1:
        wide, narrow = len(header), len(lines[1][2])
        why = f"the row of dashes has {narrow} cells and the header {wide}, so this is no table"
        return spans, why, f"write |{'---|' * wide}"
    if named and len(lines) > 1 and len(header) > 1:
        return (
            spans,
            "below this header no row of dashes stands, so it is no table",
            f"write |{'---|' * len(header)} below it",
        )
    kept = [
        (start, end)
        for start, end, cells in lines
        if len(cells) > 1
        and not any(cell.rstrip().endswith(":") for cell in cells)
        and _is_row(cells, data[start:end].lstrip(b"| \t"), like)
        and (len(cells) in like.widths or data[start : start + 1] == b"|")
    ]
    why = "a row that stands in no table is not read" if len(kept) == 1 else "rows that stand in no table are not read"
    return kept, why, "move it into the table, without a blank line between"


def _is_delimiter(cells: Sequence[str]) -> bool:
    return len(cells) > 1 and all(_DELIMITERS.match(cell) for cell in cells)


def _text(raw: bytes) -> str:
    return _TAG.sub("", raw.decode("utf-8", "replace"))


def _shown(page: Page, start: int, end: int) -> str:
    """What the finding is known by: the words of its first line, whatever else is added to it."""
    return " ".join(_TAG.sub(" ", page.document.text(start, end)).strip().partition("\n")[0].replace("|", " ").split())[
        :80
    ]
