"""What documents declare, and `init` takes at its word: legends, choices, settings, names of files and of tools."""

from __future__ import annotations

from proposing import proposed, told

LAMPS = ("amber", "beige", "coral", "denim", "ebony", "fawn", "grey", "hazel", "ivory", "jade")


def backlog(legend: str, last: str) -> dict[str, str]:
    words = ["Open", "Done", "Done", "Open", "Paused", "Done", "Done", "Open", "Done", last]
    told = enumerate(zip(LAMPS, words, strict=True), 1)
    heads = "".join(f"### L-{n} {one}\n\n**Status:** {word}\n\n" for n, (one, word) in told)
    return {"BACKLOG.md": f"# Backlog\n\n{legend}\n\n## Lamps\n\n{heads}"}


def test_a_legend_that_has_nearly_all_words_has_them_all() -> None:
    for legend in (
        "Status values: `Open` · `Paused` · `Done`",
        "| Field | Meaning |\n|---|---|\n| **Title** | one line |\n| **Status** | Open / Paused / Done |",
        "## Legend\n\n- **Open** – to do\n- **Paused** – waits\n- **Done** – over",
    ):
        assert told(backlog(legend, "Halfway")) == [("LG202", "L-10")], legend
        assert told(backlog(legend, "Done")) == [], legend


def test_a_legend_of_something_else_decides_nothing() -> None:
    assert told(backlog("Status values: `Bug` · `Wish` · `Done`", "Halfway")) == []
    assert told(backlog("Mind `Open` and `Paused`, and `Done` as well.", "Halfway")) == []


def test_a_status_may_stand_behind_a_dot_at_the_end_of_a_heading() -> None:
    heads = "".join(
        f"### L-{n} · 2026-05-0{n} · {LAMPS[n]} · {'DONE' if n % 2 else 'OPEN'} (x{n})\n\n" for n in range(1, 9)
    )
    made = proposed({"docs/backlog.md": f"# Backlog\n\n{heads}"})
    assert [sorted(draft.words["status"].values) for draft in made.drafts] == [["done", "open"]]


def test_a_sign_that_has_no_counterpart_is_a_mark_and_may_be_missing() -> None:
    heads = "".join(f"## Phase {n}: {one}{' ✅' if n < 9 else ''}\n\nText.\n\n" for n, one in enumerate(LAMPS, 1))
    assert told({"ROADMAP.md": f"# Roadmap\n\n{heads}"}) == []


def test_a_tool_s_settings_say_which_words_there_are() -> None:
    files = {
        f"backlog/tasks/task-{n} - {one}.md": f"---\nid: task-{n}\ntitle: {one}\nstatus: Done\n---\n"
        for n, one in enumerate(LAMPS * 6, 1)
    }
    files |= {"backlog/config.yml": 'statuses: ["To Do", "Done"]\n'}
    files["backlog/tasks/task-3 - coral.md"] = files["backlog/tasks/task-3 - coral.md"].replace("Done", "Obsolete")
    assert told(files) == [("LG202", "task-3")]


def decisions(*numbers: int) -> dict[str, str]:
    return {f"docs/adr/ADR-00{n}-{LAMPS[n]}.md": f"# ADR-00{n}: {LAMPS[n]}\n\nStatus: Accepted\n" for n in numbers}


def test_an_index_may_name_the_files_without_linking_to_them() -> None:
    files = decisions(1, 2, 3, 4, 5, 6)
    names = [path.rpartition("/")[2] for path in files]
    index = "# Decisions\n\n" + "".join(f"- `{name}` — what was decided\n" for name in names)
    assert told(files | {"docs/adr/README.md": index}) == []
    less = index.replace(f"- `{names[3]}` — what was decided\n", "")
    assert told(files | {"docs/adr/README.md": less}) == [("LG301", "ADR-004")]


def test_two_rows_are_an_index_of_three_decisions_in_their_own_folder() -> None:
    files = {f"docs/adr/000{n}-{LAMPS[n]}.md": f"# {LAMPS[n]}\n\nStatus: Accepted\n" for n in (1, 2, 3)}
    rows = "".join(f"| [000{n}](000{n}-{LAMPS[n]}.md) | {LAMPS[n]} | Accepted |\n" for n in (1, 2))
    files["docs/adr/README.md"] = f"# Decisions\n\n| # | Title | Status |\n|---|---|---|\n{rows}"
    assert [code for code, _ in told(files)] == ["LG301"]


