"""Values that stand below their label, and headings that look like labels."""

from __future__ import annotations

import pytest

from judging import accepts, reading, rejects

FILES = """
[vocabulary.status]
values = { done = "Done", open = "Open" }
[ledger.l]
sources = [{ path = "docs/*.md", items = "files" }]
key = { from = "file" }
fields.status = { label = "Status", values = "status", required = true }
"""
HEADINGS = FILES.replace('"docs/*.md", items = "files"', '"docs/a.md", items = "headings", level = 2').replace(
    'key = { from = "file" }\n', ""
)


def status(document: str, policy: str = FILES) -> list[str]:
    (item,) = reading({"docs/a.md": document}, policy).ledgers["l"].items
    return [one.value for one in item.fields.get("status", ()) if one.kind == "value"]


BELOW = [
    "## Status\n\nDone\n", "## Status\n\n~~Open~~\n\nDone\n", "## Status\n\n~~Open~~\n\n~~Open~~\n\nDone\n",
    "## Status\n\n- [ ] Open\n- [x] Done\n", "## Status\n\n* [X] Done\n* [ ] Open\n",
    "## Status\n\n<!-- one -->\n\nDone\n",
    "## Status\n\n- Done\n- by Ann\n", "Status\n------\n\nDone\n", "## Status:\n\nDone\n",
    "**Status:**\n\n- [ ] Open\n- [x] Done\n", "**Status:**\n- [ ] Open\n- [x] Done\n", "**Status:**\n\n- Done\n",
    "- **Status:**\n  - Done\n", "- **Status:**\n  - [ ] Open\n  - [x] Done\n", "- **Status:** ~~Open~~\n  - Done\n",
    "**Status:**\nDone\n", "- **Status:**\n  Done\n", "**Status**\nDone\n", "**Status**\n\nDone\n",
    "- **Status:**\n\n  Done\n",
]  # fmt: skip


@pytest.mark.parametrize("below", BELOW)
def test_a_value_below_its_label_is_read(below: str) -> None:
    assert status("# A\n\n" + below + "\nMore words.\n") == ["done"]


@pytest.mark.parametrize("below", [one for one in BELOW if not one.startswith(("## ", "Status\n"))])
def test_a_value_below_its_label_is_read_in_a_section(below: str) -> None:
    assert status("## A\n\n" + below + "\nMore words.\n", HEADINGS) == ["done"]


@pytest.mark.parametrize("below", ["- [ ] Open\n- [x] Done\n", "~~Open~~\n\nDone\n"])
def test_a_section_far_below_is_read_as_one_at_the_top(below: str) -> None:
    far = "Words.\n\n" * 40

    assert status(f"# A\n\n## Why\n\n{far}## Status\n\n{below}") == ["done"]


@pytest.mark.parametrize("lines", range(21, 26))
@pytest.mark.parametrize("below", ["- done.\n", "- [ ] Open\n- [x] Done\n", "Done\n"])
def test_a_section_is_read_wherever_it_begins(lines: int, below: str) -> None:
    words = "Words.\n" * lines

    assert status(f"# A\n\n## Why\n\n{words}\n## Status\n\n{below}") == ["done"]


def test_no_ticked_box_is_no_status_and_two_are_two() -> None:
    rejects("LG201", {"docs/a.md": "# A\n\n## Status\n\n- [ ] Open\n- [ ] Done\n"}, FILES)
    rejects("LG203", {"docs/a.md": "# A\n\n## Status\n\n- [x] Open\n- [x] Done\n"}, FILES)


@pytest.mark.parametrize("below", ["- **Owner:** Ann\n", "- Owner: Ann\n", "## Why\n\nDone\n", "```\nDone\n```\n"])
def test_what_is_no_value_of_the_label_leaves_it_empty(below: str) -> None:
    rejects("LG201", {"docs/a.md": f"# A\n\n**Status:**\n\n{below}"}, FILES)


@pytest.mark.parametrize(
    "document",
    [
        "# Status: the login module\n\n**Status**: done\n", "# Status: open questions\n\n- Status: done\n",
        "# A\n\n## Status: how we count\n\n**Status**: done\n", "Status: the module\n===\n\nStatus: done\n",
        "# A\n\n## Status: done\n", "# A\n\n## Status: open\n\nStatus: done\n",
    ],
)  # fmt: skip
def test_a_heading_gives_a_value_only_where_nothing_else_does(document: str) -> None:
    assert status(document) == ["done"]
    accepts({"docs/a.md": document}, FILES)


def test_a_heading_that_is_a_title_states_nothing() -> None:
    optional = FILES.replace(", required = true", "")

    accepts({"docs/a.md": "# A\n\n## Status: how we count\n\nWords.\n"}, optional)
    rejects("LG201", {"docs/a.md": "# Status: Done\n\nWords.\n"}, FILES)


@pytest.mark.parametrize(
    "more", ["**Status**\n\nWe shipped it in May.\n", "**Status**\nWe shipped it.\n", "**Status**\n"]
)
def test_a_line_in_bold_is_no_label_where_no_value_stands_below(more: str) -> None:
    assert status(f"# A\n\n**Status**: done\n\n{more}") == ["done"]
    accepts({"docs/a.md": f"# A\n\n**Status**: done\n\n{more}"}, FILES)
    accepts({"docs/a.md": f"# A\n\n{more}"}, FILES.replace(", required = true", ""))


@pytest.mark.parametrize(
    "prose",
    [
        "This decision has been implemented.",
        "We shipped it in May. Both lamps are there:\n\n- one",
        "此 决 定 已 实 施。",
    ],
)
def test_a_sentence_below_a_heading_restates_no_label(prose: str) -> None:
    document = f"# A\n\n- **Status:** Done\n\n## Why\n\nWords.\n\n## Status\n\n{prose}\n"
    assert status(document) == ["done"]
    accepts({"docs/a.md": document}, FILES)


@pytest.mark.parametrize("word", ["Open", "Open.", "Open since May"])
def test_a_word_below_a_heading_contradicts_the_label_above(word: str) -> None:
    rejects("LG203", {"docs/a.md": f"# A\n\n- **Status:** Done\n\n## Why\n\nWords.\n\n## Status\n\n{word}\n"}, FILES)


@pytest.mark.parametrize("part", ["### 1. Write it\n\n**Status:** Open\n", "### Status\n\nOpen\n"])
def test_what_a_part_of_a_section_states_is_that_parts(part: str) -> None:
    accepts({"docs/a.md": f"# A\n\n**Status:** Done\n\n## Steps\n\n{part}"}, FILES)
    assert status(f"# A\n\n## Steps\n\n{part}") == ["open"]
    rejects("LG203", {"docs/a.md": f"# A\n\n**Status:** Done\n\n{part.replace('###', '##')}"}, FILES)


def test_a_sentence_is_what_is_said_where_no_label_says_it() -> None:
    rejects("LG202", {"docs/a.md": "# A\n\n## Status\n\nThis decision has been implemented.\n"}, FILES)
