"""Fields that are cut out of a text, and the value of items that state none."""

from __future__ import annotations

import pytest

from judging import accepts, reading, rejects

BRANCHES = """
[ledger.specs]
sources = [{ path = "list.md", items = "headings", level = 2 }]
key = '^(?P<key>S-\\d+)'
fields.branch = { label = "Branch", pattern = '(?P<value>\\d{3}-[\\w-]+)' }
[[report]]
path = "report.md"
ledger = "specs"
rows = { items = "table", key = "Id", columns = { Branch = "branch" } }
"""


def spec(branch: str) -> str:
    return f"## S-1 Oak\n\n**Branch**: {branch}\n"


def row(branch: str) -> str:
    return f"| Id | Branch |\n|---|---|\n| S-1 | {branch} |\n"


@pytest.mark.parametrize("cell", ["`001-oak`", "see 001-oak", "001-oak (merged)"])
def test_a_report_writes_a_value_with_a_note_or_without(cell: str) -> None:
    accepts({"list.md": spec("branch 001-oak, merged"), "report.md": row(cell)}, BRANCHES)


@pytest.mark.parametrize("cell", ["002-ash", "none", "gone"])
def test_a_report_that_says_other_is_told(cell: str) -> None:
    rejects("LG303", {"list.md": spec("001-oak"), "report.md": row(cell)}, BRANCHES, at=3)


def test_what_a_pattern_does_not_match_is_no_value_on_either_side() -> None:
    ash = "## S-2 Ash\n\n**Branch**: 002-ash\n"
    other = {"list.md": spec("(archived)") + ash, "report.md": row("(ms 2, archived)") + "| S-2 | 002-ash |\n"}
    accepts(dict(other), BRANCHES)
    rejects("LG312", {"list.md": spec("(archived)"), "report.md": row("(ms 2, archived)")}, BRANCHES)
    required = BRANCHES.replace("pattern =", "required = true, pattern =")
    rejects("LG201", {"list.md": spec("(archived)"), "report.md": row("-")}, required, path="list.md")


@pytest.mark.parametrize(
    ("field", "document"),
    [
        ('from = "text", pattern = "GONE"', "- C-1 here\n"),
        ('from = "folder", pattern = "(archive)"', "- C-1 here\n"),
        ('from = "heading", values = "state"', "# Plans\n\n- C-1 here\n"),
        ('from = "heading", pattern = "^State: (.*)", values = "state"', "# Plans\n\n- C-1 here\n"),
        ('from = "checkbox", values = "state"', "- C-1 here\n"),
        ('label = "State", pattern = "GONE"', "- C-1 here\n  - State: fine\n"),
        ('label = "State", values = "state"', "- C-1 here\n  - **State**:\n"),
    ],
)
def test_a_default_holds_wherever_nothing_was_found(field: str, document: str) -> None:
    policy = f"""
[vocabulary.state]
values = ["open", "gone"]
[ledger.l]
sources = [{{ path = "list.md", items = "list", key = '^(?P<key>C-\\d+)' }}]
fields.state = {{ {field}, default = "open" }}
"""
    (item,) = reading({"list.md": document}, policy).ledgers["l"].items

    assert [said.value for said in item.fields["state"]] == ["open"]


def test_a_heading_whose_pattern_does_not_match_is_not_taken_whole() -> None:
    policy = """
[vocabulary.state]
values = ["open", "gone"]
[ledger.l]
sources = [{ path = "list.md", items = "list", key = '^(?P<key>C-\\d+)' }]
fields.state = { from = "heading", pattern = "^State: (.*)", values = "state", required = true }
"""
    rejects("LG201", {"list.md": "# Plans\n\n- C-1 here\n"}, policy, at=3)


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("S-1 Oak ([request 7](https://example.org/7))", "s-1"),
        ("[S-2](oak.md) replaces S-1", "s-2"),
        ("~~S-3~~ [S-4](oak.md)", "s-4"),
    ],
)
def test_a_key_before_a_link_that_has_none_is_the_key(line: str, key: str) -> None:
    policy = """
[ledger.l]
sources = [{ path = "list.md", items = "headings", level = 2, key = { from = "text", pattern = '^(?P<key>S-\\d+)' } }]
"""
    (item,) = reading({"list.md": f"## {line}\n"}, policy).ledgers["l"].items
    assert item.key == key


def test_a_key_behind_a_link_that_has_none_is_not() -> None:
    policy = """
[ledger.l]
sources = [{ path = "list.md", items = "headings", level = 2, key = { from = "text", pattern = '(?P<key>S-\\d+)' } }]
"""
    assert reading({"list.md": "## See [the request](x.md) for S-7\n"}, policy).ledgers["l"].items == ()
