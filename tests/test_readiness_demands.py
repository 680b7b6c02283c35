# ruff: noqa: E501  # documents and policies are read by their lines
"""What the preset asks of answers, maps, states and the primary: each honest way of writing passes, each gap is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from breaking import BOUNDARIES
from ledgergate import policy
from ledgergate.errors import Misused
from readiness import READINESS, RECOMMENDED, edit, example, findings, line_of, told

BLOCKERS = """- HB-101: an export is not held by the tenant scope
- HB-102: a lost consent is noticed by its failure
- HB-105: staff access leaves no record
- HB-201: packs print what operators wrote for operators
- HB-304: nothing but hands tests the daily paths
"""
PRIMARY = "## Primary: 346-tenant-scope-on-exports"


def blocked(folder: Path, text: str) -> list[str]:
    repository = example(folder)
    edit(repository, READINESS, BLOCKERS, text)
    return [one.message for one in findings(repository, "LG209")]


@pytest.mark.parametrize(
    "text",
    [
        "HB-101, HB-102, HB-105, HB-201 and HB-304.\n",
        "1. **HB-201**, **HB-304**\n2. HB-101 and HB-102\n3. `HB-105`\n",
        "| Candidate | Why |\n|---|---|\n| HB-101 | scope |\n| HB-102 | consent |\n| HB-105 | access |\n| HB-201 | words |\n| HB-304 | runs |\n",
        BLOCKERS.replace("HB-304: nothing", "[Browser smoke run of the four daily paths](x.md): nothing"),
        BLOCKERS + "- HB-104 (it takes over what HB-108 wanted): decisions are searched for\n",
        BLOCKERS + "- HB-104: HB-108 is covered already\n",
        BLOCKERS + "\nHB-108 is covered and blocks nothing.\n",
        "All candidates of bucket A, above all HB-101.\n",
        "- Everything in bucket A, HB-101 first\n",
        "The exporter, see `apps/platform/app/Services/ReviewPackExporter.php`.\n",
    ],
)  # fmt: skip
def test_blockers_that_name_all_that_is_critical_pass(tmp_path: Path, text: str) -> None:
    assert blocked(tmp_path, text) == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (BLOCKERS.replace("- HB-105: staff access leaves no record\n", ""), "leaves out HB-105"),
        ("HB-101 blocks it.\n", "leaves out HB-102"),
        ("- HB-101: scope\n- HB-102: consent\n", "and HB-304"),
        (BLOCKERS + "- HB-108: accepted risks never expire\n", "gives HB-108"),
        (BLOCKERS + "- **HB-108** and HB-103\n", "gives HB-108"),
    ],
)
def test_blockers_that_leave_one_out_or_give_what_is_covered_are_refused(tmp_path: Path, text: str, says: str) -> None:
    (message,) = blocked(tmp_path, text)
    assert "What blocks it?" in message
    if says == "and HB-304":
        assert all(key in message for key in ("HB-105", "HB-201", "HB-304"))
    else:
        assert says in message


@pytest.mark.parametrize(
    "text",
    [
        "## Primary: HB-101",
        "## Primary recommendation: 346",
        "## Primary – Tenant scope on every export",
        "## Primary: `tenant-scope-on-exports`",
        "## Primary: one rule for every export",
        "## Primary\n\nHB-101, and nothing of HB-104 with it.",
        "## Why this one\n\nThe primary recommendation is HB-101, since HB-104 can wait.",
        "## Primary and follow-ups\n\nHB-104 follows.",
        "## What follows the primary\n\nHB-104 follows.",
        "## Next\n\n**Primary**: HB-101 (before HB-104)",
        "## Next\n\nHB-104 is not the primary. The primary is not HB-104.",
    ],
)
def test_prose_that_calls_the_primary_what_the_table_calls_so_passes(tmp_path: Path, text: str) -> None:
    repository = example(tmp_path)
    edit(repository, RECOMMENDED, PRIMARY, text)
    assert told(repository, "LG303") == []


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("## Primary: HB-104", "## Primary"),
        ("## Primary recommendation: 347-customer-safe-review-packs", "## Primary"),
        ("## Primary spec – Governance inbox with a decision register", "## Primary"),
        ("## Primary: 399-something-else", "## Primary"),
        ("## Primary\n\nHB-104, since operators ask for it.", "HB-104, since"),
        ("## Why this one\n\nThe primary recommendation is HB-104.", "The primary recommendation"),
        ("## Next\n\n- **Primary**: HB-104", "- **Primary**"),
        ("## Nächste Spec: HB-104", "## Nächste"),
    ],
)
def test_prose_that_calls_another_one_the_primary_is_refused(tmp_path: Path, text: str, at: str) -> None:
    repository = example(tmp_path)
    edit(repository, RECOMMENDED, PRIMARY, text)
    assert told(repository, "LG303") == [("LG303", RECOMMENDED, line_of(repository, RECOMMENDED, at))]


SYSTEM = "| /system | platform staff, break-glass | no, staff use the database | 2 |\n"


def test_a_boundary_without_a_row_in_the_map_is_told_where_nothing_is_counted_too(tmp_path: Path) -> None:
    repository = example(tmp_path)
    text = (repository.path / BOUNDARIES).read_text(encoding="utf-8").replace(SYSTEM, "")
    for number in ("18", "3", "2"):
        text = text.replace(f" | {number} |\n", " |\n")
    repository.write(BOUNDARIES, text.replace(" | Count |\n|---|---|---|---|", " |\n|---|---|---|"))

    found = findings(repository, "LG305")

    assert [(one.place.path, one.key) for one in found if "/system" in one.key] == [(BOUNDARIES, "boundary /system")]


@pytest.mark.parametrize("new", [SYSTEM + "| **Total** | | | 25 |\n", SYSTEM.replace("/system", "**/System**")])
def test_a_map_that_names_each_boundary_passes(tmp_path: Path, new: str) -> None:
    repository = example(tmp_path)
    edit(repository, BOUNDARIES, SYSTEM, new)
    assert told(repository, "LG305") == []


def test_a_theme_of_the_roadmap_may_cite_code_or_a_test_alone(tmp_path: Path) -> None:
    repository = example(tmp_path)
    for one in ("`apps/platform/lang/en/review.php`", "`docs/product/spec-candidates.md`, Spec 341"):
        edit(
            repository,
            f"{RECOMMENDED.rpartition('/')[0]}/roadmap-reconciliation.md",
            "| Localization | Roadmap only | `",
            f"| Localization | Roadmap only | {one}, `",
        )
        assert told(repository, "LG404") == []


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('[[invariant]]\nwhen = { key = "C-1" }\nevery = { ledger = "areas" }\nreason = "x"', "name a question in 'when'"),
        ('[[invariant]]\nwhen = { key = "C-1" }\nreason = "x"', "demands nothing"),
        ('[[report]]\npath = "x.md"\nledger = "areas"\ntotals = { pattern = "(?P<count>1)", every = true }', "no effect without 'by'"),
        ('[[report]]\npath = "x.md"\nledger = "areas"\nrows = { items = "table" }\nstates = { "rol=x" = ["A"] }', "unknown field"),
    ],
)  # fmt: skip
def test_a_demand_that_can_never_hold_is_a_mistake_of_the_policy(line: str, says: str) -> None:
    with pytest.raises(Misused) as refused:
        policy.load({"ledgergate.toml": f'[ledger.areas]\nitems = ["A"]\n{line}\n'.encode()})
    assert says in " ".join(refused.value.mistakes)
