"""`ledgergate replay`: each past merge is refused for what a check of it refuses, and what became of it is said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from audit import gate
from judging import POLICY
from ledgergate.cli.replay import Replay, as_text, replayed
from ledgergate.errors import LedgergateError, Misused
from ledgergate.gate import judge
from ledgergate.history import merges
from ledgergate.history.selection import Wanted
from ledgergate.output.schemas import schema
from ledgergate.request import Request
from looking_back import ONE, THREE, TWO, asked, documents, product, troubled
from support import Repository

DRIFTED = documents(ONE, TWO, rows=(("C-1", "PSA handoff", "B"), TWO))
MENDED = documents(ONE, TWO)


def again(repository: Repository, policy: str = "now", *, new_only: bool = False, **wanted: Any) -> Replay:
    return replayed(asked(repository), Wanted(**wanted), policy, new_only=new_only)


def of(found: Replay, rule: str) -> Any:
    return next(one for one in found.records if one.rule == rule)


def begun(folder: Path, *states: dict[str, Any]) -> Repository:
    """A repository that begins clean, with a commit for each further state."""
    repository = Repository(folder / "product")
    repository.save({"ledgergate.toml": POLICY, **MENDED}, "start")
    for number, state in enumerate(states):
        repository.save(state or {f"src/{number}.py": "pass\n"}, f"state {number}")
    return repository


def test_each_merge_ends_as_a_check_of_it_against_its_first_parent_does(tmp_path: Path) -> None:
    repository = troubled(tmp_path / "product", 12, seed=4)
    found = again(repository, "own", range="HEAD~11..HEAD")
    assert len(found.merges) == 11
    for one in found.merges:
        alone = asked(repository, base=one.point.parents[0], head=one.point.commit.oid)
        said = _checked(Request(alone, today=one.point.day))
        told = [(fired.code, fired.fingerprint, fired.introduced) for fired in one.fired]
        assert (one.exit_code, told) == said


def _checked(request: Request) -> tuple[int, list[tuple[str, str, bool | None]]]:
    """How a check ends, and what it finds."""
    try:
        verdict = judge(request)
    except LedgergateError as error:
        return error.code, []
    found = [one for one in verdict.findings if one.waived_by is None]
    return verdict.exit_code, [(one.code, one.fingerprint, one.introduced) for one in found]


def test_what_a_later_merge_mends_was_real_and_what_stands_to_the_end_may_be_noise(tmp_path: Path) -> None:
    still = documents(ONE, TWO, THREE, rows=(ONE, TWO))  # a row is missing, for ever
    repository = begun(tmp_path, DRIFTED, {}, MENDED, DRIFTED, MENDED, still, {}, {}, {}, {}, {})
    found = again(repository)

    drift, missing = of(found, "row-contradicts-ledger"), of(found, "missing-from-report")
    assert (drift.introduced, drift.mended, drift.after, drift.stood) == (2, 2, 1, 0)
    assert (missing.introduced, missing.mended, missing.stood, missing.new) == (1, 0, 1, 0)
    assert (missing.merges, missing.findings) == (6, 6)  # an old finding counts each time, and is brought once
    assert len(found.refused) == 3 + 6
    assert len(found.for_their_own) == 3
    assert len(again(repository, new_only=True).refused) == 3


def test_a_finding_of_the_last_few_merges_is_too_new_to_say_anything(tmp_path: Path) -> None:
    drift = of(again(begun(tmp_path, {}, DRIFTED, {})), "row-contradicts-ledger")
    assert (drift.new, drift.stood) == (1, 0)


@pytest.mark.parametrize("back", [True, False])
def test_an_item_that_vanished_was_real_where_it_came_back(tmp_path: Path, back: bool) -> None:
    later = [documents(ONE, TWO)] if back else []
    gone = of(again(begun(tmp_path, documents(TWO), *later, {}, {}, {}, {}, {})), "item-vanished")
    assert (gone.introduced, gone.mended, gone.stood) == (1, int(back), int(not back))


def test_a_waiver_is_no_mending(tmp_path: Path) -> None:
    waiver = '[[waiver]]\nrule = "row-contradicts-ledger"\nreason = "soon"\nowner = "us"\nexpires = 2027-01-01\n'
    repository = begun(tmp_path, DRIFTED, {"ledgergate.toml": POLICY + waiver}, {}, {}, {}, {})
    drift = of(again(repository, "own"), "row-contradicts-ledger")
    assert (drift.introduced, drift.mended, drift.stood) == (1, 0, 1)


def test_advice_that_later_merges_followed_is_what_to_tighten_first(tmp_path: Path) -> None:
    repository = begun(tmp_path, DRIFTED, MENDED, DRIFTED, MENDED)
    advice = POLICY + 'row-contradicts-ledger = "advise"\n'
    repository.write("tried.toml", advice)
    found = again(repository, str(repository.path / "tried.toml"))
    assert not found.refused
    assert "tighten first: row-contradicts-ledger, which only advises: later merges mended 2 of the 2" in as_text(found)


def test_a_policy_that_is_tried_is_asked_of_merges_that_had_none(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "product")
    repository.save(MENDED, "no policy yet")
    repository.save(DRIFTED, "drift")
    with pytest.raises(Misused):
        again(repository)
    repository.write("tried.toml", POLICY)
    tried = again(repository, str(repository.path / "tried.toml"))
    assert [one.exit_code for one in tried.merges] == [0, 1]
    repository.write("tried.toml", "[ledger.candidates\n")
    with pytest.raises(Misused):
        again(repository, str(repository.path / "tried.toml"))
    assert [one.exit_code for one in again(repository, "own").merges] == [2, 2]


def test_a_merge_commit_is_judged_with_all_that_it_brings(tmp_path: Path) -> None:
    repository = begun(tmp_path, {})
    repository.branch("feature")
    repository.save(DRIFTED, "drift on a branch")
    repository.save({"src/more.py": "pass\n"}, "and more")
    repository.checkout("main")
    repository.merge("feature")
    found = again(repository, last=1)
    assert [one.rule for one in found.merges[0].brought] == ["row-contradicts-ledger"]


def test_the_end_of_a_shallow_clone_is_said_and_counts_as_nothing(tmp_path: Path) -> None:
    clone = product(tmp_path).clone(tmp_path / "clone", "--depth", "2")
    done = gate(clone, "replay")
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    lines = done.stdout.splitlines()
    assert lines[0].startswith("2 merges")
    assert lines[2] == "1 could not be judged: the clone is shallow: what this merge started from is not there"


def test_text_and_json_say_the_same_and_several_processes_what_one_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = begun(tmp_path, DRIFTED, MENDED, DRIFTED)
    done = gate(repository, "replay", "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    made = json.loads(done.stdout)
    jsonschema.validate(made, schema("replay"))
    assert [one["exit_code"] for one in made["merges"]] == [0, 1, 0, 1]
    assert made["rules"]["row-contradicts-ledger"]["mended"] == 1

    text = gate(repository, "replay", "--range", "HEAD~3..HEAD").stdout.splitlines()
    assert text[0].startswith("3 merges, ")
    assert text[1] == "2 would have been refused, 2 for what they brought themselves"

    alone = again(repository)
    monkeypatch.setattr(merges, "processes", lambda _work, _each: 2)
    monkeypatch.setattr(merges, "_CHUNK", 2)
    assert again(repository) == alone
