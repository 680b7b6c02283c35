"""Tables: cells with exact spans, and rows that Markdown does not read as rows."""

from __future__ import annotations

from typing import Any
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledgergate.markdown import labels_of, row_like_lines
from pages import only, page, written

_HEAD = "| a | b |\n|---|---|\n"
_PARTS = [
    *(
        "C-1",
        "two words",
        "now",
        " ",
        "  ",
        "\t",
        "\u00a0",
        "é",
        "🟢",
        "|",
        " | ",
        "\\|",
        "\\*",
        "\\",
        "**x**",
        "*",
        "~~x~~",
    ),
    *(
        "`x`",
        "`a|b`",
        "`",
        "[l](t.md)",
        "[l]",
        "[l][m]",
        "[",
        "]",
        "![i](p.png)",
        "<br>",
        "<b>",
        "<!-- c -->",
        "<",
        "&amp;",
    ),
    *("https://x.y/z", "http://", "a@b.c", "_x_", "snake_case", "!", "\x0b", "\x0c", "\u200b", "#", "- ", "> ", "1. "),
]


def cells(row: Any) -> list[str]:
    return [cell.text for cell in row.cells]


@pytest.mark.parametrize(
    ("row", "texts"),
    [
        ("| 1 | 2 |", ["1", "2"]),
        ("1 | 2", ["1", "2"]),
        ("|1|2|", ["1", "2"]),
        ("| 1 \\| 2 | 3 |", ["1 | 2", "3"]),
        ("| `1 \\| 2` | 3 |", ["1 | 2", "3"]),
        ("| `1 | 2` |", ["`1", "2`"]),
        ("| 1 |", ["1", ""]),
        ("|  | 2 |", ["", "2"]),
        ("| **1** | ~~2~~ 3 |", ["1", "3"]),
        ("| 1<br>2 | <!-- 3 --> 4 |", ["1\n2", "4"]),
        ("| &lt;1&gt; | ünï 😀 |", ["<1>", "ünï 😀"]),
    ],
)
def test_a_row_is_cut_as_renderers_cut_it(row: str, texts: list[str]) -> None:
    assert cells(only(_HEAD + row + "\n", "table").rows[0]) == texts


def test_cells_and_rows_span_their_text() -> None:
    text = "é\n\n> - | a | b |\n>   |---|---|\n>   |  x y  | ~~z~~ |\n"
    table = only(text, "table")
    assert table.depth == 1
    assert table.quoted
    assert [written(text, cell) for cell in table.header.cells] == ["a", "b"]
    assert [written(text, cell) for cell in table.rows[0].cells] == ["x y", "~~z~~"]
    assert written(text, table.rows[0]) == "|  x y  | ~~z~~ |\n"


def test_a_missing_cell_is_empty_and_has_no_width() -> None:
    row = only(_HEAD + "| 1\n", "table").rows[0]
    assert cells(row) == ["1", ""]
    assert row.cells[1].start == row.cells[1].end


@pytest.mark.parametrize(
    ("row", "extra"),
    [
        ("| 1 | 2 | 3 |", ["3"]),
        ("| 1 | 2 || 3 | 4 |", ["3", "4"]),
        ("| 1 | 2 | | |", []),
        ("| 1 | 2 |", []),
        ("| 1 | 2", []),
        ("| 1 | 2 \\| 3 |", []),
        ("| `1 | 2` | é |", ["é"]),
        ("| 1 |", []),
    ],
)
def test_text_beyond_the_header_is_extra(row: str, extra: list[str]) -> None:
    text = _HEAD + row + "\n"
    found = only(text, "table").rows[0].extra
    assert [said for said, _start, _end in found] == extra
    assert [text.encode()[start:end].decode() for _said, start, end in found] == extra


def test_links_and_code_in_cells_are_spanned() -> None:
    text = _HEAD + "| [s](specs/1.md) | `x` [t][r] |\n\n[r]: /u\n"
    first, second = only(text, "table").rows[0].cells
    assert [(link.target, written(text, link)) for link in first.links] == [("specs/1.md", "[s](specs/1.md)")]
    assert [(link.target, link.kind, written(text, link)) for link in second.links] == [("/u", "reference", "[t][r]")]
    assert [text[start:end] for _text, start, end in second.codes] == ["`x`"]


