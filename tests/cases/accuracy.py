"""What the gate finds in real repositories' documents; run as a program it prints the table of docs/accuracy.md.

The documents and the drift that readers confirmed in them lie in `../shared/cases`, beside the checkout; they belong to
their authors and are no part of this repository. Only the policies are ours.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
CASES = HERE.parent.parent.parent / "shared" / "cases"
GATE = [sys.executable, "-m", "ledgergate"]


def names() -> list[str]:
    """The cases that have a policy here."""
    return sorted(path.stem for path in HERE.glob("*.toml"))


def scored(name: str) -> tuple[int, int, int]:
    """One case: how many findings its truth holds, how many of them were found, how many were imagined."""
    scorer = _scorer()
    findings, note = scorer.ask(GATE, CASES / name, HERE / f"{name}.toml")
    assert note in ("exit 0", "exit 1"), f"{name}: {note}"
    about = scorer.tomllib.loads((CASES / name / "CASE.toml").read_text(encoding="utf-8"))
    rows, found, _, imagined = scorer.score(findings, about["truth"], about.get("files", {}))
    return len(rows), len(found), len(imagined)


def _scorer() -> Any:
    spec = importlib.util.spec_from_file_location("score", CASES / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def row(name: str, truth: int, found: int, imagined: int) -> str:
    """One line of the table."""
    precision = found / (found + imagined) if found or imagined else 1.0
    recall = found / truth if truth else 1.0
    return f"| {name} | {truth} | {found} | {truth - found} | {imagined} | {precision:.2f} | {recall:.2f} |"


if __name__ == "__main__":
    for case in names():
        print(row(case, *scored(case)))
