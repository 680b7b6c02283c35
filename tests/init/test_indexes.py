"""What `init` takes for the index of a folder's items: what its rows lead to or name decides, not what they say."""

from __future__ import annotations

from ledgergate import policy as policies
from ledgergate.git.states import of_files
from ledgergate.init import propose
from ledgergate.rules import NAMES

LAMPS = ("amber", "beige", "coral", "denim", "ebony", "fawn", "grey", "hazel")


def findings(files: dict[str, str]) -> list[tuple[str, str, str]]:
    """The first check's findings: code, path, item."""
    made = propose(of_files({path: text.encode() for path, text in files.items()}))
    policies.load({"ledgergate.toml": made.text.encode()}, NAMES)
    return sorted((one.code, one.place.path, one.key) for one in made.findings)


def table(head: str, *rows: str) -> str:
    lines = [f"| {head} |", f"|{'---|' * (head.count('|') + 1)}", *(f"| {row} |" for row in rows)]
    return "\n".join(lines) + "\n\n"


def packages(*names: str) -> dict[str, str]:
    return {f"specs/{name}/{part}.md": f"# {part}\n" for name in names for part in ("requirements", "design", "tasks")}


def test_a_link_to_the_folder_that_an_item_is_leads_to_the_item() -> None:
    index = "# Specs\n\n## Active\n\n" + "".join(f"- [{name}/]({name}/) — a lamp\n" for name in LAMPS)
    assert findings({**packages(*LAMPS), "specs/README.md": index}) == []
    more = {**packages(*LAMPS, "jade"), "specs/README.md": index}
    assert findings(more) == [("LG301", "specs/README.md", "jade")]


def guides(index: str, *, more: str = "") -> dict[str, str]:
    return {f"guides/{name}.md": f"# The {name} lamp\n" for name in LAMPS} | {"guides/README.md": index + more}


def test_an_index_whose_rows_all_lead_to_the_files_beside_it_forgot_the_others() -> None:
    index = "# Guides\n\n" + table("File | About", *(f"[{name}]({name}.md) | a lamp" for name in LAMPS[:6]))
    forgot = [("LG301", "guides/README.md", name) for name in LAMPS[6:]]
    assert findings(guides(index)) == forgot
    # What stands elsewhere on the page was not forgotten.
    assert findings(guides(index, more="Beside these: [grey](grey.md) and `hazel.md`.\n")) == []
    # A row that leads somewhere else makes it a list of more than these, one to a README does not.
    other = index.replace("| [amber](amber.md) |", "| [intro](../docs/intro.md) | text |\n| [amber](amber.md) |")
    assert findings(guides(other) | {"docs/intro.md": "# Intro\n"}) == []
    whole = index.replace("| [amber](amber.md) |", "| [all](../README.md) | text |\n| [amber](amber.md) |")
    assert findings(guides(whole) | {"README.md": "# All\n"}) == forgot


def test_a_document_called_an_index_names_the_files_of_a_folder_wherever_it_lies() -> None:
    lines = "".join(f"- [{name}](../guides/{name}.md)\n" for name in LAMPS[:6])
    files = {path: text for path, text in guides("").items() if path != "guides/README.md"}
    told = findings(files | {"docs/document-index.md": f"# Documents\n\n## Guides\n\n{lines}"})
    assert told == [("LG301", "docs/document-index.md", name) for name in LAMPS[6:]]
    assert findings(files | {"docs/reading.md": f"# To read\n\n## Guides\n\n{lines}"}) == []


def test_a_section_with_one_row_is_a_part_of_the_index() -> None:
    rows = [f"[{name}]({name}.md)" for name in LAMPS]
    parts = [table("Guide | Level", *(f"{row} | low" for row in some)) for some in (rows[:4], rows[4:7])]
    last = table("Guide | State", f"{rows[7]} | old")
    index = f"# Guides\n\n## Day\n\n{parts[0]}## Night\n\n{parts[1]}## Before\n\n{last}"
    assert findings(guides(index)) == []
    assert findings(guides(index) | {"guides/jade.md": "# The jade lamp\n"}) == [("LG301", "guides/README.md", "jade")]


ONE, TWO = (101, 102, 103, 105, 106, 108, 109, 111, 112, 113), (104, 107, 110)  # given out in turn


