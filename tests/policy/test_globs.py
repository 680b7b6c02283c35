# ruff: noqa: E501  # a table of globs is read by its rows
"""Which paths a glob names, letter by letter; what is governed; and how globs are compared."""

from __future__ import annotations

import re
import warnings

import pytest

from ledgergate import policy as policies
from ledgergate.policy import languages
from ledgergate.policy.governed import _compiled, _plainly, _translated, bound, folded, governed, level, matches, places
from ledgergate.policy.languages import covers, signatures
from ledgergate.policy.model import Policy

PATHS = [
    "a",
    "b",
    "-",
    "^",
    "!",
    "\\",
    "]",
    "[",
    "&",
    "|",
    "~",
    "X",
    "ab",
    "a/",
    "a/b",
    "a/b/c",
    "b/a",
    "a\nb",
    "A",
    "",
    "x/a",
    "[z-a]",
    "[!]",
    "[]",
    "c",
]
# glob -> of these paths, those that it names
NAMED = {
    "a": ["a"], "a/": ["a/", "a/b", "a/b/c"], "a/b": ["a/b"], "*": ["a", "b", "-", "^", "!", "\\", "]", "[", "&", "|", "~", "X", "ab", "a\nb", "A", "", "[z-a]", "[!]", "[]", "c"],
    "**": PATHS, "a/*": ["a/", "a/b"], "a/**": ["a/", "a/b", "a/b/c"], "a*": ["a", "ab", "a\nb"], "*b": ["b", "ab", "a\nb"], "?": ["a", "b", "-", "^", "!", "\\", "]", "[", "&", "|", "~", "X", "A", "c"],
    "??": ["ab", "[]"], "a?b": ["a\nb"], "**/a": ["a", "b/a", "x/a"], "**/b": ["b", "a/b"], "a/**/c": ["a/b/c"], "a/**/b": ["a/b"], "*/*": ["a/", "a/b", "b/a", "x/a"], "**/": ["a/", "a/b", "a/b/c", "b/a", "x/a"],
    "[ab]": ["a", "b"], "[a-c]": ["a", "b", "c"], "[!a]": ["b", "-", "^", "!", "\\", "]", "[", "&", "|", "~", "X", "A", "c"], "[^a]": ["b", "-", "^", "!", "\\", "]", "[", "&", "|", "~", "X", "A", "c"],
    "[a!]": ["a", "!"], "[a^]": ["a", "^"], "[]]": ["]"], "[[]": ["["], "[\\]": ["\\"], "[a\\]": ["a", "\\"], "[&&]": ["&"], "[||]": ["|"], "[~~]": ["~"], "[a-]": ["a", "-"], "[-a]": ["a", "-"],
    "[z-a]": ["[z-a]"], "[!]": ["[!]"], "[]": ["[]"], "[": ["["], "[ab": [], "]": ["]"], "[ab]b": ["ab"], "[X]": ["X"], "a**b": ["ab", "a\nb"], "**b": ["b", "ab", "a\nb"], "a.b": [], ".": [],
    "": [""], "/": [], "a//": ["a/", "a/b", "a/b/c"], "a//*": [], "[ab]/": ["a/", "a/b", "a/b/c", "b/a"], "[[a]": ["a", "["], "**/**": PATHS, "[!!]": ["a", "b", "-", "^", "\\", "]", "[", "&", "|", "~", "X", "A", "c"],
}  # fmt: skip


def together(globs: list[str], *, anywhere: bool = False) -> set[int] | None:
    found = signatures(globs, anywhere=anywhere)
    return None if found is None else set(found)


@pytest.mark.parametrize("glob", NAMED)
def test_the_paths_that_a_glob_names(glob: str) -> None:
    _compiled.clear()
    assert [path for path in PATHS if matches(glob, path)] == NAMED[glob]
    assert [path for path in PATHS if matches(glob, path)] == NAMED[glob]  # as it is remembered
    plain = {path: _plainly(glob, path) for path in PATHS}
    assert all(told in (None, path in NAMED[glob]) for path, told in plain.items())
    assert len({told is None for told in plain.values()}) == 1


def test_which_globs_take_no_expression() -> None:
    plain = [glob for glob in NAMED if _plainly(glob, "a") is not None]
    assert plain == ["a", "a/", "a/b", "*", "**", "a/*", "a/**", "a*", "]", "a.b", ".", "", "/"]


@pytest.mark.parametrize("glob", NAMED)
def test_globs_compared_name_the_same_paths(glob: str) -> None:
    """What names a path alone tells by its own letters whether the glob names it."""
    for path in PATHS:
        if path and not set(path) & set("[*?\n") and not path.endswith("/"):
            found = signatures([path, glob])
            assert found is not None
            assert (3 in found) == (path in NAMED[glob]), path


