"""Names that are struck through: `~~Mend the gate~~ – closed`, with its key before it or not."""

from __future__ import annotations

from ledgergate.expressions import expression

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledgergate.markdown.inline import Piece

# A key before the name: a number, with a word or not. Behind the name a remark begins with a sign; a word takes the
# name's place.
_KEY = expression(r"\W*(?:(?:[^\W\d]{1,12}[\s\-_#]{0,2})?\d[\w.-]*)?\W*")
_SIGNS = "-–—:,;.(|→"


def struck_name(pieces: Iterable[Piece]) -> str:
    """The text up to the end of what is struck, where that is the name; "" where it is something else."""
    before, struck, behind = "", "", ""
    for text, _start, _end, is_struck, _kind in pieces:
        if is_struck and not behind.strip():
            struck, behind = struck + behind + text, ""
        elif is_struck:
            return ""
        elif struck:
            behind += text
        else:
            before += text
    rest = behind.strip()
    if not struck.strip() or _KEY.fullmatch(before) is None or (rest and rest[0] not in _SIGNS):
        return ""
    return (before + struck).strip()
