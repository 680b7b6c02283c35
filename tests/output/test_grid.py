"""Rows as columns: for a terminal, as Markdown, as CSV, each whole."""

from __future__ import annotations

from ledgergate.output import encode, grid

ROWS = (("key", "title"), ("C-1", 'A | b, "c"'), ("C-102", ""), ("漢", "=1+1"))


def test_columns_are_aligned_and_lines_end_with_their_last_letter() -> None:
    assert grid.table(ROWS) == 'key    title\nC-1    A | b, "c"\nC-102\n漢     =1+1\n'
    assert grid.table(ROWS[:2], indent="  ") == '  key  title\n  C-1  A | b, "c"\n'
    assert grid.table((("a", "b"), ("::error::x", ""))) == "a           b\n\\::error::x\n"


def test_a_table_of_markdown_has_its_rule_below_the_header() -> None:
    assert grid.markdown(ROWS) == (
        '| key | title |\n| --- | --- |\n| C-1 | A &#124; b, "c" |\n| C-102 |  |\n| 漢 | &#61;1+1 |\n'
    )


def test_csv_quotes_what_it_must_and_holds_no_formula() -> None:
    assert grid.csv(ROWS) == 'key,title\nC-1,"A | b, ""c"""\nC-102,\n漢,\'=1+1\n'
    assert grid.csv((("::error::x", "y"),)) == "\\::error::x,y\n"


def test_a_cell_takes_sixty_columns_and_what_is_wider_is_cut() -> None:
    assert grid.table((("a" * 60,),)) == f"{'a' * 60}\n"
    assert grid.table((("a" * 61,),)) == f"{'a' * 59}…\n"
    assert grid.table((("a" * 200,),)) == f"{'a' * 59}…\n"
    assert grid.table((("漢" * 30,),)) == f"{'漢' * 30}\n"
    assert grid.table((("漢" * 31,),)) == f"{'漢' * 29}…\n"
    assert grid.table((("漢" * 90,),)) == f"{'漢' * 29}…\n"


def test_a_wide_letter_takes_two_columns_and_a_mark_above_another_none() -> None:
    assert [encode.columns(one) for one in ("", "ab", "ä", "漢", "ａ", "a\u0301", "α", "漢b\u0301")] == [
        0, 2, 1, 2, 2, 1, 1, 3,
    ]  # fmt: skip
