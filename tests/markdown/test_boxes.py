"""Boxes: what a reader takes for one is one, wherever it stands and whatever is in it."""

from __future__ import annotations

import pytest

from ledgergate.markdown import read
from ledgergate.model import Document


def boxes(text: str, *closed: str) -> list[tuple[str, bool, str]]:
    """Mark, whether it is ticked, what is said beside it."""
    return [(one.mark, one.ticked(closed), one.text) for one in read(Document("x.md", text.encode())).boxes(closed)]


@pytest.mark.parametrize("mark", ["", " ", "\u00a0", "~", "-", "?", "/", ">", "*", "🚧"])
def test_a_box_with_any_mark_but_an_x_is_open(mark: str) -> None:
    assert [(ticked, text) for _, ticked, text in boxes(f"- [{mark}] T1 a `b` **c**\n")] == [(False, "T1 a b c")]


@pytest.mark.parametrize("mark", ["x", "X", " x", "x ", "✓", "✔️", "✅", "☑"])
def test_a_box_with_an_x_or_a_tick_is_ticked(mark: str) -> None:
    assert [(ticked, text) for _, ticked, text in boxes(f"- [{mark}] T1\n")] == [(True, "T1")]


@pytest.mark.parametrize(
    "entry",
    [
        "- [P] parallel", "- [1] source", "- [H1] risk", "- [x](u) link", "- [-](u) link", "- [ ](u) link",
        r"- \[ ] as text", "- `[ ]` code", "- [--] two signs", "- […] left out", "- see [ ] there", "- [^1] note",
        "- [x][r] link\n\n[r]: u", "- [-] link\n\n[-]: u", "text [ ] text", "[] text", "[-] text",
        "```\n- [ ] code\n```", "<!--\n- [ ] comment\n-->", "<div>\n<!-- - [ ] comment -->\n</div>",
        "<pre>\n- [ ] code\n</pre>", "<div>\n[ ](u)\n</div>", "| a |\n|---|\n| `[ ]` |", "| a |\n|---|\n| [ ](u) |",
        "| a |\n|---|\n| b [ ] |", "## [-] title", "<p>[Advanced] <input type='text'></p>",
    ],
)  # fmt: skip
def test_brackets_that_are_no_box(entry: str) -> None:
    assert boxes(f"- [x] T0\n\n{entry}\n") == [("x", True, "T0")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- [ ]T1 glued", "T1 glued"),
        ("- [ ][P] T1", "[P] T1"),
        ("- [x] T0\n-[ ] T1", "T1"),
        ("-[ ] T1", "T1"),
        ("* - [ ] T1", "T1"),
        ("text\n7. [ ] T1", "T1"),
        ("• [ ] T1", "T1"),
        ("[ ] T1", "T1"),
        ("## [ ] T1", "T1"),
        ("| a | b |\n|---|---|\n| [ ] | T1 |", "T1"),
        ("| a | b |\n|---|---|\n| T1 | [ ] |", "T1"),
        ("a | b\n---|---\n[ ] | T1", "T1"),
        ("| a |\n|---|\n| x<br>[ ] T1 |", "x<br> T1"),
        ("<details><summary>More</summary>\n- [ ] T1\n</details>", "T1"),
        ("<ul>\n<li>[ ] T1\n</ul>", "T1"),
        ("<div>\n<!-- note -->\n[ ] T1\n</div>", "T1"),
        ('- <input type="checkbox" disabled> T1', "T1"),
        ("- ☐ T1", "T1"),
    ],
)
def test_an_open_box_is_seen_where_it_is_nearly_one(text: str, said: str) -> None:
    assert [one for one in boxes(text + "\n") if not one[1]] == [("", False, said)]


def test_marks_that_a_policy_names_are_ticked_letters_too() -> None:
    assert [ticked for _, ticked, _ in boxes("- [-] a\n- [~] b\n- [C] c\n- [P] d\n", "-", "C")] == [True, False, True]


def test_boxes_come_in_document_order_with_their_lines() -> None:
    text = "- [ ] a\n\n| [ ] | b |\n|---|---|\n| [x] | c |\n\n- [~] d\n"
    data = text.encode()
    found = read(Document("x.md", data)).boxes()
    assert [data[one.line_start : one.line_end].decode() for one in found] == [
        "- [ ] a", "| [ ] | b |", "| [x] | c |", "- [~] d",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "row", "ticks"),
    [
        ("Check | Pass | Fail", "a | [x] | [ ]", [True]),
        ("Check | Yes | No | N/A", "a | [ ] | [ ] | [x]", [True]),
        ("Check | Ja | Nein", "a | [ ] | [ ]", [False]),
        ("Check | Dev | QA", "a | [x] | [ ]", [True, False]),
    ],
)
def test_answers_beside_each_other_are_one_box(header: str, row: str, ticks: list[bool]) -> None:
    line = "|".join("---" for _ in header.split("|"))
    assert [ticked for _, ticked, _ in boxes(f"| {header} |\n|{line}|\n| {row} |\n")] == ticks


def test_many_boxes_in_one_line_stay_cheap() -> None:
    row = "|" + " [ ] |" * 20_000
    text = f"|a|\n|---|\n{row}\n\n<div>\n{'<b>[ ] ' * 20_000}\n</div>\n"
    assert len(read(Document("x.md", text.encode())).boxes()) == 40_000
