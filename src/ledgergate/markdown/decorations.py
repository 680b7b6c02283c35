"""Signs before a label that are no part of it: emoji, emoji codes, boxes."""

from __future__ import annotations

from ledgergate.expressions import expression

# Two asterisks are text where a renderer sees no bold in them, as in `**状态：**完成`.
_MARK = expression(r":[a-z0-9_+-]{1,40}:|\[[ xX]?\]|\*\*")
_MOST = 4  # signs before one label


def after_signs(text: str, place: int) -> int:
    """Where the text goes on behind the signs that stand at `place`; `place` itself where none stands there."""
    from unicodedata import category

    at, found = place, place
    for _ in range(_MOST):
        while at < len(text) and text[at].isspace():
            at += 1
        mark = _MARK.match(text, at)
        if mark is not None:
            found = at = mark.end()
        elif at < len(text) and not text[at].isascii() and category(text[at]) in ("So", "Sk"):
            at += 1
            while at < len(text) and category(text[at]) in ("Mn", "Sk", "Cf"):  # what shapes an emoji stands behind it
                at += 1
            found = at
        else:
            break
    return found
