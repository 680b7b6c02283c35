"""Whole processes, timed in turn: A B A B …, so that a machine whose speed drifts is fair to both."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


class Pair(NamedTuple):
    """Medians in seconds, the median of the ratios pair by pair, its quartiles, and A's peak memory in MiB."""

    first: float
    second: float
    ratio: float
    low: float
    high: float
    memory: float


def paired(first: Sequence[Sequence[str]], second: Sequence[Sequence[str]], folder: Path, runs: int) -> Pair:
    """Times two series of commands in turn, after one warm-up of each."""
    ours, theirs = [], []
    peak = 0.0
    for number in range(runs + 1):
        one, memory = _timed(first, folder)
        other, _ = _timed(second, folder)
        if number:
            ours.append(one)
            theirs.append(other)
            peak = max(peak, memory)
    ratios = [one / other for one, other in zip(ours, theirs, strict=True)]
    low, middle, high = statistics.quantiles(ratios, n=4)
    return Pair(statistics.median(ours), statistics.median(theirs), middle, low, high, peak)


def _timed(commands: Sequence[Sequence[str]], folder: Path) -> tuple[float, float]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PYTHONDONT"))}
    # What git itself sets for a hook at a commit.
    environment["GIT_INDEX_FILE"] = ".git/index"
    began = time.perf_counter()
    peak = 0
    for command in commands:
        process = subprocess.Popen(
            command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
        )
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
        peak = max(peak, usage.ru_maxrss)
    return time.perf_counter() - began, peak / 1024
