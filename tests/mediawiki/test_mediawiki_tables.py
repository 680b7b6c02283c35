"""Tables of MediaWiki, in all the ways in which people write them."""

from __future__ import annotations

from typing import Any

import pytest

from ledgergate import mediawiki
from ledgergate.model import Document
from pages import written


def tables(text: str) -> list[Any]:
    read = mediawiki.read(Document("index.mediawiki", text.encode()))
    return [block for block in read.blocks if block.kind == "table"]


def cells(text: str) -> list[list[str]]:
    """The header and the rows of the one table."""
    (table,) = tables(text)
    return [[cell.text for cell in row.cells] for row in (table.header, *table.rows)]


PLAIN = [["K", "Title"], ["1", "One"], ["2", "Two"]]


@pytest.mark.parametrize(
    "text",
    [
        "{|\n!K\n!Title\n|-\n|1\n|One\n|-\n|2\n|Two\n|}\n",
        '{| class="wikitable sortable"\n! K !! Title\n|-\n| 1 || One\n|-\n| 2 || Two\n|}',
        "{|\n|+ Caption\n|-\n! K || Title\n|- style=\"color: red\"\n| 1\n| id='x' | One\n|----\n|2||Two\n|-\n|}\n",
        "{|\r\n! scope=col | K\r\n!Title\r\n|-\r\n! 1\r\n| One\r\n|-\r\n! 2\r\n| Two\r\n|}\r\n",
        ":{|\n|K||Title\n|-\n|1||One\n|-\n<!-- |3||Three\n|- -->\n|2||Two\n|}\n",
        "{|\n!K!!Title\n|-\n! colspan=2 | Drafts\n|-\n|1||One\n|-\n!K!!Title\n|-\n|2||Two\n|}\n",
        "{|\n! rowspan=2 | K !! colspan=1 | Names\n|-\n! Title\n|-\n|1||One\n|-\n|2||Two\n|}\n",
        "{|\n!K!!Title\n|-\n|1||One\n|-\n|2||Two\n\n== nobody closed it ==\n",
    ],
)
def test_the_ways_of_writing_one_table(text: str) -> None:
    assert cells(text) == PLAIN


def test_cells_go_on_over_lines() -> None:
    assert cells("{|\n!K\n!Notes\n|-\n|1\n|first\n* a\n* [[b|c]]\n\nlast\n|-\n|2\n|}\n") == [
        ["K", "Notes"], ["1", "first\na\nc\nlast"], ["2", ""],
    ]  # fmt: skip


def test_signs_in_links_templates_and_what_is_verbatim_part_no_cells() -> None:
    text = "{|\n!K!!A\n|-\n| [[a|1]] || <nowiki>x || y</nowiki> {{b|c}} <code>d | e</code>\n|}\n"
    assert cells(text)[1] == ["1", "x || y {{b|c}} d | e"]


def test_a_cell_that_spans_rows_stands_in_each_of_them() -> None:
    text = '{|\n!S!!K!!T\n|-\n| rowspan="2" | Draft || 1 || One\n|-\n| 2 || Two\n|-\n| Final || 3 || Three\n|}\n'
    assert cells(text)[1:] == [["Draft", "1", "One"], ["Draft", "2", "Two"], ["Final", "3", "Three"]]


def test_a_cell_that_spans_columns_moves_those_behind_it() -> None:
    assert cells("{|\n!A!!B!!C\n|-\n| colspan=2 | x || y\n|}\n")[1] == ["x", "", "y"]


def test_a_table_in_a_cell_is_its_own() -> None:
    assert cells("{|\n!K!!A\n|-\n|1||\n{|\n!K\n|-\n|9\n|}\n|-\n|2||b\n|}\n")[1:] == [["1", ""], ["2", "b"]]


def test_cells_beyond_the_header_are_told() -> None:
    (table,) = tables("{|\n!K\n|-\n|1||more\n|}\n")
    assert [one[0] for one in table.rows[0].extra] == ["more"]


@pytest.mark.parametrize("text", ["{|\n|}\n", "{| no table\n\n== a ==\n", "<pre>\n{|\n!K\n|-\n|1\n|}\n</pre>\n"])
def test_what_has_no_row_is_no_table(text: str) -> None:
    assert tables(text) == []


def test_cells_and_rows_have_their_bytes() -> None:
    text = "é\n\n{|\n! K\n! Stätus\n|- x\n| [[a|1]]\n|  Entwürfe \n|-\n| 2 || b\n|}\nend\n"
    (table,) = tables(text)
    assert [written(text, cell) for row in table.rows for cell in row.cells] == ["[[a|1]]", "Entwürfe", "2", "b"]
    assert written(text, table).startswith("{|")
    assert written(text, table).endswith("|}\n")
    assert (
        "".join(written(text, row) for row in (table.header, *table.rows)) == text[text.index("! K") : text.index("|}")]
    )


def test_many_rows_are_kept_as_numbers() -> None:
    from ledgergate.markdown.packed import Packed

    (table,) = tables("{|\n!K!!T\n" + "".join(f"|-\n|{number}||t{number}\n" for number in range(20)) + "|}\n")
    assert [[cell.text for cell in row.cells] for row in Packed(table.rows)] == [
        [str(number), f"t{number}"] for number in range(20)
    ]
