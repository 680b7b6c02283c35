"""What is not counted: only what nobody could call wrong, with the reason; wrong neighbours of it are counted."""

from __future__ import annotations

from pathlib import Path

from ledgergate.moments import Asked
from ledgergate.proving.campaign import Proof, prove
from ledgergate.request import Request
from proved import LEDGER, LITTLE, REPORT
from readiness import small
from support import Repository

ROWS = 'rows = { items = "table", key = "Candidate", columns = { Bucket = "bucket" } }\n'
BOUND = f'[[report]]\npath = "report.md"\nledger = "candidates"\n{ROWS}'
TABLE = "\n| Bucket | Count |\n|---|---|\n| now | 1 |\n| later | 1 |\n| **Total** | **2** |\n"


def proof(repository: Repository, *kinds: str) -> Proof:
    asked = Asked(tree="HEAD", cwd=str(repository.path), environment=repository.environment())
    return prove(Request(asked), kinds)


def fates(folder: Path, kind: str, policy: str, ledger: str = LEDGER, report: str = REPORT) -> list[str]:
    found = proof(small(folder, policy, ledger_md=ledger, report_md=report), kind)
    assert all(one.why for one in found.outcomes if one.fate == "equivalent")
    return [one.fate for one in found.outcomes]


def test_a_row_less_in_a_selection_is_honest_and_in_a_whole_report_it_is_not(tmp_path: Path) -> None:
    assert fates(tmp_path / "a", "row-deleted", LITTLE + BOUND + 'covers = "none"\n') == ["equivalent"] * 2
    assert fates(tmp_path / "b", "row-deleted", LITTLE + BOUND) == ["killed"] * 2


def test_a_value_that_nothing_restates_may_change_unless_the_ledger_is_partitioned_by_it(tmp_path: Path) -> None:
    more = '[vocabulary.size]\nvalues = ["S", "L"]\n'
    policy = LITTLE.replace("fields.bucket", 'fields.size = { label = "Size", values = "size" }\nfields.bucket') + more
    policy = policy.replace('values = "bucket" }', 'values = "bucket", required = true }')
    ledger = LEDGER.replace("- **Bucket**: now", "- **Bucket**: now\n- **Size**: S")
    assert sorted(fates(tmp_path, "value-moved", policy, ledger)) == ["equivalent", "survived", "survived"]


def test_a_number_that_stands_elsewhere_or_follows_is_not_lost(tmp_path: Path) -> None:
    """The row of the sum follows from the others; that of a value is told nowhere else."""
    policy = LITTLE + BOUND + 'totals = { by = "bucket" }\n'
    assert fates(tmp_path / "a", "total-dropped", policy, report=REPORT + TABLE) == ["killed", "killed", "equivalent"]
    told = REPORT + TABLE + "\nThere is 1 item in bucket now.\n"
    found = fates(tmp_path / "b", "total-dropped", policy, report=told)
    assert found[0] == "equivalent"
    assert found[1] == "killed"


def test_a_wrong_number_is_not_bumped_to_the_right_one(tmp_path: Path) -> None:
    policy = LITTLE + BOUND + 'totals = { by = "bucket" }\n'
    wrong = REPORT + TABLE.replace("| later | 1 |", "| later | 0 |")
    found = proof(small(tmp_path, policy, ledger_md=LEDGER, report_md=wrong), "total-bumped")

    assert [one.fate for one in found.outcomes] == ["killed", "killed", "killed"]


def test_an_item_without_a_key_is_the_same_under_another_name_while_its_link_leads_there(tmp_path: Path) -> None:
    table = "# List\n\n| Title | Bucket |\n|---|---|\n| [One thing](a.md) | now |\n| Other thing | later |\n"
    policy = """
[vocabulary.bucket]
values = { now = "Now", later = "Later" }
[ledger.candidates]
sources = [{ path = "ledger.md", items = "table", key = "Title" }]
fields.bucket = { label = "Bucket", values = "bucket" }
"""
    assert fates(tmp_path / "a", "item-renamed", policy, table) == ["equivalent", "killed"]
    same = table.replace("| Other thing |", "| [Other thing](a.md) |")
    assert fates(tmp_path / "b", "item-renamed", policy, same) == ["killed", "killed"]


def test_a_citation_that_names_several_files_keeps_the_others(tmp_path: Path) -> None:
    policy = LITTLE.replace(
        "fields.bucket", 'fields.evidence = { label = "Evidence", kind = "evidence" }\nfields.bucket'
    )
    for folder, cited, fate in (("a", "src/*.md", "equivalent"), ("b", "src/one.md", "killed")):
        ledger = LEDGER.replace("- **Bucket**: now", f"- **Bucket**: now\n- **Evidence**: `{cited}`")
        repository = small(tmp_path / folder, policy, ledger_md=ledger)
        repository.files({"src/one.md": "# One\n\nText.\n", "src/two.md": "# Two\n\nText.\n"})
        repository.stage()
        repository.commit("cite")
        for kind in ("evidence-removed", "evidence-emptied"):
            assert [one.fate for one in proof(repository, kind).outcomes] == [fate], (cited, kind)
