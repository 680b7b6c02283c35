"""What the presets accept and refuse, on the files that their tools write."""

from __future__ import annotations

from pathlib import Path

import pytest

from judging import accepts, findings, reading, rejects
from ledgergate.rules.status_contradicts_truth import check
from ledgergate.rules.view import View
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


def test_a_purpose_that_archiving_left_to_be_written_is_advised(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "r")
    text = "# lamp Specification\n\n## Purpose\n\n{}\n\n## Requirements\n\n### Requirement: Light\n\nIt SHALL shine.\n"
    left = "TBD - created by archiving change add-lamp. Update Purpose after archive."
    files = {f"openspec/specs/{name}/spec.md": text.format(said) for name, said in (("lamp", left), ("door", "Doors."))}
    repository.save({"ledgergate.toml": OPENSPEC, **files})
    (one,) = verdict_on(repository).findings
    assert (one.code, one.level, one.place.path) == ("LG502", "advise", "openspec/specs/lamp/spec.md")


GSD = 'preset = "gsd"\n'
STATE = "---\nprogress:\n  total_plans: 3\n  completed_plans: 1\n---\n\n# Project State\n"
ROADMAP = """# Roadmap: barrel

## Phases

<details>
<summary>v1 (shipped)</summary>

- [x] Phase 1: Yard (1/1 plans) - completed 2026-01-01

</details>

### v2

- [x] **Phase 2: Pipe** - lay the pipe (completed 2026-03-05)
- [ ] **Phase 2.1: Bend (INSERTED)** - bend it
- [ ] **Phase 3: Lid** - cut a lid

## Phase Details

### Phase 2: Pipe
**Goal**: a pipe
**Plans**: 1 plan

Plans:
- [x] 02-01-PLAN.md -- lay it

### Phase 2.1: Bend (INSERTED)
**Goal**: a bend

Plans:
- [ ] 02.1-01-PLAN.md -- heat it
- [ ] 02.1-02: bend it

### Phase 3: Lid
**Goal**: a lid

Plans:
- [ ] TBD (run plan-phase 3 to break down)

## Progress

| Phase | Plans Complete | Status | Completed |
|-------|----------------|--------|-----------|
| 1. Yard | 1/1 | Complete | 2026-01-01 |
| 2. Pipe | 1/1 | Complete | 2026-03-05 |
| 2.1. Bend | 0/2 | In Progress | - |
| 3. Lid | 0/TBD | Not started | - |
"""


def planned(roadmap: str = ROADMAP, state: str = STATE) -> dict[str, str | bytes]:
    return {".planning/ROADMAP.md": roadmap, ".planning/STATE.md": state}


def clean(files: dict[str, str | bytes]) -> bool:
    """Whether no rule has anything to say, but for that of titles, which is off."""
    return all(one.code == "LG310" for one in findings(files, GSD))


def test_a_roadmap_of_phases_is_clean() -> None:
    assert clean(planned())
    counts = {name: len(one.items) for name, one in reading(planned(), GSD).ledgers.items()}
    assert counts == {"phases": 4, "details": 3, "plans": 3, "plan-files": 0, "summaries": 0, "trace": 0}


def traced(
    phase: str = "Phase 2", status: str = "Complete", path: str = ".planning/REQUIREMENTS.md"
) -> dict[str, str | bytes]:
    boxes = "# Requirements\n\n- [ ] **PIPE-01**: lay it\n- **PIPE-07**: later\n"
    rows = f"| PIPE-01 | {phase} | {status} |\n| LID-01 | Phase 3 | Pending |\n"
    return {path: f"{boxes}\n| Requirement | Phase | Status |\n|---|---|---|\n{rows}"}


def waiting(files: dict[str, str | bytes]) -> list[str]:
    """The phases that are done and wait for something; no other rule finds anything."""
    assert clean(files)
    return [one.key for one in check(View(reading(files, GSD), ()))]


def test_a_phase_that_is_done_has_its_requirements_done() -> None:
    for phase in ("Phase 2", "Phase 02"):
        assert waiting(planned() | traced(phase)) == []
        assert waiting(planned() | traced(phase, "Pending")) == ["Phase 2"]
    for status in ("Deferred to v3", "Dropped", "Complete (late)", "✅ Done"):
        assert waiting(planned() | traced(status=status)) == []
    # A milestone that has shipped counted its own phases.
    before = traced("Phase 2", "Pending", ".planning/milestones/v0.9-REQUIREMENTS.md")
    assert waiting(planned() | traced() | before) == []


def test_a_phase_under_a_mark_of_its_own_is_open() -> None:
    files = planned(ROADMAP.replace("- [ ] **Phase 3", "- [~] **Phase 3"))
    assert clean(files)
    said = {item.key: item.value("state") for item in reading(files, GSD).ledgers["phases"].items}
    assert said["phase 3"] == "open"


def test_plans_counted_in_another_document_are_those_that_are_ticked() -> None:
    table = "\n## Performance Metrics\n\n| Phase | Plans | Total |\n|---|---|---|\n| 01-yard | 1 | 3min |\n"
    assert clean(planned(state=f"{STATE}{table}| 2. Pipe | 1 | 4min |\n| 2.1 | 0 (of 2) | - |\n"))
    rejects("LG305", planned(state=f"{STATE}{table}| 02-pipe | 2 | 4min |\n"), GSD, at=14, path=".planning/STATE.md")


