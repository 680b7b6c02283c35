# ruff: noqa: E501  # a table of edits is read by its rows
"""What is taken out of the record: items, tombstones, closed specs, numbers that were taken."""

from __future__ import annotations

from benchmarks.seeded.edits import drop, move, put, sub
from benchmarks.seeded.kinds import HISTORY, Kind

_LIST, _REPORT, _PROGRESS, _NEEDS = (
    "docs/candidates.md",
    "docs/reconciliation.md",
    "docs/progress.md",
    "plan/candidates.rst",
)
_FIVE = "### C-5 Printed price tags\n\n- **Bucket**: never\n- **Owner**: Ben\n\nThe supplier prints them.\n\n"
_NEED = ".. candidate:: Printed price tags\n   :id: C_5\n   :bucket: never\n   :owner: Ben\n\n   The supplier prints them.\n\n"
_ARCHIVE = "openspec/changes/archive/2026-01-10-add-search"
_REFUNDS = "# Refunds\n\n- **Status**: Draft\n- **Runtime posture**: Open\n\nMoney goes back.\n\n## Scenarios\n\n- Given a return, when it is booked, then money goes back.\n"
_SCENARIO = "then the item is shown."

KINDS = (
    Kind(
        "a candidate is gone from ledger and report, without a word",
        HISTORY,
        (
            sub(_LIST, _FIVE, ""),
            sub(_REPORT, "| C-5 | Printed price tags | never |\n", ""),
            sub(_REPORT, "| never | 1 |", "| never | 0 |"),
        ),
        (drop("reqs/candidates/CAND005.yml"),),
        (sub(_NEEDS, _NEED, ""),),
    ),
    Kind(
        "the line that said why a candidate is gone is gone",
        HISTORY,
        (sub(_LIST, "- C-8 dropped: nobody asked for it again\n", ""),),
        (drop("reqs/candidates/CAND008.yml"),),
        (sub(_NEEDS, " C_8 was dropped: nobody asked for it again.", ""),),
    ),
    Kind(
        "a closed spec is rewritten",
        HISTORY,
        (sub("specs/001-search/spec.md", _SCENARIO, "then ten items are shown."),),
        (sub("reqs/specs/SPEC001.yml", _SCENARIO, "then ten items are shown."),),
        (sub("plan/specs.rst", _SCENARIO, "then ten items are shown."),),
        (sub(f"{_ARCHIVE}/specs/search/spec.md", "every item with that title is shown", "ten items are shown"),),
    ),
    Kind(
        "a closed spec is opened again",
        HISTORY,
        (
            sub("specs/001-search/spec.md", "Complete", "Draft"),
            sub(_PROGRESS, "1 of 3", "0 of 3"),
            sub(_PROGRESS, "| Search | Complete", "| Search | Draft"),
        ),
        (sub("reqs/specs/SPEC001.yml", "status: complete", "status: draft"),),
        (sub("plan/specs.rst", ":status: complete", ":status: draft"),),
        (move(_ARCHIVE, "openspec/changes/add-search"),),
    ),
    Kind(
        "a closed spec is deleted, and its row",
        HISTORY,
        (
            drop("specs/001-search"),
            sub(_PROGRESS, "1 of 3", "0 of 2"),
            sub(_PROGRESS, "| 001 | Search | Complete |\n", ""),
            sub(
                "docs/roadmap.md",
                "Found by title; [the spec](../specs/001-search/spec.md#scenarios) says how.",
                "Found by title.",
            ),
        ),
        (drop("reqs/specs/SPEC001.yml"),),
        (
            sub(
                "plan/specs.rst",
                ".. spec:: Search\n   :id: S_1\n   :status: complete\n   :posture: open\n   :tasks: K_1_1, K_1_2\n\n   Items are found by title.\n\n",
                "",
            ),
        ),
        (drop(_ARCHIVE),),
    ),
    Kind(
        "a decision is deleted, and its row",
        HISTORY,
        (
            drop("docs/adr/0001-plain-files.md"),
            sub("docs/adr/README.md", "| [0001](0001-plain-files.md) | Plain files | Accepted |\n", ""),
        ),
        (drop("reqs/decisions/ADR001.yml"),),
        (
            sub(
                "plan/decisions.rst",
                ".. decision:: Plain files\n   :id: A_1\n   :status: accepted\n   :date: 2026-01-12\n\n   Orders are kept in plain files.\n\n",
                "",
            ),
        ),
    ),
    Kind(
        "a new spec takes a number that is taken",
        HISTORY,
        (
            put("specs/003-refunds/spec.md", _REFUNDS),
            put("specs/003-refunds/tasks.md", "# Tasks\n\n- [ ] T001 Ask the bank\n"),
            put("specs/003-refunds/checklists/requirements.md", "# Checklist\n\n- [ ] Every scenario has a test\n"),
        ),
        (
            put(
                "reqs/specs/more/SPEC003.yml",
                "active: true\nlevel: 1.9\nlinks:\n- CAND004\nnormative: true\nref: ''\ntext: |\n  Money goes back.\n",
            ),
        ),
        (
            sub(
                "plan/specs.rst",
                ".. task:: Ask the branches",
                ".. spec:: Refunds\n   :id: S_3\n   :status: draft\n   :tasks: K_3_1\n\n   Money goes back.\n\n.. task:: Ask the branches",
            ),
        ),
    ),
    Kind("the whole ledger is deleted", HISTORY, (drop(_LIST),), (drop("reqs/candidates"),), (drop(_NEEDS),)),
)
