"""Tables in languages that are not read: where they stand and how many rows they hold, told by a look at the lines.

Whoever says what was left out names them so; nobody takes items out of them. Rows are those below a header. A line is
looked at once, whatever it holds. What stands in a Markdown fence is an example and no table.
"""

from __future__ import annotations

import re

from ledgergate.expressions import expression
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Lines = list[bytes]

ASCIIDOC, RST, HTML, MEDIAWIKI = "AsciiDoc", "reStructuredText", "HTML", "MediaWiki"
_FENCES = (b"```", b"~~~")
_COLS = expression(rb"cols[ \t]?=[ \t]?\"?([0-9*,;.<>^~%a-z \t]{1,200})")
_TIMES = expression(rb"[ \t]*([0-9]{1,2})\*")
_PIPE = expression(rb"(?<!\\)\|")
_OPTION = expression(rb"[ \t]+:(header-rows|header|file|url):[ \t]*([0-9]{0,3})")
_TAG = expression(rb"<(/?)(table|tr|td)\b", re.IGNORECASE)
_SPACES = b" \t\r"


class ForeignTable(Value):
    """A table: its language, the line on which it begins, from 1, and its rows."""

    language: str
    line: int
    rows: int


def foreign_tables(data: bytes) -> Iterator[ForeignTable]:
    """The tables of a document in the order of their ends; one of HTML within another counts with that."""
    lines = data.splitlines()
    at, html = 0, _Html()
    fence = b""
    while at < len(lines):
        bare = lines[at].strip(_SPACES)
        if bare[:3] in _FENCES and fence in (b"", bare[:3]):
            fence = b"" if fence else bare[:3]
        elif not fence:
            found, after = _beginning(lines, at, bare)
            if found is not None:
                yield found
                at = after
                continue
            yield from html.line(lines[at], at + 1)
        at += 1
    yield from html.end()


def _beginning(lines: Lines, at: int, bare: bytes) -> tuple[ForeignTable | None, int]:
    """The table that begins on a line, and the line behind it."""
    for language, begins, read in _BLOCKS:
        if begins(bare):
            rows, after = read(lines, at)
            return (ForeignTable(language, at + 1, rows), after) if after > at else (None, at)
    return None, at


def _asciidoc(lines: Lines, at: int) -> tuple[int, int]:
    """From `|===` to the next; a row has as many cells as `cols` says, or as its first line has."""
    above = lines[at - 1].strip(_SPACES) if at else b""
    columns, header = _columns(above), b"header" in above
    cells, begin = 0, at + 1
    end = next((place for place in range(begin, len(lines)) if _is_asciidoc(lines[place].strip(_SPACES))), len(lines))
    for place in range(begin, end):
        here = len(_PIPE.findall(lines[place]))
        if here and not cells:
            columns = columns or here
            header = header or (here == columns and place + 1 < end and not lines[place + 1].strip())
        cells += here
    rows = cells // max(columns, 1)
    return max(rows - header, 0), min(end + 1, len(lines))


def _columns(attributes: bytes) -> int:
    found = _COLS.search(attributes)
    count = 0
    for one in re.split(rb"[,;]", found[1]) if found is not None else ():
        times = _TIMES.match(one)
        count += int(times[1]) if times is not None else 1
    return count


def _is_asciidoc(bare: bytes) -> bool:
    return bare.startswith(b"|===") and not bare[1:].strip(b"=")


def _is_grid(bare: bytes) -> bool:
    return bare[:2] in (b"+-", b"+=") and bare[-1:] == b"+" and not bare.strip(b"+-=")


def _grid(lines: Lines, at: int) -> tuple[int, int]:
    """Lines between `+---+` borders; what stands above `+===+` is the header."""
    borders, header, place = 0, 0, at
    while place < len(lines) and (bare := lines[place].strip(_SPACES))[:1] in (b"+", b"|") and bare:
        if _is_grid(bare):
            borders += 1
            header = borders - 1 if bare.startswith(b"+=") else header
        place += 1
    return (max(borders - 1 - header, 0), place) if borders > 1 else (0, at)


