"""Where a report states how many items are in a bucket, and what is nothing of the kind."""

from __future__ import annotations

import time

import pytest

from judging import ALL, POLICY, accepts, findings, ledger, reading, rejects, table
from ledgergate.model import Finding
from ledgergate.reports.judged import count, numbers

STRICT = POLICY.replace(", optional = true", "")
# The ledger holds C-1 in A ("Now critical") and two items in B ("Later"); more stands at line 9 of the report.


def stating(text: str) -> dict[str, str | bytes]:
    return {"list.md": ledger(*ALL), "report.md": table(*ALL, more=f"\n{text}\n")}


def totals(text: str, policy: str = POLICY) -> list[Finding]:
    return [one for one in findings(stating(text), policy) if one.code == "LG305"]


@pytest.mark.parametrize(
    "form",
    [
        "Later: {}.", "Later: {} (1 new)", "Later: {}*", "- ✅ Later: {}", "Later — {}", "- Later - {}", "Later = {}",
        "Later ({})", "## Later: {}", "## Later – {}", "Later: ~{}", "Later: ca. {}", "Bucket B: {}",
        "Later: {}, one is new",
        "There are {} candidates in bucket B.", "{} candidates are in Later.", "So that {} candidates are Later.",
        "We have {} candidates in bucket B and go on.", "In short: {} candidates are Later.",
        "| Later | Now critical |\n|---|---|\n| {} | 1 |",
        "| | Later | Now critical |\n|---|---|---|\n| Count | {} | 1 |",
        "| Bucket | Later | Now critical | Total |\n|---|---|---|---|\n| Candidates | {} | 1 | 3 |",
        "| Bucket | Count |\n|---|---|\n| A | 1 |\n| Later (B) | {} |",
        "| Bucket | Count |\n|---|---|\n| A | 1 |\n| B | {} items |",
        "| Bucket | Count |\n|---|---|\n| A | 1 |\n| B | {}. |",
        "| Bucket | |\n|---|---|\n| A | one |\n| B | {} |",
        "| Part | Bucket |\n|---|---|\n| Barn | 7 A, 9 B |\n| **Total** | 1 A, {} B |",
        "<table>\n<tr><th>Bucket</th><th>Count</th></tr>\n<tr><td>A</td><td>1</td></tr>\n<tr><td>B</td><td>{}</td></tr>\n</table>",
        "Now critical: 1, Later: {}", "Now critical: 1; Later: {}",
    ],
)  # fmt: skip
def test_a_count_is_read_in_each_form(form: str) -> None:
    for right in (
        ("2", "two", "zwei") if "ca." not in form and "Now critical: 1" not in form and "1 A" not in form else ("2",)
    ):
        assert totals(form.format(right)) == [], right
    wrong = totals(form.format("7"))
    assert [one.cure for one in wrong] == [("write 2",)]
    lines = table(*ALL, more=f"\n{form.format('7')}\n").split("\n")
    assert "7" in lines[wrong[0].place.line - 1]


@pytest.mark.parametrize(
    ("form", "wrong"),
    [
        ("Later: {}/{}", ("2", "3")), ("Later: {} of {}", ("2", "3")), ("Later ({}/{})", ("2", "3")),
        ("## Later ({} of {})", ("2", "3")), ("{} of {} candidates are in bucket B and wait.", ("2", "3")),
        ("{} of {} are in bucket B.", ("2", "3")), ("{} of {} candidates are Later, and that is that.", ("2", "3")),
        ("| Bucket | Count |\n|---|---|\n| A | 1 |\n| B | {} of {} |", ("2", "3")),
    ],
)  # fmt: skip
def test_a_part_and_its_whole_are_both_held(form: str, wrong: tuple[str, str]) -> None:
    assert totals(form.format(*wrong)) == []
    assert [one.cure for one in totals(form.format("1", "3"))] == [("write 2",)]
    assert [one.cure for one in totals(form.format("2", "9"))] == [("write 3",)]


def test_a_sentence_that_names_the_whole_first() -> None:
    assert totals("Of 3 candidates, 1 is Now critical and 2 are Later.") == []
    said = totals("Of 4 candidates, 2 are Now critical, and 3 are Later.")
    assert [one.cure for one in said] == [("write 3",), ("write 1",), ("write 2",)]


