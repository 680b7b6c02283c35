"""The title of an item whose heading begins with its key."""

from __future__ import annotations

import pytest

from judging import reading, rejects
from ledgergate.ledgers.identity import unnumbered

ADRS = """
[ledger.adrs]
sources = [{ path = "adr/*.md", items = "files", exclude = ["README.md"] }]
key = { from = "file", pattern = '^adr-(?P<key>\\d+)', prefix = "ADR-" }
[[report]]
path = "adr/README.md"
ledger = "adrs"
rows = { items = "list", key = '^(?P<key>ADR-\\d+)' }
[rules]
title-differs = "block"
"""


@pytest.mark.parametrize(
    "title",
    [
        "ADR 113: Hashing", "ADR-113: Hashing", "adr-0113 – Hashing", "113. Hashing", "0113 - Hashing", "113: Hashing",
        "[ADR-113] | Hashing", "ADR #113: Hashing", "Hashing",
    ],
)  # fmt: skip
def test_the_key_is_no_part_of_the_title(title: str) -> None:
    assert unnumbered(title, "ADR-113") == "Hashing"


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Partly undo ADR 109", "ADR-114"),
        ("112: Hashing", "ADR-113"),
        ("RFC 113: Hashing", "ADR-113"),
        ("113 ways to hash", "ADR-113"),
        ("Phase 2 rollout", "0002"),
        ("2.0 is out: finally", "0002"),
        ("Hashing", "hashing"),
    ],
)
def test_a_number_that_is_not_the_key_stays(title: str, shown: str) -> None:
    assert unnumbered(title, shown) == title


def test_a_row_and_a_heading_with_the_key_agree() -> None:
    files: dict[str, str | bytes] = {
        "adr/adr-113-x.md": "# ADR 113: Hashing\n",
        "adr/README.md": "- [ADR-113: Hashing](adr-113-x.md)\n",
    }
    assert not _titles(files)
    files["adr/README.md"] = "- [ADR-113: Smashing](adr-113-x.md)\n"
    rejects("LG310", files, ADRS, at=1, says="'Smashing'; the ledger says 'Hashing'")


def test_an_item_without_a_title_of_its_own_contradicts_none() -> None:
    assert not _titles({"adr/adr-113-x.md": "Words.\n", "adr/README.md": "- [ADR-113: Hashing](adr-113-x.md)\n"})


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        ("lamp", "# Lamp\n\nNot planned.\n\n## Why it is not planned\n", "Lamp"),
        ("adr-113-x", "# ADR-113\n\n## Hashing\n", "Hashing"),
        ("lamp", "# Lamp\n\n## How it is lit\n", "How it is lit"),
    ],
)
def test_the_heading_below_one_that_is_a_number_is_the_title_and_below_one_of_words_a_part(
    name: str, text: str, title: str
) -> None:
    policy = ADRS.replace('^adr-(?P<key>\\d+)\', prefix = "ADR-"', "^(?P<key>adr-\\d+|[a-z]+)'").partition("[[")[0]
    assert [one.title for one in reading({f"adr/{name}.md": text}, policy).ledgers["adrs"].items] == [title]


def _titles(files: dict[str, str | bytes]) -> list[str]:
    from judging import findings

    assert reading(files, ADRS).ledgers["adrs"].items
    return [one.message for one in findings(files, ADRS) if one.code == "LG310"]
