"""Done is what the boxes, the children and the packages show."""

from __future__ import annotations

from pathlib import Path

import pytest

from readiness import READINESS, edit, example, findings, line_of, small, told

TASKS = "specs/343-accepted-risk-register/tasks.md"
POLICY = """
[vocabulary.status]
values = ["open", "done"]
[ledger.items]
sources = [{ path = "list.md", items = "headings", level = 2 }]
fields.status = { label = "Status", values = "status" }
fields.spec = { label = "Spec", kind = "evidence" }
fields.parent = { label = "Parent" }
[[truth]]
ledger = "items"
field = "status"
done = "done"
"""


def test_nothing_contradicts_in_the_example(tmp_path: Path) -> None:
    assert told(example(tmp_path), "LG404") == []


def test_a_complete_spec_with_an_open_task_is_refused_at_the_task(tmp_path: Path) -> None:
    repository = example(tmp_path)
    edit(repository, TASKS, "- [x] T004", "- [ ] T004")

    (one,) = findings(repository, "LG404")

    assert (one.place.path, one.place.line, one.level) == (TASKS, line_of(repository, TASKS, "T004"), "block")
    assert (one.key, "but 1 of 8 boxes here are open" in one.message) == ("343", True)
    assert one.related[0].place.path == "specs/343-accepted-risk-register/spec.md"


def test_a_task_that_does_not_apply_is_not_open(tmp_path: Path) -> None:
    repository = example(tmp_path)
    edit(
        repository,
        TASKS,
        "- [x] T004 Limit the date to twelve months",
        "- [ ] T004 Limit the date. N/A: dates are fixed",
    )

    assert told(repository, "LG404") == []


def test_without_a_level_of_its_own_the_rule_advises(tmp_path: Path) -> None:
    policy = '[[package]]\npath = "specs/*"\n'
    repository = small(
        tmp_path, policy, specs__1__spec_md="# One\n\n**Status**: Done\n", specs__1__tasks_md="- [ ] T001\n"
    )

    (one,) = findings(repository)

    assert (one.code, one.level, one.place.line) == ("LG404", "advise", 1)


def test_a_candidate_only_area_must_not_cite_a_closed_spec(tmp_path: Path) -> None:
    repository = example(tmp_path)
    edit(repository, READINESS, "HB-104 in `docs/product/spec-candidates.md`", "Spec 343")

    (one,) = findings(repository, "LG404")

    assert (one.place.path, one.place.line) == (READINESS, line_of(repository, READINESS, "| Governance inbox"))
    assert "what a completed spec holds is more than a candidate" in one.message


@pytest.mark.parametrize(
    ("more", "body", "lines"),
    [
        ('tasks = "."\n', "## One\n\nStatus: done\n\n- [x] a\n- [ ] b\n\n## Two\n\nStatus: open\n\n- [ ] c\n", [6]),
        ('tasks = "."\nexcept_under = "Later"\n', "## One\n\nStatus: done\n\n- [x] a\n\n### Later\n\n- [ ] b\n", []),
        ('tasks = "."\nexcept_boxes = "optional"\n', "## One\n\nStatus: done\n\n- [ ] b (optional)\n- [ ] c\n", [6]),
        ('tasks = "."\n', "## One\n\nStatus: done\n\n```\n- [ ] a\n```\n", []),
        (
            'children = "items"\nchild_parent = "parent"\nchild_field = "status"\n',
            "## One\n\nStatus: done\n\n## Two\n\n- Status: open\n- Parent: One\n",
            [3],
        ),
        (
            'children = "items"\nchild_parent = "parent"\nchild_field = "status"\n',
            "## One\n\nStatus: done\n\n## Two\n\n- Status: done\n- Parent: One\n",
            [],
        ),
    ],
)
def test_boxes_and_children_of_what_is_done(tmp_path: Path, more: str, body: str, lines: list[int]) -> None:
    repository = small(tmp_path, POLICY + more, list_md=body)

    assert told(repository, "LG404") == [("LG404", "list.md", line) for line in lines]


def test_a_done_item_cites_closed_packages(tmp_path: Path) -> None:
    policy = POLICY + 'package_status = true\n[[package]]\npath = "specs/*"\n'
    repository = small(
        tmp_path,
        policy,
        list_md="## One\n\n- Status: done\n- Spec: Spec 17\n",
        specs__17__spec_md="# S\n\n**Status**: Draft\n",
    )
    assert told(repository, "LG404") == [("LG404", "list.md", 4)]

    edit(repository, "specs/17/spec.md", "Draft", "Complete")
    assert told(repository, "LG404") == []
