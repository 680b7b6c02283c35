"""Each defence is needed: with it a hostile change is refused, without it the change passes."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

from defences import DEFENCES, ENCODERS, NAME
from ledgergate.output import render
from small_team import judged, team, told

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


def take_out(monkeypatch: pytest.MonkeyPatch, out: Mapping[str, object]) -> None:
    for place, instead in out.items():
        module, _, name = place.partition(":")
        owner = importlib.import_module(f"ledgergate.{module}")
        *owners, name = name.split(".")
        for one in owners:
            owner = getattr(owner, one)
        assert hasattr(owner, name), place
        monkeypatch.setattr(owner, name, instead)


@pytest.mark.parametrize("name", DEFENCES)
def test_a_hostile_change_passes_only_where_its_defence_is_taken_out(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    defence = DEFENCES[name]
    judge = defence.situation(tmp_path / "r")
    stopped = judge()
    assert any(defence.refused in one for one in stopped), stopped
    take_out(monkeypatch, defence.out)
    assert judge() == ()


@pytest.mark.parametrize(("form", "encoder", "forged"), ENCODERS)
def test_a_name_speaks_to_the_reader_only_where_its_encoder_is_taken_out(
    form: str, encoder: str, forged: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = team(tmp_path / "r")
    repository.put(NAME, repository.blob("evil\n"))
    verdict = judged(repository)
    assert told(verdict.findings) == [("LG101", NAME, 1)]
    assert re.search(forged, render(form, verdict)) is None
    take_out(monkeypatch, {f"output.encode:{encoder}": lambda said: said if isinstance(said, str) else str(said)})
    assert re.search(forged, render(form, verdict))
