"""The example is broken in every way, and the gate refuses each; a policy that checks little is told what it lacks."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledgergate.moments import Asked
from ledgergate.proving.campaign import Proof, prove
from ledgergate.proving.hints import HONEST, KINDS
from ledgergate.request import Request
from proved import HOOKS, LEDGER, LITTLE, REPORT, WAIVED, WORKFLOW
from readiness import example, small
from support import Repository


def proof(repository: Repository, *kinds: str, sample: int = 0, seed: int = 0, each: int = 0) -> Proof:
    asked = Asked(tree="HEAD", cwd=str(repository.path), environment=repository.environment())
    return prove(Request(asked), kinds, sample, seed, each)


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return example(tmp_path_factory.mktemp("proving"))


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Two items of which one is excused, and a hook and a workflow that run the gate."""
    broken = LEDGER.replace("**Bucket**: later", "**Bucket**: someday")
    files = {".pre-commit-config.yaml": HOOKS, ".github/workflows/gate.yml": WORKFLOW}
    repository = small(tmp_path_factory.mktemp("guarded"), LITTLE + WAIVED, ledger_md=broken)
    repository.files(files)
    repository.stage()
    repository.commit("guard it")
    return repository


CONTROL = ("gate-removed", "gate-emptied", "gate-replaced", "waiver-lapsed")


@pytest.mark.parametrize("kind", CONTROL)
def test_what_runs_the_gate_and_what_excuses_is_broken_where_it_is(guarded: Repository, kind: str) -> None:
    found = proof(guarded, kind)

    assert len(found.outcomes) == (1 if kind == "waiver-lapsed" else 2)
    assert not found.survivors, [(one.mutant.what, one.diff) for one in found.survivors]


BREAKS = [kind for kind in KINDS if kind not in (*HONEST, *CONTROL)]


@pytest.fixture(scope="module")
def proven(product: Repository) -> Proof:
    """Five breaks of each kind, by chance."""
    return proof(product, *BREAKS, each=5)


@pytest.mark.parametrize("kind", BREAKS)
def test_every_break_of_a_kind_is_refused_on_the_example(proven: Proof, kind: str) -> None:
    found = Proof(tuple(one for one in proven.outcomes if one.mutant.kind == kind))

    assert found.outcomes
    assert not found.survivors, [(one.mutant.what, one.diff) for one in found.survivors]
    assert found.score == 100


def test_honest_variants_of_the_example_pass(product: Repository) -> None:
    found = proof(product, *HONEST)

    assert len(found.honest) >= 10
    assert not found.refused, [(one.mutant.what, one.why) for one in found.refused]


def test_what_breaks_is_said_by_the_rule_that_refuses_it(product: Repository) -> None:
    (one, *_) = proof(product, "row-flipped", sample=3).outcomes

    assert one.rules[0] in ("row-contradicts-ledger", "reports-contradict", "wrong-total", "invariant-broken")
    assert one.why


def test_equal_seeds_break_the_same_things(product: Repository) -> None:
    one, same, other = (proof(product, sample=10, seed=seed) for seed in (1, 1, 2))

    names = [[(each.mutant.kind, each.mutant.what) for each in found.outcomes] for found in (one, same, other)]
    assert names[0] == names[1] != names[2]


def test_a_rule_that_is_off_is_the_line_that_is_missing(tmp_path: Path) -> None:
    repository = small(tmp_path, LITTLE + '[rules]\nunknown-value = "off"\n', ledger_md=LEDGER)

    (one, _) = proof(repository, "value-unknown").survivors

    assert one.catch == '[rules]\nunknown-value = "block"\n'


def test_what_nothing_can_refuse_is_not_counted_and_the_reason_is_given(tmp_path: Path) -> None:
    selection = '[[report]]\npath = "report.md"\nledger = "candidates"\ncovers = "none"\n'
    policy = LITTLE + selection + 'rows = { items = "table", key = "Candidate", columns = { Bucket = "bucket" } }\n'
    repository = small(tmp_path, policy, ledger_md=LEDGER, report_md=REPORT)

    found = proof(repository, "row-deleted")

    assert [one.fate for one in found.outcomes] == ["equivalent", "equivalent"]
    assert "selection" in found.outcomes[0].why
    assert found.score == 100


def test_a_read_only_change_is_shown_red_for_each_reason(tmp_path: Path) -> None:
    policy = (
        LITTLE
        + '[posture]\nruntime = ["src/**"]\n[posture.read_only]\nbranches = ["docs/*"]\ncommit_types = ["docs"]\n'
    )
    repository = small(tmp_path, policy, ledger_md=LEDGER, src__a_py="pass\n", src__b_py="pass\n")

    found = proof(repository, "runtime-edited")

    assert {one.mutant.branch or one.mutant.message[:4] for one in found.outcomes} == {"docs/prove", "docs"}
    assert {one.rules for one in found.outcomes} == {("runtime-path-changed",), ("docs-commit-touches-runtime",)}


def test_findings_that_stand_already_kill_nothing(tmp_path: Path) -> None:
    broken = LEDGER.replace("**Bucket**: now", "**Bucket**: someday")
    repository = small(tmp_path, LITTLE, ledger_md=broken)

    assert len(proof(repository, "item-deleted").survivors) == 2
