"""What `prove` says to write in a policy refuses the break that survived: each is written, and proved again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from audit import gate
from proved import LEDGER, LITTLE, REPORT, pasted
from readiness import small
from support import Repository

COUNTED = REPORT + "\n| Bucket | Count |\n|---|---|\n| now | 1 |\n| later | 1 |\n\nThere is 1 item in bucket now.\n"
RESTATED = """[[report]]
path = "report.md"
ledger = "candidates"
rows = { items = "table", key = "Candidate", columns = { Bucket = "bucket" } }
totals = { by = "bucket" }
"""
OFF = """[rules]
unknown-value = "off"
row-repeated = "advise"
"""


def survivors(repository: Repository, kind: str) -> list[dict[str, str]]:
    made = json.loads(gate(repository, "prove", "--kind", kind, "--format", "json").stdout)
    found: list[dict[str, str]] = made["survivors"]
    return found


@pytest.mark.parametrize(
    ("kind", "policy", "line"),
    [
        ("item-deleted", LITTLE, "conserve = true"),
        ("item-commented", LITTLE, "conserve = true"),
        ("item-fenced", LITTLE, "conserve = true"),
        ("item-doubled", LITTLE + "unique = false\n", "unique = true"),
        ("value-blanked", LITTLE, 'fields.bucket = { label = "Bucket", values = "bucket", required = true }'),
        ("value-moved", LITTLE, 'ledger = "candidates"'),
        ("value-unknown", LITTLE + OFF, 'unknown-value = "block"'),
        ("row-doubled", LITTLE + RESTATED + OFF, 'row-repeated = "block"'),
        ("totals-dropped", LITTLE + RESTATED, 'totals = { by = "bucket", every = true }'),
    ],
)
def test_the_lines_refuse_the_break(tmp_path: Path, kind: str, policy: str, line: str) -> None:
    repository = small(tmp_path, policy, ledger_md=LEDGER, report_md=COUNTED)
    before = survivors(repository, kind)
    assert before
    assert all(line in one["would_catch"] for one in before), before
    assert all("@@" in one["diff"] and one["diff"].count("\n") < 30 for one in before)

    more = {"docs/report.md": REPORT.replace("Candidate", "Key")} if kind == "value-moved" else {}
    repository.files({"ledgergate.toml": pasted(policy, before[0]["would_catch"]), **more})
    repository.stage()
    repository.commit("do as it says")

    assert survivors(repository, kind) == []
    assert gate(repository, "check", "--tree", "HEAD").returncode == 0


def test_a_break_that_is_only_advised_says_so(tmp_path: Path) -> None:
    """Bare numbers may only count, so that another one is advice."""
    ledger = LEDGER.replace("### C-1 ", "### 1. ").replace("### C-2 ", "### 2. ")
    policy = LITTLE.replace("'^(?P<key>C-\\d+)'", "'^(?P<key>\\d+)\\.'").replace("conserve = false\n", "")
    found = survivors(small(tmp_path, policy, ledger_md=ledger), "item-renumbered")

    assert [one["why"] for one in found] == ["only advised, by identity-changed"] * 2