def test_a_share_of_the_candidates() -> None:
    assert totals("67 % of the candidates are Later. 2 candidates (66.7 %) are in bucket B.") == []
    assert [one.cure for one in totals("50 % of the candidates are Later.")] == [("write 67%",)]


@pytest.mark.parametrize("text", ["-1", "⁹", "9+", "≥9", "9?"])
def test_what_is_no_plain_number_is_not_passed_over(text: str) -> None:
    for form in ("Later: {}", "| Bucket | Count |\n|---|---|\n| A | 1 |\n| B | {} |"):
        (one,) = totals(form.format(text))
        assert f"'{text}' for bucket B is not understood as a number; the ledger counts 2" in one.message
        assert one.cure == ("write 2",)


@pytest.mark.parametrize("text", ["some of them", "2 to 4", "1-2", "+2"])
def test_a_cell_of_counts_that_is_no_number(text: str) -> None:
    (one,) = totals(f"| Bucket | Count |\n|---|---|\n| A | 1 |\n| B | {text} |")
    assert "not understood" in one.message


@pytest.mark.parametrize("text", ["", "-", "TBD", "?"])
def test_an_empty_count_of_a_bucket_that_has_items(text: str) -> None:
    (one,) = totals(f"| Bucket | Count |\n|---|---|\n| A | 1 |\n| B | {text} |\n| C | {text} |")
    assert one.message == "no number stands here for bucket B; the ledger counts 2"


@pytest.mark.parametrize(
    "text",
    [
        "Later: 2 weeks", "Later: two weeks", "Later: 2027", "Later: 3-5 days", "Later: 2.1", "Later: #12",
        "Later: 4, 5",
        "Later: none", "Later: TBD", "Later: C-2, C-3", "Later: 10:30", "Later: Q3", "Later: 1/2", "Later: 4/7 done",
        "## Later – 2027", "## Later (2027)", "- A – 4 paper", "- A: Now platform-critical, 5 wait",
        "- A - 4 reasons why",
        "Total: 45 min", "Total: 4,500 €", "Total: 12.5 days", "Total: 3/5", "Total: 2026-01-01",
        "Another 5 candidates are Later.", "The other 5 candidates are Later.", "5 candidates are Later than planned.",
        "2 of 9 are a mess.", "5 of 7 reviewers are Later.", "7 of 9 are Later than planned.",
        "5 of 7 candidates were Later.",
        "5 of 3 days are Later", "Of 7 reviewers, 5 are Later.", "5 reviewers, 7 are later", "HB-104 is B, not A",
        "| Bucket | Candidates |\n|---|---|\n| A | C-1 |\n| B | C-2, C-3 |",
        "| Bucket | Since |\n|---|---|\n| A | 2024 |\n| B | - |",
        "| Bucket | Meaning |\n|---|---|\n| A | 3 things |\n| B | x |",
        "| Phase | A | B | Total |\n|---|---|---|---|\n| 1 | 3 | 2 | 5 |\n| Total | 7 | 9 | 16 |",
        "| Team | Split |\n|---|---|\n| X | 4 A, 7 B |\n| Y | 5 A, 2 B |",
        "| Choice | A | B |\n|---|---|---|\n| Cost | 3 | 5 |", "<table><tr><td>A</td><td>5</td><td>7</td></tr></table>",
        "<table><tr><td>A</td><td>see 7</td></tr></table>", "| 1 | 2 |\n|---|---|\n| 7 | 9 |",
    ],
)  # fmt: skip
def test_numbers_of_other_things_are_left_alone(text: str) -> None:
    assert totals(text) == []


def test_all_candidates_of_one_bucket() -> None:
    assert totals("All 2 candidates are Later.\n\nAll 3 candidates were read.") == []


def test_a_value_that_no_row_counts_is_told() -> None:
    (one,) = totals("| Bucket | Meaning | Count |\n|---|---|---|\n| A | x | 1 |\n| Total | | 3 |")
    assert one.message == "this table leaves out bucket B; the ledger counts 2"
    assert one.cure == ("add the row: | B | … | 2 |",)
    assert one.place.line == 12

    (one,) = totals("| Now critical | Total |\n|---|---|\n| 1 | 3 |")
    assert one.cure == ("count 'Later' too: 2",)


