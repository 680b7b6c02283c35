"""What `init` infers: which records belong together, what sorts them, what is left out and why."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from audit import gate
from ledgergate.git.states import of_files
from ledgergate.init import Proposal, propose
from support import Repository

COLOURS = ["amber", "beige", "coral", "denim", "ebony", "fawn", "grey", "hazel"]
CODE = {"app/a.py": "x\n", "app/b.py": "x\n", "app/c.py": "x\n"}


def proposed(files: dict[str, str]) -> Proposal:
    return propose(of_files({path: text.encode() for path, text in files.items()}))


def items(made: Proposal) -> dict[str, int]:
    return {draft.ledger.name: len(draft.read.items) for draft in made.drafts}


def codes(made: Proposal) -> list[str]:
    return sorted(one.code for one in made.findings)


def reports(made: Proposal) -> list[str]:
    return [report.path for draft in made.drafts for report in draft.reports]


def told(made: Proposal) -> str:
    return "\n".join(one.told for one in made.left_out)


def rows(head: str, *cells: str) -> str:
    columns = head.count("|") + 1
    return f"| {head} |\n|{'---|' * columns}\n" + "".join(f"| {one} |\n" for one in cells)


def test_candidates_in_three_styles_under_one_kind_of_key_are_one_ledger() -> None:
    heads = "".join(f"### K-0{n} Lamp {n}\n\n- **Bucket:** Now\n\n" for n in (1, 2, 3, 4))
    table = rows("ID | Candidate | Bucket", *(f"K-0{n} | Door {n} | Later" for n in (5, 6, 7, 8)))
    entries = "".join(f"- K-{n} — Roof {n} (Bucket: Later)\n" for n in (10, 11, 12, 13))
    titles = {1: "Lamp", 5: "Door", 10: "Roof"}
    names = {n: titles[max(k for k in titles if k <= n)] for n in (*range(1, 9), *range(10, 14))}
    report = rows(
        "Candidate | Title | Bucket",
        *(f"K-{n:02} | {name} {n} | {'Now' if n < 5 else 'Later'}" for n, name in names.items()),
    )
    made = proposed(
        {"docs/candidates.md": f"# C\n\n## A\n\n{heads}## B\n\n{table}\n## C\n\n{entries}", "docs/r.md": report}
    )
    assert items(made) == {"candidates": 12}
    assert reports(made) == ["docs/r.md"]
    assert codes(made) == []


def test_numbered_bold_paragraphs_are_items_and_one_that_stands_twice_is_a_double() -> None:
    text = "".join(f"**{n}. Build part {n}**\n- Priority: P{n % 3}.\n\n" for n in (1, 2, 3, 4, 4, 5))
    made = proposed({"docs/backlog.md": f"# Backlog\n\n{text}"})
    assert items(made) == {"backlog": 6}
    assert codes(made) == ["LG204"]


def test_the_legend_of_a_page_is_its_vocabulary() -> None:
    legend = "## Status values\n\n- **Idea:** raw\n- **Ready:** may begin\n- **Done:** seen\n\n"
    table = rows("ID | Title | Status", *(f"P-{n} | Part {n} | Done" for n in range(1, 6)))
    made = proposed({"BACKLOG.md": f"# B\n\n{legend}## Items\n\n{table}"})
    assert set(made.drafts[0].words["status"].values.values()) == {"Idea", "Ready", "Done"}


def test_an_emoji_is_a_status() -> None:
    marks = ["✅", "🚧", "✅", "⬜", "🚧", "✅"]
    made = proposed(
        {"ROADMAP.md": rows("ID | Title | Status", *(f"P-{n} | Part {n} | {one}" for n, one in enumerate(marks)))}
    )
    assert items(made) == {"roadmap": 6}
    assert codes(made) == []


@pytest.mark.parametrize("form", ["B-{n} Lamp — {word}", "B-{n} Lamp {n} ({word})", "B-{n} Lamp {n} {sign}"])
def test_a_status_at_the_end_of_a_heading_is_read(form: str) -> None:
    states = [("done", "✅"), ("open", "🚧"), ("done", "✅"), ("open", "🚧"), ("open", "🚧")]
    heads = [form.format(n=n, word=word, sign=sign) for n, (word, sign) in enumerate(states, 1)]
    made = proposed({"BACKLOG.md": "# B\n\n" + "".join(f"## {head}\n\nText.\n\n" for head in heads)})
    assert items(made) == {"backlog": 5}
    assert codes(made) == []
    assert sorted(made.drafts[0].words["status"].counts.values()) == [2, 3]


def test_in_a_plan_an_item_without_a_status_is_told_and_the_others_are_a_ledger() -> None:
    text = "".join(f"## B-{n} Thing {n}\n\n{'' if n == 3 else '**Status:** Done'}\n\n" for n in range(1, 7))
    made = proposed({"BACKLOG.md": f"# B\n\n{text}"})
    assert codes(made) == ["LG201"]


def test_the_parts_of_a_reference_are_no_items() -> None:
    parts = "".join(f"### field_{n}\n\n**Type:** {'string' if n % 2 else 'number'}\n\nText.\n\n" for n in range(8))
    assert proposed({"docs/api.md": f"# API\n\n{parts}"}).drafts == ()


def test_a_row_that_sums_the_others_up_is_no_item() -> None:
    table = rows("Item | Status", "K-1 | done", "K-2 | open", "K-3 | done", "K-4 | open", "Gesamt | ")
    assert items(proposed({"plan.md": table})) == {"plan": 4}


def test_an_archive_of_changes_is_done_and_its_open_boxes_are_told() -> None:
    files = {}
    for n in range(1, 6):
        files[f"openspec/changes/archive/2026-01-0{n}-x{n}/proposal.md"] = f"## Why {n}\n"
        files[f"openspec/changes/archive/2026-01-0{n}-x{n}/tasks.md"] = f"- [{' ' if n == 2 else 'x'}] 1.1 Do\n"
    assert codes(proposed(files)) == ["LG404"]


def test_boxes_that_offer_a_choice_are_no_tasks() -> None:
    choice = "- [x] Compatible\n- [ ] Needs a migration\n- [ ] Breaks\n"
    files = {f"rfcs/000{n}-x.md": f"# RFC {n}: X {n}\n\nStatus: Implemented\n\n{choice}" for n in range(1, 6)}
    made = proposed(files)
    assert items(made) == {"rfcs": 5}
    assert codes(made) == []


def test_what_is_planned_in_full_is_not_done() -> None:
    files = {f"plans/P-{n}.md": f"# P-{n}\n\nStatus: Planning complete\n\n- [x] a\n- [ ] b\n" for n in range(1, 6)}
    assert codes(proposed(files)) == []


def proposals(more: dict[str, str] | None = None, count: int = 8) -> dict[str, str]:
    files = {
        f"props/000{n}.md": f"# Part {n}\n\nStatus: {'Final' if n % 2 else 'Draft'}\n" for n in range(1, count + 1)
    }
    return files | (more or {})


def test_an_index_beside_its_items_that_names_most_of_them_forgot_the_others() -> None:
    index = rows("Proposal", *(f"[Part {n}](000{n}.md)" for n in range(1, 7)))
    assert codes(proposed(proposals({"props/README.md": index}))) == ["LG301", "LG301"]


def test_a_list_under_a_heading_for_each_status_restates_it() -> None:
    final = "".join(f"* [Part {n}](props/000{n}.md)\n" for n in (1, 3, 5, 7, 8))
    draft = "".join(f"* [Part {n}](props/000{n}.md)\n" for n in (2, 4, 6))
    for heads in (("Final", "Draft"), ("Final Proposals", "Draft Proposals")):
        made = proposed(proposals({"README.md": f"# P\n\n## {heads[0]}\n\n{final}\n## {heads[1]}\n\n{draft}"}))
        assert [(one.code, one.key) for one in made.findings] == [("LG303", "0008")]


def test_titles_are_those_of_the_front_matter_where_all_first_headings_are_alike() -> None:
    files = {f"t/tip-{n}.md": f"---\ntitle: Part {n}\nstatus: Draft\n---\n# Abstract\n\nText.\n" for n in range(1, 7)}
    index = rows(
        "# | Title | Status", *(f"{n} | [Part {n if n < 6 else 'six'}](t/tip-{n}.md) | Draft" for n in range(1, 7))
    )
    assert [(one.code, one.key) for one in proposed({**files, "README.md": index}).findings] == [("LG310", "tip-6")]


def test_a_translation_beside_an_item_is_no_second_one() -> None:
    made = proposed(proposals({"props/0003.zh_CN.md": "# Part 3\n\nStatus: Final\n", "props/0004-fr.md": "# P\n"}))
    assert items(made) == {"props": 8}
    assert codes(made) == []


def test_a_template_under_an_items_name_is_none() -> None:
    template = "# <Title>\n\nStatus: <Draft | Final | Withdrawn>\n"
    assert items(proposed(proposals({"props/0009.md": template}))) == {"props": 8}


def test_dates_are_no_numbers_of_items() -> None:
    files = {
        f"designs/2024-0{n}-11-x{n}.md": f"---\ncreated: 2024-0{n}-11\nstatus: draft\n---\n# X {n}\n"
        for n in range(1, 7)
    }
    made = proposed(files)
    assert [name for draft in made.drafts for name in draft.ledger.fields] == ["status"]


def test_links_of_items_files_are_held_where_nearly_all_lead_somewhere() -> None:
    linking = {
        f"props/000{n}.md": f"# Part {n}\n\nStatus: Draft\n\nSee [a](0001.md) and [b](0002.md).\n" for n in range(1, 8)
    }
    linking["props/0008.md"] = "# Part 8\n\nStatus: Draft\n\nSee [a](gone.md).\n"
    assert [one.key for one in proposed(linking).findings if one.code == "LG401"] == ["gone.md"]


def test_an_address_in_pointed_brackets_is_no_path() -> None:
    text = "# Part {n}\n\nStatus: Draft\n\nBy A <a@b.example>, after [x](0001.md) and [y](0002.md).\n"
    files = {f"props/000{n}.md": text.format(n=n) for n in range(1, 8)}
    assert codes(proposed(files)) == []


def test_where_nothing_builds_it_folders_of_code_run() -> None:
    assert proposed({**proposals(), **CODE}).patterns == ("/app/**", "!**/*.md")


def test_a_column_of_many_words_is_no_status_and_is_told() -> None:
    cells = [f"K-{n} | {word}" for n, word in enumerate(COLOURS)]
    made = proposed({"plan.md": rows("Item | Status", *cells)})
    assert made.drafts == ()
    assert "the words of 'Status' differ in 8 of 8" in told(made)


def test_a_binding_under_which_many_items_would_be_refused_is_left_out() -> None:
    cells = [f"K-{n} | {'done' if n < 6 else 'TBD'}" for n in range(10)]
    made = proposed({"plan.md": rows("Item | Status", *cells)})
    assert made.drafts == ()
    assert "4 of them would be refused" in told(made)


def test_a_table_that_is_none_is_told() -> None:
    jobs = {f"jobs/J-{n}.md": f"# J-{n}: Job {n}\n\nStatus: Planned\n" for n in (1, 2, 3)}
    index = "# Index\n\n| Job | Title |\n|---|---|---|\n" + "".join(f"| J-{n} | Job {n} |\n" for n in (1, 2, 3))
    assert "jobs/README.md:3: 5 lines that look like rows" in told(proposed({**jobs, "jobs/README.md": index}))


def test_keys_that_no_collection_has_are_told() -> None:
    text = "Text about " + ", ".join(f"PC-0{n}" for n in range(1, 7)) + ".\n"
    made = proposed({"docs/a.md": text, "docs/b.md": text})
    assert "6 keys like PC-01 in 2 documents: no collection has them as its key" in told(made)


@pytest.mark.parametrize("folder", ["docs/archive", "docs/legacy-notes"])
def test_what_is_past_is_no_ledger(folder: str) -> None:
    assert proposed({f"{folder}/plan.md": rows("Item | Status", *(f"K-{n} | done" for n in range(6)))}).drafts == ()


def test_a_preset_that_reads_it_just_so_is_proposed_with_what_it_reads() -> None:
    files = {
        f"backlog/tasks/task-{n}.md": f"---\nid: task-{n}\ntitle: Do {n}\nstatus: To Do\n---\n# Do {n}\n"
        for n in range(1, 6)
    }
    made = proposed(files)
    assert 'preset = "backlog-md"' in made.text
    assert 'path = "backlog/tasks/*.md"' in made.text
    assert codes(made) == []


def audit() -> dict[str, str]:
    names = {n: f"HB-{n} Thing {n}" for n in range(1, 8)}
    heads = "".join(f"### {name}\n\n- **Bucket**: A\n- **Boundary**: /platform\n\n" for name in names.values())
    themes = "".join(f"## Theme {n}\n\n- **State**: Roadmap only\n\n" for n in range(1, 5))
    return {
        "docs/product/spec-candidates.md": f"# Candidates\n\n{heads}### How to add one\n\nHere.\n",
        "docs/product/roadmap.md": f"# Roadmap\n\n{themes}",
        "specs/7-audit/candidate-reconciliation.md": "# R\n\n"
        + rows("Candidate | Bucket | Boundary", *(f"{name.split()[0]} | A | /platform" for name in names.values())),
        "specs/7-audit/roadmap-reconciliation.md": "# R\n\n"
        + rows("Theme | State", *(f"Theme {n} | Roadmap only" for n in range(1, 5))),
        **CODE,
    }


def test_an_audits_folder_brings_its_preset_and_the_homes_of_what_it_restates() -> None:
    made = proposed(audit())
    assert 'preset = "productization-readiness"' in made.text
    assert 'path = "specs/7-*"' in made.text
    assert {name: count for name, count in items(made).items() if name != "areas"} == {"candidates": 7, "themes": 4}
    assert [one for one in codes(made) if one in ("LG301", "LG302", "LG303")] == []


@pytest.fixture
def team(tmp_path: Path) -> Repository:
    repository = Repository(tmp_path / "team")
    plan = rows("Item | Status", *(f"K-{n} | {'done' if n % 2 else 'open'}" for n in range(1, 6)))
    repository.save(
        {**proposals(), "backlog.md": plan, "docs/a.md": "PC-1 PC-2 PC-3 PC-4 PC-5\n", "docs/b.md": "PC-1 PC-6\n"}
    )
    return repository


def test_explain_lists_what_is_left_out_and_writes_nothing(team: Repository) -> None:
    done = gate(team, "init", "--explain")
    assert done.returncode == 0, done.stderr
    assert "6 keys like PC-1 in 2 documents" in done.stdout
    as_json = json.loads(gate(team, "init", "--explain", "--format", "json").stdout)
    assert as_json["version"] == 1
    assert [one["records"] for one in as_json["left_out"]] == [6]
    assert {one["name"] for one in as_json["ledgers"]} == {"props", "backlog"}
    assert team.git("status", "--porcelain") == b""


def test_update_prints_what_the_standing_policy_lacks_and_writes_nothing(team: Repository) -> None:
    policy = '[ledger.props]\nsources = [{ path = "props/*.md", items = "files" }]\n'
    team.save({"ledgergate.toml": policy})
    done = gate(team, "init", "--update")
    assert done.returncode == 0, done.stderr
    assert "[ledger.backlog]" in done.stdout
    assert "[ledger.props" not in done.stdout
    assert (team.path / "ledgergate.toml").read_text(encoding="utf-8") == policy
    team.save({"ledgergate.toml": policy + done.stdout})
    assert "reads every ledger" in gate(team, "init", "--update").stderr
    assert gate(team, "check", "--tree", "HEAD").returncode == 0


def test_what_update_prints_goes_beside_the_vocabularies_that_stand(team: Repository) -> None:
    policy = (
        '[vocabulary.status]\nvalues = ["Final", "Draft"]\n'
        '[ledger.props]\nsources = [{ path = "props/*.md", items = "files" }]\n'
        'fields.status = { label = "Status", values = "status" }\n'
    )
    team.save({"ledgergate.toml": policy})
    lacking = gate(team, "init", "--update").stdout
    assert "[vocabulary.backlog-status]" in lacking
    team.save({"ledgergate.toml": policy + lacking})
    assert gate(team, "check", "--tree", "HEAD").returncode == 0


def test_update_names_a_document_that_restates_a_standing_ledger(team: Repository) -> None:
    index = rows(
        "Proposal | Status", *(f"[Part {n}](000{n}.md) | {'Final' if n % 2 else 'Draft'}" for n in range(1, 9))
    )
    policy = '[ledger.props]\nsources = [{ path = "props/0*.md", items = "files" }]\n'
    team.save({"props/README.md": index, "ledgergate.toml": policy})
    assert "props/README.md: it restates 8 items that the policy reads" in gate(team, "init", "--update").stderr


@pytest.mark.parametrize(
    "options", [("--explain", "--update"), ("--stdout", "--explain"), ("--yes", "--format", "json")]
)
def test_options_that_would_do_nothing_are_refused(team: Repository, options: tuple[str, ...]) -> None:
    assert gate(team, "init", *options).returncode == 2
    assert not (team.path / "ledgergate.toml").exists()


def test_what_is_left_out_says_where_it_lies() -> None:
    cells = [f"K-{n} | {'done' if n < 6 else 'TBD'}" for n in range(10)]
    assert told(proposed({"plan.md": rows("Item | Status", *cells)})).startswith("plan.md: 10 rows with Status: ")


def test_update_without_a_policy_says_what_to_do(team: Repository) -> None:
    done = gate(team, "init", "--update")
    assert done.returncode == 2
    assert "there is no policy to update" in done.stderr


def test_where_no_ledger_is_sure_the_nearest_to_one_is_named(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "team")
    cells = [f"K-{n} | {word}" for n, word in enumerate(COLOURS)]
    repository.save({"plan.md": rows("Item | Status", *cells)})
    done = gate(repository, "init", "--yes")
    assert done.returncode == 3
    assert "the words of 'Status' differ in 8 of 8" in done.stderr


def test_a_report_is_read_where_its_rows_stand_and_a_table_of_other_things_under_another_heading_is_not() -> None:
    phases = "".join(f"- [x] **Phase {number}: Step {number}**\n" for number in range(1, 6))
    rows = "".join(f"| {number}. Step {number} | 2/2 | Complete | - |\n" for number in range(1, 6))
    others = "".join(f"| {name} | Phase {number} | 5 |\n" for number, name in enumerate(("TS", "UI", "API", "DB"), 1))
    text = (
        f"# Roadmap\n\n## Phases\n\n{phases}\n## Progress\n\n| Phase | Plans Complete | Status | Completed |\n"
        f"|---|---|---|---|\n{rows}\n## Coverage\n\n| Category | Phase | Count |\n|---|---|---|\n{others}"
    )
    made = proposed({".planning/ROADMAP.md": text})
    assert "LG206" not in [one.code for one in made.findings]


def stories(**more: str) -> dict[str, str]:
    """Five stories in folders of their own, and the index over them."""
    said = {11: "done", 12: "draft", 13: "done", 14: "draft", 15: "done"}
    files = {f"docs/stories/US-{n}-lamp-{n}/README.md": f"# Lamp {n}\n\nStatus: {word}\n" for n, word in said.items()}
    index = rows("ID | Status", *(f"US-{n} | {word}" for n, word in said.items()))
    return files | {"docs/stories/README.md": f"# Stories\n\n{index}", **more}


def test_what_lies_in_the_folder_of_an_item_speaks_of_that_item() -> None:
    plan = "# Plan\n\n" + rows("Feature | Priority", *(f"Wire {n} | {'High' if n % 2 else 'Low'}" for n in range(6)))
    assert items(proposed(stories(**{"docs/stories/US-11-lamp-11/PLAN.md": plan}))) == {"us": 5}
    assert items(proposed(stories(**{"docs/backlog.md": plan}))) == {"us": 5, "backlog": 6}


def test_a_numbered_item_that_the_index_forgot_is_an_item_though_it_states_nothing() -> None:
    late = {"docs/stories/US-16-lamp-16/README.md": "# Lamp 16\n\nTo be written.\n"}
    made = proposed(stories(**late))
    assert items(made) == {"us": 6}
    assert "LG301" in codes(made)


DECIDED = {f"docs/adr/000{n}-{one}.md": f"# {one}\n\nStatus: Accepted\n" for n, one in enumerate(COLOURS[:5], 1)}


def modules(head: str = "Module | Status", lead: str = "Lamp") -> str:
    words = ("done", "open", "done", "open", "done", "open")
    return "# Lamps\n\n" + rows(head, *(f"{lead} {one} | {word}" for one, word in zip(COLOURS, words, strict=False)))


def test_a_table_that_nothing_restates_is_a_ledger_in_a_document_that_is_called_a_list() -> None:
    made = proposed(DECIDED | {"docs/plan.md": modules(head="Feature | Status")})
    assert items(made) == {"decisions": 5}
    assert "no other document restates them, and theirs is not called a list of such" in told(made)
    assert items(proposed({"docs/plan.md": modules()})) == {"plan": 6}  # where there is nothing else
    assert items(proposed(DECIDED | {"docs/backlog.md": modules()})) == {"decisions": 5, "backlog": 6}
    keyed = {
        path: rows("Module | Status", *(f"LMP-{n} | {'done' if n % 2 else 'open'}" for n in range(1, 7)))
        for path in ("docs/plan.md", "docs/review.md")
    }
    assert items(proposed(DECIDED | keyed)) == {"decisions": 5, "plan": 6}


def test_a_kind_is_no_state() -> None:
    kinds = modules(head="Feature | Type").replace("done", "lamp").replace("open", "door")
    made = proposed(DECIDED | {"docs/backlog.md": kinds})
    assert items(made) == {"decisions": 5}
    assert "nothing says what state they are in" in told(made)
    again = {"docs/backlog.md": kinds, "docs/review.md": kinds}
    assert items(proposed(again)) == {"backlog": 6}


def test_a_heading_without_a_number_among_numbered_ones_is_a_note() -> None:
    heads = [
        f"{lead}-{n} — Lamp {n}\n\n**Severity:** {'High' if n % 2 else 'Low'}"
        for lead in ("AU", "5-ORG")
        for n in range(1, 9)
    ]
    text = "# Register\n\n" + "".join(
        f"### {one}\n\n" for one in [*heads, "Note on the crosswalk (2026-06-03)\n\nText."]
    )
    made = proposed({"docs/audit-register.md": text})
    assert items(made) == {"audit-register": 16}
    assert codes(made) == []
    silent = text.replace("Note on the crosswalk (2026-06-03)", "AU-9 — Roof")
    assert items(proposed({"docs/audit-register.md": silent})) == {"audit-register": 17}


def test_a_task_about_a_template_is_a_task() -> None:
    names = {17: "Wire-the-lamp", 18: "Design-a-lamp-template", 19: "Hang-the-lamp", 20: "Paint-the-lamp"}
    files = {
        f"backlog/archive/tasks/task-{n} - {name}.md": f"---\nid: task-{n}\nstatus: Done\n---\n# {name}\n"
        for n, name in names.items()
    }
    assert items(proposed(files)) == {"task": 4}
    form = {"backlog/archive/tasks/task-template.md": "---\nid: task-0\nstatus: To Do\n---\n# Do it\n"}
    assert items(proposed(files | form)) == {"task": 4}


def specs(*stated: int) -> dict[str, str]:
    """Spec packages with five tasks each, the last box no task, that state how many they have."""
    boxes = "".join(f"- [ ] T00{n} Hang lamp {n}\n" for n in range(1, 6)) + "- [ ] Looked at by another\n"
    files = {}
    for number, count in enumerate(stated, 1):
        home = f"specs/00{number}-{COLOURS[number]}"
        files[f"{home}/spec.md"] = f"# {COLOURS[number]}\n\n**Status**: Draft\n"
        files[f"{home}/tasks.md"] = f"# Tasks\n\n## Tasks\n\n{boxes}\n## Summary\n\n- Total tasks: {count}\n"
    return files


def test_tasks_that_count_themselves_are_counted() -> None:
    assert codes(proposed(specs(5, 5, 5, 5))) == []
    made = proposed(specs(5, 5, 7, 5))
    assert [(one.code, one.place.path) for one in made.findings] == [("LG305", "specs/003-denim/tasks.md")]
    assert codes(proposed(specs(9, 9, 7, 5))) == []  # they count something else


def test_all_tasks_at_the_end_of_a_text_are_those_of_their_document() -> None:
    def files(count: int) -> dict[str, str]:
        made = specs(5, 5, 5, 5)
        path = "specs/002-coral/tasks.md"
        return made | {path: made[path] + f"\n**In full**: All {count} tasks\n\nAll 2 tasks of the roof can wait.\n"}

    assert codes(proposed(files(5))) == []
    assert [(one.code, one.key) for one in proposed(files(6)).findings] == [("LG305", "6")]


def test_the_row_of_a_table_that_begins_with_total_counts_the_tasks() -> None:
    def files(*counts: int) -> dict[str, str]:
        head = "| Part | Story | Tasks | At once |\n|---|---|---|---|\n| Walls | - | 3 | 1 |\n"
        made, row = specs(*counts), f"{head}| **Total** | | **\\1** | **4** |"
        struck = {path: text.replace("T003 Hang lamp 3", "~~T003~~ Left out") for path, text in made.items()}
        return {path: re.sub(r"- Total tasks: (\d+)", row, text) for path, text in struck.items()}

    assert codes(proposed(files(5, 5, 5, 5))) == []
    assert [(one.code, one.key) for one in proposed(files(5, 5, 7, 5)).findings] == [("LG305", "7")]
    assert codes(proposed(files(9, 9, 7, 5))) == []  # they count something else


def phases(*plans: str) -> dict[str, str]:
    """A roadmap whose phases have two plans each, one of them done, and a box that is none; `plans` say how many."""
    parts = "".join(
        f"## Phase {n}: {COLOURS[n]}\n\n**Status**: {'done' if n % 2 else 'open'}\n**Plans**: {said}\n\n"
        f"- [x] {n:02}-01: the {COLOURS[n]} lamp\n- [ ] {n:02}-02: the {COLOURS[n]} wall\n- [ ] The light works\n\n"
        for n, said in enumerate(plans, 1)
    )
    return {"docs/roadmap.md": f"# Roadmap\n\n{parts}"}


def test_sections_that_say_how_many_plans_they_have_are_counted() -> None:
    assert codes(proposed(phases("2 plans", "2 plans", "2 plans (1 more)", "TBD"))) == []
    made = proposed(phases("2 plans", "2 plans", "3 plans", "TBD"))
    assert [(one.code, one.key) for one in made.findings] == [("LG305", "3")]
    assert codes(proposed(phases("4 plans", "4 plans", "2 plans", "5 plans"))) == []  # they count something else


def test_plans_that_are_done_count_the_boxes_of_their_section() -> None:
    assert codes(proposed(phases("1/3 plans done", "1/3", "1/3 complete", "1/3"))) == []
    made = proposed(phases("1/3 plans done", "1/3", "2/3 complete", "0/3"))
    assert [(one.code, one.key) for one in made.findings] == [("LG305", "2/3"), ("LG305", "0/3")]


def test_a_row_that_is_not_written_as_the_items_keys_are_is_of_something_else() -> None:
    sprints = {f"docs/sprints/sprint-{n}.md": f"# Sprint {n}\n\nStatus: done\n" for n in range(29, 35)}

    def index(first: str) -> dict[str, str]:
        cells = (first, *(f"sprint-{n} | done" for n in range(29, 35)))
        return {"docs/sprints/README.md": "# Sprints\n\n" + rows("Sprint | Status", *cells)}

    assert codes(proposed(sprints | index("Pre-Sprint-29 | done"))) == []
    assert codes(proposed(sprints | index("sprint-28 | done"))) == ["LG302"]


def test_rows_are_read_under_headings_as_the_policy_names_them() -> None:
    """What it writes without their counts takes in the third section, too, most of whose lines are no files."""
    files = {f"docs/plans/fase-{n}.md": f"# Fase {n}\n\nStatus: done\n" for n in range(1, 9)}
    parts = [range(1, 4), range(4, 9)]
    text = "".join(
        f"### Done ({n})\n\n" + "".join(f"- `fase-{one}.md` lamps\n" for one in part) + "\n"
        for n, part in enumerate(parts)
    )
    other = "### Done (9)\n\n" + "".join(f"- the {colour} wall was painted\n" for colour in COLOURS)
    made = proposed(files | {"docs/plans/README.md": f"# Plans\n\n{text}{other}"})
    assert "LG206" not in codes(made)
    assert reports(proposed(files | {"docs/plans/README.md": f"# Plans\n\n{text}"})) == ["docs/plans/README.md"]


def test_the_tasks_beside_a_list_are_not_those_of_its_items() -> None:
    tasks = "# Tasks\n\n" + "".join(f"- [ ] T00{n} Hang lamp {n}\n" for n in range(1, 7)) + "\nTotal tasks: 6\n"
    made = proposed({"docs/backlog.md": modules(), "docs/risks.md": modules(lead="Risk"), "docs/tasks.md": tasks})
    assert items(made) == {"backlog": 6, "risks": 6}
    assert reports(made) == []


def test_a_heading_that_is_a_word_of_its_own_does_not_stand_for_the_one_it_begins_with() -> None:
    files = {f"props/000{n}.md": f"# Part {n}\n\nStatus: {'Final Draft' if n % 2 else 'Final'}\n" for n in range(1, 9)}
    lists = {
        head: "".join(f"* [Part {n}](props/000{n}.md)\n" for n in numbers)
        for head, numbers in (("Final Draft", (1, 3, 5, 7)), ("Final", (2, 4, 6, 8)))
    }
    text = "# P\n\n" + "\n".join(f"## {head}\n\n{entries}" for head, entries in lists.items())
    assert codes(proposed(files | {"README.md": text})) == []
    swapped = text.replace("* [Part 7](props/0007.md)\n", "") + "* [Part 7](props/0007.md)\n"
    assert [one.key for one in proposed(files | {"README.md": swapped}).findings] == ["0007"]


@pytest.mark.parametrize(
    ("heading", "bound"), [("Fixed", True), ("Fixed (2 of them)", True), ("Fixed since May", False)]
)
def test_a_class_is_bound_under_the_name_by_which_its_heading_is_found_again(heading: str, bound: bool) -> None:
    sections = {"P0": 4, "P1": 4, heading: 2}
    text = "".join(
        f"## {name}\n\n" + "".join(f"- {name} part {colour}\n" for colour in COLOURS[:count]) + "\n"
        for name, count in sections.items()
    )
    made = proposed({"TODO.md": f"# To do\n\n{text}"})
    assert items(made) == {"todo": 10 if bound else 8}
    assert codes(made) == []
    assert ('under = ["P0", "P1", "Fixed"]' in made.text) is bound


def test_a_line_between_the_rows_that_has_no_key_is_no_row() -> None:
    files = {f"lamps/lamp-{n}-{colour}.md": f"# {colour}\n\n- Status: Done\n" for n, colour in enumerate(COLOURS, 3)}
    index = [f"{n} | Done" for n, _ in enumerate(COLOURS, 3)]
    made = proposed({**files, "lamps/README.md": rows("Lamp | Status", "First two | Done", *index)})
    assert codes(made) == []
    assert 'ignore = ["First two"]' in made.text
    made = proposed({**files, "lamps/README.md": rows("Lamp | Status", *index[1:])})
    assert codes(made) == ["LG301"]


def test_notes_of_one_item_have_a_row_that_is_passed_over_as_it_is_written() -> None:
    files = {
        f"spikes/LAMP-{n}-{colour}.md": f"# LAMP-{n} {colour}\n\n**Status:** Ready\n"
        for n, colour in enumerate(COLOURS, 1)
    }
    notes = {"spikes/LAMP-2-findings-2026-08-19.md": "# LAMP-2: what was found\n"}
    links = [f"[LAMP-{n} — {colour}](LAMP-{n}-{colour}.md) | ready" for n, colour in enumerate(COLOURS, 1)]
    index = rows("Brief | State", *links, "[LAMP-2 — findings](LAMP-2-findings-2026-08-19.md) | done")
    made = proposed({**files, **notes, "spikes/README.md": index})
    assert codes(made) == []


def test_a_document_that_an_index_lists_may_hold_a_ledger_of_its_own() -> None:
    log = "".join(
        f"## ADR-{n:03}: {name.title()} lamp\n\n**Status:** {'Zastąpiona przez ADR-003' if n == 2 else 'Przyjęta'}\n\n"
        for n, name in enumerate(COLOURS, 1)
    )
    files = {"docs/DECISIONS.md": f"# Decyzje\n\n{log}"}
    files |= {f"docs/{name}.md": f"# {name.title()}\n\nText.\n" for name in COLOURS[:5]}
    listed = [f"- [{path[5:-3]}]({path})\n" for path in files]
    made = proposed({**files, "README.md": "# Lamp\n\n## Documents\n\n" + "".join(listed)})
    assert items(made) == {"docs": 6, "decisions": 8}
    assert made.findings == ()
    (log_of,) = (draft for draft in made.drafts if draft.ledger.name == "decisions")
    assert sorted(log_of.words["status"].values.values()) == ["Przyjęta", "Zastąpiona"]

    # What states its own status is an item, whatever sections it has.
    stated = {path: text.replace("\n\n", "\n\nStatus: Final\n\n", 1) for path, text in files.items()}
    assert items(proposed({**stated, "README.md": "# Lamp\n\n" + "".join(listed)})) == {"docs": 6}


def test_an_index_of_fifty_rows_may_lead_to_one_other_thing() -> None:
    names = [f"{one}-{other}" for one in COLOURS for other in COLOURS]
    files = {f"docs/rfc/{name}.md": f"# {name}\n\nText.\n" for name in names}
    links = [f"[{name}.md]({name}.md) | note" for name in names[:-14]]
    strange = [f"[{name}.md.old]({name}.md.old) | note" for name in names[:5]]
    for odd, expected in ((strange[:1], ["LG301"] * 14), (strange, [])):
        made = proposed({**files, "docs/rfc/README.md": "# RFC\n\n" + rows("RFC | Scope", *links, *odd)})
        assert [one.code for one in made.findings if one.code != "LG401"] == expected


def test_a_tracker_that_is_no_yaml_is_named() -> None:
    files = {f"stories/1-{n}-{name}.md": f"# {name}\n\nStatus: done\n" for n, name in enumerate(COLOURS, 1)}
    keys = "".join(f"  {path[8:-3]}: done\n" for path in files)
    tracker = "location: {root}/stories\ndevelopment_status:\n" + keys
    made = proposed({**files, "stories/sprint-status.yaml": tracker})
    assert [one.partition(":")[0] for one in made.unread] == ["stories/sprint-status.yaml"]
    assert reports(made) == []
    mended = proposed({**files, "stories/sprint-status.yaml": tracker.replace("{root}/stories", '"{root}/stories"')})
    assert (reports(mended), mended.unread) == (["stories/sprint-status.yaml"], ())


def test_a_key_may_have_a_number_between_its_letters() -> None:
    heads = (f"### LMP-B2B-{n:02}: Lamp {n}\n\n**Status:** {'Done' if n % 2 else 'Open'}\n\n" for n in range(1, 7))
    table = rows("ID | Status", *(f"LMP-B2B-{n:02} | {'Done' if n != 4 and n % 2 else 'Open'}" for n in range(1, 7)))
    made = proposed({"docs/backlog.md": "# B\n\n" + "".join(heads), "docs/matrix.md": f"# M\n\n{table}"})
    assert reports(made) == ["docs/matrix.md"]


def test_a_number_at_the_least_is_no_total() -> None:
    words = ("Ready",) * 12 + ("Open",) * 3 + ("Done",) * 2
    table = rows("Item | Status", *(f"K-{n} | {word}" for n, word in enumerate(words, 1)))
    assert codes(proposed({"docs/backlog.md": f"# B\n\nReady: 11\n\nOpen: 3\n\nDone: 2\n\n{table}"})) == ["LG305"]
    assert codes(proposed({"docs/backlog.md": f"# B\n\nReady: 11+\n\nOpen: 3\n\nDone: 2\n\n{table}"})) == []
