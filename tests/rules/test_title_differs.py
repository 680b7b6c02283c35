"""A row's title that is not its item's."""

from __future__ import annotations

import pytest

from judging import ALL, accepts, both, rejects, table


def test_a_title_that_was_reworded_in_one_place_is_refused() -> None:
    files = both(report_md=table(*ALL[:2], ("C-3", "Tenant lookup", "B")))

    rejects("LG310", files, path="report.md", at=7, key="C-3", cure="write 'Tenant search'")


@pytest.mark.parametrize("title", ["tenant search", "`Tenant` search.", "**Tenant search**", "Tenant - search", ""])
def test_case_marks_and_end_punctuation_are_no_difference(title: str) -> None:
    accepts(both(report_md=table(*ALL[:2], ("C-3", title, "B"))))
