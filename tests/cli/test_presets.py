"""The presets, listed and printed."""

from __future__ import annotations

import json
from pathlib import Path

from audit import gate
from ledgergate.cli.presets import summary
from ledgergate.policy.presets import names, text
from support import Repository

ROOT = Path(__file__).resolve().parents[2]


def test_each_preset_is_listed_with_what_it_is_for() -> None:
    done = gate(Repository(ROOT, init=False), "presets")

    assert done.returncode == 0
    lines = [line.split(maxsplit=1) for line in done.stdout.splitlines()]
    assert lines == [[name, summary(name)] for name in names()]
    assert all(len(told) > 20 for _, told in lines)


def test_the_list_is_told_as_json_too() -> None:
    rows = json.loads(gate(Repository(ROOT, init=False), "presets", "--format", "json").stdout)

    assert rows == [{"name": name, "summary": summary(name)} for name in names()]


def test_a_preset_is_printed_as_it_is_written(tmp_path: Path) -> None:
    done = gate(Repository(tmp_path / "r"), "presets", "openspec")

    assert (done.returncode, done.stdout) == (0, text("openspec").decode())


def test_an_unknown_preset_is_offered_the_nearest() -> None:
    done = gate(Repository(ROOT, init=False), "presets", "spekkit")

    assert done.returncode == 2
    assert "no preset is called 'spekkit'" in done.stderr
    assert "did you mean spec-kit?" in done.stderr


def test_a_path_is_no_preset() -> None:
    done = gate(Repository(ROOT, init=False), "presets", "../../pyproject")

    assert (done.returncode, done.stdout) == (2, "")
