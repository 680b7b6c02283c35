"""`ledgergate explain`: a page as a reader sees it, a list of the rules whose codes begin alike."""

from __future__ import annotations

import re

import pytest

from ledgergate.cli import catalogue
from ledgergate.cli.pages import shown
from ledgergate.errors import Misused
from ledgergate.rules import CATALOGUE

PAGE = """# LG999 example

One sentence that names `a command` and goes on for long enough to be wrapped at the width of a terminal.

**Why.** Because.

    - **Bucket**: TBD  `as it is`
"""


@pytest.mark.parametrize("word", ["LG2", "lg2", "LG20"])
def test_a_prefix_lists_its_rules(word: str) -> None:
    lines = catalogue.explained(word, 80, color=False).splitlines()
    assert [line.split()[0] for line in lines] == [
        rule.code for rule in CATALOGUE if rule.code.startswith(word.upper())
    ]
    assert len(lines) > 5


@pytest.mark.parametrize("word", ["LG8", "nothing", ""])
def test_what_begins_no_code_is_refused_or_lists_all(word: str) -> None:
    if not word:
        assert catalogue.explained(word, 0, color=False) == catalogue.table()
        return
    with pytest.raises(Misused, match="no rule is called"):
        catalogue.explained(word, 0, color=False)


def test_a_pipe_gets_the_markdown() -> None:
    assert catalogue.explained("LG201", 0, color=False) == catalogue.page("LG201")


def test_a_terminal_gets_wrapped_paragraphs_without_marks_and_examples_as_written() -> None:
    lines = shown(PAGE, 50, color=False).splitlines()
    assert lines[0] == "LG999 example"
    assert max(map(len, lines)) <= 50
    assert "Why. Because." in lines
    assert "    - **Bucket**: TBD  `as it is`" in lines


def test_colour_changes_no_word() -> None:
    painted = shown(PAGE, 50, color=True)
    assert "\x1b[1mWhy.\x1b[0m Because." in painted
    assert "\x1b[36ma command\x1b[0m" in painted
    assert re.sub(r"\x1b\[\d+m", "", painted) == shown(PAGE, 50, color=False).replace("`a command`", "a command")


@pytest.mark.parametrize("rule", CATALOGUE, ids=lambda rule: rule.code)
def test_every_page_keeps_its_words(rule: object) -> None:
    page = catalogue.page(getattr(rule, "code", ""))
    words = re.sub(r"[*`#]", "", page).split()
    assert re.sub(r"[*`#]", "", shown(page, 60, color=False)).split() == words
