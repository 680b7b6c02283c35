"""What `init` recognises beyond items and their status: titles, links, numbers, folders, counts, phases, families."""

from __future__ import annotations

import re

from ledgergate import policy as policies
from ledgergate.git.states import of_files
from ledgergate.init import propose
from ledgergate.rules import NAMES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ledgergate.init import Proposal
    from ledgergate.policy import Policy

STATES = ["Accepted", "Accepted", "Superseded", "Proposed", "Accepted", "Proposed"]


def proposed(files: dict[str, str]) -> Proposal:
    return propose(of_files({path: text.encode() for path, text in files.items()}))


def policy_of(made: Proposal) -> Policy:
    return policies.load({"ledgergate.toml": made.text.encode()}, NAMES)


def items_of(made: Proposal) -> dict[str, int]:
    return {draft.ledger.name: len(draft.read.items) for draft in made.drafts}


def told(made: Proposal) -> list[tuple[str, str]]:
    return [(one.code, one.key) for one in made.findings]


def decisions(*, links: bool = True) -> dict[str, str]:
    files, rows = {}, ["# Decisions", "", "| # | Title | Status |", "| --- | --- | --- |"]
    for number, state in enumerate(STATES, 1):
        name = f"{number:04}-decide-{number}.md"
        files[f"docs/adr/{name}"] = f"# {number}. Decide part {number}\n\n- **Status:** {state}\n"
        shown = f"[{number:04}]({name})" if links else f"{number:04}"
        rows.append(f"| {shown} | Decide part {number} | {state} |")
    return {**files, "docs/adr/README.md": "\n".join(rows) + "\n"}


def test_a_title_that_most_rows_copy_is_held() -> None:
    files = decisions()
    assert told(proposed(files)) == []
    files["docs/adr/README.md"] = files["docs/adr/README.md"].replace("Decide part 3", "Drop part 3")
    assert told(proposed(files)) == [("LG310", "0003")]


def test_titles_that_are_reworded_throughout_are_not_held() -> None:
    files = decisions()
    files["docs/adr/README.md"] = files["docs/adr/README.md"].replace("Decide part", "We take")
    assert told(proposed(files)) == []
    assert "title-differs" not in proposed(files).text


def test_a_word_that_rows_share_is_no_title() -> None:
    files = {}
    for path, text in decisions().items():
        files[path] = text if path.endswith("README.md") else "# Decision\n\n" + text.split("\n", 2)[2]
    files["docs/adr/README.md"] = "\n".join(
        line.rsplit("|", 3)[0] + "| Decision |" + "|".join(line.rsplit("|", 2)[1:]) if line[:3] == "| [" else line
        for line in files["docs/adr/README.md"].splitlines()
    )
    assert "title-differs" not in proposed(files).text


def test_links_of_an_index_are_held_and_anchors_are_not() -> None:
    files = decisions()
    files["docs/adr/README.md"] += "\nSee [the guide](guide.md), [above](#nowhere).\n"
    made = proposed(files)
    assert told(made) == [("LG401", "guide.md")]
    assert policy_of(made).links == ("**/*.md",)


def test_links_written_for_a_website_are_not_held() -> None:
    files = decisions(links=False)
    files["docs/adr/README.md"] += "\n[a](/guide/a/b.html) [b](/guide/b.html) [c](c.html) [d](d.html)\n"
    assert policy_of(proposed(files)).links == ()


def enhancements() -> dict[str, str]:
    files = {"keps/NNNN-template/kep.yaml": "kep-number: NNNN\nowning-sig: sig-xyz\nstatus: draft|live|done\n"}
    for number in range(101, 113):
        group = "sig-" + "ab"[number % 2]
        files[f"keps/{group}/{number}-part/kep.yaml"] = (
            f"title: Part {number}\nkep-number: {number}\nowning-sig: {group}\n"
            f"status: {'live' if number % 3 else 'done'}\n"
        )
    return files


def test_a_number_that_path_and_file_state_is_held() -> None:
    files = enhancements()
    assert told(proposed(files)) == []
    files["keps/sig-a/102-part/kep.yaml"] = files["keps/sig-a/102-part/kep.yaml"].replace(": 102", ": 999", 1)
    assert told(proposed(files)) == [("LG211", "102-part")]


def test_a_folder_that_repeats_a_field_is_held() -> None:
    files = enhancements()
    files["keps/sig-a/102-part/kep.yaml"] = files["keps/sig-a/102-part/kep.yaml"].replace("sig-a", "sig-b")
    assert told(proposed(files)) == [("LG203", "102-part")]


