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


def test_a_section_with_one_row_is_a_part_of_the_index() -> None:
    rows = [f"[{name}]({name}.md)" for name in LAMPS]
    parts = [table("Guide | Level", *(f"{row} | low" for row in some)) for some in (rows[:4], rows[4:7])]
    last = table("Guide | State", f"{rows[7]} | old")
    index = f"# Guides\n\n## Day\n\n{parts[0]}## Night\n\n{parts[1]}## Before\n\n{last}"
    assert findings(guides(index)) == []
    assert findings(guides(index) | {"guides/jade.md": "# The jade lamp\n"}) == [("LG301", "guides/README.md", "jade")]


def test_tables_alike_of_two_ledgers_are_told_apart_by_their_links() -> None:
    heads, pages, files = ("CAP", "CUP"), [], {}
    for head, words in zip(heads, (["Active"] * 8, ["Open"] * 4), strict=True):
        rows = []
        for n, word in enumerate(words, 1):
            files[f"{head}-{n:04}/README.md"] = f"---\nTitle: {head} {LAMPS[n - 1]}\nStatus: {word}\n---\n# Text\n"
            rows.append(f"{n:04} | [{head} {LAMPS[n - 1]}](./{head}-{n:04}/) | {word}")
        pages.append(f"## {head}s\n\n" + table("# | Title | Status", *rows))
    assert findings({**files, "README.md": "# All\n\n" + "".join(pages)}) == []
