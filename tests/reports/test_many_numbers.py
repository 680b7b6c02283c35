"""Many numbers in one text: where each is written is told as fast as the text is long."""

from __future__ import annotations

import pytest

from judging import ALL, ledger, reading
from ledgergate.reports.free import free_numbers
from ledgergate.reports.judged import count
from pages import contents, page
from steps import lines_run

POLICY = """
[ledger.candidates]
sources = [{ path = "list.md", items = "headings", level = 3 }]
key = '^(?P<key>C-\\d+)'
[[report]]
path = "report.md"
ledger = "candidates"
totals = [{ pattern = 'N (?P<count>\\d+)' }, { pattern = 'O (?P<count>\\d+)/(?P<of>\\d+)' }]
"""
TEXTS = {
    "a paragraph of many lines": lambda n: "N 3 é *of* `O 3/3`\n" * n,
    "a paragraph of one line": lambda n: "é " + "N 3 and O 3/3 " * n,
    "a row of many cells": lambda n: "|" + "h|" * n + "\n|" + "-|" * n + "\n|" + " *N* 3 é |" * n + "\n",
    "a cell": lambda n: "|h|\n|-|\n| é" + " **N 3** &amp; O 3/3" * n + "|\n",
    "links with numbers between them": lambda n: "é [7](u) N 3 `8` 9 " * n,
}


@pytest.mark.parametrize("name", TEXTS)
def test_four_times_the_numbers_take_four_times_the_steps(name: str) -> None:
    def read(text: str) -> None:
        side = reading({"list.md": ledger(*ALL), "report.md": text}, POLICY)
        assert count(side) > 50
        assert free_numbers(side, side.reports[0]) is not None

    small, large = (lines_run(read, TEXTS[name](size)) for size in (60, 240))
    assert large <= 5 * small


@pytest.mark.parametrize("name", TEXTS)
def test_each_character_is_where_it_is_written(name: str) -> None:
    read = page(TEXTS[name](5))
    for content in contents(read):
        for at, sign in enumerate(content.text):
            start, end = content.bytes_of(at, at + 1)
            said = read.document.data[start:end].decode()
            assert said == sign or (said, sign) in (("&amp;", "&"), ("\n", "\n"))
