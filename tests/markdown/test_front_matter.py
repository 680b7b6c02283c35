"""Front matter: what counts as one, and what its lines say."""

from __future__ import annotations

import pytest

from pages import page


def entries(text: str) -> dict[str, str]:
    matter = page(text).front_matter
    assert matter is not None
    raw = text.encode()
    for entry in matter.entries:
        spanned = raw[entry.start : entry.end].decode()
        assert entry.value in spanned or "," in entry.value or " " in entry.value
    return {entry.key: entry.value for entry in matter.entries}


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ("status: done", {"status": "done"}),
        ('Status: "in progress" # note', {"Status": "in progress"}),
        ("Status: 'a # b'", {"Status": "a # b"}),
        ("a: b # c", {"a": "b"}),
        ("a: b#c", {"a": "b#c"}),
        ("due date: 2020-01-01", {"due date": "2020-01-01"}),
        ("url: https://x.y/z", {"url": "https://x.y/z"}),
        ("a:\nb: c", {"a": "", "b": "c"}),
        ("tags: [x, 'y', \"z\"]", {"tags": "x, y, z"}),
        ("tags:\n  - x\n  - 'y'\nb: c", {"tags": "x, y", "b": "c"}),
        ("tags:\n- x # one\n- y", {"tags": "x, y"}),
        ("a: >\n  b\n  c", {"a": "b c"}),
        ("# note\n'k': é\n", {"k": "é"}),
        ("a:\n  b: c\nd: e", {"a": "b: c", "d": "e"}),
    ],
)
def test_yaml_lines_become_entries(lines: str, found: dict[str, str]) -> None:
    assert entries(f"---\n{lines}\n---\n# t\n") == found


def test_toml_lines_become_entries_up_to_the_first_table() -> None:
    text = '+++\ntitle = "a # b"\nn = 3 # c\ntags = ["x", "y"]\n[extra]\nz = 1\n+++\n'
    assert entries(text) == {"title": "a # b", "n": "3", "tags": "x, y"}


def test_values_are_spanned_without_quotes_and_comments() -> None:
    text = '\ufeff---\r\né: "ä b" # c\r\nTags: [x]\r\n---\r\n# t\r\n'
    matter = page(text).front_matter
    assert matter is not None
    raw = text.encode()
    assert [raw[entry.start : entry.end].decode() for entry in matter.entries] == ["ä b", "[x]"]
    assert raw[matter.start : matter.end].decode() == text[1:].partition("# t")[0]
    tags = matter.get("tags")
    assert tags is not None
    assert (tags.key, tags.value) == ("Tags", "x")


@pytest.mark.parametrize(
    "text",
    [
        "---\na: b\n", "---\n\n# Title\n\n---\n", "---\ntext\n---\n", " ---\na: b\n---\n", "a\n\n---\nb: c\n---\n",
        "----\na: b\n----\n", "---\n\na: b\n---\n", "+++\na\n+++\n", "--- x\na: b\n---\n",
    ],
)  # fmt: skip
def test_rules_and_headings_are_no_front_matter(text: str) -> None:
    assert page(text).front_matter is None


def test_empty_front_matter_has_no_entries() -> None:
    matter = page("---\n---\n# a\n").front_matter
    assert matter is not None
    assert matter.entries == ()
    assert matter.get("a") is None


def test_nothing_in_front_matter_is_read_as_markdown() -> None:
    read = page("---\na: b\n# c\n---\n# d\n")
    assert [heading.content.text for heading in read.headings] == ["d"]
