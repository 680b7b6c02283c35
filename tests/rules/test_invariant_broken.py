"""What the policy says must hold together, over items, rows and answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit import LEDGER
from readiness import READINESS, RECOMMENDED, edit, example, findings, line_of, small, told


def test_nothing_is_broken_in_the_example(tmp_path: Path) -> None:
    assert told(example(tmp_path), "LG209") == []


def test_a_portal_candidate_on_the_platform_is_refused_at_its_boundary(tmp_path: Path) -> None:
    repository = example(tmp_path)
    edit(repository, LEDGER, "- **Boundary**: /customerportal", "- **Boundary**: /platform")

    (one,) = findings(repository, "LG209")

    assert (one.place.path, one.place.line) == (LEDGER, line_of(repository, LEDGER, "### HB-206") + 3)
    assert one.key == "HB-206"
    assert one.message.endswith("but must have /customerportal: bucket D is what the customer portal will consume")


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("| none yet | HB-208 | move-to-website | Follow-up |", "| none yet | HB-108 | defer | Follow-up |", "HB-108"),
        ("| HB-104 | should-do-next |", "| HB-104 | must-do-before-sellable |", "HB-104"),
        ("| HB-206 | move-to-customerportal |", "| HB-206 | move-to-website |", "HB-206"),
    ],
)
def test_a_lane_that_the_bucket_forbids_is_refused_at_its_row(tmp_path: Path, old: str, new: str, key: str) -> None:
    repository = example(tmp_path)
    edit(repository, RECOMMENDED, old, new)

    (one,) = findings(repository, "LG209")

    assert (one.place.path, one.place.line) == (RECOMMENDED, line_of(repository, RECOMMENDED, f"| {key} "))
    assert one.key == key


def test_sellable_is_refused_while_bucket_a_holds_candidates(tmp_path: Path) -> None:
    repository = example(tmp_path)
    edit(repository, READINESS, "**No.** Bucket A", "**Yes**, although bucket A")

    (one,) = findings(repository, "LG209")

    assert (one.place.path, one.place.line) == (READINESS, line_of(repository, READINESS, "### Is it sellable?"))
    assert one.key == "sellable"
    assert "HB-101 'Tenant scope on every export'" in one.message
    assert one.message.endswith("A is what must be done before the platform can be sold")


@pytest.mark.parametrize("answer", ["✅ Sellable from Monday.", "Answer: yes", "Ja, ab Montag.", "YES!"])
def test_yes_has_many_forms(tmp_path: Path, answer: str) -> None:
    repository = example(tmp_path)
    edit(repository, READINESS, "**No.** Bucket A still holds open candidates", answer)

    assert [one.key for one in findings(repository, "LG209")] == ["sellable"]


@pytest.mark.parametrize("answer", ["Not yet: no yes while HB-101 is open", "Partly, and yes for a pilot", "❌"])
def test_what_is_no_plain_yes_breaks_nothing(tmp_path: Path, answer: str) -> None:
    repository = example(tmp_path)
    edit(repository, READINESS, "**No.** Bucket A still holds open candidates", answer)

    assert told(repository, "LG209") == []


def test_a_yes_stands_when_bucket_a_is_empty(tmp_path: Path) -> None:
    policy = """
[vocabulary.bucket]
values = ["A", "B"]
[ledger.candidates]
sources = [{ path = "list.md", items = "table", key = "Candidate" }]
fields.bucket = { label = "Bucket", values = "bucket" }
[[package]]
path = "specs/*"
requires = ["answers.md"]
questions.sellable = "Is it sellable?"
[[invariant]]
when = { question = "sellable", answer = "yes" }
none = { ledger = "candidates", bucket = "A" }
reason = "A comes before the sale"
"""
    answers = "# Answers\n\n| Question | Answer |\n|---|---|\n| Is it sellable? | Yes |\n"
    table = "| Candidate | Bucket |\n|---|---|\n| one | B |\n"
    repository = small(tmp_path, policy, list_md=table, specs__1__answers_md=answers)

    assert told(repository, "LG209") == []
    repository.write("list.md", table.replace("| B |", "| A |"))
    assert told(repository, "LG209") == [("LG209", "specs/1/answers.md", 5)]


def test_a_missing_required_value_is_told_once_by_the_rule_that_requires_it(tmp_path: Path) -> None:
    repository = example(tmp_path)
    edit(repository, LEDGER, "- **Boundary**: /customerportal\n", "")

    codes = {code for code, path, _ in told(repository) if path == LEDGER}

    assert codes == {"LG201"}
