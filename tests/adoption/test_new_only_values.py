"""What a line says belongs to its finding: another wrong value is the change's, and so is a number that is more off."""

from __future__ import annotations

from pathlib import Path

import pytest

from judging import POLICY, both, ledger, table
from small_team import judged
from support import Repository

OLD = (("C-1", "PSA handoff", "A"), ("C-2", "Export of reviews", "B"), ("C-3", "Tenant search", "B"))


def left(folder: Path, before: dict[str, str | bytes], after: dict[str, str | bytes]) -> list[str]:
    """The codes that are the change's own."""
    repository = Repository(folder / "r")
    repository.save({"ledgergate.toml": POLICY, **before}, "start")
    repository.branch("work")
    repository.save(after, "work")
    found = judged(repository, base="main", head="HEAD").findings
    return [one.code for one in found if one.introduced is not False]


def rows(bucket: str, title: str = "PSA handoff") -> str:
    return table(("C-1", title, bucket), *OLD[1:])


def total(number: int, more: str = "") -> str:
    return table(*OLD) + f"\n| Bucket | Count |\n|---|---|\n| A | 1 |\n| B | {number} |\n| C | 0 |\n{more}"


def items(bucket: str, more: str = "") -> str:
    return ledger(("C-1", "PSA handoff", bucket), *OLD[1:], more=more)


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        (both(items("TBC")), both(items("Someday")), "LG202"),
        (both(report_md=rows("B")), both(report_md=rows("C")), "LG303"),
        (both(report_md=total(3)), both(report_md=total(4)), "LG305"),
    ],
)
def test_another_wrong_value_is_another_finding(
    tmp_path: Path, before: dict[str, str | bytes], after: dict[str, str | bytes], code: str
) -> None:
    assert left(tmp_path / "same", before, {"notes.md": "x\n"}) == []
    assert code in left(tmp_path / "other", before, after)


def grown(number: int, *more: tuple[str, str, str]) -> dict[str, str | bytes]:
    text = table(*OLD, *more) + f"\n| Bucket | Count |\n|---|---|\n| A | 1 |\n| B | {number} |\n| C | 0 |\n"
    return both(ledger(*OLD, *more), text)


def test_a_number_that_a_change_leaves_further_behind_is_the_changes(tmp_path: Path) -> None:
    more = (("C-4", "More", "B"), ("C-5", "Most", "B"))
    assert left(tmp_path / "worse", grown(1, more[0]), grown(1, *more)) == ["LG305"]
    assert left(tmp_path / "better", grown(5, more[0]), grown(5, *more)) == []
    assert left(tmp_path / "other", grown(1, more[0]), {**grown(1, more[0]), "notes.md": "x\n"}) == []


def test_what_else_a_line_holds_is_not_what_it_says(tmp_path: Path) -> None:
    assert left(tmp_path / "r", both(report_md=rows("B")), both(report_md="# New\n\nText.\n\n" + rows("B"))) == []
    assert left(tmp_path / "t", both(report_md=total(3)), both(report_md=total(3, "\nMore.\n"))) == []
