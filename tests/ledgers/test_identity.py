"""Which item a row speaks of, however people write its key."""

from __future__ import annotations

import pytest

from judging import accepts, findings, reading, rejects
from ledgergate.ledgers.words import key_skeleton

SPECS = """
[vocabulary.status]
values = ["Draft", "Final"]
[ledger.specs]
sources = [{ path = "specs/*/", items = "files", file = "spec.md" }]
key = { from = "folder" }
fields.status = { label = "Status", values = "status" }
[[report]]
path = "docs/README.md"
ledger = "specs"
rows = { items = "table", key = "Spec", columns = { Status = "status" } }
"""
FOLDERS = ("001-a b", "002-🚀-b", "2025-01-02-add-auth")
FILES: dict[str, str | bytes] = {f"specs/{name}/spec.md": "**Status**: Draft\n" for name in FOLDERS}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("C-007", "c-7"), ("`C-7`", "C-7"), ("[C-7]", "C-7"), ("C-47 (formerly 12)", "C-47"),
        ("C-47 (vormals C-3)", "C-47"),
        ("0001", "1"), ("#12", "12"), ("C‑7", "C-7"), ("0055a", "55A"), ("NIP-04", "nip-4"), ("01-02", "1-2"),
        ("**C-7**", "C-7"),
    ],
)  # fmt: skip
def test_keys_that_are_one(one: str, other: str) -> None:
    assert key_skeleton(one) == key_skeleton(other)


@pytest.mark.parametrize(
    ("one", "other"), [("13.1", "13.10"), ("55", "55a"), ("C-1", "C-11"), ("0A", "A"), ("1-2", "1.2"), ("Ｃ-7", "C-7")]
)
def test_keys_that_are_two(one: str, other: str) -> None:
    assert key_skeleton(one) != key_skeleton(other)


@pytest.mark.parametrize(
    "cells",
    [
        ("001-a b", "`002-🚀-b`", "2025-01-02-add-auth"),
        ("001-a b", "002-🚀-b", "add-auth"),
        (
            "[x](../specs/001-a%20b/spec.md)",
            "[y](../specs/002-%F0%9F%9A%80-b/spec.md)",
            "[z](../specs/2025-01-02-add-auth/)",
        ),
        ("[x](<../specs/001-a b>)", "[y](../specs/002-🚀-b)", "[z](/specs/2025-01-02-add-auth/spec.md#goal)"),
        (
            "[x](https://github.com/o/r/blob/main/specs/001-a%20b/spec.md)",
            "[y](https://gitlab.com/o/r/-/blob/main/specs/002-%F0%9F%9A%80-b/spec.md)",
            "[z](https://github.com/o/r/tree/v1/specs/2025-01-02-add-auth)",
        ),
    ],
)
def test_rows_that_call_their_items_by_key_or_by_link(cells: tuple[str, str, str]) -> None:
    rows = "".join(f"| {cell} | Draft |\n" for cell in cells)
    report = "| Spec | Status |\n|---|---|\n" + rows
    files = {**FILES, "docs/README.md": report}

    assert not [one for one in findings(files, SPECS) if one.code != "LG310"]
    files["docs/README.md"] = report.replace("Draft |\n", "Final |\n")
    assert [one.code for one in findings(files, SPECS) if one.code != "LG310"] == ["LG303"] * 3


def test_two_slugs_of_one_number_are_told_apart_by_their_links() -> None:
    policy = """
[ledger.rfcs]
sources = [{ path = "rfc/*.md", items = "files" }]
key = '^(?P<key>[\\d.]+[a-z]?)'
[[report]]
path = "README.md"
ledger = "rfcs"
rows = { items = "table", key = "No" }
"""
    files: dict[str, str | bytes] = {
        f"rfc/{name}.md": "" for name in ("0055-x", "0055-y", "0055a-z", "13.1-v", "13.10-w")
    }
    rows = ("[55](rfc/0055-x.md)", "[55](rfc/0055-y.md)", "55a", "13.1", "13.10")
    report = "| No |\n|---|\n" + "".join(f"| {row} |\n" for row in rows)
    files["README.md"] = report

    assert [one.code for one in findings(files, policy)] == ["LG204"]
    files["README.md"] = report.replace("0055-y", "0055-x")
    assert sorted(one.code for one in findings(files, policy)) == ["LG204", "LG301", "LG304"]


