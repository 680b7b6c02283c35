"""Pages of MediaWiki: headings, lists, text, and what is no markup whatever it looks like."""

from __future__ import annotations

import pytest

from ledgergate import markdown, mediawiki
from ledgergate.model import Document
from pages import written


def page(text: str) -> markdown.Page:
    return mediawiki.read(Document("docs/index.mediawiki", text.encode()))


def kinds(text: str) -> list[str]:
    return [block.kind for block in page(text).blocks]


def said(text: str) -> list[str]:
    return [one.content.text for one in page(text).blocks if one.kind in ("heading", "paragraph", "entry")]


@pytest.mark.parametrize(
    ("text", "level", "name"),
    [
        ("==Abstract==\n", 2, "Abstract"),
        ("=== Why '''so''' ===  \r\n", 3, "Why so"),
        ("= Title = <!-- of the page -->\n", 1, "Title"),
        ("== 1 + 1 = 2 ==\n", 2, "1 + 1 = 2"),
        ("===Uneven==\n", 2, "=Uneven"),
        ("======= Deep =======\n", 6, "= Deep ="),
    ],
)
def test_a_heading_is_as_deep_as_its_signs(text: str, level: int, name: str) -> None:
    (heading,) = page(text).headings
    assert (heading.level, heading.content.text) == (level, name)


@pytest.mark.parametrize("text", ["== a\n", "====\n", "a == b ==\n", " == b ==\n", "<pre>\n== b ==\n</pre>\n"])
def test_what_only_looks_like_a_heading_is_none(text: str) -> None:
    assert page(text).headings == []


def test_entries_know_what_they_stand_in_and_their_numbers() -> None:
    entries = [one for one in page("* a\n** b\n* c\n# d\n#: more\n# e\n").blocks if isinstance(one, markdown.Entry)]
    assert [(one.content.text, one.depth, one.number) for one in entries] == [
        ("a", 1, None), ("b", 2, None), ("c", 1, None), ("d", 1, 1), ("e", 1, 2),
    ]  # fmt: skip
    assert entries[1].entry is entries[0]
    assert entries[0].end == entries[1].end


def test_lines_are_one_paragraph_until_a_blank_one() -> None:
    assert said("one\ntwo  \r\n\nthree\n") == ["one\ntwo", "three"]


def test_comments_are_not_read() -> None:
    assert kinds("<!-- == a == -->\n\ntext <!-- * b\n* c --> more\n") == ["comment", "paragraph"]
    assert said("text <!-- * b\n* c -->more\n") == ["text more"]


def test_a_comment_that_nobody_closes_hides_the_rest() -> None:
    assert said("a\n\n<!-- b\n== c ==\n") == ["a"]


def test_what_is_verbatim_has_no_markup() -> None:
    assert said("<nowiki>'''[[a]]''' {|</nowiki> b\n") == ["'''[[a]]''' {| b"]
    (paragraph,) = (one for one in page("as in <code>src/[a].py</code>\n").blocks if one.kind == "paragraph")
    assert [code[0] for code in paragraph.content.codes] == ["src/[a].py"]


def test_a_word_about_a_tag_hides_nothing() -> None:
    assert said("the <code> tag\n\n== b ==\n\n</code>\n")[:2] == ["the  tag", "b"]
    assert said("the <pre> tag\n") == ["the  tag"]


def test_code_and_what_is_laid_out_are_blocks_of_their_own() -> None:
    assert kinds("<pre>\n* a\n</pre>\n<syntaxhighlight lang=py>\n# b\n</syntaxhighlight>\n c\n d\n") == [
        "html", "fence", "fence",
    ]  # fmt: skip


def test_templates_say_their_name_and_long_ones_nothing() -> None:
    assert said("{{Done}}\n") == ["Done"]
    assert said("{{Infobox\n| a = b\n|}}\n\nwords\n") == ["words"]


@pytest.mark.parametrize(
    ("text", "shown", "target", "kind"),
    [
        ("[[a-0001.mediawiki|1]]", "1", "a-0001.mediawiki", "inline"),
        ("[[docs/b.md]]", "docs/b.md", "docs/b.md", "inline"),
        ("[[a#Why|'''so''']]", "so", "a#Why", "inline"),
        ("[https://x.example/y two words]", "two words", "https://x.example/y", "inline"),
        ("[https://x.example/y]", "https://x.example/y", "https://x.example/y", "inline"),
        ("[[File:b/c.png|thumb|a picture]]", "a picture", "b/c.png", "image"),
        ("see https://x.example/y.", "https://x.example/y", "https://x.example/y", "autolink"),
    ],
)
def test_links(text: str, shown: str, target: str, kind: str) -> None:
    (block,) = page(text).blocks
    assert isinstance(block, markdown.Paragraph)
    (link,) = block.content.links
    assert (link.text, link.target, link.kind) == (shown, target, kind)
    if kind != "autolink":
        assert written(text, link) == text


@pytest.mark.parametrize("text", ["[[Category:Plans]]", "[a][b]", "[x]", "[[]]", "[[a]", "<nowiki>[[a]]</nowiki>"])
def test_what_only_looks_like_a_link_is_none(text: str) -> None:
    assert [one.content.links for one in page(text).blocks if one.kind == "paragraph"] == [()]


def test_bold_text_ends_with_its_line() -> None:
    (block,) = page("'''Status:''' done\n'''open\nrest ''''x'''''\n").blocks
    assert isinstance(block, markdown.Paragraph)
    assert block.content.text == "Status: done\nopen\nrest 'x"
    assert [text for text, _, _ in block.content.bolds] == ["Status:", "open", "x"]
    assert next((one.name, one.value_text) for one in markdown.labels_of(block.content)) == ("Status", "done")


def test_struck_text_and_entities() -> None:
    (block,) = page("<s>Draft</s> Final&nbsp;&amp; done<br/>next\n").blocks
    assert isinstance(block, markdown.Paragraph)
    assert block.content.text == "Final\xa0& done\nnext"


def test_headings_have_the_anchors_of_a_wiki_and_of_a_forge() -> None:
    anchors = page("== Why so ==\n\n== Why so ==\n").anchors()
    assert {"why-so", "why-so-1", "Why_so", "Why_so_2"} <= set(anchors)


def test_front_matter_is_read() -> None:
    read = page("---\ntitle: A\n---\n== B ==\n")
    assert read.front_matter is not None
    assert read.headings[0].start == len("---\ntitle: A\n---\n")
