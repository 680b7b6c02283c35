"""Pages: what cannot be read, sections, anchors, definitions."""

from __future__ import annotations

import pytest

from ledgergate import errors
from pages import only, page


@pytest.mark.parametrize(
    ("raw", "says", "cure"),
    [
        (b"a\n\xff\n", "docs/ledger.md:2 is not valid UTF-8", "UTF-8"),
        (b"a\r\rb\xc3", "docs/ledger.md:3 is not valid UTF-8", "UTF-8"),
        (b"a\n\nb\0", "docs/ledger.md:3 contains a NUL byte", "UTF-8"),
        ("a".encode("utf-16"), "docs/ledger.md is UTF-16, not UTF-8", "Save it as UTF-8"),
        (b"\xfe\xff\0a", "docs/ledger.md is UTF-16, not UTF-8", "Save it as UTF-8"),
        ("a".encode("utf-32"), "docs/ledger.md is UTF-32, not UTF-8", "Save it as UTF-8"),
        (b"\xed\xa0\x80", "docs/ledger.md:1 is not valid UTF-8", "UTF-8"),
    ],
)
def test_bytes_that_are_no_text_are_not_checked(raw: bytes, says: str, cure: str) -> None:
    with pytest.raises(errors.NotChecked) as refused:
        page(raw)
    assert says in refused.value.message
    assert cure in refused.value.cure


def test_one_mark_of_the_byte_order_is_passed_over() -> None:
    read = page("\ufeff# é\n")
    assert [(heading.content.text, heading.start) for heading in read.headings] == [("é", 3)]
    assert read.document.place(read.headings[0].content.start).column == 3


@pytest.mark.parametrize("text", ["", "\n", "  \n\t\n", "\ufeff"])
def test_an_empty_document_is_an_empty_page(text: str) -> None:
    read = page(text)
    assert (read.blocks, read.headings, read.front_matter) == ([], [], None)
    assert {account.kind for account in read.accounts()} <= {"blank"}


_OUTLINE = "# a\n\n## b\n\ntext\n\n### c\n\n> # quoted\n\n- entry\n\n## d\n\nmore\n\n# e\n"


def test_a_block_stands_under_the_headings_above_it() -> None:
    read = page(_OUTLINE)
    chains = {
        block.content.text: [heading.content.text for heading in read.above(block)]
        for block in read.blocks
        if block.kind in ("heading", "paragraph", "entry")
    }
    assert chains == {
        "a": [], "b": ["a"], "text": ["a", "b"], "c": ["a", "b"], "quoted": [], "entry": ["a", "b", "c"],
        "d": ["a"], "more": ["a", "d"], "e": [],
    }  # fmt: skip


def test_a_section_runs_to_the_next_heading_of_its_rank() -> None:
    read = page(_OUTLINE)
    by_text = {heading.content.text: heading for heading in read.headings}
    start, end = read.extent(by_text["b"])
    assert _OUTLINE[start:end] == "\ntext\n\n### c\n\n> # quoted\n\n- entry\n\n"
    assert [block.kind for block in read.section(by_text["b"])] == ["paragraph", "heading", "heading", "entry"]
    assert read.section(by_text["e"]) == []
    assert read.extent(by_text["e"]) == (len(_OUTLINE), len(_OUTLINE))


def test_headings_are_anchors_as_the_forge_names_them() -> None:
    text = (
        "# Hello, *World*!\n# A `code` & b_c - d\n# Dup\n# Dup\n# Dup-1\n# 🚀 Launch\n# Größe: Ärger\n"
        "# [Link](x.md)\n# 1.2 Version\n# ⚠️ Care\n# 中文 标题\n#\n"
    )
    assert set(page(text).anchors()) == {
        "hello-world", "a-code--b_c---d", "dup", "dup-1", "dup-1-1", "-launch", "größe-ärger", "link", "12-version",
        "\ufe0f-care", "-care", "中文-标题", "",
    }  # fmt: skip


def test_the_blank_behind_a_tag_stays_in_an_anchor() -> None:
    assert {"-fee", "fee", "f"} <= set(page('## <a id="f"></a> Fee\n').anchors())
    assert "-fee" not in page('## <a id="f"></a>Fee\n\n## Fee <b>x</b>\n').anchors()


def test_explicit_anchors_count_and_lead_to_their_place() -> None:
    text = "a\n\n<a id=\"one\"></a>\n\ntext <a name='two'> <span class=x id=three>\n"
    assert page(text).anchors() == {"one": 3, "two": text.index("<a name"), "three": text.index("<span")}


@pytest.mark.parametrize(
    ("fragment", "there"),
    [
        ("hello-world", True), ("Hello-World", True), ("user-content-hello-world", True), ("GRÖSSE", True),
        ("gro\u0308ße", True), ("Hello_World!", False), ("helloworld", False), ("gr%C3", False), ("", False),
        ("hello", False),
    ],
)  # fmt: skip
def test_an_anchor_is_known_in_either_case(fragment: str, there: bool) -> None:
    assert (page("# Hello, *World*!\n# Größe\n").anchor(fragment) is not None) is there


def test_other_services_put_other_signs_between_the_words() -> None:
    read = page("# Hello, *World*!\n")
    assert [read.may_have_anchor(one) for one in ("Hello_World!", "helloworld", "hello")] == [True, True, False]
    accents = page("# Antes de empezar, conseguí\n")
    assert accents.may_have_anchor("antes-de-empezar-consegui")


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Install [![npm](x.svg)](y)", "install-"),
        ("Install ![npm](x.svg)", "install-"),
        ("![logo](x.svg) Title", "-title"),
        ("A ![b](x) c", "a--c"),
        ("Install <img src=x.svg>", "install-"),
        ("Install [npm](x)", "install-npm"),
        ("`code_x` *and* **more**", "code_x-and-more"),
    ],
)
def test_an_image_adds_nothing_to_an_anchor(heading: str, name: str) -> None:
    assert list(page(f"## {heading}\n").anchors()) == [name]


def test_definitions_are_found_wherever_they_stand() -> None:
    text = "[A  b]: <c d> 'e'\n[f]: g\\_h\n\ntext\n\n> - [i]:\n>   j\n\n[F]: k\n\n[^1]: note\n"
    found = page(text).definitions
    assert {label: one.target for label, one in found.items()} == {"a b": "c d", "f": "g_h", "i": "j"}
    assert text[found["f"].start : found["f"].end] == "[f]: g\\_h"


def test_every_byte_has_one_account() -> None:
    text = "\ufeff---\na: b\n---\n# c\n\n[d]: e\n\n> - f\n>\n>   g\n\n[^1]: h\n"
    kinds = [account.kind for account in page(text).accounts()]
    assert kinds == [
        "blank", "front matter", "heading", "definition", "entry", "mark", "paragraph", "footnote", "paragraph",
    ]  # fmt: skip


def test_a_row_keeps_its_line_and_column() -> None:
    text = "a\n\n| b |\n|---|\n| é | \n| c |\n"
    table = only(text, "table")
    read = page(text)
    place = read.document.place(table.rows[1].cells[0].start, table.rows[1].cells[0].end)
    assert (place.line, place.column, place.end_line, place.end_column) == (6, 3, 6, 4)
