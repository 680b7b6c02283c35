"""An item that the report must cover has no row."""

from __future__ import annotations

from judging import ALL, POLICY, accepts, both, rejects, table

FILES = """
[ledger.records]
sources = [{ path = "adr/*.md", items = "files", key = { from = "file", pattern = '^(?P<key>\\d{4})' } }]
unique = false
[[report]]
path = "INDEX.md"
ledger = "records"
rows = { items = "table", key = "No" }
"""


def test_a_deleted_row_is_missed_by_its_report() -> None:
    one = rejects(
        "LG301", both(report_md=table(*ALL[:2])), path="report.md", key="C-3", cure="| C-3 | Tenant search | B |"
    )

    assert (one.related[0].place.path, one.related[0].place.line) == ("list.md", 11)


def test_a_selection_covers_nothing() -> None:
    policy = POLICY.replace("totals =", 'covers = "none"\ntotals =')

    accepts(both(report_md=table(*ALL[:1])), policy)


def test_a_report_of_one_bucket_covers_that_bucket() -> None:
    policy = POLICY.replace("totals =", 'covers = { bucket = ["B"] }\ntotals =')

    accepts(both(report_md=table(*ALL[1:])), policy)
    rejects("LG301", both(report_md=table(*ALL[2:])), policy, key="C-2")


def test_of_two_files_with_one_number_the_link_tells_which_is_missing() -> None:
    files: dict[str, str | bytes] = {
        "adr/0007-a.md": "# A\n",
        "adr/0007-b.md": "# B\n",
        "INDEX.md": "| No | Title |\n|---|---|\n| [0007](adr/0007-b.md) | B |\n",
    }
    one = rejects("LG301", files, FILES, key="0007")

    assert one.related[0].place.path == "adr/0007-a.md"


def test_a_row_without_a_link_stands_for_both() -> None:
    accepts({"adr/0007-a.md": "# A\n", "adr/0007-b.md": "# B\n", "INDEX.md": "| No |\n|---|\n| 7 |\n"}, FILES)
