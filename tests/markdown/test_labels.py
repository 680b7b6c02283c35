"""Labels: the ways in which people write a field and its value."""

from __future__ import annotations

from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledgergate.markdown import labels_of
from pages import only, page

_LINES = [
    "**Na-me**: v\n",
    "**Bucket:** now\n",
    "**A**: b  \n",
    "**A b**: c d\\\n",
    "**N**:  *v*\n",
    "**N:**v\n",
    "a\n",
]
_PARTS = [
    *("**Bucket**", "**Bucket:**", "**State **", "**N**: v", "**", "*", ":", ": ", " :", "::", " ", "\t", " | ", " - "),
    *(
        "now",
        "9/12",
        "A | B",
        "Due: today",
        ",",
        "`x`",
        "~~old~~",
        "[a](b.md)",
        "<br>",
        "\n",
        "  \n",
        "é",
        "🟢",
        "&amp;",
    ),
    "\\*",
]


def labels(text: str, kind: str = "paragraph") -> list[tuple[str, str]]:
    return [(label.name, label.value_text) for label in labels_of(only(text, kind).content)]


@pytest.mark.parametrize(
    "text",
    [
        "**Bucket**: A", "**Bucket:** A", "__Bucket__: A", "__Bucket:__ A", "**Bucket** : A", "**Bucket** – A",
        "**Bucket** - A", "**Bucket**：A", "**Bucket：** A", "Bucket: A", "Bucket：A", "*Bucket*: A", "***Bucket***: A",
        "**Bucket: A**", "✅ **Bucket**: A", "> **Bucket**: A", "**Bucket**: ~~B~~ A", "**Bucket**: A <!-- or B -->",
        "**Bucket**: *A*", "**Bucket**: `A`", "**Bucket**: [A](b.md)", "**Bucket**:A",
        "Bucket:: A", "**Bucket**:: A", "**Bucket::** A", "[Bucket:: A]", "go by [Bucket:: A] then", "(Bucket:: A)",
        ":white_check_mark: **Bucket:** A", ":ok: :+1: Bucket: A", "✅ Bucket: A", "⚠️ Bucket: A", "[x] **Bucket**: A",
        "**Bucket:**\nA", "**Bucket**:\nA\nwords", "Bucket:\nA", "**Bucket:** ~~B~~\nA", "**Bucket:**\n~~B~~\nA",
        "[Bucket](x.md): A", "**[Bucket](x.md):** A", "**[Bucket:](x.md)** A", "![](s.svg) **Bucket**: A",
    ],
)  # fmt: skip
def test_a_label_is_read_however_it_is_written(text: str) -> None:
    assert labels(text + "\n") == [("Bucket", "A")]


@pytest.mark.parametrize(
    "text",
    [
        "see **Note**: this", "`Bucket`: A", "`**Bucket**: A`", "~~**Bucket**: A~~", "http://x.y", "at 12:30",
        "**Bucket** A",
        "a sentence that is longer than any label would be: A", "see **Bucket", "x `y: z`", "say **it**: now",
        "[Bucket: A](x.md)", "[**Bucket:** A](x.md)", "![Bucket: A](x.svg)", "[![Bucket: A](x.svg)](x.md)",
        "[Bucket: A]", "[Bucket: A][b]\n\n[b]: x.md", "std::vector", "„Bucket: A", "10:30:45 Bucket",
    ],
)  # fmt: skip
def test_what_is_no_label_is_none(text: str) -> None:
    assert labels(text + "\n") == []


