"""What a merge left behind: told once, and one of its versions is read."""

from __future__ import annotations

import pytest

from judging import accepts, findings, rejects

POLICY = """
[vocabulary.b]
values = {{ now = "Now", later = "Later" }}
[ledger.c]
key = '^(?P<key>C-\\d+)\\b'
sources = [{{ path = "c.md", {} }}]
fields.b = {{ label = "Bucket", values = "b", required = true }}
"""
TABLE = POLICY.format('items = "table", key = "ID"')
HEAD = "# C\n\n| ID | Bucket |\n|---|---|\n"


def test_a_conflict_in_a_table_is_one_finding() -> None:
    text = HEAD + "<<<<<<< HEAD\n| C-1 | Now |\n=======\n| C-1 | Later |\n>>>>>>> main\n"
    one = rejects("LG206", {"c.md": text}, TABLE, at=5, says="merge conflict")
    assert one.place.end_line == 9
    assert [one.code for one in findings({"c.md": text}, TABLE)] == ["LG206"]


def test_the_base_of_a_conflict_is_not_read() -> None:
    text = HEAD + "<<<<<<< HEAD\n| C-1 | Now |\n||||||| 1a2b3c4\n| C-1 |  |\n=======\n| C-1 | Later |\n>>>>>>> main\n"
    assert [one.code for one in findings({"c.md": text}, TABLE)] == ["LG206"]


@pytest.mark.parametrize("left", ["<<<<<<< HEAD\n", ">>>>>>> main\n"])
def test_a_marker_that_was_forgotten_is_told(left: str) -> None:
    rejects("LG206", {"c.md": HEAD + "| C-1 | Now |\n" + left}, TABLE, at=6, says="marker")


@pytest.mark.parametrize(
    ("source", "item"),
    [
        ('items = "headings", level = 3', "### C-1 a\n\n- **Bucket**: {}\n\n"),
        ('items = "list"', "- C-1 a\n  - **Bucket**: {}\n\n"),
    ],
)
def test_a_conflict_between_items_of_other_shapes(source: str, item: str) -> None:
    text = f"# C\n\n<<<<<<< HEAD\n{item.format('Now')}=======\n{item.format('Later')}>>>>>>> main\n"
    assert [one.code for one in findings({"c.md": text}, POLICY.format(source))] == ["LG206"]


@pytest.mark.parametrize("example", ["```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> main\n```\n", "Title\n=======\n"])
def test_examples_and_underlines_are_no_conflict(example: str) -> None:
    accepts({"c.md": HEAD + "| C-1 | Now |\n\n" + example}, TABLE)


def test_a_conflict_in_a_report_is_told_and_its_first_version_is_read() -> None:
    policy = TABLE + '[[report]]\npath = "r.md"\nledger = "c"\n'
    policy += 'rows = { items = "table", key = "ID", columns = { Bucket = "b" } }\n'
    report = HEAD + "<<<<<<< HEAD\n| C-1 | Now |\n=======\n| C-1 | Later |\n>>>>>>> main\n"
    rejects("LG206", {"c.md": HEAD + "| C-1 | Now |\n", "r.md": report}, policy, path="r.md", at=5)


def test_a_conflict_in_a_file_that_is_an_item_is_told() -> None:
    policy = '[ledger.c]\nsources = [{ path = "d/*.md", items = "files" }]\n'
    text = "# One\n\n<<<<<<< HEAD\nStatus: a\n=======\nStatus: b\n>>>>>>> main\n"
    rejects("LG206", {"d/1.md": text, "d/2.md": "# Two\n"}, policy, path="d/1.md", at=3)


def test_a_conflict_in_a_csv_file_is_told_and_its_first_version_is_read() -> None:
    policy = '[ledger.c]\nsources = [{ path = "c.csv", items = "csv", key = "ID" }]\n'
    text = "ID,Bucket\n<<<<<<< HEAD\nC-1,Now\n=======\nC-1,Later\n>>>>>>> main\n"
    assert [(one.code, one.place.line) for one in findings({"c.csv": text}, policy)] == [("LG206", 2)]
