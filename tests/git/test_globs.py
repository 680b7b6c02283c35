"""Globs and runtime patterns, held against other readers of the same syntax."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledgergate.git.globs import literal_folder, matcher
from ledgergate.git.patterns import Patterns, by_library, linear
from support import Repository

NAMES = st.text("ab.", min_size=1, max_size=3).filter(lambda name: name.strip("."))
PATHS = st.lists(NAMES, min_size=1, max_size=4).map("/".join)
PARTS = st.one_of(st.just("**"), st.text("ab*?.", min_size=1, max_size=4).filter(lambda part: "**" not in part))
GLOBS = st.lists(PARTS, min_size=1, max_size=4).map("/".join)
PATTERNS = st.builds(
    lambda anchor, body, end: anchor + body + end, st.sampled_from(["", "/"]), GLOBS, st.sampled_from(["", "/"])
)


def by_expression(glob: str, path: str) -> bool:
    """The same question put to a regular expression over `/a/b` forms."""
    made = ""
    for part in glob.split("/"):
        if part == "**":
            made += "(?:/[^/]+)*"
        else:
            made += "/" + "".join({"*": "[^/]*", "?": "[^/]"}.get(c, re.escape(c)) for c in part)
    return re.fullmatch(made, f"/{path}") is not None


@given(GLOBS, PATHS)
def test_a_glob_means_what_its_expression_means(glob: str, path: str) -> None:
    assert matcher(glob)(path) == by_expression(glob, path)


def test_stars_without_end_cost_no_time() -> None:
    assert not matcher("*a" * 200 + "b")("a" * 4000)
    assert not matcher("**/a/" * 50 + "b")("a/" * 1000 + "c")
    assert Patterns(["*a*a*a*a*a*a*b"]).match("a" * 4000) is None


def test_a_globs_literal_folder() -> None:
    assert [literal_folder(one) for one in ("a/b/*.md", "a/b", "*", "a*/b", "**/x")] == ["a/b", "a/b", "", "", ""]


@settings(deadline=None)
@given(PATTERNS.filter(lambda one: one.strip("/")), PATHS)
def test_our_reading_of_a_pattern_agrees_with_the_librarys(pattern: str, path: str) -> None:
    assert linear(pattern)(path) == by_library(pattern)(path) == (Patterns([pattern]).match(path) is not None)


@pytest.fixture(scope="module")
def ignoring(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return Repository(Path(tmp_path_factory.mktemp("ignoring")) / "repo")


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(PATTERNS.filter(lambda one: one.strip("/")), st.lists(PATHS, min_size=8, max_size=8, unique=True))
def test_one_pattern_matches_what_git_ignores(ignoring: Repository, pattern: str, paths: list[str]) -> None:
    ignoring.write(".git/info/exclude", f"{pattern}\nalways\n")
    said = ignoring.git(
        *("check-ignore", "--no-index", "--stdin", "-z", "-v", "-n"),
        stdin=b"".join(os.fsencode(p) + b"\0" for p in [*paths, "always"]),
    )
    words = said.rstrip(b"\n").split(b"\0")
    ignored = {os.fsdecode(words[at + 3]): bool(words[at + 2]) for at in range(0, len(words) - 3, 4)}
    assert {path: Patterns([pattern]).match(path) is not None for path in paths} | {"always": True} == ignored


@pytest.mark.parametrize(
    ("lines", "path", "found"),
    [
        (["apps/**", "!apps/**/*.md"], "apps/a/x.md", None),
        (["apps/**", "!apps/**/*.md"], "apps/a/x.py", "apps/**"),
        (["!x.py", "x.py"], "x.py", "x.py"),
        (["apps/", "!apps/docs/"], "apps/docs/x", None),
        (["# apps", "", "apps"], "apps/x", "apps"),
        (["apps/platform/**"], "apps/platform/a\nb.py", "apps/platform/**"),
        (["**/*.py"], "a\nb/x.py", "**/*.py"),
        (["*.py"], "x.py\n", None),
        (["apps/**"], "apps/\udcff", "apps/**"),
        (["apps/**"], "Apps/x", None),
        (["\\!x"], "!x", "\\!x"),
    ],
)
def test_the_last_pattern_that_matches_decides(lines: list[str], path: str, found: str | None) -> None:
    assert Patterns(lines).match(path) == found


@pytest.mark.parametrize(("glob", "path"), [("a/*/b.md", "a/b.md"), ("a/*/b.md", "a/x/y/b.md"), ("*.md", "a/b.md"),
                                            ("a/*", "a/x/y"), ("a/*", "a/"), ("*/b", "b")])  # fmt: skip
def test_a_star_alone_is_one_folder_and_never_none_or_two(glob: str, path: str) -> None:
    assert not matcher(glob)(path)
