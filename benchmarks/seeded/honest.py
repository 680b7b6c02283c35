# ruff: noqa: E501  # a table of edits is read by its rows
"""Changes that people make every day, and that nobody may refuse; where a world has its own steps, they are taken."""

from __future__ import annotations

from benchmarks.seeded.edits import DOCS, drop, end, mode, move, put, sub
from benchmarks.seeded.kinds import GENERATED, HISTORY, LEDGER, LINKS, POLICY, POSTURE, REPORTS, TEXT, TRUTH, Kind

_LIST, _REPORT, _MAP, _PROGRESS = "docs/candidates.md", "docs/reconciliation.md", "docs/roadmap.md", "docs/progress.md"
_LOG, _NEEDS, _ORDERS = "docs/adr/README.md", "plan/candidates.rst", "apps/shop/orders.py"
_NEW = "### C-9 Loyalty cards\n\n- **Bucket**: later\n- **Owner**: Ben\n\nCustomers ask.\n\n## Closed\n"
_LAST = "| C-6 | Alerts on low stock | later |\n"
_FIVE = "### C-5 Printed price tags\n\n- **Bucket**: never\n- **Owner**: Ben\n\nThe supplier prints them.\n\n"
_SIX = "### C-6 Alerts on low stock\n\n- **Bucket**: later\n- **Owner**: Cem\n\nSomebody looks at the shelves.\n"
_NEED = ".. candidate:: Printed price tags\n   :id: C_5\n   :bucket: never\n   :owner: Ben\n\n   The supplier prints them.\n\n"
_ITEM = "active: true\nbucket: later\nheader: |\n  Loyalty cards\nlevel: 1.9\nlinks: []\nnormative: true\nowner: Ben\nref: ''\ntext: |\n  Customers ask.\n"
_AUDIT = "specs/002-stock-audit"
_CODE = "apps/shop/orders.py"
_RETURN = "# Loyalty\n\n- **Status**: Draft\n- **Runtime posture**: Open\n\nCards are stamped.\n\n## Scenarios\n\n- Given a card, when something is bought, then it is stamped.\n"

