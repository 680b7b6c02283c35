"""A line of a table, written as the lines around it are: outer pipes, blanks, widths, alignment."""

from __future__ import annotations

from unicodedata import combining, east_asian_width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ledgergate.markdown.blocks import Row, Table
    from ledgergate.model import Document


def line_start(document: Document, row: Row) -> int:
    """Where the line of a row begins."""
    return document.line_starts[document.line_of(row.start) - 1]


def line_end(document: Document, row: Row) -> int:
    """Where the row's line ends, with its trailing blanks and without its line end."""
    starts, line = document.line_starts, document.line_of(row.start)
    stop = starts[line] if line < len(starts) else len(document.data)
    return starts[line - 1] + len(document.data[starts[line - 1] : stop].rstrip(b"\r\n"))


def line_of(document: Document, table: Table, like: Row, cells: Sequence[str]) -> str:
    """The cells as a line in the style of another row: outer pipes, blanks, and widths where the columns have such."""
    start = line_start(document, like)
    prefix = document.data[start : like.start].decode("utf-8")
    written = document.data[like.start : line_end(document, like)].decode("utf-8").rstrip()
    widths = _widths(document, table)
    blank = " " if "| " in written or " |" in written else ""
    fitted = [_fitted(cell, widths[at] if widths else None, blank) for at, cell in enumerate(cells)]
    line = "|".join(fitted)
    line = f"|{line}" if written.startswith("|") else line.lstrip()
    return f"{prefix}{line}|" if written.endswith("|") else f"{prefix}{line.rstrip()}"


def _fitted(cell: str, width: tuple[int, Callable[[str, int], str]] | None, blank: str) -> str:
    made = f"{blank}{cell}{blank}" if cell else blank
    return width[1](made, width[0]) if width is not None else made


def _widths(document: Document, table: Table) -> list[tuple[int, Callable[[str, int], str]]] | None:
    """How wide each column is and to which side it leans, where the pipes of all rows stand below each other."""
    rows = [table.header, *table.rows]
    shapes = {tuple(map(columns, _parts(document, row))) for row in rows}
    if len(shapes) != 1:
        return None
    rule = document.data[line_end(document, table.header) : line_start(document, table.rows[0])]
    marks = [one.strip(b" \t>\r\n") for one in rule.strip(b" \t>\r\n").strip(b"|").split(b"|")]
    lean = [_right if one.endswith(b":") and not one.startswith(b":") else _left for one in marks]
    (shape,) = shapes
    return list(zip(shape, lean, strict=True)) if len(shape) == len(lean) == len(table.header.cells) else None


def _parts(document: Document, row: Row) -> list[str]:
    """The raw texts between a row's pipes, blanks included."""
    text = document.data[row.start : line_end(document, row)].decode("utf-8").rstrip()
    parts = text.replace("\\|", "\0\0").split("|")
    return parts[1:-1] if text.startswith("|") and text.endswith("|") else parts


def _left(text: str, width: int) -> str:
    return text + " " * (width - columns(text))


def _right(text: str, width: int) -> str:
    return " " * (width - columns(text)) + text


def columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(mark) else 2 if east_asian_width(mark) in "WF" else 1 for mark in text)
