# ruff: noqa: E501  # a table of policies is read by its rows
"""A policy laid over a preset: what is merged, what replaces, what is left out with what it speaks of."""

from __future__ import annotations

import copy

import pytest
import tomli

from ledgergate.policy import presets
from ledgergate.policy.presets import laid_over

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

LEDGER = "ledger.l.items = ['a']\nledger.m.items = ['a']\n"
# (preset, own, the part that is looked at, what it is)
LAID: dict[str, tuple[str, str, str, Any]] = {
    "tables are merged": ("v.a = 1\nv.b = { c = 1, d = 1 }", "v.b = { d = 2, e = 2 }", "v", {"a": 1, "b": {"c": 1, "d": 2, "e": 2}}),
    "a value replaces a table": ("v.b = { c = 1 }", "v.b = 3", "v", {"b": 3}),
    "a table replaces a value": ("v.b = 3", "v.b = { c = 1 }", "v", {"b": {"c": 1}}),
    "lists replace": ("v = [1, 2]", "v = [3]", "v", [3]),
    "a table that inherits nothing": ("v.a = 1", "v = { inherit = false, b = 2 }", "v", {"inherit": False, "b": 2}),
    "a table that inherits": ("v.a = 1", "v = { inherit = true, b = 2 }", "v", {"inherit": True, "a": 1, "b": 2}),
    "without a table": ("v.a = 1\nw.a = 1", "without = ['v']", "v", None),
    "without one table": ("v.a = 1", "without = 'v'", "v", None),
    "without a table whose name holds another one's": ("v.a = 1\nvw.a = 1", "without = 'vw'", "v", {"a": 1}),
    "without another table": ("v.a = 1", "without = 'w'", "v", {"a": 1}),
    "without what is no name": ("v.a = 1", "without = 3", "v", {"a": 1}),
    "an invariant that makes the same demand in another order": (
        "ledger.l = { items = ['a'], fields = { f = 'F', g = 'G' } }\n[[invariant]]\nwhen.f = 'x'\nthen = { f = 'y', g = 'z' }",
        "[[invariant]]\nwhen.f = 'x'\nthen = { g = 'u', f = 'v' }", "invariant", [{"when": {"f": "x"}, "then": {"g": "u", "f": "v"}}]),
    "without a list": ("[[waiver]]\na = 1", "without = 'waiver'", "waiver", []),
    "a report is added": (
        "[[report]]\npath = 'a/r.md'\nledger = 'l'", "[[report]]\npath = 'a/s.md'\nledger = 'l'", "report",
        [{"path": "a/s.md", "ledger": "l"}, {"path": "a/r.md", "ledger": "l"}]),
    "a report of the same name replaces": (
        "[[report]]\npath = 'a/r.md'\nledger = 'l'\nx = 1", "[[report]]\npath = 'b/r.md'\nledger = 'l'", "report", [{"path": "b/r.md", "ledger": "l"}]),
    "a report of another ledger": (
        "[[report]]\npath = 'a/r.md'\nledger = 'l'", "[[report]]\npath = 'a/r.md'\nledger = 'm'", "report",
        [{"path": "a/r.md", "ledger": "m"}, {"path": "a/r.md", "ledger": "l"}]),
    "reports that are no list": ("[[report]]\npath = 'r'", "report = 3", "report", 3),
    "reports that are no tables": ("[[report]]\npath = 'r'", "report = [3]", "report", [3]),
    "evidence of the same condition": (
        "[[evidence]]\nledger = 'l'\nfield = 'f'\nwhen.a = 1\nx = 1", "[[evidence]]\nledger = 'l'\nfield = 'f'\nwhen.a = 1", "evidence",
        [{"ledger": "l", "field": "f", "when": {"a": 1}}]),
    "evidence of other conditions": (
        "".join(f"[[evidence]]\n{one}\n" for one in ("ledger = 'm'\nfield = 'f'\nwhen.a = 1", "ledger = 'l'\nfield = 'g'\nwhen.a = 1", "ledger = 'l'\nfield = 'f'\nwhen.a = 2", "ledger = 'l'\nreport = 'r'\nfield = 'f'\nwhen.a = 1")),
        "[[evidence]]\nledger = 'l'\nfield = 'f'\nwhen.a = 1", "evidence",
        [{"ledger": "l", "field": "f", "when": {"a": 1}}, {"ledger": "m", "field": "f", "when": {"a": 1}}, {"ledger": "l", "field": "g", "when": {"a": 1}},
         {"ledger": "l", "field": "f", "when": {"a": 2}}, {"ledger": "l", "report": "r", "field": "f", "when": {"a": 1}}]),
    "truths": ("[[truth]]\nledger = 'l'\nfield = 'f'\nx = 1", "[[truth]]\nledger = 'l'\nfield = 'f'", "truth", [{"ledger": "l", "field": "f"}]),
    "waivers": ("[[waiver]]\na = 1\n[[waiver]]\na = 2", "[[waiver]]\na = 1", "waiver", [{"a": 1}, {"a": 2}]),
    "a package's own path": ("[[package]]\npath = 'a'\nx = 1\ny = 1", "[[package]]\npath = 'a'\nx = 2", "package", [{"path": "a", "x": 2, "y": 1}]),
    "a package of another path": ("[[package]]\npath = 'a'\nx = 1", "[[package]]\npath = 'b'", "package", [{"path": "b"}, {"path": "a", "x": 1}]),
    "a package without a path": ("[[package]]\nx = 1", "[[package]]\npath = 'a'\n[[package]]\npath = 'b'\nx = 2", "package", [{"path": "a", "x": 1}, {"path": "b", "x": 2}]),
    "a package without a path and nobody to take it": ("[[package]]\nx = 1", "", "package", []),
    "a package that takes nothing": ("[[package]]\nx = 1", "[[package]]\npath = 'a'\nbinds = false", "package", [{"path": "a", "binds": False}]),
    "a package that binds": ("[[package]]\nx = 1", "[[package]]\npath = 'a'\nbinds = true", "package", [{"path": "a", "binds": True, "x": 1}]),
    "packages that are no list": ("[[package]]\nx = 1", "package = 3", "package", 3),
    "packages that are no tables": ("[[package]]\nx = 1", "package = [3]", "package", [3]),
    "a ledger without a source is left out": ("ledger.l.key = 'k'\nledger.m.items = ['a']\nledger.n.sources = [{}]", "", "ledger", {"m": {"items": ["a"]}, "n": {"sources": [{}]}}),
    "a ledger that is given": ("ledger.l.key = 'k'", "ledger.l.title = 't'", "ledger", {"l": {"key": "k", "title": "t"}}),
    "a ledger that is no table": ("ledger.l.key = 'k'", "ledger = 3", "ledger", 3),
    "a ledger of that name that is no table": ("ledger.l.key = 'k'", "ledger.m = 3", "ledger", {"m": 3}),
    "what speaks of a ledger that is left out": (
        "ledger.l.key = 'k'\nledger.m.items = ['a']\n[[report]]\npath = 'r'\nledger = 'l'\n[[report]]\npath = 's'\nledger = 'm'", "", "report", [{"path": "s", "ledger": "m"}]),
    "own ones that speak of it": ("ledger.l.key = 'k'", "[[report]]\npath = 'r'\nledger = 'l'", "report", [{"path": "r", "ledger": "l"}]),
    "reports of packages without any": (LEDGER + "[[report]]\npath = '{package}/r'\n[[report]]\npath = 's'", "", "report", [{"path": "s"}]),
    "reports of a package": (LEDGER + "[[report]]\npath = '{package}/r'", "[[package]]\npath = 'a'", "report", [{"path": "{package}/r"}]),
    "reports of a package that binds nothing": (LEDGER + "[[report]]\npath = '{package}/r'", "[[package]]\npath = 'a'\nbinds = false", "report", []),
    "reports of packages, one of which binds": (
        LEDGER + "[[report]]\npath = '{package}/r'", "[[package]]\npath = 'a'\nbinds = false\n[[package]]\npath = 'b'", "report", [{"path": "{package}/r"}]),
    "reports of packages that are none": (LEDGER + "[[report]]\npath = '{package}/r'", "package = 3", "report", []),
}  # fmt: skip
EMPTY: dict[str, Any] = {
    "ledger": {},
    "report": [],
    "invariant": [],
    "evidence": [],
    "truth": [],
    "package": [],
    "waiver": [],
}


