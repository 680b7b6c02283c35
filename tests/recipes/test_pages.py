"""The recipes on the page about CI are YAML that a service takes, pinned, with nothing of a request in a script."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

TEXT = (Path(__file__).resolve().parents[2] / "docs/ci.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```$", TEXT, re.M | re.S)


def test_every_block_is_yaml() -> None:
    assert len(BLOCKS) >= 4
    assert all(yaml.safe_load(block) for block in BLOCKS)


def test_every_action_in_them_is_a_commit_with_its_version_beside_it() -> None:
    used = [line for block in BLOCKS for line in block.splitlines() if "uses: " in line]
    assert used
    for line in used:
        assert re.search(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+(?:$|:)", line), line


def test_they_run_the_gate_isolated_and_give_the_page_through_the_environment() -> None:
    lines = [line for block in BLOCKS for line in block.splitlines()]
    assert [line for line in lines if "LEDGERGATE_PAGE: " in line]
    for line in lines:
        if " -m ledgergate " in line or " -m pip " in line or " -m venv " in line:
            assert " -I -m " in line, line
            assert "${{" not in line, line
