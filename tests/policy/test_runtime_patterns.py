"""Two lists of runtime patterns: by which of them a path that was runtime is runtime no longer."""

from __future__ import annotations

import pytest

from ledgergate.policy import runtime_patterns
from ledgergate.policy.runtime_patterns import _globs, _listed, lost_patterns
from ledgergate.policy.strictness import Loosened


def gone(one: str) -> Loosened:
    return Loosened(f"the runtime pattern '{one}' is gone", one)


def out(one: str) -> Loosened:
    return Loosened(f"the runtime pattern '{one}' lets paths out", one, gone=False)


def order(one: str) -> Loosened:
    return Loosened("the order of the runtime patterns changes which one decides", one, gone=False)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ([], [], []),
        (["a/**"], ["a/**"], []),
        ([], ["a/**"], []),
        (["a/**"], [], [gone("a/**")]),
        (["a/**", "b/**"], ["b/**"], [gone("a/**")]),
        (["a/**", "b/**"], ["b/**", "a/**"], []),
        (["a/x.py"], ["a/*.py"], []),
        (["a/*.py"], ["a/x.py"], [gone("a/*.py")]),
        (["a/**"], ["a/**", "!a/b"], [out("!a/b")]),
        (["a/**", "!a/b"], ["a/**"], []),
        (["a/**"], ["a/**", "!b/**"], []),
        (["a/**", "!a/b/**"], ["!a/b/**", "a/**"], []),
        (["!a/b/**", "a/**"], ["a/**", "!a/b/**"], [order("!a/b/**")]),
        (["!a/b/**", "a/**"], ["!a/b/**"], [gone("a/**")]),
        (["a/**", "!a/b/**", "a/b/c"], ["a/**", "!a/b/**"], [gone("a/b/c")]),
        (["a", "b"], ["c"], [gone("a"), gone("b")]),
        (["a/"], ["a/b"], [gone("a/")]),
        (["/a"], ["a"], []),
        (["a"], ["/a"], [gone("a")]),
        (["a"], ["a/"], [gone("a")]),
        (["\\#a"], ["#a"], []),
    ],
)
def test_which_pattern_lets_paths_out(before: list[str], after: list[str], told: list[Loosened]) -> None:
    assert sorted(lost_patterns(before, after), key=repr) == sorted(told, key=repr)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (["a", "b"], ["b"], [gone("a")]),
        (["a"], ["a", "!b", "c"], [out("!b")]),
        (["a", "!b"], ["a", "!b", "!c"], [out("!c")]),
        (["a", "b"], ["b", "a"], []),
        (["a", "!b"], ["!b", "a"], [order("!b")]),
        (["a", "!b"], ["a", "x", "!b"], []),
        (["a", "b", "!c"], ["!c", "b"], [gone("a"), order("!c")]),
        (["!a", "b", "c"], ["c", "b", "!a"], [order("c")]),
        (["a", "b"], ["b", "a", "!c"], [out("!c")]),
    ],
)
def test_patterns_too_many_to_tell_apart_are_compared_by_their_letters(
    monkeypatch: pytest.MonkeyPatch, before: list[str], after: list[str], told: list[Loosened]
) -> None:
    monkeypatch.setattr(runtime_patterns, "signatures", lambda _: None)
    assert lost_patterns(before, after) == told


@pytest.mark.parametrize(
    ("pattern", "globs"),
    [
        ("a", ["**/a", "**/a/**"]),
        ("/a", ["a", "a/**"]),
        ("a/", ["**/a/**"]),
        ("/a/", ["a/**"]),
        ("X/", ["**/X/**"]),
        ("a/X", ["a/X", "a/X/**"]),
        ("a/b", ["a/b", "a/b/**"]),
        ("a/b/", ["a/b/**"]),
        ("a/**", ["a/**"]),
        ("**", ["**/**"]),
        ("/**", ["**"]),
        ("**/", ["**/**"]),
        ("\\!a", ["**/!a", "**/!a/**"]),
        ("*.py", ["**/*.py", "**/*.py/**"]),
    ],
)
def test_a_gitignore_pattern_as_globs_of_paths(pattern: str, globs: list[str]) -> None:
    assert _globs(pattern) == globs


def test_a_pattern_that_is_gone_changes_no_order_of_those_that_are_left() -> None:
    gone = Loosened("the runtime pattern 'a' is gone", "a")
    turned = Loosened("the order of the runtime patterns changes which one decides", "c", gone=False)
    assert _listed(("a", "!b", "c"), ("!b", "c")) == [gone]
    assert _listed(("a", "!b", "c"), ("c", "!b")) == [gone, turned]