def test_a_folder_that_sorts_by_something_else_is_not_compared() -> None:
    files = enhancements()
    files["keps/provider-x/900-part/kep.yaml"] = "title: Part\nkep-number: 900\nowning-sig: sig-a\nstatus: live\n"
    assert told(proposed(files)) == []


def test_the_words_of_the_template_are_the_vocabulary() -> None:
    made = proposed(enhancements())
    assert list(policy_of(made).vocabularies["status"].values) == ["live", "done", "draft"]
    assert policy_of(made).ledgers["keps"].fields["status"].exact


def test_an_item_about_templates_is_an_item() -> None:
    files = enhancements()
    files["keps/sig-a/200-message-template/kep.yaml"] = (
        "title: Part\nkep-number: 200\nowning-sig: sig-a\nstatus: live\n"
    )
    assert items_of(proposed(files))["keps"] == 13


def backlog(ready: int = 4) -> dict[str, str]:
    files = {}
    for number in range(1, 11):
        state = "Ready" if number <= 4 else "Blocked" if number <= 7 else "Done"
        files[f"backlog/Item-{number:03} {state}.md"] = f"# Item-{number:03}: Part {number}\n\n**Status:** {state}\n"
    rows = "".join(
        f"| {path[13:16]} | Part {int(path[13:16])} | {text.split()[-1]} |\n" for path, text in files.items()
    )
    counts = f"## By Status\n\n- Ready: {ready} items\n- Blocked: 3 items\n- Done: 3 items\n"
    return {**files, "backlog/INDEX.md": f"# Index\n\n| ID | Title | Status |\n|---|---|---|\n{rows}\n{counts}"}


def test_counts_by_status_are_held_where_most_are_right() -> None:
    assert told(proposed(backlog())) == []
    assert told(proposed(backlog(ready=5))) == [("LG305", "5")]


def test_counts_most_of_which_are_wrong_count_something_else() -> None:
    files = backlog(ready=9)
    files["backlog/INDEX.md"] = files["backlog/INDEX.md"].replace("Blocked: 3", "Blocked: 8")
    assert told(proposed(files)) == []


def test_a_status_in_the_file_name_and_in_the_file_is_compared() -> None:
    files = backlog()
    files["backlog/Item-002 Ready.md"] = files["backlog/Item-002 Ready.md"].replace("Ready", "Done")
    assert ("LG203", "Item-002") in told(proposed(files))


def test_an_index_of_what_is_done_is_complete_for_that() -> None:
    files = backlog()
    lines = [line for line in files["backlog/INDEX.md"].splitlines(keepends=True) if "| Ready" not in line]
    files["backlog/INDEX.md"] = "".join(line for line in lines if "| Blocked" not in line).split("## By")[0]
    for number in range(11, 16):
        files[f"backlog/Item-{number:03} Done.md"] = f"# Item-{number:03}: Part\n\n**Status:** Done\n"
        files["backlog/INDEX.md"] += f"| {number:03} | Part | Done |\n"
    files["backlog/INDEX.md"] = files["backlog/INDEX.md"].replace("\n\n| 011", "\n| 011")
    made = proposed(files)
    assert policy_of(made).reports[0].covers == {"status": ("done",)}


def planning(done: str = "2/2") -> dict[str, str]:
    boxes = "\n".join(f"- [x] **Phase {number}: Part**" for number in range(1, 4))
    details = "\n".join(
        f"### Phase {number}: Part\n\nPlans:\n- [x] {number:02}-01: begin\n- [x] {number:02}-02: end\n"
        for number in range(1, 4)
    )
    rows = f"| 1. Part | 2/2 | Complete |\n| 2. Part | 2/2 | Complete |\n| 3. Part | {done} | Complete |\n"
    table = f"| Phase | Plans Complete | Status |\n|---|---|---|\n{rows}"
    state = "---\nprogress:\n  completed_plans: 6\n---\n\n# State\n\n- Total plans completed: 6\n"
    text = f"# Roadmap\n\n## Phases\n\n{boxes}\n\n## Phase Details\n\n{details}\n## Progress\n\n{table}"
    return {".planning/ROADMAP.md": text, ".planning/STATE.md": state}


