"""Which words `init` takes for one status: signs and synonyms, what is said twice, another vocabulary for the same."""

from __future__ import annotations

from proposing import proposed, told

LAMPS = ("amber", "beige", "coral", "denim", "ebony", "fawn", "grey", "hazel", "ivory", "jade")


def lamps(*said: str, **index: str) -> dict[str, str]:
    """A decision for each text, with a table of them whose column says what is given for a lamp, or else the text."""
    files = {
        f"docs/adr/{n:04}-{LAMPS[n]}.md": f"# {LAMPS[n]}\n\n{f'**Status:** {one}' if one else 'It'}\n\nText.\n"
        for n, one in enumerate(said)
    }
    rows = [f"| [{n:04}]({n:04}-{LAMPS[n]}.md) | {index.get(LAMPS[n], one)} |" for n, one in enumerate(said)]
    head = f"{index['head']}\n\n" if "head" in index else ""
    files["docs/adr/README.md"] = f"# Lamps\n\n{head}| ADR | Status |\n|---|---|\n" + "\n".join(rows) + "\n"
    return files


def all_as(word: str, count: int = 6) -> dict[str, str]:
    return dict.fromkeys(LAMPS[:count], word)


def test_a_sign_alone_is_the_word_that_it_stands_before_elsewhere() -> None:
    said = [
        "✅ Accepted (v1)",
        "✅ Accepted",
        "✅ Accepted",
        "✅ Accepted (v2)",
        "✅ Accepted",
        "💤 **Deferred** (later)",
    ]
    signs = all_as("✅") | {"fawn": "💤"}
    assert told(lamps(*said, **signs)) == []
    assert told(lamps(*said, **signs | {"coral": "💤"})) == [("LG303", "0002")]


def test_synonyms_for_done_are_one_value_unless_a_legend_offers_both() -> None:
    said = ["Done", "Done", "Completed", "Open", "Open", "Complete"]
    other = all_as("Done") | {"denim": "Open", "ebony": "Open"}
    assert told(lamps(*said, **other)) == []
    assert 'aliases = { Completed = "done", Complete = "done" }' in proposed(lamps(*said, **other)).text
    assert told(lamps(*said, **other | {"ebony": "Completed"})) == [("LG303", "0004")]


def test_synonyms_of_which_a_legend_offers_two_are_two_values() -> None:
    for legend, there in (("`Open` · `Done` · `Completed`", {"completed"}), ("`Open` · `Done` · `Paused`", set())):
        words = ["Open", "Done", "Done", "Open", "Done", "Done", "Completed"]
        heads = "".join(f"### L-{n} {LAMPS[n]}\n\n**Status:** {word}\n\n" for n, word in enumerate(words))
        (draft,) = proposed({"BACKLOG.md": f"# Backlog\n\nStatus values: {legend}\n\n## Lamps\n\n{heads}"}).drafts
        assert draft.words["status"].values.keys() & {"completed"} == there
        assert [item.value("status") for item in draft.read.items][-1] == ("completed" if there else "done")


def test_what_an_index_always_calls_done_is_done_whatever_its_file_calls_it() -> None:
    said = ["Complete", "Complete", "Complete", "Open", "Open", "Closed", "Closed", "Closed", "Closed"]
    other = dict(zip(LAMPS, ["Complete"] * 3 + ["Open"] * 2 + ["Complete"] * 4, strict=False))
    assert told(made := lamps(*said, **other)) == []
    assert 'Closed = "complete"' in proposed(made).text
    # An index that has both words tells them apart.
    assert told(lamps(*said, **other | {"ivory": "Closed"})) == [
        ("LG303", "0005"),
        ("LG303", "0006"),
        ("LG303", "0007"),
    ]


def test_a_note_behind_a_hash_is_no_word_of_a_status() -> None:
    assert (
        told(lamps("Done", "Done", "Done", "Open", "Done # reviewed twice", **all_as("Done", 6) | {"denim": "Open"}))
        == []
    )


def test_an_arrow_in_a_later_sentence_leads_from_no_status_to_another() -> None:
    said = [*["Accepted"] * 4, "Amended (May). It adds the bulb→socket look-up", "Accepted"]
    assert told(lamps(*said, ebony="Amended")) == []
    assert told(lamps(*said, **all_as("Accepted"))) == [("LG303", "0004")]
    assert told(lamps(*said[:4], "Accepted → Amended", "Accepted", ebony="Amended")) == []


