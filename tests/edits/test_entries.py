"""List entries that a report leaves out: written as the entries beside them are."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixing import codes, fix, repository, run, text
from judging import ALL, POLICY, both, ledger

LIST = POLICY.replace('title = "Title", ', "").replace(
    'items = "table", key = "Candidate"', "items = \"list\", key = '^(?P<key>C-\\d+)'"
)
BARE = LIST.replace(', columns = { Bucket = "bucket" }', "")
TASKS = BARE.replace('items = "list"', 'items = "tasks"')
MORE = ledger(*ALL, ("C-4", "漢字 | and 🚀", "A"))


def _added(tmp_path: Path, report: str, list_md: str, policy: str) -> str:
    where = repository(tmp_path, both(list_md, report), policy)
    assert "LG301" in codes(where)
    fix(where)
    assert codes(where) == [], text(where).decode()
    assert not fix(where).writes
    return text(where).decode()


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("- C-1 PSA handoff\n- C-2 Export of reviews\n", "- C-3 Tenant search\n"),
        ("- **C-1** - PSA handoff\n- **C-2** - Export of reviews\n", "- **C-3** - Tenant search\n"),
        ("* C-1\n* C-2\n", "* C-3\n"),
        ("- C-1: PSA handoff\n", "- C-2: Export of reviews\n- C-3: Tenant search\n"),
        ("1. C-1 PSA handoff\n2. C-2 Export of reviews\n", "3. C-3 Tenant search\n"),
        ("1. C-1 PSA handoff\n1. C-2 Export of reviews\n", "1. C-3 Tenant search\n"),
        ("- C-1 PSA handoff\n\n- C-2 Export of reviews\n", "\n- C-3 Tenant search\n"),
        (
            "- [C-1](list.md#c-1-psa-handoff)\n- [C-2](list.md#c-2-export-of-reviews)\n",
            "- [C-3](list.md#c-3-tenant-search)\n",
        ),
        ("> - C-1 PSA handoff\n> - C-2 Export of reviews\n", "> - C-3 Tenant search\n"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_entry_is_written_as_its_neighbours_are(tmp_path: Path, given: str, made: str, end: str) -> None:
    head = "# Report\n\n"
    given, made = (head + given).replace("\n", end), made.replace("\n", end)
    assert _added(tmp_path, given, ledger(*ALL), BARE) == given + made


@pytest.mark.parametrize(
    ("given", "made"),
    [
        (
            "- C-1 PSA handoff\n  - Bucket: A\n- C-2 Export of reviews\n  - Bucket: B\n",
            "- C-3 Tenant search\n  - Bucket: B\n",
        ),
        (
            "- C-1 PSA handoff\n  - **Bucket**: Now critical\n- C-2 Export of reviews\n  - **Bucket**: Later\n",
            "- C-3 Tenant search\n  - **Bucket**: Later\n",
        ),
    ],
)
def test_its_values_are_those_of_the_ledger(tmp_path: Path, given: str, made: str) -> None:
    assert _added(tmp_path, f"# Report\n\n{given}", ledger(*ALL), LIST) == f"# Report\n\n{given}{made}"


def test_the_entry_stands_where_the_ledgers_order_puts_it(tmp_path: Path) -> None:
    assert _added(tmp_path, "- C-1\n- C-3\n\nProse.\n", ledger(*ALL), BARE) == "- C-1\n- C-2\n- C-3\n\nProse.\n"
    assert _added(tmp_path / "first", "- C-2\n- C-3\n", ledger(*ALL), BARE) == "- C-1\n- C-2\n- C-3\n"


def test_a_new_box_is_open(tmp_path: Path) -> None:
    given = "- [x] C-1 PSA handoff\n- [x] C-2 Export of reviews\n"
    assert _added(tmp_path, given, ledger(*ALL), TASKS) == given + "- [ ] C-3 Tenant search\n"


def test_signs_of_tables_are_no_signs_of_lists(tmp_path: Path) -> None:
    given = "- C-1 PSA handoff\n- C-2 Export of reviews\n- C-3 Tenant search"
    assert _added(tmp_path, given, MORE, BARE) == given + "\n- C-4 漢字 | and 🚀"


def test_the_author_is_told_what_is_left_to_write(tmp_path: Path) -> None:
    given = "- C-1 PSA handoff: it is late\n- C-2 Export of reviews: nobody asked\n"
    where = repository(tmp_path, both(ledger(*ALL), given), BARE.replace('title-differs = "block"\n', ""))
    _, said = run(where)
    assert text(where).decode() == given + "- C-3 Tenant search: …\n"
    assert "left to you: report.md: the row of C-3, what it says besides" in said


def test_of_several_lists_the_one_of_its_bucket_takes_the_entry(tmp_path: Path) -> None:
    now, later = "## Now\n\n- C-1\n", "\n## Later\n\n- C-2\n- C-3\n"
    assert _added(tmp_path, now + later, MORE, BARE) == now + "- C-4\n" + later


def test_where_nothing_tells_the_list_no_entry_is_added(tmp_path: Path) -> None:
    where = repository(tmp_path, both(MORE, "## One\n\n- C-1\n- C-2\n\n## Two\n\n- C-3\n"), BARE)
    assert not fix(where).writes
    assert codes(where) == ["LG301"]