def test_plans_boxed_under_phases_are_counted_in_table_and_state() -> None:
    made = proposed(planning())
    assert items_of(made) == {"phases": 3, "details": 3, "plans": 6}
    assert told(made) == []
    assert ("LG305", "Phase 3") in told(proposed(planning(done="0/2")))
    stale = planning()
    stale[".planning/STATE.md"] = stale[".planning/STATE.md"].replace("completed: 6", "completed: 0")
    assert told(proposed(stale)) == [("LG305", "0")]
    over = planning()
    over[".planning/STATE.md"] = over[".planning/STATE.md"].replace("completed_plans: 6", "completed_plans: 54")
    assert told(proposed(over)) == []  # it goes over more milestones than stand here


def test_phases_in_two_sections_are_one_ledger_unless_the_other_section_repeats_them() -> None:
    def with_more(*numbers: int, said: str = "Complete") -> dict[str, str]:
        files, path = planning(), ".planning/ROADMAP.md"
        later = "".join(f"- [x] **Phase {number}: Roof**\n" for number in numbers)
        rows = "".join(f"| {number}. Roof | 0/0 | {said} |\n" for number in numbers)
        text = files[path].replace("## Phases", f"## Milestones\n\n### Roofs\n\n{later}\n## Phases")
        return files | {path: f"{text}| **Milestone: Roofs** | | |\n{rows}"}

    assert told(proposed(with_more(4, 5, 6))) == []
    assert told(proposed(with_more(4, 5, 6, said="Pending"))) == [("LG303", f"Phase {number}") for number in (4, 5, 6)]
    assert items_of(proposed(with_more(4, 5, 6))) == {"phases": 6, "details": 3, "plans": 6}
    assert items_of(proposed(with_more(1, 2, 3)))["phases"] == 3


def test_plan_files_are_in_the_roadmap_where_nearly_all_are() -> None:
    lying = {
        f".planning/phases/{number:02}-part/{number:02}-{part:02}-PLAN.md": "# Plan\n"
        for number in range(1, 4)
        for part in (1, 2)
    }
    assert told(proposed(planning() | lying)) == []
    one_more = {".planning/phases/03-part/03-03-PLAN.md": "# Plan\n"}
    assert told(proposed(planning() | lying | one_more)) == [("LG301", "03-03")]
    shipped = {f".planning/phases/00-old/00-{part:02}-PLAN.md": "# Plan\n" for part in range(1, 5)}
    assert told(proposed(planning() | lying | shipped)) == []


def test_phases_are_counted_where_the_number_of_all_is_right() -> None:
    def counting(whole: int, done: int) -> dict[str, str]:
        files = planning()
        counters = f"progress:\n  total_phases: {whole}\n  completed_phases: {done}\n"
        return files | {".planning/STATE.md": files[".planning/STATE.md"].replace("progress:\n", counters)}

    assert told(proposed(counting(3, 3))) == []
    assert told(proposed(counting(3, 1))) == [("LG305", "1")]
    assert told(proposed(counting(1, 1))) == []  # of the milestone that runs


def traced(path: str, *open_ones: int) -> dict[str, str]:
    rows = (f"| A-{at} | Phase {at} | {'Pending' if at in open_ones else 'Complete'} |\n" for at in range(1, 4))
    return {path: "# Requirements\n\n| Requirement | Phase | Status |\n|---|---|---|\n" + "".join(rows)}


def test_what_a_done_phase_waits_for_is_told_where_the_column_is_filled_in() -> None:
    now = ".planning/REQUIREMENTS.md"
    assert told(proposed(planning() | traced(now))) == []
    assert told(proposed(planning() | traced(now, 1))) == [("LG404", "Phase 1")]
    assert told(proposed(planning() | traced(now, 1, 2, 3))) == []


def test_plans_are_counted_in_a_document_that_restates_something_else_too() -> None:
    files = planning()
    state = files[".planning/STATE.md"].replace("completed: 6", "completed: 5")
    lamps = {"amber": "done", "beige": "open", "coral": "done", "denim": "open", "ebony": "open"}
    for number, (lamp, status) in enumerate(lamps.items(), 1):
        head = f"---\ntitle: Light {lamp}\nstatus: {status}\n---\n"
        files[f".planning/todos/pending/2026-01-0{number}-light-{lamp}.md"] = f"{head}\n# {lamp}\n"
    rows = "".join(
        f"| 2026-01-0{number}-light-{lamp} | {status} |\n" for number, (lamp, status) in enumerate(lamps.items(), 1)
    )
    files[".planning/STATE.md"] = f"{state}\n## Pending\n\n| Item | Status |\n|---|---|\n{rows}"
    made = proposed(files)
    assert items_of(made) == {"phases": 3, "details": 3, "plans": 6, "pending": 5}
    assert told(made) == [("LG305", "5")]


