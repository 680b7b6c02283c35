"""Markdown: any text is a page whose spans are sound, whichever way it was read."""

from __future__ import annotations

from fuzzing import corpus
from fuzzing.target import Target, law
from ledgergate import errors, markdown
from ledgergate.markdown import Page, labels_of, row_like_lines
from ledgergate.model import Document
from pages import contents

_WORDS = (
    b"# ", b"### ", b"- ", b"* ", b"1. ", b"- [x] ", b"- [ ] ", b"> ", b"| a | b |\n", b"|---|---|\n", b"|", b"**", b"*",
    b"_", b"~~", b"`", b"```\n", b"~~~\n", b"[", b"](u)", b"][", b"]: /u\n", b"<!--", b"-->", b"<br>", b"<div>\n",
    b"</div>\n", b"<details>\n", b"</details>\n", b"<summary>", b"&amp;", b"&#10;", b"\\|", b"---\n", b"+++\n", b"===\n",
    b"a: b\n", b"Status: x", b"**Bucket**: A", b"[^1]", b"[^1]: f\n", b"<http://x>", b"https://x.y/z", b"![", b" \xc2\xb7 ",
    b"<del>", b"</del>", b"***\n", b"\xef\xbc\x9a", b"| :-: | -: |\n", b"<a id=\"x\"></a>", b"<table><tr><td>",
)  # fmt: skip


def read(data: bytes) -> Page | None:
    """The page; None where the bytes are said to be none, which takes a file and a cure."""
    try:
        return markdown.read(Document("docs/a.md", data))
    except errors.Unreadable as error:
        law("docs/a.md" in error.message and error.cure, "an error names its file and its cure", error)
        law(not _is_text(data), "what is text is read", error)
        return None


def _is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return b"\0" not in data


def holds(data: bytes) -> None:
    page = read(data)
    if page is None:
        return
    law(_is_text(data), "what is no text is not read")
    sound(page)
    again = read(data)
    law(again is not None and told(page) == told(again), "the same bytes are the same page")


def sound(page: Page) -> None:
    """Every byte has one account; spans lie in what holds them, in order, and end where a sign ends."""
    data = page.document.data
    at = 0
    for account in page.accounts():
        law(account.start == at < account.end, "every byte has one account", account, at)
        at = account.end
    law(at == len(data), "the accounts end with the document", at, len(data))
    starts = [block.start for block in page.blocks]
    law(starts == sorted(starts), "blocks stand in order", starts)
    for block in page.blocks:
        law(0 <= block.start <= block.end <= len(data), "a block lies in the document", block)
    for inline in contents(page):
        spans = [(link.start, link.end) for link in inline.links]
        spans += [(start, end) for _text, start, end in (*inline.codes, *inline.bolds)]
        for label in labels_of(inline):
            spans += [(label.start, label.end), (label.value_start, label.value_end)]
            law(label.end <= label.value_start, "a value stands behind its label", label)
        for start, end in spans:
            law(inline.start <= start <= end <= inline.end, "a span lies in its text", start, end, inline)
            data[start:end].decode()
    for block in page.blocks:
        if block.kind == "table":
            for row in (block.header, *block.rows):
                law(block.start <= row.start <= row.end <= block.end, "a row lies in its table", row)
                law(len(row.cells) == len(block.header.cells), "a row has its table's cells", row)
                for cell in row.cells:
                    law(block.start <= cell.start <= cell.end <= block.end, "a cell lies in its table", cell)


def told(page: Page) -> list[object]:
    """Every answer that a page can give."""
    answers: list[object] = [page.anchors(), page.definitions, boxes(page)]
    answers += [(block.kind, block.start, block.end) for block in page.blocks]
    for inline in contents(page):
        answers += [inline.text, inline.whole, inline.struck, inline.all_struck, inline.raw, inline.links]
        answers += [inline.codes, inline.bolds]
        answers += [(label.name, label.start, label.value_text, label.value.links) for label in labels_of(inline)]
    for block in page.blocks:
        answers.append([heading.start for heading in page.above(block)])
        if block.kind == "paragraph":
            answers.append(list(row_like_lines(page, block)))
        if block.kind == "table":
            answers.append([row.extra for row in block.rows])
    return [*answers, *(page.extent(heading) for heading in page.headings)]


def boxes(page: Page) -> list[object]:
    return [(one.start, one.end, one.mark, one.line, one.said) for one in page.boxes()]


def work(data: bytes) -> None:
    page = read(data)
    if page is not None:
        told(page)
        page.accounts()


def seeds() -> list[bytes]:
    return [*corpus.files(".md"), *corpus.texts("markdown", "ledgers", "rules", "coverage")]


TARGET = Target(holds, seeds, _WORDS, work=work)
