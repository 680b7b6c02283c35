"""A line of a governed place that no reader understood."""

from __future__ import annotations

from judging import ALL, accepts, both, rejects, table


def test_a_row_after_a_blank_line_is_no_row() -> None:
    files = both(report_md=table(*ALL, more="\n| C-4 | Webhooks | A |\n"))

    rejects("LG206", files, path="report.md", at=9, key="C-4", says="after a blank line")


def test_cells_beyond_the_header_are_said() -> None:
    files = both(report_md=table(*ALL[:2], ("C-3", "Tenant search", "B | and more")))

    rejects("LG206", files, path="report.md", at=7, says="4 cells under 3 columns")


def test_rows_that_are_joined_on_one_line_are_said() -> None:
    joined = table(ALL[0]).rstrip("\n") + "| C-2 | Export of reviews | B |\n" + "| C-3 | Tenant search | B |\n"

    rejects("LG206", both(report_md=joined), at=5, says="cells under 3 columns")


def test_a_heading_without_its_blank_is_said() -> None:
    files = both()
    files["list.md"] = str(files["list.md"]).replace("### C-3", "###C-3")

    rejects("LG206", files, path="list.md", at=11, says="without a blank")


def test_an_item_without_a_key_is_said() -> None:
    files = both()
    files["list.md"] = str(files["list.md"]) + "### How to add one\n\nWrite a heading.\n"

    rejects("LG206", files, path="list.md", at=15, says="has no key", cure="`ignore`")


def test_a_row_without_its_closing_pipe_is_a_row() -> None:
    accepts(both(report_md=table(*ALL).replace("| Tenant search | B |", "| Tenant search | B")))


def test_prose_with_a_pipe_after_a_table_is_prose() -> None:
    accepts(both(report_md=table(*ALL, more="\nA or B | C, as you like.\n")))
