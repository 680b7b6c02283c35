"""Which regular expressions are refused for the time that they can take."""

from __future__ import annotations

import sys

import pytest

from ledgergate.policy.backtracking import explodes
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


@pytest.mark.parametrize(
    "pattern",
    [
        r"(a+)+", r"(a+){9,10}", r"(a{1,10})+", r"(a+?)+?", r"((?:a+))+", r"((a+)b?)+", r"(a+b{0,1})+",
        r"(a+b{1,})+", r"(a+\b)+", r"(a+^)+", r"(a+(?=x))+", r"(a+(?!x))+", r"(?P<q>z)(a+(?P=q))+",
        r"(z)(a+(?(1)x|y))+", r"(z)(?(1)(a+)+|y)", r"(z)(?(1)x|(a+)+)", r"(z)(?(1)(a+)+)", r"(a|.)+", r"(.|\n)+",
        r"([^a]|b)+", r"(a+[^b])+", r"(\w+\S)+", r"(\d+\d)+", r"(é+)+", r"(é+ü)+", r"([a-f]+[f-z])+", r"([^\d]+x)+",
        r"(a+|b)+", r"((ab)+a)+", r"((ab)+(ab))+", r"((?:b|c)+b)+", r"(?:(a+)+|x)*", r"x(?:y(?:z+)*)?", r"(?i:a+)+",
        r"(?:[\w.]+\.)+", r"(?<!a)(b+)+", r"(?=(?:a+)+)x", r"(?!(?:a+)+)x", r"(a*|b)*", r"(?:a|bb|c+)*", r"(.+\n)+",
        r"(?s:.+\n)+", r"(ß+ß)+", r"(?:a{0,10}b?)+", r"(a{9,10}b?)+", r"(a{0}b+)+", r"(?:(?:b+)|(?:c))*d",
        r"(?:(a)|b|(a))+", r"(?:(a)|(b)|(c)|(a))+", r"(a+b{1,10})+", r"(a+b*?)+", r"(a+b??)+",
        r"(a+b+?)+", r"(a+b{0,9}?)+",
    ],
)  # fmt: skip
def test_a_repeat_whose_parts_share_letters_or_may_be_nothing(pattern: str) -> None:
    assert explodes(pattern) == (
        "a repeat inside a repeat that can read the same text in many ways (such as (a+)+): "
        "it can take hours; rewrite it"
    )


@pytest.mark.parametrize(
    "pattern",
    [
        r"(a+){9}", r"(a+){10}", r"(a+){2,9}", r"(a+){10,10}", r"(a{9})+", r"(a{10})+", r"(a{1,9})+", r"((a+)b)+",
        r"(a+b{1,1})+", r"(a+(b|c))+", r"(a|a)+", r"(a|b)+", r"(ab|ac)+", r"(a|ab)+", r"(a|[ab])+", r"(\d|\w)+",
        r"(\d|\D)+", r"(a|\n)+", r"([^a]|a)+", r"(a+[^a])+", r"(\w+\W)+", r"(\s+\S)+", r"(\D+\d)+", r"(é+中)+",
        r"(é+a)+", r"([à-ü]+x)+", r"([a-f]+[g-z])+", r"([^\d]+\d)+", r"((ab)+c)+", r"((ab)+d)+", r"(a+(?:b|c)d)+",
        r"((?:b|c)+d)+", r"(?:(?:a|b)|(?:b|c))+", r"(a{2}b+)*", r"(?:\.\w+)+", r"((?:a+|b)c)*", r"(?:a|b|a)*",
        r"([^\n]+\n)+", r"(\u4e2d+é)+", r"(ß+x)+", r"[a+]+(b)+", r"((?:))+", r"(?:a{10,}b)+", r"(a{10}b?)+",
        r"([0-9a-f]{40},?)+", r"(x(a+)y)+",
    ],
)  # fmt: skip
def test_a_repeat_whose_parts_are_told_apart(pattern: str) -> None:
    assert explodes(pattern) == ""


@pytest.mark.skipif(sys.version_info < (3, 11), reason="Python 3.10 has no groups that give nothing back")
def test_groups_that_give_nothing_back() -> None:
    refused = [r"(?>a+)+", r"(?>(a+)+)b", r"x(?>y(?:a+)*)", r"(a+b?+)+", r"(a+b*+)+", r"(a+b++)+", r"(a+a{2}+)+"]
    taken = [r"(a++)+", r"(a+)++", r"(?>a+b)+", r"(a+b{2}+)+", r"(a+b{1,9}+)+"]
    assert [one for one in (*refused, *taken) if explodes(one)] == refused


def test_parts_that_stand_for_the_letters_of_others() -> None:
    """Alternatives of several letters separate nothing; a letter outside of ASCII may stand for any other."""
    refused = [r"(a+(?:bc|de))+", r"(ü+é)+", r"(ü+中)+", r"(a+a{2})+", r"(a+a{2}?)+"]
    taken = [r"(a+b{2})+", r"(a+b{2}?)+", r"(ü+a)+"]
    assert [one for one in (*refused, *taken) if explodes(one)] == refused