def test_an_item_may_have_further_names() -> None:
    policy = """
[ledger.items]
sources = [{ path = "list.md", items = "headings" }]
key = '^(?P<key>C-\\d+)'
fields.issue = { label = ["Issue", "Formerly"], kind = "alias" }
[[report]]
path = "board.md"
ledger = "items"
rows = { items = "table", key = "Issue" }
"""
    ledger = "## C-1 Search\n\n- Issue: #47, GH-48\n\n## C-2 Export\n\n- Issue: 049\n"
    accepts({"list.md": ledger, "board.md": "| Issue |\n|---|\n| 47 |\n| #49 |\n"}, policy)
    rejects("LG302", {"list.md": ledger, "board.md": "| Issue |\n|---|\n| GH-48 |\n| C-2 |\n| 50 |\n"}, policy, at=5)

    renumbered = "## C-1 Search\n\n- Issue: #47\n\n## C-9 Other words\n\n- Formerly: C-2\n"
    accepts(
        {"list.md": renumbered, "board.md": "| Issue |\n|---|\n| 47 |\n| C-9 |\n"}, policy,
        before={"list.md": ledger, "board.md": "| Issue |\n|---|\n| 47 |\n| 49 |\n"},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("key", "says"),
    [
        ("C-１", "the key 'C-１' has the digit '１'"),
        ("C-٣", "has the digit '٣'"),
        ("C-\u200b4", "contains the invisible character U+200B"),
        ("\u0421-4", "its '\u0421' is not the letter that it looks like"),
    ],
)
def test_a_key_is_ascii(key: str, says: str) -> None:
    policy = '[ledger.l]\nsources = [{ path = "x.md", items = "headings" }]\nkey = \'^(?P<key>C-\\d+)\'\n'

    rejects("LG206", {"x.md": f"## C-1 a\n\n## {key} b\n"}, policy, at=3, says=says)


def test_what_is_left_out_is_counted() -> None:
    policy = """
[ledger.adrs]
sources = [{ path = "adr/*.md", items = "files", exclude = ["template.md"], ignore = ["/-reserved$/"] }]
key = '^(?P<key>\\d+)'
[[report]]
path = "README.md"
ledger = "adrs"
rows = { items = "table", key = "No", ignore = ["Example"] }
"""
    files: dict[str, str | bytes] = {f"adr/{name}.md": "" for name in ("0001-a", "0002-reserved", "template")}
    files["README.md"] = "| No | Title |\n|---|---|\n| 1 | a |\n| — | — |\n| TBD | |\n| Example | x |\n"

    read = reading(files, policy)
    assert [item.shown for item in read.ledgers["adrs"].items] == ["0001"]
    assert (read.ledgers["adrs"].ignored, read.reports[0].ignored) == (2, 3)
    accepts(files, policy)


def test_one_renamed_column_among_many_documents_is_told() -> None:
    policy = '[ledger.p]\nsources = [{ path = "*.md", items = "table", key = "Proposal" }]\n'
    table = "| Proposal | Owner |\n|---|---|\n| {} | x |\n"
    files: dict[str, str | bytes] = {"a.md": table.format("One"), "b.md": table.format("Two"), "c.md": "# Prose\n"}

    accepts(files, policy)
    files["b.md"] = table.format("Two").replace("Proposal", "Proposals")
    rejects("LG206", files, policy, path="b.md", at=1, says="without a column 'Proposal'; nearest: 'Proposals'")