def plans(folder: str, *numbers: int, said: str = "Complete") -> dict[str, str]:
    return {f"plans/{folder}/{n}-{LAMPS[n % 8]}-plan.md": f"# {LAMPS[n % 8]}\n\n**Status:** {said}\n" for n in numbers}


def overview(said: str, *numbers: int, head: str = "# | State") -> str:
    return "# Overview\n\n" + table(head, *(f"[#{n}](https://example.org/issues/{n}) | {said}" for n in numbers))


def test_the_overview_of_one_folder_of_several_restates_its_items_however_far_it_has_drifted() -> None:
    files = plans("one", *ONE) | plans("two", *TWO) | plans("one", 120, 121, said="Open")
    assert findings(files | {"plans/two/overview.md": overview("Complete", *TWO)}) == []
    assert findings(files | {"plans/two/overview.md": overview("Open", *TWO)}) == [
        ("LG303", "plans/two/overview.md", str(n)) for n in TWO
    ]
    # Of another folder, or numbers that count the rows, it says nothing.
    assert findings(files | {"plans/overview.md": overview("Open", *TWO)}) == []
    few = plans("one", *range(4, 16)) | plans("two", 1, 2, 3) | plans("one", 20, 21, said="Open")
    assert findings(few | {"plans/two/overview.md": overview("Open", 1, 2, 3)}) == []


def numbered(said: str = "Draft") -> dict[str, str]:
    return {f"specs/{n:03}-{name}/spec.md": f"# {name}\n\n**Status**: {said}\n" for n, name in enumerate(LAMPS, 1)}


def test_a_column_called_as_the_field_restates_it_in_the_index_of_the_items() -> None:
    rows = [f"[{n:03}](specs/{n:03}-{name}/) | a lamp | Implemented" for n, name in enumerate(LAMPS, 1)]
    told = [("LG303", "README.md", f"{n:03}") for n in range(1, 9)]
    assert findings({**numbered(), "README.md": "# Lamps\n\n" + table("Spec | About | Status", *rows)}) == told
    # What is not the index, and a column that is called otherwise, says something else.
    assert findings({**numbered(), "README.md": "# Lamps\n\n" + table("Spec | About | Built", *rows)}) == []
    other = [row.replace("(specs", "(../specs") for row in rows]
    assert findings({**numbered(), "notes/talk.md": "# Talk\n\n" + table("Spec | About | Status", *other)}) == []
    # So may the phases of another plan.
    phases = table("Phase | Title | Status", *(f"PHASE-{n} | {name} | Done" for n, name in enumerate(LAMPS, 1)))
    others = table("Phase | Status", *(f"PHASE-{n} | Open" for n in range(1, 9)))
    assert findings({"docs/roadmap.md": f"# Roadmap\n\n{phases}", "docs/rollout.md": f"# Rollout\n\n{others}"}) == []


def test_words_that_the_items_do_not_have_are_no_reason_to_compare_nothing() -> None:
    files = {f"rfc/{n:04}-{name}.md": f"# {name}\n\n- Status: Accepted\n" for n, name in enumerate(LAMPS, 1)}
    files |= {f"rfc/{n:04}-old.md": f"# Old {n}\n\n- Status: {said}\n" for n, said in ((9, "Draft"), (10, "Draft"))}
    words = ["Accepted"] * 4 + ["Superseded"] * 4 + ["Draft"] * 2
    keys = [*(f"{n:04}-{name}" for n, name in enumerate(LAMPS, 1)), "0009-old", "0010-old"]
    rows = [f"{key[:4]} | [{key[5:]}](../rfc/{key}.md) | {word}" for key, word in zip(keys, words, strict=True)]
    told = findings({**files, "docs/all.md": "# All\n\n" + table("RFC | Title | Status", *rows)})
    assert [key for code, _, key in told if code == "LG303"] == ["0005", "0006", "0007", "0008"]
    strange = [row.replace("Accepted", "Superseded") for row in rows]
    assert findings({**files, "docs/all.md": "# All\n\n" + table("RFC | Title | Status", *strange)}) == []


