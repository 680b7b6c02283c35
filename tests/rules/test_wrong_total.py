"""Counts by a field, wherever a report states them."""

from __future__ import annotations

import pytest

from judging import ALL, accepts, both, rejects, table


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
