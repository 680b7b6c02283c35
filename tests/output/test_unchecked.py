"""What was not checked is told in every format, beside the findings and where there is none."""

from __future__ import annotations

import json

import pytest

from ledgergate.model import Place, Unchecked
from ledgergate.output import FORMATS, render
from verdicts import CLEAN, MISSING, RULES

NOWHERE = Unchecked("[ledger.items]: nothing in the tree matches items.md", "correct the path in the policy")
BROKEN = Unchecked("state.md:3 is no YAML: a colon", "quote the value", Place("state.md", 3, 5))
PARTIAL = CLEAN.but(unchecked=(NOWHERE, BROKEN))


def test_the_exit_code_is_1_where_something_blocks_and_3_where_nothing_does() -> None:
    assert PARTIAL.exit_code == 3
    assert PARTIAL.but(exit_zero=True).exit_code == 3
    assert PARTIAL.but(findings=(MISSING,)).exit_code == 1
    assert PARTIAL.but(findings=(MISSING.but(waived_by="x"),)).exit_code == 3


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_tells_it_beside_the_findings(name: str) -> None:
    told = render(name, PARTIAL.but(findings=(MISSING,)), rules=RULES)
    for text in ("nothing in the tree matches", "is no YAML", "quote the value", "candidate-reconciliation"):
        assert text in told.replace("&#46;", "."), text


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_looks_like_a_pass(name: str) -> None:
    told = render(name, PARTIAL, rules=RULES, quiet=True)
    assert "not checked" in told or json.loads(told)["verdict"]["exit_code"] == 3
    assert "passed" not in told


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "json"])
def test_what_a_finding_tells_is_not_told_twice(name: str) -> None:
    finding = MISSING.but(code="LG206", rule="not-understood", place=Place("state.md", 3, 5), message="broken")
    told = render(name, CLEAN.but(findings=(finding,), unchecked=(BROKEN,)), rules=RULES)
    assert "is no YAML" not in told
    waived = render(name, CLEAN.but(findings=(finding.but(waived_by="us"),), unchecked=(BROKEN,)), rules=RULES)
    assert "is no YAML" in waived


def test_the_json_document_lists_places() -> None:
    told = json.loads(render("json", PARTIAL))
    assert told["verdict"]["exit_code"] == 3
    assert [(one["path"], one["line"]) for one in told["unchecked"]] == [(None, None), ("state.md", 3)]


def test_sarif_says_that_the_run_was_no_success() -> None:
    (invocation,) = json.loads(render("sarif", PARTIAL, rules=RULES))["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is False
    place = invocation["toolExecutionNotifications"][1]["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == ("state.md", 3)
