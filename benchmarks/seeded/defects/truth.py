# ruff: noqa: E501  # a table of edits is read by its rows
"""Claims that the repository does not bear out: evidence, links, boxes, required parts."""

from __future__ import annotations

from benchmarks.seeded.edits import drop, sub
from benchmarks.seeded.kinds import LINKS, TRUTH, Kind

_MAP, _SPEC, _TASKS = "docs/roadmap.md", "specs/002-stock-audit/spec.md", "specs/002-stock-audit/tasks.md"
_BOTH = "`apps/shop/search.py`, `apps/shop/tests/test_search.py`"
_ARCHIVED = "openspec/changes/archive/2026-01-10-add-search/tasks.md"
_CLOSED = (sub("docs/progress.md", "1 of 3", "2 of 3"), sub("docs/progress.md", "In Progress", "Complete"))

KINDS = (
    Kind(
        "a cited file is deleted",
        TRUTH,
        (drop("apps/shop/tests/test_search.py"),),
        (drop("apps/shop/tests/test_search.py"),),
        (drop("apps/shop/tests/test_search.py"),),
    ),
    Kind(
        "a cited path is misspelt",
        TRUTH,
        (sub("docs/candidates.md", "`apps/shop/orders.py`", "`apps/shop/order.py`"),),
        (sub("reqs/candidates/CAND002.yml", "apps/shop/orders.py", "apps/shop/order.py"),),
        (sub("plan/candidates.rst", "<../apps/shop/orders.py>", "<../apps/shop/order.py>"),),
    ),
    Kind(
        "what is called shipped cites no test",
        TRUTH,
        (sub(_MAP, _BOTH, "`apps/shop/search.py`"),),
        (sub("reqs/specs/SPEC001.yml", "- path: apps/shop/tests/test_search.py\n  type: file\n", ""),),
        (sub("plan/roadmap.rst", ", :download:`test_search.py <../apps/shop/tests/test_search.py>`", ""),),
    ),
    Kind(
        "a planned theme is called shipped",
        TRUTH,
        (sub(_MAP, "- **State**: Planned", "- **State**: Shipped"),),
        needs=(sub("plan/roadmap.rst", ":status: planned", ":status: shipped"),),
    ),
    Kind(
        "a link leads to no file",
        LINKS,
        (sub(_MAP, "](adr/0002-one-stock-number.md)", "](adr/0002-one-number.md)"),),
        (sub("reqs/specs/SPEC001.yml", "(../../apps/shop/search.py)", "(../../apps/shop/find.py)"),),
        (sub("plan/roadmap.rst", "<candidates>`", "<candidate>`"),),
    ),
    Kind(
        "a link leads to no heading",
        LINKS,
        (sub(_MAP, "spec.md#scenarios)", "spec.md#scenes)"),),
        needs=(sub("plan/roadmap.rst", "<scenarios-of-search>", "<scenes-of-search>"),),
    ),
    Kind(
        "a spec is complete while a task is open",
        TRUTH,
        (
            sub(_SPEC, "In Progress", "Complete"),
            sub("specs/002-stock-audit/checklists/requirements.md", "- [ ]", "- [x]"),
            *_CLOSED,
        ),
        needs=(sub("plan/specs.rst", ":status: in-progress", ":status: complete"),),
        openspec=(sub(_ARCHIVED, "- [x] 1.2", "- [ ] 1.2"),),
        doorstop=(sub("reqs/specs/SPEC002.yml", "status: in-progress", "status: complete"),),
    ),
    Kind(
        "a spec is complete while its checklist is open",
        TRUTH,
        (sub(_SPEC, "In Progress", "Complete"), sub(_TASKS, "- [ ]", "- [x]"), *_CLOSED),
    ),
    Kind(
        "a task of a complete spec is opened",
        TRUTH,
        (sub("specs/001-search/tasks.md", "- [x] T002", "- [ ] T002"),),
        needs=(sub("plan/specs.rst", ":id: K_1_2\n   :status: done", ":id: K_1_2\n   :status: open"),),
        openspec=(sub(_ARCHIVED, "- [x] 1.1", "- [ ] 1.1"),),
    ),
    Kind(
        "a claim stands without evidence",
        TRUTH,
        (sub("specs/002-stock-audit/gaps.md", "one branch.", "one branch. All tests pass."),),
        (sub("reqs/specs/SPEC002.yml", "and what is missing.", "and what is missing. All tests pass."),),
    ),
    Kind(
        "a package lacks a file that it must have",
        TRUTH,
        (drop("specs/003-returns/tasks.md"),),
        openspec=(drop("openspec/changes/book-returns/proposal.md"),),
        needs=(sub("plan/specs.rst", "   :tasks: K_3_1\n", ""),),
    ),
    Kind(
        "a spec has no scenarios",
        TRUTH,
        (
            sub(
                "specs/002-stock-audit/spec.md",
                "\n## Scenarios\n\n- Given four branches, when they are compared, then each gap is listed.\n",
                "",
            ),
            sub(_SPEC, "In Progress", "Complete"),
            sub(_TASKS, "- [ ]", "- [x]"),
            sub("specs/002-stock-audit/checklists/requirements.md", "- [ ]", "- [x]"),
            *_CLOSED,
        ),
        openspec=(
            sub(
                "openspec/changes/stock-audit/specs/stock/spec.md",
                "\n#### Scenario: Four branches are compared\n\n- **WHEN** the numbers of four branches are compared\n- **THEN** each gap is listed\n",
                "",
            ),
        ),
    ),
    Kind(
        "a complete spec still says TBD",
        TRUTH,
        (
            sub(_SPEC, "Which branch counts what, and what is missing.", "TBD"),
            sub(_SPEC, "In Progress", "Complete"),
            sub(_TASKS, "- [ ]", "- [x]"),
            sub("specs/002-stock-audit/checklists/requirements.md", "- [ ]", "- [x]"),
            *_CLOSED,
        ),
        (sub("reqs/specs/SPEC002.yml", "Which branch counts what, and what is missing.", "TBD"),),
        (sub("plan/specs.rst", "Which branch counts what, and what is missing.", "TBD"),),
        (
            sub(
                "openspec/changes/stock-audit/proposal.md",
                "Which branch counts what is known to nobody, and what is missing is found by customers first.",
                "TBD",
            ),
        ),
    ),
    Kind(
        "a decision lacks its date",
        TRUTH,
        (sub("docs/adr/0003-stock-per-branch.md", "date: 2026-05-20\n", ""),),
        (sub("reqs/decisions/ADR003.yml", "date: '2026-05-20'\n", ""),),
        (sub("plan/decisions.rst", "   :date: 2026-05-20\n", ""),),
    ),
)
