"""Which regular expressions are refused for the time that they can take."""

from __future__ import annotations

import pytest

from ledgergate.policy.texts import regex_trouble


@pytest.mark.parametrize(
    "pattern",
    [
        r"(a+)+", r"(a*)*b", r"(a+b?)+", r"(\w+\s?)+$", r"([A-Z-]+-)+x", r"((a+))+", r"(?:(?P<key>\d+)\s*)+x",
        r"(a{1,30}){1,30}", r"(.*,)*x", r"(?:a*b*)*c", r"(a|b+)*", r"(?=(a+)+b)", r"x|(é+)+", r"(?:[^,]+,?)*",
    ],
)  # fmt: skip
def test_a_repeat_that_reads_one_text_in_many_ways(pattern: str) -> None:
    assert regex_trouble(pattern).startswith("a repeat inside a repeat")


@pytest.mark.parametrize(
    "pattern",
    [
        r"^(?P<key>[A-Z]+-\d+)\b", r"(?:[A-Z]+-)+\d+", r"(foo|bar)+", r"(?:\d+\.)*\d+", r"full suite (is )?green",
        r"^(?:\d{4}-\d\d-\d\d-)?(?P<key>.+)$", r"(a+b)+", r"(?:[^,]+,)*", r"(\d{3}-)+",
        r"(?P<a>x)(?(a)y|z)+", r"(a|a)*b",
    ],
)  # fmt: skip
def test_an_honest_repeat_passes(pattern: str) -> None:
    assert regex_trouble(pattern) == ""


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        ("(", "not a regular expression: missing ), unterminated subpattern at position 0"),
        ("a{2,1}", "not a regular expression: min repeat greater than max repeat at position 2"),
        ("[[a]", "not a regular expression: Possible nested set at position "),
        ("x" * 501, "a regular expression longer than 500 characters"),
        ("a{99999999999}", "not a regular expression: the repetition number is too large"),
        ("(" * 400, "not a regular expression: "),
    ],
    ids=["open", "order", "nested-set", "long", "large", "deep"],
)
def test_what_is_no_regular_expression(pattern: str, says: str) -> None:
    assert regex_trouble(pattern).startswith(says)
