"""What lies beside an item, or is called after it, and which of both is meant."""

from __future__ import annotations

import pytest

from proposing import proposed, table, told

LAMPS = ("amber", "beige", "coral", "denim", "ebony", "fawn", "grey", "hazel")


def stories(lead: str = "") -> dict[str, str]:
    return {f"stories/{lead}7-{n}-{one}.md": f"# Lamp {n}\n\nStatus: done\n" for n, one in enumerate(LAMPS, 1)}


def tracker(*left_out: str) -> str:
    rows = "".join(f"  7-{n}-{one}: done\n" for n, one in enumerate(LAMPS, 1) if one not in left_out)
    return f"development_status:\n{rows}"


def test_a_tracker_names_stories_without_the_word_before_their_numbers() -> None:
    files = stories("story-") | {"stories/sprint-status.yaml": tracker("hazel")}
    files["stories/story-7-2-beige.md"] = "# Lamp 2\n\nStatus: open\n"
    assert told(files) == [("LG301", "7-8-hazel"), ("LG303", "7-2-beige")]


def test_a_note_with_a_story_s_number_behind_a_word_is_no_story() -> None:
    notes = {f"stories/story-7-{n}-notes.md": f"# How lamp {n} went\n\nText.\n" for n in (2, 5, 6)}
    assert told(stories() | notes | {"stories/sprint-status.yaml": tracker()}) == []


def test_what_runs_the_folders_is_no_index_of_them() -> None:
    files = {f"lamps/{one}/README.md": f"# {one}\n\nStatus: done\n" for one in LAMPS}
    listed = "".join(f"  {one}:\n    image: x\n" for one in LAMPS[:-1])
    assert told(files | {"docker-compose.yml": f"services:\n{listed}"}) == []
    assert told(files | {"lamps/status.yaml": f"lamps:\n{listed}"}) == [("LG301", "hazel")]


def specs(state: str) -> dict[str, str]:
    files = {f"docs/specs/{one}/SPEC.md": f"# {one}\n\nText.\n" for one in LAMPS}
    return files | {f"docs/specs/{one}/IMPLEMENTATION.md": f"# How\n\n- Status: {state}\n" for one in LAMPS}


def test_the_status_may_stand_in_another_file_of_the_items_folder() -> None:
    files = specs("done")
    files["docs/specs/fawn/IMPLEMENTATION.md"] = "# How\n\n- Status: open\n"
    index = table("Spec | Status", *(f"{one} | {'open' if one == 'grey' else 'done'}" for one in LAMPS))
    made = told(files | {"docs/specs/README.md": f"# Specs\n{index}"})
    assert made == [("LG303", "fawn"), ("LG303", "grey")]


@pytest.mark.parametrize(("link", "found"), [("", ["docs/adr/README.md"]), ("](../old/{})", [])])
def test_a_list_of_files_called_alike_names_those_to_which_it_leads(link: str, found: list[str]) -> None:
    names = [f"ADR-00{n}-{one}.md" for n, one in enumerate(LAMPS, 1)]
    files = {f"docs/adr/{name}": f"# {name[:-3]}\n\nStatus: Accepted\n" for name in names}
    rows = "".join(f"- {'[' if link else ''}{name}{link.format(name)} — where\n" for name in names)
    made = proposed(files | {"docs/adr/README.md": f"# Decisions\n\n## All\n\n{rows}"})
    assert [report.path for draft in made.drafts for report in draft.reports] == found


def test_sections_of_several_phases_are_called_alike() -> None:
    phases = "".join(
        f"## {state}\n\n### {parts[0]}\n\n- [ ] a\n\n### {parts[1]}\n\n- [ ] b\n\n"
        for state, parts in (
            ("Done", ("Parts", "Doors")),
            ("In progress", ("Parts", "Roofs")),
            ("Later", ("Lamps", "Rails")),
        )
    )
    assert told({"docs/tasks.md": f"# Tasks\n\n{phases}"}) == []


