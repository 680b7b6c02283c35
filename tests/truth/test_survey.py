"""What the tree shows of its packages, and who cites them."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path

import pytest

from audit import gate
from readiness import edit, example
from support import Repository

CASES = Path(__file__).resolve().parents[2].parent / "shared" / "cases"
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
    assert risk.endswith("to checklists/requirements.md HB-108, Findings / Accepted risks")
    assert rows[-1] == "cited by nothing: specs/345-platform-readiness-roadmap-reconciliation"


def test_what_is_cited_and_absent_is_told(tmp_path: Path) -> None:
    repository = example(tmp_path)
    edit(repository, "docs/product/spec-candidates.md", "`specs/343-accepted-risk-register/spec.md`", "`specs/342-*`")
    repository.stage()

    told = json.loads(gate(repository, "truth", "--staged", "--format", "json").stdout)

    (absent,) = told["absent"]
    assert (absent["key"], absent["text"]) == ("HB-108", "specs/342-*")
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


def surveyed(folder: Path, name: str) -> dict[str, dict[str, object]]:
    if not (CASES / name).is_dir():
        pytest.skip(f"the case {name} does not lie beside the checkout")
    repository = Repository(folder / name)
    shutil.copytree(CASES / name, repository.path, dirs_exist_ok=True)
    repository.save({"ledgergate.toml": POLICY})
    done = gate(repository, "truth", "--format", "json")
    assert done.returncode == 0, done.stdout + done.stderr
    return {one["number"]: one for one in json.loads(done.stdout)["packages"]}


def test_a_spec_kit_repository_has_the_confirmed_numbers(tmp_path: Path) -> None:
    found = surveyed(tmp_path, "gamebot-speckit")

    stems = Counter(str(one["status"]).split(" ")[0].strip("()") for one in found.values())
    assert stems == {"Implemented": 62, "Superseded": 6, "Draft": 2, "": 2, "Meta": 1}
    confirmed = {"006": (25, 29), "007": (0, 26), "009": (13, 47), "012": (0, 25), "046": (40, 42), "073": (30, 31)}
    for number, (ticked, of) in confirmed.items():
        assert found[number]["tasks"] == {"ticked": ticked, "excused": 0, "of": of}


def test_korean_checklists_are_counted(tmp_path: Path) -> None:
    found = surveyed(tmp_path, "alpharium-korean")

    assert found["001"]["checklist"] == {"ticked": 29, "excused": 0, "of": 29}
    assert len(found) == 6


def test_every_folder_of_a_spec_backlog_is_a_package(tmp_path: Path) -> None:
    found = surveyed(tmp_path, "glassfrog-backlog")

    assert {"071", "076"} <= found.keys()
    assert len(found) == len(list((CASES / "glassfrog-backlog" / "specs").glob("*/")))
