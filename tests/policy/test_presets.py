"""What a preset brings, and how a policy is laid over it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledgergate import policy
from ledgergate.errors import Misused
from ledgergate.policy.model import Policy
from ledgergate.policy.presets import laid_over, names, text

DOCS = Path(__file__).resolve().parents[2] / "docs" / "policy.md"
AUDIT = """\
preset = "productization-readiness"
[posture]
runtime = ["apps/**"]
[ledger.candidates]
sources = [{ path = "docs/candidates.md", items = "headings", level = 3 }]
[ledger.themes]
sources = [{ path = "docs/roadmap.md", items = "headings", level = 2 }]
[[package]]
path = "specs/345-*"
"""


def load(written: str) -> Policy:
    return policy.load({"ledgergate.toml": written.encode()})


@pytest.mark.parametrize("name", [name for name in names() if name != "productization-readiness"])
def test_a_preset_is_a_policy_by_itself(name: str) -> None:
    read = load(f'preset = "{name}"\n')
    assert read.ledgers
    assert all(source.path for ledger in read.ledgers.values() for source in ledger.sources)


@pytest.mark.parametrize("name", names())
def test_a_presets_first_line_says_what_it_is_for_and_is_in_the_docs(name: str) -> None:
    first = text(name).decode().partition("\n")[0]
    assert f"| `{name}` | {first.removeprefix('# ')} |\n" in DOCS.read_text(encoding="utf-8")


def test_an_unknown_preset_offers_the_nearest() -> None:
    with pytest.raises(Misused) as refused:
        load('\npreset = "spekkit"\n')
    assert refused.value.mistakes == ("ledgergate.toml:2: preset: unknown preset 'spekkit'; did you mean 'spec-kit'?",)


def test_a_readiness_audit_holds_its_facts() -> None:
    read = load(AUDIT)
    words = {name: tuple(vocabulary.values) for name, vocabulary in read.vocabularies.items()}
    assert words["bucket"] == tuple("ABCDEFG")
    assert words["boundary"] == ("/platform", "/customerportal", "/website", "/system")
    assert (len(words["readiness"]), len(words["roadmap"])) == (6, 6)
    assert len(set(words["recommendation"]) - {"primary"}) == 6
    assert len(read.ledgers["areas"].items) == 9
    assert len(read.packages[0].requires) == 10
    assert read.packages[0].questions.keys() == {"ready", "demoable", "sellable", "blockers"}
    assert {
        "routes",
        "migrations",
        "controllers",
        "models",
        "services",
        "jobs",
        "pages",
        "views",
        "tests",
        "assets",
    } <= (read.runtime.kinds.keys())
    assert len(read.invariants) == 17


def test_the_audits_reports_are_bound_to_the_package() -> None:
    paths = {path for report in load(AUDIT).reports for path in policy.bound(report.path, load(AUDIT))}
    assert "specs/345-*/candidate-reconciliation.md" in paths
    assert all(path.startswith("specs/345-*/") for path in paths)


@pytest.mark.parametrize(
    ("word", "key"), [("kundenportal", "D"), ("veraltet", "F"), ("forschung", "G"), ("platform-critical", "A")]
)
def test_buckets_are_known_by_german_and_english_words(word: str, key: str) -> None:
    assert load(AUDIT).vocabularies["bucket"].aliases[word] == key


def test_a_ledger_without_sources_is_left_out_with_what_speaks_of_it() -> None:
    read = load(AUDIT.replace("[ledger.themes]", "[ledger.others]"))
    assert "themes" not in read.ledgers
    assert all(report.ledger != "themes" for report in read.reports)
    assert all(evidence.ledger != "themes" for evidence in read.evidence)


def test_a_demand_is_left_out_with_the_ledger_that_it_speaks_of() -> None:
    read = load(AUDIT.split("[ledger.candidates]")[0] + AUDIT[AUDIT.index("[ledger.themes]") :])
    assert "candidates" not in read.ledgers
    assert all("bucket" not in part for one in read.invariants for part in (one.when, one.then, one.none))
    assert "themes" in read.ledgers


def test_reports_of_a_package_are_left_out_where_no_package_is() -> None:
    read = load(AUDIT.split("[[package]]")[0])
    assert read.reports == ()


def test_a_package_that_does_not_bind_takes_nothing_of_the_preset() -> None:
    read = load(AUDIT + '[[package]]\npath = "specs/*"\nbinds = false\n')
    assert [(package.path, len(package.requires)) for package in read.packages] == [
        ("specs/345-*", 10), ("specs/*", 0), ("specs/[0-9]*", 0),
    ]  # fmt: skip
    assert policy.bound("{package}/x.md", read) == ("specs/345-*/x.md",)


def test_tables_merge_and_values_replace() -> None:
    read = load(AUDIT + '[vocabulary.bucket]\nvalues.A = "Now"\n')
    assert read.vocabularies["bucket"].values["A"] == "Now"
    assert read.vocabularies["bucket"].values["B"] == "Platform productization"


def test_a_table_that_inherits_nothing_stands_alone() -> None:
    read = load(
        'preset = "backlog-md"\n[vocabulary.priority]\ninherit = false\nvalues = ["high", "medium", "low", "urgent"]\n'
    )
    assert tuple(read.vocabularies["priority"].values) == ("high", "medium", "low", "urgent")
    with pytest.raises(Misused, match="1 mistake") as refused:
        load('preset = "backlog-md"\n[vocabulary.priority]\ninherit = false\naliases = { hoch = "high" }\n')
    assert "vocabulary.priority: needs 'values'" in refused.value.mistakes[0]


def test_a_report_of_the_same_name_and_ledger_replaces_the_presets() -> None:
    own = '[[report]]\npath = "specs/345-*/app-boundary-map.md"\nledger = "areas"\nrows = { items = "list" }\n'
    maps = [report for report in load(AUDIT + own).reports if report.path.endswith("app-boundary-map.md")]
    assert [(report.ledger, report.path.startswith("{package}")) for report in maps] == [
        ("areas", False), ("candidates", True),
    ]  # fmt: skip


def test_an_invariant_of_the_same_condition_replaces_the_presets() -> None:
    own = '[[invariant]]\nwhen = { bucket = "D" }\nthen = { boundary = "/platform" }\nreason = "ours"\n'
    found = [one.reason for one in load(AUDIT + own).invariants if one.when == {"bucket": ("D",)}]
    assert found == ["ours"]


def test_an_invariant_that_demands_something_else_leaves_the_presets() -> None:
    own = """[[invariant]]
