"""The table: one line for each pair that was timed in turn, target beside measured."""

from __future__ import annotations

import os
import platform
import resource
import subprocess
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from benchmarks.timing import Sample, figures, ratios, spread

HEAD = (
    "| work | beside | ours s | beside s | ratio | quartiles | cpu ratio | peak MB | target | |\n"
    "|---|---|---|---|---|---|---|---|---|---|"
)


class Target(NamedTuple):
    """What a row must reach. Each is a most, apart from `least`; `spare` seconds may come on top of the ratio,
    `seconds` are ours alone."""

    ratio: float = 0.0
    least: float = 0.0
    spare: float = 0.0
    memory: float = 0.0
    seconds: float = 0.0


class Row(NamedTuple):
    """Two works in figures. `floors` are the samples of a start-up that is taken from both before they are compared."""

    work: str
    beside: str
    ours: Sequence[Sample]
    theirs: Sequence[Sample]
    target: Target = Target()
    floors: Sequence[Sample] = ()

    @property
    def line(self) -> str:
        ours, theirs = figures(self.ours), figures(self.theirs)
        low, middle, high = spread(self._ratios("wall"))
        cpu = spread(self._ratios("cpu")).middle
        cells = (
            *(self.work, self.beside, f"{ours.wall:.3f}", f"{theirs.wall:.3f}", f"{middle:.3g}"),
            *(f"{low:.3g}–{high:.3g}", f"{cpu:.3g}", _peak(ours.memory), _shown(self.target), self._met(middle)),
        )
        return f"| {' | '.join(cells)} |"

    def _ratios(self, field: str) -> list[float]:
        if not self.floors:
            return ratios(self.ours, self.theirs, lambda one: float(getattr(one, field)))
        three = zip(self.ours, self.theirs, self.floors, strict=True)
        return [
            (getattr(ours, field) - getattr(floor, field)) / (getattr(theirs, field) - getattr(floor, field))
            for ours, theirs, floor in three
        ]

    def _met(self, ratio: float) -> str:
        target, ours = self.target, figures(self.ours)
        if target == Target():
            return ""
        spared = target.spare / figures(self.theirs).wall
        fast = not target.ratio or ratio <= target.ratio + spared
        small = not target.memory or ours.memory < target.memory
        soon = not target.seconds or ours.wall < target.seconds
        return "met" if fast and soon and small and ratio >= target.least else "missed"


def _peak(memory: float) -> str:
    """A child begins with the memory of whoever started it, so that less than that cannot be told."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    return f"{memory:.0f}" if memory > own else f"under {own:.0f}"


def _shown(target: Target) -> str:
    least = f"{target.least:g}–" if target.least else ""
    said = [f"{least}{target.ratio:g}"] if target.ratio else []
    said += [f"+ {target.spare:g} s"] if target.spare else []
    said += [f"under {target.seconds:g} s"] if target.seconds else []
    said += [f"under {target.memory:g} MB"] if target.memory else []
    return " ".join(said) or "–"


def missing(name: str, why: str) -> str:
    """A line for a peer that could not be had."""
    return f"| – | {name} | – | – | – | – | – | – | – | not installed: {why} |"


def machine(versions: Iterable[str]) -> str:
    """Where it ran, and what was compared, in one paragraph."""
    git = subprocess.run(["git", "--version"], capture_output=True, text=True, check=True).stdout.split()[2]
    about = (f"{os.cpu_count()} processors ({platform.machine()})", f"{platform.system()}", f"git {git}")
    return ", ".join((*about, f"Python {platform.python_version()}", *versions))
