"""What is wrong with a path, a glob, a pattern or a regular expression of a policy: a sentence, "" for nothing."""

from __future__ import annotations

import re

from ledgergate.expressions import expression
from ledgergate.policy.model import PACKAGE
from ledgergate.policy.shapes import Text, Texts

_LONGEST_PATH = 400
_LONGEST_REGEX = 500
STARS = 3  # groups of `*` in one component, and `**` in one pattern: matchers backtrack over more
_UNSEEN = expression(r"[\x00-\x1f\x7f]")
_STARS = expression(r"\*+")
_WORD = expression(r"[\W_]+")
_JOINERS = "\ufe0f\u200d"  # what draws a sign in colour, or several as one


def glob_trouble(text: str) -> str:
    """For a path or glob that names documents: relative to the root, forward slashes, nothing clever."""
    if "\\" in text:
        return "a path is written with forward slashes, not backslashes"
    if text.startswith(("/", "~")) or (text[1:2] == ":" and text[0].isalpha()):
        return "expected a path relative to the repository's root, found an absolute one"
    parts = text.rstrip("/").split("/")
    if ".git" in parts[0].casefold().split():
        return "a path inside .git is no document of the repository"
    if "" in parts or "." in parts:
        return 'a path has no empty and no "." component'
    return pattern_trouble(text)


def pattern_trouble(text: str) -> str:
    """For a gitignore pattern of the runtime paths."""
    if len(text) > _LONGEST_PATH:
        return f"longer than {_LONGEST_PATH} characters"
    if _UNSEEN.search(text):
        return "contains a control character"
    parts = text.split("/")
    if ".." in parts:
        return 'a path with ".." leaves the repository'
    if any(len(_STARS.findall(part)) > STARS for part in parts):
        return f"more than {STARS} groups of * in one component, which can take a matcher minutes"
    if parts.count("**") > STARS:
        return f"more than {STARS} ** in one pattern, which can take a matcher minutes"
    return ""


def runtime_trouble(text: str) -> str:
    if text.startswith("#"):
        return 'a comment protects nothing; write "\\#" for a name that begins with #'
    if not text.strip("!/ "):
        return "a pattern that matches nothing"
    return pattern_trouble(text)


def report_trouble(text: str) -> str:
    """For a report's path: a glob in which `{package}` may begin."""
    rest = text.removeprefix(PACKAGE + "/")
    if PACKAGE in rest:
        return "{package} stands at the beginning of a path, once, with a / after it"
    return glob_trouble(rest)


def regex_trouble(text: str, groups: tuple[str, ...] = ()) -> str:
    """For a regular expression that must have one of the named `groups`, if any are given."""
    if len(text) > _LONGEST_REGEX:
        return f"a regular expression longer than {_LONGEST_REGEX} characters"
    try:
        found = _compiled(text).groupindex
    except (re.error, OverflowError, RecursionError, ValueError, Warning) as error:
        return f"not a regular expression: {error}"
    if groups and not any(group in found for group in groups):
        return f"expected a named group (?P<{groups[0]}>...){_or(groups[1:])} in the regular expression"
    if re.search(r"\)[*+{]", text):
        from ledgergate.policy.backtracking import explodes

        return explodes(text)
    return ""


def _compiled(text: str) -> re.Pattern[str]:
    """The pattern; one that a later Python may read differently is an error, not a warning on a terminal."""
    if not any(sign in text for sign in ("[[", "--", "&&", "~~", "||")):
        return re.compile(text)
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return re.compile(text)


def _or(groups: tuple[str, ...]) -> str:
    return "".join(f" or (?P<{group}>...)" for group in groups)


def words_trouble(text: str) -> str:
    """For an entry that is a text, or a regular expression between slashes."""
    if text.startswith("/") and text.endswith("/"):
        return regex_trouble(text[1:-1])
    return ""


def box_trouble(text: str) -> str:
    """For the mark of a task box."""
    return "" if 0 < len(text.strip()) <= 2 and not set(text) & set("[]") else "expected one sign, without the brackets"


def from_trouble(text: str) -> str:
    """For the place that a key or a title is taken from."""
    kind, colon, name = text.partition(":")
    if colon and name and kind in _NAMED:
        return ""
    if not colon and text in _PLACES:
        return ""
    from ledgergate.policy.mistakes import nearest

    return f"unknown place{nearest(text, (*_PLACES, *(f'{one}:NAME' for one in _NAMED)))}"


_PLACES = ("folder", "file", "path", "heading", "link", "text")
_NAMED = ("cell", "front-matter", "label")


def folded(text: str) -> str:
    """The text as people compare it: without case, emphasis, punctuation between words, emoji beside words."""
    kept = text.casefold() if text.isascii() else _without_signs(text)
    return " ".join(part for part in _WORD.split(kept) if part) or kept.strip() or text.strip().replace("\ufe0f", "")


def _without_signs(text: str) -> str:
    from unicodedata import category, normalize

    kept = normalize("NFC", text).casefold()
    return "".join(" " if category(one) in ("So", "Sk") or one in _JOINERS else one for one in kept)


GLOB = Text("a path or glob in the repository", glob_trouble)
REPORT_PATH = Text("a path or glob in the repository", report_trouble)
PATTERN = Text("a gitignore pattern", runtime_trouble)
REGEX = Text("a regular expression", regex_trouble)
WORDS = Text("a text or a /regular expression/", words_trouble)
GLOBS = Texts(GLOB)
PATTERNS = Texts(PATTERN)
BOX = Text("one sign, as it stands between the brackets", box_trouble)
OWN_OR_GLOB = Text('a path, or "."', lambda text: "" if text == "." else glob_trouble(text))
