"""Nothing that a repository holds is more than text, in any format."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from typing import Any

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options as Cmark
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ledgergate.output import FORMATS, not_checked, render
from ledgergate.output.github import summary
from verdicts import HOSTILE, RULES, hostile, refused

UNSHOWN = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff]"
)
COMMAND = re.compile(r"##(?:\[|vso\[|teamcity\[)", re.IGNORECASE)
texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.lists(st.sampled_from(HOSTILE), min_size=2, max_size=3).map("".join),
    st.text(st.characters(), max_size=60),
    st.binary(max_size=40).map(lambda raw: raw.decode("utf-8", "surrogateescape")),
)


def told(name: str, text: str) -> list[str]:
    return [render(name, hostile(text), rules=RULES), not_checked(name, refused(text))]


def each_string(made: Any) -> list[str]:
    if isinstance(made, dict):
        return [one for pair in made.items() for part in pair for one in each_string(part)]
    if isinstance(made, list):
        return [one for part in made for one in each_string(part)]
    return [made] if isinstance(made, str) else []


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=60, deadline=None)
@given(text=texts)
def test_no_format_lets_through_what_moves_a_cursor_hides_or_commands(name: str, text: str) -> None:
    for shown in told(name, text):
        assert not UNSHOWN.search(shown)
        assert not COMMAND.search(shown)
        shown.encode("utf-8")
        assert shown.endswith("\n")


@pytest.mark.parametrize("name", ["text", "markdown", "junit", "json", "sarif", "gitlab"])
@settings(max_examples=60, deadline=None)
@given(text=texts)
def test_no_line_of_a_log_begins_a_command(name: str, text: str) -> None:
    for shown in told(name, text):
        assert not [line for line in shown.split("\n") if line.lstrip().startswith(("::", "section_", "travis_fold"))]


@settings(max_examples=60, deadline=None)
@given(text=texts)
def test_no_line_of_a_comment_begins_a_bots_command(text: str) -> None:
    for shown in told("markdown", text):
        assert not [line for line in shown.split("\n") if line.lstrip().startswith("/")]


@settings(max_examples=60, deadline=None)
@given(text=texts)
def test_github_obeys_only_our_own_commands(text: str) -> None:
    for shown in told("github", text):
        commands = [line for line in shown.split("\n") if line.lstrip().startswith("::")]
        opening = re.fullmatch(r"::stop-commands::(ledgergate-[0-9a-f]{32})", commands[0])
        assert opening
        assert shown.count(opening[1]) == 2
        assert commands[1] == f"::{opening[1]}::"
        for command in commands[2:]:
            form = r"::(?:error|warning) (?:(?:file|line|col|endLine|endColumn|title)=[^:,]*,?)+::[^\n]*"
            assert re.fullmatch(form, command), command


@pytest.mark.parametrize("name", ["json", "sarif", "gitlab"])
@settings(max_examples=60, deadline=None)
@given(text=texts)
def test_json_documents_parse_and_hold_only_what_can_be_encoded(name: str, text: str) -> None:
    for shown in told(name, text):
        for one in each_string(json.loads(shown)):
            one.encode("utf-8")


@settings(max_examples=60, deadline=None)
@given(text=texts)
def test_junit_parses_with_the_elements_that_we_wrote(text: str) -> None:
    ours = {"testsuites", "testsuite", "testcase", "failure", "error", "skipped", "system-out"}
    for shown in told("junit", text):
        assert {one.tag for one in ElementTree.fromstring(shown.encode()).iter()} <= ours  # noqa: S314  # our own text


def finished(shown: str) -> str:
    """What a service makes of Markdown, raw HTML and autolinks included."""
    return str(cmarkgfm.github_flavored_markdown_to_html(shown, Cmark.CMARK_OPT_UNSAFE))


@settings(max_examples=100, deadline=None)
@given(text=texts)
@example("--")
@example("# title")
@example("1. one")
@example("      code")
@example("+ more")
def test_a_comment_holds_no_markup_of_others(text: str) -> None:
    ours = {"h3", "p", "strong", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "code", "details", "summary"}
    for shown in (*told("markdown", text), summary(hostile(text))):
        page = finished(shown)
        assert set(re.findall(r"</?([A-Za-z0-9]+)", page)) <= ours
        assert len(re.findall(r"<!-- (?!-->)", page)) == int(shown.startswith("<!-- ledgergate -->"))
        prose = re.sub(r"<code>.*?</code>", "", page, flags=re.DOTALL)
        assert not re.search(r'[@#!](?=[\w"])|://|\bwww\.\w', re.sub(r"&[a-z]+;|&#\d+;", " ", prose))


def test_a_table_keeps_its_columns_whatever_a_cell_says() -> None:
    for text in HOSTILE:
        rows = re.findall(r"<tr>(.*?)</tr>", finished(render("markdown", hostile(text))), flags=re.DOTALL)
        assert {len(re.findall(r"<t[hd]", row)) for row in rows} == {4, 8}


def test_what_was_hidden_can_be_read() -> None:
    shown = render("text", hostile("abc\u202egnp\x1b[2J\udcff\n"))
    assert r"abc\u202egnp\x1b[2J\xff\n is not here" in shown
