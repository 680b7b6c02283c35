"""Names that are struck through, and titles that stand in more than one place."""

from __future__ import annotations

import pytest

from judging import accepts, reading

PARAGRAPHS = """
[vocabulary.state]
values = ["open", "gone"]
[ledger.l]
sources = [{ path = "list.md", items = "paragraphs", pattern = '^(C-)?\\d+' }]
key = '^(?P<key>(C-)?\\d+)'
fields.state = { from = "struck", values = "state", map = { struck = "gone", plain = "open" } }
"""
TITLED = PARAGRAPHS.replace("fields.state", "title = '^\\S+ (?P<title>.+)'\nfields.state")
HEADINGS = """
[ledger.l]
sources = [{ path = "list.md", items = "headings", level = 2 }]
key = '^(?P<key>C-\\d+)'
"""
FILES = """
[ledger.l]
sources = [{ path = "docs/*.md", items = "files" }]
key = { from = "file" }
"""


@pytest.mark.parametrize("policy", [PARAGRAPHS, TITLED])
@pytest.mark.parametrize(
    "line",
    [
        "**2. ~~Mend the gate~~ - CLOSED, simpler without**", "2. ~~Mend the gate~~ — closed", "C-2: ~~Mend the gate~~",
        "C-2 ~~Mend the gate~~ (closed)", "**C-2** ~~Mend **the** gate~~: closed", "C-2 ~~Mend~~ ~~the gate~~, closed",
    ],
)  # fmt: skip
def test_a_struck_name_is_struck_and_keeps_its_words(policy: str, line: str) -> None:
    (item,) = reading({"list.md": line.replace("2. ", "2\\. ", 1) + "\n"}, policy).ledgers["l"].items

    assert (item.title, item.value("state"), item.struck) == ("Mend the gate", "gone", True)


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("C-2 ~~Mend~~ Paint the gate", "Paint the gate"), ("C-2 Paint the ~~old~~ gate", "Paint the  gate"),
        ("C-2 Paint the gate ~~soon~~", "Paint the gate"), ("C-2 ~~Mend~~ - then ~~paint~~ it", "then  it"),
    ],
)  # fmt: skip
def test_a_name_of_which_a_part_is_struck_is_plain(line: str, title: str) -> None:
    (item,) = reading({"list.md": line + "\n"}, PARAGRAPHS).ledgers["l"].items

    assert (item.title.split(), item.value("state")) == (title.split(), "open")


@pytest.mark.parametrize("label", ["Proposal", "Feature", "Name", "Summary", "Thema"])
def test_a_label_in_the_text_does_not_outrank_a_heading(label: str) -> None:
    (file,) = reading({"docs/1.md": f"# Drop it\n\n- **{label}**: [X-1](1.md)\n"}, FILES).ledgers["l"].items
    (item,) = reading({"list.md": f"## C-1 Drop it\n\n- **{label}**: X-1\n"}, HEADINGS).ledgers["l"].items

    assert (file.title, item.title) == ("Drop it", "Drop it")


@pytest.mark.parametrize(
    "document",
    [
        "---\nname: Drop it\n---\n\n# X-1 in short\n", "# Drop\n\n**Title**: Drop it\n", "# 1\n\n**Name**: Drop it\n",
        "# ADR-1\n\n**Summary**: Drop it\n", "**Proposal**: Drop it\n",
        "# Drop\n\n```\nName: Drop it\nStatus: x\n```\n",
        "# ~~Drop it~~ - closed\n",
    ],
)  # fmt: skip
def test_what_is_meant_as_a_title_is_one(document: str) -> None:
    (item,) = reading({"docs/1.md": document}, FILES).ledgers["l"].items

    assert item.title == "Drop it"


@pytest.mark.parametrize("heading", ["## C-1", "## C-1 |"])
def test_a_label_is_the_title_of_a_heading_that_has_none(heading: str) -> None:
    (item,) = reading({"list.md": f"{heading}\n\n- **Name**: Drop it\n"}, HEADINGS).ledgers["l"].items

    assert item.title == "Drop it"


GONE = """
[vocabulary.state]
values = ["open", "gone"]
[ledger.tasks]
sources = [{ path = "t.md", items = "list" }]
key = '^(?P<key>T-\\d+)'
fields.state = { from = "struck", values = "state", map = { struck = "gone", open = "open", plain = "open" } }
"""
LIST = "- ~~T-1 Sweep the yard~~ — dropped, no broom\n- T-2 Paint\n- ~~T-4 Mow the lawn~~ (dropped)\n"


def test_a_name_that_is_struck_with_its_key_counts_where_the_policy_asks_what_is_struck() -> None:
    items = reading({"t.md": LIST}, GONE).ledgers["tasks"].items
    assert [(one.shown, one.value("state")) for one in items] == [("T-1", "gone"), ("T-2", "open"), ("T-4", "gone")]
    accepts({"t.md": LIST}, GONE)


def test_elsewhere_what_is_struck_with_its_key_is_gone_whatever_is_remarked_on_it() -> None:
    policy = GONE.partition("fields.state")[0]
    accepts({"t.md": LIST}, policy)
    assert [one.shown for one in reading({"t.md": LIST}, policy).ledgers["tasks"].items] == ["T-2"]
