"""The seeded defects, family by family, as values."""

from __future__ import annotations

from benchmarks.seeded.defects import documents, history, ledger, lettering, policy, posture, reports, truth
from benchmarks.seeded.kinds import Kind

FAMILIES: dict[str, tuple[Kind, ...]] = {
    "posture": posture.KINDS,
    "ledger": ledger.KINDS,
    "reports": reports.KINDS,
    "truth": truth.KINDS,
    "history": history.KINDS,
    "policy": policy.KINDS,
    "lettering": lettering.KINDS,
    "documents": documents.KINDS,
}
