"""Counts by a field, wherever a report states them."""

from __future__ import annotations

from unittest.mock import Mock

import pytest

from judging import ALL, POLICY, accepts, both, findings, reading, rejects, table
from ledgergate.reports import counted, judged, totals
from ledgergate.rules import wrong_total
from ledgergate.rules.view import View


@pytest.mark.parametrize(
    "text",
    [
        "| Bucket | Count |\n|---|---|\n| A | 1 |\n| B - Later | 2 |\n| C | 0 |\n| Total | 3 |\n",
        "| Bucket | Count | Share |\n|---|---|---|\n| A | 1 | 33 % |\n| B | 2 | 66.7% |\n",
        "## Later (2)\n\n## Now critical (1 candidate)\n",
        "- **A**: 1\n- **B**: 2\n- **Total**: 3\n",
        "2 of 3 candidates are in B.\n",
        "All 3 candidates were read, 30 minutes each; 7 of 9 reviewers agree.\n",
    ],
)
def test_right_counts_and_numbers_of_other_things_pass(text: str) -> None:
    accepts(both(report_md=table(*ALL) + "\n# Totals\n\n" + text))


@pytest.mark.parametrize(
    ("text", "line", "cure"),
    [
        ("| Bucket | Count |\n|---|---|\n| A | 1 |\n| B | 3 |\n", 14, "write 2"),
        ("| Bucket | Count |\n|---|---|\n| A | 1 |\n| Total | 4 |\n", 14, "write 3"),
        ("## Later (3)\n", 11, "write 2"),
        ("- **B**: 1\n", 11, "write 2"),
        ("1 of 3 candidates are in B.\n", 11, "write 2"),
        ("2 of 4 candidates are in B.\n", 11, "write 3"),
    ],
)
def test_a_total_that_is_off_is_refused_at_its_line(text: str, line: int, cure: str) -> None:
    rejects("LG305", both(report_md=table(*ALL) + "\n# Totals\n\n" + text), path="report.md", at=line, cure=cure)


@pytest.mark.parametrize(
    ("firsts", "counts"),
    [("A", True), ("A x", True), ("x A", True), ("x x A", False), ("A x x", False), ("x A x A", True), ("x", False)],
)
def test_a_table_counts_when_half_of_its_rows_begin_with_a_bucket(firsts: str, counts: bool) -> None:
    rows = "".join(f"| {one} | 9 |\n" for one in firsts.split())
    text = "\n# Totals\n\n| What | Count |\n|---|---|\n" + rows

    said = [one.code for one in findings(both(report_md=table(*ALL) + text))]

    assert said == ["LG305"] * (firsts.count("A") if counts else 0)


def test_a_table_of_items_is_not_searched_for_buckets_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    bucket = Mock(side_effect=counted.bucket)
    monkeypatch.setattr(totals, "_bucket", bucket)
    rows = "".join(f"| x-{number} | 9 |\n" for number in range(100))

    accepts(both(report_md=table(*ALL) + "\n| What | Count |\n|---|---|\n" + rows))

    assert len([one for one in bucket.call_args_list if one.args[0].startswith("x-")]) == 52  # and the last


def test_the_numbers_of_a_report_are_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = Mock(side_effect=judged.counted)
    monkeypatch.setattr(judged, "counted", looked)
    after = reading(both(report_md=table(*ALL) + "\n| Bucket | Count |\n|---|---|\n| A | 9 |\n| B | 2 |\n"))

    refused = list(wrong_total.check(View(after)))

    assert (len(refused), judged.count(after), looked.call_count) == (1, 2, 1)


def test_what_a_report_does_not_cover_is_not_counted_and_the_message_says_so() -> None:
    part = POLICY.replace('totals = { by = "bucket"', 'covers = { bucket = "A" }\ntotals = { by = "bucket"')
    rows = table(*(one for one in ALL if one[2] == "A"), more="\nTotal: 9 items.\n")
    one = rejects("LG305", both(report_md=rows), part)
    assert one.message.startswith("this says 9 for all items that are covered here; the ledger counts ")
    whole = rejects("LG305", both(report_md=table(*ALL, more="\nTotal: 9 items.\n")))
    assert whole.message == "this says 9 for all items; the ledger counts 3"
