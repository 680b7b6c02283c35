"""Which files are one ledger, what of a name is the key, and that no document is an item of two."""

from __future__ import annotations

import pytest

from proposing import proposed, table, told

LAMPS = ("amber", "beige", "coral", "denim", "ebony", "fawn", "grey", "hazel")


def page(title: str, status: str = "Accepted") -> str:
    return f"# {title}\n\nStatus: {status}\n\nText.\n"


def numbered(folder: str, *numbers: int, lead: str = "", status: str = "Accepted") -> dict[str, str]:
    """A document a number, each with a word of its own."""
    return {
        f"{folder}/{lead}{number:03}-{lamp}.md": page(f"{lamp} {folder}", status)
        for number, lamp in zip(numbers, LAMPS, strict=False)
    }


def ledgers(files: dict[str, str]) -> list[tuple[str, int]]:
    return sorted((draft.ledger.name, len(draft.read.items)) for draft in proposed(files).drafts)


def counts(files: dict[str, str]) -> list[int]:
    return sorted(count for _, count in ledgers(files))


# Folders.
def plans() -> dict[str, str]:
    """Two folders that are numbered in turn."""
    return numbered("plans/paint", 21, 23, 25, 28, status="Done") | numbered(
        "plans/wire", 22, 24, 26, 27, status="Open"
    )


def listed(*numbers: int) -> dict[str, str]:
    lines = "".join(f"| {number:03} | {LAMPS[number - 1]} records |\n" for number in numbers)
    return {"records/README.md": f"# Records\n\n| # | Title |\n|---|---|\n{lines}"}


def test_what_has_the_first_numbers_for_itself_is_no_part_of_a_series() -> None:
    files = plans() | numbered("records", *range(1, 7))
    assert counts(files) == [6, 8]
    assert told(files | listed(1, 2, 3, 4, 5, 6)) == []
    assert told(files | listed(1, 2, 3, 4, 5)) == [("LG301", "006")]


def test_folders_whose_numbers_were_woven_are_one() -> None:
    assert counts(plans() | numbered("records", 2, 30) | numbered("plans/wire", 1, 31, 32)) == [13]


def test_a_folder_all_of_whose_numbers_are_another_s_is_no_part_of_its_series() -> None:
    asked = {f"talks/{number:03}-{lamp}.md": page(f"Asked of {lamp}") for number, lamp in enumerate(LAMPS[:3], 21)}
    assert counts(plans() | asked) == [3, 8]


def test_in_a_folder_for_one_kind_of_item_no_number_need_be_woven() -> None:
    split = {"specs/active": (6, 7, 8), "specs/past": (1, 2, 3, 4, 5)}
    files = {path: text for folder, own in split.items() for path, text in numbered(folder, *own).items()}
    assert counts(files) == [8]
    assert counts({path.replace("specs/", "guides/"): text for path, text in files.items()}) == [3, 5]


def boards(done: str = "DONE", said: str = "Terminé") -> dict[str, str]:
    """Files without a number in two folders, and one in a third; half of what is over says so in another word."""
    told = {"TODO": ("Planifié", LAMPS[:3]), "En-Cours": ("En cours", LAMPS[3:4]), done: (said, LAMPS[4:])}
    files = {f"board/{at}/{lamp}.md": page(lamp, state) for at, (state, some) in told.items() for lamp in some}
    return files | {f"board/{done}/{lamp}.md": page(lamp, "Complété") for lamp in LAMPS[4:6]}


def test_folders_called_as_states_are_one_ledger_that_an_item_moves_through() -> None:
    assert counts(boards()) == [8]
    assert told(boards()) == []
    moved = boards() | {"board/DONE/ivory.md": page("ivory", "Terminé") + "\n- [ ] Turn\n"}
    ticked = {"board/DONE/grey.md": page("grey", "Terminé") + "\n- [x] Turn\n- [x] Oil\n"}
    assert told(moved | ticked | {"board/DONE/hazel.md": ticked["board/DONE/grey.md"]}) == [("LG404", "ivory")]
    assert counts(boards("Lamps")) == [4, 4]  # what is called otherwise is something else


def changes(*still: str, kept: str = "- [x] 1.1 Do\n") -> dict[str, str]:
    """Changes in a folder each: six were archived, under their day, and these are open."""
    homes = [f"archive/2026-01-0{day}-{lamp}" for day, lamp in enumerate(LAMPS[:6], 1)]
    files = {f"changes/{home}/tasks.md": "- [x] 1.1 Do\n" for home in homes}
    files |= {f"changes/{home}/tasks.md": "- [ ] 1.1 Do\n" + kept for home in still}
    return files | {path.replace("tasks.md", "proposal.md"): "# Why\n" for path in files}


