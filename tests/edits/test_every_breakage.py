"""The example, broken in each way that the tests know: after a fix its findings are gone, and none is new."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from audit import BREAKAGES, audited
from fixing import disk, fix, standing

FOLLOWS = ("row-deleted", "bucket-flipped", "total-off")  # what the ledger says is all that there is to know


def test_the_example_needs_no_fix(tmp_path: Path) -> None:
    assert standing(audited(tmp_path / "product")) == []


@pytest.mark.parametrize("name", BREAKAGES)
def test_what_a_fix_mends_is_gone_and_nothing_is_new(tmp_path: Path, name: str) -> None:
    where = audited(tmp_path / "product")
    BREAKAGES[name](where)
    before, files = standing(where), disk(where)
    done = fix(where)
    after, now = standing(where), disk(where)
    stood, left = (Counter(one.fingerprint for one in some) for some in (before, after))
    assert not left - stood
    assert not (name in FOLLOWS and after)
    fixable = [one for one in before if one.fix is not None and one.fix.safe]
    assert len(after) == len(before) - len(done.mended.fixed)
    assert len(done.mended.fixed) + len(done.mended.left) >= len(fixable)
    written = {one.path for one in done.files}
    assert {path for path in now if files.get(path) != now[path]} == written
    assert not fix(where).files
    assert disk(where) == now
