"""What a policy's own rules say at its birth, and what restates something else: none of it is proposed."""

from __future__ import annotations

import pytest

from proposing import proposed, table, told

LAMPS = ("amber", "beige", "coral", "denim", "ebony", "fawn", "grey", "hazel")


def lamps(*said: str) -> dict[str, str]:
    """A decision for each text, which stands below its title."""
    return {f"docs/adr/{n:04}-{LAMPS[n]}.md": f"# The {LAMPS[n]} lamp\n\n{text}\n" for n, text in enumerate(said)}


@pytest.mark.parametrize(("silent", "found"), [(1, [("LG201", "sprint-22")]), (2, [])])
def test_what_a_rule_says_of_more_items_than_one_slip_is_the_bindings_own(
    silent: int, found: list[tuple[str, str]]
) -> None:
    files = {
        f"docs/sprints/sprint-{n}.md": f"# Lamp {n}\n\n{'Status: Done' if n <= 22 - silent else 'Text.'}\n"
        for n in range(1, 23)
    }
    assert told(files) == found
    assert ('unclassified = "off"' in proposed(files).text) is not bool(found)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Plannd", [("LG202", "sprint-22")]),
        ("Everything is ready but the shop still owes us one lamp", []),
    ],
)
def test_a_sentence_for_a_state_is_no_slip_of_one(said: str, found: list[tuple[str, str]]) -> None:
    states = ["Done"] * 15 + ["Planned"] * 6 + [said]
    files = {f"docs/sprints/sprint-{n}.md": f"# Lamp {n}\n\nStatus: {one}\n" for n, one in enumerate(states, 1)}
    assert told(files) == found


@pytest.mark.parametrize(("note", "found"), [("Landed", []), ("Planned", ["0004", "0005"])])
def test_a_second_state_that_no_other_item_has_is_a_note(note: str, found: list[str]) -> None:
    states = ("done", "done", "planned", "planned", "done", "done", "planned")
    files = {
        f"docs/adr/{n:04}-{LAMPS[n]}.md": f"---\nstatus: {state}\n---\n# The {LAMPS[n]} lamp\n"
        + f"\n**Status:** {note}\n" * (n in (4, 5))
        for n, state in enumerate(states)
    }
    assert [key for code, key in told(files) if code == "LG203"] == found


def test_a_state_of_each_part_is_none_of_the_whole() -> None:
    def epic(*states: str) -> str:
        return "# Lamps\n\n" + "\n\n".join(f"**Status:** {state}\n\nText." for state in states)

    files = {f"epics/{n:02}-{name}.md": epic("Done") for n, name in enumerate(LAMPS)}
    plans = files | {f"epics/{n}-lamp.md": epic("Open") for n in range(20, 24)}
    assert told(plans | {"epics/00-amber.md": epic("Done", "Done", "Open")}) == []
    assert told(plans | {"epics/00-amber.md": epic("Done", "Open")}) == [("LG203", "00")]


def test_an_archive_says_over_and_no_state_that_most_in_it_had() -> None:
    places = [("done", "done")] * 4 + [("open", "open")] * 4 + [("archived", "draft")] * 9 + [("archived", "open")]
    files = {
        f"stories/{folder}/US-{n}-lamp-{n}.md": f"# Lamp {n}\n\nStatus: {state}\n"
        for n, (folder, state) in enumerate(places, 1)
    }
    assert told(files) == []
    left = {"stories/done/US-40-jade.md": "# Jade\n\nStatus: open\n"}
    assert told(files | left) == [("LG203", "US-40")]


def test_a_way_through_documents_is_no_index_of_them() -> None:
    names = [f"{name}.md" for name in LAMPS]
    files = {f"docs/lamps/{name}": f"# How to hang {name[:-3]}\n\nText.\n" for name in names}

    def index(mark: str) -> dict[str, str]:
        lines = (f"{mark.format(n)} [{name[:-3]}]({name})\n" for n, name in enumerate(names[:-1], 1))
        return files | {"docs/lamps/README.md": f"# Lamps\n\n## Reading order\n\n{''.join(lines)}"}

    assert told(index("{}.")) == []
    assert told(index("-")) == [("LG301", "hazel")]


@pytest.mark.parametrize(("word", "found"), [("Active", 0), ("Proposed", 5)])
def test_an_index_that_sorts_by_something_else_restates_no_state(word: str, found: int) -> None:
    files = lamps(*["Status: Accepted"] * 5, "Status: Superseded", "Status: Proposed")
    rows = [
        f"[{n:04}]({n:04}-{LAMPS[n]}.md) | The {LAMPS[n]} lamp | {word if n < 5 else 'Superseded'}" for n in range(6)
    ]
    index = {"docs/adr/README.md": f"# Decisions\n{table('ADR | Title | Status', *rows)}"}
    assert [code for code, _ in told(files | index)].count("LG303") == found


