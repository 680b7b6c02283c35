"""The preset is data: written out by hand, the same policy finds the same, whatever is broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from breaking import BREAKS, NEAR, Break
from readiness import closed, edit, example, findings, told
from support import Repository

POLICIES = Path(__file__).resolve().parent / "readiness_policies"
RULES = ("LG2", "LG3", "LG4", "LG5")
# The preset reads no list of specs and holds no links; its areas and boundaries are its reports' to give.
_NOT_THE_PRESETS = ("posture",)


def under(repository: Repository, policy: str) -> list[tuple[object, ...]]:
    """What is found in the work tree where the policy is committed already: a change of it would be judged by two."""
    repository.write("ledgergate.toml", (POLICIES / policy).read_bytes())
    repository.git("commit", "-q", "--only", "-m", "Take the policy", "ledgergate.toml")
    return [(one.code, one.place, one.message, one.cure, one.level, one.key) for one in findings(repository, *RULES)]


@pytest.mark.parametrize("one", BREAKS, ids=lambda one: one.name)
def test_the_preset_by_hand_finds_the_same(tmp_path: Path, one: Break) -> None:
    repository = closed(tmp_path) if one.closed else example(tmp_path)
    for path, old, new in one.edits:
        edit(repository, path, old, new)

    preset = under(repository, "with-preset.toml")
    by_hand = under(repository, "by-hand.toml")

    assert preset == by_hand
    if one.criterion not in _NOT_THE_PRESETS:
        assert one.code in {found[0] for found in preset}


@pytest.mark.parametrize("name", ["nothing", *NEAR])
def test_the_preset_lets_a_near_miss_pass(tmp_path: Path, name: str) -> None:
    repository = closed(tmp_path) if name in ("nothing", "checklist") else example(tmp_path)
    if name in NEAR:
        edit(repository, *NEAR[name])

    assert under(repository, "with-preset.toml") == under(repository, "by-hand.toml") == []


def test_the_preset_holds_the_posture_and_the_completed_specs(tmp_path: Path) -> None:
    repository = example(tmp_path)
    repository.write("ledgergate.toml", (POLICIES / "with-preset.toml").read_bytes())
    repository.stage()
    repository.commit("Take the preset")
    edit(repository, "specs/338-tenant-workspace-shell/plan.md", "# ", "# Again: ")
    repository.write("apps/platform/routes/api.php", "<?php\n")

    assert {code for code, _, _ in told(repository)} == {"LG101", "LG103"}