def _is_simple(bare: bytes) -> bool:
    return bare.startswith(b"==") and b" " in bare and not bare.strip(b"= \t")


def _simple(lines: Lines, at: int) -> tuple[int, int]:
    """Between `=== ===` lines, up to a blank one behind the last; a line that begins behind a blank goes on."""
    borders, rows, place = 1, [0], at + 1
    while place < len(lines) and borders < 3:
        line = lines[place].rstrip(_SPACES)
        if _is_simple(line.strip(_SPACES)):
            borders += 1
            rows.append(0)
        elif not line and borders == 2 and rows[1] and not _goes_on(lines, place):
            break
        elif line[:1].strip():
            rows[-1] += 1
        place += 1
    if borders < 2:
        return 0, at
    return (rows[1] if borders == 3 else rows[0]), place


def _goes_on(lines: Lines, place: int) -> bool:
    """Whether a table goes on behind a blank line: its last border has not come, and stands not far below."""
    return any(_is_simple(line.strip(_SPACES)) for line in lines[place + 1 : place + 6])


def _is_directive(bare: bytes) -> bool:
    return bare.startswith((b".. list-table::", b".. csv-table::"))


def _directive(lines: Lines, at: int) -> tuple[int, int]:
    """The lines below a directive that are indented more: `* -` begins a row of a list, any line one of a CSV table."""
    depth = _depth(lines[at])
    of_list = lines[at].strip(_SPACES).startswith(b".. list")
    rows = heads = 0
    place, options = at + 1, True
    while place < len(lines) and (not lines[place].strip() or _depth(lines[place]) > depth):
        bare = lines[place].strip(_SPACES)
        option = _OPTION.match(lines[place]) if options else None
        if option is not None and option[1] == b"header-rows":
            heads = int(option[2] or 0)
        options = options and bool(bare)
        if not options and bare:
            rows += bare.startswith(b"* -") if of_list else 1
        place += 1
    return max(rows - heads, 0), place


def _depth(line: bytes) -> int:
    return len(line) - len(line.lstrip(b" \t"))


def _is_wiki(bare: bytes) -> bool:
    return bare.startswith(b"{|")


def _wiki(lines: Lines, at: int) -> tuple[int, int]:
    """From `{|` to `|}`: `|-` begins a row that has cells."""
    rows, fresh, place = 0, False, at + 1
    while place < len(lines) and not (bare := lines[place].strip(_SPACES)).startswith(b"|}"):
        if bare.startswith(b"|-"):
            fresh = True
        elif fresh and bare.startswith(b"|"):
            rows, fresh = rows + 1, False
        place += 1
    return rows, min(place + 1, len(lines))


class _Html:
    """The tags of tables, line by line: a row is one that has a cell which is no header."""

    def __init__(self) -> None:
        self._depth = self._line = self._rows = 0
        self._fresh = False

    def line(self, line: bytes, number: int) -> Iterator[ForeignTable]:
        if b"<" not in line:
            return
        for tag in _TAG.finditer(line):
            name = tag[2].lower()
            if name == b"table":
                if not self._depth and not tag[1]:
                    self._line, self._rows = number, 0
                self._depth += -1 if tag[1] else 1
                if self._depth == 0 and tag[1]:
                    yield ForeignTable(HTML, self._line, self._rows)
                self._depth = max(self._depth, 0)
            elif self._depth and not tag[1]:
                self._rows += self._fresh and name == b"td"
                self._fresh = name == b"tr"

    def end(self) -> Iterator[ForeignTable]:
        if self._depth:
            yield ForeignTable(HTML, self._line, self._rows)


_BLOCKS: tuple[tuple[str, Callable[[bytes], bool], Callable[[Lines, int], tuple[int, int]]], ...] = (
    (ASCIIDOC, _is_asciidoc, _asciidoc),
    (RST, _is_grid, _grid),
    (RST, _is_simple, _simple),
    (RST, _is_directive, _directive),
    (MEDIAWIKI, _is_wiki, _wiki),
)
