"""A pattern of words that takes a blank, a hyphen and a dash for each other: "production ready", "production–ready"."""

from __future__ import annotations

import re

_PART = r"[\s\u2010-\u2015\u2212\u00AD-]"  # blanks, hyphens, dashes, the minus sign
_TOKEN = re.compile(
    r"(?P<part>\\?[ -])(?P<many>[*+?{])?|\\."
    r"|\(\?[a-zA-Z-]*[:)]|\(\?P?[<=!#&'][^()\s]*?[>=!)]|\[\^?\]?(?:\\.|[^\]\\])*\]|.",
    re.DOTALL,
)


def likened(pattern: str) -> re.Pattern[str]:
    """The pattern, without regard to case, in which each blank or hyphen that stands for itself means any of them."""
    written = re.compile(pattern, re.IGNORECASE)
    if written.flags & re.VERBOSE:
        return written
    changed = _TOKEN.sub(_loosened, pattern)
    if re.search(r"\)[*+{]", changed):
        from ledgergate.policy.backtracking import explodes

        if explodes(changed):
            return written
    return re.compile(changed, re.IGNORECASE)


def _loosened(token: re.Match[str]) -> str:
    if token["part"] is None:
        return token[0]
    return _PART + (token["many"] or "{1,3}")  # "merge - ready" has three signs between its words