def requirements(count: int = 3) -> dict[str, str]:
    files, rows = {}, []
    for number in range(1, 5):
        keys = "".join(f"- **FR-{one:03}**: must\n" for one in range(1, 3 + number))
        files[f"specs/{number:03}-part/spec.md"] = f"# Part {number}\n\n**Status**: Draft\n\n## Needs\n\n{keys}"
        stated = number + 2 if number > 1 else count
        rows.append(f"| [{number:03}-part/spec.md]({number:03}-part/spec.md) | written. FR {stated} |")
    return {**files, "specs/STATUS.md": "# Status\n\n## So far\n\n| Doc | What |\n|---|---|\n" + "\n".join(rows) + "\n"}


def test_requirements_counted_beside_a_link_are_counted_there() -> None:
    assert told(proposed(requirements())) == []
    assert told(proposed(requirements(count=9))) == [("LG305", "9")]
    padded = {path: re.sub(r"FR (\d)", r"FR 0\1", text) for path, text in requirements(count=9).items()}
    assert told(proposed(padded)) == []  # keys of something


def test_bullets_under_done_and_next_are_a_ledger_with_counted_headings() -> None:
    sections = "".join(
        f"### {name} ({count} tasks)\n\n" + "".join(f"{n}. Do {name} {n}\n" for n in range(1, real + 1)) + "\n"
        for name, count, real in (("✅ Completed", 3, 4), ("🔄 In Progress", 1, 1), ("⏳ Remaining", 5, 5))
    )
    made = proposed({"PROGRESS.md": f"# Progress\n\n## Summary\n\n{sections}"})
    assert items_of(made) == {"tasks": 10}
    assert told(made) == [("LG305", "3")]


def test_tables_under_stages_give_each_row_one_stage() -> None:
    head = "| Proposal | Author |\n| --- | --- |\n"
    stages = "\n".join(
        f"## Stage {stage}\n\n{head}" + "".join(f"| Part {stage}{one} | x |\n" for one in "abcdefghij")
        for stage in (1, 2, 3)
    )
    twice = f"# Proposals\n\n{stages}| Part 1a | x |\n"
    assert sorted(told(proposed({"README.md": twice}))) == [("LG203", "Part 1a"), ("LG204", "Part 1a")]


def test_tables_that_repeat_each_other_are_views() -> None:
    head = "| ID | What |\n| --- | --- |\n"
    views = "\n".join(f"## Phase {one}\n\n{head}| A1 | x |\n| A2 | y |\n" for one in (1, 2, 3))
    assert items_of(proposed({"docs/plan.md": f"# Plan\n\n{views}"})) == {}


def test_a_table_without_the_status_column_is_not_held_to_one() -> None:
    rows = "".join(f"| C-{number} | {'Now' if number % 2 else 'Later'} |\n" for number in range(1, 7))
    table = f"# Candidates\n\n## Open\n\n| ID | Status |\n| --- | --- |\n{rows}\n"
    other = "## Out of scope\n\n| ID | Reason |\n| --- | --- |\n| C-90 | no |\n"
    made = proposed({"docs/candidates.md": table + other})
    assert (items_of(made), told(made)) == ({"candidates": 6}, [])


def test_a_document_that_mentions_items_is_no_index() -> None:
    files = decisions()
    rows = "".join(f"| [{number:04}](../adr/{number:04}-decide-{number}.md) | x |\n" for number in range(1, 7))
    files["docs/story/map.md"] = f"# Map\n\n| ADR | Why |\n|---|---|\n{rows}"
    files["docs/archive/README.md"] = files["docs/adr/README.md"].replace("](", "](../adr/")
    assert [report.path for report in policy_of(proposed(files)).reports] == ["docs/adr/README.md"]


def test_templates_of_tools_are_not_looked_at() -> None:
    text = "# Report\n\n" + "".join(f"### Check {n}\n\n- **Status:** {{STATUS}} {{ICON}}\n\n" for n in range(6))
    paths = ("_bmad/nfr/report.md", ".claude/plan.md", "docs/report-template.md", "docs/plan.md")
    assert proposed(dict.fromkeys(paths, text)).empty


def test_the_parts_of_one_change_are_not_items() -> None:
    files = {}
    for name in ("add-a", "add-b", "add-c"):
        files[f"openspec/changes/{name}/proposal.md"] = "# Change\n\n## Why\n\nText.\n"
        files |= {f"openspec/changes/{name}/specs/{one}/spec.md": "# Delta\n" for one in "wxyz"}
    assert items_of(proposed(files)) == {"changes": 3}