def test_a_word_stands_for_no_other_that_the_index_has_itself() -> None:
    rows = [f"[{n:03}](specs/{n:03}-{name}/) | a lamp | Planned" for n, name in enumerate(LAMPS, 1)]
    told = [("LG303", "README.md", f"{n:03}") for n in range(1, 9)]
    assert findings({**numbered(), "README.md": "# Lamps\n\n" + table("Spec | About | Status", *rows)}) == []
    mixed = [rows[0].replace("Planned", "Draft"), *rows[1:]]
    assert findings({**numbered(), "README.md": "# Lamps\n\n" + table("Spec | About | Status", *mixed)}) == told[1:]


def test_a_word_for_what_is_done_stands_for_the_items_own() -> None:
    files = plans("one", *ONE) | plans("two", *TWO[:2]) | plans("two", TWO[2], said="Open")
    files |= plans("one", 120, 121, said="Open")
    rows = overview("Closed", *TWO, head="# | Status")
    assert findings(files | {"plans/two/overview.md": rows}) == [("LG303", "plans/two/overview.md", "110")]


def sections(*numbers: int, word: str = "spec-", said: str = "Draft") -> str:
    parts = (f"### {word}{n:03}: {LAMPS[n - 1]}\n\n- **Status**: {said}\n- Text\n\n" for n in numbers)
    return f"# Index\n\n## Specs\n\n{''.join(parts)}## How they are written\n\nText.\n"


def test_sections_that_are_called_as_the_items_restate_them() -> None:
    files = numbered()
    assert findings({**files, "specs/INDEX.md": sections(*range(1, 9))}) == []
    told = findings({**files, "specs/INDEX.md": sections(*range(1, 7), said="Implemented")})
    assert told == [
        *(("LG301", "specs/INDEX.md", f"{n:03}") for n in (7, 8)),
        *(("LG303", "specs/INDEX.md", f"{n:03}") for n in range(1, 7)),
    ]
    # Numbers behind another word are others.
    assert findings({**files, "specs/INDEX.md": sections(*range(1, 7), word="Step ", said="Implemented")}) == []


def test_tables_alike_of_two_ledgers_are_told_apart_by_their_links() -> None:
    heads, pages, files = ("CAP", "CUP"), [], {}
    for head, words in zip(heads, (["Active"] * 8, ["Open"] * 4), strict=True):
        rows = []
        for n, word in enumerate(words, 1):
            files[f"{head}-{n:04}/README.md"] = f"---\nTitle: {head} {LAMPS[n - 1]}\nStatus: {word}\n---\n# Text\n"
            rows.append(f"{n:04} | [{head} {LAMPS[n - 1]}](./{head}-{n:04}/) | {word}")
        pages.append(f"## {head}s\n\n" + table("# | Title | Status", *rows))
    assert findings({**files, "README.md": "# All\n\n" + "".join(pages)}) == []


def test_signs_of_another_kind_beside_the_items_are_no_status_of_theirs() -> None:
    states = ["Accepted"] * 4 + ["Proposed"] * 2
    files = {
        f"adr/{n:04}-{name}.md": f"# {name}\n\n- Status: {said}\n"
        for n, (name, said) in enumerate(zip(LAMPS, states, strict=False), 1)
    }
    rows = [f"[{n:04}]({n:04}-{name}.md) | {'✅' if n % 2 else '🚧'}" for n, name in enumerate(LAMPS[:6], 1)]
    assert findings({**files, "adr/README.md": "# Built\n\n" + table("ADR | Status", *rows)}) == []


def test_an_index_below_an_empty_heading_is_read() -> None:
    files = {f"v/{n:03}-{name}.md": f"# {name}\n\n- Status: Done\n" for n, name in enumerate(LAMPS, 1)}
    rows = [f"[{n:03}]({n:03}-{name}.md) | Done" for n, name in enumerate(LAMPS, 1)]
    others = table("N | Status", *(f"x{n} | Odd" for n in range(3))).removeprefix("# Index\n\n")
    index = f"# I\n\n## \n\n{table('N | Status', *rows).removeprefix('# Index')}\n## Other\n\n{others}"
    made = propose(of_files({path: text.encode() for path, text in {**files, "v/README.md": index}.items()}))
    assert [draft.ledger.name for draft in made.drafts] == ["v"]


