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


def test_so_is_one_that_a_source_requires_of_its_own_items_and_no_other(tmp_path: Path) -> None:
    policy = """
[ledger.candidates]
sources = [
  { path = "list.md", items = "headings", level = 2, fields.owner = { label = "Owner", required = true } },
  { path = "other.md", items = "headings", level = 2, fields.owner = { label = "Owner" } },
]
[[invariant]]
when = { ledger = "candidates" }
then = { owner = "*" }
reason = "somebody has to do it"
"""
    items = "# L\n\n## {0} one\n\n- **Owner**: us\n\n## {0} two\n\nText.\n"
    repository = small(tmp_path, policy, list_md=items.format("Own"), other_md=items.format("Other"))

    assert told(repository) == [("LG201", "list.md", 7), ("LG209", "other.md", 7)]


ANSWERED = """
[ledger.candidates]
sources = [{ path = "list.md", items = "headings", level = 2 }]
key = '^(?P<key>C-\\d+)'
[[package]]
path = "specs/*"
requires = ["report.md"]
questions.blockers = "What blocks it? | Was blockiert sie?"
[[invariant]]
when = { question = "blockers" }
then = { names = ["candidates", "evidence"] }
reason = "ours"
"""


def answered(folder: Path, text: str) -> list[tuple[int, str]]:
    repository = small(folder, ANSWERED, list_md="# List\n\n## C-1 Tenant scope on exports\n\n## C-2 Alerts\n")
    repository.files({"specs/1-a/spec.md": "# A\n", "specs/1-a/report.md": f"# Report\n\n{text}\n", "app/a.php": ""})
    return [(one.place.line, one.message) for one in findings(repository, "LG209")]


@pytest.mark.parametrize(
    "text",
    [
        "### What blocks it?\n\n- C-1: exports leak\n- `app/a.php` has no test\n- tenant scope on exports, again\n",
        "### Was blockiert sie?\n\n- C-1\n  - and what follows from it\n\n  More about it.\n- [C-2](../../list.md)\n",
        "**What blocks it?** C-1 and a lack of tests.",
        "What blocks it?\n\n1. C-1\n2. C-2\n\nNothing else does.",
        "| Question | Answer |\n|---|---|\n| What blocks it? | C-1, C-2 |",
        "### What blocks it?\n\n| Blocker | Why |\n|---|---|\n| C-1 | leaks |\n| C-2 | silence |",
        "### What blocks it?\n\nTwo things do:\n\n- C-1\n- C-2\n",
        "### What blocks it?\n\nNothing.", "### What blocks it?\n\nNothing blocks it.",
        "### What blocks it?\n\nNichts.",
        "### What blocks it?\n\nNone.", "### What blocks it?\n\nNo blockers are known.", "### What blocks it?\n\nTBD",
        "### What blocks it?\n\nSee https://tracker.example.invalid/7.",
    ],
)  # fmt: skip
def test_an_answer_that_names_candidates_or_evidence_passes(tmp_path: Path, text: str) -> None:
    assert answered(tmp_path, text) == []


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("### What blocks it?\n\n- C-1\n- Everybody is tired\n- C-99: a guess\n", [6, 7]),
        ("### What blocks it?\n\nMoney and time.\n", [3]),
        ("**Was blockiert sie?** Das Wetter.", [3]),
        ("| Question | Answer |\n|---|---|\n| What blocks it? | the weather |", [5]),
        ("### What blocks it?\n\n- `app/gone.php` has no test\n", [5]),
    ],
)
def test_a_blocker_that_names_nothing_is_refused_at_its_entry(tmp_path: Path, text: str, lines: list[int]) -> None:
    found = answered(tmp_path, text)

    assert [line for line, _ in found] == lines
    assert all("names no item of 'candidates' and no evidence: ours" in message for _, message in found)


@pytest.mark.parametrize(
    ("why", "refused"), [("it leaks", False), ("", True), ("TBD", True), ("-", True), ("none yet", True)]
)
def test_a_value_that_must_be_given_may_be_any(tmp_path: Path, why: str, refused: bool) -> None:
    policy = """
[ledger.candidates]
sources = [{ path = "list.md", items = "list" }]
[[report]]
path = "report.md"
ledger = "candidates"
rows = { items = "table", key = "Candidate", columns = { Why = "why" } }
[[invariant]]
when = { report = "report.md" }
then = { why = "*" }
reason = "ours"
"""
    report = f"# Report\n\n| Candidate | Why |\n|---|---|\n| One | {why} |\n"
    repository = small(tmp_path, policy, list_md="# List\n\n- One\n", report_md=report)

    found = [(one.place.line, one.message.split(":")[0]) for one in findings(repository, "LG209")]

    written = f", only '{why}'" if why else ""
    assert found == ([(5, f"'One' has no why{written}")] if refused else [])