def test_openspec_changes_and_specs_are_ledgers() -> None:
    files = {f"openspec/changes/archive/2025-01-0{n}-x{n}/proposal.md": "# Change\n" for n in range(1, 4)}
    files |= {f"openspec/specs/{name}/spec.md": f"# {name} Specification\n" for name in ("auth", "cli", "docs")}
    files |= {f"openspec/changes/{name}/proposal.md": "# Change\n" for name in ("add-x", "add-y", "add-z")}
    assert items_of(proposed(files)) == {"specs": 3, "changes": 6}


def test_kiro_specs_are_a_ledger() -> None:
    files = {}
    for name in ("login", "export", "search"):
        for one in ("requirements", "design", "tasks"):
            files[f".kiro/specs/{name}/{one}.md"] = f"# {one}\n\n- [ ] 1. Begin\n"
    made = proposed({**files, ".kiro/steering/tech.md": "# Tech\n"})
    assert items_of(made) == {"specs": 3}
    assert policy_of(made).ledgers["specs"].sources[0].path == ".kiro/specs/*/requirements.md"


def test_backlog_md_tasks_in_several_folders_are_one_ledger() -> None:
    front = "---\nid: TASK-{0}\ntitle: Part {0}\nstatus: {1}\n---\n\n## Description\n\n- **Status**: a column\n"
    files = {
        f"backlog/{'completed' if number > 4 else 'tasks'}/task-{number} - Part-{number}.md": front.format(
            number, "Done" if number > 4 else "To Do"
        )
        for number in range(1, 9)
    }
    made = proposed(files)
    assert (items_of(made), told(made)) == ({"tasks": 8}, [])


def test_proposals_in_folders_of_their_own_name_are_items() -> None:
    files = {}
    for n in range(1, 7):
        state = "Draft" if n % 2 else "Active"
        files[f"rfcs/000{n}-part-{n}/000{n}-part-{n}.md"] = f"---\nNumber: {n}\nStatus: {state}\n---\n\n# Part\n"
    assert items_of(proposed(files)) == {"rfcs": 6}


def test_editions_beside_each_other_are_ledgers_of_their_own() -> None:
    text = "---\nics: {0}\nstage: draft\n---\n\n# Part\n"
    files = {f"spec/core/ics-00{n}-part/README.md": text.format(n) for n in range(1, 6)}
    files |= {f"spec/core/v2/ics-00{n}-part/README.md": text.format(n) for n in range(1, 4)}
    made = proposed(files)
    assert (sorted(items_of(made).values()), told(made)) == ([3, 5], [])


def test_a_row_for_the_template_is_left_out_with_it() -> None:
    files = decisions()
    files["docs/adr/0000-template.md"] = "# 0. Title\n\n- **Status:** Proposed\n"
    files["docs/adr/README.md"] += "| [0000](0000-template.md) | Template | Proposed |\n"
    made = proposed(files)
    assert (items_of(made), told(made)) == ({"decisions": 6}, [])


def test_a_german_open_is_a_status() -> None:
    states = ("OFFEN", "ERLEDIGT", "OFFEN", "TODO", "ERLEDIGT", "TODO")
    rows = "".join(f"| F{number} | Teil | {state} |\n" for number, state in enumerate(states, 1))
    made = proposed({"docs/TODO.md": f"# Offenes\n\n| ID | Was | Status |\n| --- | --- | --- |\n{rows}"})
    assert (items_of(made), told(made)) == ({"todo": 6}, [])


def test_a_column_with_ticks_alone_is_no_vocabulary() -> None:
    states = ("Done", "Later", "✅", "Done", "Later", "❌")
    rows = "".join(f"| F{number} | Part | {state} |\n" for number, state in enumerate(states, 1))
    assert told(proposed({"docs/TODO.md": f"# Todo\n\n| ID | What | Status |\n| --- | --- | --- |\n{rows}"})) == []


def test_a_site_built_from_docs_does_not_run() -> None:
    made = proposed(
        {"docs/package.json": "{}\n", "docs/src/index.js": "x\n", "package.json": "{}\n", "src/a.js": "x\n"}
    )
    assert made.patterns == ("/src/**", "!**/*.md")


def test_a_link_on_the_way_does_not_stop_init() -> None:
    files = {path: text.encode() for path, text in decisions().items()}
    made = propose(of_files({**files, "AGENTS.md": b"\xff\xfe\x00", "CLAUDE.md": b"\xff\xfe"}))
    assert {draft.ledger.name for draft in made.drafts} == {"decisions"}
