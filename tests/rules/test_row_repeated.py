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


def test_a_dash_for_a_key_names_nothing_twice() -> None:
    tags = "\n## Tags\n\n| Tag | Candidate |\n|---|---|\n| 0.1 | {} |\n| 0.2 | {} |\n"
    policy = """
[ledger.l]
sources = [{ path = "list.md", items = "list", key = '^(?P<key>C-\\d)' }]
[[report]]
path = "report.md"
ledger = "l"
rows = { items = "table", key = "Candidate" }
covers = "none"
extra_rows = true
"""
    for first, second, fits in (("-", "-", True), ("C-1", "-", True), ("C-1", "C-1", False), ("Z", "Z", False)):
        files: dict[str, str | bytes] = {"list.md": "- C-1 Oak\n", "report.md": tags.format(first, second)}
        accepts(files, policy) if fits else rejects("LG304", files, policy, path="report.md", at=7)
