"""A bound cell that says other than the ledger."""

from __future__ import annotations

import pytest

from judging import ALL, POLICY, accepts, both, rejects, table


def test_a_flipped_bucket_is_refused_at_its_cell() -> None:
    one = rejects("LG303", both(report_md=table(*ALL[:2], ("C-3", "Tenant search", "A"))), at=7, key="C-3")

    assert one.place.column == 25
    assert (one.related[0].place.path, one.related[0].place.line) == ("list.md", 13)


@pytest.mark.parametrize("word", ["", "-", "TBD", "~~A~~"])
def test_a_row_that_leaves_the_bucket_open_is_refused(word: str) -> None:
    rejects("LG303", both(report_md=table(*ALL[:2], ("C-3", "Tenant search", word))), says="gives no bucket")


@pytest.mark.parametrize(
    "word", ["b", "Later", "B – Later", "**B**", "B (was A)", "A → B", "~~A~~ B", "B<!-- A -->", "~~B~~"]
)
def test_the_same_bucket_in_other_words_is_the_same(word: str) -> None:
    accepts(both(report_md=table(*ALL[:2], ("C-3", "Tenant search", word))))


def test_a_report_may_map_its_own_words() -> None:
    policy = POLICY.replace('{ Bucket = "bucket" }', '{ Bucket = { field = "bucket", map = { Parked = "B" } } }')

    accepts(both(report_md=table(*ALL[:2], ("C-3", "Tenant search", "Parked"))), policy)