@pytest.mark.parametrize(
    ("globs", "found"),
    [
        ([], {0}), (["a"], {0, 1}), (["a", "b"], {0, 1, 2}), (["a", "a"], {0, 3}), (["*", "a"], {0, 1, 3}), (["a/", "a/b"], {0, 1, 3}),
        (["[a-c]", "b"], {0, 1, 3}), (["[!b]", "b"], {0, 1, 2}), (["?", "*"], {0, 2, 3}), (["[a-b]", "[b-c]"], {0, 1, 2, 3}), (["[a-b]", "[c-d]"], {0, 1, 2}),
        (["[b-d]", "[a-e]"], {0, 2, 3}), (["[b-d]", "[b-c]"], {0, 1, 3}), (["[b-d]", "[c-d]"], {0, 1, 3}), (["**", "a"], {0, 1, 3}), (["**/a", "a"], {0, 1, 3}), (["a/**/b", "a/b"], {0, 1, 3}),
        (["[c-f]", "[d-f]", "[c-e]"], {0, 3, 5, 7}), (["[!-a]", "a"], {0, 1, 2}), (["[a-]", "-"], {0, 1, 3}), (["[!!]", "!"], {0, 1, 2}), (["[^^]", "^"], {0, 1, 2}),
    ],
)  # fmt: skip
def test_which_globs_name_one_path_together(globs: list[str], found: set[int]) -> None:
    assert together(globs) == found


def test_letters_of_a_range_that_nobody_names_are_letters_too() -> None:
    assert covers(["a", "b", "c", "d"], "[a-d]")
    for missing in "abcd":
        assert not covers([one for one in "abcd" if one != missing], "[a-d]")
    assert covers(["[a-b]", "[c-d]"], "[a-d]")
    assert not covers(["[a-b]", "[d-e]"], "[a-d]")
    assert covers(["[.0]"], "[.-0]")
    assert not covers(["[.0]"], "[.-1]")
    assert not covers(["a", "[c-z]"], "[a-z]")
    assert covers(["[!a-z]", "[a-z]"], "?")
    assert not covers(["[!a-z]", "[b-z]"], "?")
    assert not covers(["[a-\U0010fffe]"], "[b-\U0010ffff]")
    assert covers(["[a-\U0010ffff]"], "[b-\U0010ffff]")


def test_globs_of_branches_run_over_slashes() -> None:
    assert together(["*", "a/b"], anywhere=True) == {0, 1, 3}
    assert together(["*", "a/b"]) == {0, 1, 2}
    assert together(["a?b", "a/b"], anywhere=True) == {0, 1, 3}
    assert together(["a[!x]b", "a/b"], anywhere=True) == {0, 1, 3}
    assert together(["a[!x]b", "a/b"]) == {0, 1, 2}
    assert together(["[^a]", "a"], anywhere=True) == {0, 1, 3}
    assert together(["[^a]", "a"]) == {0, 1, 2}


def test_brackets_that_hold_no_set_of_letters_stand_for_themselves() -> None:
    for glob in ("[!]", "[z-a]", "[!]a]", "[a-b", "[]"):
        assert not covers([glob], "x")
        assert not covers([glob], "b")
        assert together([glob, "x", "a]", "b"]) == {0, 1, 2, 4, 8}


def test_what_takes_too_many_states_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    # "abc" is walked through by its begin and three letters: four states.
    monkeypatch.setattr(languages, "MOST", 4)
    assert together(["abc"]) == {0, 1}
    monkeypatch.setattr(languages, "MOST", 3)
    assert together(["abc"]) is None
    assert not covers(["a*"], "abc")
    assert covers(["abc"], "abc")


def test_a_glob_is_covered_by_several_together() -> None:
    assert covers(iter(["a", "b"]), "[ab]")
    assert not covers(["a", "c"], "[ab]")
    assert not covers([], "a")
    assert covers(["a/**"], "a/b/c")
    assert not covers(["a/*"], "a/**")
    assert covers(["*"], "a/b", anywhere=True)
    assert not covers(["*"], "a/b")


@pytest.mark.parametrize(
    ("glob", "expression"),
    [
        ("a", r"a\Z"), ("a/", r"a/.*\Z"), ("**", r".*\Z"), ("**/a", r"(?:[^/]+/)*a\Z"), ("a/**", r"a/.*\Z"), ("a/**/b", r"a/(?:[^/]+/)*b\Z"), ("a*?", r"a[^/]*[^/]\Z"),
        ("***", r"[^/]*\Z"), ("[a]", r"[a]\Z"), ("[!a]", r"[^a]\Z"), ("[]", r"\[\]\Z"), ("a.b", r"a\.b\Z"),
    ],
)  # fmt: skip
def test_a_glob_as_an_expression(glob: str, expression: str) -> None:
    assert _translated(glob) == expression
    assert re.compile(expression)


