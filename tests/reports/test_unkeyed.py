"""A policy that gives the ledger no key, and a report whose rows know one."""

from __future__ import annotations

import pytest

from judging import accepts, findings

POLICY = """
[vocabulary.bucket]
values = ["now", "later"]
[ledger.candidates]
sources = [{ path = "list.md", items = "headings", level = 2 }]
fields.bucket = { label = "Bucket", values = "bucket", required = true }
[[report]]
path = "report.md"
ledger = "candidates"
rows = { items = "table", key = "Candidate", columns = { Bucket = "bucket" } }
"""


def files(items: list[str], rows: list[str]) -> dict[str, str | bytes]:
    headings = "".join(f"## {item}\n\n- **Bucket**: now\n\n" for item in items)
    table = "".join(f"| {row} | now |\n" for row in rows)
    return {"list.md": f"# L\n\n{headings}", "report.md": f"# R\n\n| Candidate | Bucket |\n|---|---|\n{table}"}


def codes(items: list[str], rows: list[str], policy: str = POLICY) -> list[str]:
    return [one.code for one in findings(files(items, rows), policy) if one.code in ("LG301", "LG302")]


@pytest.mark.parametrize(
    ("items", "rows", "key"),
    [
        (["C-1 Exports", "C-2 Alerts"], ["C-1", "C-2"], r"key = '^(?P<key>C-\d+)(?![0-9])'"),
        (["C-1: Exports", "C-2: Alerts", "C-3: Logs"], ["C-1", "C-2", "C-3"], r"key = '^(?P<key>C-\d+)(?![0-9])'"),
        (["Phase 1 — Set up", "Phase 2 — Build"], ["Phase 1", "Phase 2"], r"key = '^(?P<key>Phase \d+)(?![0-9])'"),
        (["1.1 Exports", "1.2 Alerts"], ["1.1", "1.2"], r"key = '^(?P<key>\d+\.\d+)(?![0-9])'"),
    ],
)
def test_the_answer_is_the_key_that_the_policy_lacks(items: list[str], rows: list[str], key: str) -> None:
    found = [one for one in findings(files(items, rows), POLICY) if one.code in ("LG301", "LG302")]
    assert [one.code for one in found] == ["LG301", "LG302"]
    assert {one.cure for one in found} == {(f"write into [ledger.candidates] in ledgergate.toml:  {key}",)}
    accepts(files(items, rows), POLICY.replace("fields.bucket", f"{key}\nfields.bucket"))


def test_a_column_keeps_its_place_in_the_key() -> None:
    policy = POLICY.replace('items = "headings", level = 2', 'items = "table", key = "Item"')
    made = files([], ["C-1", "C-2"])
    made["list.md"] = "| Item | Bucket |\n|---|---|\n| C-1 Exports | now |\n| C-2 Alerts | now |\n"
    (cure,) = {one.cure for one in findings(made, policy) if one.code == "LG302"}
    key = r"""key = { from = "cell:Item", pattern = '^(?P<key>C-\d+)(?![0-9])' }"""
    assert cure == (f"write into [ledger.candidates] in ledgergate.toml:  {key}",)
    accepts(made, policy.replace("fields.bucket", f"{key}\nfields.bucket"))


def test_what_is_missing_besides_is_told_as_ever() -> None:
    assert codes(["C-1 Exports", "C-2 Alerts", "C-3 Logs"], ["C-1", "C-2", "C-9"]) == [
        "LG301", "LG301", "LG302", "LG302",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("items", "rows"),
    [
        (["Exports", "Alerts"], ["Exports", "Alert"]),  # a title that was changed
        (["C-1 Exports", "C-2 Alerts"], ["C-3", "C-4"]),  # other keys
        (["2FA login", "Exports"], ["2FA", "Exports"]),  # a word, and no key: others have none like it
        (["C-1.1 Exports", "C-1.2 Alerts"], ["C-1", "C-2"]),  # the beginning of a key
        (["C-1 Exports", "C-1 Alerts"], ["C-1", "C-2"]),  # two that begin so
    ],
)
def test_other_rows_that_name_nothing_are_told_one_by_one(items: list[str], rows: list[str]) -> None:
    assert not [one for one in findings(files(items, rows), POLICY) if "`key`" in one.message]
    assert codes(items, rows)


def test_a_ledger_with_a_key_lacks_none() -> None:
    policy = POLICY.replace("fields.bucket", "key = '^(?P<key>[A-Z]-\\d+ \\w+)'\nfields.bucket")
    found = findings(files(["C-1 Exports", "C-2 Alerts"], ["C-1"]), policy)
    assert not [one for one in found if "`key`" in one.message]
