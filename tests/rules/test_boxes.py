"""Boxes that only look like boxes: they count wherever boxes count, and a policy may name further marks."""

from __future__ import annotations

from pathlib import Path

import pytest

from judging import POLICY, rejects
from judging import reading as read
from ledgergate import policy as policies
from ledgergate.policy.joining import join
from ledgergate.rules import NAMES
from readiness import findings, small, told

PACKAGE = '[[package]]\npath = "specs/*"\n'
DONE = "# One\n\n**Status**: Done\n"
TASKS = """
[ledger.tasks]
sources = [{ path = "list.md", items = "tasks" }]
key = '^(?P<key>T\\d+)\\b'
fields.state = { from = "checkbox" }
"""
MARKED = '[documents]\nclosed_boxes = ["-"]\n'


@pytest.mark.parametrize(
    "open_one",
    ["- [~] T2", "- [] T2", "- [ ]T2", "-[ ] T2", "<details>\n- [ ] T2\n</details>", "| a |\n|---|\n| [ ] T2 |"],
)
def test_a_done_package_whose_tasks_hold_what_a_reader_takes_for_an_open_box(tmp_path: Path, open_one: str) -> None:
    files = {"specs__1__spec_md": DONE, "specs__1__tasks_md": f"- [x] T1\n\n{open_one}\n"}
    (one,) = findings(small(tmp_path, PACKAGE, **files), "LG404")
    assert "1 of 2 boxes here are open" in one.message


def test_a_mark_that_the_policy_names_closes_a_box(tmp_path: Path) -> None:
    files = {"specs__1__spec_md": DONE, "specs__1__tasks_md": "- [x] T1\n- [-] T2 cancelled\n"}
    (one,) = findings(small(tmp_path / "open", PACKAGE, **files), "LG404")
    assert '[documents] closed_boxes = ["-"]' in "\n".join(one.cure)
    assert told(small(tmp_path / "closed", PACKAGE + MARKED, **files), "LG404") == []


@pytest.mark.parametrize("said", ["All fine.", "- CHK1 fine", "## CHK1", "| a |\n|---|\n| fine |"])
def test_a_checklist_without_any_box_confirms_nothing(tmp_path: Path, said: str) -> None:
    files = {"specs__1__spec_md": DONE, "specs__1__checklists__all_md": f"# All\n\n{said}\n"}
    (one,) = findings(small(tmp_path, PACKAGE, **files), "LG503")
    assert (one.place.path, "all.md has no box" in one.message) == ("specs/1/checklists/all.md", True)


@pytest.mark.parametrize("said", ["- ✅ CHK1 fine", "| Check | Result |\n|---|---|\n| CHK1 | Pass |"])
def test_a_checklist_may_confirm_without_boxes(tmp_path: Path, said: str) -> None:
    files = {"specs__1__spec_md": DONE, "specs__1__checklists__all_md": f"# All\n\n{said}\n"}
    assert told(small(tmp_path, PACKAGE, **files), "LG503") == []


def test_what_stands_beside_checklists_is_none(tmp_path: Path) -> None:
    files = {"specs__1__spec_md": DONE, "specs__1__checklists__README_md": "# How to\n\nTick.\n"}
    assert told(small(tmp_path, PACKAGE, **files), "LG503") == []


def test_a_checklist_without_a_box_in_an_open_package_is_work(tmp_path: Path) -> None:
    files = {"specs__1__spec_md": "**Status**: Draft\n", "specs__1__checklists__all_md": "# All\n"}
    assert told(small(tmp_path, PACKAGE, **files), "LG503") == []


def test_tasks_with_any_mark_are_items() -> None:
    text = "- [x] T1 a\n- [~] T2 b\n- [] T3 c\n- [ ]T4 d\n- [-] T5 e\n- [✓] T6 f\n"
    for policy, states in (
        (TASKS, "checked open open open open checked"),
        (TASKS + MARKED, "checked open open open checked checked"),
    ):
        items = read({"list.md": text}, policy).ledgers["tasks"].items
        assert [(one.shown, one.title) for one in items[:4]] == [("T1", "a"), ("T2", "b"), ("T3", "c"), ("T4", "d")]
        assert [one.value("state") for one in items] == states.split()


def test_a_number_counts_them() -> None:
    policy = POLICY.replace(
        'totals = { by = "bucket", optional = true }',
        "totals = { pattern = '(?P<count>\\d+)/(?P<of>\\d+) done', counts = \"boxes\" }",
    )
    ledger = "### C-1 a\n\n- **Bucket**: A\n"
    report = "| Candidate | Bucket |\n|---|---|\n| C-1 | A |\n\n## Work: 1/1 done\n\n- [x] a\n- [~] b\n"
    rejects("LG305", {"list.md": ledger, "report.md": report}, policy, at=5, says="1/2")


def test_another_closing_mark_loosens_the_policy() -> None:
    base, head = (policies.load({"ledgergate.toml": text.encode()}, NAMES) for text in (PACKAGE, PACKAGE + MARKED))
    assert [one.what for one in join(base, head).losses] == ["the policy takes a box marked '-' for ticked"]
    assert join(head, base).losses == ()
