"""The preset is data: written out by hand, the same policy finds the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit import LEDGER, REPORT
from readiness import AUDIT, READINESS, RECOMMENDED, closed, edit, example, findings

POLICIES = Path(__file__).resolve().parent / "readiness_policies"
EDITS = {
    "nothing": ("plan.md", "## Approach", "## Approach\n"),
    "bucket": (LEDGER, "- **Bucket**: A", "- **Bucket**: C"),
    "boundary": (LEDGER, "- **Boundary**: /customerportal", "- **Boundary**: /platform"),
    "evidence": (LEDGER, "app/Models/ProviderConnection.php", "app/Models/Provider.php"),
    "row": (REPORT, "| HB-205 | Ticket handoff to a PSA |", "| HB-905 | Another |"),
    "total": (REPORT, "| B | Platform productization | 7 |", "| B | Platform productization | 8 |"),
    "proof": (READINESS, ", `docs/guides/workspace.md`", ""),
    "sellable": (READINESS, "**No.** Bucket A", "**Yes.** Bucket A"),
    "claim": (READINESS, "- The public site has no test", "- The public site is merge-ready and has no test"),
    "primary": (RECOMMENDED, "| Primary |", "| Follow-up |"),
    "number": (RECOMMENDED, "| 346-tenant-scope-on-exports |", "| 343-tenant-scope-on-exports |"),
}


def under(folder: Path, policy: str, name: str) -> list[tuple[object, ...]]:
    repository = closed(folder) if name == "nothing" else example(folder)
    repository.write("ledgergate.toml", (POLICIES / policy).read_bytes())
    path, old, new = EDITS[name]
    edit(repository, path if "/" in path else f"{AUDIT}/{path}", old, new)
    repository.stage()
    return [
        (one.code, one.place, one.message, one.cure, one.level, one.key)
        for one in findings(repository, "LG2", "LG3", "LG4", "LG5")
    ]


@pytest.mark.parametrize("name", EDITS)
def test_the_preset_by_hand_finds_the_same(tmp_path: Path, name: str) -> None:
    preset = under(tmp_path / "preset", "with-preset.toml", name)
    by_hand = under(tmp_path / "hand", "by-hand.toml", name)

    assert preset == by_hand
    assert bool(preset) == (name != "nothing")