when = { report = "next-spec-recommendation.md", role = "primary" }
then = { bucket = "A" }
reason = "ours"
"""
    found = [(one.reason, *one.then) for one in load(AUDIT + own).invariants if one.when.get("role")]
    assert [then for _, *then in found] == [["bucket"], ["spec"], ["recommendation"]]
    assert [reason for reason, then in found if then == "bucket"] == ["ours"]


def test_whole_tables_can_be_left_out() -> None:
    read = load('without = ["invariant", "evidence"]\n' + AUDIT)
    assert (read.invariants, read.evidence) == ((), ())
    assert read.reports


def test_a_mistake_that_a_policy_makes_of_its_preset_is_told_where_that_is_named() -> None:
    with pytest.raises(Misused) as refused:
        load(AUDIT + "[vocabulary.role]\ninherit = false\nvalues = { first = 'First' }\n")
    assert {line.partition(": ")[0] for line in refused.value.mistakes} == {"ledgergate.toml:1"}
    assert "role: unknown value of vocabulary 'role': 'primary'; expected 'first'" in refused.value.mistakes[0]


def test_laying_over_changes_neither() -> None:
    preset, own = {"a": {"b": 1}, "report": [{"path": "x"}]}, {"a": {"c": 2}, "report": [{"path": "y"}]}
    assert laid_over(preset, own)["a"] == {"b": 1, "c": 2}
    assert (preset, own) == (
        {"a": {"b": 1}, "report": [{"path": "x"}]}, {"a": {"c": 2}, "report": [{"path": "y"}]},
    )  # fmt: skip


def test_a_demand_on_a_column_that_an_own_report_does_not_read_is_left_out() -> None:
    own = """
[[report]]
path = "specs/345-*/next-spec-recommendation.md"
ledger = "candidates"
rows = { items = "table", key = "Candidate", columns = { Role = "role" } }
covers = "none"
"""
    before = {field for one in load(AUDIT).invariants for field in one.then}
    after = {field for one in load(AUDIT + own).invariants for field in one.then}
    assert before - after == {"spec", "rationale"}