def test_a_longer_text_of_what_an_item_says_already_is_no_second_value() -> None:
    files = lamps(*["Accepted"] * 4, "Closed", "Accepted")
    path = "docs/adr/0004-ebony.md"
    assert told(files | {path: f"{files[path]}\n**Status:** Phase one closed\n"}) == []
    assert told(files | {path: f"{files[path]}\n**Status:** Accepted\n"}) == [("LG203", "0004")]


def test_a_status_that_most_files_state_is_compared_where_it_stands() -> None:
    words = ["Accepted"] * 7 + [""] * 3
    files = {
        f"docs/adr/{n:04}-{one}-{m}.md": f"# {one} {m}\n\n{f'Status: {word}' if word else 'It'}\n"
        for m in range(2)
        for n, (one, word) in enumerate(zip(LAMPS, words, strict=True), 10 * m)
    }
    rows = dict.fromkeys(range(20), "Accepted")

    def index(rows: dict[int, str]) -> dict[str, str]:
        paths = sorted(files)
        lines = [f"| [{n:04}]({paths[n].removeprefix('docs/adr/')}) | {word} |" for n, word in rows.items()]
        return {"docs/adr/README.md": "# Lamps\n\n| ADR | Status |\n|---|---|\n" + "\n".join(lines) + "\n"}

    assert told(files | index(rows)) == []
    assert told(files | index(rows | {3: "Rejected"})) == [("LG303", "0003")]


def test_words_of_another_vocabulary_say_the_same_where_all_mean_what_becomes_of_work() -> None:
    bozza, finite = ["Bozza"] * 4, all_as("Completata", 4)
    assert told(lamps(*bozza, **finite)) == [("LG303", f"000{n}") for n in range(4)]
    assert told(lamps(*bozza, **all_as("Da fare", 4))) == []
    assert told(lamps(*bozza, **all_as("Wichtig", 4))) == []


def test_a_folder_that_is_called_as_a_status_says_it_of_work_that_is_left_to_do() -> None:
    def missions(**said: list[str]) -> dict[str, str]:
        names = iter(LAMPS)
        return {
            f"missions/{folder}/{n:04}-{(name := next(names))}.md": f"# {name}\n\nStatus: {word}\n"
            for folder, words in said.items()
            for n, word in enumerate(words, ord(folder[0]))
        }

    kept = {"completed": ["Completed"] * 5, "open": ["Open"] * 4}
    assert told(missions(**kept)) == []
    left = [("LG203", "0101"), ("LG203", "0102"), ("LG203", "0103")]
    assert told(missions(**kept | {"completed": ["Completed"] * 2 + ["Pending"] * 3})) == left
    assert told(missions(**kept | {"completed": ["Completed"] * 2 + ["Superseded"] * 3})) == []


def once(word: str, *others: str) -> list[tuple[str, str]]:
    """What is told of eight decisions with the other words, five and three of each, and one with this one."""
    states = [others[0]] * 5 + [others[1]] * 3 + [word]
    return told({f"docs/adr/000{n}-lamp-{n}.md": f"# Lamp {n}\n\nStatus: {one}\n" for n, one in enumerate(states, 1)})


def test_a_word_written_once_is_a_slip_of_words_that_stand_there() -> None:
    assert once("Locked", "Accepted", "Draft") == once("Not accepted", "Accepted", "Draft") == []
    assert once("Acepted", "Accepted", "Draft") == [("LG202", "0009")]


def test_a_word_that_begins_or_ends_otherwise_is_no_slip_of_another() -> None:
    for word in ("Unblocked", "Implementada"):
        assert once(word, "Blocked", "Implementado") == []
    for word in ("Blokked", "Implemntado"):
        assert once(word, "Blocked", "Implementado") == [("LG202", "0009")]


def test_labels_of_an_item_explain_no_words_of_which_they_are_few() -> None:
    words = ["Planned", "Open", "Open", "Resolved", "Open", "Planned"]
    heads = [f"### L-{n} {LAMPS[n]}\n\n**Status:** {word}\n\n" for n, word in enumerate(words)]

    def known(*terms: str) -> set[str]:
        entries = "".join(f"- **{term}**: of this lamp\n" for term in terms)
        files = {"BACKLOG.md": f"# Backlog\n\n## Lamps\n\n{''.join(heads)}{entries}"}
        return {*proposed(files).drafts[0].words["status"].values}

    assert known("Resolved", "Tested", "Cause", "Commit", "Note") == {"planned", "open", "resolved"}
    assert known("Resolved", "Open", "Paused") == {"planned", "open", "resolved", "paused"}