@pytest.mark.parametrize("name", LAID)
def test_a_part_of_a_policy_over_a_preset(name: str) -> None:
    preset, own, part, made = LAID[name]
    base, given = tomli.loads(preset), tomli.loads(own)
    kept = copy.deepcopy((base, given))
    assert laid_over(base, given).get(part) == made
    assert (base, given) == kept


def test_a_list_that_holds_more_than_tables_is_left_to_the_reader() -> None:
    for name in ("report", "package"):
        assert laid_over({name: [{"x": 1}]}, {name: [3, {"path": "a"}]})[name] == [3, {"path": "a"}]


def test_the_presets_are_the_policies_in_their_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.listdir", {presets.FOLDER: ["b.toml", "x.py", "a.toml"]}.__getitem__)
    assert presets.names() == ["a", "b"]


def test_a_policy_without_anything_over_a_preset_without_anything() -> None:
    assert laid_over({}, {}) == EMPTY
    assert laid_over({"preset": "x"}, {"preset": "y", "ledger": {"l": {}}}) == {
        **EMPTY,
        "preset": "y",
        "ledger": {"l": {}},
    }
    assert laid_over({}, {"ledger": 3, "report": 4})["report"] == 4


FIELDS = (
    "ledger.l = { items = ['a'], fields.f = 'F', fields.g = 'G' }\nledger.gone.key = 'k'\nledger.gone.fields.z = 'Z'\n"
)
THEN = "[[invariant]]\nwhen.f = 'x'\nthen.g = 'y'\n"
# an invariant of the preset -> whether it is left, under a policy of one package
LEFT = {
    "when.f = 'x'\nthen.g = 'y'": True,
    "when.f = 'x'\nthen.z = 'y'": False,
    "when.z = 'x'\nthen.f = 'y'": False,
    "when.f = 'x'\nnone.z = 'y'": False,
    "when.f = 'x'\nevery.z = 'y'": False,
    "when.f = 'x'\nnever.z = 'y'": False,
    "when.c = 'x'\nthen.f = 'y'": True,
    "when = { f = 'x', ledger = 'gone' }\nthen.g = 'y'": False,
    "when.f = 'x'\nnone = { ledger = 'gone', f = 'x' }": False,
    "when.f = 'x'\nthen = { ledger = 'gone' }": False,
    "when.f = 'x'\nthen = { ledger = 'l' }": True,
    "when.f = 'x'\nevery = { ledger = 'gone' }": False,
    "when.f = 'x'\nnever = { ledger = 'gone' }": False,
    "when.f = 'x'\nnever = { ledger = 'l' }": True,
    "when.f = 'x'\nthen.names = ['gone']": False,
    "when.f = 'x'\nthen.names = ['l', 'gone']": False,
    "when.f = 'x'\nthen.names = ['l']": True,
    "when = { question = 'q', answer = 'a', key = 'k', title = 't', section = 's', package = 'p', report = 'r' }\nnone.ledger = 'l'": True,
}
REPORTS = "[[report]]\npath = 'r'\nrows.columns = { A = 'c', B = { field = 'd' } }\n"


