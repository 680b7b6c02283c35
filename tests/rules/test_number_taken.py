"""Numbers and slugs of packages are taken once, and recommended ones are free."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit import LEDGER
from readiness import RECOMMENDED, closed, edit, example, findings, line_of, small, told

POLICY = '[[package]]\npath = "specs/*"\nnumbers = true\n'


def test_the_example_recommends_free_numbers(tmp_path: Path) -> None:
    assert told(example(tmp_path), "LG505") == []


@pytest.mark.parametrize("name", ["343-tenant-scope-on-exports", "343", "Spec 343", "350-accepted-risk-register"])
def test_a_recommended_number_or_slug_that_is_taken_is_refused_at_its_cell(tmp_path: Path, name: str) -> None:
    repository = example(tmp_path)
    edit(repository, RECOMMENDED, "| 346-tenant-scope-on-exports |", f"| {name} |")

    (one,) = findings(repository, "LG505")

    assert (one.place.path, one.place.line) == (RECOMMENDED, line_of(repository, RECOMMENDED, "| HB-101 "))
    assert "343-accepted-risk-register is already there" in one.message
    assert one.cure == ("take a free number, from 346 on",)


def test_the_label_of_the_primary_counts_too(tmp_path: Path) -> None:
    repository = example(tmp_path)
    edit(repository, RECOMMENDED, "- **Number**: 346, the", "- **Number**: 341, the")

    assert told(repository, "LG505") == [("LG505", RECOMMENDED, line_of(repository, RECOMMENDED, "**Number**"))]


def test_one_number_for_two_recommendations_is_refused(tmp_path: Path) -> None:
    repository = example(tmp_path)
    edit(repository, RECOMMENDED, "| 347-customer", "| 346-customer")

    (one,) = findings(repository, "LG505")

    assert one.message == "346 is recommended twice"
    assert one.cure == ("take a free number, from 347 on",)


def test_a_recommended_spec_may_be_started(tmp_path: Path) -> None:
    repository = example(tmp_path)
    spec = "# Tenant scope\n\n**Status**: Draft\n"
    repository.write("specs/346-tenant-scope-on-exports/spec.md", spec)
    assert told(repository, "LG505") == []

    repository.write("specs/346-tenant-scope-on-exports/spec.md", spec.replace("Draft", "Complete"))
    assert {path for _, path, _ in told(repository, "LG505")} == {RECOMMENDED}


def test_a_closed_audit_is_not_overtaken_by_later_specs(tmp_path: Path) -> None:
    repository = closed(tmp_path)
    repository.write("specs/346-something-else/spec.md", "# Else\n\n**Status**: Draft\n")

    assert told(repository, "LG505") == []


def test_two_packages_with_one_number_cannot_be_told_apart(tmp_path: Path) -> None:
    repository = small(tmp_path, POLICY, specs__7__x_md="x")
    repository.files(
        {"specs/008-one/spec.md": "# One\n", "specs/8-two/spec.md": "# Two\n", "specs/0008a-no/spec.md": "# No\n"}
    )

    (one,) = findings(repository)

    assert (one.code, one.place.path, one.message) == (
        "LG505",
        "specs/8-two/spec.md",
        "8-two has the number of 008-one",
    )


def test_dates_are_no_numbers(tmp_path: Path) -> None:
    repository = small(tmp_path, POLICY, specs__7__x_md="x")
    repository.files({"specs/2025-01-02-one/spec.md": "# One\n", "specs/2025-01-03-two/spec.md": "# Two\n"})

    assert told(repository) == []


def test_the_number_of_a_package_that_the_change_removes_stays_taken(tmp_path: Path) -> None:
    repository = small(tmp_path, POLICY, specs__8_export__spec_md="# Export\n\nRows as a file.\n")
    repository.remove("specs/8_export/spec.md")
    repository.write("specs/8-import/spec.md", "# Import\n\nA file as rows.\n")

    (one,) = findings(repository, "LG505")

    assert (one.place.path, one.message) == (
        "specs/8-import/spec.md",
        "8-import has the number of 8_export, which this change removes",
    )


@pytest.mark.parametrize(
    "text", ["# Export\n\nRows as a file.\n", "# Export\n\n**Status**: Draft\n\nRows as a file.\n"]
)
@pytest.mark.parametrize("name", ["8-export-of-rows", "9-export"])
def test_a_package_may_be_renamed_and_renumbered(tmp_path: Path, name: str, text: str) -> None:
    repository = small(tmp_path, POLICY, specs__8_export__spec_md="# Export\n\nRows as a file.\n")
    repository.remove("specs/8_export/spec.md")
    repository.write(f"specs/{name}/spec.md", text)

    assert told(repository, "LG505") == []


def test_a_removed_package_s_number_is_not_recommended(tmp_path: Path) -> None:
    repository = example(tmp_path)
    repository.write("specs/346-old-idea/spec.md", "# Old idea\n\n**Status**: Draft\n")
    repository.stage()
    repository.commit("Note an idea")
    repository.remove("specs/346-old-idea/spec.md")

    hits = [one for one in findings(repository, "LG505") if one.place.path == RECOMMENDED]

    assert {one.place.line for one in hits} >= {line_of(repository, RECOMMENDED, "| HB-101 ")}
    assert "346-old-idea, which this change removes, had the number" in hits[0].message
    assert hits[0].cure == ("take a free number, from 350 on",)  # its followers have 347 to 349


def test_a_candidate_whose_package_is_completed_is_not_recommended(tmp_path: Path) -> None:
    repository = example(tmp_path)
    edit(repository, LEDGER, "### HB-103 Guided onboarding of a new tenant", "### HB-103 Tenant workspace shell")

    (one,) = findings(repository, "LG505")

    assert (one.place.path, one.place.line) == (RECOMMENDED, line_of(repository, RECOMMENDED, "| HB-103 "))
    assert one.message == (
        "HB-103 'Tenant workspace shell' is recommended, but 338-tenant-workspace-shell is its package and is completed"
    )


OLD = {"specs/002-proof/spec.md": "# Proof\n\n**Status**: Draft\n"}
NEW = {"specs/002-other/spec.md": "# Other\n"}


def test_the_package_that_came_later_is_the_one_to_move(tmp_path: Path) -> None:
    repository = small(tmp_path, '[[package]]\npath = "specs/*"\nnumbers = true\n')
    repository.save(OLD)
    repository.files(NEW)

    (one,) = findings(repository, "LG505")

    assert (one.place.path, one.message) == ("specs/002-other/spec.md", "002-other has the number of 002-proof")
    assert one.cure == ("take a free number, from 3 on: git mv 'specs/002-other' 'specs/003-other'",)


def test_finished_work_that_stood_before_is_not_moved_for_finished_work_that_comes(tmp_path: Path) -> None:
    repository = small(tmp_path, '[[package]]\npath = "specs/*"\nnumbers = true\n')
    repository.save(OLD)
    repository.files({"specs/002-other/spec.md": "# Other\n\n**Status**: Complete\n"})

    (one,) = findings(repository, "LG505")

    assert "git mv 'specs/002-proof'" not in "\n".join(one.cure)


def test_where_nothing_tells_the_newer_one_both_may_move(tmp_path: Path) -> None:
    repository = small(tmp_path, '[[package]]\npath = "specs/*"\nnumbers = true\n')
    repository.save({**OLD, **NEW})

    (one,) = findings(repository, "LG505")

    assert [cure.partition(",")[0] for cure in one.cure] == [
        "if 002-proof is the newer one",
        "if 002-other is the newer one",
    ]


def test_a_slug_that_is_taken_needs_another_slug_and_no_number(tmp_path: Path) -> None:
    repository = small(tmp_path, '[[package]]\npath = "specs/*"\nnumbers = true\n')
    repository.save(OLD)
    repository.files({"specs/003-proof/spec.md": "# Proof\n"})

    (one,) = findings(repository, "LG505")

    assert one.cure == ("take a slug of its own: git mv 'specs/003-proof' 'specs/003-NEW'",)
