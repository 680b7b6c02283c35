"""Cells that are bound to the ledger, in the words of the report's other rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixing import codes, fix, repository, text
from judging import ALL, POLICY, both, table

HEAD = "# Report\n\n| Candidate | Title | Bucket |\n|---|---|---|\n"
MAPPED = POLICY.replace(
    'columns = { Bucket = "bucket" }', 'columns = { Bucket = { field = "bucket", map = { must = "A", soon = "B" } } }'
)
FIRST = "| C-1 | PSA handoff | A |\n| C-2 | Export of reviews | {} |\n| C-3 | Tenant search | {} |\n"


@pytest.mark.parametrize(
    ("wrong", "other", "right"),
    [
        ("A", "B", "B"),
        ("**A**", "B", "**B**"),
        ("Now critical", "Later", "Later"),
        ("A - Now critical", "B - Later", "B - Later"),
        ("a", "Later", "Later"),
        ("?", "B", "B"),
        ("", "B", "B"),
        ("`C`", "B", "`B`"),
        ("covered", "B", "B"),
    ],
)
def test_a_cell_takes_the_ledgers_value(tmp_path: Path, wrong: str, other: str, right: str) -> None:
    report = HEAD + FIRST.format(wrong, other)
    where = repository(tmp_path, both(report_md=report))
    assert "LG303" in codes(where)
    fix(where)
    assert text(where).decode() == HEAD + FIRST.format(right, other)
    assert codes(where) == []


@pytest.mark.parametrize("wrong", ["A (moved from C)", "A, see the minutes"])
def test_a_cell_with_a_note_in_it_is_the_authors(tmp_path: Path, wrong: str) -> None:
    where = repository(tmp_path, both(report_md=HEAD + FIRST.format(wrong, "B")))
    before = text(where)
    fix(where)
    assert text(where) == before


def test_a_reports_own_word_is_written_where_it_has_one(tmp_path: Path) -> None:
    report = HEAD + "| C-1 | PSA handoff | must |\n| C-2 | Export of reviews | must |\n| C-3 | Tenant search | soon |\n"
    where = repository(tmp_path, both(report_md=report), MAPPED)
    fix(where)
    assert "| C-2 | Export of reviews | soon |" in text(where).decode()


def test_wide_signs_pipes_and_blanks_beside_the_cell_stay(tmp_path: Path) -> None:
    titles = (
        ("C-1", "漢字の引き渡し", "A"),
        ("C-2", "Export \\| reviews 🚀", "A"),
        ("C-3", "Tenant `a\\|b` search", "B"),
    )
    from judging import ledger

    items = (("C-1", "漢字の引き渡し", "A"), ("C-2", "Export | reviews 🚀", "B"), ("C-3", "Tenant `a|b` search", "B"))
    report = table(*titles).replace(" A |\n", " A |  \t\n")
    where = repository(tmp_path, both(ledger(*items), report))
    before = text(where)
    fix(where)
    assert text(where) == before.replace("🚀 | A |".encode(), "🚀 | B |".encode())
    assert codes(where) == []


def test_a_report_and_its_totals_are_mended_together(tmp_path: Path) -> None:
    report = table(("C-1", "PSA handoff", "B"), *ALL[1:], more="\nBucket A: 7 of 9\n\n- B: 4\n")
    where = repository(tmp_path, both(report_md=report))
    done = fix(where)
    assert {one.code for one in done.mended.fixed} == {"LG303", "LG305"}
    assert codes(where) == []
