"""What a reader sees of a text, each character with the byte that it comes from; and what stands in quotation marks."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ledgergate.markdown import Inline

NEAR = 300  # characters before a place that tell whether it is quoted: a hostile paragraph may be one long line
_QUOTES = (("“", "”"), ("„", "“"), ("«", "»"), ("»", "«"), ("‘", "’"))


def seen(content: Inline) -> str:
    """What a reader sees; code and struck-through text as blanks."""
    from ledgergate.markdown.spans import CODE

    return "".join(
        " " * len(piece) if struck or kind == CODE else piece for piece, _, _, struck, kind in content.pieces()
    )


def visible(content: Inline) -> tuple[str, list[int]]:
    """The same, with the byte that each character comes from."""
    starts = list[int]()
    for piece, start, end, _, _ in content.pieces():
        at = start
        for one in piece:
            starts.append(min(at, end - 1))
            at += len(one.encode("utf-8", "replace"))
    return seen(content), starts


def is_quoted(text: str, at: int) -> bool:
    """Whether a character stands in quotation marks that its paragraph opens before it."""
    before = text[max(0, at - NEAR) : at].rpartition("\n\n")[2]
    # Where the window cuts the paragraph, only a quote right before the place tells.
    if before.endswith('"') or (at <= NEAR and before.count('"') % 2):
        return True
    return any(before.rfind(opening) > before.rfind(closing) for opening, closing in _QUOTES)