def test_a_plan_that_has_a_summary_is_ticked() -> None:
    files = planned() | {
        f".planning/phases/{folder}/{name}.md": f"# {name}\n"
        for folder, name in (("02-pipe", "02-01-PLAN"), ("02-pipe", "02-01-SUMMARY"), ("02.1-bend", "02.1-01-PLAN"))
    }
    assert clean(files)
    files[".planning/phases/02.1-bend/02.1-01-SUMMARY.md"] = "# Bent\n"
    line = ROADMAP[: ROADMAP.index("- [ ] 02.1-01")].count("\n") + 1
    rejects("LG303", files, GSD, at=line, path=".planning/ROADMAP.md")


@pytest.mark.parametrize(
    "files",
    [
        {},
        {".planning/PROJECT.md": "# Barrel\n"},
        {".planning/ROADMAP.md": ROADMAP},
        {".planning/ROADMAP.md": ROADMAP[: ROADMAP.index("## Progress")]},
        {".planning/ROADMAP.md": "# Roadmap\n\n## Milestones\n\n- v1 shipped\n"},
    ],
)
def test_what_is_not_there_yet_of_a_roadmap_is_not_asked_for(files: dict[str, str | bytes]) -> None:
    assert clean(files)


@pytest.mark.parametrize(
    ("old", "new", "code", "at"),
    [
        ("| 2. Pipe | 1/1 | Complete |", "| 2. Pipe | 1/1 | In Progress |", "LG303", "| 2. Pipe"),
        ("- [x] **Phase 2: Pipe**", "- [ ] **Phase 2: Pipe**", "LG303", "| 2. Pipe"),
        ("| 2.1. Bend | 0/2 |", "| 2.1. Bend | 1/2 |", "LG305", "| 2.1. Bend"),
        ("- [x] 02-01-PLAN.md", "- [ ] 02-01-PLAN.md", "LG305", "| 2. Pipe"),
    ],
)
def test_a_row_of_progress_that_its_boxes_do_not_bear_out_is_refused(old: str, new: str, code: str, at: str) -> None:
    state = STATE.replace("completed_plans: 1", "completed_plans: 0") if "02-01" in old else STATE
    text = ROADMAP.replace(old, new)
    line = next(number for number, one in enumerate(text.split("\n"), 1) if one.startswith(at))
    rejects(code, planned(text, state), GSD, at=line, path=".planning/ROADMAP.md")


def test_a_counter_of_plans_that_are_done_is_held_to_the_boxes(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "r")
    repository.save(
        {"ledgergate.toml": GSD, **planned(state=STATE.replace("completed_plans: 1", "completed_plans: 2"))}
    )
    found = [(one.code, one.level, one.place.path, one.place.line) for one in verdict_on(repository).findings]
    assert found == [("LG305", "advise", ".planning/STATE.md", 4)]


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


def titles(files: dict[str, str | bytes], preset: str, ledger: str) -> dict[str, str]:
    return {one.key: one.title for one in reading(files, f'preset = "{preset}"\n').ledgers[ledger].items}


def test_the_word_of_spec_kits_template_is_no_part_of_a_title() -> None:
    files: dict[str, str | bytes] = {
        "specs/001-a/spec.md": "# Feature Specification: Share links\n\n**Status**: Draft\n",
        "specs/002-b/spec.md": "# Albums\n\n**Status**: Draft\n",
        "specs/003-c/spec.md": "**Status**: Draft\n",
    }
    accepts(files, 'preset = "spec-kit"\n')
    assert titles(files, "spec-kit", "specs") == {"1": "Share links", "2": "Albums", "3": "003-c"}


def test_another_archived_task_under_the_number_accounts_for_none() -> None:
    mop = TASK.replace("task-1", "task-2").replace("Sweep", "Mop")
    before: dict[str, str | bytes] = {"backlog/tasks/task-1 - Sweep.md": TASK, "backlog/tasks/task-2 - Mop.md": mop}
    archived = "backlog/archive/tasks/task-2 - Mop.md"
    kept: dict[str, str | bytes] = {"backlog/tasks/task-1 - Sweep.md": TASK}
    accepts({**kept, archived: mop}, BACKLOG, before)
    rejects("LG205", {**kept, archived: mop.replace("Mop", "Dust")}, BACKLOG, before=before)


def test_a_change_that_begins_with_its_section_why_goes_by_its_folder() -> None:
    changes, archive = "openspec/changes", "openspec/changes/archive"
    files: dict[str, str | bytes] = {
        f"{changes}/add-lamp/proposal.md": "## Why\n\nIt is dark.\n",
        f"{changes}/add-door/proposal.md": "# Change: Add a door\n\n## Why\n\nIt is open.\n",
        f"{archive}/2026-01-01-add-roof/proposal.md": "## Why\n\nIt rains.\n",
    }
    accepts(files, OPENSPEC)
    assert titles(files, "openspec", "changes") == {"add-lamp": "add-lamp", "add-door": "Add a door"}
    assert titles(files, "openspec", "archive") == {"add-roof": "add-roof"}


def test_a_task_that_is_archived_is_not_missed_and_its_number_is_free() -> None:
    before: dict[str, str | bytes] = {
        "backlog/tasks/task-1 - Sweep.md": TASK,
        "backlog/tasks/task-2 - Mop.md": TASK.replace("task-1", "task-2").replace("Sweep", "Mop"),
    }
    archived = {**before, "backlog/archive/tasks/task-1 - Sweep.md": TASK, "backlog/archive/README.md": "# Old\n"}
    del archived["backlog/tasks/task-1 - Sweep.md"]
    accepts(archived, BACKLOG, before)
    accepts({**archived, "backlog/tasks/task-1 - Dust.md": TASK.replace("Sweep", "Dust")}, BACKLOG, archived)
    del archived["backlog/archive/tasks/task-1 - Sweep.md"]
    rejects("LG205", archived, BACKLOG, before=before)
