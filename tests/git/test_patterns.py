"""Runtime patterns: what they reach above and below, and what reaches nothing."""

from __future__ import annotations

import pytest

from ledgergate.git.patterns import Patterns


@pytest.mark.parametrize("pattern", ["apps/lib/**", "/apps/lib/**", "/apps/lib/", "apps/lib/*.py"])
def test_a_folder_above_an_anchored_pattern_is_its_root_or_lies_above_it(pattern: str) -> None:
    patterns = Patterns([pattern])
    assert patterns.rooted("apps") == patterns.rooted("apps/lib") == pattern
    assert patterns.rooted("APPS", folded=True) == pattern
    assert patterns.rooted("app") is None
    assert patterns.rooted("apps/li") is None
    assert patterns.match_below("apps") == pattern


def test_a_comment_and_an_excluding_pattern_reach_nothing() -> None:
    for line in ("# apps", "!apps/**"):
        patterns = Patterns([line])
        assert [patterns.match(path) for path in ("# apps", "apps/a", "apps")] == [None] * 3
        assert patterns.rooted("apps") is None
        assert patterns.match_below("apps") is None


def test_the_last_pattern_that_matches_decides_and_is_named() -> None:
    patterns = Patterns(["apps/**", "!apps/docs/**", "apps/docs/run.py", "tools"])
    assert patterns.match("apps/a.py") == "apps/**"
    assert patterns.match("apps/docs/a.md") is None
    assert patterns.match("apps/docs/run.py") == "apps/docs/run.py"
    assert patterns.match("other/tools/x") == "tools"
    assert patterns.match("toolset/x") is None
