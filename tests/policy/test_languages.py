"""Globs are compared by what they match, never by matching the one's letters against the other."""

from __future__ import annotations

from fnmatch import fnmatchcase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgergate.policy.governed import matches
from ledgergate.policy.languages import covers, signatures

PART = st.lists(st.sampled_from(["a", "b", "*", "?", "[ab]", "[!a]", "[a-c]"]), min_size=1, max_size=3).map("".join)
GLOB = st.lists(PART | st.just("**"), min_size=1, max_size=3).map("/".join)
PATH = st.lists(st.text("abcd", min_size=1, max_size=3), min_size=1, max_size=4).map("/".join)


@pytest.mark.parametrize(
    ("wider", "glob"),
    [
        (["specs/*"], "specs/?"),
        (["specs/**"], "specs/*"),
        (["**"], "a/b/[a-c]*.md"),
        (["docs/**/*.md"], "docs/*.md"),
        (["docs/"], "docs/a/**"),
    ],
)
def test_the_wider_glob_covers_the_other_and_not_the_reverse(wider: list[str], glob: str) -> None:
    assert covers(wider, glob)
    assert not covers([glob], wider[0])


def test_several_globs_cover_one_together() -> None:
    assert covers(["docs/[a-m]*", "docs/[!a-m]*"], "docs/?*")
    assert not covers(["docs/[a-m]*", "docs/[o-z]*"], "docs/?*")


@pytest.mark.parametrize(
    ("others", "glob"), [(["specs/?"], "specs/*"), (["docs/?/*.md"], "docs/**/*.md"), (["a*"], "*"), ([], "a")]
)
def test_a_glob_whose_letters_match_the_other_need_not_cover_it(others: list[str], glob: str) -> None:
    assert not covers(others, glob)


def test_a_star_over_branches_runs_over_slashes() -> None:
    assert covers(["docs/*"], "docs/a/b", anywhere=True)
    assert not covers(["docs/*"], "docs/a/b")


@given(st.lists(GLOB, min_size=1, max_size=3), PATH)
def test_each_path_has_a_known_signature(globs: list[str], path: str) -> None:
    found = signatures(globs)
    assert found is not None
    assert sum(1 << bit for bit, glob in enumerate(globs) if matches(glob, path)) in found


@given(GLOB, GLOB, st.lists(PATH, min_size=5, max_size=30))
def test_what_is_covered_holds_for_every_path(wider: str, glob: str, paths: list[str]) -> None:
    if covers([wider], glob):
        assert all(matches(wider, path) for path in paths if matches(glob, path))


@given(PART, PATH)
def test_shell_patterns_are_read_as_the_standard_library_reads_them(pattern: str, path: str) -> None:
    found = signatures([pattern, path], anywhere=True)
    assert found is not None
    assert (3 in found) == fnmatchcase(path, pattern)


def test_what_takes_too_long_to_tell_is_not_covered() -> None:
    many = ["".join(f"*{letter}" for letter in "abcdefghijkl") + str(number) for number in range(12)]
    assert not covers(many, "*a*b*c*d*e*f*g*h*i*j*k*l*")
