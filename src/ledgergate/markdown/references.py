"""Links that the parser leaves as text: references without a definition, and bare URLs."""

from __future__ import annotations

from ledgergate.expressions import expression
from ledgergate.markdown.spans import IMAGE, LINK, TEXT, Spans
from ledgergate.model import Link

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

_REFERENCE = expression(rb"(?<![0-9A-Za-z\])])\[([^\[\]]{1,999})\]\[([^\[\]]{0,999})\]")
_URL = expression(rb"(?<![A-Za-z0-9])https?://[^\s<>\x00]+")
_TRAILING = b"?!.,:*_~'\";]"
_CLOSING = ord(")")
_RUN = expression(rb"(?:\[[^\[\]^][^\[\]]{0,998}\]){3,}")  # a reference has two parts; three in a row are tags
_NEAR = 20  # bytes before the tags that an entry begins with: a box, a sign
_CODE = expression(rb"[A-Z][A-Z0-9/_\-]{0,9}")
_CITED = expression(rb"[A-Za-z]{0,3}-?\d{1,4}")  # the mark of a source
_BOXES = ("", "x", "X")


def unlinked(tape: Spans, first: int, last: int, floor: int, top: int) -> Iterator[Link]:
    """Undefined references (`[text][label]`, `[text][]`) and bare URLs in the text between the bytes `floor` and `top`,
    whose marks are `first` to `last`.

    What follows a word or another bracket directly, as in `rows[i][j]`, is no reference.
    """
    raw, data = _bare(tape, first, last, floor, top), tape.data
    for found in _REFERENCE.finditer(_RUN.sub(_blanked, raw)) if tape.has_references else ():
        if _is_tag(found, raw):
            continue
        text = data[floor + found.start(1) : floor + found.end(1)].decode()
        label = data[floor + found.start(2) : floor + found.end(2)].decode().strip() or text.strip()
        if text.strip() not in _BOXES and not text.startswith("^") and not label.startswith("^"):
            yield Link(text.strip(), label, floor + found.start(), floor + found.end(), "undefined")
    for found in _URL.finditer(raw):
        end = _url_end(raw, found.start(), found.end())
        url = raw[found.start() : end].decode()
        if len(url) > len("https://"):
            yield Link(url, url, floor + found.start(), floor + end, "autolink")


def _blanked(run: re.Match[bytes]) -> bytes:
    return b"\0" * len(run[0])


def _is_tag(found: re.Match[bytes], raw: bytes) -> bool:
    """Whether brackets are tags: `[Area: yard][Weight: low]`, or `[P1][ui]` before the words of an entry; or the marks
    of two sources, as in `[4][5]`."""
    text, label = found[1].strip(), found[2].strip()
    if _CITED.fullmatch(text) and _CITED.fullmatch(label) and text != label:
        return True
    if b": " in label or (b":" in text and b":" in label):
        return True
    leads = (
        found.start() < _NEAR
        and not raw[: found.start()].strip(b"\0 \t")
        and raw[found.end() : found.end() + 1] == b" "
    )
    return leads and _CODE.fullmatch(text) is not None and label not in (b"", text) and text.lower() != label.lower()


def _url_end(raw: bytes, start: int, end: int) -> int:
    """Punctuation at the end belongs to the sentence, a closing bracket only if it was opened in the URL."""
    surplus = raw.count(b")", start, end) - raw.count(b"(", start, end)
    while end > start:
        last = raw[end - 1]
        if last == _CLOSING and surplus > 0:
            surplus -= 1
        elif last not in _TRAILING:
            break
        end -= 1
    return end


def _bare(tape: Spans, first: int, last: int, floor: int, top: int) -> bytes:
    """The bytes with everything but text, and everything inside links, as NUL; escaped brackets too."""
    raw = bytearray(top - floor)
    linked_to = before = -1
    for index in range(first, last):
        start, end = tape.starts[index], tape.ends[index]
        if tape.kinds[index] in (LINK, IMAGE):
            linked_to = max(linked_to, end)
        elif tape.kinds[index] == TEXT and start >= linked_to:
            start, end = max(start, floor), min(end, top)
            raw[start - floor : end - floor] = tape.data[start:end]
            if start != before and tape.data[start - 1 : start] == b"\\" and raw[start - floor] in b"[]":
                raw[start - floor] = 0
            before = end
    return bytes(raw)
