"""The forms of a history: the same numbers in each, and never a nought for what is not known."""

from __future__ import annotations

import csv
import json
import xml.etree.ElementTree as Tree
from pathlib import Path
from typing import Any

import pytest

from audit import audited, gate
from looking_back import documents, product
from support import Repository


@pytest.fixture
def dark(tmp_path: Path) -> Repository:
    """Four commits that can be judged, and one with a policy that cannot be read."""
    repository = product(tmp_path)
    repository.save({"ledgergate.toml": "[ledger.candidates\n"}, "=cmd|' /C calc'!A1 \x1b[2J")
    return repository


def shown(repository: Repository, *words: str) -> str:
    done = gate(repository, "history", "--no-cache", *words)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_the_table_shows_what_changes_and_says_what_it_leaves_out(tmp_path: Path) -> None:
    repository = product(tmp_path)
    for number in range(3):
        repository.save({f"src/{number}.py": "pass\n"}, "code")
    lines = shown(repository).splitlines()
    assert lines[0].split() == ["date", "commit", "candidates", "added", "closed", "unclassified", "drifted", "dead",
                                "waived", "findings", "note"]  # fmt: skip
    assert [line.split()[2:] for line in lines[1:4]] == [
        ["2:", "A", "1,", "B", "1", "2", "0", "0", "0", "0", "0", "0"],
        ["3:", "A", "1,", "B", "2", "1", "0", "0", "0", "0", "0", "0"],
        ["3:", "A", "1,", "B", "2", "0", "0", "0", "1", "0", "0", "1"],
    ]
    assert lines[-1] == "7 commits, 5 shown: the others change none of these figures (--all shows them)"
    assert len(shown(repository, "--all").splitlines()) == 1 + 7 + 1


def test_what_is_not_known_is_no_nought_in_any_form(dark: Repository) -> None:
    table = shown(dark).splitlines()
    assert table[-2].split()[2:10] == ["?"] * 8
    assert table[-1].endswith("1 could not be judged")

    rows = list(csv.DictReader(shown(dark, "--format", "csv").splitlines()))
    assert [row["candidates"] for row in rows] == ["2", "3", "3", "2", ""]
    assert [row["candidates: A"] for row in rows] == ["1", "1", "1", "0", ""]
    assert [row["drifted"] for row in rows] == ["0", "0", "1", "0", ""]
    assert [row["checked"] for row in rows] == ["yes"] * 4 + ["no"]
    assert rows[-1]["subject"] == "'=cmd|' /C calc'!A1 \\x1b[2J"

    made: dict[str, Any] = json.loads(shown(dark, "--format", "json"))
    assert [one["counts"] and one["counts"]["items"]["candidates"] for one in made["commits"]] == [2, 3, 3, 2, None]
    assert made["commits"][-1]["notes"][0].startswith("its policy cannot be read")

    picture = Tree.fromstring(shown(dark, "--format", "svg"))  # noqa: S314  # our own text
    assert "(1 commit could not be judged)" in "".join(picture.itertext())


def test_readiness_is_the_answer_of_the_package_that_asks(tmp_path: Path) -> None:
    made = json.loads(shown(audited(tmp_path / "product"), "--format", "json"))
    readiness = made["commits"][-1]["readiness"]
    assert set(readiness) == {"ready", "demoable", "sellable", "blockers"}
    assert readiness["blockers"] == "answered"
    assert readiness["sellable"] in ("yes", "no", "partly")


def test_a_ledger_that_is_drawn_must_be_one(tmp_path: Path) -> None:
    repository = product(tmp_path)
    done = gate(repository, "history", "--no-cache", "--format", "svg", "--ledger", "candidate")
    assert done.returncode == 2
    assert "did you mean candidates?" in done.stderr
    repository.save(documents(), "nothing left")
    assert "<svg" in shown(repository, "--format", "svg", "--ledger", "candidates")
