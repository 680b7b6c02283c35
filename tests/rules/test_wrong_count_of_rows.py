"""How many rows a report has, of all and of one value."""

from __future__ import annotations

from pathlib import Path

from readiness import RECOMMENDED, edit, example, findings, line_of, told

ROW = "| none yet | HB-208 | move-to-website | Follow-up | no platform code is needed |\n"


def test_the_example_has_as_many_rows_as_it_may(tmp_path: Path) -> None:
    assert told(example(tmp_path), "LG309") == []


def test_two_primaries_are_one_too_many(tmp_path: Path) -> None:
    repository = example(tmp_path)
    edit(
        repository,
        RECOMMENDED,
        "| HB-201 | must-do-before-sellable | Follow-up |",
        "| HB-201 | must-do-before-sellable | Primary |",
    )

    (one,) = findings(repository, "LG309")

    assert (one.place.path, one.place.line) == (RECOMMENDED, line_of(repository, RECOMMENDED, "| HB-201 "))
    assert one.message == "this report has 2 rows whose role is primary; the policy allows 1"
    assert one.key == "role=primary"


def test_no_primary_is_refused(tmp_path: Path) -> None:
    repository = example(tmp_path)
    edit(repository, RECOMMENDED, "| Primary |", "| Follow-up |")

    (one,) = findings(repository, "LG309")

    assert one.message == "this report has 0 rows whose role is primary; the policy allows 1"
    assert "add 1 of them" in one.cure[0]


def test_an_eighth_row_is_refused_where_it_stands(tmp_path: Path) -> None:
    repository = example(tmp_path)
    edit(repository, RECOMMENDED, ROW, ROW + ROW.replace("HB-208", "HB-306") + ROW.replace("HB-208", "HB-102"))

    assert told(repository, "LG309") == [("LG309", RECOMMENDED, line_of(repository, RECOMMENDED, "| HB-102 "))]


def test_seven_rows_are_not_too_many(tmp_path: Path) -> None:
    repository = example(tmp_path)
    edit(repository, RECOMMENDED, ROW, ROW + ROW.replace("HB-208", "HB-306"))

    assert told(repository, "LG309") == []
