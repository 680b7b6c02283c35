"""SECURITY.md keeps up with the project: every entry point, the versions, and tests that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import tomli
import yaml

from ledgergate.cli.commands import ledgergate
from ledgergate.git.processes import OLDEST, Limits
from locked import PYTHONS

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
# Commands that only print what ships with the gate: nothing of a repository is read.
SHIPPED = {"explain", "presets", "rules", "schema"}


def section(title: str) -> str:
    return re.split(rf"^## {title}$", PAGE, flags=re.M)[1].partition("\n## ")[0]


def table(title: str) -> list[list[str]]:
    """The rows of a section's table, without its head."""
    lines = [line for line in section(title).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[2:]]


@pytest.mark.parametrize("command", sorted(set(ledgergate.commands) - SHIPPED))
def test_every_command_that_looks_at_a_repository_is_an_entry_point(command: str) -> None:
    named = [cells[0] for cells in table("Entry point by entry point")]
    assert any(f"`{command}`" in cell for cell in named), command


def test_every_hook_of_the_manifest_is_spoken_of() -> None:
    named = " ".join(cells[0] for cells in table("Entry point by entry point"))
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [one["id"] for one in hooks if one["id"] == "docs-commit" and f"`{one['id']}`" not in named] == []
    assert "`ledgergate-hook`" in named


def test_every_promise_names_tests_that_are_there() -> None:
    for promise, shown in table("At every entry point"):
        tests = re.findall(r"`(tests/[\w/.-]+)`", shown)
        assert tests, promise
        assert all((ROOT / path).is_file() for path in tests), shown
    for path in re.findall(r"`(tests/[\w/.-]+)`", section("What we ship")):
        assert (ROOT / path).exists(), path


def test_each_entry_point_says_what_cannot_be_promised_there_or_that_there_is_nothing() -> None:
    for cells in table("Entry point by entry point"):
        assert len(cells) == 3, cells
        assert all(cells), cells


def test_the_versions_and_the_limits_are_those_of_the_code() -> None:
    version = tomli.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert f"newest {version.partition('.')[0]}.x release" in PAGE
    assert f"Python {PYTHONS[0]} to {PYTHONS[-1]}; git {OLDEST[0]}.{OLDEST[1]} or newer" in PAGE
    limits = Limits()
    assert f"a document ({limits.document >> 20} MiB)" in PAGE
    assert f"a policy over {limits.policy >> 10} KiB" in PAGE
    assert f"entries ({limits.entries:,})" in PAGE
    assert f"documents ({limits.documents:,})" in PAGE
    assert f"rows of a report ({limits.items:,})" in PAGE
    assert f"git's answer ({limits.seconds:g} s)" in PAGE


def test_nobody_and_no_address_is_invented() -> None:
    assert not re.search(r"[\w.]+@[\w-]+\.\w+|https?://(?!example\.invalid/)", PAGE)


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)]+)\)", PAGE):
        path, _, anchor = target.partition("#")
        text = (ROOT / path).read_text(encoding="utf-8")
        titles = [
            re.sub(r"[^\w -]", "", line.lstrip("# ").lower()).replace(" ", "-")
            for line in text.splitlines()
            if line.startswith("#")
        ]
        assert not anchor or anchor in titles, target
