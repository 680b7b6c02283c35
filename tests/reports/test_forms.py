"""The forms in which documents state their totals."""

from __future__ import annotations

import pytest

from judging import ALL, accepts, findings, ledger, rejects, table
from ledgergate.errors import Misused

# The ledger holds C-1 in A ("Now critical") and two items in B ("Later").
RIGHT = (
    "## B (2 total)", "## Later (2)", "## Candidates (3 total)", "# Candidates (1 now critical, 2 later)", "(1 A, 2 B)",
    "Items: 3", "**Items:** 3", "- Now critical: 1", "3 candidates in total", "all 3 candidates",
    "1 of 3 candidates are in A",
    "Gesamt: 3", "Insgesamt 3 Kandidaten", "合計: 3件", "합계: 3개", "总计：3 项", "1 now critical · 2 later",
    "Candidates: 3 (1 now critical, 2 later)", "**3 candidates**: 1 A, 2 B", "Now critical (1) · Later (2)",
    "| Bucket | Count | Share |\n|---|---|---|\n| A | 1 | 33% |\n| B | 2 | 66.7 % |\n| Total | 3 | 100% |",
)  # fmt: skip


def stating(text: str) -> dict[str, str | bytes]:
    return {"list.md": ledger(*ALL), "report.md": table(*ALL, more=f"\n{text}\n")}


@pytest.mark.parametrize("text", RIGHT)
def test_a_right_number_is_accepted_and_each_wrong_one_refused(text: str) -> None:
    accepts(stating(text))
    for at, one in enumerate(text):
        wrong = text[:at] + "7" + text[at + 1 :]
        if (
            one in "123"
            and text[at - 1 : at] not in tuple("0123456789.")
            and text[at + 1 : at + 2] not in tuple("0123456789.")
        ):
            assert [found.code for found in findings(stating(wrong))] == ["LG305"], wrong


@pytest.mark.parametrize(
    "text",
    [
        "Phase 3 (12 total)", "3 reviewers, 2 approvals", "See items 4 and 5", "Version 2.3 (4 changes)",
        "Later (in 2027)",
        "Sprint 3: 1 now critical, 2 blocked", "In 4 weeks, 2 later", "A 4 paper, B 5 paper", "2 later",
        "Budget: 4 (2 A)",
    ],
)  # fmt: skip
def test_a_number_that_nothing_binds_is_prose(text: str) -> None:
    accepts(stating(text))


REQUIREMENTS = """
[ledger.specs]
sources = [{ path = "specs/*/", items = "files", file = "spec.md", key = { from = "folder" } }]
[[report]]
path = "specs/*/checks.md"
ledger = "specs"
totals = [%s]
"""
CHECKS = "# Checks\n\nFR 3개 · C-01…C-03 · 2/3 통과 (67%)\n\n"
CHECKS += "- [x] C-01 FR-001\n- [x] C-02 FR-002\n- [ ] C-03 FR-003, FR-001\n"


@pytest.mark.parametrize(
    ("total", "broken", "says"),
    [
        ("{ pattern = 'FR (?P<count>\\d+)개', counts = \"keys\", keys = 'FR-\\d+' }", ("FR 3개", "FR 4개"), "counts 3"),
        (
            "{ pattern = 'C-(?P<first>\\d+)…C-(?P<last>\\d+)', counts = \"keys\", keys = '(?m)^.*\\] (C-\\d+)' }",
            ("C-01…C-03", "C-01…C-15"),
            "this says 15",
        ),
        ("{ pattern = '(?P<count>\\d+)/(?P<of>\\d+) 통과', counts = \"boxes\" }", ("2/3", "3/3"), "counts 2/3"),
        ("{ pattern = '\\((?P<percent>\\d+)%\\)', counts = \"boxes\" }", ("67%", "60%"), "counts 67"),
        (
            "{ pattern = '(?P<count>\\d+)/(?P<of>\\d+) 통과', counts = \"boxes\" }",
            ("2/3 통과", "2/4 통과"),
            "counts 2/3",
        ),
    ],
)
def test_numbers_that_a_policy_binds(total: str, broken: tuple[str, str], says: str) -> None:
    files: dict[str, str | bytes] = {"specs/001/spec.md": "# S\n", "specs/001/checks.md": CHECKS}
    accepts(files, REQUIREMENTS % total)

    files["specs/001/checks.md"] = CHECKS.replace(*broken)
    rejects("LG305", files, REQUIREMENTS % total, at=3, says=says)


