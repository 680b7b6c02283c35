"""The fragments of a page: headings as GitHub names them, and explicit `id` and `name` attributes."""

from __future__ import annotations

import re
import unicodedata

from ledgergate.expressions import expression
from ledgergate.markdown.spans import IMAGE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ledgergate.markdown.blocks import Heading
    from ledgergate.markdown.inline import Inline

_ASCII_DROPPED = expression(r"[^a-z0-9_\- ]")
_EXPLICIT = expression(
    rb"<[A-Za-z][^<>]{0,999}?\s(?:id|name)\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)'|([^\s\"'<>]+))", re.IGNORECASE
)
_TAGGED = expression(rb"[ \t]{0,3}#{1,6}[ \t]+(?:<[^<>\n]{1,999}>)+[ \t]")
_KEPT = ("L", "M", "Nd", "Nl", "Pc")
_SIGNS = expression(r"[\W_]+")
_VARIATION = "\ufe0f"


def anchors(data: bytes, headings: Iterable[Heading]) -> Mapping[str, int]:
    """Fragment -> offset. A repeated heading gets -1, -2 and so on."""
    found: dict[str, int] = {}
    repeated: dict[str, int] = {}
    for heading in headings:
        name = base = anchor(_said(heading.content))
        while name in repeated:
            repeated[base] += 1
            name = f"{base}-{repeated[base]}"
        repeated[name] = 0
        found[name] = heading.start
        if _TAGGED.match(data, heading.start):
            found.setdefault(f"-{name}", heading.start)  # the blank behind a tag stays, as the one behind an image does
    for name, start in [item for item in found.items() if _VARIATION in item[0]]:
        found.setdefault(name.replace(_VARIATION, ""), start)
    for explicit in _EXPLICIT.finditer(data):
        written = next(group for group in explicit.groups() if group is not None)
        found.setdefault(written.decode(), explicit.start())
    return found


def _said(content: Inline) -> str:
    """What a heading says to a forge: an image says nothing, and the blanks around it stay."""
    tape, first, last = content.tape, content.first, content.last
    if tape.kinds.find(IMAGE, first, last) < 0 and b"<img" not in tape.data[content.start : content.end]:
        return content.whole
    images = [(tape.starts[one], tape.ends[one]) for one in range(first, last) if tape.kinds[one] == IMAGE]
    pieces = content.pieces()
    return "".join(text for text, start, _, _, _ in pieces if not any(one <= start < end for one, end in images))


def folded(fragment: str) -> str:
    """The form in which fragments are compared: services differ in case, systems in how letters are composed."""
    return fragment.casefold() if fragment.isascii() else unicodedata.normalize("NFC", fragment).casefold()


def bare(fragment: str) -> str:
    """A fragment's letters and digits alone, for services that put other signs between them than GitHub does, and
    leave out accents, as Python-Markdown does: https://python-markdown.github.io/extensions/toc/"""
    from unicodedata import normalize

    return _SIGNS.sub("", normalize("NFKD", fragment)).casefold()


def anchor(text: str) -> str:
    """A heading's text as a fragment: lower case, punctuation and emoji dropped, blanks as hyphens."""
    text = text.lower().replace("\n", " ")
    if text.isascii():
        return _ASCII_DROPPED.sub("", text).replace(" ", "-")
    kept = (char for char in text if char in "- " or unicodedata.category(char).startswith(_KEPT))
    return "".join(kept).replace(" ", "-")
