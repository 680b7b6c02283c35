"""What the lock pins: distributions by version, the conditions under which each is installed, and its hashes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
RUNTIME = ROOT / "requirements.txt"
TESTS = ROOT / "tests" / "requirements.txt"
PYTHONS = ("3.10", "3.11", "3.12", "3.13", "3.14")
SYSTEMS = {"linux": ("Linux", "posix"), "darwin": ("Darwin", "posix"), "win32": ("Windows", "nt")}


@dataclass(frozen=True)
class Pinned:
    """One entry of the lock. `hashes` are written as pip reads them, `--hash=sha256:…`."""

    requirement: Requirement
    hashes: tuple[str, ...]

    @property
    def name(self) -> str:
        return canonicalize_name(self.requirement.name)

    @property
    def version(self) -> str:
        (bound,) = self.requirement.specifier
        return bound.version

    @property
    def condition(self) -> str:
        """The marker, "" where it is installed everywhere."""
        return str(self.requirement.marker or "")


def entries(lock: str) -> Iterator[Pinned]:
    """The entries of a lock's text, in its order."""
    for text in re.split(r"\n(?=\S)", re.sub(r"^\s*#.*\n?", "", lock, flags=re.M)):
        if text.strip():
            head, *more = re.split(r"\s*\\\n\s*", text.strip())
            yield Pinned(Requirement(head), tuple(more))


def machine(python: str, system: str) -> dict[str, str]:
    """What markers ask of a machine."""
    name, kind = SYSTEMS[system]
    return {
        "python_version": python, "python_full_version": f"{python}.1", "implementation_name": "cpython",
        "platform_python_implementation": "CPython", "sys_platform": system, "platform_system": name,
        "os_name": kind, "platform_machine": "x86_64", "extra": "",
    }  # fmt: skip


def applies(one: Requirement, *, python: str = "", system: str = "") -> bool:
    """Whether the requirement counts there; without a Python and a system, whether it does on any that we support."""
    there = [(python, system)] if python else product(PYTHONS, SYSTEMS)
    return one.marker is None or any(one.marker.evaluate(machine(*each)) for each in there)
