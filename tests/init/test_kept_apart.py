"""What `init` tells apart by a second look: boxes and their table, folders called as states, rows that are none."""

from __future__ import annotations

from proposing import proposed, table, told

LAMPS = ("amber", "beige", "coral", "denim", "ebony", "fawn", "grey", "hazel")


# Boxes, and a table that says of each what became of it.
DONE = ["AUTH-01", "AUTH-02", "LAMP-01", "LAMP-02"]
OPEN = ["LAMP-03", "ROOF-01"]


def requirements(states: dict[str, str], ticked: list[str]) -> dict[str, str]:
    boxes = "".join(f"- [{'x' if key in ticked else ' '}] **{key}**: it lights\n" for key in states)
    rows = (f"{key} | Phase {number} | {state}" for number, (key, state) in enumerate(states.items(), 1))
    text = f"# Requirements\n\n{boxes}\n## Traceability\n{table('Requirement | Phase | Status', *rows)}"
    return {".planning/REQUIREMENTS.md": text}


STATES = {**dict.fromkeys(DONE, "Complete"), **dict.fromkeys(OPEN, "Pending")}


def test_a_table_that_says_what_became_of_each_box_is_held_to_the_boxes() -> None:
    assert told(requirements(STATES, DONE)) == []
    assert told(requirements(STATES, DONE[1:])) == [("LG303", "AUTH-01")]
    assert told(requirements({**STATES, "LAMP-03": "Done"}, DONE)) == [("LG303", "LAMP-03")]


def test_boxes_under_headings_of_classes_are_held_to_their_table_all_the_same() -> None:
    later = "".join(f"- [ ] **WALL-0{n}**: it stands\n" for n in range(1, 5))

    def files(ticked: list[str]) -> dict[str, str]:
        (text,) = requirements(STATES, ticked).values()
        heads = text.replace("# Requirements\n", "# Requirements\n\n## Must\n").replace(
            "\n## Trace", f"\n## Later\n\n{later}\n## Trace"
        )
        return {"docs/requirements.md": heads}

    assert told(files(DONE)) == []
    assert told(files(DONE[1:])) == [("LG303", "AUTH-01")]


def test_a_box_that_the_table_forgot_is_told() -> None:
    files = requirements(STATES, DONE)
    text = files[".planning/REQUIREMENTS.md"].replace("\n## Trace", "- [ ] **ROOF-02**: it holds\n\n## Trace")
    assert told({".planning/REQUIREMENTS.md": text}) == [("LG301", "ROOF-02")]


def roadmap(*states: str) -> dict[str, str]:
    """Ticked boxes of two kinds, and an index of the one kind with these states."""
    steps = "".join(f"- [ ] **`[BUILD-{number}]`** it is built\n" for number in range(1, 13))
    boxes = "".join(f"- [x] **[ROOF-{number}] The {name} lamp** - it lights\n" for number, name in enumerate(LAMPS, 1))
    rows = (f"ROOF-{number} - The {LAMPS[number - 1]} lamp | {state}" for number, state in enumerate(states, 1))
    tables = table("Task | Status", *rows), table("Task | Output", "BUILD-1 - walls | wall.py")
    text = f"# Roadmap\n\n{steps}\n{boxes}\n## Index\n{tables[0]}\n## Outputs\n{tables[1]}"
    return {"docs/ROADMAP.md": text}


def test_boxes_of_one_kind_are_held_to_the_index_of_their_kind_however_far_it_has_drifted() -> None:
    assert told(roadmap(*["Done"] * 7, "Complete")) == []
    drifted = roadmap("Open", "Blocked", "Open (spike first)", "Done", "Open", "Blocked on ROOF-1", "Done", "Done")
    assert told(drifted) == [("LG303", f"ROOF-{number}") for number in (1, 2, 3, 5, 6)]


def test_a_column_that_nobody_filled_in_and_one_of_other_words_say_nothing_of_boxes() -> None:
    assert told(roadmap(*["Open"] * 8)) == []
    assert told(roadmap(*["Phase 1", "Phase 2"] * 3, "Phase 3", "Phase 3")) == []


def test_boxes_that_no_table_names_are_steps_and_no_ledger() -> None:
    boxes = "".join(f"- [x] T{number:03}: step\n" for number in range(1, 9))
    made = proposed({**stories(), "specs/001-lamp/tasks.md": f"# Tasks\n\n{boxes}"})
    assert [draft.ledger.name for draft in made.drafts] == ["us"]


# A table elsewhere under the keys of files.
def stories(**status: str) -> dict[str, str]:
    return {
        f"stories/US-{number:03}-{name}.md": f"# The {name} lamp\n\nStatus: {status.get(name, 'Done')}\n"
        for number, name in enumerate(LAMPS, 1)
    }


