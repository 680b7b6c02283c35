"""What each kind of runtime pattern takes, by our reading and by the library's, and what is asked at what cost."""

from __future__ import annotations

import re
import sys

import pytest

from ledgergate.errors import Misused
from ledgergate.git import globs
from ledgergate.git import patterns as module
from ledgergate.git.patterns import Patterns, by_library, linear

# Pattern -> the paths that it takes, and those that it does not.
TAKEN: dict[str, tuple[list[str], list[str]]] = {
    "a": (["a", "x/a", "a/x", "x/a/y"], ["b", "ab", "x/ab/y"]),
    "/a": (["a", "a/x"], ["x/a", "ab"]),
    "a/": (["a/x", "x/a/y"], ["a", "x/a", "ab/x"]),
    "/a/": (["a/x", "a/x/y"], ["a", "x/a/y"]),
    "a/b": (["a/b", "a/b/x"], ["x/a/b", "a/bc", "a"]),
    "a/b/": (["a/b/x"], ["a/b", "x/a/b/c"]),
    "*.py": (["x.py", "a/x.py", "a.py/b"], ["x.pyc", "py"]),
    "a/*.py": (["a/x.py", "a/x.py/z"], ["a/b/x.py", "x.py"]),
    "a/**": (["a/x", "a/x/y"], ["a", "ab/x", "x/a/y"]),
    "X/**": (["X/x"], ["X", "a/x"]),
    "a*/**": (["a/x", "ab/x/y"], ["a", "ab", "b/x"]),
    "a/**/": (["a/x/y", "a/x/y/z"], ["a", "a/x", "b/x/y"]),
    "**/a": (["a", "x/a", "x/y/a/z"], ["ab", "x/ab"]),
    "**/a/": (["a/x", "x/a/y"], ["a", "x/a"]),
    "a/**/b": (["a/b", "a/x/b", "a/x/y/b/z"], ["a", "b", "a/x"]),
    "**": (["a", "a/b"], []),
    "/*/b": (["x/b", "x/b/c"], ["b", "x/y/b"]),
    "[ab].é": (["a.é", "x/b.é"], ["c.é", "a.e"]),
    "é?x": (["é\nx", "éax"], ["éx", "é/x"]),
    "*.é": (["x.é"], ["x.é\n", "é"]),
    "é ": (["é", "é/x"], ["é "]),
    "é  ": (["é", "x/é"], ["é ", "é  "]),
    "é\\ ": (["é "], ["é", "é\\"]),
    "é b": (["é b", "é b/x"], ["éb", "é"]),
    " é/b": ([" é/b", " é/b/c"], ["é/b", " é"]),
    " é/*": ([" é/b"], ["é/b", " é"]),
    "é/**/ ": (["é/x/y"], ["é", "é/x"]),
    "\\*é": (["*é", "x/*é"], ["aé", "é", "\\*é"]),
    "\\?\\[é": (["?[é"], ["a[é", "?é"]),
    "\\é": (["é"], ["\\é"]),
    "\\!é": (["!é"], ["aé"]),
    "éX": (["éX"], ["é"]),
    "/X": (["X"], ["a/X"]),
    "aX/": (["aX/b", "x/aX/b"], ["aX", "a/b"]),
    "a/bX": (["a/bX"], ["a/b", "x/a/bX"]),
    "a/b/**": (["a/b/x", "a/b/x/y"], ["a/x", "a/b"]),
    "\\#a": (["#a"], ["a"]),
    "é/\\*/b": (["é/*/b"], ["é/a/b"]),
}  # fmt: skip


@pytest.mark.parametrize("pattern", TAKEN)
def test_both_readings_of_a_pattern_take_these_paths(pattern: str) -> None:
    taken, others = TAKEN[pattern]
    told = {path: path in taken for path in [*taken, *others]}
    assert {path: linear(pattern)(path) for path in told} == told
    assert {path: by_library(pattern)(path) for path in told} == told
    assert {path: Patterns([pattern]).match(path) == pattern for path in told} == told


def test_of_blanks_at_the_end_the_one_behind_a_backslash_counts() -> None:
    assert [linear("a\\  ")(path) for path in ("a ", "a", "a  ", "b/a /c")] == [True, False, False, True]


def test_what_is_no_pattern_is_refused_and_what_says_nothing_takes_nothing() -> None:
    for line, why in (("!", "Invalid git pattern"), ("[z-a]é", "bad character range z-a")):
        with pytest.raises(Misused, match=f"^{re.escape(repr(line))} is no gitignore pattern: {why}.*\\.$") as caught:
            by_library(line)
        assert caught.value.cure == ""
    for line in ("# é", "", "   "):
        assert by_library(line)("# é") is False


def test_letters_and_stars_need_neither_the_library_nor_an_expression(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "by_library", None)
    monkeypatch.setattr(module, "re", None)
    for line in ("a", "/a/", "A-Z_0.9/*", "apps/**", "**/a*b*/", "a/**/b", "!apps/*"):
        assert Patterns([line]).match("none") is None
    for line in ("a b", "é", "a**", "**a/b", "a//b", "[a]", "a?", "\\a", "/", "//", "a/***"):
        with pytest.raises(TypeError):
            Patterns([line])


