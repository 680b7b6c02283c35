"""What the tests and the release job install is pinned by version and hash, on every Python and system we support."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
import tomli
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
LOCK = (ROOT / "tests" / "requirements.txt").read_text(encoding="utf-8")
PROJECT = tomli.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PYTHONS = ("3.10", "3.11", "3.12", "3.13", "3.14")
SYSTEMS = {"linux": ("Linux", "posix"), "darwin": ("Darwin", "posix"), "win32": ("Windows", "nt")}
EXTRAS = ("test", "release")


class Pinned(Value):
    """One entry of the lock: what is installed, under which conditions, and the hashes that its files may have."""

    requirement: Requirement
    hashes: tuple[str, ...]


def entries(lock: str) -> Iterator[Pinned]:
    for text in re.split(r"\n(?=\S)", re.sub(r"^\s*#.*\n?", "", lock, flags=re.M)):
        if text.strip():
            head, *more = re.split(r"\s*\\\n\s*", text.strip())
            yield Pinned(Requirement(head), tuple(more))


def wanted() -> dict[str, list[Requirement]]:
    """What pyproject.toml asks for, by the distribution's name."""
    project = PROJECT["project"]
    texts = [*project["dependencies"], *PROJECT["build-system"]["requires"]]
    texts += [text for extra in EXTRAS for text in project["optional-dependencies"][extra]]
    made: dict[str, list[Requirement]] = {}
    for one in map(Requirement, texts):
        made.setdefault(canonicalize_name(one.name), []).append(one)
    return made


def machine(python: str, system: str) -> dict[str, str]:
    name, os_name = SYSTEMS[system]
    return {
        "python_version": python, "python_full_version": f"{python}.1", "implementation_name": "cpython",
        "platform_python_implementation": "CPython", "sys_platform": system, "platform_system": name,
        "os_name": os_name, "platform_machine": "x86_64", "extra": "",
    }  # fmt: skip


def pinned_on(python: str, system: str) -> dict[str, list[Requirement]]:
    """What is installed there, by the distribution's name."""
    there = machine(python, system)
    found: dict[str, list[Requirement]] = {}
    for one in (entry.requirement for entry in entries(LOCK)):
        if one.marker is None or one.marker.evaluate(there):
            found.setdefault(canonicalize_name(one.name), []).append(one)
    return found


@pytest.mark.parametrize(("python", "system"), list(product(PYTHONS, SYSTEMS)))
def test_all_that_the_project_asks_for_is_pinned_once_and_as_it_asks(python: str, system: str) -> None:
    pinned = pinned_on(python, system)
    for name, requirements in wanted().items():
        assert len(pinned.get(name, ())) == 1, f"{name} is pinned {len(pinned.get(name, ()))} times: bash tests/lock"
        (version,) = (one.version for one in pinned[name][0].specifier)
        assert all(one.specifier.contains(version) for one in requirements), f"{name} {version}: bash tests/lock"


def test_the_pythons_are_those_that_the_project_supports() -> None:
    assert PROJECT["project"]["requires-python"] == f">={PYTHONS[0]}"


def test_each_entry_is_one_version_with_hashes_and_comes_from_no_named_place() -> None:
    for one in entries(LOCK):
        (bound,) = one.requirement.specifier
        assert bound.operator == "==", one
        assert not bound.version.endswith("*"), one
        assert one.requirement.url is None, one
        assert one.hashes, one
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", text) for text in one.hashes), one
    assert not re.search(r"://|--(extra-)?index|--find-links|--trusted-host", LOCK)


def test_the_tests_install_what_is_pinned_and_build_nothing_that_is_not() -> None:
    installs = [line for line in (ROOT / "tests/run").read_text().splitlines() if '"${pip[@]}" ' in line]
    assert len(installs) == 2
    assert "--require-hashes --only-binary :all: -r tests/requirements.txt" in installs[0]
    assert "--no-deps --no-build-isolation --no-index -e ." in installs[1]
