"""A document that cannot be parsed is one finding at its line; everything else is judged as if it were not there."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judging import ALL, POLICY, Tree, both, ledger, table
from ledgergate import policy as policies
from ledgergate.documents import Documents
from ledgergate.gate import judge_sides
from ledgergate.model import Finding
from ledgergate.reading import read_all
from ledgergate.rules import CATALOGUE, NAMES
from ledgergate.rules.view import View
from ledgergate.sides import Side

MORE = """
[[report]]
path = "state.md"
ledger = "candidates"
totals = { at = "progress.total" }

[ledger.data]
sources = [
  { path = "data/*.yaml", items = "yaml", at = "items", key = "id", optional = true },
  { path = "data/*.toml", items = "toml", at = "items", key = "id", optional = true },
  { path = "data/*.csv", items = "csv", key = "id", optional = true },
  { path = "notes/*.md", items = "files", optional = true },
]
fields.bucket = { label = "bucket", values = "bucket", required = true }
"""
STATE = "---\nprogress:\n  total: 3\n---\n"
BROKEN = {
    "data/colon.yaml": (b"items:\n  - id: a\n    note: on 5 May: lost\n", 3),
    "data/tab.yaml": (b"items:\n  - id: a\n\tbucket: A\n", 3),
    "data/alias.yaml": (b"items:\n  - id: a\n    bucket: *b\n", 3),
    "data/itself.yaml": (b"items:\n  - &a\n    id: a\n    <<: *a\n", 2),
    "data/nul.yaml": (b"items:\n  - id: a\n    note: \0\n", 3),
    "data/bare.toml": (b'[[items]]\nid = "a"\nbucket = A\n', 3),
    "data/twice.toml": (b'[[items]]\nid = "a"\nid = "b"\n', 3),
    "data/quote.csv": (b'id,bucket\na,A\nb,"B\n', 3),
    "data/wide.csv": ("id,bucket\n".encode("utf-16"), 1),
    "notes/wide.md": ("# a\n".encode("utf-16"), 1),
    "notes/nul.md": (b"# a\n\nbucket: \0\n", 3),
    "state.md": (b"---\nprogress:\n  note: on 5 May: lost\n  total: 9\n---\n", 3),
}


def judged(files: dict[str, str | bytes], policy: str = POLICY + MORE) -> tuple[list[Finding], Side]:
    """What the rules about states find, and the side."""
    snapshot: Any = Tree(files)
    known = policies.load({"ledgergate.toml": policy.encode()}, NAMES)
    side = Side(Documents(snapshot), known, lambda one: read_all(one, patient=True))
    rules = [rule for rule in CATALOGUE if "change" not in rule.needs and rule.code[:3] in ("LG2", "LG3")]
    rules.sort(key=lambda rule: rule.code == "LG206")  # as the gate has it: last
    return judge_sides(rules, View(side)), side


def told(findings: list[Finding]) -> set[tuple[str, str, int, str]]:
    return {(one.code, one.place.path, one.place.line, one.message) for one in findings}


def files(**more: str | bytes) -> dict[str, str | bytes]:
    return {**both(), "state.md": STATE, "data/good.yaml": "items:\n- {id: g, bucket: A}\n", **more}


@pytest.mark.parametrize("path", BROKEN)
def test_a_broken_document_is_told_at_its_line_with_what_to_do(path: str) -> None:
    data, line = BROKEN[path]
    assert told(judged(files())[0]) == set()

    found, side = judged({**files(), path: data})

    assert [(one.code, one.place.path, one.place.line) for one in found] == [("LG206", path, line)], found
    assert found[0].message.startswith("this document ")
    assert found[0].cure[0]
    assert list(side.documents.unreadable) == [path]


DRIFTS: list[dict[str, str | bytes]] = [
    both(ledger(*ALL[:2], ("C-3", "Tenant search", ""))),
    both(ledger(*ALL, ("C-2", "Again", "Z"))),
    both(report_md=table(*ALL[:2], ("C-3", "Tenant lookup", "A"))),
    both(report_md=table(*ALL[1:], ("C-9", "Unheard of", "A"), more="\n# Totals\n\n- **B**: 5\n")),
    {"data/t.toml": '[[items]]\nid = "b"\nbucket = "Z"\n'},
    {"state.md": "---\nprogress:\n  total: 4\n---\n"},
]


@settings(max_examples=60, deadline=None)
@given(
    drift=st.sampled_from(DRIFTS), kind=st.sampled_from([path for path in BROKEN if path != "state.md"]),
    noise=st.binary(max_size=30),
)  # fmt: skip
def test_one_broken_document_hides_no_finding(drift: dict[str, str | bytes], kind: str, noise: bytes) -> None:
    healthy = {**files(), **drift}
    whole = told(judged(healthy)[0])
    assert whole

    assert whole <= told(judged({**healthy, kind: BROKEN[kind][0] + noise})[0])


def test_the_value_to_quote_can_be_pasted() -> None:
    found, _ = judged(
        files(**{"state.md": '---\nlast: 2026-01-05 -- chore 12: a "new" rope\nprogress: {total: 3}\n---\n'})
    )
    assert found[0].cure == ('quote the value: last: "2026-01-05 -- chore 12: a \\"new\\" rope"',)


def test_a_row_of_an_item_in_a_broken_document_is_no_orphan() -> None:
    policy = POLICY.replace("list.md", "list/*.md")
    given: dict[str, str | bytes] = {"list/a.md": ledger(*ALL[:2]), "report.md": table(*ALL)}
    given["list/b.md"] = ledger(ALL[2]).encode() + b"\0"

    found, _ = judged(given, policy)

    assert [one.code for one in found] == ["LG206"], found
    given["list/b.md"] = b"\0"
    assert "LG302" in {one.code for one in judged(given, policy)[0]}


def test_what_is_compared_with_a_ledger_that_nobody_could_read_is_left_alone() -> None:
    found, side = judged(both(list_md="# Nothing\n"), POLICY)
    assert told(found) == set()
    assert [one.message for one in side.read().missed] == [
        "[ledger.candidates]: no items were found in list.md (1 heading, levels 1, none of level 3 in the place)"
    ]


def test_other_ledgers_are_judged_beside_one_that_nobody_could_read() -> None:
    found, side = judged({**files(), "list.md": "# Nothing\n", "data/t.toml": '[[items]]\nid = "b"\nbucket = "Z"\n'})
    assert [(one.code, one.place.path, one.place.line) for one in found] == [("LG202", "data/t.toml", 3)]
    assert len(side.read().missed) == 1


def test_rows_beside_a_front_matter_that_cannot_be_parsed_are_judged() -> None:
    policy = POLICY.replace("totals = {", 'totals = [{ at = "total" }, {').replace(
        "optional = true }\n\n[rules]", "optional = true }]\n\n[rules]"
    )
    broken = "---\nlast: a: b\n---\n" + table(*ALL[:2], ("C-3", "Tenant search", "A"))

    found, side = judged(both(report_md=broken), policy)

    assert [(one.code, one.place.line) for one in found] == [("LG303", 10), ("LG206", 2)]
    assert not side.documents.lost


def test_a_report_in_yaml_that_cannot_be_parsed_has_no_missing_rows() -> None:
    rows = 'rows = { items = "yaml", at = "items", key = "id", columns = { bucket = "bucket" } }\ncovers = "all"\n'
    policy = POLICY + f'\n[[report]]\npath = "status.yaml"\nledger = "candidates"\n{rows}'
    given = {**both(), "status.yaml": "items:\n- id: C-1\n  bucket: @A\n"}
    assert [(one.code, one.place.path, one.place.line) for one in judged(given, policy)[0]] == [
        ("LG206", "status.yaml", 3)
    ]
