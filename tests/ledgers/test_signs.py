"""Values that are an emoji and nothing else."""

from __future__ import annotations

import pytest

from judging import accepts, reading, rejects

POLICY = """
[vocabulary.status]
values = ["Done", "Doing", "Open"]
aliases = { "✅" = "Done", "⏳" = "Doing", "⚠️" = "Open" }
[ledger.items]
sources = [{ path = "list.md", items = "table", key = "ID" }]
fields.status = { label = "Status", values = "status", required = true }
"""


def listed(cell: str) -> dict[str, str | bytes]:
    return {"list.md": f"| ID | Status |\n|---|---|\n| FR-1 | {cell} |\n"}


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("✅", "Done"), (" ✅ ", "Done"), ("⚠", "Open"), ("⚠️", "Open"), ("✅ (2026-02-16)", "Done"),
        ("✅ deployed to production", "Done"), ("⏳ Doing", "Doing"), ("✅ Open", "Open"), ("~~⏳~~ ✅", "Done"),
    ],
)  # fmt: skip
def test_a_sign_that_the_vocabulary_knows_is_a_value(cell: str, value: str) -> None:
    (item,) = reading(listed(cell), POLICY).ledgers["items"].items
    assert item.value("status") == value
    accepts(listed(cell), POLICY)


def test_a_sign_that_it_does_not_know_is_no_value() -> None:
    rejects("LG202", listed("🚧"), POLICY, at=3, says="'🚧' is no status", cure='aliases = { "🚧" = "…" }')


@pytest.mark.parametrize("cell", ["❓", "?", "–", "…", "~~✅~~", ""])
def test_a_doubt_is_no_value_either(cell: str) -> None:
    rejects("LG201", listed(cell), POLICY, at=3)


def test_a_report_may_map_its_own_signs() -> None:
    report = """
[[report]]
path = "report.md"
ledger = "items"
[report.rows]
items = "table"
key = "ID"
columns = { State = "status" }
map = { status = { "🟢" = "Done", "🔴" = "Open" } }
"""
    files = {**listed("✅"), "report.md": "| ID | State |\n|---|---|\n| FR-1 | 🟢 |\n"}
    accepts(files, POLICY + report)
    files["report.md"] = "| ID | State |\n|---|---|\n| FR-1 | 🔴 |\n"
    rejects("LG303", files, POLICY + report, says="status Open")


def test_a_table_in_the_text_is_not_the_front_matter() -> None:
    policy = POLICY.replace('path = "list.md", items = "table", key = "ID"', 'path = "t/*.md", items = "files"')
    text = "---\nstatus: Done\n---\n# Table layout\n\n## Columns\n\n| Column | Notes |\n|---|---|\n| Status | Badge |\n"

    accepts({"t/back-348.md": text}, policy)
    rejects("LG203", {"t/back-348.md": text.replace("## Columns", "**Status**: Open")}, policy)