def test_two_words_under_the_fields_own_name_restate_it_however_many_rows_have_drifted() -> None:
    words = ["Done"] * 2 + ["Open"] * 6
    rows = [f"US-{n:03} | The {name} lamp | {word}" for (n, name), word in zip(enumerate(LAMPS, 1), words, strict=True)]
    files = {**stories(hazel="Open"), "scripts/issues.md": f"# Issues\n{table('Story | Title | Status', *rows)}"}
    assert told(files) == [("LG303", f"US-{number:03}") for number in range(3, 8)]


def test_rows_of_other_things_under_the_same_keys_restate_nothing() -> None:
    things = ("door", "roof", "cellar", "stairs", "amber glass", "gate", "wall", "floor")
    rows = [f"US-{n:03} | {name} | {n} kg" for n, name in enumerate(things, 1)]
    made = proposed({**stories(), "weights.md": f"# Weights\n{table('Part | Name | Weight', *rows)}"})
    assert [report.path for draft in made.drafts for report in draft.reports] == []


def test_values_that_are_lists_in_any_order_are_not_compared() -> None:
    layers = ["Core, Edge", "Edge, Core"] * 4
    files = {
        path: text.replace("Status: Done", f"Status: Done\nLayer: {layer}")
        for (path, text), layer in zip(stories().items(), layers, strict=True)
    }
    rows = [f"[US-{n:03}](US-{n:03}-{name}.md) | Core, Edge | Done" for n, name in enumerate(LAMPS, 1)]
    files["stories/README.md"] = f"# Stories\n{table('Story | Layer | Status', *rows)}"
    assert told(files) == []


# Rows, sections and documents that are none.
def test_a_row_of_which_only_the_first_cell_is_filled_is_a_heading() -> None:
    rows = ["**Lamps** | |", *(f"{name} | done | warm" for name in LAMPS[:5]), "**Doors** | |", "oak | open | heavy"]
    files = {"docs/roadmap.md": f"# Roadmap\n{table('Item | Status | Note', *rows, 'pine | open | light')}"}
    made = proposed(files)
    assert [len(draft.read.items) for draft in made.drafts] == [7]
    assert made.findings == ()


def test_one_of_many_sections_may_lack_its_status() -> None:
    sections = "".join(
        f"## T-{number}: Step\n\n**Status**: {'done' if number % 2 else 'open'}\n\n" for number in range(1, 22)
    )
    assert told({"steps.md": f"# Steps\n\n{sections}"}) == []
    slip = sections.replace("## T-7: Step\n\n**Status**: done", "## T-7: Step\n\nLater.")
    assert told({"steps.md": f"# Steps\n\n{slip}"}) == [("LG201", "T-7")]
    few = "".join(sections.partition("## T-9")[0].replace("## T-7: Step\n\n**Status**: done", "## T-7: Step\n\n"))
    assert told({"steps.md": f"# Steps\n\n{few}"}) == []


def test_a_document_that_bears_its_month_is_no_ledger() -> None:
    rows = [f"F-{number} | {'open' if number % 3 else 'done'}" for number in range(1, 9)]
    text = f"# Plan\n{table('Requirement | Status', *rows)}"
    assert [draft.ledger.name for draft in proposed({"docs/plan.md": text}).drafts] == ["plan"]
    assert proposed({"docs/plan-2026-01.md": text}).drafts == ()


def test_a_review_counts_its_own_findings() -> None:
    rows = [f"F-{number} | {'open' if number % 3 else 'done'}" for number in range(1, 9)]
    text = f"# Plan\n{table('Finding | Status', *rows)}"
    for name in ("plan-review", "epic-2-retrospective", "plan_handoff", "2-minutes"):
        assert proposed({f"plans/{name}.md": text}).drafts == ()
    assert [draft.ledger.name for draft in proposed({"plans/reviewers.md": text}).drafts] == ["reviewers"]


def test_bare_numbers_of_rows_are_no_keys_elsewhere() -> None:
    rows = [f"{number} | {name} lamp | {'open' if number % 3 else 'done'}" for number, name in enumerate(LAMPS, 1)]
    order = [f"{number} | {name}" for number, name in enumerate(("door", "roof", "gate", "wall", "floor"), 1)]
    files = {"docs/backlog.md": f"# Backlog\n{table('Backlog | What | Status', *rows)}"}
    made = proposed({**files, "docs/notes.md": f"# Notes\n{table('Backlog | Order', *order)}"})
    assert [len(draft.read.items) for draft in made.drafts] == [8]
    assert [report.path for draft in made.drafts for report in draft.reports] == []