def test_sections_stand_for_items_by_titles_that_one_ledger_has_and_that_say_more_than_a_word() -> None:
    titles = ("Set up the build", "Write the tests", "Draw the roof", "Paint the door", "Light the lamp")

    def plan(words: list[str], names: tuple[str, ...] = titles) -> str:
        return "".join(f"## {name}\n\n**Status**: {word}\n\n" for name, word in zip(names, words, strict=True))

    def tasks(folder: str, words: list[str], names: tuple[str, ...] = titles) -> dict[str, str]:
        said = enumerate(zip(names, words, strict=True), 1)
        return {f"{folder}/{n:03}-x.md": f"# {n:03}: {name}\n\n**Status**: {word}\n" for n, (name, word) in said}

    done, left = ["done", "done", "done", "open", "open"], ["open", "open", "done", "done", "done"]
    one = {**tasks("alpha/tasks", done), "alpha/plan.md": "# Plan\n\n" + plan(left)}
    assert [key for code, _, key in findings(one) if code == "LG303"] == ["001", "002", "004", "005"]
    two = {**tasks("beta/tasks", left), "beta/plan.md": "# Plan\n\n" + plan(left)}
    assert findings({**one, **two, "alpha/plan.md": "# Plan\n\n" + plan(done)}) == []
    words = ("Setup", "Testing", "Roof", "Door", "Lamp")
    service = {**tasks("tasks", done, words), "docs/service.md": "# Service\n\n" + plan(["planned"] * 5, words)}
    assert findings(service) == []


def requirements(folder: str = "prd", said: str = "Shipped") -> dict[str, str]:
    return {f"{folder}/{name}.md": f"# The {name} lamp\n\n**Status:** {said}\n" for name in LAMPS}


def test_tables_of_one_index_are_keyed_by_what_they_lead_to() -> None:
    heads = ("Feature", "System", "Tool", "Part")
    rows = [f"[The {name} lamp]({name}.md) | Shipped" for name in LAMPS]
    parts = "".join(
        f"## {head}s\n\n{table(f'{head} | Status', *rows[2 * n : 2 * n + 2])}" for n, head in enumerate(heads)
    )
    files = {**requirements(), "prd/README.md": f"# Index\n\n{parts}"}
    assert findings(files) == []
    assert findings(files | {"prd/jade.md": files["prd/hazel.md"]}) == [("LG301", "prd/README.md", "jade")]


def test_an_index_of_items_that_say_their_state_forgot_the_others_however_few_it_names() -> None:
    index = "# Requirements\n\n" + table("Feature | Status", *(f"[{name}]({name}.md) | Shipped" for name in LAMPS[:4]))
    forgot = [("LG301", "prd/README.md", name) for name in LAMPS[4:]]
    assert findings({**requirements(), "prd/README.md": index}) == forgot
    # A row that leads to where an item would lie is the index's own; one that leads to another document makes a choice.
    gone = index.replace("| [amber]", "| [jade](jade.md) | Shipped |\n| [amber]")
    told = findings({**requirements(), "prd/README.md": gone})
    assert [one for one in told if one[0] != "LG401"] == [*forgot, ("LG302", "prd/README.md", "jade")]
    other = index.replace("| [amber]", "| [intro](../docs/intro.md) | Shipped |\n| [amber]")
    assert findings({**requirements(), "prd/README.md": other, "docs/intro.md": "# Intro\n"}) == []
    # Three of eight may be those to read first.
    first = "# Requirements\n\n" + table("Feature | Status", *(f"[{name}]({name}.md) | Shipped" for name in LAMPS[:3]))
    assert findings({**requirements(), "prd/README.md": first}) == []


def test_a_document_above_the_items_that_is_called_as_their_folder_is_their_index() -> None:
    rows = [f"[{name}](specs/{name}.md) | text" for name in LAMPS[:4]]
    files = {**requirements("docs/specs"), "docs/specs-index.md": "# Specs\n\n" + table("Specification | About", *rows)}
    assert findings(files) == [("LG301", "docs/specs-index.md", name) for name in LAMPS[4:]]
    # A page that names some of them for a reader is none.
    files["docs/reading.md"] = files.pop("docs/specs-index.md")
    assert findings(files) == []


