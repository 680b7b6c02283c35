"""A rule's page for a terminal: headings and emphasis painted, paragraphs wrapped, examples as they are written."""

from __future__ import annotations

import re
from textwrap import wrap

_WIDEST = 100  # columns of prose; longer lines are hard to read
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_CODE = re.compile(r"``(.+?)``|`([^`]+)`")


def shown(page: str, width: int, *, color: bool) -> str:
    """The Markdown of a page as a reader sees it; `width` columns."""
    wide = max(40, min(width, _WIDEST))
    return "\n\n".join(_block(block, wide, color=color) for block in page.strip().split("\n\n"))


def _block(block: str, width: int, *, color: bool) -> str:
    if block.startswith("# "):
        return _painted(block[2:], "1", color=color)
    if block.startswith("    "):
        return block
    entries = re.split(r"\n(?=- )", block)
    return "\n".join(_prose(entry, width, color=color) for entry in entries)


def _prose(text: str, width: int, *, color: bool) -> str:
    hanging = "  " if text.startswith("- ") else ""
    # Marks are taken out before lines are measured; what they mark is found again by private signs.
    bare = _BOLD.sub("\ue000\\1\ue001", " ".join(text.split()))
    bare = _CODE.sub(lambda one: "\ue002" + (one[1] or one[2]).replace(" ", "\ue004") + "\ue003", bare)
    lines = wrap(bare, width, subsequent_indent=hanging, break_long_words=False, break_on_hyphens=False)
    made = "\n".join(lines).replace("\ue004", " ")
    for sign, code in (("\ue000", "1"), ("\ue001", "0"), ("\ue002", "36"), ("\ue003", "0")):
        made = made.replace(sign, f"\x1b[{code}m" if color else "`" if code != "1" and sign > "\ue001" else "")
    return made


def _painted(text: str, code: str, *, color: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if color else text