def test_a_value_that_another_place_counts_is_not_left_out() -> None:
    assert totals("| Bucket | Count |\n|---|---|\n| A | 1 |\n\nLater: 2") == []
    assert totals("| Bucket | Count |\n|---|---|\n| A | 1 |\n\n| Bucket | Count |\n|---|---|\n| B | 2 |") == []
    assert totals("| Bucket | Count |\n|---|---|\n| A | 1 |\n| B | 2 |") == []  # nothing is in C
    (one,) = totals("| Bucket | Count |\n|---|---|\n| A | 9 |")
    assert one.cure == ("write 1",)  # the wrong number first


def test_a_binding_that_finds_no_number_is_told_unless_it_is_optional() -> None:
    accepts(stating("Nothing here."))
    said = rejects("LG305", stating("Nothing here."), STRICT, at=1, path="report.md", says="states none", key="bucket")
    assert "by bucket" in said.message
    accepts(stating("Later: 2"), STRICT)
    accepts(
        {"list.md": "# None\n\n### C-1 One\n\nBucket: A\n", "report.md": table(("C-1", "One", "A"), more="\nAll: 1\n")},
        STRICT,
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Candi\u200bdates: 3", "U+200B"), ("Lat\u0435r: 2", "U+0435"), ("L\uff41ter: 2",
        "U+FF41"), ("La\u00adter (2)", "U+00AD"),
        ("| Bucket | Count |\n|---|---|\n| A | 1 |\n| Lat\u0435r | 2 |", "U+0435"),
    ],
)  # fmt: skip
def test_a_name_in_disguise_is_told_and_counts(text: str, says: str) -> None:
    assert totals(text) == []
    rejects("LG210", stating(text), says=says)


def test_a_number_stands_where_it_is_written() -> None:
    one = rejects("LG305", stating("First line\n**Later**: 7\nLast line"), at=10)
    assert (one.place.column, one.place.end_column) == (12, 13)
    assert one.fix is not None  # nothing but the number is written anew
    rejects("LG305", stating("- First\n  - Later\n    continued: 4\n  - Later: 5"), at=12)


def test_numbers_that_cannot_be_compared_are_not_counted_as_compared() -> None:
    side = reading(stating("| Bucket | Count |\n|---|---|\n| A | 1 |\n| B | 2+ |"))
    assert count(side) == 1
    assert sum(len(stated) for stated, _ in side.ask(numbers)) == 2


def test_every_value_may_be_asked_for_also_one_that_no_item_has() -> None:
    every = POLICY.replace("optional = true", "every = true")
    (one,) = totals("| Bucket | Count |\n|---|---|\n| A | 1 |\n| B | 2 |", every)
    assert one.message == "this table leaves out bucket C; the ledger counts 0"
    assert one.cure == ("add the row: | C | 0 |",)
    assert totals("| Bucket | Count |\n|---|---|\n| A | 1 |\n| B | 2 |\n| C | 0 |", every) == []


def test_the_only_row_may_be_in_disguise() -> None:
    text = "| Bucket | Count |\n|---|---|\n| Lat\u0435r | 7 |"
    assert [one.cure for one in totals(text)] == [("write 2",)]
    rejects("LG210", stating(text), says="U+0435")


@pytest.mark.parametrize(
    "text",
    [
        "<table>" + "<tr" * 30_000, "<table>" + "<tr><td>A</td>" * 5_000 + "</table>", "Later:" + " " * 90_000 + "9",
        "7" + " " * 90_000 + "of 9 candidates are Later", "Of 9 candidates," + " 2 are Later," * 5_000,
        "bucket " * 20_000 + "9 candidates", "nine of " * 20_000 + "candidates", "\u0435 9 later " * 9_000,
    ],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_no_expression_takes_quadratic_time(text: str) -> None:
    begin = time.process_time()
    totals(text)
    assert time.process_time() - begin < 4


def test_every_value_is_asked_for_also_where_no_table_could_leave_one_out() -> None:
    every = POLICY.replace("optional = true", "every = true")
    (one,) = totals("There is 1 item in bucket A.\n", every)
    assert "none of Later, Won't do" in one.message
    assert totals("Now critical: 1\nLater: 2\nWon't do: 0\n", every) == []


def test_what_is_optional_or_not_asked_for_every_value_may_state_one() -> None:
    for policy in (POLICY, POLICY.replace("optional = true", "optional = true, every = true")):
        assert totals("There is 1 item in bucket A.\n", policy) == []