def test_a_table_of_other_things_under_the_index_s_first_column_is_no_part_of_it() -> None:
    names = list(enumerate(LAMPS, 1))
    files = {f"docs/adr/ADR-{n:04}-{name}.md": f"# The {name} lamp\n\n- Status: Accepted\n" for n, name in names}
    rows = [f"[{n}](ADR-{n:04}-{name}.md) | The {name} lamp" for n, name in names if n != 4]
    meetings = table("Number | Day", *(f"{n} | 2026-01-{n:02}" for n in range(1, 9)))
    text = f"# Decisions\n\n## Meetings\n\n{meetings}\n## Index\n\n" + table("Number | Title", *rows)
    assert findings({**files, "docs/adr/README.md": text}) == [("LG301", "docs/adr/README.md", "ADR-0004")]


def records(*numbers: int) -> dict[str, str]:
    return {f"docs/adr/ADR-{n:04}-x.md": f"# The {LAMPS[n % 8]} lamp\n\n- Status: Accepted\n" for n in numbers}


def test_a_second_index_that_nobody_went_on_with_was_complete_once() -> None:
    def catalogue(*numbers: int) -> str:
        return "# Catalogue\n\n" + table("ADR | Decision", *(f"ADR-{n:04} | The {LAMPS[n % 8]} lamp" for n in numbers))

    index = "# Index\n\n" + table("ADR | Status", *(f"[ADR-{n:04}](ADR-{n:04}-x.md) | Accepted" for n in range(1, 11)))
    files = {**records(*range(1, 11)), "docs/adr/INDEX.md": index}
    told = findings({**files, "docs/20_Catalogue_ADR.md": catalogue(*range(1, 8))})
    assert told == [("LG301", "docs/20_Catalogue_ADR.md", f"ADR-{n:04}") for n in (8, 9, 10)]
    # A choice of them, and a document that is called otherwise, name no more than they need.
    assert findings({**files, "docs/20_Catalogue_ADR.md": catalogue(1, 3, 4, 6, 7, 9, 10)}) == []
    assert findings({**files, "docs/20_Talk.md": catalogue(*range(1, 8))}) == []


def test_sections_above_the_items_that_bear_their_numbers_stand_for_them() -> None:
    stories = {f"backlog/EP{n % 3}/US{n:03}.md": f"# The {LAMPS[n % 8]} lamp\n\nStatus: open\n" for n in range(1, 15)}
    heads = "".join(f"## US{n:03}: The {LAMPS[n % 8]} lamp\n\nText.\n\n" for n in range(1, 13))
    assert findings({**stories, "backlog/stories.md": f"# Stories\n\n{heads}"}) == [
        ("LG301", "backlog/stories.md", "US013"),
        ("LG301", "backlog/stories.md", "US014"),
    ]
    assert findings({**stories, "talks/stories.md": f"# Stories\n\n{heads}"}) == []
    # A report on the first of them speaks of these alone.
    part = heads.partition("## US008")[0]
    assert findings({**stories, "backlog/stories.md": f"# Stories\n\n{part}"}) == []


def test_an_index_with_rows_of_several_states_is_not_that_of_two() -> None:
    said = {n: ("Draft", "Accepted", "Final")[n % 3] for n in range(1, 20)} | {20: "Replaced", 21: "Withdrawn"}
    files = {f"rfcs/{n // 8}/{n:04}-x.md": f"# The {LAMPS[n % 8]} lamp\n\nStatus: {one}\n" for n, one in said.items()}

    def index(*numbers: int) -> str:
        rows = (f"[{n:04}]({n // 8}/{n:04}-x.md) | The {LAMPS[n % 8]} lamp | {said[n]}" for n in numbers)
        return "# RFCs\n\n" + table("RFC | Title | Status", *rows)

    running = [n for n, one in said.items() if one in ("Draft", "Accepted")]
    forgot = [("LG301", "rfcs/README.md", f"{n:04}") for n in (5, 8, 11, 14, 17)]
    assert findings({**files, "rfcs/README.md": index(*running, 2, 20, 21)}) == forgot
    # All of two states, and none of the others: the index of what is not final.
    assert findings({**files, "rfcs/README.md": index(*running)}) == []


