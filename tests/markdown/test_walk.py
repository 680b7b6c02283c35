"""Blocks: their kinds, spans, nesting."""

from __future__ import annotations

import pytest

from ledgergate.markdown import labels_of
from pages import only, page, written


@pytest.mark.parametrize(
    ("text", "kind", "span"),
    [
        ("a\n\n## Two ##\nb\n", "heading", "## Two ##\n"),
        ("Title\n=====\nb\n", "heading", "Title\n=====\n"),
        ("# a\nline\nline two\n\n- b\n", "paragraph", "line\nline two\n"),
        ("a\n\n- b\n  c\n\nd\n", "entry", "- b\n  c\n\n"),
        ("a\n\n| x |\n|---|\n| 1 |\n\nb\n", "table", "| x |\n|---|\n| 1 |\n"),
        ("a\n```sh\nb\n```\nc\n", "fence", "```sh\nb\n```"),
        ("a\n\n    b\n\nc\n", "fence", "b\n"),
        ("a\n\n<div>\nb\n</div>\n\nc\n", "html", "<div>\nb\n</div>\n"),
        ("a\n\n<!-- b -->\n\nc\n", "comment", "<!-- b -->\n"),
        ("a\n\n***\nb\n", "rule", "***\n"),
        ("---\na: b\n---\n# c\n", "front matter", "---\na: b\n---\n"),
        ("> # a\n", "heading", "# a\n"),
        ("é 😀\n\n> - # a\n", "heading", "# a\n"),
    ],
)
def test_a_block_spans_exactly_its_own_bytes(text: str, kind: str, span: str) -> None:
    assert written(text, only(text, kind)) == span


def test_headings_know_their_level_and_form() -> None:
    read = page("# A\n\nB\n---\n\n###### C\n\n####### d\n")
    assert [(head.level, head.setext, head.content.text) for head in read.headings] == [
        (1, False, "A"), (2, True, "B"), (6, False, "C"),
    ]  # fmt: skip


def test_entries_know_number_box_and_depth() -> None:
    text = "3. a\n4. [x] b\n   - [ ] c\n   - d\n"
    entries = [block for block in page(text).blocks if block.kind == "entry"]
    assert [(one.content.text, one.number, one.checked, one.depth) for one in entries] == [
        ("a", 3, None, 1), ("b", 4, True, 1), ("c", None, False, 2), ("d", None, None, 2),
    ]  # fmt: skip
    assert [entry.ordered for entry in entries] == [True, True, False, False]
    assert entries[2].entry is entries[1]
    assert entries[1].box is not None
    assert text[slice(*entries[1].box)] == "[x]"


def test_an_entry_ends_after_its_children_but_its_own_text_before_them() -> None:
    text = "- a\n  b\n  - c\n- d\n"
    entry = page(text).blocks[0]
    assert entry.kind == "entry"
    assert text[: entry.end] == "- a\n  b\n  - c\n"
    assert text[: entry.own_end] == "- a\n  b"


def test_a_loose_entry_takes_its_first_paragraph_and_owns_the_others() -> None:
    read = page("- [ ] a\n\n  b\n\n- c\n")
    first, second, third = read.blocks
    assert first.kind == "entry"
    assert first.content.text == "a"
    assert second.kind == "paragraph"
    assert (second.content.text, second.entry) == ("b", first)
    assert third.kind == "entry"


def test_text_after_a_fence_in_a_tight_entry_is_a_paragraph_of_its_own() -> None:
    read = page("- a\n  ```\n  x\n  ```\n  \\*b*\n")
    assert [block.kind for block in read.blocks] == ["entry", "fence", "paragraph"]
    last = read.blocks[-1]
    assert last.kind == "paragraph"
    assert (last.content.text, last.content.raw) == ("*b*", "\\*b*")


def test_what_stands_in_a_quote_says_so() -> None:
    read = page("> # a\n> b\nlazy\n\nc\n")
    assert [(block.kind, block.quoted) for block in read.blocks] == [
        ("heading", True), ("paragraph", True), ("paragraph", False),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["```py\na\nb\n```\n", "> ```py\n> a\n> b\n> ```\n", "- ```py\n  a\n  b\n"])
def test_a_fence_knows_its_info_and_its_text(text: str) -> None:
    fence = only(text, "fence")
    assert (fence.info, fence.fenced) == ("py", True)
    assert text[fence.text_start : fence.text_end].replace("> ", "").replace("  ", "") == "a\nb\n"


def test_an_unclosed_fence_runs_to_the_end() -> None:
    text = "# a\n```\n# b\n- c\n| d |\n"
    assert [block.kind for block in page(text).blocks] == ["heading", "fence"]


def test_a_comment_with_text_behind_it_is_html() -> None:
    assert [block.kind for block in page("<!-- a -->\n<!-- b --> c\n").blocks] == ["comment", "html"]
    assert [block.kind for block in page("<!--\n# a\n\n- b\n-->\n").blocks] == ["comment"]


def test_markdown_in_details_is_read_where_blank_lines_part_it() -> None:
    read = page("<details>\n<summary>s</summary>\n\n# a\n\n- b\n\n</details>\n")
    assert [block.kind for block in read.blocks] == ["html", "heading", "entry", "html"]


def test_a_footnote_is_a_paragraph() -> None:
    read = page("a[^1]\n\n[^1]: b\n")
    assert [block.content.text for block in read.blocks if block.kind == "paragraph"] == ["a", "b"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_reads_the_same(end: str) -> None:
    text = "# a\n\n- b\n  c\n\n| d |\n|---|\n| e |\n\nS: t\nU: v\n".replace("\n", end)
    read = page(text)
    assert [block.kind for block in read.blocks] == ["heading", "entry", "table", "paragraph"]
    paragraph = read.blocks[-1]
    assert paragraph.kind == "paragraph"
    assert [(label.name, label.value_text) for label in labels_of(paragraph.content)] == [("S", "t"), ("U", "v")]
    assert written(text, paragraph.content) == f"S: t{end}U: v"


def test_a_lone_return_after_code_in_an_entry_loses_no_text() -> None:
    read = page("- a\n\n      b\n\r  c\n")
    assert [block.content.text for block in read.blocks if block.kind == "paragraph"] == ["c"]


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x0b", "\x0c", "\x85"])
def test_other_separators_stand_inside_lines(sign: str) -> None:
    text = f"# a{sign}b\nStatus: x{sign}y\n"
    heading, paragraph = page(text).blocks
    assert heading.kind == "heading"
    assert heading.content.text == f"a{sign}b"
    assert paragraph.kind == "paragraph"
    assert [label.value_text for label in labels_of(paragraph.content)] == [f"x{sign}y"]
