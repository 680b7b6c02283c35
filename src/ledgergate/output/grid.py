"""Rows of text as columns: for a terminal, as Markdown, as CSV. Each cell goes through its place's encoder."""

from __future__ import annotations

from ledgergate.output import encode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

WIDEST = 60  # columns of a terminal that one cell may take


def table(rows: Sequence[Sequence[str]], *, indent: str = "") -> str:
    """Aligned columns; what is too wide is cut. The first row is the header."""
    shown = [[_cut(encode.terminal(cell)) for cell in row] for row in rows]
    wide = [max(map(encode.columns, of)) for of in zip(*shown, strict=True)]
    lines = [
        "  ".join(cell + " " * (most - encode.columns(cell)) for cell, most in zip(row, wide, strict=True))
        for row in shown
    ]
    return "".join(f"{encode.defused(indent + line.rstrip())}\n" for line in lines)


def markdown(rows: Sequence[Sequence[str]]) -> str:
    """A table of Markdown; the first row is the header."""
    made = [[encode.markdown(cell) for cell in row] for row in rows]
    made.insert(1, ["---"] * len(rows[0]))
    return "".join(f"| {' | '.join(row)} |\n" for row in made)


def csv(rows: Sequence[Sequence[str]]) -> str:
    """RFC 4180, with plain line ends as files in git have them."""
    return "".join(encode.defused(",".join(map(encode.csv, row))) + "\n" for row in rows)


def _cut(cell: str) -> str:
    while encode.columns(cell) > WIDEST:
        cell = cell[: min(len(cell) - 2, WIDEST - 1)] + "…"
    return cell