KINDS = (
    Kind(
        "a candidate is added, with its row and its total",
        LEDGER,
        (
            sub(_LIST, "## Closed\n", _NEW),
            sub(_REPORT, _LAST, f"{_LAST}| C-9 | Loyalty cards | later |\n"),
            sub(_REPORT, "| later | 3 |", "| later | 4 |"),
        ),
        (put("reqs/candidates/CAND009.yml", _ITEM),),
        (
            sub(
                _NEEDS,
                "\nClosed\n------",
                "\n.. candidate:: Loyalty cards\n   :id: C_9\n   :bucket: later\n   :owner: Ben\n\n   Customers ask.\n\nClosed\n------",
            ),
        ),
    ),
    Kind(
        "a candidate moves to another bucket, everywhere",
        LEDGER,
        (
            sub(_LIST, "orders\n\n- **Bucket**: later", "orders\n\n- **Bucket**: now"),
            sub(_REPORT, "orders | later |", "orders | now |"),
            sub(_REPORT, "| now | 2 |", "| now | 3 |"),
            sub(_REPORT, "| later | 3 |", "| later | 2 |"),
        ),
        (sub("reqs/candidates/CAND002.yml", "bucket: later", "bucket: now"),),
        (sub(_NEEDS, ":id: C_2\n   :bucket: later", ":id: C_2\n   :bucket: now"),),
    ),
    Kind(
        "a candidate is dropped, with a reason",
        HISTORY,
        (
            sub(_LIST, _FIVE, ""),
            end(_LIST, "- C-5 dropped: the supplier prints them\n"),
            sub(_REPORT, "| C-5 | Printed price tags | never |\n", ""),
            sub(_REPORT, "| never | 1 |", "| never | 0 |"),
        ),
        (sub("reqs/candidates/CAND005.yml", "active: true", "active: false"),),
        (
            sub(_NEEDS, _NEED, ""),
            sub(_NEEDS, "C_8 was dropped:", "C_5 was dropped: the supplier prints them. C_8 was dropped:"),
        ),
    ),
    Kind(
        "a candidate is merged into another",
        HISTORY,
        (
            sub(_LIST, f"{_SIX}\n", ""),
            end(_LIST, "- C-6 merged into C-3\n"),
            sub(_REPORT, _LAST, ""),
            sub(_REPORT, "| later | 3 |", "| later | 2 |"),
            sub(_MAP, "C-3, C-6", "C-3"),
            sub("specs/002-stock-audit/gaps.md", "| C-6 | Nobody is told |\n", ""),
        ),
        (
            sub("reqs/specs/SPEC002.yml", "- CAND006", ""),
            sub("reqs/candidates/CAND006.yml", "active: true", "active: false"),
        ),
        (sub("plan/roadmap.rst", "C_3, C_6", "C_3"), sub(_NEEDS, "   :id: C_6\n", "   :id: C_6\n   :status: merged\n")),
    ),
    Kind(
        "a candidate gets a better title, everywhere",
        LEDGER,
        (
            sub(_LIST, "C-2 Export of orders", "C-2 Export of all orders"),
            sub(_REPORT, "| C-2 | Export of orders", "| C-2 | Export of all orders"),
        ),
        (sub("reqs/candidates/CAND002.yml", "Export of orders", "Export of all orders"),),
        (sub(_NEEDS, "Export of orders", "Export of all orders"),),
    ),
    Kind(
        "a note in three scripts is added",
        TEXT,
        (end(_MAP, "\nMerci à toutes, 谢谢, спасибо 🎉: the count of C-3 starts in May.\n"),),
        (
            sub(
                "reqs/specs/SPEC003.yml",
                "with or without a receipt.\n",
                "with or without a receipt. Merci à toutes, 谢谢, спасибо.\n",
            ),
        ),
        (end("plan/roadmap.rst", "\nMerci à toutes, 谢谢, спасибо 🎉: the count starts in May.\n"),),
        (
            sub(
                "openspec/changes/book-returns/proposal.md",
                "`apps/shop/orders.py`",
                "`apps/shop/orders.py`. Merci à toutes, 谢谢, спасибо 🎉",
            ),
        ),
    ),
    Kind(
        "a report's table is aligned",
        REPORTS,
        tuple(
            sub(_PROGRESS, old, new)
            for old, new in (
                ("| Spec | Name | Status |", "| Spec | Name        | Status      |"),
                ("| --- | --- | --- |", "| ---- | ----------- | ----------- |"),
                ("| 001 | Search | Complete |", "| 001  | Search      | Complete    |"),
                ("| 002 | Stock audit | In Progress |", "| 002  | Stock audit | In Progress |"),
                ("| 003 | Returns | Draft |", "| 003  | Returns     | Draft       |"),
            )
        ),
    ),
    Kind(
        "candidates are listed in another order",
        LEDGER,
        (
            sub(_LIST, _FIVE, ""),
            sub(_LIST, "## Closed\n", _FIVE + "## Closed\n"),
            sub(_REPORT, "| C-5 | Printed price tags | never |\n", ""),
            sub(_REPORT, _LAST, f"{_LAST}| C-5 | Printed price tags | never |\n"),
        ),
        needs=(
            sub(_NEEDS, "\n" + _NEED.rstrip() + "\n", ""),
            sub(_NEEDS, "\nClosed\n------", "\n" + _NEED + "Closed\n------"),
        ),
    ),
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
        "a feature branch edits, adds and deletes runtime",
        POSTURE,
        (
            end(_ORDERS, "\n\ndef total(counts: list[int]) -> int:\n    return sum(counts)\n"),
            put("migrations/0002_stock.sql", "CREATE TABLE stock (item TEXT);\n"),
            mode("apps/shop/tests/test_search.py"),
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
