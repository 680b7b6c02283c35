# ruff: noqa: E501  # a table of edits is read by its rows
"""The ledger of candidates: missing, doubled and unknown words, keys that are taken twice, changed or malformed."""

from __future__ import annotations

from benchmarks.seeded.edits import move, put, sub
from benchmarks.seeded.kinds import LEDGER, TRUTH, Kind

_LIST, _REPORT, _NEEDS = "docs/candidates.md", "docs/reconciliation.md", "plan/candidates.rst"
_FOUR = "### C-4 Returns without a receipt\n\n- **Bucket**: later\n"
_ROW = "| C-4 | Returns without a receipt | later |"
_NEED = "   :id: C_4\n   :bucket: later\n"
_ITEM = "reqs/candidates/CAND004.yml"


def _bucket(name: str, said: str, item: str, need: str) -> Kind:
    """The bucket of C-4, in the ledger and in the report's row; the totals stay as they are."""
    plan = (sub(_LIST, _FOUR, _FOUR.replace("- **Bucket**: later\n", said)),)
    return Kind(
        name, LEDGER, plan, (sub(_ITEM, "bucket: later\n", item),), (sub(_NEEDS, _NEED, f"   :id: C_4\n{need}"),)
    )


KINDS = (
    _bucket("a candidate has no bucket", "", "", ""),
    _bucket("a bucket is TBD", "- **Bucket**: TBD\n", "bucket: TBD\n", "   :bucket: TBD\n"),
    _bucket("a bucket is no word of the vocabulary", "- **Bucket**: soon\n", "bucket: soon\n", "   :bucket: soon\n"),
    _bucket(
        "two buckets stand in one value",
        "- **Bucket**: now, later\n",
        "bucket: now, later\n",
        "   :bucket: now, later\n",
    ),
    _bucket(
        "two lines give two buckets",
        "- **Bucket**: later\n- **Bucket**: now\n",
        "bucket: later\nbucket: now\n",
        "   :bucket: later\n   :bucket: now\n",
    ),
    Kind(
        "a required owner is missing",
        LEDGER,
        (sub(_LIST, _FOUR + "- **Owner**: Cem\n", _FOUR),),
        (sub(_ITEM, "owner: Cem\n", ""),),
        (sub(_NEEDS, _NEED + "   :owner: Cem\n", _NEED),),
    ),
    Kind(
        "a candidate stands twice",
        LEDGER,
        (sub(_LIST, "## Closed\n", f"{_FOUR}- **Owner**: Ben\n\nOnce more.\n\n## Closed\n"),),
        (
            put(
                "reqs/candidates/more/CAND004.yml",
                "active: true\nlevel: 1.9\nlinks: []\nnormative: true\nref: ''\ntext: |\n  Once more.\n",
            ),
        ),
        (
            sub(
                _NEEDS,
                "\nClosed\n------",
                "\n.. candidate:: Returns without a receipt\n   :id: C_4\n   :bucket: later\n   :owner: Ben\n\n   Once more.\n\nClosed\n------",
            ),
        ),
    ),
    Kind(
        "two candidates have one title",
        LEDGER,
        (
            sub(_LIST, "### C-6 Alerts on low stock", "### C-6 Stock per branch"),
            sub(_REPORT, "| C-6 | Alerts on low stock", "| C-6 | Stock per branch"),
        ),
        (sub("reqs/candidates/CAND006.yml", "Alerts on low stock", "Stock per branch"),),
        (sub(_NEEDS, ".. candidate:: Alerts on low stock", ".. candidate:: Stock per branch"),),
    ),
    Kind(
        "a candidate gets another number",
        LEDGER,
        (sub(_LIST, "### C-2 Export", "### C-9 Export"), sub(_REPORT, "| C-2 | Export", "| C-9 | Export")),
        (move("reqs/candidates/CAND002.yml", "reqs/candidates/CAND009.yml"),),
        (sub(_NEEDS, ":id: C_2\n", ":id: C_9\n"),),
    ),
    Kind(
        "another thing stands under an old number",
        LEDGER,
        (
            sub(_LIST, "### C-2 Export of orders", "### C-2 Loyalty cards"),
            sub(_LIST, "Orders are copied into a sheet by hand.", "Regulars ask for a stamp."),
            sub(_REPORT, "| C-2 | Export of orders", "| C-2 | Loyalty cards"),
        ),
        (
            sub("reqs/candidates/CAND002.yml", "Export of orders", "Loyalty cards"),
            sub("reqs/candidates/CAND002.yml", "Orders are copied into a sheet by hand.", "Regulars ask for a stamp."),
        ),
        (
            sub(_NEEDS, ".. candidate:: Export of orders", ".. candidate:: Loyalty cards"),
            sub(_NEEDS, "Orders are copied into a sheet by hand.", "Regulars ask for a stamp."),
        ),
    ),
    Kind(
        "a key is malformed",
        LEDGER,
        (sub(_LIST, "### C-4 Returns", "### C4 Returns"), sub(_REPORT, "| C-4 | Returns", "| C4 | Returns")),
        (move(_ITEM, "reqs/candidates/CAN004.yml"),),
        (sub(_NEEDS, ":id: C_4\n", ":id: C4\n"),),
    ),
    Kind(
        "a candidate stands one heading deeper",
        LEDGER,
        (
            sub(_LIST, "### C-4 Returns", "#### C-4 Returns"),
            sub(_REPORT, f"{_ROW}\n", ""),
            sub(_REPORT, "| later | 3 |", "| later | 2 |"),
        ),
    ),
    Kind(
        "a new candidate stands where nobody reads",
        LEDGER,
        (
            sub(
                _LIST,
                "## Closed\n",
                "## Ideas\n\n### C-9 Loyalty cards\n\n- **Owner**: Ben\n\nCustomers ask.\n\n## Closed\n",
            ),
        ),
    ),
    Kind(
        "a theme names a candidate that is not there",
        TRUTH,
        (sub("docs/roadmap.md", "- **Candidates**: C-4", "- **Candidates**: C-41"),),
        (sub("reqs/specs/SPEC003.yml", "- CAND004", "- CAND041"),),
        (sub("plan/roadmap.rst", ":candidates: C_4", ":candidates: C_41"),),
    ),
    Kind(
        "a candidate is merged into one that never was",
        LEDGER,
        (sub(_LIST, "C-7 merged into C-3", "C-7 merged into C-33"),),
        (sub("reqs/candidates/CAND007.yml", "Merged into CAND003", "Merged into CAND033"),),
        (sub(_NEEDS, "merged into :need:`C_3`", "merged into :need:`C_33`"),),
    ),
    Kind(
        "a milestone's state is no word of the vocabulary",
        LEDGER,
        (sub("docs/milestones.yml", "state: open", "state: nearly"),),
        (sub("reqs/specs/SPEC003.yml", "status: draft", "status: nearly"),),
        (sub("plan/specs.rst", ":status: draft", ":status: nearly"),),
    ),
)
