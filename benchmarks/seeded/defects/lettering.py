# ruff: noqa: E501  # a table of edits is read by its rows
"""What readers see and programs do not, or the other way round."""

from __future__ import annotations

from benchmarks.seeded.edits import sub
from benchmarks.seeded.kinds import TEXT, Kind

_LIST, _REPORT, _NEEDS = "docs/candidates.md", "docs/reconciliation.md", "plan/candidates.rst"
_SIX = "### C-6 Alerts on low stock\n\n- **Bucket**: later\n- **Owner**: Cem\n\nSomebody looks at the shelves.\n"
_NEED = ".. candidate:: Alerts on low stock\n   :id: C_6\n   :bucket: later\n   :owner: Cem\n\n   Somebody looks at the shelves.\n"
_GONE = (sub(_REPORT, "| C-6 | Alerts on low stock | later |\n", ""), sub(_REPORT, "| later | 3 |", "| later | 2 |"))

KINDS = (
    Kind(
        "a key has a Cyrillic letter",
        TEXT,
        (sub(_LIST, "### C-6 Alerts", "### \u0421-6 Alerts"), sub(_REPORT, "| C-6 |", "| \u0421-6 |")),
        needs=(sub(_NEEDS, ":id: C_6", ":id: \u0421_6"),),
    ),
    Kind(
        "a second key looks like the first",
        TEXT,
        (
            sub(
                _LIST,
                "## Closed\n",
                "### \u0421-1 Loyalty cards\n\n- **Bucket**: later\n- **Owner**: Ben\n\nCustomers ask.\n\n## Closed\n",
            ),
            sub(
                _REPORT,
                "| C-6 | Alerts on low stock | later |\n",
                "| C-6 | Alerts on low stock | later |\n| \u0421-1 | Loyalty cards | later |\n",
            ),
            sub(_REPORT, "| later | 3 |", "| later | 4 |"),
        ),
        needs=(
            sub(
                _NEEDS,
                "\nClosed\n------",
                "\n.. candidate:: Loyalty cards\n   :id: \u0421_1\n   :bucket: later\n   :owner: Ben\n\n   Customers ask.\n\nClosed\n------",
            ),
        ),
    ),
    Kind(
        "a bucket holds a letter without width",
        TEXT,
        (sub(_LIST, "receipt\n\n- **Bucket**: later", "receipt\n\n- **Bucket**: la\u200bter"),),
        (sub("reqs/candidates/CAND004.yml", "bucket: later", "bucket: la\u200bter"),),
        (sub(_NEEDS, ":id: C_4\n   :bucket: later", ":id: C_4\n   :bucket: la\u200bter"),),
    ),
    Kind(
        "a title runs the other way",
        TEXT,
        (
            sub(_LIST, "### C-6 Alerts on low", "### C-6 Alerts \u202eon low"),
            sub(_REPORT, "| C-6 | Alerts on low", "| C-6 | Alerts \u202eon low"),
        ),
        (sub("reqs/candidates/CAND006.yml", "Alerts on", "Alerts \u202eon"),),
        (sub(_NEEDS, "Alerts on low", "Alerts \u202eon low"),),
    ),
    Kind(
        "a candidate is hidden in a comment",
        TEXT,
        (sub(_LIST, _SIX, f"<!--\n{_SIX}-->\n"), *_GONE),
        (sub("reqs/candidates/CAND006.yml", "active: true", "active: false"),),
        (sub(_NEEDS, _NEED, ".. " + _NEED.replace("\n", "\n   ").rstrip() + "\n"),),
    ),
    Kind(
        "a candidate is hidden in a fence",
        TEXT,
        (sub(_LIST, _SIX, f"```text\n{_SIX}```\n"), *_GONE),
        needs=(sub(_NEEDS, _NEED, "::\n\n   " + _NEED.replace("\n", "\n   ").rstrip() + "\n"),),
    ),
    Kind(
        "a report's row is hidden in a comment",
        TEXT,
        (sub(_REPORT, "| C-6 | Alerts on low stock | later |\n", "<!-- | C-6 | Alerts on low stock | later | -->\n"),),
    ),
    Kind("a report's bucket has a Cyrillic letter", TEXT, (sub(_REPORT, "tags | never |", "tags | nev\u0435r |"),)),
)