def test_what_is_open_and_what_was_archived_is_one_ledger() -> None:
    assert counts(changes("grey")) == [7]
    assert told(changes("grey")) == []
    assert told(changes("grey") | {"changes/grey/tasks.md": "- [x] 1.1 Do\n"}) == [("LG407", "grey")]
    assert told(changes("coral")) == [("LG203", "coral"), ("LG204", "coral")]
    # Its parts are its own, however few are open.
    assert counts(changes("grey") | {f"changes/grey/specs/{lamp}/spec.md": page(lamp) for lamp in LAMPS}) == [7]


def test_a_folder_of_open_changes_may_be_empty() -> None:
    (draft,) = proposed(changes("grey")).drafts
    assert {one.path: one.optional for one in draft.ledger.sources} == {
        "changes/*/proposal.md": True, "changes/archive/*/proposal.md": False
    }  # fmt: skip


def test_a_folder_of_open_work_may_be_empty_beside_one_of_what_is_done() -> None:
    (draft,) = proposed(boards()).drafts
    empty = {one.path.split("/")[1]: one.optional for one in draft.ledger.sources}
    assert empty == {"DONE": False, "TODO": True, "En-Cours": True}
    # Alone it would be gone without a word.
    (draft,) = proposed({path: text for path, text in boards().items() if "TODO" in path}).drafts
    assert [one.optional for one in draft.ledger.sources] == [False]


def test_one_lead_in_several_folders_is_one_ledger_while_numbers_do_not_repeat() -> None:
    again = {
        path: text for area in ("left", "right") for path, text in numbered(f"lib/{area}", 1, 2, 3, lead="GAP-").items()
    }
    assert counts(again) == [3, 3]
    assert told(again) == []
    once = numbered("lib/left", 1, 2, 3, lead="GAP-") | numbered("lib/right", 4, 5, 6, lead="GAP-")
    assert counts(once) == [6]


def stories() -> dict[str, str]:
    """Stories of two epics, some of whose names only their patterns' stars take."""
    names = ("1-1-amber", "1-2-beige", "1-3-coral", "1.5-1-denim", "1.5-2-ebony", "1.5-3-fawn")
    others = ("2-1-amber", "2-2-beige", "2-3-coral", "2.5-1-denim", "2.5-2-ebony", "2.5-3-fawn")
    made = [f"stories/epic-1/{name}" for name in names] + [f"stories/epic-2/{name}" for name in others]
    return {f"{name}.md": page(name, "done") + "- [ ] Hang it\n" for name in made}


def test_what_a_pattern_takes_is_of_one_ledger() -> None:
    made = proposed(stories())
    paths = [item.document.path for draft in made.drafts for item in draft.read.items]
    assert sorted(paths) == sorted(stories())
    aside = {"stories/epic-1/hang-up.md": page("Up"), "stories/epic-1/take-down.md": page("Down")}
    more = proposed(stories() | aside | {"stories/epic-1/put-away.md": page("Away")})
    paths = [item.document.path for draft in more.drafts for item in draft.read.items]
    assert len(paths) == len({*paths}) == len(stories()) + 3


def epics(**said: str) -> dict[str, str]:
    """Stories in a folder per epic, one of which was put between two, and a tracker of them all."""
    homes = {"1": LAMPS[:3], "2": LAMPS[3:5], "2.5": LAMPS[5:], "3": LAMPS[:2], "4": LAMPS[2:4]}
    names = [f"{epic}-{at}-{lamp}" for epic, some in homes.items() for at, lamp in enumerate(some, 1)]
    files = {f"sprints/epic{one.split('-')[0]}/{one}.md": page(one, said.get(one[4:], "done")) for one in names}
    rows = "".join(f"  {one}: {'deployed' if one < '2.5' else 'done'}\n" for one in names)
    return files | {"sprints/sprint-status.yaml": f"development_status:\n{rows}"}


def test_stories_in_a_folder_per_epic_are_one_ledger_with_their_tracker() -> None:
    (draft,) = proposed(epics()).drafts
    assert [one.path for one in draft.ledger.sources] == ["sprints/epic[0-9]*/[0-9]*-[0-9]*-*.md"]
    assert len(draft.read.items) == 12
    # What says nothing and bears a story's number is about it; what says something odd and has no row, too.
    notes = {f"sprints/epic2.5/2.5-{at}-story-context.md": "# Context\n" for at in (1, 2, 3)}
    notes |= {"sprints/1-1-amber-summary.md": page("Summary", "5/5 tests pass")}
    assert told(epics() | notes) == []
    assert counts(epics() | notes) == [12]