def test_a_set_of_letters_is_no_set_of_sets() -> None:
    _compiled.clear()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for sign in "&|~":
            glob = f"[q{sign}{sign}w]k"
            assert [one for one in ("qk", "wk", f"{sign}k", "zk") if matches(glob, one)] == ["qk", "wk", f"{sign}k"]
    assert matches("?X", "aX")
    assert not matches("?X", "a")


def load(text: str) -> Policy:
    return policies.load({"x.toml": text.encode()})


HOMES = {".ledgergate.toml", "ledgergate.toml", "pyproject.toml", "x.toml"}


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("", set()),
        ("[ledger.l]\nsources = [{ path = 'a/', items = 'files' }, { path = 'b/', items = 'files', file = 'c.md' }]\n", {"a", "b/c.md"}),
        ("[ledger.l]\nitems = ['x']\ndispositions = { path = 'c.md' }\n[ledger.m]\nitems = ['y']\ndispositions = { under = 'U' }\n", {"c.md"}),
        ("[[report]]\npath = 'r.md'\nclaims = true\n[[report]]\npath = 's.md'\nledger = 'l'\nrows = { items = 'table', path = 't.md' }\n[ledger.l]\nitems = ['x']\n", {"r.md", "s.md", "t.md"}),
        ("[[report]]\npath = 'r.md'\ntotals = [{ pattern = '(?P<count>1)', counts = 'boxes', file = 'linked' }, { pattern = '(?P<count>1)', counts = 'boxes', file = 'f.md' }, { pattern = '(?P<count>1)', counts = 'boxes' }]\nledger = 'l'\n[ledger.l]\nitems = ['x']\n", {"r.md", "f.md"}),
        ("[[package]]\npath = 'p'\nspec = 's.md'\ntasks = 't.md'\nchecklists = 'c/*.md'\nrequires = 'r.md'\nsections = { 'e.md' = 'E' }\nlabels = { 'l.md' = 'L' }\n", {"p/s.md", "p/t.md", "p/c/*.md", "p/r.md", "p/e.md", "p/l.md"}),
        ("[documents]\nlinks = 'a/*.md'\nkeys = 'b/*.md'\n[ledger.l]\nitems = ['x']\nkey = '(?P<key>a)'\n", {"a/*.md", "b/*.md"}),
    ],
)  # fmt: skip
def test_what_is_governed(text: str, more: set[str]) -> None:
    assert governed(load(text)) == tuple(sorted(HOMES | more))


def test_paths_that_are_governed_in_whatever_capitals() -> None:
    policy = load("[documents]\nlinks = ['Docs/*.md', 'docs/Ä.md', '**/z.md']\n")
    found = dict(places(policy, ["docs/A.MD", "DOCS/a\u0308.md", "src/a.md", "Docs/Z.md"]))
    assert found == {
        "docs/A.MD": ["Docs/*.md"],
        "DOCS/a\u0308.md": ["Docs/*.md", "docs/Ä.md"],
        "Docs/Z.md": ["**/z.md", "Docs/*.md"],
    }
    assert [folded(one) for one in ("A", "A\u0308", "ẞ", "SS")] == ["a", "ä", "ß", "ss"]


def test_a_reports_path_stands_for_one_glob_per_package_that_binds() -> None:
    policy = load("[[package]]\npath = 'p/*'\n[[package]]\npath = 'q'\nbinds = false\n[[package]]\npath = 's'\n")
    assert bound("{package}/r.md", policy) == ("p/*/r.md", "s/r.md")
    assert bound("r.md", policy) == ("r.md",)


def test_the_level_of_a_rule_where_nothing_is_said() -> None:
    policy = load(
        "[rules]\nLG201 = 'off'\nunclassified = 'advise'\n[rules.paths]\n'a/**' = { x = 'off' }\n'a/b' = { LG9 = 'block' }\n"
    )
    assert level(policy, "x", "LG9", "c") == "block"
    assert [level(policy, "unclassified", "LG201", "c"), level(policy, "other", "LG201", "c")] == ["advise", "off"]
    assert [level(policy, "x", "LG9", one, "advise") for one in ("a/c", "a/b", "c")] == ["off", "block", "advise"]
    every = load("[rules]\n'*' = 'advise'\n[rules.paths]\n'a' = { '*' = 'block' }\n")
    assert [level(every, "x", "LG9", one) for one in ("a", "b")] == ["block", "advise"]
    assert [level(every, "x", "LG9", one, "off") for one in ("a", "b")] == ["block", "off"]
