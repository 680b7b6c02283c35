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
    is_empty,
    lost,
    merged,
    ousted,
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
_BULK = 2  # titles that change at once: of a short ledger all of them
KEPT = st.sampled_from(("ours", "theirs", "both", "neither"))


def _found(repository: Repository, **flags: Any) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one in judged(repository, **flags).findings:
        if one.code in ("LG205", "LG212", "LG305", "LG505"):
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
        if is_empty(head) or (both is not None and is_empty(both)):
            event("empty")
            return
        own, base, made = wrong(head), wrong(tip), wrong(both) if both is not None else wrong(head)
        totals = own.totals | (made.totals - base.totals)
        numbers = own.numbers | (made.numbers - base.numbers)
        gone = lost(start, head) | (lost(tip, both) if both is not None else set())
        others = [ousted(start, head), ousted(tip, both) if both is not None else set()]
        event("conflict" if both is None else "together" if made != own and totals | numbers else "alone")
        found = _found(repository, base="main", head="topic")
        assert bool(found.get("LG305")) == bool(totals), (found, totals)
        assert bool(found.get("LG505")) == bool(numbers), (found, numbers)
        assert {one.upper() for one in found.get("LG205", set())} == gone
        _are_told(found, *others)


def _are_told(found: dict[str, set[str]], *others: set[str]) -> None:
    """Whether the keys that stand for something else are told; where most of them do at once, one stands for all."""
    told = found.get("LG212", set())
    if all(len(one) < _BULK for one in others):
        assert told == set().union(*others), (found, others)
    else:
        assert told
        assert told <= set().union(*others)


@settings(max_examples=HISTORIES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=HISTORIES < 100)
@example(mine=ALPHA, theirs=BETA, kept="ours")
@example(mine=ALPHA, theirs=ALPHA, kept="ours")  # one key for two items
@example(mine=ALPHA, theirs=ALPHA, kept="both")
@example(mine=ALPHA, theirs=[*ALPHA, ("retitle", 1, "now", False), ("retitle", 2, "now", False)], kept="theirs")
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
            titles = {**state.titles, **one.titles}
            rows = rows if len(chosen) > 1 else one.rows
            state = one._replace(rows=rows, told=told, specs=one.specs | state.specs, titles=titles)
        repository.merge("main", commit=False, ours=True)
        repository.files({path: text for path, text in files(state).items() if path in (LEDGER, REPORT)})
        repository.stage()
        repository.git("add", "-A")
        after = {LEDGER: str(files(state)[LEDGER])}
        if is_empty(after):
            event("empty")
            return
        parents = texts(repository, "topic"), texts(repository, "main")
        gone = lost(parents[0], after) | lost(parents[1], after)
        others = [ousted(one, after) for one in parents]
        event("lost" if gone else "ousted" if any(others) else "kept")
        found = _found(repository, staged=True)
        assert found.get("LG205", set()) == gone
        _are_told(found, *others)
        repository.commit("Merge main")
        found = _found(repository, base="main", head="topic")
        assert found.get("LG205", set()) == gone
        _are_told(found, *others)
