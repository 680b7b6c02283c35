"""The preset is data: written out by hand it is the same policy, and finds the same, whatever is broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from breaking import BREAKS, NEAR, Break, broken
from ledgergate import policy as policies
from ledgergate.rules import NAMES
from ledgergate.value import Value
from readiness import closed, edit, example, findings, told
from support import Repository

POLICIES = Path(__file__).resolve().parent / "readiness_policies"
RULES = ("LG2", "LG3", "LG4", "LG5")
# The preset reads no list of specs and holds no links; its areas and boundaries are its reports' to give.
_NOT_THE_PRESETS = ("posture",)
_FIRST = {one.criterion: one for one in reversed(BREAKS)}
_WHERE = ("preset", "line", "lines")


def said(part: object) -> object:
    """What a policy says, without the name of its preset and the lines at which it is written."""
    if isinstance(part, Value):
        fields: tuple[str, ...] = vars(type(part))["__fields__"]
        return type(part), {name: said(getattr(part, name)) for name in fields if name not in _WHERE}
    if isinstance(part, dict):
        return {key: said(one) for key, one in part.items()}
    return [said(one) for one in part] if isinstance(part, (tuple, list)) else part


def under(repository: Repository, policy: str) -> list[tuple[object, ...]]:
    """What is found in the work tree where the policy is committed already: a change of it would be judged by two."""
    repository.write("ledgergate.toml", (POLICIES / policy).read_bytes())
    repository.git("commit", "-q", "--only", "-m", "Take the policy", "ledgergate.toml")
    return [(one.code, one.place, one.message, one.cure, one.level, one.key) for one in findings(repository, *RULES)]


def test_the_preset_by_hand_is_the_same_policy() -> None:
    files = [{"ledgergate.toml": (POLICIES / name).read_bytes()} for name in ("with-preset.toml", "by-hand.toml")]
    preset, by_hand = (said(policies.load(one, NAMES)) for one in files)

    assert preset == by_hand


@pytest.mark.parametrize("criterion", _FIRST)
def test_the_preset_by_hand_finds_the_same(tmp_path: Path, criterion: str) -> None:
    repository = broken(tmp_path, _FIRST[criterion])

    assert under(repository, "with-preset.toml") == under(repository, "by-hand.toml")


@pytest.mark.parametrize(
    "one", [one for one in BREAKS if one.criterion not in _NOT_THE_PRESETS], ids=lambda one: one.name
)
def test_the_preset_refuses_what_is_broken(tmp_path: Path, one: Break) -> None:
    repository = broken(tmp_path, one)

    assert one.code in {found[0] for found in under(repository, "with-preset.toml")}


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
