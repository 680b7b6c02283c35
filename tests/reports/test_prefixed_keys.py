"""Rows that call an item by its number behind another spelling of the ledger's prefix."""

from __future__ import annotations

import pytest

from judging import accepts, rejects

POLICY = """
[vocabulary.status]
values = ["Draft", "Final"]
[ledger.lamps]
sources = [{ path = "lamps/*.md", items = "files" }]
key = { from = "file", pattern = '(?i)^lamp[-_ ]?(?P<key>\\d+)', prefix = "LAMP-" }
fields.status = { label = "Status", values = "status", required = true }
[[report]]
path = "README.md"
ledger = "lamps"
rows = { items = "table", key = "ID", columns = { Status = "status" } }
"""


def index(first: str, status: str = "Draft") -> dict[str, str | bytes]:
    rows = f"| ID | Status |\n|---|---|\n| {first} | {status} |\n| LAMP-12 | Final |\n"
    return {
        "lamps/LAMP-7.md": "# Amber\n\nStatus: Draft\n",
        "lamps/lamp12.md": "# Beige\n\nStatus: Final\n",
        "README.md": f"# Lamps\n\n{rows}",
    }


@pytest.mark.parametrize("first", ["LAMP-7", "LAMP 7", "LAMP 07", "lamp_007", "Lamp7", "LAMP 7: Amber"])
def test_a_row_names_an_item_in_any_spelling_that_the_pattern_takes(first: str) -> None:
    accepts(index(first), POLICY)
    rejects("LG303", index(first, "Final"), POLICY, path="README.md", at=5, says="the ledger says Draft")


def test_a_source_may_have_the_pattern_and_its_ledger_the_prefix() -> None:
    pattern = """key = { from = "file", pattern = '(?i)^lamp[-_ ]?(?P<key>\\d+)' }"""
    parted = POLICY.replace('items = "files" }]', f'items = "files", {pattern} }}]')
    parted = parted.replace("""pattern = '(?i)^lamp[-_ ]?(?P<key>\\d+)', prefix""", "prefix")
    assert parted.count("pattern") == 1
    accepts(index("LAMP 07"), parted)
    rejects("LG303", index("LAMP 07", "Final"), parted, path="README.md", at=5)


@pytest.mark.parametrize("first", ["TORCH 7", "LAMP", "LAMP-8"])
def test_another_prefix_or_number_names_nothing(first: str) -> None:
    rejects("LG302", index(first), POLICY, path="README.md", at=5)