def test_two_words_for_done_of_which_a_tracker_prefers_one_are_the_same() -> None:
    assert told(epics(beige="deployed")) == []
    assert [code for code, _ in told(epics(amber="review"))] == ["LG303"] * 2


def test_folders_that_hold_the_same_file_are_one_ledger_though_some_bear_a_number() -> None:
    names = (*LAMPS, "phase1-wires", "phase2-wires", "phase3-wires")
    assert counts({f"specs/{name}/spec.md": page(name) for name in names}) == [11]
    assert counts({f"specs/{name}.md": page(name) for name in names}) == [3, 8]


# Keys.
def test_two_things_under_one_number_are_told_and_the_kinds_of_one_thing_s_documents_are_not() -> None:
    twice = numbered("docs/adr", 1, 2, 3, 4, 5) | {
        "docs/adr/001-no-heap.md": page("No heap"),
        "docs/adr/002-signed-cells.md": page("Signed cells"),
    }
    assert told(twice) == [("LG204", "001"), ("LG204", "002")]
    kinds = [f"{number:03}-{lamp}-{kind}" for number, lamp in enumerate(LAMPS[:5], 1) for kind in ("plan", "notes")]
    assert told({f"docs/adr/{name}.md": page(name) for name in kinds[:8]}) == []


def records(*again: int) -> dict[str, str]:
    """Records whose headings repeat the numbers of their names; some of these were given out again."""
    names = [*enumerate((f"{lamp}-{part}" for part in ("lamp", "door", "roof", "yard") for lamp in LAMPS), 1)]
    names += [(number, f"again-{number}") for number in again]
    return {f"records/{number:04}-{name}.md": page(f"{number}. {name}") for number, name in names}


def test_a_few_numbers_that_were_given_out_twice_make_no_names_of_parts() -> None:
    assert told(records()) == []
    assert told(records(4, 9, 12)) == [("LG204", "0004"), ("LG204", "0009"), ("LG204", "0012")]
    assert told(records(*range(1, 9))) == []  # its names are keys, then


def test_the_number_of_a_heading_is_held_to_the_name_s() -> None:
    moved = {path: text.replace("# 7. ", "# 8. ") for path, text in records().items()}
    assert told(moved) == [("LG211", "0007")]
    days = {path: text.replace("# ", "# 2026-") for path, text in records().items()}
    parts = {path: text.replace("# 7. ", "# 8.7 ") for path, text in records().items()}
    assert told(days) == told(parts) == []


@pytest.mark.parametrize(("day", "found"), [(0, [("LG204", "ADR-003")]), (20260100, [])])
def test_a_day_is_no_number(day: int, found: list[tuple[str, str]]) -> None:
    files = numbered("docs/adr", *range(day + 1, day + 9), lead="ADR-")
    assert told(files | {f"docs/adr/ADR-{day + 3:03}-again.md": page("Again")}) == found


def test_parts_of_a_number_are_its_key_where_they_tell_items_apart() -> None:
    keys = [f"TASK-{part}-{number:02}" for part in (1, 2) for number in range(1, 5)] + ["TASK-2-04a"]
    files = {f"tasks/{key}-{lamp}.md": page(lamp) for key, lamp in zip(keys, (*LAMPS, "ivory"), strict=True)}

    def rows(some: list[str]) -> dict[str, str]:
        return {
            "tasks/README.md": "# Tasks\n\n| ID | Status |\n|---|---|\n"
            + "".join(f"| {one} | Accepted |\n" for one in some)
        }

    assert told(files | rows(keys)) == []
    assert told(files | rows(keys[:-1])) == [("LG301", "TASK-2-04a")]


def areas(more: str = "") -> dict[str, str]:
    """Two folders that count their files from one behind a letter, each with its index."""
    some = {"roof": LAMPS[:5], "yard": LAMPS[3:]}
    files = {
        f"docs/{area}/S{number:02}-{lamp}.md": page(f"Light {lamp}")
        for area, lamps in some.items()
        for number, lamp in enumerate(lamps, 1)
    }
    head = "| Story | Title | Status |\n|---|---|---|\n"
    rows = {
        area: "".join(f"| S{number:02} | Light {lamp} | Accepted |\n" for number, lamp in enumerate(lamps, 1))
        for area, lamps in some.items()
    }
    files |= {f"docs/{area}/README.md": f"# Stories\n\n{head}{told}" for area, told in rows.items()}
    return files | {"docs/report.md": f"# Report\n\n{head}{more}"}


def test_one_letter_before_a_number_is_a_key() -> None:
    assert told(areas()) == []
    files = areas()
    files["docs/yard/README.md"] = files["docs/yard/README.md"].replace("fawn | Accepted", "fawn | Rejected")
    assert told(files) == [("LG303", "S03")]


