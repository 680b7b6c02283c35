# ruff: noqa: E501  # a table of edits is read by its rows
"""Reports of two policies joined, where rows, columns and totals find their place or do not."""

from __future__ import annotations

import pytest

from joined import joined, require_held
from ledgergate.policy.model import Count

V = '[vocabulary.bucket]\nvalues = ["now", "later"]\n'
R = (
    V
    + r"""[vocabulary.size]
values = ["s", "m"]
[ledger.l]
sources = [{ path = "a.md", items = "list" }]
fields.f = { label = "F", values = "bucket" }
fields.g = { label = "G", values = "size" }
[ledger.m]
items = ["X"]
fields.f = { label = "F", values = "bucket" }
[[report]]
path = "r.md"
ledger = "l"
covers = { f = ["now"] }
count = { rows = [1, 3], "f=now" = 2 }
rows = { items = "table", key = "ID", under = ["O"], columns = { F = "f", G = "g" }, map = { f = { Jetzt = "now" } }, fields.own = { label = "Own", pattern = "(a)" } }
totals = [{ by = "f" }, { by = "g" }]
"""
)


def edited(*pairs: tuple[str, str], text: str = R) -> str:
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return text


LATER = {"map gone"}

# The earlier text, the later one and what is gone of the documents -> what is told, and what of the later one is not held to.
# fmt: off
CASES: dict[str, tuple[tuple[str, ...], list[str], list[str]]] = {
    'r same': ((R, R), [], []),
    'r gone': ((R, R[:R.index('[[report]]')]), ["- 12: the report 'r.md' is no longer governed [r.md]"], []),
    'r of another ledger': ((R, edited(('path = "r.md"\nledger = "l"', 'path = "r.md"\nledger = "m"'), (', G = "g"', ''), (', { by = "g" }', ''),text=R)), ["- 12: the report 'r.md' is no longer governed [r.md]"], []),
    'r wider': ((R, edited(('"r.md"', '"*.md"'),text=R)), [], []),
    'covers none': ((R, edited(('covers = { f = ["now"] }', 'covers = "none"'),text=R)), ["+ 12: the report 'r.md' need no longer cover what it covered [covers]"], []),
    'covers more': ((R, edited(('covers = { f = ["now"] }', 'covers = "all"'),text=R)), [], []),
    'covers less': ((edited(('covers = { f = ["now"] }', 'covers = "all"'),text=R), R), ["+ 12: the report 'r.md' need no longer cover what it covered [covers]"], []),
    'covers none before': ((edited(('covers = { f = ["now"] }', 'covers = "none"'),text=R), R), [], []),
    'counts': ((R, edited(('[1, 3], "f=now" = 2', '[1, 4], "f=later" = 1'),text=R)), ["- 12: the report 'r.md' may have another number of rows [count]", "- 12: the report 'r.md' may have another number of rows [count]"], []),
    'counts lower': ((R, edited(('[1, 3]', '[0, 3]'),text=R)), ["- 12: the report 'r.md' may have another number of rows [count]"], []),
    'counts narrower': ((R, edited(('[1, 3]', '[2, 3]'), ('"f=now" = 2', '"f=now" = [2, 2]'),text=R)), [], []),
    'no rows': ((R, edited((R[R.index('rows = {'):R.index('totals')], ''),text=R)), ["- 12: the report 'r.md' no longer binds its rows [rows]"], []),
    'rows new': ((edited((R[R.index('rows = {'):R.index('totals')], ''),text=R), R), [], []),
    'key': ((R, edited(('"ID"', '"No"'),text=R)), ["- 17: the report 'r.md' no longer takes keys like 'cell:ID' [cell:ID]"], ["- 17: the report 'r.md' no longer takes keys like 'cell:No' [cell:No]"]),
    'key, nowhere': ((R, edited(('"ID"', '"No"'),text=R), 'rows 0'), [], []),
    'under': ((R, edited(('["O"]', '["P"]'),text=R)), ["- 12: the report 'r.md' is read under 'O' alone, or no longer there [O]"], []),
    'under, nowhere': ((R, edited(('["O"]', '["P"]'),text=R), 'rows 0'), [], []),
    'not under': ((R, edited(('under = ["O"]', 'under = ["O"], not_under = ["N"]'),text=R), 'rows 0'), ["+ 17: the report 'r.md' is no longer read under 'N' [N]"], []),
    'path': ((R, edited(('rows = {', 'rows = { path = "x.md", '),text=R)), ["- 12: the report 'r.md' no longer reads its rows in 'r.md' [r.md]"], ["- 12: the report 'r.md' no longer reads its rows in 'x.md' [x.md]"]),
    'path back': ((edited(('rows = {', 'rows = { path = "x.md", '),text=R), R), ["- 12: the report 'r.md' no longer reads its rows in 'x.md' [x.md]"], ["- 12: the report 'r.md' no longer reads its rows in 'r.md' [r.md]"]),
    'path its own': ((R, edited(('rows = {', 'rows = { path = "r.md", '),text=R)), [], []),
    'path wider': ((edited(('rows = {', 'rows = { path = "x.md", '),text=R), edited(('rows = {', 'rows = { path = "*.md", '),text=R)), [], []),
    'own field': ((R, edited((', fields.own = { label = "Own", pattern = "(a)" }', ''),text=R)), ["- 12: the field 'own' of the report 'r.md' is no longer read [own]"], []),
    'own field cut otherwise': ((R, edited(('"(a)"', '"(b)"'),text=R)), ["- 12: the field 'own' of the report 'r.md' is cut out by another pattern [(a)]"], ["- 12: the field 'own' of the report 'r.md' is cut out by another pattern [(b)]"]),
    'own field cut otherwise, nowhere': ((R, edited(('"(a)"', '"(b)"'),text=R), 'column 0 own'), [], []),
    'column': ((R, edited(('F = "f", G = "g"', 'F = "f"'),text=R)), ["- 12: the report 'r.md' is no longer compared by 'g' [g]"], []),
    'column, nowhere': ((R, edited(('F = "f", G = "g"', 'F = "f"'),text=R), 'column 0 g'), ["- 12: the report 'r.md' is no longer compared by 'g' [g]"], []),
    'column renamed': ((R, edited(('G = "g"', 'H = "g"'),text=R)), ["- 12: the report 'r.md' is no longer compared by 'g' [g]"], []),
    'column renamed, nowhere': ((R, edited(('G = "g"', 'H = "g"'),text=R), 'column 0 g'), [], []),
    'column renamed, nowhere, and another gone': ((R, edited(('F = "f", G = "g"', 'H = "f"'),text=R), 'column 0 f'), ["- 12: the report 'r.md' is no longer compared by 'g' [g]"], []),
    'columns swapped': ((R, edited(('F = "f", G = "g"', 'F = "g", G = "f"'),text=R)), ["- 12: the report 'r.md' is no longer compared by 'f' [f]", "- 12: the report 'r.md' is no longer compared by 'g' [g]"], ["- 12: the report 'r.md' is no longer compared by 'g' [g]", "- 12: the report 'r.md' is no longer compared by 'f' [f]"]),
    'map': ((R, edited(('Jetzt = "now"', 'Jetzt = "later", Neu = "now"'),text=R)), ["+ 0: the report 'r.md' takes 'Jetzt' for 'later' [Jetzt]", "+ 0: the report 'r.md' takes 'Neu' for 'now' [Neu] (advice)"], ["+ 0: the report 'r.md' takes 'Jetzt' for 'now' [Jetzt]"]),
    'map gone': ((R, edited((', map = { f = { Jetzt = "now" } }', ''),text=R)), [], []),
    'map new': ((edited((', map = { f = { Jetzt = "now" } }', ''),text=R), edited(('map = {', 'map = { g = { Klein = "s" }, '),text=R)), ["+ 0: the report 'r.md' takes 'Klein' for 's' [Klein] (advice)", "+ 0: the report 'r.md' takes 'Jetzt' for 'now' [Jetzt] (advice)"], []),
    'totals': ((R, edited(('totals = [{ by = "f" }, { by = "g" }]', 'totals = [{ by = "g" }]'),text=R)), ["- 18: the report 'r.md' is no longer checked for a total [f]"], []),
    'totals, gone without another': ((R, edited(('totals = [{ by = "f" }, { by = "g" }]', 'totals = [{ by = "g" }]'),text=R), 'total 0 f'), ["- 18: the report 'r.md' is no longer checked for a total [f]"], []),
    'totals, another in its place': ((R, edited(('{ by = "f" }, { by = "g" }', '{ by = "g" }, { at = "x" }'),text=R), 'total 0 f'), [], []),
    'totals, another beside it': ((R, edited(('{ by = "f" }, { by = "g" }', '{ by = "g" }, { at = "x" }'),text=R)), ["- 18: the report 'r.md' is no longer checked for a total [f]"], []),
    'totals, one for two': ((R, edited(('{ by = "f" }, { by = "g" }', '{ at = "x" }'),text=R), 'total 0 f', 'total 0 g'), ["- 18: the report 'r.md' is no longer checked for a total [g]"], []),
    'pattern': ((edited(('{ by = "g" }', "{ pattern = '(?P<count>\\d+)' }"),text=R), edited((', { by = "g" }', ''),text=R)), ["- 18: the report 'r.md' is no longer checked for a total [(?P<count>\\d+)]"], []),
    'two reports': ((R+'[[report]]\npath = "*.md"\nledger = "l"\nclaims = true\n', R+'[[report]]\npath = "*.md"\nledger = "l"\nclaims = false\n'), ["- 19: the report '*.md' may claim without evidence [claims]"], []),
    'two reports swapped': ((R+'[[report]]\npath = "s.md"\nledger = "l"\nclaims = true\n', edited(('[[report]]', '[[report]]\npath = "s.md"\nledger = "l"\nclaims = true\n[[report]]'),text=R)), [], []),
    'one report for two': ((R+'[[report]]\npath = "s.md"\nledger = "l"\nclaims = true\n', edited(('"r.md"', '"*.md"'),text=R)), ["- 19: the report 's.md' is no longer governed [s.md]"], []),
    'second report column nowhere': ((R.replace('[[report]]', '[[report]]\npath = "z.md"\nledger = "l"\nclaims = true\n[[report]]'), edited(('G = "g"', 'H = "g"'),text=R).replace('[[report]]', '[[report]]\npath = "z.md"\nledger = "l"\nclaims = true\n[[report]]'), 'column 1 g'), [], []),
}
# fmt: on


@pytest.mark.parametrize("name", CASES)
def test_what_is_told_of_a_change_and_what_is_held_to(name: str) -> None:
    require_held(*CASES[name], later=name in LATER)


def test_the_numbers_of_rows_that_the_earlier_policy_allows_stand_in_place_of_wider_ones() -> None:
    policy, _ = joined(R, edited(('[1, 3], "f=now" = 2', '[0, 3], "f=later" = 1, "f=now" = [2, 2]')))
    assert policy.reports[0].counts == (Count("f", "later", 1, 1), Count("f", "now", 2, 2), Count("", "", 1, 3))
    policy, _ = joined(R, edited(('[1, 3], "f=now" = 2', '[0, 3], "f=now" = [1, 2]')))
    assert policy.reports[0].counts == (Count("", "", 1, 3), Count("f", "now", 2, 2))
