"""Whatever a document of MediaWiki holds is read; each byte has its place, and long runs take their share of time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgergate import errors, mediawiki
from ledgergate.markdown import labels_of
from ledgergate.model import Document
from pages import contents
from steps import lines_run

_FRAGMENTS = [
    "{|", "{|\n", "|}", "|}\n", "|-", "|-\n", "|", "||", "!", "!!", "|+", "rowspan=2 |", "colspan=3 |", "[[", "]]",
    "[[a|b]]", "[[File:x.png|thumb|y]]", "[[Category:x]]", "[http://a.b c]",
    "[", "]", "''", "'''", "''''", "'''''", "''''''",
    "<!--", "-->", "<nowiki>", "</nowiki>", "<pre>", "</pre>", "<code>", "</code>", "<ref>", "</ref>", "<ref/>",
    "<table>", "</table>", "<source lang=x>", "</source>", "==", "=", "*", "#", ":", ";", "----", "{{", "}}", "{{x}}",
    "#REDIRECT [[x]]", "&amp;", "&#10;", "<br>", "<s>", "</s>", "\n", "\n\n", "\r\n", "\r", " ", "a", "Status: done",
    "状态：完成", "😀", "[ ]", "[x]", "\ufeff", "---\n", "https://x.y/z",
]  # fmt: skip
texts = st.lists(st.sampled_from(_FRAGMENTS), max_size=40).map("".join)


@given(st.one_of(texts, texts.map("{|\n".__add__), st.text(max_size=60)))
def test_any_text_is_read_and_each_byte_has_one_account(text: str) -> None:
    document = Document("a.mediawiki", text.encode("utf-8", "replace"))
    if b"\0" in document.data:
        with pytest.raises(errors.Unreadable):
            mediawiki.read(document)
        return
    read = mediawiki.read(document)
    at = 0
    for account in read.accounts():
        assert account.start == at
        at = account.end
    assert at == len(document.data)
    starts = [block.start for block in read.blocks]
    assert starts == sorted(starts)
    for one in contents(read):
        assert 0 <= one.start <= one.end <= len(document.data)
        assert (one.text, one.links, one.codes, one.bolds, labels_of(one), one.struck) is not None
    assert read.boxes() is not None
    assert read.anchors() is not None
    for block in read.blocks:
        if block.kind == "table":
            for row in (block.header, *block.rows):
                assert block.start <= row.start <= row.end <= block.end
                assert len(row.cells) == len(block.header.cells)
                assert isinstance(row.extra, tuple)


_SEEDS = [
    "{|\n", "{|\n==h==\n", "{|\n|-\n|a\n", "|-\n|a||b\n", "[[a", "[http:a ", "<code>", "<code>\n", "{{", "{{a\n",
    "<!-- ", "== a <!-- x -->", "* a\n", "*", "#\n#:a\n", "'''a\n", "<pre", "|rowspan=999 colspan=50|a\n|-\n", "a\n",
    "''b'''", "<ref>\n\n", "|", "!!", "[", "-->", "{{a|", "&a",
]  # fmt: skip


@pytest.mark.parametrize("seed", _SEEDS)
@pytest.mark.parametrize("head", ["", "{|\n|"])
def test_four_times_the_text_takes_four_times_the_steps(head: str, seed: str) -> None:
    def read(text: str) -> None:
        for one in contents(mediawiki.read(Document("a.mediawiki", text.encode()))):
            assert (one.text, one.links) is not None

    assert lines_run(read, head + seed * 400) < 6 * lines_run(read, head + seed * 100) + 2000
