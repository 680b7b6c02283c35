"""Items that were moved to where no source reads: they are told there, and prose that speaks of items is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judging import accepts, findings, reading, rejects

WORDS = """
[vocabulary.b]
values = { now = "Now", later = "Later" }
[ledger.c]
key = '^(?P<key>C-\\d+)\\b'
fields.b = { label = "Bucket", values = "b", required = true }
"""
# How each shape writes an item, in which place of a page; {} is its key.
SOURCES = {
    "headings": ('items = "headings", level = 3, under = "Open"', "### {} Exports\n\n- **Bucket**: Now\n\n"),
    "table": (
        'items = "table", key = "ID", under = "Open"',
        "| ID | Idea | Bucket |\n|---|---|---|\n| {} | Exports | Now |\n\n",
    ),
    "list": ('items = "list", under = "Open"', "- {} Exports\n  - **Bucket**: Now\n\n"),
    "tasks": ('items = "tasks", under = "Open"', "- [ ] {} Exports\n  - **Bucket**: Now\n\n"),
}  # fmt: skip


def policy(shape: str, more: str = "") -> str:
    return WORDS + f'sources = [{{ path = "c.md", {SOURCES[shape][0]} }}]\n{more}'


def page(shape: str, *after: str) -> dict[str, str | bytes]:
    """One item that is read, on lines 5 and below, and what else stands on the page."""
    return {"c.md": "# Page\n\n## Open\n\n" + SOURCES[shape][1].format("C-1") + "".join(after)}


@pytest.mark.parametrize("shape", SOURCES)
@pytest.mark.parametrize(
    "stray",
    [
        "#### C-2 deeper\n",
        "### C-2 elsewhere\n",
        "- C-2 elsewhere\n",
        "1. **C-2** elsewhere\n",
        "- [ ] [C-2](x.md) elsewhere\n",
        "**C-2: elsewhere** and more\n",
        "| No | Idea |\n|---|---|\n| C-2 | Bikes |\n",
        "| # | Idea |\n|---|---|\n| 1 | C-2 Bikes |\n",
        "| C-2 | Bikes | Now |\n",
        "C-2 | Bikes | Now\n",
        "<details><summary>More</summary>\n| C-2 | Bikes | Now |\n</details>\n",
        "<details>\n### C-2 Bikes\n</details>\n",
        "<details><summary>C-2 Bikes</summary>\n\n</details>\n",
        "<table>\n<tr><td>C-2</td><td>Bikes</td></tr>\n</table>\n",
        "<ul>\n<li>C-2 Bikes</li>\n</ul>\n",
        "<ol><li>C-1 Cars</li><li class='a'>C-2 Bikes</li></ol>\n",
        "<h3>C-2 Bikes</h3>\n",
        "__C-2__ Bikes\n",
        "<b>C-2</b> Bikes\n",
        "##C-2 Bikes\n",
        "### 1. C-2 Bikes\n",
        "> - `C-2` Bikes\n",
        "| Idea | No |\n|---|---|\n| Bikes | C-2 |\n",
        "<pre>\n### C-2 Bikes\n",
    ],
)
def test_a_key_that_begins_something_else_is_told(shape: str, stray: str) -> None:
    files = page(shape, "\nAnd:\n\n", stray)
    text = str(files["c.md"])
    if "C-2" in [item.shown for item in reading(files, policy(shape)).ledgers["c"].items]:
        return  # it is written as the ledger's items are
    (one,) = [one for one in findings(files, policy(shape)) if one.code == "LG206"]
    assert "C-2" in "".join(text.splitlines(keepends=True)[one.place.line - 1 : one.place.end_line])


@pytest.mark.parametrize(
    ("shape", "stray"),
    [
        ("headings", "### C-2 elsewhere\n"),
        ("headings", "#### C-2 elsewhere and deeper\n"),
        ("table", "| ID | Bucket |\n|---|---|\n| C-2 | Now |\n"),
        ("table", "| No | Bucket |\n|---|---|\n| C-2 | Now |\n"),
        ("list", "- C-2 elsewhere\n"),
        ("tasks", "- [ ] C-2 elsewhere\n"),
    ],
)
def test_an_item_under_another_heading_is_told(shape: str, stray: str) -> None:
    rejects("LG206", page(shape, "## Parked\n\n", stray), policy(shape), says="under 'Parked'", cure="`not_under`")


@pytest.mark.parametrize(("shape", "other"), [("headings", "- C-2 a\n"), ("list", "| C-2 |\n|---|\n| C-3 |\n")])
def test_other_sections_may_hold_what_is_written_otherwise(shape: str, other: str) -> None:
    accepts(page(shape, "## Parked\n\n", other), policy(shape))


@pytest.mark.parametrize("shape", SOURCES)
@pytest.mark.parametrize(
    "honest",
    [
        "C-2 came first; see also C-9 below.\n",
        "## Notes\n\n- See C-2, which is no item any more\n",
        "## Notes\n\n- **Depends on**: C-2\n",
        "## Notes\n\n- C-1 was decided\n- the rest (C-2) is open\n",
        "<!-- C-2 was an example -->\n",
        "<!--\n### C-2 example\n- C-3 example\n-->\n",
        "```\n### C-2 example\n- C-3 example\n```\n",
        "## Notes\n\n    ### C-2 example\n",
        "> C-2 was said\n",
        "<pre>\nC-2 example\n</pre>\n",
        '<a id="C-2"></a>\n',
        "## Closed\n\n- C-2 was too dear\n",
        "## Log\n\n- C-2 merged into C-1\n",
        "## Log\n\n| C-2 | superseded by C-1 |\n|---|---|\n| C-3 | superseded by C-1 |\n",
        "## Plan\n\n| Step | After |\n|---|---|\n| one | C-1 |\n| two | C-2 |\n",
        "## Plan\n\n| Step | Why |\n|---|---|\n| one | C-2 was too dear |\n",
        "## UTF-8\n\n- UTF-8 is the encoding\n",
        "[C-2]: https://example.org/C-2\n",
        "## Notes\n\n- C-2a is another's key\n",
    ],
)
def test_what_speaks_of_items_is_none(shape: str, honest: str) -> None:
    accepts(page(shape, "\n", honest), policy(shape))


def test_what_the_policy_leaves_out_is_left_out() -> None:
    stray = "## How to add one\n\n### C-2 Example\n\n## Parked\n\n### C-3 Bikes\n"
    told = findings(page("headings", stray), policy("headings"))
    assert [one.code for one in told] == ["LG206", "LG206"]
    source = SOURCES["headings"][0] + ', not_under = "Parked", ignore = ["How to add one"]'
    accepts(page("headings", stray), WORDS + f'sources = [{{ path = "c.md", {source} }}]\n')


def test_an_item_of_another_ledger_is_no_stray() -> None:
    text = "# P\n\n### C-1 a\n\n- **Bucket**: Now\n\n## Tasks\n\n- [ ] C-7 b\n"
    two = WORDS + 'sources = [{ path = "c.md", items = "headings", level = 3 }]\n'
    two += '[ledger.t]\nkey = \'^(?P<key>C-\\d+)\'\nsources = [{ path = "c.md", items = "tasks" }]\n'
    accepts({"c.md": text}, two)


@pytest.mark.parametrize(
    ("stray", "cure"),
    [
        ("#### C-2 deeper\n", "write ### before it"),
        ("## Parked\n\n### C-2 elsewhere\n", "move it under 'Open', add 'Parked' to the source's `under`"),
        ("<details>\nC-2 folded\n</details>\n", "a blank line behind the tag"),
    ],
)
def test_the_fix_says_what_would_make_it_an_item(stray: str, cure: str) -> None:
    rejects("LG206", page("headings", stray), policy("headings"), cure=cure)


def test_the_column_to_rename_is_named() -> None:
    rejects("LG206", page("table", "| No | Idea |\n|---|---|\n| C-2 | Bikes |\n"), policy("table"), cure="column 'ID'")


TABLE = "| Idea | Bucket |\n|---|---|\n| Bikes | Now |\n"
UNKEYED = """
[ledger.c]
sources = [{{ path = "c.md", {} }}]
"""


@pytest.mark.parametrize(
    ("source", "item", "stray"),
    [
        ('items = "table", key = "Idea"', TABLE, "<table><tr><td>Lockers</td><td>Now</td></tr></table>\n"),
        ('items = "table", key = "Idea"', TABLE, "<details>\n" + TABLE.replace("Bikes", "Lockers") + "</details>\n"),
        ('items = "table", key = "Idea"', TABLE, "## Later\n\n| Lockers | Now |\n"),
        ('items = "list"', "- Bikes\n", "<ul>\n<li>Lockers</li>\n</ul>\n"),
        ('items = "list"', "- Bikes\n", "<div>\n- Lockers\n</div>\n"),
        ('items = "headings", level = 3', "### Bikes\n", "<h3>Lockers</h3>\n"),
        ('items = "headings", level = 3', "### Bikes\n", "<div>\n### Lockers\n"),
    ],
)  # fmt: skip
def test_without_keys_the_shape_tells(source: str, item: str, stray: str) -> None:
    one = rejects("LG206", {"c.md": "# P\n\n" + item + "\n" + stray}, UNKEYED.format(source))
    assert "Lockers" in one.key or "Idea" in one.key


@pytest.mark.parametrize(
    ("source", "item", "honest"),
    [
        ('items = "table", key = "Idea"', TABLE, "🔴 Blocked | 🟡 In progress | 🟢 Done\n"),
        ('items = "table", key = "Idea"', TABLE, '<p align="center"><img src="a.png"></p>\n'),
        ('items = "table", key = "Idea"', TABLE, "<table><tr><td><img></td></tr></table>\n"),
        ('items = "list"', "- Bikes\n", "<!--\n- Lockers\n-->\n"),
        ('items = "tasks"', "- [ ] Bikes\n", "<ul>\n<li>a note</li>\n</ul>\n"),
        ('items = "headings", level = 3', "### Bikes\n", '<h1 align="center">Logo</h1>\n'),
        ('items = "headings", level = 3, under = "Open"', "## Open\n\n### Bikes\n", "## Log\n\n<h3>Lockers</h3>\n"),
    ],
)  # fmt: skip
def test_other_html_and_other_pipes_are_prose(source: str, item: str, honest: str) -> None:
    accepts({"c.md": "# P\n\n" + item + "\n" + honest}, UNKEYED.format(source))


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("| ID | Bucket |\n|---|---|---|\n| C-1 | Now |\n", "row of dashes has 3 cells and the header 2"),
        ("| ID | Bucket |\n| C-1 | Now |\n", "no row of dashes"),
        ("ID | Bucket | Note\n--- | --- | --- | ---\nC-1 | Now | x\n", "row of dashes has 4 cells and the header 3"),
    ],
)
def test_a_table_that_is_none_is_told_where_it_stands(table: str, says: str) -> None:
    known = WORDS + 'sources = [{ path = "c.md", items = "table", key = "ID" }]\n'
    rejects("LG206", {"c.md": "# P\n\n" + table}, known, at=3, says=says)


PLACES = {
    "deeper": "#### {} x\n", "section": "## Parked\n\n### {} x\n", "details": "<details>\n### {} x\n</details>\n",
    "row": "And:\n\n| No | Idea |\n|---|---|\n| {} | x |\n", "bullet": "- {} x\n",
    "comment": "<!-- {} x -->\n", "fence": "```\n### {} x\n```\n", "prose": "Of {} we spoke.\n",
}  # fmt: skip


@given(st.lists(st.sampled_from(sorted(PLACES)), max_size=6))
def test_wherever_an_item_is_moved_it_is_told_or_an_item(moved: list[str]) -> None:
    stray = "".join(f"\n## Open\n\n{PLACES[place].format(f'C-{number}')}\n" for number, place in enumerate(moved, 2))
    told = [one for one in findings(page("headings", stray), policy("headings")) if one.code == "LG206"]
    wanted = [f"C-{number}" for number, place in enumerate(moved, 2) if place not in ("comment", "fence", "prose")]
    lines = [str(page("headings", stray)["c.md"]).splitlines()[one.place.line - 1] for one in told]
    assert [any(f"{key} " in line for line in lines) for key in wanted] == [True] * len(wanted)
    assert len(told) == len(wanted)


@given(st.text(alphabet="C-12 |<>/trdlih#*`[]()\n=_:", max_size=80))
def test_no_text_stops_the_look(text: str) -> None:
    reading(page("table", text, "\n| C-1 | a | Now |\n"), policy("table"))


NUMBERED = '[ledger.p]\nkey = \'^Phase (?P<key>\\d+)\'\nsources = [{ path = "c.md", items = "headings", level = 3 }]\n'


def test_a_number_is_known_by_its_word() -> None:
    text = "### Phase 1: a\n\n### Phase 2: b\n\n"
    rejects("LG206", {"c.md": text + "#### Phase 3: c\n"}, NUMBERED, at=5, key="Phase 3")
    rejects("LG206", {"c.md": text + "- [ ] **Phase 3**: c\n"}, NUMBERED, at=5)
    for honest in ("- Phase 1 is done\n", "- 3 days\n", "#### 4. step\n", "#### Phase 2.1 part\n", "Phase 3 is far\n"):
        accepts({"c.md": text + honest}, NUMBERED)


def test_a_row_of_one_cell_is_told() -> None:
    rejects("LG206", page("table", "And:\n\n| C-2 |\n"), policy("table"), at=11)


KEYLESS = "[ledger.c]\n" + 'sources = [{ path = "c.md", items = "table", key = "Item" }]\n'
ROWS = "| Item | Size | When |\n|---|---|---|\n| Lamp | S | now |\n| Horn | M | later |\n"


@pytest.mark.parametrize(
    "line", ["**Ready:** 37 items | **Blocked:** 6 items | **Open:** 0", "> **Key**: blocked | ready | done"]
)
def test_a_line_of_labels_with_bars_between_them_is_no_row(line: str) -> None:
    accepts({"c.md": f"# Plan\n\n{line}\n\n{ROWS}"}, KEYLESS)


def test_a_row_without_its_table_is_told_though_it_has_no_key() -> None:
    rejects("LG206", {"c.md": f"# Plan\n\n{ROWS}\n| Drum: a loud one | S | now |\n"}, KEYLESS, at=8)
