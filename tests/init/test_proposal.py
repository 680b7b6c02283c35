"""What `ledgergate init` recognises: one small repository for each kind of ledger that teams keep."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from audit import gate, verdict
from ledgergate import policy as policies
from ledgergate.git.states import of_files
from ledgergate.init import propose
from ledgergate.rules import NAMES
from support import Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ledgergate.init import Proposal
    from ledgergate.policy import Policy

SPEC_STATES = ["Implemented", "Implemented", "Draft", "Implemented", "Superseded by 004", "Draft"]


def _spec_kit() -> dict[str, str]:
    files = {}
    rows = ["# Specs", "", "| Spec | Title | Status |", "| --- | --- | --- |"]
    for number, state in enumerate(SPEC_STATES, 1):
        folder = f"specs/{number:03}-part-{number}"
        files[f"{folder}/spec.md"] = (
            f"# Feature Specification: Part {number}\n\n**Status**: {state}\n\n## Why\n\nText.\n"
        )
        files[f"{folder}/tasks.md"] = f"# Tasks\n\n- [x] T001 begin\n- [{' ' if state == 'Draft' else 'x'}] T002 end\n"
        rows.append(f"| {number:03} | Part {number} | {state} |")
    return {**files, "specs/STATUS.md": "\n".join(rows) + "\n"}


def _laravel() -> dict[str, str]:
    items = [
        f"### C-{number} Candidate {number}\n\n- **Bucket**: {bucket}\n- **Owner**: team {number}\n"
        for number, bucket in enumerate(["Now", "Later", "Now", "Never", "Later"], 1)
    ]
    rows = "".join(
        f"| C-{number} | {bucket} | x |\n" for number, bucket in enumerate(["Now", "Later", "Now", "Never", "Later"], 1)
    )
    return {
        "docs/reconciliation.md": f"# Reconciliation\n\n| Candidate | Bucket | Why |\n| --- | --- | --- |\n{rows}",
        "artisan": "#!/usr/bin/env php\n",
        "app/Models/User.php": "<?php\n",
        "routes/web.php": "<?php\n",
        "database/migrations/one.php": "<?php\n",
        "docs/candidates.md": "# Candidates\n\n## Open\n\n" + "\n".join(items),
    }


def _decisions() -> dict[str, str]:
    files = {"docs/adr/template.md": "# Title\n\n## Status\n\n{proposed}\n"}
    rows = ["# Decisions", "", "| # | Title | Status |", "| --- | --- | --- |"]
    for number, state in enumerate(["Accepted", "Accepted", "Superseded", "Proposed", "Accepted"], 1):
        name = f"{number:04}-decide-{number}.md"
        files[f"docs/adr/{name}"] = f"# ADR-{number:04}: Decide {number}\n\n- **Status:** {state} (2024-05-0{number})\n"
        rows.append(f"| [{number:04}]({name}) | Decide {number} | {state} |")
    return {**files, "docs/adr/README.md": "\n".join(rows) + "\n"}


def _enhancements() -> dict[str, str]:
    states = ["implemented", "implementable", "implemented", "provisional", "implementable", "implemented"]
    files = {
        f"keps/sig-{'ab'[number % 2]}/{100 + number}-change-{number}/kep.yaml": (
            f"title: Change {number}\nkep-number: {100 + number}\nstatus: {state}\n"
        )
        for number, state in enumerate(states)
    }
    return {**files, "keps/NNNN-kep-template/kep.yaml": "title: Title\nkep-number: NNNN\nstatus: a|b|c\n"}


def _backlog() -> dict[str, str]:
    return {
        f"backlog/tasks/task-{number} - Do-part-{number}.md": (
            f"---\nid: task-{number}\ntitle: Do part {number}\nstatus: {state}\npriority: high\n---\n\n"
            f"- [{'x' if state == 'Done' else ' '}] #1 Works\n"
        )
        for number, state in enumerate(["To Do", "In Progress", "Done", "Done"], 1)
    }


def _roadmap() -> dict[str, str]:
    boxes = "\n".join(
        f"- [{'x' if number < 3 else ' '}] **Phase {number}: Part {number}** - text" for number in range(1, 5)
    )
    rows = "\n".join(
        f"| {number}. Part {number} | 1/1 | {'Complete' if number < 3 else 'Planned'} | - |" for number in range(1, 5)
    )
    table = f"| Phase | Plans | Status | Completed |\n|---|---|---|---|\n{rows}\n"
    return {".planning/ROADMAP.md": f"# Roadmap\n\n## Phases\n\n{boxes}\n\n## Progress\n\n{table}"}


def _sprint() -> dict[str, str]:
    files, lines = {}, ["project: x", "", "development_status:", "  epic-1: in-progress"]
    for number, state in enumerate(["done", "done", "review", "review", "done", "draft"], 1):
        files[f"plans/stories/1-{number}-part-{number}.md"] = (
            f"# Story 1.{number}: Part {number}\n\nStatus: {state}\n\n- [{' ' if state == 'draft' else 'x'}] a\n"
        )
        lines.append(f"  1-{number}-part-{number}: {state}")
    lines.append("  2-1-later: backlog")
    return {**files, "plans/stories/sprint-status.yaml": "\n".join(lines) + "\n"}


# The kind: its files, the ledger with its number of items, the reports, a defect and the finding that it makes.
KINDS = {
    "spec kit": (
        _spec_kit(), "specs", 6, ["specs/STATUS.md"],
        ("specs/STATUS.md", "| 001 | Part 1 | Implemented |", "| 001 | Part 1 | Draft |"), ("LG303", "specs/STATUS.md"),
    ),
    "laravel": (
        _laravel(), "candidates", 5, ["docs/reconciliation.md"],
        ("docs/candidates.md", "- **Bucket**: Never", "- **Bucket**: TBD"), ("LG201", "docs/candidates.md"),
    ),
    "decisions": (
        _decisions(), "adr", 5, ["docs/adr/README.md"],
        ("docs/adr/README.md", "| [0004](0004-decide-4.md) | Decide 4 | Proposed |\n", ""),
        ("LG301", "docs/adr/README.md"),
    ),
    "enhancements": (
        _enhancements(), "keps", 6, [],
        ("keps/sig-a/100-change-0/kep.yaml", "status: implemented", "status: imlpemented"),
        ("LG202", "keps/sig-a/100-change-0/kep.yaml"),
    ),
    "backlog": (
        _backlog(), "tasks", 4, [],
        ("backlog/tasks/task-1 - Do-part-1.md", "status: To Do", "status:"),
        ("LG201", "backlog/tasks/task-1 - Do-part-1.md"),
    ),
    "roadmap": (
        _roadmap(), "phases", 4, [".planning/ROADMAP.md"],
        (".planning/ROADMAP.md", "- [x] **Phase 2", "- [ ] **Phase 2"), ("LG303", ".planning/ROADMAP.md"),
    ),
    "sprint": (
        _sprint(), "stories", 6, ["plans/stories/sprint-status.yaml"],
        ("plans/stories/sprint-status.yaml", "  1-1-part-1: done", "  1-1-part-1: review"),
        ("LG303", "plans/stories/sprint-status.yaml"),
    ),
}  # fmt: skip


def proposed(files: dict[str, str], *, strict: bool = False) -> Proposal:
    return propose(of_files({path: text.encode() for path, text in files.items()}), strict=strict)


def policy_of(made: Proposal) -> Policy:
    return policies.load({"ledgergate.toml": made.text.encode()}, NAMES)


def items_of(made: Proposal) -> dict[str, int]:
    return {draft.ledger.name: len(draft.read.items) for draft in made.drafts}


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_team_keeps_is_bound(kind: str) -> None:
    files, ledger, items, reports, _, _ = KINDS[kind]
    made = proposed(files)
    assert items_of(made) == {ledger: items}
    assert [report.path for report in policy_of(made).reports] == reports
    assert made.findings == ()
    assert made.unread == ()


@pytest.mark.parametrize("kind", KINDS)
def test_the_first_check_is_not_red_and_strict_refuses_a_seeded_defect(kind: str, tmp_path: Path) -> None:
    files, _, _, _, (path, old, new), expected = KINDS[kind]
    repository = Repository(tmp_path / "team")
    repository.save(files)
    assert gate(repository, "init", "--yes", "--strict").returncode == 0
    repository.stage()
    repository.commit("policy")
    assert verdict(repository, "--tree", "HEAD")["verdict"]["exit_code"] == 0

    assert old in files[path]
    repository.save({path: files[path].replace(old, new)}, "break")
    strict = verdict(repository, "--tree", "HEAD")
    assert strict["verdict"]["exit_code"] == 1
    assert expected in {(one["code"], one["path"]) for one in strict["findings"]}

    repository.remove("ledgergate.toml")
    repository.save({"ledgergate.toml": proposed(files).text}, "advise")
    advised = verdict(repository, "--tree", "HEAD")
    assert advised["verdict"]["exit_code"] == 0
    assert expected in {(one["code"], one["path"]) for one in advised["findings"]}


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_documents_give_the_same_bytes(kind: str) -> None:
    files = KINDS[kind][0]
    assert proposed(files).text == proposed(dict(reversed(files.items()))).text


def test_documents_that_already_disagree_are_told_and_do_not_refuse() -> None:
    files = _spec_kit()
    files["specs/STATUS.md"] = files["specs/STATUS.md"].replace(
        "| 001 | Part 1 | Implemented |", "| 001 | Part 1 | Draft |"
    )
    made = proposed(files)
    assert [(one.code, one.key, one.level) for one in made.findings] == [("LG303", "001", "advise")]
    assert [(one.code, one.level) for one in proposed(files, strict=True).findings] == [("LG303", "block")]


def test_a_done_word_is_held_to_the_boxes_beside_it() -> None:
    files = _spec_kit()
    files["specs/001-part-1/tasks.md"] = "- [ ] T001 begin\n"
    assert [(one.code, one.key) for one in proposed(files).findings] == [("LG404", "001")]


def test_keys_are_written_as_titles_write_them() -> None:
    (draft,) = proposed(_decisions()).drafts
    assert [item.shown for item in draft.read.items][:2] == ["ADR-0001", "ADR-0002"]


def test_a_slip_of_the_pen_does_not_become_a_status() -> None:
    files = _enhancements()
    files["keps/sig-c/200-change/kep.yaml"] = "title: Late\nstatus: imlpemented\n"
    made = proposed(files)
    assert "imlpemented" not in policy_of(made).vocabularies["status"].values
    assert [(one.code, one.key) for one in made.findings] == [("LG202", "200-change")]
    assert "'imlpemented' is written once as a status" in " ".join(made.drafts[0].doubts)


def test_a_note_that_shares_a_number_is_no_item() -> None:
    made = proposed({**_decisions(), "docs/adr/0002-research.md": "# Research\n\nNotes.\n"})
    assert items_of(made) == {"adr": 5}
    assert policy_of(made).ledgers["adr"].sources[0].exclude == ("docs/adr/0002-research.md",)


def test_files_that_share_a_number_are_told_apart_by_their_headings() -> None:
    keys = ("001", "002", "003", "003b", "004", "005")
    files = {f"docs/adr/{key[:3]}-use-{key}.md": f"# ADR-{key}: Use {key}\n\n- **Status:** Accepted\n" for key in keys}
    made = proposed(files)
    assert [item.shown for item in made.drafts[0].read.items] == [f"ADR-{key}" for key in keys]
    assert made.findings == ()
    twice = {path: text.replace("ADR-003b", "ADR-003") for path, text in files.items()}
    assert [one.code for one in proposed(twice).findings] == ["LG204"]


def test_what_is_called_by_its_number_alone_is_the_item_though_it_states_nothing() -> None:
    files = {f"docs/sprints/SPRINT-{n}.md": f"# Sprint {n}\n\n- **Status:** Done\n" for n in range(1, 12)}
    files["docs/sprints/SPRINT-12.md"] = "# Sprint 12\n\nUnder way.\n"
    files |= {f"docs/sprints/SPRINT-12-{name}.md": "# Findings\n\nText.\n" for name in ("audit", "rev-2")}
    made = proposed(files)
    assert [(one.code, one.key) for one in made.findings] == [("LG201", "SPRINT-12")]
    assert items_of(made) == {"sprint": 12}


def test_a_file_that_only_says_where_it_went_is_no_item() -> None:
    files = {**_decisions(), "docs/adr/0009-gone.md": "# ADR-0009: Gone\n\nMoved to [ADR-0001](0001-decide-1.md).\n"}
    assert items_of(proposed(files)) == {"adr": 5}


def test_proposals_of_two_kinds_in_one_table_are_one_ledger() -> None:
    files, rows = {}, ["| # | Title | Status |", "| --- | --- | --- |"]
    for number in range(1, 13):
        kind = "FRC" if number % 3 == 0 else "FIP"
        path = f"{kind}S/{kind.lower()}-{number:04}.md"
        state = "Draft" if number % 2 else "Final"
        files[path] = f"---\ntitle: Part {number}\nstatus: {state}\n---\n\n# Part\n"
        rows.append(f"| [{number:04}]({path}) | Part {number} | {state} |")
    made = proposed({**files, "README.md": "\n".join(rows) + "\n"})
    assert items_of(made) == {"fip": 12}
    assert made.findings == ()


def test_a_table_that_only_holds_numbers_is_no_report() -> None:
    table = "| Before | After |\n| --- | --- |\n| 1 | 2 |\n| 2 | 3 |\n| 3 | 4 |\n| 4 | 5 |\n| 5 | 1 |\n"
    made = proposed({**_decisions(), "docs/timings.md": f"# Timings\n\n{table}"})
    assert [report.path for report in policy_of(made).reports] == ["docs/adr/README.md"]


def test_an_index_of_a_few_is_told_to_be_partial() -> None:
    files = _decisions()
    lines = files["docs/adr/README.md"].splitlines(keepends=True)
    files["docs/adr/README.md"] = "".join(lines[:-2])
    made = proposed(files)
    assert policy_of(made).reports[0].covers is None
    assert made.findings == ()


def test_tables_under_stages_are_a_ledger_whose_bucket_is_the_heading() -> None:
    head = "| Proposal | Author |\n| --- | --- |\n"
    stages = "\n".join(
        f"## Stage {stage}\n\n{head}| Part {stage}a | x |\n| Part {stage}b | y |\n" for stage in (1, 2, 3)
    )
    assert items_of(proposed({"README.md": f"# Proposals\n\n{stages}"})) == {"proposals": 6}


def test_a_table_with_a_status_is_a_ledger_in_a_planning_document_or_by_its_words() -> None:
    rows = "".join(f"| C-{number} | Part | {'Now' if number % 2 else 'Later'} |\n" for number in range(1, 7))
    table = f"# Candidates\n\n| ID | What | Status |\n| --- | --- | --- |\n{rows}"
    colours = table.replace("Now", "Red").replace("Later", "Blue")
    assert items_of(proposed({"docs/candidates.md": table})) == {"candidates": 6}
    assert items_of(proposed({"docs/candidates.md": colours})) == {"candidates": 6}
    assert items_of(proposed({"docs/paint.md": table})) == {"paint": 6}
    assert items_of(proposed({"docs/paint.md": colours})) == {}


def test_a_bound_column_of_a_headings_report_is_compared() -> None:
    files = _laravel()
    files["docs/reconciliation.md"] = files["docs/reconciliation.md"].replace("| C-1 | Now |", "| C-1 | Never |")
    assert [(one.code, one.key) for one in proposed(files).findings] == [("LG303", "C-1")]


def test_a_heading_without_key_or_class_among_items_is_left_out() -> None:
    files = _laravel()
    more = "\n".join(f"### C-{number} Candidate {number}\n\n- **Bucket**: Now\n" for number in range(6, 12))
    files["docs/candidates.md"] += f"\n{more}\n### How to add one\n\nWrite it here.\n"
    made = proposed(files)
    assert items_of(made) == {"candidates": 11}
    assert policy_of(made).ledgers["candidates"].sources[0].ignore == ("How to add one",)
    assert policy_of(made).reports[0].covers is None


def test_the_documents_of_one_package_are_no_ledger() -> None:
    files = _spec_kit()
    files |= {f"specs/001-part-1/{name}.md": "# Text\n" for name in ("map", "report", "notes", "research")}
    assert items_of(proposed(files)) == {"specs": 6}


def test_boxes_are_the_last_resort() -> None:
    boxes = "# Progress\n\n" + "".join(f"- [{'x' if number % 2 else ' '}] Part {number}\n" for number in range(6))
    assert items_of(proposed({"PROGRESS.md": boxes})) == {"progress": 6}
    assert items_of(proposed({**_decisions(), "PROGRESS.md": boxes})) == {"adr": 5}


def test_vendored_documents_are_not_looked_at() -> None:
    files = {f"node_modules/x/{path}": text for path, text in _decisions().items()}
    assert proposed(files).empty


def test_a_document_that_cannot_be_read_is_said() -> None:
    files = {path: text.encode() for path, text in _decisions().items()}
    made = propose(of_files({**files, "docs/odd.md": b"\xff\xfe\x00"}))
    assert items_of(made) == {"adr": 5}
    assert any("docs/odd.md" in one for one in made.unread)


def test_hostile_titles_stay_inside_the_policy() -> None:
    files = {
        f"docs/adr/{number:04}-x.md": f'# ADR-{number:04}: "]\n\n- **Status:** {state}\n'
        for number, state in enumerate(['"] \\ = x', '"] \\ = x', "Accepted", "Accepted", "[rules]", "[rules]"], 1)
    }
    text = proposed(files).text
    assert policies.load({"ledgergate.toml": text.encode()}, NAMES).levels == {"*": "advise"}


RUNTIMES = {
    "Laravel": (["artisan", "app/x.php", "routes/web.php"], ("/app/**", "/routes/**")),
    "Rails": (["Gemfile", "config.ru", "app/x.rb", "db/schema.rb"], ("/app/**", "/db/**")),
    "Django": (["manage.py", "shop/models.py"], ("/**/*.py",)),
    "Node": (["package.json", "src/index.ts"], ("/src/**",)),
    "Go": (["go.mod", "cmd/x/main.go", "main.go"], ("/*.go", "/cmd/**")),
    "Rust": (["Cargo.toml", "src/main.rs"], ("/*.rs", "/src/**")),
    "Ruby": (["Gemfile", "lib/x.rb", "exe/x"], ("/exe/**", "/lib/**")),
    "PHP": (["composer.json", "src/X.php", "public/index.php"], ("/public/**", "/src/**")),
    "Python": (["pyproject.toml", "src/x/__init__.py"], ("/src/**",)),
    "Java": (["pom.xml", "src/main/java/X.java"], ("/src/**",)),
    "Kotlin": (["build.gradle.kts", "src/main/kotlin/X.kt"], ("/src/**",)),
    ".NET": (["Shop/Shop.csproj", "Shop/Program.cs"], ("/Shop/**",)),
    "Elixir": (["mix.exs", "lib/x.ex", "priv/x.sql"], ("/lib/**", "/priv/**")),
    "Dart": (["pubspec.yaml", "lib/main.dart"], ("/lib/**",)),
    "two parts": (["web/package.json", "web/src/a.ts", "api/go.mod", "api/main.go"], ("/api/**", "/web/src/**")),
    "monorepo": ([f"packages/{one}/package.json" for one in "abcd"], ("/packages/**",)),
}


@pytest.mark.parametrize("kind", RUNTIMES)
def test_runtime_folders_are_told_by_what_a_framework_leaves(kind: str) -> None:
    paths, patterns = RUNTIMES[kind]
    made = proposed(dict.fromkeys(paths, "x\n"))
    assert made.patterns == (*patterns, "!**/*.md")
    assert policy_of(made).runtime.patterns == made.patterns
    assert json.loads(json.dumps(made.recognised))
