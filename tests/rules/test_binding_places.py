"""Titles, sections, links and packages that the policy binds and nothing has."""

from __future__ import annotations

import pytest

from judging import ALL, POLICY, accepts, both, findings, ledger, reading, rejects, table
from ledgergate.applicable import applicable
from ledgergate.coverage.bindings import bindings
from ledgergate.rules import CATALOGUE
from ledgergate.rules.view import View

FILES = """
[ledger.items]
sources = [{ path = "docs/*.md", items = "files" }]
key = { from = "file" }
title = '^Item \\d: (?P<title>.+)'
"""


def lg312(files: dict[str, str | bytes], policy: str) -> list[str]:
    """What the rule says, as a check judges it."""
    side = reading(files, policy)
    runs, _ = applicable(CATALOGUE, View(side))
    told = [one.message for one in findings(files, policy) if one.code == "LG312"]
    assert not told or "binding-unread" in {rule.name for rule in runs}
    return told


def test_a_title_that_no_heading_holds() -> None:
    (message,) = lg312({"docs/001.md": "# Part 1, Lamp\n", "docs/002.md": "# Part 2, Door\n"}, FILES)

    assert "ledger.items.title reads 0 of 2 items" in message


def test_a_title_that_one_heading_holds() -> None:
    assert lg312({"docs/001.md": "# Part 1, Lamp\n", "docs/002.md": "# Item 2: Door\n"}, FILES) == []


def test_a_title_that_says_what_the_key_says_is_one() -> None:
    policy = FILES.replace("title = '^Item \\d: (?P<title>.+)'", "title = '^(?P<title>.+)'")

    assert lg312({"docs/lamp.md": "# lamp\n"}, policy) == []


def test_the_title_column_of_a_report() -> None:
    files = both(report_md=table(*ALL).replace("| Title |", "| Titles |"))

    rejects("LG312", files, path="report.md", at=3, says="nearest: 'Titles'", key="Title")


SECTIONS = POLICY.replace("level = 3", 'level = 3, under = ["Open", "Parked"]')
OPEN = (
    "# L\n\n## Open\n\n### C-1 PSA handoff\n\n- **Bucket**: A\n\n## {}\n\n### C-2 Export of reviews\n\n**Bucket**: B\n"
)


def test_a_section_that_was_renamed_is_told_with_the_one_in_its_place() -> None:
    reported = {"report.md": table(*ALL[:2])}
    accepts({"list.md": OPEN.format("Parked"), **reported}, SECTIONS)

    rejects("LG312", {"list.md": OPEN.format("Shelved"), **reported}, SECTIONS, says="nearest: 'Shelved'", at=7)


@pytest.mark.parametrize("more", ["", "\n## How to add one\n\nSome text.\n"])
def test_a_section_in_another_language_need_not_be_there(more: str) -> None:
    policy = SECTIONS.replace('"Parked"', '"Offen"')
    text = "# L\n\n## Open\n\n" + ledger(*ALL).removeprefix("# Candidates\n\n") + more

    accepts({"list.md": text, "report.md": table(*ALL)}, policy)


def test_a_section_where_tombstones_stand_is_in_nobodys_place() -> None:
    policy = SECTIONS.replace("[[report]]", 'dispositions = { path = "list.md", under = ["Closed"] }\n[[report]]', 1)

    assert lg312({"list.md": OPEN.format("Closed"), "report.md": table(ALL[0])}, policy) == []


@pytest.mark.parametrize(
    ("more", "at"),
    [
        ('[documents]\nlinks = ["list.md", "guide/**/*.md"]\n', "guide/**/*.md"),
        ('[[package]]\npath = "specs/*"\n', "specs/*"),
    ],
)
def test_documents_and_folders_that_are_not_there(more: str, at: str) -> None:
    policy = POLICY.replace("[rules]", f"{more}[rules]")
    (message,) = lg312(both(), policy)

    assert f"matches '{at}'" in message
    assert lg312({**both(), "guide/a.md": "# A\n", "specs/1-a/spec.md": "# S\n"}, policy) == []


def test_every_binding_says_what_it_read() -> None:
    read = {one.where: (one.kind, one.line, one.tried, one.hits) for one in reading(both()).ask(bindings)}

    assert read == {
        "ledger.candidates.fields.bucket": ("label", 9, 3, 3),
        "report[0].rows.columns.Bucket": ("column", 14, 3, 3),
        "report[0].rows.title": ("title", 14, 3, 3),
    }
