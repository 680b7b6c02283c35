"""An item that the report must cover has no row."""

from __future__ import annotations

from judging import ALL, POLICY, accepts, both, findings, ledger, rejects, table

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


def test_two_hundred_missing_rows_are_written_out_and_the_others_are_told() -> None:
    many = tuple((f"C-{number}", f"Thing {number}", "B") for number in range(1, 204))
    told = [one for one in findings(both(ledger(*many), table(many[0]))) if one.code == "LG301"]

    assert [one.key for one in told] == [key for key, _, _ in many[1:]]
    assert [one.key for one in told if one.fix is None] == ["C-202", "C-203"]


def test_a_key_in_a_line_that_was_not_understood_is_told_there_alone() -> None:
    files = both(report_md=table(*ALL[:1], more="\n| C-3 | Tenant search | B |\n"))

    rejects("LG206", files, at=7, key="C-3")
    assert [one.key for one in findings(files) if one.code == "LG301"] == ["C-2"]


def test_rows_that_name_nothing_make_the_offered_rows_unsafe_and_hide_no_other() -> None:
    files = both(report_md=table(("X-9", "Nothing of it", "B"), *ALL[:2]))

    one = rejects("LG301", files, key="C-3")
    assert one.fix is not None
    assert not one.fix.safe
    one = rejects("LG301", both(report_md=table(*ALL[:2])), key="C-3")
    assert one.fix is not None
    assert one.fix.safe
