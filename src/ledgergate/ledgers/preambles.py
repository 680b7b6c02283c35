"""The preamble of a proposal that is written in a fence, in `<pre>` or indented: `Key: value` lines above the text."""

from __future__ import annotations

from ledgergate.expressions import expression
from ledgergate.ledgers.candidate_nodes import Plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.markdown import Block, Page

_MOST_BYTES = 8_000
_LINES = 30
_LINE = expression(rb"[^\r\n]+")
_PAIR = expression(rb"[ \t]*([^\s:][^:\r\n]{0,39}?)[ \t]*:(?:[ \t]+|\Z)((?:.*[^ \t\n])?)[ \t]*\Z")
_TAG = expression(rb"[ \t]*</?pre[^>]*>[ \t]*")


def pairs(page: Page) -> Iterator[tuple[str, Plain]]:
    """The keys and values of the first block below the page's title, if that is code which reads as a preamble."""
    block = _first(page)
    if block is None:
        return
    if block.kind == "fence":
        start, end = block.text_start, block.text_end
    else:
        start, end = block.start, block.end
    found: list[tuple[str, Plain]] = []
    others = 0
    for line in _LINE.finditer(page.document.data, start, min(end, start + _MOST_BYTES)):
        at, stop = _bare(line[0], line.start())
        pair = _PAIR.match(page.document.data[at:stop])
        if pair is not None:
            value = (at + pair.start(2), at + pair.end(2))
            key = page.document.text(at + pair.start(1), at + pair.end(1))
            found.append((key, Plain(page.document.text(*value), *value)))
        elif page.document.data[at:stop].strip():
            if not found:
                return
            others += 1
    # Values go on in further lines, and people forget a colon; code in which pairs are rare is no preamble.
    if len(found) > max(1, others):
        yield from found


def _first(page: Page) -> Block | None:
    """The first block below the title, or the first `<pre>` of the first lines, whatever stands before it."""
    starts = page.document.line_starts
    limit = starts[_LINES] if len(starts) > _LINES else len(page.document.data)
    plain = True
    for block in page.blocks:
        if block.start >= limit:
            return None
        # Indented code is one only where a page begins with it: below a title it shows something.
        if block.kind == "fence" and (plain if block.fenced else block is page.blocks[0]):
            return block
        if block.kind == "html" and page.document.data[block.start : block.start + 5].lower().startswith(b"<pre"):
            return block
        plain = plain and block.kind in ("heading", "comment")
    return None


def _bare(line: bytes, start: int) -> tuple[int, int]:
    """The bytes of a line without the tags that open and close the block."""
    opening = _TAG.match(line)
    at = start + (opening.end() if opening else 0)
    closing = line.lower().find(b"</pre>", at - start)
    return at, start + (closing if closing >= 0 else len(line))
