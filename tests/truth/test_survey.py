"""What the tree shows of its packages, and who cites them."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
import tomli

from audit import gate
from readiness import edit, example
from support import Repository

CASES = Path(__file__).resolve().parents[2].parent / "shared" / "cases"
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

POLICY = """
[[package]]
path = "specs/*"
requires = ["spec.md", "tasks.md"]
status = { closed = ["Implemented"] }
"""


def test_the_example_is_told_as_a_table(tmp_path: Path) -> None:
    done = gate(example(tmp_path), "truth")

    assert done.returncode == 0, done.stderr
    rows = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert rows[0] == "Spec Slug Status Posture Tasks Checklist Artifacts Cited by"
    (risk,) = [row for row in rows if row.startswith("343 accepted-risk-register Complete open 8/8 4/4 and 1 N/A 4/4 ")]
    assert risk.endswith("to checklists/requirements.md candidates HB-108; areas Findings / Accepted risks")
    assert rows[-1] == "cited by nothing: specs/345-platform-readiness-roadmap-reconciliation"


def test_what_is_cited_and_absent_is_told(tmp_path: Path) -> None:
    repository = example(tmp_path)
    edit(repository, "docs/product/spec-candidates.md", "`specs/343-accepted-risk-register/spec.md`", "`specs/342-*`")
    repository.stage()

    told = json.loads(gate(repository, "truth", "--staged", "--format", "json").stdout)

    (absent,) = told["absent"]
    assert (absent["key"], absent["text"]) == ("HB-108", "specs/342-*")
    audit = told["packages"][-1]
    assert audit["stated"] == {
        "Feature Branch": "345-platform-readiness-roadmap-reconciliation",
        "Created": "2025-11-03",
        "Status": "In Progress",
        "Type": "Audit and reconciliation, documents only",
        "Runtime posture": "Read-only. No runtime file is added, changed, renamed or removed.",
        "Input": audit["stated"]["Input"],
        "Score": "Nutzen 2 + Dringlichkeit 2 + Umfang 2 + Komplexität 1 + Produktnähe 2 + Wiederverwendung 2 = 11/12",
        "Decision": "do it now, as documents only.",
    }
    assert audit["stated"]["Input"].startswith('"Before we promise a date')
    assert {one["number"]: one["tasks"]["ticked"] for one in told["packages"]} == {
        "338": 8,
        "341": 9,
        "343": 8,
        "345": 12,
    }


def test_markdown_for_a_truth_map(tmp_path: Path) -> None:
    told = gate(example(tmp_path), "truth", "--format", "markdown").stdout

    assert "| 341 | review-pack-exports | Complete | open | 9/9 | 4/4 |" in told
    assert "## Cited and absent\n\nNothing.\n" in told


def surveyed(folder: Path, name: str) -> dict[str, dict[str, Any]]:
    repository = Repository(folder / name)
    shutil.copytree(CASES / name, repository.path, dirs_exist_ok=True)
    repository.save({"ledgergate.toml": POLICY})
    done = gate(repository, "truth", "--format", "json")
    assert done.returncode == 0, done.stdout + done.stderr
    return {one["number"]: one for one in json.loads(done.stdout)["packages"]}


def confirmed(name: str) -> dict[str, Any]:
    """What a reader confirmed of a case, read from its own file: no number of it stands in this one."""
    path = CASES / name / "CASE.toml"
    if not path.is_file():
        pytest.skip(f"the case {name} does not lie in ../shared/cases, which is not here")
    return tomli.loads(path.read_text(encoding="utf-8"))


def test_a_spec_kit_repository_has_the_confirmed_statuses_and_tasks(tmp_path: Path) -> None:
    case = confirmed("gamebot-speckit")
    found = surveyed(tmp_path, "gamebot-speckit")

    stems = Counter(str(one["status"]).split(" ")[0].strip("()") or "(no spec.md)" for one in found.values())
    assert stems == case["ledger"]["statuses"]
    stated = 0
    for rule, path, _, number, what in case["truth"]["findings"]:
        boxes = re.search(r"(\d+) of (\d+) task boxes are open", what) if rule == "done-with-open-tasks" else None
        if boxes is not None:
            stated += 1
            tasks = found[number]["tasks"]
            assert (tasks["of"] - tasks["ticked"], tasks["of"]) == (int(boxes[1]), int(boxes[2])), path
            assert found[number]["closed"]
    assert stated == sum(rule == "done-with-open-tasks" for rule, *_ in case["truth"]["findings"]) > 0


def test_korean_checklists_have_the_confirmed_numbers(tmp_path: Path) -> None:
    case = confirmed("alpharium-korean")
    found = surveyed(tmp_path, "alpharium-korean")

    stated = 0
    for _, _, _, subject, what in case["truth"]["findings"]:
        boxes = re.search(r"has (\d+) checked of (\d+)", what)
        if boxes is not None:
            stated += 1
            checklist = found[subject.split(" ")[0]]["checklist"]
            assert checklist == {"ticked": int(boxes[1]), "excused": 0, "of": int(boxes[2])}
    assert stated == 1
    assert {subject.split(" ")[0] for _, _, _, subject, _ in case["truth"]["near_misses"]} <= found.keys()


def test_every_folder_of_a_spec_backlog_is_a_package(tmp_path: Path) -> None:
    case = confirmed("glassfrog-backlog")
    found = surveyed(tmp_path, "glassfrog-backlog")

    named = {f"{number}-{one['slug']}" for number, one in found.items()}
    assert named == {path.name for path in (CASES / "glassfrog-backlog" / "specs").iterdir() if path.is_dir()}
    missing = {subject for rule, _, _, subject, _ in case["truth"]["findings"] if rule == "missing-row"}
    # Each specified item of the backlog has its package, and the two that no item names are there besides.
    assert len(found) == case["ledger"]["statuses"]["specified"] + len(missing)
    assert missing <= named
