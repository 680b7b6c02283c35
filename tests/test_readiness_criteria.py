"""Each criterion of an audit: ways to break it, each refused by its rule at its line, and a near miss."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from audit import BREAKAGES, LEDGER, gate
from breaking import BREAKS, NEAR, Break, broken
from readiness import AUDIT, SPEC, closed, edit, example, told, verdict_on
from support import Repository

CRITERIA = (
    "posture", "classified", "roadmap", "boundaries", "readiness", "next", "expansion", "risks", "checklist",
)  # fmt: skip


def line(repository: Repository, one: Break) -> int:
    """The line at which the text stands that `one` points at; the text itself may go on below."""
    text = (repository.path / one.path).read_text(encoding="utf-8")
    assert one.at in text, one
    return text[: text.index(one.at)].count("\n") + 1


@pytest.mark.parametrize("one", BREAKS, ids=lambda one: one.name)
def test_a_broken_criterion_is_refused_by_its_rule_at_its_line(tmp_path: Path, one: Break) -> None:
    repository = broken(tmp_path, one)

    found = told(repository)

    assert (one.code, one.path, line(repository, one)) in found


def test_each_criterion_is_broken_in_three_ways_and_nearly_missed() -> None:
    ways = Counter(one.criterion for one in BREAKS)

    assert set(ways) == set(CRITERIA) == set(NEAR)
    assert min(ways.values()) >= 3


@pytest.mark.parametrize("criterion", CRITERIA)
def test_a_near_miss_passes(tmp_path: Path, criterion: str) -> None:
    repository = closed(tmp_path) if criterion == "checklist" else example(tmp_path)
    edit(repository, *NEAR[criterion])

    assert [one for one in told(repository) if one[0] != "LG103"] == []


@pytest.mark.parametrize("name", ["edited", "deleted", "renamed-out", "executable", "bucket-removed", "bucket-unknown"])
def test_the_posture_and_every_bucket_are_held(tmp_path: Path, name: str) -> None:
    repository = example(tmp_path)
    wanted = BREAKAGES[name](repository)

    assert (wanted.code, wanted.path, wanted.line) in told(repository)


def test_code_that_comes_along_with_the_audit_is_refused(tmp_path: Path) -> None:
    repository = example(tmp_path)
    repository.write("apps/platform/app/Models/Portal.php", "<?php\n")

    assert told(repository, "LG101") == [("LG101", "apps/platform/app/Models/Portal.php", 1)]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("routes/api.php", "routes"),
        ("database/migrations/2026_01_01_000000_add_portal.php", "migrations"),
        ("app/Http/Controllers/PortalController.php", "controllers"),
        ("app/Models/Portal.php", "models"),
        ("app/Services/Portal.php", "services"),
        ("app/Jobs/SyncPortal.php", "jobs"),
        ("app/Filament/Resources/PortalResource.php", "resources"),
        ("app/Filament/Pages/Portal.php", "pages"),
        ("resources/views/portal.blade.php", "views"),
        ("tests/Feature/PortalTest.php", "tests"),
        ("public/portal.svg", "assets"),
    ],
)
def test_what_is_added_to_the_runtime_is_named_by_its_kind(tmp_path: Path, path: str, kind: str) -> None:
    repository = example(tmp_path)
    repository.write(f"apps/platform/{path}", "<?php\n")

    (one,) = verdict_on(repository, "LG101").findings

    assert kind.removesuffix("s") in one.message


def test_a_document_beside_the_code_is_no_runtime(tmp_path: Path) -> None:
    repository = example(tmp_path)
    repository.write("apps/platform/NOTES.md", "# Notes\n")

    assert told(repository) == []


def test_an_artifact_that_is_gone_is_refused_under_its_path(tmp_path: Path) -> None:
    repository = example(tmp_path)
    repository.remove(f"{AUDIT}/repo-truth-map.md")

    assert {code for code, path, _ in told(repository) if path.endswith("repo-truth-map.md")} >= {"LG307", "LG501"}


def test_the_verdict_tells_partition_states_and_recommendation_in_one_screen(tmp_path: Path) -> None:
    done = gate(example(tmp_path), "check", "--tree", "HEAD")

    lines = done.stdout.splitlines()
    assert done.returncode == 0, done.stdout + done.stderr
    assert sum(-(-len(line) // 100) or 1 for line in lines) <= 24
    assert "candidates: 25 = A 5 + B 7 + C 4 + D 3 + E 2 + F 2 + G 2" in lines
    assert "areas, 1 Productized: Workspace / Environment shell, Findings / Accepted risks" in lines
    (recommended,) = [one for one in lines if one.startswith("next-spec-recommendation.md: ")]
    assert recommended.startswith("next-spec-recommendation.md: HB-101 (must-do-before-sellable, primary), HB-201")


NEW = """### HB-111 Night mode for the wall screen

- **Bucket**: C
- **Boundary**: /platform
- **Lane**: Operator core
- **Evidence**: `apps/platform/app/Models/Finding.php`

Asked for once.

### HB-201 Customer-safe"""


def test_a_closed_audit_is_a_record_that_later_changes_do_not_make_wrong(tmp_path: Path) -> None:
    repository = closed(tmp_path)
    edit(repository, LEDGER, "### HB-201 Customer-safe", NEW)

    verdict = verdict_on(repository)

    assert verdict.findings == ()
    (left_out,) = [line for line in verdict.summary if line.startswith(f"{AUDIT} was closed before this change: ")]
    assert left_out.endswith(" differ)")


def test_an_open_audit_and_the_change_that_closes_it_are_compared(tmp_path: Path) -> None:
    repository = example(tmp_path)
    edit(repository, LEDGER, "### HB-201 Customer-safe", NEW)
    assert "LG301" in {code for code, _, _ in told(repository)}

    edit(repository, SPEC, "**Status**: In Progress", "**Status**: Complete")
    assert "LG301" in {code for code, _, _ in told(repository)}


def test_a_new_candidate_is_judged_where_it_stands_after_the_audit_is_closed(tmp_path: Path) -> None:
    repository = closed(tmp_path)
    edit(repository, LEDGER, "### HB-201 Customer-safe", NEW.replace("- **Bucket**: C\n", ""))

    assert {(code, path) for code, path, _ in told(repository)} == {("LG201", LEDGER)}