def test_one_letter_and_a_number_elsewhere_may_be_another_folder_s() -> None:
    other = (
        "".join(f"| S{number:02} | Dig {number} | Accepted |\n" for number in range(1, 5)) + "| S05 | Dig | Open |\n"
    )
    assert told(areas(other)) == []


# Members.
def specs(extra: str) -> dict[str, str]:
    return {f"specs/{number:03}-{lamp}/spec.md": page(lamp) for number, lamp in enumerate(LAMPS, 1)} | {
        "specs/005-wires/spec.md": f"# Wires\n\n{extra}\n"
    }


def test_a_folder_of_its_own_under_another_s_number_is_no_note_to_it() -> None:
    assert told(specs("The goal.")) == [("LG201", "005"), ("LG204", "005")]
    notes = numbered("docs/adr", *range(1, 9)) | {"docs/adr/005-wires.md": "# Wires\n\nThe goal.\n"}
    assert told(notes) == []


def test_what_is_called_by_two_numbers_is_about_both() -> None:
    files = numbered("docs/adr", *range(1, 9)) | numbered("docs/adr", *range(9, 13))
    left = "# What is left\n\nText.\n"
    assert told(files | {"docs/adr/003-005-left.md": left}) == []
    assert told(files | {"docs/adr/013-left.md": left}) == [("LG201", "013")]


def test_a_further_ending_makes_a_document_of_an_item() -> None:
    files = numbered("backlog", *range(1, 9), lead="US-")
    assert told(files | {"backlog/US-003-coral.plan.md": page("How")}) == []
    assert told(files | {"backlog/US-003-plan.md": page("How")}) == [("LG204", "US-003")]


def test_a_blank_in_code_is_no_template() -> None:
    text = "## Why\n\nText.\n\n## New\n\n- `<none>`\n\n`<{}>`\n"
    files = {f"changes/archive/lamp-{lamp}/proposal.md": text.format(lamp) for lamp in LAMPS}
    assert counts(files) == [8]


def test_what_a_planner_s_extensions_bring_is_nobody_s_plan() -> None:
    assert ledgers(numbered(".specify/extensions/cost/specs", 1, 2, 3)) == []
    assert counts(numbered(".specify/specs", 1, 2, 3)) == [3]


def test_an_archive_with_an_index_of_its_own_is_none_of_the_folders_index() -> None:
    over = "docs/adr/archive"
    rows = (f"[{n:03}]({n:03}-{lamp}.md) | Accepted" for n, lamp in enumerate(LAMPS, 1))
    files = numbered("docs/adr", *range(1, 9)) | numbered(over, *range(40, 48), status="Superseded")
    files["docs/adr/README.md"] = "# Decisions\n" + table("ADR | Status", *rows)
    index = {f"{over}/README.md": "# What was\n\n" + "".join(f"- {path[17:]}\n" for path in files if over in path)}
    assert [code for code, _ in told(files)] == 8 * ["LG301"]
    assert [code for code, _ in told(files | {f"{over}/README.md": "# What was\n\nIt is over.\n"})] == 8 * ["LG301"]
    assert told(files | index) == []
    late = {"docs/adr/050-lamp.md": page("the late lamp")}
    assert told(files | index | late) == [("LG301", "050")]


def test_a_letter_behind_a_dash_tells_items_apart_where_numbers_do_not() -> None:
    first = numbered("docs/adr", *range(20, 28), lead="adr-")
    assert told(first | {"docs/adr/adr-021-a.md": page("a part of it")}) == []
    for other in ("lamp", "a-lamp"):
        assert [code for code, _ in told(first | {f"docs/adr/adr-021-{other}.md": page("another")})] == ["LG204"]


def test_what_lies_beside_an_archive_of_files_is_asked_for() -> None:
    files = numbered("docs/adr", *range(1, 9)) | numbered("docs/adr/archive", *range(40, 48), status="Superseded")
    (draft,) = proposed(files).drafts
    assert [source.optional for source in draft.ledger.sources] == [False, False]


def test_a_line_of_code_is_a_status_where_it_says_one() -> None:
    def plans(*words: str) -> dict[str, str]:
        told = [f"# {lamp}\n\n`{words[at % len(words)]}`\n\nText.\n" for at, lamp in enumerate(LAMPS)]
        return {f"docs/plans/{lamp}.md": text for lamp, text in zip(LAMPS, told, strict=True)}

    assert [sorted(one.words) for one in proposed(plans("Accepted", "Draft")).drafts] == [["status"]]
    assert proposed(plans("lamps/hang.md", "lamps/wire.md")).drafts == ()
