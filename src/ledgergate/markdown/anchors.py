"""The fragments of a page: headings as GitHub names them, and explicit `id` and `name` attributes."""

from __future__ import annotations

import re
import unicodedata

from ledgergate.expressions import expression

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ledgergate.markdown.blocks import Heading

_ASCII_DROPPED = expression(r"[^a-z0-9_\- ]")
_EXPLICIT = expression(
    rb"<[A-Za-z][^<>]{0,999}?\s(?:id|name)\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)'|([^\s\"'<>]+))", re.IGNORECASE
)
_KEPT = ("L", "M", "Nd", "Nl", "Pc")
_SIGNS = expression(r"[\W_]+")
_VARIATION = "\ufe0f"


def anchors(data: bytes, headings: Iterable[Heading]) -> Mapping[str, int]:
    """Fragment -> offset. A repeated heading gets -1, -2 and so on."""
    found: dict[str, int] = {}
    repeated: dict[str, int] = {}
    for heading in headings:
        name = base = anchor(heading.content.whole)
        while name in repeated:
            repeated[base] += 1
            name = f"{base}-{repeated[base]}"
        repeated[name] = 0
        found[name] = heading.start
    for name, start in [item for item in found.items() if _VARIATION in item[0]]:
        found.setdefault(name.replace(_VARIATION, ""), start)
    for explicit in _EXPLICIT.finditer(data):
        written = next(group for group in explicit.groups() if group is not None)
        found.setdefault(written.decode(), explicit.start())
    return found


def bare(fragment: str) -> str:
    """What of a fragment is compared: its letters and digits. Services differ in case and in the signs between them."""
    return _SIGNS.sub("", fragment).casefold()


def anchor(text: str) -> str:
    """A heading's text as a fragment: lower case, punctuation and emoji dropped, blanks as hyphens."""
    text = text.lower().replace("\n", " ")
    if text.isascii():
        return _ASCII_DROPPED.sub("", text).replace(" ", "-")
    kept = (char for char in text if char in "- " or unicodedata.category(char).startswith(_KEPT))
    return "".join(kept).replace(" ", "-")
