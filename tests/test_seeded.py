"""What docs/seeded-defects.md says of this gate: each of its rows is judged again, and no honest change is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.seeded import honest
from benchmarks.seeded.defects import FAMILIES
from benchmarks.seeded.defects.documents import STYLES
from benchmarks.seeded.edits import MAIN, committed, saved, world
from benchmarks.seeded.page import rows

from ledgergate.errors import LedgergateError
from ledgergate.gate import judge
from ledgergate.moments import Asked
from ledgergate.request import Request
from support import scrubbed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from benchmarks.seeded.kinds import Kind

PAGE = (Path(__file__).resolve().parents[1] / "docs/seeded-defects.md").read_text(encoding="utf-8")
EVERY = {**FAMILIES, "honest": honest.KINDS, "style": STYLES}


@pytest.mark.parametrize("family", EVERY)
def test_the_page_says_what_the_gate_says(tmp_path: Path, family: str) -> None:
    folder = world("plan", tmp_path / "plan")
    saved(folder, "Begin")
    told, page = {}, rows(PAGE)

    for kind in EVERY[family]:
        committed(folder, kind.plan, kind.branch, kind.message)
        told[kind.name] = _said(folder)

    assert told == {kind.name: _rules(page[kind.name]) for kind in EVERY[family]}


def test_no_honest_change_is_refused_and_sixty_kinds_are_asked() -> None:
    page = rows(PAGE)
    kinds: list[Kind] = [kind for family in FAMILIES.values() for kind in family]

    assert all(page[kind.name] == "passes" for kind in honest.KINDS)
    assert len(honest.KINDS) >= 20
    assert len({kind.name for kind in kinds}) == len(kinds) >= 60


def _rules(cell: str) -> str:
    """The rules of a cell; none where it passes, or is nothing that the gate speaks of."""
    return cell.removeprefix("caught").strip() if cell.startswith("caught") else ""


def _said(folder: Path) -> str:
    """The rules that block, as the page shows them."""
    try:
        verdict = judge(Request(Asked(base=MAIN, cwd=str(folder), environment=scrubbed(folder.parent))))
    except LedgergateError as error:
        return f"exit {error.code}"
    return " ".join(sorted({one.code for one in verdict.findings if one.level == "block"}))
