"""Two rows for one item."""

from __future__ import annotations

from judging import ALL, accepts, both, rejects, table


def test_a_doubled_row_is_refused_at_the_second() -> None:
    rejects("LG304", both(report_md=table(*ALL, ALL[1])), path="report.md", at=8, key="C-2", cure="lines 6 and 8")


def test_a_row_doubled_in_a_second_table_is_refused() -> None:
    files = both(report_md=table(*ALL) + "\n" + table(ALL[0]))

    rejects("LG304", files, at=13, key="C-1")


def test_each_row_once_is_enough() -> None:
    accepts(both(report_md=table(*reversed(ALL))))
