# ruff: noqa: E501  # a table of edits is read by its rows
"""Honest changes of specs, decisions, code, policy and pages."""

from __future__ import annotations

from benchmarks.seeded.edits import DOCS, drop, end, move, put, sub
from benchmarks.seeded.kinds import GENERATED, HISTORY, LEDGER, LINKS, POLICY, POSTURE, TEXT, TRUTH, Kind

_LIST = "docs/candidates.md"
_MAP = "docs/roadmap.md"
_PROGRESS = "docs/progress.md"
_LOG = "docs/adr/README.md"
_NEEDS = "plan/candidates.rst"
_ORDERS = "apps/shop/orders.py"
_AUDIT = "specs/002-stock-audit"
_CODE = "apps/shop/orders.py"
_RETURN = "# Loyalty\n\n- **Status**: Draft\n- **Runtime posture**: Open\n\nCards are stamped.\n\n## Scenarios\n\n- Given a card, when something is bought, then it is stamped.\n"

KINDS = (
    Kind(
        "a planned theme is begun, with evidence",
        TRUTH,
        (sub(_MAP, "- **State**: Planned\n", "- **State**: Partial\n- **Evidence**: `apps/shop/orders.py`\n"),),
        needs=(sub("plan/roadmap.rst", ":status: planned", ":status: partial"),),
    ),
    Kind(
        "a spec is completed, with all that belongs to it",
        TRUTH,
        (
            sub(f"{_AUDIT}/spec.md", "In Progress", "Complete"),
            sub(f"{_AUDIT}/tasks.md", "- [ ]", "- [x]"),
            sub(f"{_AUDIT}/checklists/requirements.md", "- [ ]", "- [x]"),
            sub(_PROGRESS, "1 of 3", "2 of 3"),
            sub(_PROGRESS, "In Progress", "Complete"),
        ),
        (sub("reqs/specs/SPEC002.yml", "status: in-progress", "status: complete"),),
        (
            sub("plan/specs.rst", ":status: in-progress", ":status: complete"),
            sub("plan/specs.rst", ":id: K_2_2\n   :status: open", ":id: K_2_2\n   :status: done"),
        ),
        (
            sub("openspec/changes/stock-audit/tasks.md", "- [ ]", "- [x]"),
            move("openspec/changes/stock-audit", "openspec/changes/archive/2026-06-01-stock-audit"),
            put(
                "openspec/specs/stock/spec.md",
                "# Stock Specification\n\n## Purpose\n\nThe numbers of all branches are compared with each other, so that gaps are found before customers find them.\n\n## Requirements\n\n### Requirement: Gaps are listed\n\nThe system SHALL list each gap between the numbers of two branches.\n\n#### Scenario: Four branches are compared\n\n- **WHEN** the numbers of four branches are compared\n- **THEN** each gap is listed\n",
            ),
        ),
    ),
    Kind(
        "a decision is added, with its row",
        LEDGER,
        (
            put(
                "docs/adr/0004-one-till.md",
                "---\nstatus: proposed\ndate: 2026-06-01\n---\n\n# One till\n\n## Context\n\nThere are four.\n\n## Decision\n\nOne is enough.\n",
            ),
            end(_LOG, "| [0004](0004-one-till.md) | One till | Proposed |\n"),
        ),
        (
            put(
                "reqs/decisions/ADR004.yml",
                "active: true\ndate: '2026-06-01'\nderived: true\nheader: |\n  One till\nlevel: 1.4\nlinks: []\nnormative: true\nref: ''\nstatus: proposed\ntext: |\n  One is enough.\n",
            ),
        ),
        (
            end(
                "plan/decisions.rst",
                "\n.. decision:: One till\n   :id: A_4\n   :status: proposed\n   :date: 2026-06-01\n\n   One is enough.\n",
            ),
        ),
    ),
    Kind(
        "a decision is superseded, in both places",
        HISTORY,
        (
            sub("docs/adr/0001-plain-files.md", "status: accepted", "status: superseded"),
            sub(_LOG, "| Plain files | Accepted |", "| Plain files | Superseded |"),
        ),
        (sub("reqs/decisions/ADR001.yml", "status: accepted", "status: superseded"),),
        (sub("plan/decisions.rst", ":id: A_1\n   :status: accepted", ":id: A_1\n   :status: superseded"),),
    ),
    Kind(
        "a spec is begun, with its row",
        HISTORY,
        (
            put("specs/004-loyalty/spec.md", _RETURN),
            put("specs/004-loyalty/tasks.md", "# Tasks\n\n- [ ] T001 Ask the printer\n"),
            put("specs/004-loyalty/checklists/requirements.md", "# Checklist\n\n- [ ] Every scenario has a test\n"),
            sub(_PROGRESS, "1 of 3", "1 of 4"),
            end(_PROGRESS, "| 004 | Loyalty | Draft |\n"),
        ),
        (
            put(
                "reqs/specs/SPEC004.yml",
                "active: true\nlevel: 1.4\nlinks:\n- CAND004\nnormative: true\nposture: open\nref: ''\nstatus: draft\ntext: |\n  Cards are stamped.\n",
            ),
        ),
        (
            end(
                "plan/specs.rst",
                "\n.. spec:: Loyalty\n   :id: S_4\n   :status: draft\n   :posture: open\n   :tasks: K_4_1\n\n   Cards are stamped.\n\n.. task:: Ask the printer\n   :id: K_4_1\n   :status: open\n",
            ),
        ),
        (
            put(
                "openspec/changes/stamp-cards/proposal.md",
                "# Stamp cards\n\n## Why\n\nCustomers ask for cards, and go to the shop across the street where they get them.\n\n## What Changes\n\n- Cards are stamped\n",
            ),
            put("openspec/changes/stamp-cards/tasks.md", "## 1. Cards\n\n- [ ] 1.1 Ask the printer\n"),
            put(
                "openspec/changes/stamp-cards/specs/loyalty/spec.md",
                "## ADDED Requirements\n\n### Requirement: Cards are stamped\n\nThe system SHALL stamp a card at each purchase.\n\n#### Scenario: Something is bought\n\n- **WHEN** something is bought with a card\n- **THEN** the card is stamped\n",
            ),
        ),
    ),
    Kind(
        "a feature branch edits and adds runtime",
        POSTURE,
        (
            end(_ORDERS, "\n\ndef total(counts: list[int]) -> int:\n    return sum(counts)\n"),
            put("migrations/0002_stock.sql", "CREATE TABLE stock (item TEXT);\n"),
            end("apps/shop/tests/test_search.py", '    assert found(["Pear"], "app") == []\n'),
        ),
        message="feat: totals",
    ),
    Kind(
        "a docs branch edits documents alone",
        POSTURE,
        (sub("docs/commands.md", "What the shop's command line offers.", "What the command line of the shop offers."),),
        (sub("reqs/candidates/CAND005.yml", "The supplier prints them.", "The supplier prints them for us."),),
        (sub(_NEEDS, "The supplier prints them.", "The supplier prints them for us."),),
        (sub("openspec/changes/stock-audit/proposal.md", "Documents only", "Documents alone"),),
        branch=DOCS,
        message="docs: better words",
    ),
    Kind(
        "a cited file moves, and its citations with it",
        LINKS,
        (move(_ORDERS, "apps/shop/orders_file.py"), sub(_LIST, _CODE, "apps/shop/orders_file.py")),
        (
            move(_ORDERS, "apps/shop/orders_file.py"),
            sub("reqs/candidates/CAND002.yml", _CODE, "apps/shop/orders_file.py"),
        ),
        (
            move(_ORDERS, "apps/shop/orders_file.py"),
            sub(_NEEDS, "<../apps/shop/orders.py>", "<../apps/shop/orders_file.py>"),
        ),
    ),
    Kind(
        "a document shows in code how a candidate is written",
        TEXT,
        (
            end(
                "docs/commands.md",
                "\nA candidate is written so:\n\n```markdown\n### C-99 A new thing\n\n- **Bucket**: soon\n```\n",
            ),
        ),
    ),
    Kind(
        "the policy gets stricter",
        POLICY,
        (
            sub(
                "ledgergate.toml",
                'runtime = ["apps/**", "migrations/**"]',
                'runtime = ["apps/**", "migrations/**", "tools/**"]',
            ),
        ),
    ),
    Kind(
        "the vocabulary takes one more word",
        POLICY,
        (sub("ledgergate.toml", 'never = "Won\'t do" }', 'never = "Won\'t do", maybe = "Maybe" }'),),
    ),
    Kind("a milestone is reached", LEDGER, (sub("docs/milestones.yml", "state: open", "state: done"),)),
    Kind(
        "a command is added, and its block made again",
        GENERATED,
        (
            put("apps/shop/till.py", 'COMMAND = "till"\n'),
            sub("docs/commands.md", "- `search`\n", "- `search`\n- `till`\n"),
        ),
    ),
    Kind(
        "an old document is deleted, and the links to it",
        LINKS,
        (drop("docs/commands.md"),),
        needs=(sub("plan/roadmap.rst", "See :doc:`the candidates <candidates>`.\n\n", ""),),
    ),
)