def test_everything_below_a_folder_is_told_by_its_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(globs, "walk", None)
    for line in ("a/**", "/a/**", "X/b/**"):
        assert linear(line)("none") is False
    for line in ("a/**/", "**", "a*/**", "a?/**", "[a]/**", "a\\b/**", "**/a"):
        with pytest.raises(TypeError):
            linear(line)("none")


# Line -> its literal root, what every match begins with, and the letters that each holds.
BEGUN = {
    "apps/**": ("apps", "apps/", "apps"),
    "/apps/lib/*.py": ("apps/lib", "apps/lib/", "apps"),
    "apps/lib": ("apps/lib", "apps/lib", "apps"),
    "apps/lib/": ("apps/lib", "apps/lib", "apps"),
    "/apps/": ("apps", "apps", "apps"),
    "/apps": ("apps", "apps", "apps"),
    "apps": ("", "", "apps"),
    "apps/": ("", "", "apps"),
    "*/lib": ("", "", "lib"),
    "**/*.py": ("", "", ".py"),
    "a/much*longer": ("a", "a/", "longer"),
    "!apps/**": ("apps", "apps/", "apps"),
    "a b/*": ("a b", "a b/", ""),
    " a/b  ": (" a/b", " a/b", ""),
    "a/b/ ": ("a/b", "a/b", ""),
    "a\\b/c": ("", "", ""),
    "a/bX": ("a/bX", "a/bX", "bX"),
}


@pytest.mark.parametrize("line", BEGUN)
def test_what_a_match_begins_with_and_holds_is_known_beforehand(line: str) -> None:
    (one,) = Patterns([line])._patterns
    assert (one.root, one.beginning, one._letters) == BEGUN[line]
    assert (one.excludes, one.plain) == (line.startswith("!"), line.removeprefix("!"))


def test_a_path_that_begins_otherwise_is_asked_of_few_patterns(monkeypatch: pytest.MonkeyPatch) -> None:
    patterns = Patterns(["apps/**", "*.py", "lib/x*", "!docs/**"])
    asked: list[str] = []
    monkeypatch.setattr(module._Single, "matches", lambda one, _: asked.append(one.line))
    assert patterns.match("other/a") is None
    assert asked == ["*.py"]
    assert patterns.match("lib/x") is None
    assert asked[1:] == ["!docs/**", "lib/x*", "*.py", "apps/**"]


@pytest.mark.parametrize(("line", "path", "slow"), [
    ("é*", "a" * 9, False), ("é*", "a" * 10, True), ("é*a*", "aaa", False), ("é*a*", "aaaa", True),
    ("é**a", "a" * 9, False), ("é**a", "a" * 10, True), ("é", "a" * 99, False), ("é/**/", "a", True),
    ("é/**", "a", False), ("é/**/ ", "a", True), ("é/**/X", "a", False),
])  # fmt: skip
def test_where_an_expression_may_step_back_too_often_components_are_walked(
    monkeypatch: pytest.MonkeyPatch, line: str, path: str, slow: bool
) -> None:
    monkeypatch.setattr(module, "_STEPS", 9)
    monkeypatch.setattr(module, "linear", lambda _: lambda _: "slow")
    assert (str(by_library(line)(path)) == "slow") is slow


def test_two_million_steps_are_not_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "linear", lambda _: lambda _: "slow")
    assert [by_library("/é*")("a" * length) for length in (2_000_000, 2_000_001)] == [False, "slow"]


def test_what_a_pattern_reaches_below_a_path() -> None:
    patterns = Patterns(["apps/lib/**", "*.py", "!apps/own/**", "tools/", "X*", "N*"])
    below = {"apps": "apps/lib/**", "apps/lib": "apps/lib/**", "app": None, "apps/li": None, "apps/own": None,
             "tools": "tools/", "a/tools/b": "tools/", "other": None, "docs/a.py": "*.py"}  # fmt: skip
    assert {path: patterns.match_below(path) for path in below} == below
    rooted = {"apps": "apps/lib/**", "apps/lib": "apps/lib/**", "apps/lib/x": None, "apps/own": None, "tools": None}
    assert {path: patterns.rooted(path) for path in rooted} == rooted


def test_a_disk_that_folds_names_finds_the_pattern_as_it_is_written() -> None:
    patterns = Patterns(["Docs/x", "\uff21pps/Lib/**", "!\u00c9/own", "Stra\u00dfe/*"])
    assert patterns.match_folded("APPS/lib/x") == patterns.match_folded("apps/LIB/X") == "\uff21pps/Lib/**"
    assert patterns.match_folded("docs/X") == "Docs/x"
    assert patterns.match_folded("strasse/a") == "Stra\u00dfe/*"
    assert patterns.match_folded("apps") is None
    assert patterns.match_folded("apps", below=True) == "\uff21pps/Lib/**"
    assert patterns.match_folded("other", below=True) is None
    assert patterns.rooted("STRASSE", folded=True) == "Stra\u00dfe/*"
    assert patterns.rooted("strasse", folded=False) is None
    assert patterns.rooted("other", folded=True) is None
    assert patterns.match("apps/lib/x") is None


def test_letters_of_ascii_are_folded_without_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "unicodedata", None)
    assert Patterns(["Apps/**"]).match_folded("APPS/x") == "Apps/**"


def test_patterns_that_are_folded_already_serve_both_questions() -> None:
    assert (same := Patterns(["apps/**", "\u00e9/*"]))._as_folded() is same
    assert (other := Patterns(["Apps/**"]))._as_folded() is other._as_folded() is not other
