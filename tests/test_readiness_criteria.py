# ruff: noqa: E501  # a table of edits is read by its rows
"""Each criterion of an audit: ways to break it, each refused by its rule at its line, and a near miss."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from audit import BREAKAGES, LEDGER
from readiness import (
    AUDIT,
    CHECKLIST,
    READINESS,
    RECOMMENDED,
    ROADMAP,
    closed,
    edit,
    example,
    line_of,
    told,
    verdict_on,
)

RECONCILED = f"{AUDIT}/roadmap-reconciliation.md"
BOUNDARIES = f"{AUDIT}/app-boundary-map.md"
TASKS = "specs/341-review-pack-exports/tasks.md"


class Break(NamedTuple):
    """One edit of one file; the finding stands at the line of the edited file that holds `at`."""

    criterion: str
    code: str
    path: str
    old: str
    new: str
    at: str
    closed: bool = False


BREAKS = [
    Break("roadmap", "LG201", ROADMAP, "- **State**: Roadmap only\n", "", "## Localization"),
    Break("roadmap", "LG303", RECONCILED, "| Customer portal | Deferred / external app", "| Customer portal | Roadmap only", "| Customer portal"),
    Break("roadmap", "LG302", RECONCILED, "| Localization |", "| Localisation of mails |", "| Localisation of"),
    Break("roadmap", "LG401", ROADMAP, "`docs/guides/accepted-risks.md`", "`docs/guides/risks.md`", "guides/risks.md"),
    Break("roadmap", "LG404", TASKS, "- [x] T001", "- [ ] T001", "T001"),
    Break("boundaries", "LG201", LEDGER, "- **Boundary**: /website\n", "", "### HB-208"),
    Break("boundaries", "LG203", LEDGER, "- **Boundary**: /system\n", "- **Boundary**: /system\n- **Boundary**: /platform\n", "- **Boundary**: /system"),
    Break("boundaries", "LG209", LEDGER, "- **Boundary**: /website\n", "- **Boundary**: /platform\n", ""),
    Break("boundaries", "LG303", BOUNDARIES, "| HB-101 | Tenant scope on every export | /platform |", "| HB-101 | Tenant scope on every export | /system |", "| HB-101 "),
    Break("readiness", "LG301", READINESS, "| Test and browser confidence |", "| Confidence of all kinds |", "| Confidence of"),
    Break("readiness", "LG209", READINESS, "**No.** Bucket A", "**Yes.** Bucket A", "### Is it sellable?"),
    Break("readiness", "LG504", READINESS, "### Is it demoable?", "### Can it be shown?", "", True),
    Break("readiness", "LG305", READINESS, "| 3 - Partially implemented | 4 |", "| 3 - Partially implemented | 5 |", "| 3 - Partially implemented | 5 |"),
    Break("next", "LG309", RECOMMENDED, "| Primary |", "| Follow-up |", "| HB-208 "),
    Break("next", "LG505", RECOMMENDED, "| 346-tenant", "| 341-tenant", "| HB-101 "),
    Break("next", "LG302", RECOMMENDED, "| HB-208 | move", "| HB-998 | move", "| HB-998 "),
    Break("next", "LG209", RECOMMENDED, "| HB-101 | must", "| HB-204 | must", "| HB-204 "),
    Break("expansion", "LG209", RECOMMENDED, "| HB-103 | should-do-next |", "| HB-107 | must-do-before-sellable |", "| HB-107 "),
    Break("expansion", "LG209", RECOMMENDED, "| HB-104 | should-do-next |", "| HB-209 | should-do-next |", "| HB-209 "),
    Break("expansion", "LG309", RECOMMENDED, "| 348-governance-inbox | HB-104 | should-do-next | Follow-up |", "| 348-governance-inbox | HB-104 | should-do-next | Primary |", "| HB-104 "),
    Break("risks", "LG401", READINESS, "Feature/ReviewPackExportTest.php`; no guide", "Feature/PackTest.php`; no guide", "PackTest"),
    Break("risks", "LG402", READINESS, "HB-104 in `docs/product/spec-candidates.md` |", "HB-104 |", "| Governance inbox"),
    Break("risks", "LG403", READINESS, "- The public site has no test", "- The public site is merge-ready. It has no test", "- The public site"),
    Break("risks", "LG404", READINESS, "HB-104 in `docs/product/spec-candidates.md` |", "`specs/341-*` |", "| Governance inbox"),
    Break("risks", "LG405", LEDGER, "`docs/product/roadmap.md#customer-portal`", "`docs/product/roadmap.md#portal`", "#portal`"),
    Break("checklist", "LG503", CHECKLIST, "- [x] CHK007", "- [ ] CHK007", "CHK007", True),
    Break("checklist", "LG503", CHECKLIST, "N/A: the audit changes no screen.", "N/A", "CHK011", True),
    Break("checklist", "LG502", f"{AUDIT}/plan.md", "Read the tree first and the plans second.", "TBD\n\nThe tree first.", "TBD", True),
]  # fmt: skip

NEAR = {
    "roadmap": (ROADMAP, "- **State**: Roadmap only", "- **State**: roadmap only (for 2027)"),
    "boundaries": (BOUNDARIES, "| HB-101 | Tenant scope on every export | /platform |", "| HB-101 | Tenant scope on every export | **/Platform** |"),
    "readiness": (READINESS, "**No.** Bucket A", "**Not yet**, for a yes bucket A"),
    "next": (RECOMMENDED, "| none yet | HB-208 |", "| 350-public-trust-page | HB-208 |"),
    "expansion": (RECOMMENDED, "| HB-103 | should-do-next |", "| HB-107 | defer |"),
    "risks": (READINESS, "- The public site has no test", "- The public site is not merge-ready and has no test"),
    "checklist": (CHECKLIST, "N/A: the audit changes no screen.", "Not applicable, no screen changes."),
}  # fmt: skip


@pytest.mark.parametrize("one", BREAKS, ids=lambda one: f"{one.criterion}-{one.code}-{one.new[:12].strip()}")
def test_a_broken_criterion_is_refused_by_its_rule_at_its_line(tmp_path: Path, one: Break) -> None:
    repository = closed(tmp_path) if one.closed else example(tmp_path)
    edit(repository, one.path, one.old, one.new)

    found = told(repository)

    line = line_of(repository, one.path, one.at) if one.at else None
    hits = [place for code, path, place in found if (code, path) == (one.code, one.path)]
    assert hits, found
    assert line is None or line in hits or line + 1 in hits, (line, found)


@pytest.mark.parametrize("criterion", NEAR)
def test_a_near_miss_passes(tmp_path: Path, criterion: str) -> None:
    repository = closed(tmp_path) if criterion == "checklist" else example(tmp_path)
    edit(repository, *NEAR[criterion])

    assert told(repository, "LG2", "LG3", "LG4", "LG5") == []


@pytest.mark.parametrize("name", ["edited", "deleted", "renamed-out", "executable", "bucket-removed", "bucket-unknown"])
def test_the_posture_and_every_bucket_are_held(tmp_path: Path, name: str) -> None:
    repository = example(tmp_path)
    wanted = BREAKAGES[name](repository)

    assert (wanted.code, wanted.path, wanted.line) in told(repository)


def test_code_that_comes_along_with_the_audit_is_refused(tmp_path: Path) -> None:
    repository = example(tmp_path)
    repository.write("apps/platform/app/Models/Portal.php", "<?php\n")

    assert told(repository, "LG101") == [("LG101", "apps/platform/app/Models/Portal.php", 1)]


def test_a_document_beside_the_code_is_no_runtime(tmp_path: Path) -> None:
    repository = example(tmp_path)
    repository.write("apps/platform/NOTES.md", "# Notes\n")

    assert told(repository) == []


def test_an_artifact_that_is_gone_is_refused_under_its_path(tmp_path: Path) -> None:
    repository = example(tmp_path)
    repository.remove(f"{AUDIT}/repo-truth-map.md")

    assert {code for code, path, _ in told(repository) if path.endswith("repo-truth-map.md")} >= {"LG307", "LG501"}


def test_the_verdict_tells_partition_states_and_recommendation_in_one_screen(tmp_path: Path) -> None:
    verdict = verdict_on(example(tmp_path))

    assert [one.ledger for one in verdict.partitions] == ["candidates", "themes", "areas", "specs"]
    assert "areas, 1 Productized: Workspace / Environment shell, Findings / Accepted risks" in verdict.summary
    assert verdict.summary[-1].startswith(
        "next-spec-recommendation.md: HB-101 (must-do-before-sellable, primary), HB-201"
    )
    assert len(verdict.summary) + len(verdict.partitions) < 20
