"""A row that names nothing in the ledger."""

from __future__ import annotations

import pytest

from judging import ALL, POLICY, accepts, both, rejects, table


def test_a_row_that_was_renamed_names_nothing() -> None:
    files = both(report_md=table(*ALL, ("C-4", "Export of review", "B")))

    rejects("LG302", files, path="report.md", at=8, key="C-4", cure="did you mean C-2")


def test_rows_that_name_no_item_may_be_welcome() -> None:
    policy = POLICY.replace("totals =", "extra_rows = true\ntotals =")

    accepts(both(report_md=table(*ALL, ("X-9", "Something else", "A"))), policy)


@pytest.mark.parametrize("key", ["c-3", "`C-3`", "**C-3**", "[C-3]", "C-03", "C-3 (formerly 47)", "C-3 Tenant search"])
def test_a_key_is_known_however_it_is_written(key: str) -> None:
    accepts(both(report_md=table(*ALL[:2], (key, "Tenant search", "B"))))


def test_a_row_of_dashes_names_nothing_and_is_none() -> None:
    accepts(both(report_md=table(*ALL, ("—", "—", "—"))))


def test_a_key_that_nobody_has_is_not_excused_by_a_title_beside_it() -> None:
    files = both(report_md=table(*ALL[:2], ("C-9", "Tenant search", "B")))

    rejects("LG302", files, path="report.md", at=7, key="C-9")


@pytest.mark.parametrize("key", ["new", "–", "3rd", "no number yet"])
def test_where_no_key_is_written_the_title_beside_it_names_the_item(key: str) -> None:
    accepts(both(report_md=table(*ALL[:2], (key, "Tenant search", "B"))))