def stray(text: str) -> list[tuple[str, tuple[str, ...]]]:
    read = page(text)
    paragraphs = (block for block in read.blocks if block.kind == "paragraph")
    rows = (row for paragraph in paragraphs for row in row_like_lines(read, paragraph))
    return [(text[start:end], found) for start, end, found in rows]


def test_a_row_after_a_blank_line_looks_like_a_row() -> None:
    assert stray(_HEAD + "| 1 | 2 |\n\n| C-1 | ~~x~~ y |\nC-2 | p | q\n") == [
        ("| C-1 | ~~x~~ y |", ("C-1", "y")),
        ("C-2 | p | q", ("C-2", "p", "q")),
    ]


def test_a_stray_row_in_a_quote_is_seen_without_its_sign() -> None:
    assert stray("> | a | b |\n> | c | d |\n") == [("| a | b |", ("a", "b")), ("| c | d |", ("c", "d"))]


@pytest.mark.parametrize(
    "text", ["a | b\n", "`a || b` or `c | d`\n", "a \\| b \\| c\n", "```\n| a | b |\n```\n", "word\n"]
)
def test_prose_and_code_look_like_no_row(text: str) -> None:
    assert stray(text) == []


def all_said(text: str) -> list[tuple[object, ...]]:
    """All that the cells of a text's tables say."""
    return [
        (
            *(one.start, one.end, one.text, one.whole, one.raw, one.struck, one.all_struck, one.links, one.codes),
            *(one.bolds, [(said.name, said.value_text, said.start, said.end) for said in labels_of(one)], row.extra),
        )
        for block in page(text).blocks
        if block.kind == "table"
        for row in (block.header, *block.rows)
        for one in row.cells
    ]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.lists(st.sampled_from(_PARTS), max_size=7).map("".join), max_size=4), st.sampled_from(["", "> "]))
def test_a_cell_of_words_says_what_it_says_the_long_way(rows: list[str], mark: str) -> None:
    text = "".join(f"{mark}{line}\n" for line in ("| a | b |", "|---|---|", *(f"| {row} |" for row in rows)))
    short = all_said(text)
    with mock.patch("ledgergate.markdown.blocks._words", return_value=None):
        assert all_said(text) == short


_AROUND = [
    *(
        "# a\n\n",
        "a\n\n",
        "a\n",
        "- a\n\n",
        "- a\n\n  b\n\n",
        "> a\n\n",
        "1. a\n",
        "\n",
        " \n",
        "    code\n\n",
        "\t",
        "  ",
    ),
    *(
        "```\n\n",
        "```\n",
        "~~~ md\n\n",
        "<!--\n\n",
        "-->\n\n",
        "<div>\n\n",
        "<pre>\n\n",
        "</pre>\n\n",
        "<?\n\n",
        "***\n\n",
    ),
    *(
        "[m]: t.md\n\n",
        "[m]:\n\n",
        "[^1]: note\n\n",
        "[^1]: note\n",
        "===\n\n",
        "---\n\n",
        "a\\\n\n",
        "`\n\n",
        "é\r\n\n",
    ),
]


@st.composite
def tables(draw: st.DrawFn) -> str:
    columns = draw(st.integers(1, 3))
    cell = st.lists(st.sampled_from(_PARTS), max_size=3).map("".join)
    row = st.lists(cell, min_size=columns, max_size=columns) | st.lists(cell, max_size=3)
    rows = draw(st.lists(row, max_size=4))
    delimiters = [draw(st.sampled_from(["---", ":-:", " - ", "-:", ":", ""]) | st.just("---")) for _ in range(columns)]
    return "".join(f"|{'|'.join(cells)}|\n" for cells in (["a", "b", "c"][:columns], delimiters, *rows))


@settings(max_examples=600, deadline=None)
@given(
    st.lists(st.sampled_from(_AROUND) | tables() | tables().map(lambda table: f"\n{table}\n"), max_size=5).map("".join)
)
def test_a_table_that_the_parser_does_not_see_is_read_as_one_that_it_sees(text: str) -> None:
    def told() -> list[tuple[object, ...]]:
        blocks = [(one.kind, one.start, one.end, one.depth, one.quoted) for one in page(text).blocks]
        rows = [
            (row.start, row.end, [(place, cell.text, cell.start) for place, cell in row.some((0,)).items()])
            for one in page(text).blocks
            if one.kind == "table"
            for row in one.rows
        ]
        return [*blocks, *rows, *all_said(text)]

    short = told()
    with mock.patch("ledgergate.markdown.plain.plain_tables", return_value=()):
        assert told() == short
