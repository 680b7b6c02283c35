"""Properties: any bytes are read or refused, every byte has one account, tables agree with the forge's renderer."""

from __future__ import annotations

import re

import cmarkgfm
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgergate import errors
from ledgergate.markdown import Page, labels_of, row_like_lines
from pages import contents, page

_FRAGMENTS = [
    "# ", "## ", "- ", "* ", "1. ", "- [x] ", "> ", "| a | b |\n", "|---|---|\n", "| 1 | 2 | 3 |\n", "\n",
    "\n\n", "    ", "  ", "```\n", "~~~\n", "**", "__", "*", "_", "~~", "`", "``", "[", "](u)", "][", "]: /u\n",
    "[r]: /u 'x\ny'\n", "<!--", "-->", "<br>", "<div>\n", "</div>\n", "&amp;", "&#10;", "\\", "\\|", "|", "\r",
    "\r\n", "é", "\u2028", "😀", "\ufeff", "---\n", "+++\n", "===\n", "a: b\n", "Status: x", "**B**: v", "：",
    "[^1]", "[^1]: f\n", "<http://x>", "https://x.y/z", "![", "word", "\t", "\x0c", "\x85", " | ", " · ",
    "<del>", "</del>", "1)", "***\n",
]  # fmt: skip
texts = st.lists(st.sampled_from(_FRAGMENTS), max_size=30).map("".join)
cells = st.text("ab1é😀*_`~<>&[]() .:-", max_size=8)
rows = st.lists(st.lists(cells, min_size=1, max_size=5), min_size=1, max_size=5)


def _utf_16(text: str) -> bytes:
    return text.encode("utf-16")


def asked_everything(read: Page) -> list[object]:
    """Every answer that a page can give."""
    answers: list[object] = [read.anchors(), read.definitions]
    answers += [(block.kind, block.start, block.end) for block in read.blocks]
    for inline in contents(read):
        answers += [inline.text, inline.whole, inline.struck, inline.all_struck, inline.raw, inline.links]
        answers += [inline.codes, inline.bolds]
        answers += [(label.name, label.start, label.value_text, label.value.links) for label in labels_of(inline)]
    for block in read.blocks:
        answers.append([heading.start for heading in read.above(block)])
        if block.kind == "paragraph":
            answers.append(list(row_like_lines(read, block)))
        if block.kind == "table":
            answers.append([row.extra for row in block.rows])
    return [*answers, *(read.extent(heading) for heading in read.headings)]


@given(st.one_of(st.binary(max_size=200), texts.map(str.encode), st.text(max_size=80).map(_utf_16)))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    try:
        raw.decode()
        readable = b"\0" not in raw
    except UnicodeDecodeError:
        readable = False
    if readable:
        assert asked_everything(page(raw)) == asked_everything(page(raw))
        return
    with pytest.raises(errors.NotChecked) as refused:
        page(raw)
    assert "docs/ledger.md" in refused.value.message
    assert refused.value.cure


@given(texts)
def test_every_byte_has_one_account_and_none_is_unexplained(text: str) -> None:
    read = page(text)
    at = 0
    for account in read.accounts():
        assert account.start == at < account.end
        assert account.kind != "other"
        at = account.end
    assert at == len(text.encode())


@given(texts)
def test_spans_lie_inside_what_holds_them(text: str) -> None:
    read = page(text)
    starts = [block.start for block in read.blocks]
    assert starts == sorted(starts)
    for inline in contents(read):
        spans = [(link.start, link.end) for link in inline.links]
        spans += [(start, end) for _text, start, end in (*inline.codes, *inline.bolds)]
        for label in labels_of(inline):
            spans += [(label.start, label.end), (label.value_start, label.value_end)]
            assert label.end <= label.value_start
        for start, end in spans:
            assert inline.start <= start <= end <= inline.end
            read.document.data[start:end].decode()


@given(rows)
def test_tables_have_the_cells_that_the_forge_renders(made: list[list[str]]) -> None:
    width = len(made[0])
    lines = ["| " + " | ".join(cell or "x" for cell in row) + " |" for row in made]
    text = "\n".join([lines[0], "|" + "---|" * width, *lines[1:], ""])
    html = cmarkgfm.github_flavored_markdown_to_html(text)
    rendered = [len(re.findall("<t[hd]", row)) for row in re.findall(r"<tr>.*?</tr>", html, re.DOTALL)]
    ours = [
        len(row.cells) for block in page(text).blocks if block.kind == "table" for row in (block.header, *block.rows)
    ]
    assert ours == rendered


@given(st.lists(st.text("ab1é😀 .:-", min_size=1, max_size=8), min_size=1, max_size=6))
def test_plain_cells_say_what_the_forge_renders(words: list[str]) -> None:
    row = "| " + " | ".join(words) + " |"
    text = f"{'|h' * len(words)}|\n{'|-' * len(words)}|\n{row}\n"
    html = cmarkgfm.github_flavored_markdown_to_html(text)
    rendered = [cell.strip() for cell in re.findall(r"<td>(.*?)</td>", html)]
    (table,) = (block for block in page(text).blocks if block.kind == "table")
    assert [cell.text for cell in table.rows[0].cells] == rendered
