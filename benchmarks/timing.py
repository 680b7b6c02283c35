"""Whole processes, timed in turn: A B A B …, so that a machine whose speed drifts is fair to all of them."""

from __future__ import annotations

import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

# What git sets for a hook at a commit.
AT_COMMIT = {"GIT_INDEX_FILE": ".git/index"}
_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT")


class Work(NamedTuple):
    """Commands run one after another in a folder. An exit status that is not accepted ends the benchmark."""

    commands: tuple[tuple[str, ...], ...]
    folder: Path
    told: dict[str, str] = {}
    accept: tuple[int, ...] = (0,)


class Sample(NamedTuple):
    """Seconds on the wall, seconds of processor time (children too), and the peak of the largest process in MB."""

    wall: float
    cpu: float
    memory: float


class Figures(NamedTuple):
    """Medians of one work: wall and processor seconds, with the highest peak."""

    wall: float
    cpu: float
    memory: float


class Spread(NamedTuple):
    low: float
    middle: float
    high: float


class Failed(Exception):
    """A command that was to be timed did not do its work."""


def taken(works: Sequence[Work], runs: int, *, warm: bool = True) -> list[list[Sample]]:
    """The samples of each work, all of them run in turn, after one warm-up of each."""
    samples: list[list[Sample]] = [[] for _ in works]
    for number in range(-1 if warm else 0, runs):
        for work, kept in zip(works, samples, strict=True):
            one = _timed(work)
            if number >= 0:
                kept.append(one)
    return samples


def figures(samples: Sequence[Sample]) -> Figures:
    return Figures(
        statistics.median(one.wall for one in samples),
        statistics.median(one.cpu for one in samples),
        max(one.memory for one in samples),
    )


def spread(values: Sequence[float]) -> Spread:
    """Quartiles; with fewer than two values there is nothing to spread."""
    if len(values) < 2:
        return Spread(values[0], values[0], values[0])
    return Spread(*statistics.quantiles(values, n=4, method="inclusive"))


def ratios(
    first: Sequence[Sample], second: Sequence[Sample], of: Callable[[Sample], float] = lambda one: one.wall
) -> list[float]:
    """A's share of B, round by round: both ran within the same moment."""
    return [of(one) / of(other) for one, other in zip(first, second, strict=True)]


def _timed(work: Work) -> Sample:
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ} | work.told
    began = time.perf_counter()
    cpu = peak = 0.0
    for command in work.commands:
        with tempfile.TemporaryFile() as heard:
            status, used = _run(command, work.folder, environment, heard.fileno())
            if status not in work.accept:
                heard.seek(0)
                said = heard.read()[-2000:].decode(errors="replace")
                raise Failed(f"{' '.join(command[:6])} in {work.folder} exited {status}:\n{said}")
        cpu += used[0]
        peak = max(peak, used[1])
    return Sample(time.perf_counter() - began, cpu, peak)


def _run(
    command: Sequence[str], folder: Path, environment: dict[str, str], out: int
) -> tuple[int, tuple[float, float]]:
    process = subprocess.Popen(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=out)
    # Of this process and of those that it waited for, as `time` tells it.
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, (usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024 / 1e6)
