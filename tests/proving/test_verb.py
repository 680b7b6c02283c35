"""`ledgergate prove` on the command line: what it prints, how it ends, and that nothing is written."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from audit import gate
from ledgergate.output import schemas
from proved import LEDGER, LITTLE, REPORT
from readiness import example, small
from support import Repository

SELECTED = """[[report]]
path = "report.md"
ledger = "candidates"
rows = { items = "table", key = "Candidate", columns = { Bucket = "bucket" } }
"""


@pytest.fixture
def little(tmp_path: Path) -> Repository:
    """A ledger of which little is checked."""
    return small(tmp_path, LITTLE, ledger_md=LEDGER)


def test_the_table_has_a_line_for_each_kind_and_shows_each_survivor(little: Repository) -> None:
    done = gate(little, "prove", "--kind", "item-deleted", "--kind", "value-unknown")

    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[1].split()[:6] == ["item-deleted", "2", "0", "2", "0", "0"]
    assert next(line for line in lines if line.startswith("value-unknown")).split()[-2:] == ["unknown-value", "2"]
    assert "survived: item-deleted, candidates C-1" in lines
    assert "    -### C-1 Handoff to the help desk" in lines
    assert "    conserve = true" in lines
    assert lines[-1].startswith("2 of 4 breaks refused: 50 %;")


def test_the_json_is_as_its_schema_says(little: Repository) -> None:
    done = gate(little, "prove", "--format", "json")

    made = json.loads(done.stdout)
    jsonschema.validate(made, schemas.schema("prove"))
    assert made["mutants"] == made["killed"] + made["survived"] == sum(one["mutants"] for one in made["kinds"].values())
    assert made["survived"] == len(made["survivors"])
    assert {one["kind"] for one in made["survivors"]} >= {"item-deleted", "value-moved"}


def test_the_schema_is_published(little: Repository) -> None:
    done = gate(little, "schema", "prove")

    assert json.loads(done.stdout) == schemas.schema("prove")


@pytest.mark.parametrize(("percent", "code"), [("0", 0), ("50", 0), ("50.1", 1), ("100", 1)])
def test_a_score_below_what_is_required_is_exit_1(little: Repository, percent: str, code: int) -> None:
    done = gate(little, "prove", "--kind", "item-deleted", "--kind", "value-unknown", "--require", percent)

    assert done.returncode == code, done.stdout


def test_a_kind_that_is_none_is_misuse_with_the_nearest_one(little: Repository) -> None:
    done = gate(little, "prove", "--kind", "item-delete")

    assert done.returncode == 2
    assert "did you mean item-deleted?" in done.stderr


def test_without_a_policy_nothing_is_proved(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "bare")
    repository.save({"a.md": "# A\n"})

    assert gate(repository, "prove").returncode == 2


def test_the_index_can_be_broken_in_place_of_the_last_commit(little: Repository) -> None:
    little.files({"report.md": REPORT, "ledgergate.toml": LITTLE + SELECTED})
    little.stage()

    staged = json.loads(gate(little, "prove", "--staged", "--kind", "value-moved", "--format", "json").stdout)
    committed = json.loads(gate(little, "prove", "--kind", "value-moved", "--format", "json").stdout)

    assert (staged["killed"], staged["survived"]) == (2, 0)
    assert (committed["killed"], committed["survived"]) == (0, 2)


def test_nothing_is_written(tmp_path: Path) -> None:
    repository = example(tmp_path)
    before = _bytes(repository.path)

    done = gate(repository, "prove", "--sample", "60")

    assert done.returncode == 0, done.stderr
    assert _bytes(repository.path) == before
    assert repository.git("status", "--porcelain") == b""


def _bytes(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
