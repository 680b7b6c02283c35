"""The row that a report lacks fits the table that it is pasted into."""

from __future__ import annotations

import pytest

from judging import findings, rejects

POLICY = """
[vocabulary.bucket]
values = { now = "Right now", later = "Later on" }
[ledger.candidates]
sources = [{ path = "c.md", items = "table", key = "ID", title = "Name" }]
fields.bucket = { label = "Bucket", values = "bucket", required = true }
[[report]]
path = "r.md"
ledger = "candidates"
rows = { items = "table", key = "ID", title = "Title", columns = { Bucket = "bucket" } }
"""
LEDGER = "| ID | Name | Bucket |\n|---|---|---|\n| C-1 | Exports | Right now |\n| C-2 | {} | Later on |\n"


def lacking(head: str, *rows: str, title: str = "Alerts", policy: str = POLICY) -> str:
    """The row that is offered for C-2."""
    columns = head.count("|") - 1
    report = f"# Report\n\n{head}\n|{'---|' * columns}\n" + "".join(f"{row}\n" for row in rows)
    files: dict[str, str | bytes] = {"c.md": LEDGER.format(title), "r.md": report}
    one = rejects("LG301", files, policy, path="r.md", key="C-2")
    (cure,) = one.cure
    row = cure.removeprefix("add a row:  ")
    mended = findings({**files, "r.md": f"{report}{row}\n"}, policy)
    assert [each.message for each in mended] == [], "the row that is offered ends the finding, and starts none"
    return row


@pytest.mark.parametrize(
    ("head", "row", "offered"),
    [
        ("| ID | Title | Bucket |", "| C-1 | Exports | Right now |", "| C-2 | Alerts | Later on |"),
        ("| ID | Title | Bucket |", "| C-1 | Exports | now |", "| C-2 | Alerts | later |"),
        ("| Bucket | Owner | Title | ID |", "| Right now | Ines | Exports | C-1 |", "| Later on | … | Alerts | C-2 |"),
        ("| ID | Title | Owner | Bucket |", "| C-1 | Exports | Ines | NOW |", "| C-2 | Alerts | … | later |"),
    ],
)
def test_the_row_has_the_tables_columns_in_their_order_and_words(head: str, row: str, offered: str) -> None:
    assert lacking(head, row) == offered


def test_a_pipe_in_a_title_stays_within_its_cell() -> None:
    row = "| C-1 | Exports | Right now |"
    assert lacking("| ID | Title | Bucket |", row, title="Alerts \\| mails") == "| C-2 | Alerts \\| mails | Later on |"


def test_a_report_with_words_of_its_own_is_offered_those() -> None:
    mapped = POLICY.replace(
        'Bucket = "bucket" }', 'Bucket = { field = "bucket", map = { Soon = "now", Some = "later" } } }'
    )
    row = "| C-1 | Exports | Soon |"
    assert lacking("| ID | Title | Bucket |", row, policy=mapped) == "| C-2 | Alerts | Some |"