def test_rows_that_lead_to_the_files_beside_them_name_no_numbers_of_another_folder() -> None:
    plans = {f"plans/{at:02}-{name}.md": f"# Lamp {name}\n\nStatus: Open\n" for at, name in enumerate(LAMPS, 1)}
    calls = {f"calls/{at:02}-{name}.md": f"# The call {name}\n" for at, name in enumerate(LAMPS[:6], 2)}
    rows = [f"The lamp {path[9:-3]} | [{path[6:]}]({path[6:]})" for path in calls]
    index = {"calls/01-index.md": "# Calls\n\n" + table("Part | File", *rows)}
    assert findings(plans | calls | index) == []
    # Where the files that they name were there once, numbers are all that is left to go by.
    gone = table("Part | File", *(f"{path[9:-3]} | [{path[6:]}]({path[6:]})" for path in plans if path[6:8] < "08"))
    assert findings(plans | {"plans/README.md": "# Plans\n\n" + gone}) == [("LG301", "plans/README.md", "08")]


def decided(*more: str) -> dict[str, str]:
    """Decisions that state a status, with a note beside each that says `more`, and the index of the decisions."""
    told = [
        (f"{at:04}-{name}", f"The {name} lamp", "Draft" if at > 6 else "Accepted") for at, name in enumerate(LAMPS, 1)
    ]
    files = {f"adr/{name}.md": f"# ADR {name[:4]}: {title}\n\nStatus: {status}\n" for name, title, status in told}
    notes = {f"adr/{name[:4]}-plan.md": f"# The plan for {name[5:]}\n\n{''.join(more)}" for name, _, _ in told}
    rows = (f"[{name}]({name}.md) | {title} | {status}" for name, title, status in told)
    return files | notes | {"adr/README.md": "# ADRs\n\n" + table("ADR | Title | Status", *rows)}


def test_sections_that_bear_titles_are_known_by_what_the_index_copies_of_these() -> None:
    files, path = decided("Status: Draft\n"), "adr/0001-notes/GUIDE.md"
    own = [(f"ADR {at:04}: The {name} lamp", "Accepted") for at, name in enumerate(LAMPS[:4], 1)]
    told = "# Documents\n\n## ADRs\n\n" + "".join(f"### **{name}**\n\n- **Status:** {said}\n\n" for name, said in own)
    assert findings(files | {path: told}) == []
    late = told.replace("Accepted", "Draft", 1)
    assert findings(files | {path: late}) == [("LG303", path, "0001-amber")]


def test_notes_beside_the_files_of_a_complete_index_are_left_out_whether_most_state_a_status_or_not() -> None:
    assert findings(decided()) == []
    new = {"adr/0009-jade.md": "# ADR 0009: The jade lamp\n\nStatus: Draft\n"}
    assert findings(decided() | new) == [("LG301", "adr/README.md", "0009-jade")]


def test_sections_under_the_items_numbers_and_words_restate_them_from_anywhere() -> None:
    names = {path: f"# The {path[10:-8]} lamp\n\n**Status**: Draft\n" for path in numbered()}
    heads = "".join(f"### {n:03} — A {LAMPS[n - 1]} shade [status: planned]\n\nText.\n\n" for n in range(1, 7))
    done = heads.replace("planned", "implemented", 2).replace("planned", "draft")
    told = findings({**names, "notes/roadmap.md": f"# Roadmap\n\n## Planned\n\n{done}"})
    assert told == [("LG303", "notes/roadmap.md", key) for key in ("001", "002")]
    # Chapters have such numbers, too, and so has another plan.
    other = done.replace(" shade", "").replace(" A ", " The way to ")
    for name in LAMPS:
        other = other.replace(name, "go on")
    assert findings({**names, "notes/roadmap.md": f"# Roadmap\n\n## Planned\n\n{other}"}) == []


def test_what_shares_a_number_with_many_of_the_index_is_no_note_beside_one() -> None:
    files = {f"notes/lamp-0.8.0-alpha.{at}.md": f"# Lamp 0.{at}\n" for at in range(1, 15)}
    lines = "".join(f"- [Lamp 0.{at}](lamp-0.8.0-alpha.{at}.md)\n" for at in range(1, 13))
    told = findings(files | {"notes/README.md": f"# Notes\n\n## All\n\n{lines}"})
    assert {key for _, _, key in told} == {"lamp-0.8.0-alpha.13", "lamp-0.8.0-alpha.14"}