def test_a_label_in_a_comment_or_a_fence_is_none() -> None:
    text = "<!-- **Bucket**: A -->\n\n```\n**Bucket**: A\n```\n\n    **Bucket**: A\n"
    assert {block.kind for block in page(text).blocks} == {"comment", "fence"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("**A**: b\n**C:** d\nE: f", [("A", "b"), ("C", "d"), ("E", "f")]),
        ("**Ready:** 37 items | **Blocked:** 6 items", [("Ready", "37 items"), ("Blocked", "6 items")]),
        ("**A**: b · **C**: d, **E**: f", [("A", "b"), ("C", "d"), ("E", "f")]),
        ("Status: done | Owner: me", [("Status", "done"), ("Owner", "me")]),
        ("**A**: b | c", [("A", "b | c")]),
        ("**A**: b<br>**C**: d", [("A", "b"), ("C", "d")]),
        (
            "**Day:** 3 May **State:** Done **Part of:**\n[b](b.md)",
            [("Day", "3 May"), ("State", "Done"), ("Part of", "b")],
        ),
        ("**Needs:** the one whose **State:** done", [("Needs", "the one whose State: done")]),
        ("**Needs:** C-2 (**State:** done)", [("Needs", "C-2 (State: done)")]),
        ("**Epic:** D. **State:** done", [("Epic", "D."), ("State", "done")]),
        ("**A**: see **C**: d", [("A", "see C: d")]),
        ("See **A:** and **C:** there", []),
        ("**A**:\n**C**: d", [("A", ""), ("C", "d")]),
        ("**A**: b\ncontinued", [("A", "b")]),
    ],
)
def test_each_line_and_each_part_has_its_own_label(text: str, found: list[tuple[str, str]]) -> None:
    assert labels(text + "\n") == found


def test_labels_stand_in_entries_and_know_whether_they_are_bold() -> None:
    text = "- **Bucket**: A\n- Status: done\n"
    entries = [block for block in page(text).blocks if block.kind == "entry"]
    found = [label for entry in entries for label in labels_of(entry.content)]
    assert [(label.name, label.bold) for label in found] == [("Bucket", True), ("Status", False)]


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("**Bucket**: **Ä** ~~b~~ 😀", "Bucket", "**Ä** ~~b~~ 😀"),
        ("Größe: ä &amp; ü", "Größe", "ä &amp; ü"),
        ("A: b | Ö: ü  ", "Ö", "ü"),
        ("**Status:** done &amp;", "Status", "done &amp;"),
        ("**Status**: see [*this*](b.md)", "Status", "see [*this*](b.md)"),
        ("**Status**: [b](b.md) | x: y", "x", "y"),
        ("**Status**: ~~done~~", "Status", "~~done~~"),
        ("**Status: done**", "Status", "done"),
    ],
)
def test_name_and_value_are_spanned_in_bytes(text: str, name: str, value: str) -> None:
    raw = (text + "\n").encode()
    label = labels_of(only(text + "\n", "paragraph").content)[-1]
    assert raw[label.start : label.end].decode() == name
    assert raw[label.value_start : label.value_end].decode() == value


def test_a_value_keeps_its_links_and_code() -> None:
    text = "**Evidence**: [spec](specs/1.md), `tests/a.py` https://x.y/z | **Owner**: `me`\n"
    evidence, owner = labels_of(only(text, "paragraph").content)
    assert [link.target for link in evidence.value.links] == ["specs/1.md", "https://x.y/z"]
    assert [code for code, _start, _end in evidence.value.codes] == ["tests/a.py"]
    assert [code for code, _start, _end in owner.value.codes] == ["me"]
    assert evidence.value.whole == "spec, tests/a.py https://x.y/z"


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.sampled_from(_PARTS) | st.sampled_from(_LINES), max_size=9).map("".join),
    st.sampled_from(["", "- ", "> ", "1. "]),
)
def test_the_short_way_and_the_long_way_read_the_same(text: str, mark: str) -> None:
    def told() -> list[tuple[object, ...]]:
        return [
            (one.name, one.start, one.end, one.bold, one.value_text, one.value_start, one.value_end, one.value.whole)
            for block in page(f"{mark}{text}\n").blocks
            if block.kind in ("paragraph", "entry", "heading")
            for one in labels_of(block.content)
        ]

    short = told()
    with mock.patch("ledgergate.markdown.labels.plainest", return_value=[]):
        assert told() == short


def test_an_empty_label_before_another_one_stays_empty() -> None:
    assert labels("**Bucket:**\n**Owner:** Ann\n") == [("Bucket", ""), ("Owner", "Ann")]
    assert labels("**Bucket:**\n") == [("Bucket", "")]


def test_a_value_on_the_next_line_stands_where_it_is_written() -> None:
    (label,) = labels_of(only("**Bucket:**\n  **A** (old)\n", "paragraph").content)

    assert label.value.raw == "**A** (old)"
    assert label.value_start == 14


def test_a_field_in_brackets_ends_with_them() -> None:
    assert labels("go [Bucket:: A, see C-1] and more\n") == [("Bucket", "A, see C-1")]
