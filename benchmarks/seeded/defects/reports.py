"""Reports that say other than what they restate."""

from __future__ import annotations

from benchmarks.seeded.edits import Edits, drop, sub
from benchmarks.seeded.kinds import REPORTS, Kind

_REPORT, _PROGRESS, _LOG = "docs/reconciliation.md", "docs/progress.md", "docs/adr/README.md"
_ROW = "| C-2 | Export of orders | later |\n"


def _in_report(name: str, old: str, new: str, path: str = _REPORT) -> Kind:
    return _kind(name, (sub(path, old, new),))


def _kind(name: str, edits: Edits) -> Kind:
    return Kind(name, REPORTS, edits)


KINDS = (
    _in_report("a row is missing", _ROW, ""),
    _in_report("a row names nothing that is there", "\n\n| Bucket", "\n| C-9 | Loyalty cards | later |\n\n| Bucket"),
    _in_report("a row gives another bucket", _ROW, "| C-2 | Export of orders | now |\n"),
    _in_report("a row stands twice", _ROW, _ROW * 2),
    _in_report("a row has another title", _ROW, "| C-2 | Import of orders | later |\n"),
    _in_report("a total is off by one", "| later | 3 |", "| later | 4 |"),
    _in_report("a total is missing", "| never | 1 |\n", ""),
    _in_report("a row's bucket is left empty", _ROW, "| C-2 | Export of orders | |\n"),
    _kind(
        "the column with the buckets is gone",
        tuple(
            sub(_REPORT, old, new)
            for old, new in (
                ("| Candidate | Title | Bucket |\n| --- | --- | --- |", "| Candidate | Title |\n| --- | --- |"),
                (" Search by barcode | now |", " Search by barcode |"),
                (" Export of orders | later |", " Export of orders |"),
                (" Stock per branch | now |", " Stock per branch |"),
                (" a receipt | later |", " a receipt |"),
                (" price tags | never |", " price tags |"),
                (" low stock | later |", " low stock |"),
            )
        ),
    ),
    _kind(
        "the ledger changes, its report does not",
        (
            sub(
                "docs/candidates.md",
                "### C-2 Export of orders\n\n- **Bucket**: later",
                "### C-2 Export of orders\n\n- **Bucket**: never",
            ),
        ),
    ),
    _in_report("a sentence counts wrong", "1 of 3 specs", "2 of 3 specs", _PROGRESS),
    _in_report(
        "a spec's status is another one in the progress",
        "| 003 | Returns | Draft |",
        "| 003 | Returns | In Progress |",
        _PROGRESS,
    ),
    _in_report(
        "the log of decisions lags behind", "| One stock number | Superseded |", "| One stock number | Accepted |", _LOG
    ),
    _kind("a report is deleted", (drop(_PROGRESS),)),
)
