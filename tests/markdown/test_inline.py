"""Contents: what a reader sees, links, code and bold parts."""

from __future__ import annotations

import pytest

from ledgergate.markdown import labels_of
from pages import only, page, written


def content(text: str) -> tuple[str, str]:
    inline = only(text, "paragraph").content
    return inline.text, inline.whole


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("plain", "plain"),
        ("*a* **b** ***c*** _d_ __e__", "a b c d e"),
        ("a `b*c*` d", "a b*c* d"),
        ("a &amp; b &copy; \\*c\\*", "a & b © *c*"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("a\nb  \nc\\\nd", "a\nb\nc\nd"),
        ("a <!-- b --> c<span>d</span>", "a  cd"),
        ("a <!-- b\nc --> d", "a  d"),
        ("[a *b*](u) ![alt](i) <https://x.y>", "a b alt https://x.y"),
        ("a[^1]\n\n[^1]: b", "a"),
        ("[ ] [x] [a]", "[ ] [x] [a]"),
    ],
)
def test_text_is_what_a_reader_sees(text: str, seen: str) -> None:
    read = page(text + "\n")
    assert read.blocks[0].kind == "paragraph"
    assert read.blocks[0].content.text == seen


@pytest.mark.parametrize(
    ("text", "seen", "whole", "struck", "all_struck"),
    [
        ("a ~~b~~ c", "a  c", "a b c", True, False),
        ("~~a *b*~~", "", "a b", True, True),
        ("~~a~~ ~~`b`~~", "", "a b", True, True),
        ("<del>a</del> b <s>c</s>", "b", "a b c", True, False),
        ("a <!-- ~~b~~ -->", "a", "a", False, False),
        ("a \\~~b~~", "a ~~b~~", "a ~~b~~", False, False),
        ("`~~a~~`", "~~a~~", "~~a~~", False, False),
    ],
)
def test_struck_text_is_not_text(text: str, seen: str, whole: str, struck: bool, all_struck: bool) -> None:
    inline = only(text, "paragraph").content
    assert (inline.text, inline.whole, inline.struck, inline.all_struck) == (seen, whole, struck, all_struck)


@pytest.mark.parametrize(
    ("text", "kind", "shown", "target", "span"),
    [
        ('a [b *c*](d.md#e "t") f', "inline", "b c", "d.md#e", '[b *c*](d.md#e "t")'),
        ("a [b](<d e.md>)", "inline", "b", "d e.md", "[b](<d e.md>)"),
        ("a ![b](d%20e.png)", "image", "b", "d%20e.png", "![b](d%20e.png)"),
        ("a [b][r]", "reference", "b", "/u", "[b][r]"),
        ("a [R][]", "collapsed", "R", "/u", "[R][]"),
        ("a [r]", "shortcut", "r", "/u", "[r]"),
        ("é <https://x.y>", "autolink", "https://x.y", "https://x.y", "<https://x.y>"),
        ("(see https://x.y/a_(b)_c).", "autolink", "https://x.y/a_(b)_c", "https://x.y/a_(b)_c", "https://x.y/a_(b)_c"),
        ("a [b `c`][nowhere] d", "undefined", "b `c`", "nowhere", "[b `c`][nowhere]"),
        ("a [nowhere][] d", "undefined", "nowhere", "nowhere", "[nowhere][]"),
    ],
)
def test_each_form_of_link_is_found_with_its_span(text: str, kind: str, shown: str, target: str, span: str) -> None:
    whole = text + "\n\n[r]: /u\n"
    (link,) = only(whole, "paragraph").content.links
    assert (link.kind, link.text, link.target, written(whole, link)) == (kind, shown, target, span)


@pytest.mark.parametrize(
    "text",
    [
        "[a] [ ] [x]", "rows[i][j]",
        "f(x)[a][b]", "`[a][b]`", "a <!-- [a][b] -->", "\\[a\\]\\[b\\]", "[a]\\[b]", "[^1][^2]",
        "`https://x.y`", "xhttps://", "[ ][ ]",
    ],
)  # fmt: skip
def test_what_is_no_link_is_none(text: str) -> None:
    assert only(text + "\n", "paragraph").content.links == ()


def test_an_image_in_a_link_is_two_links() -> None:
    text = "[![a](b.png) c](d.md)\n"
    links = only(text, "paragraph").content.links
    assert [(link.kind, link.text, link.target) for link in links] == [
        ("inline", "a c", "d.md"),
        ("image", "a", "b.png"),
    ]


def test_code_and_bold_parts_are_spanned() -> None:
    text = "é `a b` **c *d* __e__** ``f`g``\n"
    inline = only(text, "paragraph").content
    raw = text.encode()
    assert [(said, raw[start:end].decode()) for said, start, end in inline.codes] == [
        ("a b", "`a b`"),
        ("f`g", "``f`g``"),
    ]
    assert [(said, raw[start:end].decode()) for said, start, end in inline.bolds] == [("c d e", "**c *d* __e__**")]


def test_content_spans_its_text_without_marks_of_the_block() -> None:
    text = "## *a* b ##\n\n- [x] **c**\n\n> d\n"
    blocks = [block for block in page(text).blocks if block.kind in ("heading", "entry", "paragraph")]
    assert [written(text, block.content) for block in blocks] == ["*a* b", "**c**", "d"]


def test_an_empty_heading_has_an_empty_content() -> None:
    inline = only("#\n", "heading").content
    assert (inline.text, inline.links, labels_of(inline), inline.start, inline.end) == ("", (), (), 0, 0)