def test_a_tracker_has_stories_of_epics_with_a_letter() -> None:
    names = [f"{epic}-{n}-{name}" for epic in ("17", "18") for n, name in enumerate(LAMPS, 1)] + ["19a-1-jade"]
    files = {f"stories/{name}.md": f"# {name}\n\nStatus: done\n" for name in names}
    tracker = "development_status:\n" + "".join(f"  {name}: done\n" for name in names)
    assert told(files | {"stories/sprint-status.yaml": tracker}) == []
    forgot = tracker.replace("  19a-1-jade: done\n", "")
    assert told(files | {"stories/sprint-status.yaml": forgot}) == [("LG301", "19a-1-jade")]


def test_a_file_numbered_nothing_speaks_of_the_others() -> None:
    files = {f"docs/phases/{n:02}-{name}.md": f"# {name}\n\nText.\n" for n, name in enumerate(LAMPS)}
    rows = [f"[{n:02}]({n:02}-{name}.md) | The {name} lamp" for n, name in enumerate(LAMPS)]
    every, forgot = (table("Phase | What", *some) for some in (rows[1:], [*rows[1:4], *rows[5:]]))
    assert told(files | {"docs/phases/README.md": f"# Phases\n{every}"}) == []
    assert told(files | {"docs/phases/README.md": f"# Phases\n{forgot}"}) == [("LG301", "04")]


def test_a_total_of_what_is_written_otherwise_is_off_where_it_stands() -> None:
    def tasks(total: int) -> str:
        lines = "".join(f"- [ ] T{n:03} Hang lamp {n}\n" for n in range(1, 13))
        return f"# Tasks\n\n**Total tasks**: {total}\n\n{lines}"

    files = {f"specs/{n:03}-{name}/spec.md": f"# {name}\n\n**Status**: Draft\n" for n, name in enumerate(LAMPS, 1)}
    files |= {f"specs/{n:03}-{name}/tasks.md": tasks(12) for n, name in enumerate(LAMPS, 1)}
    other = files | {"specs/008-hazel/tasks.md": "# Tasks\n\n**Total tasks**: 12\n\n1. Hang it.\n"}
    assert told(files | {"specs/008-hazel/tasks.md": tasks(13)}) == [("LG305", "13")]
    assert told(other) == []
    assert told(files | {"specs/008-hazel/tasks.md": tasks(6)}) == [("LG305", "6")]  # it has twice as many
    assert '"specs/008-hazel/tasks.md" = { wrong-total = "off" }' in proposed(other).text


@pytest.mark.parametrize(
    ("key", "count", "path", "found"),
    [
        ("AC{}", 8, "runs/beige/qa.md", []),
        ("Step {}", 8, "runs/amber/report.md", []),
        ("Step {}", 20, "runs/amber/report.md", [("LG303", "Step 4")]),
        ("LAMP-{}", 8, "docs/report.md", [("LG303", "LAMP-4")]),
    ],
)
def test_a_few_rows_of_another_document_are_others_unless_they_bear_keys_of_the_ledgers_own(
    key: str, count: int, path: str, found: list[tuple[str, str]]
) -> None:
    def rows(*open_ones: int) -> str:
        states = ("Open" if n in open_ones else "Done" for n in range(1, count + 1))
        return "# Plan\n" + table("ID | Status", *(f"{key.format(n)} | {state}" for n, state in enumerate(states, 1)))

    assert told({"runs/amber/backlog.md": rows(2, 5), path: rows(2, 4, 5)}) == found


def test_what_an_index_tells_of_beside_its_rows_it_did_not_forget() -> None:
    files = {f"docs/lamps/{name}.md": f"# How to hang {name}\n\nText.\n" for name in LAMPS}
    rows = "".join(f"- [{name}]({name}.md): where\n" for name in LAMPS[:-1])
    assert told(files | {"docs/lamps/README.md": f"# Lamps\n\n## All\n\n{rows}"}) == [("LG301", "hazel")]
    beside = f"# Lamps\n\nBegin with [hazel](hazel.md).\n\n## All\n\n{rows}"
    assert told(files | {"docs/lamps/README.md": beside}) == []


@pytest.mark.parametrize(("skills", "found"), [(20, []), (3, [("LG401", "gone.md")])])
def test_a_copied_collection_of_skills_is_no_document_of_ours(skills: int, found: list[tuple[str, str]]) -> None:
    files = {f"kit/skills/lamp-{n}/SKILL.md": f"# Lamp {n}\n\nSee [the guide](../guide.md).\n" for n in range(skills)}
    files |= {
        "kit/skills/guide.md": "# Guide\n\n[a](gone.md), [b](lamp-0/SKILL.md)\n",
        "docs/plan.md": "# Plan\n\nText.\n",
    }
    assert told(files) == found


def test_a_line_that_names_several_items_is_off_in_a_report_alone() -> None:
    files = {f"docs/adr/ADR-{n:03}-{name}.md": f"# {name}\n\nStatus: Done\n" for n, name in enumerate(LAMPS, 1)}
    rows = [f"ADR-{n:03} | Done" for n in range(1, 8)]
    made = proposed(
        files | {"docs/adr/README.md": f"# Decisions\n{table('ADR | Status', *rows, 'ADR-008, ADR-001 | Done')}"}
    )
    assert made.findings == ()
    assert '"docs/adr/README.md" = { not-understood = "off" }' in made.text
