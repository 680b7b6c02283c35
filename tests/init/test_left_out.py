"""What `init` keeps although a file or two are odd, and that it never says nothing of documents that plan."""

from __future__ import annotations

import pytest

from ledgergate.git.states import of_files
from ledgergate.init import propose
from ledgergate.init.trying import loaded
from proposing import proposed, told

LAMPS = ("amber", "beige", "coral", "denim", "ebony", "fawn", "grey", "hazel")


def left_out(files: dict[str, str]) -> list[str]:
    return [one.told for one in proposed(files).left_out]


def lamps(folder: str = "lamps", *, without: tuple[int, ...] = (), words: str = "Draft Final") -> dict[str, str]:
    """Eight documents with numbers, some of them without a status."""
    states = (words.split() * 8)[:8]
    return {
        f"{folder}/{number:04}-{name}.md": f"# The {name} lamp\n\n{'' if number in without else f'Status: {word}'}\n"
        for number, (name, word) in enumerate(zip(LAMPS, states, strict=True), 1)
    }


# A few odd ones.
def test_of_a_few_files_one_may_lack_the_status_that_the_others_state() -> None:
    assert told(lamps(without=(3,))) == [("LG201", "0003")]


@pytest.mark.parametrize("files", [lamps(without=(3, 5)), lamps(without=(3,), words="oak elm ash yew fir box bay fig")])
def test_not_where_two_do_or_the_words_are_no_states(files: dict[str, str]) -> None:
    assert told(files) == []


def index(*keys: str) -> str:
    rows = "".join(f"| {key} | Lamp {key} | done |\n" for key in keys)
    return f"# Tasks\n\n| ID | Title | Status |\n|---|---|---|\n{rows}"


KEYS = [f"TASK-{number:03}" for number in range(1, 10)]


def tasks(*keys: str) -> dict[str, str]:
    return {f"docs/tasks/{key}.md": f"# {key}: Lamp {key}\n\nText.\n" for key in keys}


def test_parts_of_a_task_by_letters_need_no_row_and_other_tasks_do() -> None:
    parts = tasks(*KEYS, *(f"TASK-004{letter}" for letter in "ABCDEF"))
    assert told({**parts, "docs/tasks/README.md": index(*KEYS[:8])}) == [("LG301", "TASK-009")]
    assert told({**parts, "docs/tasks/README.md": index(*KEYS)}) == []


def stories(folder: str, *keys: str) -> dict[str, str]:
    return {f"{folder}/{key}.md": f"# Story {key}\n\nStatus: {'done' if key[0] == '1' else 'review'}\n" for key in keys}


def test_a_folder_of_notes_alone_goes_and_the_ledger_stays() -> None:
    names = [f"{epic}-{part}-{name}" for epic in (1, 2) for part, name in enumerate(LAMPS[:4], 1)]
    tracker = "".join(f"  {name}: {'done' if name[0] == '1' else 'review'}\n" for name in names)
    files = {
        **stories("made/work", *names),
        **stories("made/checks", "1-2-checklist"),
        "made/work/sprint-status.yaml": f"development_status:\n{tracker}",
    }
    late = tracker.replace("2-3-coral: review", "2-3-coral: done")
    assert told(files) == []
    found = told({**files, "made/work/sprint-status.yaml": f"development_status:\n{late}"})
    assert found == [("LG303", "2-3-coral")]


def test_where_few_files_say_a_state_one_without_it_is_no_note() -> None:
    files = lamps(without=(2, 3, 4, 5, 6, 7)) | {"lamps/0008-ivory.md": "# The ivory lamp\n\nText.\n"}
    row = "".join(f"- [{path[6:-3]}]({path[6:]})\n" for path in sorted(files))
    assert ("LG204", "0008") in told({**files, "lamps/README.md": f"# Lamps\n\n{row}"})


# What is said of the rest.
def test_numbered_files_that_are_no_ledger_are_told_with_their_count() -> None:
    files = {f"text/{n:04}-{name}.md": f"# The {name} lamp\n\nText.\n" for n, name in enumerate(LAMPS, 1)}
    assert left_out(files) == ["text/[0-9]*.md: 8 files, none with a status: no index lists them"]


def test_of_some_that_state_a_status_it_is_told_how_many_do() -> None:
    (line,) = left_out(lamps("text", without=(1, 2, 3, 4, 5)))
    assert line == "text/[0-9]*.md: 8 files, 3 with a status: no index lists them"


def test_documents_called_as_plans_are_one_line_a_folder_and_the_lone_ones_one() -> None:
    files = {f"docs/plans/{name}/notes.md": "# Notes\n\nText.\n" for name in LAMPS}
    files |= {f"docs/{name}-roadmap.md": "# Roadmap\n\nText.\n" for name in LAMPS[:2]}
    files |= {"src/explanation.md": "# Why\n\nText.\n", "docs/guides/lamp.md": "# Guide\n\nText.\n"}
    nothing = "no ledger and no report reads them"
    assert left_out(files) == [
        f"docs/plans: 8 documents called as plans are: {nothing}",
        f"2 documents called as plans are, docs/amber-roadmap.md, docs/beige-roadmap.md: {nothing}",
    ]


def test_nothing_is_said_of_what_is_bound_and_of_documents_that_do_not_plan() -> None:
    assert left_out(lamps("docs/plans")) == []
    assert left_out({f"docs/{name}.md": "# Text\n\nText.\n" for name in LAMPS}) == []


def test_what_cannot_be_read_is_told_once() -> None:
    made = propose(of_files({"docs/plan.md": b"# Plan\n\n\xff\n", "docs/a.md": b"# Text\n"}))
    assert len(made.unread) == 1


def test_what_a_standing_policy_reads_is_left_out_by_none() -> None:
    files = {path: text.encode() for path, text in lamps("docs/adr").items()}
    policy = loaded(propose(of_files(files)).text)
    assert [one.told for one in propose(of_files(files), standing=policy).left_out] == []
