"""A value that is not in its vocabulary."""

from __future__ import annotations

import pytest

from judging import ALL, both, ledger, rejects, table


def test_a_bucket_that_nobody_declared_is_refused() -> None:
    rejects(
        "LG202", both(ledger(*ALL[:2], ("C-3", "Tenant search", "Z"))), path="list.md", at=13, key="C-3", says="'Z'"
    )


def test_a_misspelled_value_is_offered_the_nearest() -> None:
    rejects("LG202", both(ledger(*ALL[:2], ("C-3", "Tenant search", "Latr"))), cure="did you mean B?")


def test_a_report_speaks_the_same_vocabulary() -> None:
    rejects("LG202", both(report_md=table(*ALL[:2], ("C-3", "Tenant search", "Z"))), path="report.md", at=7)


@pytest.mark.parametrize("word", ["\u0412", "B\u200b", "\uff22"])
def test_a_lookalike_of_a_value_is_another_value(word: str) -> None:
    rejects("LG202", both(ledger(*ALL[:2], ("C-3", "Tenant search", word))), key="C-3")
