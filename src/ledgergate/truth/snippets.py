"""What a text quotes of a file, bound to `path:lines`, and where it stands in the file now."""

from __future__ import annotations

import re
from bisect import bisect_right

from ledgergate.expressions import expression
from ledgergate.truth.citations import Citation, cited, path_of
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.markdown import Block, Fence, Inline, Page
    from ledgergate.model import Document

_LEAST = 12  # characters: a shorter text says nothing of its own
_LINED = expression(r"\w:\d+(?:[-–]\d+)?\Z")
_CURSOR = expression(r"(\d{1,9}):(\d{1,9}):(\S+)\Z")
_BEHIND = expression(r"[`*_)\]\s]*(?::[`*_\s]*)?\Z")
_INLINE = expression(
    r"[`*_)\]]*\s*(?:(?:says|reads|sagt|lautet)(?:\s*:)?|[:–—])\s*[\"“„»«](?P<text>[^\"“”„»«\n]{12,300})[\"”“«»]"
)
_ELIDED = expression(r"^[ \t]*(?:(?://|#|/\*|--|<!--|\*)[ \t]*)?(?:\.\.\.|…).*$", re.MULTILINE)
_GAP = expression(r"\[?(?:\.\.\.|…)\]?")
_OUTPUT = frozenset(("", "text", "txt", "console", "shell", "sh", "bash", "output", "log", "diff", "patch", "mermaid"))
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "\u00a0": " ", "*": None, "`": None})


class Quoted(Value):
    """A quotation: the citation that it is bound to, and its parts in order; what is left out is between them."""

    cited: Citation
    parts: tuple[str, ...]


def quoted(page: Page) -> Iterator[Quoted]:
    """Every quotation of the page that is bound to lines of a file.

    Code in a fence of a language below a text that ends with `path:lines`, or with these in its info; a quote below
    such a text; and `path:lines` with a colon, a dash or "says" and words in quotation marks behind it.
    """
    above: Inline | None = None
    for number, block in enumerate(page.blocks):
        if block.quoted:
            if above is not None and (one := _above(page, above)) is not None:
                yield from _made(one, _GAP.split(_unmarked(page, number).rstrip(".,;:!? ")))
            above = None
            continue
        if block.kind == "fence" and block.fenced:
            yield from _in_fence(page, block, above)
        for content in _contents(block):
            yield from _inline(page, content)
        above = block.content if block.kind in ("paragraph", "entry") else None


def _contents(block: Block) -> Iterator[Inline]:
    if block.kind in ("paragraph", "entry"):
        yield block.content
    elif block.kind == "table":
        for row in block.rows:
            yield from row.cells


def _made(one: Citation, parts: list[str]) -> Iterator[Quoted]:
    kept = tuple(text for part in parts if (text := _plain(part)))
    if sum(map(len, kept)) >= _LEAST:
        yield Quoted(one, kept)


def _plain(text: str) -> str:
    """The words alone: a quotation seldom keeps the emphasis and the line breaks of what it quotes."""
    return " ".join(text.translate(_STRAIGHT).split())


def _above(page: Page, content: Inline) -> Citation | None:
    """The citation with lines that a text ends with; of two in one text nobody knows which is quoted."""
    every = [one for one in cited(page, content.start, content.end) if one.lines[0]]
    others = sum(_LINED.search(text) is not None for text, _, _ in content.codes)
    if len(every) != 1 or others > 1 or not _BEHIND.match(page.document.text(every[0].end, content.end)):
        return None
    return every[0]


def _in_fence(page: Page, block: Fence, above: Inline | None) -> Iterator[Quoted]:
    words = block.info.split()
    one = next((made for word in words if (made := _in_info(page, block, word)) is not None), None)
    language = words[0].casefold() if words else ""
    if one is None and above is not None and language not in _OUTPUT:
        one = _above(page, above)
    if one is not None and language not in ("diff", "patch"):
        yield from _made(one, _ELIDED.split(page.document.text(block.text_start, block.text_end)))


def _in_info(page: Page, block: Fence, word: str) -> Citation | None:
    cursor = _CURSOR.match(word)
    made = path_of(f"{cursor[3]}:{cursor[1]}-{cursor[2]}" if cursor is not None else word)
    if made is None or not made[1][0]:
        return None
    return Citation("path", word, made[0], page.document, block.start, block.text_start, made[1])


def _unmarked(page: Page, number: int) -> str:
    """The texts of the quote that begins at a block, without its marks."""
    texts = []
    for block in page.blocks[number:]:
        if not block.quoted:
            break
        texts += [content.text for content in _contents(block)]
    return " ".join(texts)


def _inline(page: Page, content: Inline) -> Iterator[Quoted]:
    if '"' not in content.text and not any(mark in content.text for mark in "“„»«"):
        return
    for one in cited(page, content.start, content.end):
        match = _INLINE.match(page.document.text(one.end, content.end)) if one.lines[0] else None
        if match is not None:
            yield from _made(one, _GAP.split(match["text"].rstrip(".,;:!? ")))


def lines_of(document: Document, parts: tuple[str, ...]) -> tuple[int, int] | None:
    """The first and the last line between which the parts stand in order, whatever the blanks between their words."""
    text, starts, numbers = "", list[int](), list[int]()
    for number, line in enumerate(document.data.decode("utf-8", "replace").splitlines(), 1):
        words = _plain(line)
        if words:
            starts.append(len(text))
            numbers.append(number)
            text += words + " "
    first = at = -1
    for part in parts:
        begin = text.find(part, max(at, 0))
        if begin < 0:
            return None
        first, at = (begin if first < 0 else first), begin + len(part)
    return numbers[bisect_right(starts, first) - 1], numbers[bisect_right(starts, at - 1) - 1]
