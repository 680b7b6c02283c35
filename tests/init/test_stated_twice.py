"""What `init` binds because documents state it twice: in an index's sections and columns, in folders, in links."""

from __future__ import annotations

from ledgergate.git.states import of_files
from ledgergate.init import Proposal, propose

NAMES = ["amber", "beige", "coral", "denim", "ebony", "fawn", "grey", "hazel", "ivory", "jade", "khaki", "lilac"]


def proposed(files: dict[str, str]) -> Proposal:
    return propose(of_files({path: text.encode() for path, text in files.items()}))


def told(made: Proposal) -> list[tuple[str, str]]:
    return sorted((one.code, one.key) for one in made.findings)


def designs(status: dict[str, str]) -> dict[str, str]:
    return {
        f"designs/2024-01-{day:02}-{name}.md": f"---\nstatus: {word}\n---\n\n# {name.title()} lamp\n"
        for day, (name, word) in enumerate(status.items(), 1)
    }


def index(sections: dict[str, list[str]], paths: dict[str, str]) -> str:
    """A page with a table below each heading; what has no path lies somewhere on the web."""
    where = {path[19:-3]: path for path in paths}
    text = "# Designs\n"
    for head, names in sections.items():
        text += f"\n## {head}\n\n| Updated | Title |\n|---|---|\n"
        text += "".join(f"| 2025 | [{name}]({where.get(name, f'https://example.org/{name}')}) |\n" for name in names)
    return text


SORTED = {"Implemented": NAMES[:4], "Approved": NAMES[4:8], "Draft": NAMES[8:]}
STATED = {name: head for head, names in SORTED.items() for name in names}


def test_an_index_of_all_items_is_theirs_however_much_else_it_lists() -> None:
    files = designs(STATED)
    others = {head: [*names, *(f"paper-{head}-{number}" for number in range(12))] for head, names in SORTED.items()}
    assert told(proposed({**files, "README.md": index(others, files)})) == []
    moved = designs({**STATED, "amber": "Approved", "beige": "Draft", "coral": "Approved"})
    found = told(proposed({**moved, "README.md": index(others, moved)}))
    assert [code for code, _ in found] == ["LG303"] * 3


def test_headings_that_gather_several_statuses_are_groups() -> None:
    stated = {**STATED, **dict.fromkeys(NAMES[4:6], "Final")}
    files = designs(stated)
    assert told(proposed({**files, "README.md": index(SORTED, files)})) == []


def types(stated: dict[str, str], said: dict[str, str]) -> dict[str, str]:
    files, table = {}, "| EIP | Title | Type | Status |\n|---|---|---|---|\n"
    for number, name in enumerate(stated, 1):
        path = f"eip-{number:04}.md"
        files[path] = f"---\neip: {number}\nstatus: Draft\ntype: {stated[name]}\n---\n\n# {name.title()} lamp\n"
        table += f"| [{number}]({path}) | {name.title()} lamp | {said[name]} | Draft |\n"
    return {**files, "README.md": table}


KINDS = {name: "Core" if number % 2 else "Meta" for number, name in enumerate(NAMES[:8])}


def test_a_column_called_as_a_label_of_the_items_is_held_to_it() -> None:
    assert told(proposed(types(KINDS, KINDS))) == []
    assert told(proposed(types(KINDS, {**KINDS, "coral": "Core"}))) == [("LG303", "eip-0003")]


def test_a_column_of_another_meaning_is_not() -> None:
    others = {name: ("Lamp", "Door", "Roof")[number % 3] for number, name in enumerate(NAMES[:8])}
    assert told(proposed(types(KINDS, others))) == []


def test_a_folder_with_nothing_but_an_item_s_notes_costs_no_ledger() -> None:
    stated = enumerate(NAMES, 1)
    files = {f"docs/adr/ADR-{n:04}-{name}.md": f"# ADR-{n:04}: {name}\n\nStatus: Accepted\n" for n, name in stated}
    files["docs/gov/ADR-0001-notes.md"] = "# Notes on amber\n\nThey were kept.\n"
    assert [len(draft.read.items) for draft in proposed(files).drafts] == [len(NAMES)]


def plan(*targets: str) -> dict[str, str]:
    links = "".join(f"- see [it]({one})\n" for one in targets)
    return {**designs(STATED), "src/a.py": "x\n", "docs/plans/roof.md": f"# Roof\n\n{links}"}


def test_a_plan_s_link_to_a_document_that_is_gone_is_told() -> None:
    there = "../../designs/2024-01-01-amber.md"
    assert told(proposed(plan(there))) == []
    assert told(proposed(plan(there, "../gone.md"))) == [("LG401", "../gone.md")]


def test_links_that_people_write_for_something_else_let_a_plan_be() -> None:
    assert told(proposed(plan("../guide/roof", "../guide/door"))) == []  # a website's pages
    assert told(proposed(plan("../../src/new.py", "../../src/later.py"))) == []  # code that is to come
