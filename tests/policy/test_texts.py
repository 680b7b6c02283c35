"""What is wrong with a path, a pattern or an expression, at each bound; and how people compare words."""

from __future__ import annotations

import warnings

import pytest

from ledgergate.policy.shapes import Text
from ledgergate.policy.sources import KEY
from ledgergate.policy.texts import (
    BOX,
    GLOB,
    GLOBS,
    OWN_OR_GLOB,
    PATTERN,
    PATTERNS,
    REGEX,
    REPORT_PATH,
    WORDS,
    folded,
    regex_trouble,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    pass

BACKWARD = "a path is written with forward slashes, not backslashes"
ABSOLUTE = "expected a path relative to the repository's root, found an absolute one"
INSIDE = "a path inside .git is no document of the repository"
EMPTY = 'a path has no empty and no "." component'
LONG = "longer than 400 characters"
CONTROL = "contains a control character"
LEAVES = 'a path with ".." leaves the repository'
GROUPS = "more than 3 groups of * in one component, which can take a matcher minutes"
STARS = "more than 3 ** in one pattern, which can take a matcher minutes"
ONCE = "{package} stands at the beginning of a path, once, with a / after it"
NOTHING = "a pattern that matches nothing"
COMMENT = 'a comment protects nothing; write "\\#" for a name that begins with #'
BOXED = "expected one sign, without the brackets"


def said(shape: Text, text: str) -> str:
    assert shape.trouble is not None
    return shape.trouble(text)


@pytest.mark.parametrize(
    ("shape", "given"),
    [
        (GLOB, {
            "X": "", "a/X": "",
            "docs/a.md": "", "docs/": "", "a\\b": BACKWARD, "/a": ABSOLUTE, "~/a": ABSOLUTE, "c:/a": ABSOLUTE,
            "C:a": ABSOLUTE, "1:a": "", "a~": "", ":a": "", "ab:c": "", ".git": INSIDE, ".git/a": INSIDE,
            ".GIT/a": INSIDE, ".git /a": INSIDE, " .git/a": INSIDE, ".github/a": "", "a/.git": "", "a//b": EMPTY,
            "./a": EMPTY, "a/.": EMPTY, "a/b//": "", "": EMPTY, "a.": "", "x" * 400: "", "x" * 401: LONG,
            "a\x1fb": CONTROL, "a\x7fb": CONTROL, "a b": "", "a/../b": LEAVES, "a..b": "", "*a*b*": "",
            "*a*b*c*": GROUPS, "*a*b*/*c*": "",
                "a/*a*b*c*d*/a": GROUPS, "**/a/**/b/**": "", "**/a/**/b/**/**": STARS, "**a**b**": "",
        }),
        (PATTERN, {
            "apps/**": "", "/apps": "", "!a": "", "a\\ b": "", "#a": COMMENT, "a#": "", "": NOTHING, "!": NOTHING,
            "/": NOTHING, " / ": NOTHING, "!/ ": NOTHING, "!a/../b": LEAVES, "\\#a": "", ".git": "",
            "X": "", "!XX": "",
        }),
        (REPORT_PATH, {
            "{package}/a.md": "", "a.md": "", "a/{package}/b": ONCE, "{package}/{package}/b": ONCE, "{package}": ONCE,
            "{package}a": ONCE, "{package}//b": ABSOLUTE, "{package}/../b": LEAVES,
        }),
        (OWN_OR_GLOB, {".": "", "a.md": "", "..": LEAVES, "./a": EMPTY}),
        (BOX, {"X": "", "ab": "", "ab ": "", " ab": "", " - ": "", "-": "",
            "abc": BOXED, " ": BOXED, "[": BOXED, "]": BOXED, "x]": BOXED, "✔️": ""}),
        (WORDS, {
            "a": "", "/": "", "//": "", "/(": "", "a(/": "", "/(a": "", "(/": "", "/a/": "",
            "/(/": "not a regular expression: missing ), unterminated subpattern at position 0",
        }),
        (REGEX, {
            "a": "", "x" * 500: "", "x" * 501: "a regular expression longer than 500 characters",
            "[": "not a regular expression: unterminated character set at position 0",
            "a--b": "", "a||b": "",
        }),
        (KEY.keys["from"].shape, {
            "folder": "", "file": "", "path": "", "heading": "", "link": "", "text": "", "cell:A": "",
            "front-matter:a": "", "label:A:B": "", "cell:": "unknown place; did you mean 'cell:NAME'?",
            "folder:": "unknown place; did you mean 'folder'?", "folder:x": "unknown place; did you mean 'folder'?",
            "cell": "unknown place; did you mean 'cell:NAME'?", "zzzzzz:x": "unknown place; expected 'folder', 'file', "
            "'path', 'heading', 'link', 'text', 'cell:NAME', 'front-matter:NAME' or 'label:NAME'",
        }),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_text(shape: Text, given: dict[str, str]) -> None:
    assert {text: said(shape, text) for text in given} == given


@pytest.mark.parametrize(
    ("text", "groups", "sentence"),
    [
        ("a", (), ""),
        ("(?P<key>a)", ("key",), ""),
        ("(?P<b>a)", ("a", "b"), ""),
        ("(a)", ("key",), "expected a named group (?P<key>...) in the regular expression"),
        (
            "(?P<x>a)",
            ("a", "b", "c"),
            "expected a named group (?P<a>...) or (?P<b>...) or (?P<c>...) in the regular expression",
        ),
        ("(a+)*", (), "a repeat inside a repeat that can read the same text in many ways (such as (a+)+): "
         "it can take hours; rewrite it"),
        ("(a+){9}", (), ""),
        ("(a+){1,10}", (), "a repeat inside a repeat that can read the same text in many ways (such as (a+)+): "
         "it can take hours; rewrite it"),
        ("(a+)+", ("key",), "expected a named group (?P<key>...) in the regular expression"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_expression(text: str, groups: tuple[str, ...], sentence: str) -> None:
    assert regex_trouble(text, groups) == sentence


@pytest.mark.parametrize("text", ["[[a]", "[a--b]", "[a&&b]", "[a~~b]", "[a||b]"])
def test_what_a_later_python_reads_otherwise_is_no_mere_warning(text: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert regex_trouble(text).startswith("not a regular expression: Possible ")
        assert regex_trouble("a--b&&c") == ""


def test_what_is_wanted_is_named_in_words() -> None:
    assert [one.what for one in (GLOB, REPORT_PATH, PATTERN, REGEX, WORDS, BOX, OWN_OR_GLOB)] == [
        "a path or glob in the repository", "a path or glob in the repository", "a gitignore pattern",
        "a regular expression", "a text or a /regular expression/", "one sign, as it stands between the brackets",
        'a path, or "."',
    ]  # fmt: skip
    assert (GLOBS.each, PATTERNS.each) == (GLOB, PATTERN)


WORDS_ALIKE = [
    ("Do now", "do NOW"), ("Do now", "**Do now**"), ("won't", "won t"), ("a_b", "a-b"), ("Später", "SPA\u0308TER"),
    ("Straße", "STRASSE"), ("Done", "✅ Done"), ("Done", "Done ✔️"), ("Risk", "⚠️ Risk"), ("Done", "done."),
    ("✔", "✔️"), ("^-", " ^- "), ("—", "— "), ("x", "¨x"), ("❤️‍🔥", " ❤️‍🔥 "),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), WORDS_ALIKE)
def test_words_that_people_call_the_same(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_words_that_are_none() -> None:
    apart = ["?", "-", "^-", "`", "—", "✔️", "✖️", "❌", "👍🏽", "👎🏽", "❤️‍🔥", "1️⃣", "2️⃣", "é", "e", "", "✔ b", "b c"]
    assert len({folded(one) for one in apart}) == len(apart)
    assert [folded(one) for one in ("Do  _now_!", "✔️", "¿", "^-", " - ", "a\u200db", "👍🏽", "👩\u200d💻")] == [
        "do now", "✔", "¿", "^-", "-", "a b", "👍🏽", "👩\u200d💻"]  # fmt: skip
