"""What is installed to test, to release and to run the gate is pinned by hash, on every Python and system."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
import tomli
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from locked import PYTHONS, RUNTIME, SYSTEMS, TESTS, Pinned, applies, entries

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomli.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
BUILD = PROJECT["build-system"]["requires"]
EXTRAS = PROJECT["project"]["optional-dependencies"]
LOCKS = {
    RUNTIME: [],
    TESTS: [text for extra in ("test", "docs", "release") for text in EXTRAS[extra]],
}


def pinned(lock: Path, python: str, system: str) -> dict[str, list[Pinned]]:
    """What a lock installs there, by the distribution's name."""
    found: dict[str, list[Pinned]] = {}
    for one in entries(lock.read_text(encoding="utf-8")):
        if applies(one.requirement, python=python, system=system):
            found.setdefault(one.name, []).append(one)
    return found


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: str(path.relative_to(ROOT)))
@pytest.mark.parametrize(("python", "system"), list(product(PYTHONS, SYSTEMS)))
def test_all_that_the_project_asks_for_is_pinned_once_and_as_it_asks(lock: Path, python: str, system: str) -> None:
    there = pinned(lock, python, system)
    for text in (*PROJECT["project"]["dependencies"], *BUILD, *LOCKS[lock]):
        wanted = Requirement(text)
        found = there.get(canonicalize_name(wanted.name), [])
        assert [one.version for one in found if wanted.specifier.contains(one.version)], f"{text}: run bash tests/lock"
    assert not [name for name, some in there.items() if len(some) > 1]


def test_the_pythons_are_those_that_the_project_supports() -> None:
    assert PROJECT["project"]["requires-python"] == f">={PYTHONS[0]}"


def test_what_builds_us_without_isolation_is_what_the_build_asks_for() -> None:
    assert PROJECT["dependency-groups"]["build"] == BUILD


def test_the_gate_runs_on_what_it_is_tested_with() -> None:
    tested = {str(one.requirement): one.hashes for one in entries(TESTS.read_text(encoding="utf-8"))}
    for one in entries(RUNTIME.read_text(encoding="utf-8")):
        assert tested[str(one.requirement)] == one.hashes


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: str(path.relative_to(ROOT)))
def test_each_entry_is_one_version_with_hashes_and_comes_from_no_named_place(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    for one in entries(text):
        assert re.fullmatch(r"==[\w.+!-]+", str(one.requirement.specifier)), one
        assert one.requirement.url is None, one
        assert one.hashes, one
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", told) for told in one.hashes), one
    assert not re.search(r"://|--(extra-)?index|--find-links|--trusted-host", text)


@pytest.mark.parametrize("script", ["tests/run", "action.yml"])
def test_what_is_not_pinned_is_not_installed(script: str) -> None:
    installs = [line for line in (ROOT / script).read_text(encoding="utf-8").splitlines() if " install " in line]
    installs = [line for line in installs if not line.lstrip().startswith("#") and "apt-get" not in line]
    assert len(installs) == 2, installs
    assert "--require-hashes --only-binary :all: -r " in installs[0]
    assert "--no-deps --no-build-isolation --no-index " in installs[1]
