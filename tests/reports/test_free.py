"""The numbers of a report that nothing binds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from judging import ALL, ledger, reading, table
from ledgergate.reports.free import Free, free_numbers

TEXTS = st.text(st.sampled_from("019 .,:/%-#`*|ab~[]()\n"), max_size=40)


def free(text: str) -> tuple[Free, ...]:
    side = reading({"list.md": ledger(*ALL), "report.md": table(*ALL, more=f"\n{text}\n")})
    return free_numbers(side, side.reports[0])


def test_numbers_of_other_things_are_listed_where_they_stand() -> None:
    found = free(
        "Read by 4 of 9 reviewers, 12 % late, 3/4 done.\n\n- **7** hours\n\n| Team | Days |\n|---|---|\n| X | 3.5 |"
    )

    assert [(one.text, one.document.line_of(one.start)) for one in found] == [
        ("4", 9), ("9", 9), ("12 %", 9), ("3/4", 9), ("7", 11), ("3.5", 15),
    ]  # fmt: skip


def test_what_is_compared_is_not_listed() -> None:
    assert free("2 of 3 candidates are in bucket B.\n\nLater: 7\n\n| Bucket | Count |\n|---|---|\n| A | 1 |") == ()


def test_keys_dates_versions_code_and_links_are_not_listed() -> None:
    assert (
        free("C-9 of 2026-01-02 in v2.1.0, `9 lives`, [9](x.md), 10:30, #12, 3/4/26, RFC 2119-bis, 2027, 1.2.2026")
        == ()
    )


def test_digits_on_both_sides_of_a_mark_are_no_number() -> None:
    assert free("1`2` or 3[4](x.md) or 5*6*, and **78** are.")[0].text == "78"


@given(TEXTS)
def test_each_is_written_where_it_is_said_to_be(text: str) -> None:
    for one in free(text):
        assert one.document.data[one.start : one.end].decode() == one.text or not one.text.isdigit()


def test_numbers_of_columns_that_nothing_binds_are_listed() -> None:
    rows = "# R\n\n| Candidate | Title | Bucket | Tests |\n|---|---|---|---|\n| C-1 | PSA handoff | A | 12/14 |\n"
    side = reading({"list.md": ledger(*ALL), "report.md": rows})

    assert [one.text for one in free_numbers(side, side.reports[0])] == ["12/14"]
