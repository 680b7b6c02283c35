"""What the presets accept and refuse, on the files that their tools write."""

from __future__ import annotations

from pathlib import Path

import pytest

from judging import accepts, reading, rejects
from readiness import small, verdict_on
from support import Repository

ADR, BACKLOG, OPENSPEC = (f'preset = "{name}"\n' for name in ("adr", "backlog-md", "openspec"))
TASK = "---\nid: task-1\ntitle: Sweep\nstatus: To Do\n---\n"


@pytest.mark.parametrize("word", ["Superseded", "Superceded", "superceded"])
def test_a_decision_is_superseded_in_either_spelling(word: str) -> None:
    files: dict[str, str | bytes] = {
        "doc/adr/0003-old.md": f"# 3. Old way\n\n## Status\n\n{word} by [4. New way](0004-new.md)\n",
        "doc/adr/0004-new.md": "# 4. New way\n\n## Status\n\nAccepted\n",
    }
    accepts(files, ADR)
    said = {item.key: item.stated("status") for item in reading(files, ADR).ledgers["decisions"].items}
    assert {key: one.value for key, one in said.items() if one is not None} == {"3": "superseded", "4": "accepted"}


def test_a_misspelt_status_of_a_decision_is_refused() -> None:
    rejects("LG202", {"doc/adr/0003-old.md": "# 3. Old way\n\n## Status\n\nSupersedet\n"}, ADR, at=5)


@pytest.mark.parametrize("name", ["tasks/readme.md", "tasks/README.md", "completed/Readme.md"])
def test_the_readme_of_a_folder_of_tasks_is_no_task(name: str) -> None:
    files: dict[str, str | bytes] = {
        "backlog/tasks/task-1 - Sweep.md": TASK,
        f"backlog/{name}": "# Tasks\n\nOne file each.\n",
    }
    accepts(files, BACKLOG)
    assert len(reading(files, BACKLOG).ledgers["tasks"].items) == 1


def test_another_file_among_tasks_is_refused() -> None:
    rejects("LG206", {"backlog/tasks/task-1 - Sweep.md": TASK, "backlog/tasks/notes.md": "# Notes\n"}, BACKLOG)


def test_an_archived_change_with_an_open_box_is_advised(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "r")
    archived = "openspec/changes/archive/2026-01-01-old"
    repository.save(
        {
            "ledgergate.toml": OPENSPEC,
            "openspec/changes/new/proposal.md": "## Why\n\nIt is dark.\n",
            "openspec/changes/new/tasks.md": "- [ ] 1.1 Do it\n",
            f"{archived}-lamp/proposal.md": "## Why\n\nIt was dark.\n",
            f"{archived}-lamp/tasks.md": "- [x] 1.1 Do it\n- [ ] 1.2 Look\n",
            f"{archived}-door/proposal.md": "## Why\n\nIt was open.\n",
            f"{archived}-door/tasks.md": "- [x] 1.1 Do it\n",
        }
    )
    (one,) = verdict_on(repository).findings
    assert (one.code, one.level, one.place.path, one.place.line) == ("LG404", "advise", f"{archived}-lamp/tasks.md", 2)


LISTED = """
[vocabulary.state]
values = { 1 = "Productized", 2 = "Partial" }
[ledger.areas]
items = ["Shell", "Alerts", "Tests"]
fields.state = { label = "State", values = "state", required = true }
[[report]]
path = "docs/readiness.md"
ledger = "areas"
classifies = true
rows = { items = "table", key = "Area", columns = { State = "state" } }
"""
TABLE = "# Readiness\n\n| Area | State |\n|---|---|\n| Shell | 1 |\n| Alerts | 2 |\n| Tests | 2 |\n"


def shrunk(folder: Path, policy: str, report: str) -> list[tuple[str, str]]:
    repository = small(folder, LISTED, docs__readiness_md=TABLE)
    repository.files({"ledgergate.toml": policy, "docs/readiness.md": report})
    verdict = verdict_on(repository)
    assert next(one for one in verdict.partitions if one.ledger == "areas").merged == 0
    return [(one.code, one.level) for one in verdict.findings]


def test_a_listed_item_that_leaves_policy_and_report_together_is_missed(tmp_path: Path) -> None:
    found = shrunk(tmp_path, LISTED.replace(', "Tests"', ""), TABLE.replace("| Tests | 2 |\n", ""))
    assert found == [("LG205", "block"), ("LG901", "advise")]


def test_a_listed_item_that_is_dropped_with_a_word_is_told_as_a_change_of_the_policy(tmp_path: Path) -> None:
    dropped = TABLE.replace("| Tests | 2 |\n", "\nTests dropped: they are part of Shell now.\n")
    assert shrunk(tmp_path, LISTED.replace(', "Tests"', ""), dropped) == [("LG901", "advise")]


def test_a_listed_item_that_need_not_be_conserved_may_not_leave_the_policy_either(tmp_path: Path) -> None:
    loose = LISTED.replace('items = ["Shell"', 'conserve = false\nitems = ["Shell"').replace(', "Tests"', "")
    codes = shrunk(tmp_path, loose, TABLE.replace("| Tests | 2 |\n", ""))
    assert ("LG901", "block") in codes


@pytest.mark.parametrize("items", ['"Tests", "Shell", "Alerts"', '"SHELL", "Alerts", "Tests", "Guides"'])
def test_listed_items_may_move_grow_and_be_written_otherwise(tmp_path: Path, items: str) -> None:
    policy = LISTED.replace('"Shell", "Alerts", "Tests"', items)
    assert shrunk(tmp_path, policy, TABLE + "| Guides | 2 |\n" * ("Guides" in items)) == []
