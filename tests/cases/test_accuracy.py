"""Real repositories' documents: what the gate finds, misses and imagines in them is what docs/accuracy.md says."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
CASES = ROOT.parent / "shared" / "cases"
TABLE = {
    found[1]: tuple(map(int, found.groups()[1:]))
    for found in re.finditer(
        r"^\| ([\w-]+) \| (\d+) \| (\d+) \| \d+ \| (\d+) \|",
        (ROOT / "docs/accuracy.md").read_text("utf-8"),
        re.MULTILINE,
    )
}
POLICIES = sorted(path.stem for path in (ROOT / "tests/cases").glob("*.toml"))


def test_the_table_names_every_policy() -> None:
    assert sorted(TABLE) == POLICIES


def test_the_mean_holds_what_was_promised() -> None:
    precision = [found / (found + imagined) if found or imagined else 1.0 for _, found, imagined in TABLE.values()]
    recall = [found / truth if truth else 1.0 for truth, found, _ in TABLE.values()]

    assert sum(precision) / len(precision) >= 0.97
    assert sum(recall) / len(recall) >= 0.95


@pytest.mark.skipif(not CASES.is_dir(), reason="the documents lie in ../shared/cases, which is not here")
@pytest.mark.skipif(sys.version_info < (3, 11), reason="the scorer reads TOML with the library of Python 3.11")
@pytest.mark.parametrize("name", POLICIES)
def test_a_case_is_no_worse_than_the_table_says(name: str) -> None:
    spec = importlib.util.spec_from_file_location("accuracy", ROOT / "tests/cases/accuracy.py")
    assert spec is not None
    assert spec.loader is not None
    accuracy = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(accuracy)

    truth, found, imagined = accuracy.scored(name)

    assert truth == TABLE[name][0]
    assert found >= TABLE[name][1]
    assert imagined <= TABLE[name][2]