def test_a_list_of_counts_explains_no_word() -> None:
    rows = [f"R-{number} | {'Mitigated' if number % 3 else 'Raised'}" for number in range(1, 9)]
    counts = "## Status summary\n\n- **Mitigated**: 6\n- **Raised**: 2\n- **All risks**: 8\n"
    made = proposed({"docs/risks.md": f"# Risks\n{table('Risk | Status', *rows)}\n{counts}"})
    assert list(made.drafts[0].words["status"].values.values()) == ["Mitigated", "Raised"]


# Folders called as states are.
def rfcs(**where: str) -> dict[str, str]:
    homes = dict(zip(LAMPS, ["accepted"] * 4 + ["rejected"] * 2 + ["implemented"] * 2, strict=True)) | where
    return {
        f"rfcs/{homes[name]}/{number:04}-{name}.md": f"# {name.title()}\n\n- RFC ID: `{number:04}-{name}`\n\nText.\n"
        for number, name in enumerate(LAMPS, 1)
    }


def test_folders_called_as_states_are_one_ledger() -> None:
    made = proposed(rfcs())
    assert [draft.ledger.name for draft in made.drafts] == ["rfcs"]
    assert {item.value("state") for item in made.drafts[0].read.items} == {"accepted", "rejected", "implemented"}
    assert made.findings == ()


def test_a_number_that_another_folder_has_is_told() -> None:
    files = rfcs()
    files["rfcs/rejected/0002-beige-again.md"] = "# Beige again\n\n- RFC ID: `0002-beige-again`\n\nText.\n"
    assert [code for code, _ in told(files)] == ["LG204"]


def test_a_number_that_a_first_label_repeats_is_held_to_the_files() -> None:
    files = {path: text.replace("`0003-coral`", "`0013-coral`") for path, text in rfcs().items()}
    assert told(files) == [("LG211", "0003")]


def test_a_file_that_lies_in_another_folder_than_its_status_says_is_told() -> None:
    stated = {path: text.replace("Text.", f"Status: {path.split('/')[1].title()}") for path, text in rfcs().items()}
    assert told(stated) == []
    moved = {path.replace("accepted/0001", "rejected/0001"): text for path, text in stated.items()}
    assert told(moved) == [("LG203", "0001")]


def test_a_state_that_no_folder_is_called_after_contradicts_none() -> None:
    stated = {"accepted": "Accepted", "draft": "Draft"}
    files = {
        f"rfcs/{home}/{n:04}-{name}.md": f"# {name}\n\nStatus: {word}\n"
        for home, word in stated.items()
        for n, name in enumerate(LAMPS[:4] if home == "draft" else LAMPS[4:], 1 if home == "draft" else 5)
    }
    assert proposed(files).findings == ()
    old = {path: text.replace("Accepted", "Superseded") if LAMPS[5] in path else text for path, text in files.items()}
    assert proposed(old).findings == ()
    moved = {path: text.replace("Accepted", "Draft") if LAMPS[5] in path else text for path, text in files.items()}
    assert [one.code for one in proposed(moved).findings] == ["LG203"]


def test_a_folder_of_one_state_beside_its_items_is_theirs() -> None:
    files = {f"plans/{n:02}-{name}.md": f"# {name}\n\nStatus: Open\n" for n, name in enumerate(LAMPS[:5], 1)}
    files |= {f"plans/done/{n:02}-{name}.md": f"# {name}\n\nStatus: Done\n" for n, name in enumerate(LAMPS[5:], 6)}
    assert [(draft.ledger.name, len(draft.read.items)) for draft in proposed(files).drafts] == [("plans", 8)]


def test_a_table_of_a_few_documents_of_two_folders_makes_them_no_ledger() -> None:
    files = {f"adr/{n:04}-{name}.md": f"# {name}\n\nStatus: Accepted\n" for n, name in enumerate(LAMPS * 2, 1)}
    files |= {f"parts/{name}.md": f"# {name}\n\nStatus: Accepted\n" for name in LAMPS}
    names = [*list(files)[:3], *list(files)[-2:]]
    read = table("Document | Role", *(f"[{name}]({name}) | it lights" for name in names))
    made = proposed({**files, "reading.md": f"# Reading\n{read}"})
    assert sorted(len(draft.read.items) for draft in made.drafts) == [8, 16]


# What a binding says of itself at birth.
def sections(*tables: tuple[str, str, list[str]]) -> str:
    return "# Backlog\n\n## All\n" + "".join(f"\n### {name}\n{table(head, *rows)}" for name, head, rows in tables)


