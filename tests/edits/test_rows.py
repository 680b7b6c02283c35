"""Rows that a report leaves out: in its own columns, order, style and widths."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixing import codes, fix, repository, run, text
from judging import ALL, POLICY, both, ledger, table

NEW = ("C-4", "漢字 | and 🚀", "A")
MORE = ledger(*ALL, NEW)
PLAIN = POLICY.replace('title = "Title", ', "")


def _report(tmp_path: Path, report: str, list_md: str = MORE, policy: str = POLICY) -> str:
    where = repository(tmp_path, both(list_md, report), policy)
    assert "LG301" in codes(where)
    fix(where)
    assert codes(where) == [], text(where).decode()
    return text(where).decode()


def test_the_row_has_all_columns_and_its_pipes_are_escaped(tmp_path: Path) -> None:
    assert _report(tmp_path, table(*ALL)) == table(*ALL) + "| C-4 | 漢字 \\| and 🚀 | A |\n"


def test_a_missing_last_newline_stays_missing(tmp_path: Path) -> None:
    given = table(*ALL).rstrip("\n")
    assert _report(tmp_path, given) == given + "\n| C-4 | 漢字 \\| and 🚀 | A |"


def test_lines_end_as_the_document_ends_them(tmp_path: Path) -> None:
    given = table(*ALL).replace("\n", "\r\n")
    assert _report(tmp_path, given) == given + "| C-4 | 漢字 \\| and 🚀 | A |\r\n"


def test_the_row_stands_where_the_ledgers_order_puts_it(tmp_path: Path) -> None:
    assert _report(tmp_path, table(ALL[0], ALL[2]), ledger(*ALL)) == table(*ALL)
    assert _report(tmp_path / "first", table(*ALL[1:]), ledger(*ALL)) == table(*ALL)


def test_columns_keep_their_order_and_pipes_stand_below_each_other(tmp_path: Path) -> None:
    head = "| Bucket | Candidate | Why        | Title       |\n|-------:|-----------|------------|-------------|\n"
    rows = "|      A | C-1       | it is late | PSA handoff |\n|      B | C-2       | nobody has | Exports     |\n"
    where = repository(tmp_path, both(ledger(ALL[0], ("C-2", "Exports", "B"), ("C-4", "漢字", "A")), head + rows))
    done = fix(where)
    assert text(where).decode() == head + rows + "|      A | C-4       | …          | 漢字        |\n"
    assert done.mended.open == ("report.md: the row of C-4, column 'Why'",)
    assert not fix(where).writes


def test_the_author_is_told_what_is_left_to_write(tmp_path: Path) -> None:
    given = "| Candidate | Why | Bucket |\n|---|---|---|\n| C-1 | so | A |\n| C-2 | so | B |\n"
    where = repository(tmp_path, both(ledger(*ALL), given))
    _, said = run(where)
    assert "left to you: report.md: the row of C-3, column 'Why'" in said


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("C-1 | A\nC-2 | B\n", "C-3 | B\n"),
        ("|C-1|A|\n|C-2|B|\n", "|C-3|B|\n"),
        ("| **C-1** | A |\n| **C-2** | B |\n", "| **C-3** | B |\n"),
        ("| `C-1` | A |\n| `C-2` | B - Later |\n", "| `C-3` | B - Later |\n"),
        ("| C-1 | Now critical |\n| C-2 | Later |\n", "| C-3 | Later |\n"),
        (
            "| [C-1](list.md#c-1-psa-handoff) | A |\n| [C-2](list.md#c-2-export-of-reviews) | B |\n",
            "| [C-3](list.md#c-3-tenant-search) | B |\n",
        ),
        ("| C-1 PSA handoff | A |\n| C-2 Export of reviews | B |\n", "| C-3 Tenant search | B |\n"),
    ],
)
def test_the_row_is_written_as_its_neighbours_are(tmp_path: Path, given: str, made: str) -> None:
    head = "Candidate | Bucket\n---|---\n" if given[0] != "|" else "| Candidate | Bucket |\n|---|---|\n"
    assert _report(tmp_path, head + given, ledger(*ALL), PLAIN) == head + given + made


def test_of_several_tables_the_one_of_its_bucket_takes_the_row(tmp_path: Path) -> None:
    now = "## Now\n\n| Candidate | Bucket |\n|---|---|\n| C-1 | A |\n"
    later = "\n## Later\n\n| Candidate | Bucket |\n|---|---|\n| C-2 | B |\n| C-3 | B |\n"
    assert _report(tmp_path, now + later, policy=PLAIN) == now + "| C-4 | A |\n" + later


def test_where_nothing_tells_the_table_no_row_is_added(tmp_path: Path) -> None:
    one = "| Candidate | Bucket |\n|---|---|\n| C-1 | A |\n| C-2 | B |\n"
    two = "\n## More\n\n| Candidate | Bucket |\n|---|---|\n| C-3 | B |\n"
    where = repository(tmp_path, both(MORE, one + two), PLAIN)
    assert not fix(where).writes
    assert codes(where) == ["LG301"]


def test_a_row_that_names_nothing_may_be_the_missing_one_under_its_old_name(tmp_path: Path) -> None:
    where = repository(tmp_path, both(ledger(*ALL), table(*ALL[:2], ("C-9", "Tenant searching", "B"))))
    assert not fix(where).writes
    assert codes(where) == ["LG301", "LG302"]


WORDED = POLICY.replace('A = "Now critical", B = "Later", C = "Won\'t do"', 'a = "A", b = "B", c = "C"').replace(
    'covered = "C"', 'covered = "c"'
)


def test_a_text_that_is_its_key_in_capitals_is_written_as_the_other_rows_write_theirs(tmp_path: Path) -> None:
    """A value that no row has yet: only the capitals of the others tell that texts are written, and not keys."""
    one = (("C-1", "PSA handoff", "A"),)
    added = ledger(*one, ("C-2", "Export", "b"))
    assert _report(tmp_path, table(*one), added, WORDED) == table(*one, ("C-2", "Export", "B"))