def test_a_tool_s_own_names_need_no_second_folder() -> None:
    spec = {"specs/001-lamp/spec.md": "# Lamp\n\n**Status**: Draft\n", "specs/001-lamp/plan.md": "# Plan\n"}
    done = proposed(spec | {"specs/001-lamp/tasks.md": "# Tasks\n\n- [x] T001 begin\n- [x] T002 end\n"})
    assert 'preset = "spec-kit"' in done.text
    assert [one.code for one in done.findings] == ["LG407"]
    assert told(spec | {"specs/001-lamp/tasks.md": "# Tasks\n\n- [x] T001 begin\n- [ ] T002 end\n"}) == []


def test_specs_none_of_which_is_called_done_are_held_to_their_tasks() -> None:
    files = {f"plans/00{n}-{LAMPS[n]}/plan.md": f"# {LAMPS[n]}\n\nStatus: Draft\n" for n in (1, 2, 3, 4)}
    tasks = {f"plans/00{n}-{LAMPS[n]}/tasks.md": "# Tasks\n\n- [x] T001 begin\n- [ ] T002 end\n" for n in (1, 2, 3)}
    assert told(files | tasks) == []
    tasks["plans/002-" + LAMPS[2] + "/tasks.md"] = "# Tasks\n\n- [x] T001 begin\n- [x] T002 end\n"
    assert [code for code, _ in told(files | tasks)] == ["LG407"]


def test_what_a_form_asks_of_every_item_is_no_open_work() -> None:
    asked = "- [{}] P1: order kept (as in {n})\n- [ ] P2: no change here ({n})\n- [x] P3: tested\n"
    work = "\n## Tasks\n\n- [x] cut the {n}\n- [{}] paint the {n}\n"
    files = {
        f"docs/sprints/SPRINT-{n}.md": f"# Sprint {n}\n\nStatus: Done\n\n## Constraints\n\n"
        + asked.format("x", n=lamp)
        + work.format(" " if n == 4 else "x", n=lamp)
        for n, lamp in enumerate(LAMPS[:8])
    }
    done = proposed(files)
    assert [(one.code, one.key) for one in done.findings] == [("LG404", "SPRINT-4")]
    assert 'except_under = ["Constraints"]' in done.text

    # What is ticked everywhere, but once, is work that was forgotten once.
    kept = {path: text.replace("- [ ] P2", "- [x] P2") for path, text in files.items() if not path.endswith("-4.md")}
    kept["docs/sprints/SPRINT-4.md"] = files["docs/sprints/SPRINT-4.md"].replace("[ ] paint", "[x] paint")
    assert told(kept) == [("LG404", "SPRINT-4")]


def test_a_number_that_two_specs_have_speaks_for_the_preset_that_tells_it() -> None:
    files: dict[str, str] = {}
    for number, lamp in ((1, LAMPS[1]), (2, LAMPS[2]), (3, LAMPS[3]), (4, LAMPS[4])):
        files[f"specs/00{number}-{lamp}/spec.md"] = f"# {lamp}\n\n**Status**: Draft\n"
        files[f"specs/00{number}-{lamp}/tasks.md"] = "# Tasks\n\n- [x] T001 begin\n"
    done = proposed(files | {"specs/004-roof/spec.md": "# Roof\n\n**Status**: Draft\n"})
    assert 'preset = "spec-kit"' in done.text
    assert "LG505" in [one.code for one in done.findings]


def test_files_that_share_one_form_of_title_are_told_apart_by_their_names() -> None:
    titles = {f"docs/handoffs/{one}.md": "# HANDOFF — one task\n\nStatus: Done\n" for one in LAMPS}
    assert told(titles) == []


def test_a_slip_in_a_status_hides_no_item() -> None:
    files = decisions(1, 2, 3, 4, 5, 6)
    rows = "".join(f"| [ADR-00{n}](ADR-00{n}-{LAMPS[n]}.md) | {LAMPS[n]} | Accepted |\n" for n in (1, 2, 3, 4, 5))
    files["docs/adr/README.md"] = f"# Decisions\n\n| # | Title | Status |\n|---|---|---|\n{rows}"
    files["docs/adr/ADR-006-grey.md"] = files["docs/adr/ADR-006-grey.md"].replace("Accepted", "Accpted")
    assert told(files) == [("LG202", "ADR-006"), ("LG301", "ADR-006")]


def test_what_a_tool_left_to_be_written_is_told() -> None:
    def spec(name: str, purpose: str) -> str:
        return f"# {name} Specification\n\n## Purpose\n\n{purpose}\n\n## Requirements\n\nIt SHALL shine.\n"

    files = {f"openspec/specs/{one}/spec.md": spec(one, "Light.") for one in LAMPS[:5]}
    assert told(files) == []
    left = "TBD - created by archiving change add-fawn. Update Purpose after archive."
    files["openspec/specs/fawn/spec.md"] = spec("fawn", left)
    assert [(one.code, one.place.path, one.place.line) for one in proposed(files).findings] == [
        ("LG502", "openspec/specs/fawn/spec.md", 5)
    ]