@pytest.mark.parametrize("text", LEFT)
def test_a_demand_of_a_preset_is_left_where_all_of_it_is_read(text: str) -> None:
    preset = tomli.loads(FIELDS + REPORTS + f"[[invariant]]\n{text}\n")
    own = tomli.loads("[[package]]\npath = 'p'\n[[invariant]]\nwhen.zz = 'own'\nthen.zz = 'own'\n")
    mine = own["invariant"]
    assert laid_over(preset, own)["invariant"] == [*mine, *(preset["invariant"] if LEFT[text] else [])]


def test_a_demand_on_answers_is_left_where_a_package_is_bound() -> None:
    preset = tomli.loads(FIELDS + "[[invariant]]\nwhen = { question = 'q' }\nthen.f = 'x'\n")
    bound = {own: len(laid_over(preset, tomli.loads(own))["invariant"]) for own in (
        "", "[[package]]\npath = 'p'", "[[package]]\npath = 'p'\nbinds = false", "package = 3", "package = [3]")}  # fmt: skip
    assert list(bound.values()) == [0, 1, 0, 0, 0]


def test_an_own_demand_of_the_same_kind_replaces_the_presets() -> None:
    preset = tomli.loads(FIELDS + THEN)

    def laid(text: str) -> list[Any]:
        own = tomli.loads(f"[[invariant]]\n{text}\n")
        made = laid_over(preset, own)["invariant"]
        assert made[0] == own["invariant"][0]
        return [*made[1:]]

    assert laid("when.f = 'x'\nthen.g = 'other'") == []
    for other in (
        "when.f = 'y'\nthen.g = 'y'",
        "when.f = 'x'\nthen = { g = 'y', f = 'x' }",
        "when.f = 'x'\nthen.f = 'y'",
        "when.f = 'x'\nnone.g = 'y'",
    ):
        assert laid(other) == preset["invariant"]


def test_what_is_no_table_of_demands_is_left_to_the_reader() -> None:
    preset = tomli.loads(FIELDS + THEN + "[[report]]\npath = 'r'\nrows = { columns = { A = 'c' } }\n")
    assert laid_over(preset, {"invariant": 3})["invariant"] == 3
    assert laid_over(preset, {"report": 3})["invariant"] == preset["invariant"]
    assert laid_over(preset, {"invariant": [{"when": 3}]})["invariant"][0] == {"when": 3}
    odd = {"report": [3, {"path": "x", "rows": 3}, {"path": "y", "rows": {"columns": 3}}]}
    assert laid_over(preset, odd)["report"] == odd["report"]
