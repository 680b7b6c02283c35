"""What conditions can reach: paths and boxes of several sources, reports under several names, keys without effect."""

from __future__ import annotations

import pytest

from ledgergate import policy as policies
from ledgergate.errors import Misused
from ledgergate.policy.reach import _is, fields_of, idle, rows_of
from ledgergate.shapes import SHAPES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ledgergate.policy import Policy

POLICY = """
[ledger.l]
sources = [{{ path = "{}", items = "files" }}, {{ path = "more/X/*.md", items = "files"{} }}]
fields.f = {{ {} }}
[[invariant]]
when = {{ f = "{}" }}
then = {{ key = "k" }}
reason = "r"
"""


def load(text: str) -> Policy:
    return policies.load({"ledgergate.toml": text.encode()})


def told(*parts: str) -> list[str]:
    try:
        load(POLICY.format(*parts))
    except Misused as refused:
        return [one.partition("f: ")[2] for one in refused.mistakes]
    return []


FOLDER = 'from = "folder"'


def reads(value: str, such: str) -> list[str]:
    return [f"{value!r} never holds: the field reads whole paths, such as '{such}'"]


@pytest.mark.parametrize(
    ("path", "more", "field", "value", "said"),
    [
        ("a/*.md", "", FOLDER, "a", []),
        ("a/*.md", "", FOLDER, "/A/", []),
        ("a/*.md", "", FOLDER, "more/X", []),
        ("a/*.md", "", FOLDER, "more/x", []),
        ("a/*.md", "", FOLDER, "X", reads("X", "a")),
        ("a/*/", "", FOLDER, "a/b", []),
        ("a/*/", "", FOLDER, "a", reads("a", "a/*")),
        ("a/*/", "", FOLDER, "a/bX", []),
        ("a/**/*.md", "", FOLDER, "a/b/c", []),
        ("a/*.md", ', fields.f = "F"', FOLDER, "anything", []),
        ("a/*.md", ', fields.f = { from = "file" }', FOLDER, "anything", []),
        ("a/*.md", "", FOLDER + ', pattern = "x"', "anything", []),
        ("a/*.md", "", FOLDER + ', label = "L"', "anything", []),
        ("a/*.md", "", FOLDER + ', map = { a = "b" }', "anything", []),
        ("a/*.md", "", 'from = "checkbox"', "checked", []),
        ("a/*.md", "", 'from = "checkbox"', "OPEN", []),
        ("a/*.md", "", 'from = "checkbox"', "struck", ["'struck' never holds: the field is 'checked' or 'open'"]),
        ("a/*.md", "", 'from = "struck"', "open", ["'open' never holds: the field is 'struck' or 'plain'"]),
        ("a/*.md", "", 'from = "struck"', "plain", []),
        ("a/*.md", "", 'from = "struck", map = { plain = "live" }', "live", []),
        ("a/*.md", "", 'from = "struck", default = "gone"', "Gone", []),
        ("a/*.md", "", 'from = "file"', "anything", []),
    ],
)
def test_whether_a_value_can_be_read(path: str, more: str, field: str, value: str, said: list[str]) -> None:
    assert told(path, more, field, value) == said


def test_fields_that_nothing_has_together() -> None:
    text = """[ledger.l]
items = ["x"]
fields.a = "A"
[ledger.m]
sources = [{ path = "m.md", items = "list", fields.b = "B" }]
fields.c = "C"
[[report]]
path = "{package}/r.md"
ledger = "l"
rows = { items = "table", columns = { D = "d" }, fields.e = "E" }
[[package]]
path = "p/*"
[vocabulary]
d.values = ["d"]
[[invariant]]
when = { %s }
%s = { %s }
reason = "r"
"""

    def said(when: str, then: str, part: str = "then") -> list[str]:
        spoken = [
            ", ".join(f'{name} = "*"' if "=" not in name else name for name in one.split()) for one in (when, then)
        ]
        try:
            load(text % (spoken[0], part, spoken[1]))
        except Misused as refused:
            return [one.partition(": invariant[0].")[2] for one in refused.mistakes]
        return []

    assert said("a", "key") == []
    assert said("b", "c") == []
    assert said("a", "b") == ["when: never holds: no ledger has 'a' and 'b' together"]
    assert said("b c", "a") == ["when: never holds: no ledger has 'a' and 'b' and 'c' together"]
    assert said("a", "b c", "none") == []
    assert said("c", "a b", "none") == ["when: never holds: no ledger has 'a' and 'b' together"]
    assert said('ledger="l" a', "key") == []
    assert said('ledger="l" b', "key") == ["when: never holds: no ledger has 'b'"]
    assert said('ledger=["l","m"] b', "c") == []
    assert said('report="r.md" d="d"', "e") == []
    assert said('report="p/1/r.md" d="d"', "a") == []
    assert said('report="r.md" c', "d") == ["when: never holds: no report has 'c' and 'd' together"]
    assert said('d="d"', "e") == ["when: never holds: no ledger has 'd' and 'e' together"]


@pytest.mark.parametrize(
    ("name", "path", "same"),
    [
        ("a/r.md", "a/r.md", True), ("r.md", "a/r.md", True), ("b/r.md", "a/r.md", True), ("r.md", "a/*.md", True),
        ("a/*.md", "a/r.md", True), ("*.md", "a/r.md", True), ("s.md", "a/r.md", False), ("r*", "a/r.md", True),
        ("p/1/r.md", "{package}/r.md", True), ("{package}/r.md", "{package}/r.md", True),
        ("r.mdx", "{package}/r.md", False),
        ("s.md", "a/s*.md", True), ("a", "a/r.md", False), ("x/s.md", "a/s*.md", False),
        ("p/rx.md", "{package}/r*.md", True),
    ],
)  # fmt: skip
def test_whether_a_report_is_the_one_that_is_meant(name: str, path: str, same: bool) -> None:
    assert _is(name, path) is same


def test_what_a_shape_does_not_take() -> None:
    every = dict.fromkeys(("level", "columns", "depth", "pattern", "at", "file", "under", "not_under", "key"), "x")
    found = {shape: [name for name, _ in idle(every, SHAPES[shape])] for shape in ("headings", "table", "list", "yaml")}
    assert found == {
        "headings": ["columns", "depth", "pattern", "at", "file"],
        "table": ["level", "depth", "pattern", "at", "file"],
        "list": ["level", "columns", "at", "file"],
        "yaml": ["level", "columns", "depth", "file", "under", "not_under"],
    }
    assert list(idle({}, SHAPES["yaml"])) == []


def test_fields_of_a_ledger_and_of_a_reports_rows() -> None:
    read = load(
        '[ledger.l]\nsources = [{ path = "a.md", items = "list", fields = { a = "own", b = "B" } }]\nfields.a = "A"\n'
        '[[report]]\npath = "r.md"\nledger = "l"\nrows = { items = "table", columns = { X = "a" }, fields.c = "C" }\n'
        '[[report]]\npath = "s.md"\nclaims = true\n'
    )
    assert {name: one.labels for name, one in fields_of(read.ledgers["l"]).items()} == {"a": ("A",), "b": ("B",)}
    assert fields_of(None) == {}
    assert [rows_of(report) for report in read.reports] == [{"a", "c"}, set()]
