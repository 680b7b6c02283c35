"""A report that is not in the tree, or holds no rows."""

from __future__ import annotations

from judging import ALL, POLICY, accepts, both, ledger, rejects


def test_a_report_that_was_deleted_is_missing() -> None:
    rejects("LG307", {"list.md": ledger(*ALL)}, path="report.md", key="report.md", says="not in the tree")


def test_a_report_may_be_optional() -> None:
    accepts({"list.md": ledger(*ALL)}, POLICY.replace("totals =", "optional = true\ntotals ="))


def test_a_report_whose_column_was_renamed_says_which_is_nearest() -> None:
    files = both()
    files["report.md"] = str(files["report.md"]).replace("| Candidate |", "| Candidates |")

    rejects("LG307", files, path="report.md", says="nearest: 'Candidates'")


def test_an_empty_report_is_missing() -> None:
    rejects("LG307", {**both(), "report.md": "\n"}, path="report.md", says="empty")
