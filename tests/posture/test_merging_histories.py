"""Random pairs of requests: the gate says of their merge what a real merge, read with regular expressions, shows."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, event, example, given, settings
from hypothesis import strategies as st

from merging_histories import (
    EDIT,
    LEDGER,
    REPORT,
    Edit,
    edited,
    files,
    lost,
    merged,
    requests,
    texts,
    wrong,
)
from merging_histories import START as BEGUN
from small_team import judged

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from support import Repository

HISTORIES = int(os.environ.get("LEDGERGATE_HISTORIES", "12"))
SIDE = st.lists(EDIT, min_size=1, max_size=4)
KEPT = st.sampled_from(("ours", "theirs", "both", "neither"))


def _found(repository: Repository, **flags: Any) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one in judged(repository, **flags).findings:
        if one.code in ("LG205", "LG305", "LG505"):
            found.setdefault(one.code, set()).add(one.key)
    return found


ALPHA: list[Edit] = [("add", 4, "later", True)]
BETA: list[Edit] = [("add", 5, "later", False)]
OFF: list[Edit] = [("add", 4, "later", True), ("miscount", 1, "now", True)]


@settings(max_examples=HISTORIES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=HISTORIES < 100)
@example(mine=ALPHA, theirs=BETA)  # each right, wrong together
@example(mine=OFF, theirs=BETA)  # wrong, and right together: the branch answers for its own state all the same
@example(mine=[("spec", 2, "now", True)], theirs=[("spec", 2, "now", True)])
@given(mine=SIDE, theirs=SIDE)
def test_a_request_is_refused_for_what_it_or_its_merge_has_wrong(mine: list[Edit], theirs: list[Edit]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        repository = requests(Path(folder) / "r", mine, theirs)
        start, head, tip = (texts(repository, one) for one in ("main~1", "topic", "main"))
        both = merged(repository, repository.oid("main"), repository.oid("topic"))
        own, base, made = wrong(head), wrong(tip), wrong(both) if both is not None else wrong(head)
        totals = own.totals | (made.totals - base.totals)
        numbers = own.numbers | (made.numbers - base.numbers)
        gone = lost(start, head) | (lost(tip, both) if both is not None else set())
        event("conflict" if both is None else "together" if made != own and totals | numbers else "alone")
        found = _found(repository, base="main", head="topic")
        assert bool(found.get("LG305")) == bool(totals), (found, totals)
        assert bool(found.get("LG505")) == bool(numbers), (found, numbers)
        assert {one.upper() for one in found.get("LG205", set())} == gone


@settings(max_examples=HISTORIES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=HISTORIES < 100)
@example(mine=ALPHA, theirs=BETA, kept="ours")
@given(mine=SIDE, theirs=SIDE, kept=KEPT)
def test_a_merge_loses_nothing_of_either_side(mine: list[Edit], theirs: list[Edit], kept: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        repository = requests(Path(folder) / "r", mine, theirs)
        sides = [edited(BEGUN, theirs, "main"), edited(BEGUN, mine, "topic")]
        chosen = {"ours": sides[1:], "theirs": sides[:1], "both": sides, "neither": []}[kept]
        state = BEGUN
        for one in chosen:
            told = tuple(dict.fromkeys((*state.told, *one.told)))
            rows = {key: value for key, value in {**state.rows, **one.rows}.items() if key not in told}
            state = one._replace(rows=rows if len(chosen) > 1 else one.rows, told=told, specs=one.specs | state.specs)
        repository.merge("main", commit=False, ours=True)
        repository.files({path: text for path, text in files(state).items() if path in (LEDGER, REPORT)})
        repository.stage()
        repository.git("add", "-A")
        after = {LEDGER: str(files(state)[LEDGER])}
        gone = lost(texts(repository, "topic"), after) | lost(texts(repository, "main"), after)
        event("lost" if gone else "kept")
        assert _found(repository, staged=True).get("LG205", set()) == gone
        repository.commit("Merge main")
        assert _found(repository, base="main", head="topic").get("LG205", set()) == gone