def test_a_status_says_when_and_offers_no_words() -> None:
    words = ["Planned (lamps, November, 2025)", "Open", "Open", "Closed", "Open"]
    heads = "".join(f"### L-{n} {LAMPS[n]}\n\n**Status:** {word}\n\n" for n, word in enumerate(words))
    made = proposed({"BACKLOG.md": f"# Backlog\n\n## Lamps\n\n{heads}"})
    assert {*made.drafts[0].words["status"].values} == {"planned", "open", "closed"}


def test_a_tools_settings_hold_all_of_its_words_however_many_files_use_others() -> None:
    def tasks(*said: str) -> dict[str, str]:
        files = {
            f"backlog/tasks/task-{n} - {name}.md": f"---\nid: task-{n}\ntitle: {name}\nstatus: {one}\n---\n"
            for n, (name, one) in enumerate(zip(LAMPS, said, strict=False), 1)
        }
        return files | {"backlog/config.yml": 'project_name: "lamps"\nstatuses: ["To Do", "In Progress", "Done"]\n'}

    kept = ["Done"] * 5 + ["To Do", "Todo", "to do"]
    assert told(tasks(*kept, "In Progress")) == []
    assert told(tasks(*kept, "In Progress", "Completed")) == [("LG202", "task-10")]
    assert told(tasks(*kept, "Completed", "Open")) == []  # more than a slip
    assert 'unknown-value = "off"' in proposed(tasks(*kept, "Completed", "Open")).text
    # Where most of them use others, the settings are not kept.
    assert told(tasks(*["Open"] * 5, "Closed", "Closed", "Done", "Done")) == []


def test_a_text_whose_beginning_an_index_says_in_its_place_is_no_other_value() -> None:
    said = ["Ready for wiring", "Ready for wiring", "Ready", "Draft", "Draft", "Ready for wiring"]
    short = dict.fromkeys(("amber", "beige", "fawn"), "Ready")
    assert told(lamps(*said, **short)) == []
    assert told(lamps(*said, **short | {"denim": "Ready"})) == [("LG303", "0003")]
    # An index that has both tells them apart.
    assert told(lamps(*said, amber="Ready")) == [("LG303", "0000")]


def test_a_tick_alone_says_that_its_item_is_done() -> None:
    def parts(**more: str) -> dict[str, str]:
        files: dict[str, str] = {}
        for part, name in enumerate(LAMPS[:5], 1):
            said = ["Done", "Todo", "Todo"] if part == 1 else ["Done", "Done", "Todo"]
            keys = [f"T{10 * part + n}" for n in range(3)]
            files |= {
                f"tasks/M{part}-{name}/{key}-{name}.md": f"# {name} {key}\n\nStatus: {word}\n"
                for key, word in zip(keys, said, strict=True)
            }
            signs = [more.get(key, {"Done": "✅", "Todo": "⬜"}[one]) for key, one in zip(keys, said, strict=True)]
            rows = "".join(f"| {key} | {sign} |\n" for key, sign in zip(keys, signs, strict=True))
            files[f"tasks/M{part}-{name}/README.md"] = f"# {name}\n\n| ID | Status |\n|---|---|\n{rows}"
        return files

    assert told(parts()) == []
    assert told(parts(T12="✅")) == [("LG303", "T12")]


def test_a_column_that_says_what_a_status_was_restates_none() -> None:
    files, path = lamps(*["Accepted"] * 4, *["Draft"] * 4, amber="Draft"), "docs/adr/README.md"
    for called, there in (("Status", 1), ("Final status", 1), ("Original status", 0)):
        assert told(files | {path: files[path].replace("Status", called)}) == [("LG303", "0000")][:there]


def test_two_signs_of_one_index_are_two_things() -> None:
    said = ["Supported"] * 4 + ["Unplanned"] * 3
    signs = dict(zip(LAMPS, ["✅"] * 4 + ["📋"] * 3, strict=False))
    assert told(lamps(*said, **signs)) == []
    assert told(lamps(*said, **signs | {"coral": "🚧"})) == [("LG303", "0002")]


def test_what_one_row_says_makes_no_two_words_one() -> None:
    said = ["Accepted"] * 4 + ["Draft"] * 3
    signs = dict(zip(LAMPS, ["✅"] * 4 + ["⬜"] * 3, strict=False))
    assert told(lamps(*said, **signs | {"ebony": "❌"})) == [("LG303", "0004")]
    others = [*said, "Accepted pending legal"]
    assert told(lamps(*others, hazel="Accepted")) == [("LG303", "0007")]
    # Nor do several, where people use the sign for something else.
    built = ["Implemented"] * 5 + ["Draft"] * 3
    crossed = dict(zip(LAMPS, ["❌"] * 5 + ["Draft"] * 3, strict=False))
    assert '"❌" = "implemented"' not in proposed(lamps(*built, **crossed)).text