def test_a_range_needs_both_ends() -> None:
    with pytest.raises(Misused) as raised:
        accepts({}, REQUIREMENTS % "{ pattern = 'C-(?P<first>\\d+)…', counts = \"rows\" }")
    assert "expected a named group" in str(raised.value.mistakes)


def test_a_sum_is_added_up() -> None:
    total = "{ pattern = '(?P<terms>\\d(?:\\+\\d)+) = (?P<count>\\d+)/\\d+', counts = \"sum\" }"
    files: dict[str, str | bytes] = {"specs/1/spec.md": "# S\n", "specs/1/checks.md": "2+2+2+1+2+2 = 11/12\n"}

    accepts(files, REQUIREMENTS % total)
    rejects(
        "LG305", {**files, "specs/1/checks.md": "2+2+2+1+2+2 = 12/12\n"}, REQUIREMENTS % total, at=1, says="says 12"
    )


def test_a_placeholder_is_no_number() -> None:
    total = "{ pattern = '(?P<count>\\d+)/(?P<of>\\d+|\\?) tasks', counts = \"boxes\", optional = true }"
    policy = REQUIREMENTS % total.replace("|\\?", "")

    accepts({"specs/1/spec.md": "# S\n", "specs/1/checks.md": "0/? tasks, TBD\n\n- [ ] one\n"}, policy)


FROM = """
[ledger.rfcs]
sources = [{ path = "rfc/*.md", items = "files" }]
key = '^(?P<key>\\d+)'
fields.status = "Status"
[[report]]
path = "README.md"
ledger = "rfcs"
rows = { items = "table", key = "No" }
covers = %s
"""


@pytest.mark.parametrize(
    ("covers", "missing"),
    [
        ("{}", ["0007", "0100"]), ('{ key = ">=100" }', ["0100"]), ('{ key = ">=0101" }', []), ('"none"', []),
        ('{ status = "Draft" }', ["0007"]), ('{ title = "Seven" }', ["0007"]), ('{ key = "7" }', ["0007"]),
    ],
)  # fmt: skip
def test_a_report_may_cover_a_part(covers: str, missing: list[str]) -> None:
    files: dict[str, str | bytes] = {
        "rfc/0007-a.md": "# Seven\n\nStatus: Draft\n",
        "rfc/0100-b.md": "# Hundred\n\nStatus: Final\n",
        "rfc/0101-c.md": "# More\n\nStatus: Final\n",
        "README.md": "| No |\n|---|\n| 101 |\n",
    }

    assert [one.key for one in findings(files, FROM % covers) if one.code == "LG301"] == missing


def test_a_part_is_named_by_what_an_item_has() -> None:
    with pytest.raises(Misused) as raised:
        findings({}, FROM % '{ question = "ready" }')
    assert "is no part of an item" in str(raised.value.mistakes)


CROSSED = """
[vocabulary.priority]
values = ["High", "Low"]
[vocabulary.state]
values = ["Open", "Done"]
[ledger.tasks]
sources = [{ path = "tasks.md", items = "table", key = "ID" }]
fields.priority = { label = "Priority", values = "priority" }
fields.state = { label = "State", values = "state" }
[[report]]
path = "tasks.md"
ledger = "tasks"
totals = { by = "priority" }
"""
TASKS = (
    "| ID | Priority | State |\n|---|---|---|\n| T-1 | High | Open |\n| T-2 | High | Done |\n| T-3 | Low | Open |\n\n"
)
SUMMARY = "| Priority | Total | Open | Done | Progress |\n|---|---|---|---|---|\n"
SUMMARY += "| High | 2 | 1 | 1 | 50% |\n| Low | 1 | 1 | 0 | 0% |\n| Total | 3 | 2 | 1 | 33% |\n"


def test_a_table_may_count_by_two_fields() -> None:
    accepts({"tasks.md": TASKS + SUMMARY}, CROSSED)
    for right, wrong, says in (
        ("| High | 2 | 1 | 1 |", "| High | 2 | 0 | 1 |", "priority High and state Open"),
        ("| Low | 1 | 1 | 0 |", "| Low | 1 | 1 | 2 |", "priority Low and state Done"),
        ("| Total | 3 | 2 |", "| Total | 3 | 3 |", "state Open"),
        ("| Total | 3 |", "| Total | 4 |", "all items"),
    ):
        rejects("LG305", {"tasks.md": TASKS + SUMMARY.replace(right, wrong)}, CROSSED, says=says)
