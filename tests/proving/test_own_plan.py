"""Our own plan under our own gate: every break of it is refused."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_every_break_of_our_own_plan_is_refused() -> None:
    """A hook of the repository's own is run by its entry: to rename its id is no break, to empty the entry is one."""
    ran = subprocess.run(
        [sys.executable, "-m", "ledgergate", "prove", "--tree", "HEAD", "--format", "json", "--require", "100"],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    told = json.loads(ran.stdout)
    assert told["mutants"] > 400
    assert told["kinds"]["gate-replaced"]["killed"] >= 1
    assert told["honest_refused"] == 0