def test_a_table_without_the_column_is_of_another_kind() -> None:
    head = "Chore | Milestone | Status"
    rows = [f"{name} | M{n // 3} | {'Open' if name == 'coral' else 'Done'}" for n, name in enumerate(LAMPS)]
    low = "Chore | Milestone | Reason", ["roof | M4 | rare", "door | M17 | odd", "tile | M18 | none"]
    made = proposed({"docs/roadmap.md": sections(("High", head, rows[:4]), ("Mid", head, rows[4:]), ("Low", *low))})
    assert [(len(draft.read.items), draft.ledger.sources[0].not_under) for draft in made.drafts] == [(8, ("Low",))]
    assert made.findings == ()
    keys = [f"T-{n} | M{n // 3} | {'Open' if n == 3 else 'Done'}" for n in range(1, 25)]
    assert told({"docs/roadmap.md": sections(("High", head, [*keys, "T-25 | M9 | "]))}) == [("LG201", "T-25")]


def test_a_name_that_is_no_key_may_stand_in_two_sections() -> None:
    head = "Task | Status"
    first, second = ([f"{name} | Done" for name in names] for names in (LAMPS, ("roof", "door", "tile", "amber")))
    assert told({"docs/backlog.md": sections(("One", head, first), ("Two", head, second))}) == []
    first, second = ([f"T-{n} | Done" for n in numbers] for numbers in (range(1, 9), (9, 10, 11, 2)))
    assert told({"docs/backlog.md": sections(("One", head, first), ("Two", head, second))}) == [("LG204", "T-2")]


def test_what_one_name_alone_lacks_is_no_slip() -> None:
    rows = [f"{name} {of} | {'Open' if name == 'coral' else 'Done'}" for name in LAMPS for of in ("a", "b", "c")]
    strange = [*rows, "tile | waits until the roof is dry and somebody has looked at all of the lamps", "door | "]
    assert told({"docs/backlog.md": sections(("One", "Task | Status", strange))}) == []
    keys = [f"T-{n} | {'Open' if n == 3 else 'Done'}" for n in range(1, 18)]
    assert told({"docs/backlog.md": sections(("One", "Task | Status", [*keys, "T-18 | "]))}) == [("LG201", "T-18")]


def test_a_line_that_names_two_keys_is_a_line_about_two() -> None:
    heads = [f"### M{n}: Lamp {n}\n\n**Status:** Done" for n in range(3, 10)]
    text = "\n\n".join(["# Roadmap", "### M1-M2: Roof\n\n**Status:** Done", *heads])
    made = proposed({"docs/roadmap.md": text})
    assert [(len(draft.read.items), draft.ledger.sources[0].ignore) for draft in made.drafts] == [(7, ("M1-M2: Roof",))]
    assert made.findings == ()


def test_a_folder_of_which_no_file_states_the_status_is_none_of_the_ledgers() -> None:
    files = {
        f"docs/design/sprint-{n}-lamp.md": f"# Lamp {n}\n\nStatus: {'Done' if n < 15 else 'Planned'}\n"
        for n in range(1, 23)
    }
    assert told(files | {"docs/runbooks/sprint-30-moving.md": "# How to move\n\nText.\n"}) == []
    assert told(files | {"docs/design/sprint-30-roof.md": "# Roof\n\nText.\n"}) == [("LG201", "sprint-30")]


def test_an_index_with_a_table_for_each_view_says_nothing_of_itself() -> None:
    files = {f"docs/adr/00{n}-lamp.md": f"# Lamp {n}\n\nStatus: Accepted\n" for n in range(10, 34)}
    rows = [f"[00{n}](00{n}-lamp.md) | Accepted | of {n}" for n in range(10, 34)]
    every, again = (table("ADR | Status | Note", *some) for some in (rows, rows[:3]))
    made = proposed(files | {"docs/adr/README.md": f"# Decisions\n{every}\n## Lamps\n{again}"})
    assert made.findings == ()
    assert '"docs/adr/README.md" = { row-repeated = "off" }' in made.text
    assert '"docs/adr/README.md" = { row' not in proposed(files | {"docs/adr/README.md": f"# Decisions\n{every}"}).text


def test_a_plan_and_what_it_is_made_for_bear_one_title() -> None:
    def phases(planned: int) -> dict[str, str]:
        files = {}
        for number, name in enumerate(LAMPS):
            title = f"# Hang the {name} lamp over the door\n\nStatus: Open\n"
            files[f"docs/phases/phase-{name}.md"] = title
            files[f"docs/phases/phase-{name}-plan.md"] = (
                title if number < planned else f"# The {name} plan\n\nStatus: Open\n"
            )
        return files

    assert told(phases(1)) == told(phases(3)) == []
    assert 'lookalike-items = "off"' in proposed(phases(3)).text
    assert "lookalike-items" not in proposed(phases(0)).text
