"""A line that was not understood is told once: what follows from it, in rows and totals, is not."""

from __future__ import annotations

import pytest

from judging import ALL, POLICY, accepts, both, findings, ledger, rejects, table

DEEPER = ledger(*ALL[:2], more="#### C-3 Tenant search\n\n- **Bucket**: B\n")
TOTALS = "\n| Bucket | Count |\n|---|---|\n| A | 1 |\n| B | {} |\n"


def test_a_row_and_a_total_of_an_unread_item_are_not_told_again() -> None:
    files = both(DEEPER, table(*ALL, more=TOTALS.format(2)))
    assert [(one.code, one.place.line) for one in findings(files)] == [("LG206", 11)]


def test_other_rows_and_totals_are() -> None:
    files = both(DEEPER, table(*ALL, ("C-9", "Lost", "A"), more=TOTALS.format(7)))
    assert [one.code for one in findings(files)] == ["LG206", "LG302", "LG305"]


def test_where_unread_lines_do_not_block_everything_is_told() -> None:
    files = both(DEEPER, table(*ALL, more=TOTALS.format(2)))
    told = [one.code for one in findings(files, POLICY + 'not-understood = "advise"\n')]
    assert told == ["LG206", "LG302", "LG305"]


@pytest.mark.parametrize(
    "cell",
    [
        "C-2, C-3", "C-2/C-3", "C-2 & C-3", "C-2; C-3", "C-2 + C-3", "C-2 and C-3", "C-2 und C-3", "C-2–C-3",
        "C-2 – C-3", "**C-2**, **C-3**", "[C-2](a.md), [C-3](b.md)", "`C-2`, `C-3`", "C-2, C-3 Export", "C-2 ... C-3",
    ],
)  # fmt: skip
def test_a_row_of_two_keys_is_two_rows_worth(cell: str) -> None:
    files = both(report_md=table(ALL[0], (cell, "Export of reviews", "B")))
    rejects("LG206", files, path="report.md", at=6, says="names 2 keys, C-2 and C-3", key="C-3")
    assert [one.code for one in findings(files)] == ["LG206"]


def test_a_heading_of_two_keys_is_two_items_worth() -> None:
    files = both(ledger(*ALL[:2], ("C-3, C-4", "Tenant search", "B")))
    rejects("LG206", files, path="list.md", key="C-4", cure="a place of its own")


@pytest.mark.parametrize("title", ["C-1 follow-up", "needs C-1, C-2", "– C-1 replaced", "(was C-1)", ": C-1 again"])
def test_a_title_that_names_another_item_is_a_title(title: str) -> None:
    files = both(ledger(*ALL[:2], ("C-3", title, "B")))
    assert "LG206" not in [one.code for one in findings(files)]


def test_a_report_whose_table_is_none_is_told_there_alone() -> None:
    broken = table(*ALL).replace("|---|---|---|", "|---|---|---|---|")
    rejects("LG206", both(report_md=broken), path="report.md", at=3, cure="write |---|---|---|")
    assert [one.code for one in findings(both(report_md=broken))] == ["LG206"]


def test_rows_in_a_folded_block_of_a_report_are_told_there_alone() -> None:
    folded = table(*ALL[:2], more="\n<details><summary>More</summary>\n| C-3 | Tenant search | B |\n</details>\n")
    assert [(one.code, one.place.line) for one in findings(both(report_md=folded))] == [("LG206", 9)]


def test_a_line_with_pipes_that_has_no_columns_is_prose() -> None:
    accepts(both(report_md=table(*ALL, more="\nC-1 | C-2 | and others | too\n")))
    rejects("LG206", both(report_md=table(*ALL[:2], more="\n## More\n\nC-3 | Tenant search | B\n")), at=10)


UNDECIDED = ledger(("C-1", "PSA handoff", "A"), ("C-2", "Export of reviews", "Aa"), ("C-3", "Tenant search", "TBD"))
COUNTS = "\n| Bucket | Count |\n|---|---|\n| A | {} |\n| B | 0 |\n"


@pytest.mark.parametrize("number", [2, 3])
def test_a_total_that_follows_from_an_undecided_item_names_it_and_no_number(number: int) -> None:
    one = rejects("LG305", both(UNDECIDED, table(*ALL, more=COUNTS.format(number))), says="follows from LG202 at")
    assert one.cure == ("correct list.md:9 first, and leave this number until then",)
    assert one.fix is None
    assert [(each.place.path, each.place.line) for each in one.related] == [("list.md", 9)]


@pytest.mark.parametrize("number", [0, 4])
def test_a_total_that_no_undecided_item_explains_is_wrong_by_itself(number: int) -> None:
    one = rejects("LG305", both(UNDECIDED, table(*ALL, more=COUNTS.format(number))), cure="write 1")
    assert "follows" not in one.message


def test_a_total_of_a_ledger_that_lists_an_item_twice_names_that() -> None:
    twice = ledger(*ALL, ("C-1", "PSA handoff", "A"))
    more = "\n| Bucket | Count |\n|---|---|\n| A | 1 |\n| B | 2 |\n"
    rejects("LG305", both(twice, table(*ALL, more=more)), says="follows from LG204 at list.md:")


def test_several_totals_that_follow_from_one_item_are_one_finding() -> None:
    more = COUNTS.format(2) + "\n2 of 3 candidates are in bucket A.\n"
    one = rejects("LG305", both(UNDECIDED, table(*ALL, more=more)), path="report.md", at=11)
    assert [(each.place.path, each.place.line) for each in one.related] == [("list.md", 9), ("report.md", 14)]
