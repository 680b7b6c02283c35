"""A pattern of words that takes a blank, a hyphen and a dash for each other: "production ready", "production–ready"."""

from __future__ import annotations

import re

from ledgergate.expressions import regex

_PART = r"[\s\u2010-\u2015\u2212\u00AD-]"  # blanks, hyphens, dashes, the minus sign
_TOKEN = re.compile(
    r"(?P<part>\\?[ -])(?P<many>[*+?{])?|\\."
    r"|\(\?[a-zA-Z-]*[:)]|\(\?P?[<=!#&'][^()\s]*?[>=!)]|\[\^?\]?(?:\\.|[^\]\\])*\]|.",
    re.DOTALL,
)


def likened(pattern: str) -> re.Pattern[str]:
    """The pattern, without regard to case, in which each blank or hyphen that stands for itself means any of them."""
    written = regex(pattern, re.IGNORECASE)
    repeats = re.search(r"\)[*+{]", pattern) is not None
    # A blank or a hyphen that is a choice by itself in what is repeated could then be read in many ways.
    if written.flags & re.VERBOSE or (repeats and re.search(r"[(|:]\\?[ -][|)]", pattern)):
        return written
    part = _PART if repeats else _PART + "{1,3}"  # "merge - ready" has three signs between its words
    made = _TOKEN.sub(lambda one: one[0] if one["part"] is None else _joined(one, part), pattern)
    return regex(made, re.IGNORECASE, pattern)


def _joined(token: re.Match[str], part: str) -> str:
    return _PART + token["many"] if token["many"] else part
