"""Which documents are governed, and how strictly."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgergate import policy
from ledgergate.policy.governed import _compiled, _plainly, _translated

TEXT = b"""\
[ledger.x]
sources = [
  { path = "docs/x.md", items = "headings" },
  { path = "specs/*/", file = "spec.md", items = "files" },
]
dispositions = { path = "docs/closed.md" }
[[report]]
path = "{package}/r.md"
ledger = "x"
rows = { items = "table", key = "X", path = "docs/rows.md" }
totals = { pattern = '(?P<count>\\d+) tasks', counts = "boxes", file = "docs/tasks.md" }
[[package]]
path = "specs/3*"
requires = ["plan.md"]
[documents]
links = ["guides/**/*.md"]
[rules]
"*" = "advise"
LG201 = "block"
lookalike-candidates = "off"
[rules.paths]
"docs/**" = { unclassified = "off" }
"docs/now/**" = { "*" = "block" }
"""
READ = policy.load({".ledgergate.toml": TEXT})


def test_every_document_that_a_verdict_needs_is_governed() -> None:
    assert policy.governed(READ) == (
        ".ledgergate.toml", "docs/closed.md", "docs/rows.md", "docs/tasks.md", "docs/x.md", "guides/**/*.md",
        "ledgergate.toml",
        "pyproject.toml", "specs/*/spec.md", "specs/3*/checklists/*.md", "specs/3*/plan.md", "specs/3*/r.md",
        "specs/3*/spec.md", "specs/3*/tasks.md",
    )  # fmt: skip


def test_a_source_is_governed_by_its_whole_name() -> None:
    sources = "[{ path = 'docs/X', items = 'list' }, { path = 'X/', items = 'files', file = 'X' }]"
    read = policy.load({"a.toml": f"[ledger.l]\nsources = {sources}\n".encode()})
    assert policy.governed(read)[1:3] == ("X/X", "a.toml")
    assert policy.governed(read)[3] == "docs/X"


@pytest.mark.parametrize(
    ("name", "code", "path", "default", "level"),
    [
        ("unclassified", "LG201", "a.md", "block", "block"),
        ("unclassified", "LG201", "docs/a.md", "block", "off"),
        ("unclassified", "LG201", "docs/now/a.md", "block", "block"),
        ("wrong-total", "LG305", "a.md", "block", "advise"),
        ("wrong-total", "LG305", "docs/now/b/c.md", "advise", "block"),
        ("lookalike-items", "LG208", "a.md", "advise", "off"),
        ("title-differs", "LG310", "a.md", "off", "off"),
    ],
)
def test_the_nearest_level_counts(name: str, code: str, path: str, default: str, level: str) -> None:
    assert policy.level(READ, name, code, path, default) == level


@pytest.mark.parametrize(
    ("glob", "path", "holds"),
    [
        ("docs/*.md", "docs/a.md", True), ("docs/*.md", "docs/b/a.md", False), ("docs/**", "docs/b/a.md", True),
        ("**/a.md", "a.md", True), ("**/a.md", "x/y/a.md", True), ("a/**/b", "a/b", True), ("a/**/b", "a/x/y/b", True),
        ("a/**/b", "axb", False), ("[0-9]*.md", "12.md", True), ("[!0-9]*.md", "12.md", False), ("a?c", "abc", True),
        ("a?c", "a/c", False), ("a.c", "abc", False), ("docs/", "docs/x", True), ("docs/", "docs", False),
        ("[", "[", True),
        ("ab**", "abc", True), ("ab**", "ab/c", False), ("*a*b", "xayb", True), ("*a*b", "xaxc", False),
        ("[z-a]x", "[z-a]x", True), ("[!]", "[!]", True), ("*", "a\nb", True), ("docs/[abc", "docs/[abc", True),
    ],
)  # fmt: skip
def test_a_glob_names_paths(glob: str, path: str, holds: bool) -> None:
    assert policy.matches(glob, path) is holds


@given(st.text("ab/*?[\n", max_size=7), st.text("ab/*?[\n", max_size=7))
def test_a_plain_glob_means_what_its_expression_means(glob: str, path: str) -> None:
    plain = _plainly(glob, path)
    assert plain in (None, re.match(_translated(glob), path, re.DOTALL) is not None)


def test_what_a_branch_is_held_against_is_plain() -> None:
    _compiled.clear()
    for glob in ("docs/*", "docs/**", "docs/x", "*", "**", "docs/"):
        assert _plainly(glob, "docs/x") is not None
        assert policy.matches(glob, "docs/x") is (glob != "*")
    assert not _compiled
    assert policy.matches("docs/?", "docs/x")
    assert list(_compiled) == ["docs/?"]
    _compiled["docs/?"] = re.compile("other")  # what was made once is not made again
    assert policy.matches("docs/?", "other")
    _compiled.clear()
