"""Which faults are tried: a random sample per package, drawn by a seed, and what a sample says of the whole."""

from __future__ import annotations

import math
import random
from pathlib import Path

from benchmarks.mutation.operators import Fault, faults
from ledgergate.value import Value

PACKAGES = ("rules", "policy", "moments", "git", "output")


class Mutant(Value):
    """A fault of one module; `path` is its place under the package's folder."""

    path: str
    fault: Fault

    @property
    def name(self) -> str:
        one = self.fault
        return f"{self.path}:{one.line}:{one.start}-{one.end}:{one.text}"

    @property
    def package(self) -> str:
        return self.path.partition("/")[0]

    @property
    def module(self) -> str:
        return module_of(self.path)


def module_of(path: str) -> str:
    """The module of a file under the package's folder."""
    return "ledgergate." + path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def population(root: Path, package: str) -> list[Mutant]:
    return [
        Mutant(path.relative_to(root).as_posix(), fault)
        for path in sorted((root / package).glob("*.py"))
        for fault in faults(path.read_bytes())
    ]


def sample(root: Path, seed: str, each: int, packages: tuple[str, ...] = PACKAGES) -> list[Mutant]:
    """`each` mutants of every package, the packages taking turns: a campaign that is stopped is a sample, too."""
    drawn = [random.Random(f"{seed}/{package}").sample(population(root, package), each) for package in packages]
    return [one for turn in zip(*drawn, strict=True) for one in turn]


def interval(hits: int, count: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share."""
    if not count:
        return 0.0, 1.0
    z, share = 1.96, hits / count
    middle = share + z * z / (2 * count)
    spread = z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return (middle - spread) / (1 + z * z / count), (middle + spread) / (1 + z * z / count)
