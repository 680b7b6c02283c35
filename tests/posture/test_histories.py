"""Random histories: the paths that the gate refuses are those of whole listings, a real merge and a real disk."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, event, example, given, settings
from hypothesis import strategies as st

from histories import EDIT, STEP, Edit, History, made, of_range, of_staged
from ledgergate.errors import NotChecked
from small_team import judged

HISTORIES = int(os.environ.get("LEDGERGATE_HISTORIES", "12"))

SUBMODULE = ("APPS", "160000", "", 0)
FILE = ("APPS", "100644", "", 0)


def _refused(history: History, **flags: Any) -> set[str] | None:
    try:
        found = judged(history.repository, **flags).findings
    except NotChecked as error:
        return None if "no common ancestor" in error.message else {error.message}
    return {one.place.path for one in found if one.code in ("LG101", "LG102")}


@settings(max_examples=HISTORIES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=HISTORIES < 100)
@example(start=[], steps=[("main", [SUBMODULE])], last=[FILE], merging=True)  # against one of two bases alone
@given(
    start=st.lists(EDIT, max_size=8), steps=st.lists(STEP, min_size=1, max_size=7), last=st.lists(EDIT, max_size=3),
    merging=st.booleans(),
)  # fmt: skip
def test_the_verdict_on_a_random_history_is_that_of_whole_listings(
    start: list[Edit], steps: list[tuple[str, list[Edit]]], last: list[Edit], merging: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        history = made(Path(folder) / "r", start, steps, last, merging)
        expected = of_range(history)
        event("no merge base" if expected is None else "refused" if expected else "passed")
        assert _refused(history, base="main", head="topic") == expected
        assert _refused(history, staged=True) == of_staged(history)
