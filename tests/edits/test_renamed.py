"""Rows under the old name of an item: rewritten where its new name is evident, else left."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixing import codes, fix, repository, text
from judging import ALL, POLICY, both, ledger, table

KEYS = POLICY.replace('title = "Title", ', "")
NOW = (ALL[0], ALL[1], ("C-9", "Tenant finder", "B"))


def _said(line: str) -> str:
    return ledger(*NOW, more=f"## Closed\n\n- {line}\n")


@pytest.mark.parametrize(
    "line", ["C-9 renamed from C-3", "C-3 umbenannt in C-9", "C-9 (formerly C-3)", "C-3 renamed to C-9"]
)
def test_key_and_title_are_those_of_the_item_that_the_ledger_names(tmp_path: Path, line: str) -> None:
    where = repository(tmp_path, both(_said(line)))
    assert codes(where) == ["LG302"]  # with the missing row of C-9 folded under it
    assert [one.code for one in fix(where).mended.fixed] == ["LG302"]
    assert text(where).decode() == table(*NOW)
    assert codes(where) == []
    assert not fix(where).writes


def test_a_name_that_changed_twice_is_followed(tmp_path: Path) -> None:
    where = repository(tmp_path, both(_said("C-5 renamed from C-3\n- C-9 renamed from C-5")))
    fix(where)
    assert text(where).decode() == table(*NOW)


@pytest.mark.parametrize(
    "line",
    ["C-3 merged into C-2", "C-3 dropped: no demand", "C-3 superseded by C-9", "C-1 and C-9 renamed from C-3"],
)
def test_what_became_of_an_item_otherwise_is_for_the_author(tmp_path: Path, line: str) -> None:
    where = repository(tmp_path, both(_said(line)))
    before = text(where)
    fix(where)
    assert text(where) == before
    assert "LG302" in codes(where)


def test_a_new_name_that_has_a_row_already_is_not_written_twice(tmp_path: Path) -> None:
    where = repository(tmp_path, both(_said("C-9 renamed from C-3"), table(*ALL, NOW[2])))
    before = text(where)
    fix(where)
    assert text(where) == before


def test_a_value_that_changed_with_the_name_is_written_too(tmp_path: Path) -> None:
    moved = ledger(*ALL[:2], ("C-9", "Tenant search", "A"), more="## Closed\n\n- C-9 renamed from C-3\n")
    where = repository(
        tmp_path, both(moved, "| Candidate | Bucket |\n|---|---|\n| C-1 | A |\n| C-2 | B |\n| C-3 | B |\n"), KEYS
    )
    fix(where)
    assert text(where).endswith(b"| C-2 | B |\n| C-9 | A |\n")
    assert codes(where) == []


@pytest.mark.parametrize(
    ("row", "made"),
    [
        ("[C-3](list.md#c-3-tenant-search)", "[C-9](list.md#c-9-tenant-finder)"),
        ("[**C-3**](./list.md#c-3-tenant-search)", "[**C-9**](./list.md#c-9-tenant-finder)"),
        ("**C-3** Tenant search, see [the plan](plan.md)", "**C-9** Tenant search, see [the plan](plan.md)"),
        ("C-3 Tenant search", "C-9 Tenant finder"),
    ],
)
def test_the_links_that_led_to_the_old_name_lead_to_the_new(tmp_path: Path, row: str, made: str) -> None:
    head = "| Candidate | Bucket |\n|---|---|\n| C-1 | A |\n| C-2 | B |\n"
    files = {**both(_said("C-9 renamed from C-3"), head + f"| {row} | B |\n"), "plan.md": "# Plan\n\nText.\n"}
    where = repository(tmp_path, files, KEYS)
    fix(where)
    assert text(where).decode() == head + f"| {made} | B |\n"
    assert codes(where) == []


def test_the_change_itself_may_show_the_new_name(tmp_path: Path) -> None:
    """The row has no title that could bind it, and nobody wrote a line."""
    report = "| Candidate | Bucket |\n|---|---|\n| C-1 | A |\n| C-2 | B |\n| C-3 | B |\n"
    where = repository(tmp_path, both(report_md=report), KEYS)
    where.files({"list.md": ledger(*ALL[:2], ("C-9", "Tenant search", "B"))})
    fix(where)
    assert text(where).decode() == report.replace("C-3", "C-9")
    assert codes(where) == ["LG212"]  # the row is right; the line that says so is for a person to write


def test_a_row_of_a_list_gets_the_new_name(tmp_path: Path) -> None:
    policy = KEYS.replace('items = "table", key = "Candidate"', "items = \"list\", key = '^(?P<key>C-\\d+)'")
    report = (
        "# Report\n\n- C-1 PSA handoff\n  - Bucket: A\n- C-2 Export of reviews\n  - Bucket: B\n- {}\n  - Bucket: B\n"
    )
    where = repository(tmp_path, both(_said("C-9 renamed from C-3"), report.format("C-3 Tenant search")), policy)
    assert "LG302" in codes(where)
    fix(where)
    assert text(where).decode() == report.format("C-9 Tenant finder")
    assert codes(where) == []
