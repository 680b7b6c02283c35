"""Sources of one ledger that share a document, and entries of a list that a pattern chooses."""

from __future__ import annotations

import pytest

from judging import reading, rejects

LEDGER = """
[vocabulary.rank]
values = ["P0", "P1", "P2"]
[ledger.l]
sources = [{ path = "list.md", KEPT }, { path = "list.md", GONE }]
key = '(?P<key>C-\\d+)'
fields.rank = { label = "Rank", values = "rank" }
"""
PARAGRAPHS = "items = \"paragraphs\", pattern = '^C-\\d+ (?!gone)'", "items = \"paragraphs\", pattern = '^C-\\d+ gone'"
MIXED = 'items = "headings", level = 2', "items = \"paragraphs\", pattern = '^C-\\d+ gone'"
LISTED = 'items = "headings", level = 2', "items = \"list\", pattern = '^C-\\d+ gone'"
LEVELS = 'items = "headings", level = 2', 'items = "headings", level = 3'
NESTED = "items = \"list\", pattern = '^C-\\d+ (?!gone)'", "items = \"list\", depth = 2, pattern = '^C-\\d+ gone'"


def ranks(document: str, sources: tuple[str, str]) -> dict[str, str]:
    policy = LEDGER.replace("KEPT", sources[0]).replace("GONE", sources[1])
    return {item.shown: item.value("rank") for item in reading({"list.md": document}, policy).ledgers["l"].items}


@pytest.mark.parametrize(
    ("document", "sources"),
    [
        ("C-1 here\n\nC-2 gone\n\n- Rank: P1\n", PARAGRAPHS), ("## C-1 here\n\nC-2 gone\n\n- Rank: P1\n", MIXED),
        ("## C-1 here\n\n- C-2 gone\n  - Rank: P1\n", LISTED), ("## C-1 here\n\n### C-2 gone\n\nRank: P1\n", LEVELS),
        ("- C-1 here\n  - C-2 gone\n    - Rank: P1\n", NESTED),
    ],
)  # fmt: skip
def test_what_another_source_reads_ends_an_item(document: str, sources: tuple[str, str]) -> None:
    assert ranks(document, sources) == {"C-1": "", "C-2": "P1"}


def test_what_stands_before_the_other_item_stays() -> None:
    assert ranks("## C-1 here\n\nRank: P2\n\nC-2 gone\n\nRank: P1\n", MIXED) == {"C-1": "P2", "C-2": "P1"}
    assert ranks("C-1 here\n\nRank: P2\n\nC-2 gone\n\nC-3 here\n", PARAGRAPHS) == {"C-1": "P2", "C-2": "", "C-3": ""}


REPORT = """
[ledger.l]
sources = [{ path = "list.md", items = "headings", level = 2 }]
key = '^(?P<key>C-\\d+)'
[[report]]
path = "report.md"
ledger = "l"
covers = "none"
rows = { items = "ITEMS", pattern = '^Needs ', key = '(?P<key>C-\\d+)' }
"""


@pytest.mark.parametrize(("items", "mark"), [("list", "-"), ("list", "1."), ("tasks", "- [ ]")])
def test_entries_that_a_pattern_does_not_match_are_no_rows(items: str, mark: str) -> None:
    report = f"{mark} Purpose: yard\n{mark} Needs C-1\n{mark} Not C-8\n  {mark} Needs C-9\n"

    rejects("LG302", {"list.md": "## C-1 x\n", "report.md": report}, REPORT.replace("ITEMS", items), at=4, key="C-9")


def test_lines_that_go_on_with_a_numbering_are_chosen_too() -> None:
    report = "1. Needs C-1\n\n**More**\n2. Purpose: yard\n3. Needs C-9\n"

    rejects("LG302", {"list.md": "## C-1 x\n", "report.md": report}, REPORT.replace("ITEMS", "list"), at=5, key="C-9")
