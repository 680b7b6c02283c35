"""What a glob takes and what not, letter by letter, and which ways of asking cost next to nothing."""

from __future__ import annotations

import pytest

from ledgergate.git import globs
from ledgergate.git.globs import component, in_time, is_glob, literal_folder, matcher, walk

# Glob -> the names that it takes, and those that it does not.
TAKEN: dict[str, tuple[str, str]] = {
    "a": ("a", "b aa A X"),
    "XaX": ("XaX", "a aX Xa"),
    "*": ("a X ab", ""),
    "a*a": ("aa aba aXXa", "a ab ba"),
    "ab*": ("ab abc", "a b aab"),
    "*ab": ("ab cab", "ba abc"),
    "a*b*c": ("abc aXbXc abbc", "ac acb abcd"),
    "**a": ("a ba bba", "b ab"),
    "a**": ("a ab", "b ba"),
    "a**b**": ("ab axbx", "a b ba"),
    "?": ("a ? X", "ab"),
    "?a]": ("xa] [a]", "a] xa xab"),
    "a?": ("ab aa", "a abc ba"),
    "*?": ("a ab", ""),
    "?*?": ("ab abc", "a"),
    "[ab]": ("a b", "c ab [ab] ] ["),
    "[Xa]": ("X a", "b !"),
    "[a]b]": ("ab]", "a b ] a] ab"),
    "[a][b]": ("ab", "a b aa a][b"),
    "[]a]": ("] a", "[ []a]"),
    "[!a]": ("b ! X", "a ab"),
    "[^a]": ("b ^", "a"),
    "[!]a]": ("b !", "] a"),
    "[^]-a]": ("b X", "] ^ _ a"),
    "[!]": ("[!]", "a ! ]"),
    "[!!]": ("a", "!"),
    "[a!]": ("a !", "b"),
    "[a-c]": ("a b c", "- d `"),
    "[b-b]": ("b", "a c -"),
    "[c-a]": ("", "a b c -"),
    "[a-]": ("a -", "b ]"),
    "[-a]": ("a -", "b"),
    "[a-cx]": ("a b c x", "d - w"),
    "[xa-c]": ("a b c x", "d - w"),
    "[a-c-e]": ("a c - e", "d"),
    "[ab-]": ("a b -", "c"),
    "[!a-c]": ("d - X", "a b c"),
    "[a-c0-3]x": ("ax 3x 0x", "dx 4x -x a"),
    "a[*]": ("a*", "ab a a**"),
    "*[ab]": ("a xb *a", "c ac"),
    "[ab]*": ("a bx", "xa"),
    "a*[?]": ("a? axx?", "ax a"),
    "[": ("[", "a [["),
    "a[": ("a[", "a b["),
    "[a": ("[a", "a [ ["),
    "[]": ("[]", "[ ]"),
    "x[a": ("x[a", "xa x"),
}


@pytest.mark.parametrize("glob", TAKEN)
def test_letters_of_one_component(glob: str) -> None:
    taken, others = (names.split() for names in TAKEN[glob])
    test = matcher(glob)
    assert {name: test(name) for name in [*taken, *others]} == dict.fromkeys(taken, True) | dict.fromkeys(others, False)


# Glob -> the paths that it takes, and those that it does not.
PATHS = {
    "/a/b/": ("a/b", "/a/b a/b/ a b"),
    "a/**": ("a a/b a/b/c", "b b/a"),
    "**": ("a a/b", ""),
    "**/a": ("a b/a c/b/a", "b a/b"),
    "a/**/b": ("a/b a/x/b a/x/y/b", "a b a/x b/a"),
    "a/**/b/**/c": ("a/b/c a/x/b/x/c a/b/b/c", "a/c a/b a/c/b"),
    "**/a/b": ("a/b a/a/b x/a/b a/x/a/b", "a/x/b b/a/b/c"),
    "*/?": ("a/b ab/c", "a a/bc a/b/c"),
    "**/*X": ("X a/aX", "Xa a"),
}


@pytest.mark.parametrize("glob", PATHS)
def test_components_of_a_path(glob: str) -> None:
    taken, others = (paths.split() for paths in PATHS[glob])
    test = matcher(glob)
    assert {path: test(path) for path in [*taken, *others]} == dict.fromkeys(taken, True) | dict.fromkeys(others, False)


def test_a_walk_that_ends_early_takes_what_may_be_nothing() -> None:
    assert walk([None, None], []) is True
    assert walk([bool], []) is False
    assert walk([], ["a"]) is False
    assert walk([None, bool], ["a", ""]) is False


def test_a_glob_is_what_holds_a_sign() -> None:
    assert [is_glob(one) for one in ("*", "a?", "[", "X", "]", "a-b!^", "")] == [True] * 3 + [False] * 4
    folders = {
        "*": "",
        "?/a": "",
        "X/a": "X/a",
        "a/X*/b": "a",
        "": "",
        "a/?": "a",
        "a/[": "a",
        "a/b/**/c": "a/b",
        "a/b/c": "a/b/c",
    }
    assert {glob: literal_folder(glob) for glob in folders} == folders


@pytest.mark.parametrize(
    ("glob", "is_watched"),
    [("a" * 100, False), ("a" * 101, True), ("*" * 6, False), ("*" * 7, True), ("?" * 7, True), ("[" * 7, True),
     ("*?[" * 2, False), ("*?[" * 2 + "?", True), ("X" * 7, False)],
)  # fmt: skip
def test_a_glob_is_watched_from_some_length_or_some_signs_on(glob: str, is_watched: bool) -> None:
    assert (in_time(glob, bool) is not bool) is is_watched


def test_letters_alone_and_one_star_are_compared_without_a_walk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(globs, "walk", None)
    monkeypatch.setattr(globs, "_pieces", None)
    assert component("abc") == "abc".__eq__
    assert component("*") is bool
    assert [component("")(name) for name in ("", "a")] == [True, False]
    assert [component("a*b")(name) for name in ("ab", "axb", "a")] == [True, True, False]
