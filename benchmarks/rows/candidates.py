"""Ledgers with five reports: how time and memory grow with the candidates."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.documents import policy, reconciled
from benchmarks.repositories import note
from benchmarks.table import Row, Target

if TYPE_CHECKING:
    from benchmarks.bench import Bench

_TARGETS = {10_000: Target(memory=150), 100_000: Target(11, least=9, memory=1000)}


def candidates(bench: Bench) -> Iterator[str]:
    sizes = [100, 1_000, 10_000, 100_000]
    places = {size: _place(bench, size) for size in (sizes if not bench.quick else sizes[:3])}
    for size, place in places.items():
        fewer = places.get(size // 10)
        if fewer is not None:
            runs = bench.runs if size <= 1_000 else 3 if size <= 10_000 else 2
            ours, theirs = bench.taken(bench.hook(place), bench.hook(fewer), runs=runs, warm=size < 100_000)
            work = f"hook, {size:,} candidates, five reports"
            yield Row(work, f"the hook, {size // 10:,} candidates", ours, theirs, _TARGETS.get(size, Target())).line


def _place(bench: Bench, size: int) -> Path:
    files = chain([policy(reports=5)], reconciled(size, 5, remark="as written"))
    return bench.repository(f"candidates-{size}", files, [note(0)])
