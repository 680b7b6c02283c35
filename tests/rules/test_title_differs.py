"""A row's title that is not its item's."""

from __future__ import annotations

import pytest

from judging import ALL, accepts, both, findings, rejects, table


def test_a_title_that_was_reworded_in_one_place_is_refused() -> None:
    files = both(report_md=table(*ALL[:2], ("C-3", "Tenant lookup", "B")))

    rejects("LG310", files, path="report.md", at=7, key="C-3", cure="write 'Tenant search'")


@pytest.mark.parametrize(
    "title", ["tenant search", "`Tenant` search.", "**Tenant search**", "Tenant - search", "Story: Tenant search", ""]
)
def test_case_marks_and_end_punctuation_are_no_difference(title: str) -> None:
    accepts(both(report_md=table(*ALL[:2], ("C-3", title, "B"))))


@pytest.mark.parametrize(("title", "same"), [("RFC 37 Gas for messages", True), ("RFC 38 Gas for messages", False)])
def test_a_kind_and_the_items_own_number_are_no_part_of_its_title(title: str, same: bool) -> None:
    files: dict[str, str | bytes] = {
        "fips/fip-0037.md": f"---\ntitle: {title}\n---\n",
        "README.md": "| FIP | Title |\n|---|---|\n| 37 | Gas for messages |\n",
    }
    assert [one.code for one in findings(files, FILES)] == ([] if same else ["LG310"])


def test_a_word_that_is_no_kind_of_item_is_part_of_the_title() -> None:
    rejects("LG310", both(report_md=table(*ALL[:2], ("C-3", "Portal: Tenant search", "B"))), key="C-3")


FILES = """
[ledger.fips]
sources = [{ path = "fips/*.md", items = "files", title = { from = "front-matter:title" } }]
key = { from = "file", pattern = '^fip-0*(?P<key>\\d+)' }
[[report]]
path = "README.md"
ledger = "fips"
rows = { items = "table", key = "FIP", title = "Title" }
[rules]
title-differs = "block"
"""


def test_the_item_is_shown_where_its_title_stands() -> None:
    files: dict[str, str | bytes] = {
        "fips/fip-0037.md": "---\nfip: 37\ntitle: Gas for for messages\n---\n\n# Gas for messages\n",
        "README.md": "| FIP | Title |\n|---|---|\n| 37 | Gas for messages |\n",
    }
    one = rejects("LG310", files, FILES, path="README.md", at=3)
    assert [(each.place.path, each.place.line) for each in one.related] == [("fips/fip-0037.md", 3)]
