"""Patterns of words in which a blank, a hyphen and a dash mean the same."""

from __future__ import annotations

import pytest

from ledgergate.truth.likened import likened


@pytest.mark.parametrize(
    "text",
    [
        "production-ready",
        "Production ready",
        "production\nready",
        "production – ready",
        "production‑ready",
        "PRODUCTION—READY",
    ],
)
@pytest.mark.parametrize("pattern", ["production-ready", "production ready", r"production\-ready"])
def test_words_are_found_however_they_are_joined(pattern: str, text: str) -> None:
    assert likened(pattern).search(text)


@pytest.mark.parametrize("text", ["productionready", "production is ready", "production, ready"])
def test_other_texts_are_not_found(text: str) -> None:
    assert not likened("production-ready").search(text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"[a-c]-(x|y z)", "b – y\u2011z"),
        (r"(?P<what>suite) is\b(?! not)", "suite–is"),
        (r"(?i-s:all tests) *pass", "all-tests--pass"),
        (r"(?x) all \s tests  # a comment", "all tests"),
        (r"[]-]x", "]x"),
    ],
)
def test_sets_groups_and_repeats_stay_what_they_are(pattern: str, text: str) -> None:
    assert likened(pattern).search(text)


def test_a_pattern_that_would_explode_is_taken_as_it_is_written() -> None:
    assert likened("( |-)+x").pattern == "( |-)+x"


@pytest.mark.parametrize("pattern", ["( |x)+y", r"(\w+ )*x", "(a |b-)*c"])
def test_a_long_run_of_blanks_is_read_in_one_way(pattern: str) -> None:
    assert not likened(pattern).fullmatch("a" * 20 + " " * 2000)