def test_a_number_before_a_kind_counts_no_items() -> None:
    kinds = ("docs", "docs", "fix", "fix", "fix", "ramp", "ramp", "docs")
    rows = table(
        "ID | Status | Type", *(f"K-{n} | {'done' if n % 2 else 'open'} | {one}" for n, one in enumerate(kinds))
    )
    text = "There were 3 docs before, 3 fix calls and 17 ramp plans.\n"
    assert told({"docs/backlog.md": f"# Backlog\n{rows}\n{text}"}) == []


def test_an_erratum_states_a_status_of_its_own_and_is_no_second_item() -> None:
    files = {f"rfcs/000{n}-{one}.md": f"# {one}\n\nStatus: Accepted\n" for n, one in enumerate(LAMPS, 1)}
    files["rfcs/0002-erratum-to-beige.md"] = "# Erratum\n\nStatus: Active erratum\n"
    assert told(files) == []
    files["rfcs/0003-crimson.md"] = "# Crimson\n\nStatus: Accepted\n"
    assert [code for code, _ in told(files)] == ["LG204"]


@pytest.mark.parametrize(("word", "found"), [("In progress", []), ("Done", ["07"])])
def test_what_is_open_may_be_under_way(word: str, found: list[str]) -> None:
    def ticket(folder: str, n: int, state: str) -> dict[str, str]:
        return {f"backlog/{folder}/{n:02}-lamp.md": f"# Lamp {n}\n\nStatus: {state}\n"}

    files: dict[str, str] = {}
    for n in range(1, 19):
        files |= ticket("open", n, word if n == 7 else "Ready") if n < 10 else ticket("done", n, "Done")
    assert [key for code, key in told(files) if code == "LG203"] == found


@pytest.mark.parametrize(("text", "found"), [("Hang the {} lamp", ["RF-04"]), ("Part of roof {}", [])])
def test_requirements_numbered_anew_in_each_plan_are_other_ones(text: str, found: list[str]) -> None:
    def plan(text: str, *must: int) -> str:
        said = (text.format(one if "lamp" in text else n) for n, one in enumerate(LAMPS, 1))
        rows = (f"RF-0{n} | {one} | {'Must' if n in must else 'Should'}" for n, one in enumerate(said, 1))
        return "# Plan\n" + table("ID | Text | Priority", *rows)

    assert [
        key for _, key in told({"todo/backlog.md": plan("Hang the {} lamp", 1, 2), "todo/plan.md": plan(text, 1, 2, 4)})
    ] == found


def test_rows_that_are_torn_are_told_however_many() -> None:
    names = {n: f"{LAMPS[n % 8]}-{n}" for n in range(1, 25)}
    files = {f"docs/adr/{n:04}-{one}.md": f"# {one}\n\nStatus: Accepted\n" for n, one in names.items()}
    rows = [f"[{n:04}]({n:04}-{one}.md) | {one} | Accepted" for n, one in names.items()]
    joined = [*rows[:2], f"{rows[2]} | | {rows[3]}", f"{rows[4]} | | {rows[5]}", *rows[6:]]
    made = told(files | {"docs/adr/README.md": f"# All\n{table('ADR | Title | Status', *joined)}"})
    assert [code for code, _ in made].count("LG206") == 2


def test_tables_of_several_documents_are_a_ledger_where_one_is_called_a_list() -> None:
    head = "| Proposal | Author |\n| --- | --- |\n"
    files = {f"docs/adr/{n:04}-{one}.md": f"# {one}\n\nStatus: Accepted\n" for n, one in enumerate(LAMPS, 1)}
    stages = "".join(f"## Stage {n}\n\n{head}| Part {n}a | x |\n| Part {n}b | y |\n\n" for n in (1, 2, 3))
    over = f"# Over\n\n## Stage 4\n\n{head}| Part 4a | x |\n| Part 4b | y |\n"
    made = proposed(files | {"README.md": f"# Lamps\n\n{stages}", "done-proposals.md": over})
    assert {draft.ledger.name for draft in made.drafts} == {"decisions", "proposals"}
