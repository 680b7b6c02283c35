"""Links, titles, bound numbers and cited paths: mended where one answer is there, and left where there are two."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixing import codes, fix, repository, standing, text
from judging import ALL, POLICY, both, ledger, table

CITES = POLICY.replace("fields.bucket", 'fields.evidence = { label = "Evidence", kind = "evidence" }\nfields.bucket')
LEDGER = ledger(*ALL, more="- **Evidence**: {}\n")


@pytest.mark.parametrize(
    ("cited", "files", "made"),
    [
        ("`src/old/TenantScope.php`", ["src/new/TenantScope.php"], "`src/new/TenantScope.php`"),
        ("`src/old/TenantScope.php:1`", ["src/new/TenantScope.php"], "`src/new/TenantScope.php:1`"),
        ("[the code](src/old/Scope.php)", ["src/new/Scope.php"], "[the code](src/new/Scope.php)"),
        ("`src/old/TenantScope.php`", ["src/new/TenantScope.php", "lib/TenantScope.php"], ""),
        ("`src/old/TenantScope.php`", [], ""),
        ("`src/old/README.md`", ["README.md"], ""),
        ("`src/old/*Scope.php`", ["src/new/TenantScope.php"], ""),
    ],
)
def test_a_cited_file_that_moved_is_cited_where_it_lies(
    tmp_path: Path, cited: str, files: list[str], made: str
) -> None:
    there = {"src/keep.php": "<?php\n", **dict.fromkeys(files, "<?php\n")}
    where = repository(tmp_path, {**both(LEDGER.format(cited)), **there}, CITES)
    assert codes(where) == ["LG401"]
    fix(where)
    assert text(where, "list.md").decode() == LEDGER.format(made or cited)
    assert codes(where) == ([] if made else ["LG401"])


@pytest.mark.parametrize(("edited", "made"), [("", "../archive/2026-lamp/proposal.md"), ("More.\n", "")])
def test_a_file_that_the_change_moves_is_cited_where_it_goes(tmp_path: Path, edited: str, made: str) -> None:
    linked = "See [the proposal](../lamp/proposal.md#why).\n"
    there = {"changes/lamp/proposal.md": "# Why\n\nIt is dark.\n", "changes/door/proposal.md": "# Why\n\nOpen.\n"}
    policy = f'{POLICY}\n[documents]\nlinks = "changes/**/*.md"\n'
    where = repository(tmp_path, {**both(), **there, "changes/roof/notes.md": linked}, policy)
    where.write("changes/archive/2026-lamp/proposal.md", there["changes/lamp/proposal.md"] + edited)
    where.remove("changes/lamp/proposal.md")
    where.stage()
    assert codes(where) == ["LG401"]
    fix(where)
    assert text(where, "changes/roof/notes.md").decode() == linked.replace(
        "../lamp/proposal.md", made or "../lamp/proposal.md"
    )
    assert codes(where) == ([] if made else ["LG401"])


def test_a_title_that_differs_is_written_where_it_has_a_cell(tmp_path: Path) -> None:
    where = repository(tmp_path, both(ledger(ALL[0], ("C-2", "Export | of 漢字", "B"), ALL[2])))
    assert codes(where) == ["LG310"]
    fix(where)
    assert "| C-2 | Export \\| of 漢字 | B |" in text(where).decode()
    assert codes(where) == []


def _linked(title: str) -> dict[str, str | bytes]:
    rows = table(*ALL).replace("| C-2 | Export of reviews |", f"| [C-2](list.md#c-3-tenant-search) | {title} |")
    return both(report_md=rows)


def test_a_link_that_key_and_title_speak_against_is_mended(tmp_path: Path) -> None:
    where = repository(tmp_path, _linked("Export of reviews"))
    assert codes(where) == ["LG311"]
    fix(where)
    assert "| [C-2](list.md#c-2-export-of-reviews) | Export of reviews |" in text(where).decode()
    assert codes(where) == []


def test_a_link_that_the_title_goes_with_is_the_authors(tmp_path: Path) -> None:
    where = repository(tmp_path, _linked("Tenant search"))
    before = text(where)
    assert "LG311" in codes(where)
    fix(where, rules=("LG311",))
    assert text(where) == before


@pytest.mark.parametrize(
    ("said", "made"), [("2 items", "3 items"), ("**2** items", "**3** items"), ("12 items", "3 items")]
)
def test_a_bound_number_is_written(tmp_path: Path, said: str, made: str) -> None:
    policy = POLICY.replace(
        'totals = { by = "bucket", optional = true }', "totals = [{ pattern = 'in all:? (?P<count>\\d+) items' }]"
    )
    where = repository(tmp_path, both(report_md=table(*ALL, more=f"\nIt is in all: {said}.\n")), policy)
    assert codes(where) == ["LG305"]
    fix(where)
    assert f"in all: {made}.".replace("*", "") in text(where).decode().replace("*", "")
    assert codes(where) == []


@pytest.mark.parametrize(
    ("said", "made"),
    [("1 of 2", "2 of 3"), ("1 out of 3", "2 out of 3"), ("1/2", "2/3"), ("1 of 2 (50%)", ""), ("one of two", "")],
)
def test_two_bound_numbers_are_written_as_the_sentence_has_them(tmp_path: Path, said: str, made: str) -> None:
    pattern = r"(?P<count>\w+)(?: of | out of |/)(?P<of>\w+)(?: .(?P<percent>\d+)%.)? later"
    total = f"totals = [{{ pattern = '{pattern}', where = {{ bucket = \"B\" }} }}]"
    policy = POLICY.replace('totals = { by = "bucket", optional = true }', total)
    where = repository(tmp_path, both(report_md=table(*ALL, more=f"\nThere are {said} later.\n")), policy)
    (one,) = standing(where)
    assert one.code == "LG305"
    before = text(where)
    fix(where)
    assert text(where) == (before.replace(said.encode(), made.encode()) if made else before)
    if made:
        assert one.message.startswith(f"this says {said} for items of B; the ledger 'candidates' counts {made}")
