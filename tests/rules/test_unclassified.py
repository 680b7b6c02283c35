"""A required field without a value."""

from __future__ import annotations

import pytest

from judging import ALL, POLICY, accepts, both, ledger, rejects


def test_a_candidate_without_a_bucket_is_unclassified() -> None:
    files = both(ledger(*ALL[:2], ("C-3", "Tenant search", "")))

    rejects(
        "LG201",
        files,
        path="list.md",
        at=11,
        key="C-3",
        says="has no bucket",
        cure="below it write - **Bucket**: VALUE    one of A, B, C",
    )


@pytest.mark.parametrize("word", ["TBD", "?", "-", "n/a", "—", "[bucket]", "_to be decided_", "A | B | C", "offen"])
def test_a_placeholder_is_no_bucket(word: str) -> None:
    rejects("LG201", both(ledger(*ALL[:2], ("C-3", "Tenant search", word))), at=13, key="C-3", says="placeholder")


@pytest.mark.parametrize(
    "word", ["b", "**B**", "`B`", "Later", "B - Later", "B (until spring)", "🟡 B", "B, since May"]
)
def test_a_bucket_is_read_as_people_write_it(word: str) -> None:
    accepts(both(ledger(*ALL[:2], ("C-3", "Tenant search", word))))


def test_a_bucket_that_is_struck_through_is_none() -> None:
    rejects("LG201", both(ledger(*ALL[:2], ("C-3", "Tenant search", "~~B~~"))), key="C-3")


def test_a_value_that_a_report_gives_is_written_into_its_cell() -> None:
    policy = POLICY.replace("[[report]]", '[[report]]\nclassifies = ["product"]', 1)
    policy = policy.replace('columns = { Bucket = "bucket" }', 'columns = { Product = "product" }')
    policy = policy.replace(
        "fields.bucket", 'fields.product = { values = "product", required = true }\nfields.bucket', 1
    )
    policy += '[vocabulary.product]\nvalues = ["Web", "App"]\n'
    rows = "".join(f"| {key} | {title} | {'' if key == 'C-3' else 'Web'} |\n" for key, title, _ in ALL)
    report = f"| Candidate | Title | Product |\n|---|---|---|\n{rows}"

    rejects(
        "LG201",
        both(ledger(*ALL), report),
        policy,
        path="report.md",
        at=5,
        key="C-3",
        cure="write one of Web, App here",
    )


OWNERS = """
[vocabulary.owner]
values = ["Ada", "Ben"]
[ledger.plan]
sources = [{ path = "plan.md", items = "table", key = "Item" }]
fields.owner = { values = "owner", required = true }
[[report]]
path = "owners.md"
ledger = "plan"
rows = { items = "table", key = "Item", columns = { Owner = "owner" } }
covers = "none"
classifies = ["owner"]
"""


def test_a_value_that_a_report_gives_is_asked_for_in_that_report() -> None:
    files: dict[str, str | bytes] = {
        "plan.md": "| Item | Title |\n|---|---|\n| P-1 | Lamp |\n| P-2 | Horn |\n",
        "owners.md": "| Item | Owner |\n|---|---|\n| P-1 | Ada |\n",
    }
    rejects("LG201", files, OWNERS, path="plan.md", at=4, cure="in owners.md write one of Ada, Ben")
    labelled = OWNERS.replace("{ values", '{ label = "Who", values')
    rejects("LG201", files, labelled, path="plan.md", at=4, cure="in the column 'Who' write one of Ada, Ben")
