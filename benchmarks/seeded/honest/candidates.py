# ruff: noqa: E501  # a table of edits is read by its rows
"""Honest changes of the ledger, and of the reports that restate it."""

from __future__ import annotations

from benchmarks.seeded.edits import end, put, sub
from benchmarks.seeded.kinds import HISTORY, LEDGER, REPORTS, TEXT, Kind

_LIST = "docs/candidates.md"
_REPORT = "docs/reconciliation.md"
_MAP = "docs/roadmap.md"
_PROGRESS = "docs/progress.md"
_NEEDS = "plan/candidates.rst"
_NEW = "### C-9 Loyalty cards\n\n- **Bucket**: later\n- **Owner**: Ben\n\nCustomers ask.\n\n## Closed\n"
_LAST = "| C-6 | Alerts on low stock | later |\n"
_FIVE = "### C-5 Printed price tags\n\n- **Bucket**: never\n- **Owner**: Ben\n\nThe supplier prints them.\n\n"
_SIX = "### C-6 Alerts on low stock\n\n- **Bucket**: later\n- **Owner**: Cem\n\nSomebody looks at the shelves.\n"
_NEED = ".. candidate:: Printed price tags\n   :id: C_5\n   :bucket: never\n   :owner: Ben\n\n   The supplier prints them.\n\n"
_ITEM = "active: true\nbucket: later\nheader: |\n  Loyalty cards\nlevel: 1.9\nlinks: []\nnormative: true\nowner: Ben\nref: ''\ntext: |\n  Customers ask.\n"
_SPEC_2 = "active: true\nderived: false\nheader: |\n  Stock audit\nlevel: 1.2\nlinks:\n- CAND003\nnormative: true\nposture: read-only\nref: ''\nreferences:\n- path: migrations/0001_orders.sql\n  type: file\nreviewed: null\nstatus: in-progress\ntext: |\n  Which branch counts what, and what is missing.\n"

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
            put("reqs/specs/SPEC002.yml", _SPEC_2),
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
)
