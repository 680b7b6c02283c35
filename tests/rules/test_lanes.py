"""A report may classify what the ledger leaves open: single items, and lanes whose members inherit."""

from __future__ import annotations

from judging import accepts, rejects

POLICY = """
[vocabulary.bucket]
values = { A = "Now", B = "Later" }
[ledger.candidates]
sources = [{ path = "list.md", items = "headings", level = 3 }]
key = '^(?P<key>C-\\d+)'
fields.bucket = { label = "Bucket", values = "bucket", required = true }
fields.lane = { label = "Lane", classifies = true }
[[report]]
path = "report.md"
ledger = "candidates"
rows = { items = "table", key = "What", columns = { Bucket = "bucket" } }
classifies = true
covers = "none"
"""


def _files(bucket: str, *rows: str) -> dict[str, str | bytes]:
    said = f"- **Bucket**: {bucket}\n" if bucket else ""
    table = "| What | Bucket |\n|---|---|\n" + "".join(f"| {row} |\n" for row in rows)
    return {
        "list.md": f"### C-1 One\n\n{said}- **Lane**: Portal\n\n### C-2 Two\n\n- **Bucket**: B\n",
        "report.md": table,
    }


def test_a_lane_gives_its_members_their_bucket() -> None:
    accepts(_files("", "Portal | A", "C-2 | B"), POLICY)


def test_a_row_of_its_own_gives_an_item_its_bucket() -> None:
    accepts(_files("", "C-1 | A"), POLICY)


def test_an_item_that_no_row_and_no_lane_classifies_is_unclassified() -> None:
    rejects("LG201", _files("", "C-2 | B"), POLICY, at=1, key="C-1")


def test_a_report_does_not_cover_up_a_word_that_no_bucket_has() -> None:
    rejects("LG202", _files("Z", "C-1 | A"), POLICY, at=3, says="'Z' is no bucket")


def test_a_row_that_says_other_than_the_ledger_contradicts_it() -> None:
    rejects("LG303", _files("B", "C-1 | A"), POLICY, at=3, key="C-1")
