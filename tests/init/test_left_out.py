"""What `init` keeps although a file or two are odd."""

from __future__ import annotations

import pytest

from proposing import told

LAMPS = ("amber", "beige", "coral", "denim", "ebony", "fawn", "grey", "hazel")


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
