"""`init` at four sizes in one run: how its time and memory grow with the documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from benchmarks.planning import planned
from benchmarks.table import Row, Target
from benchmarks.timing import Work

if TYPE_CHECKING:
    from benchmarks.bench import Bench

_SIZES = (2_500, 5_000, 10_000, 20_000)
_TWICE = 2.2  # as many documents may take that many times as long
_LAST = Target(_TWICE, memory=500, seconds=20)


def proposals(bench: Bench) -> Iterator[str]:
    sizes = [bench.size(one) for one in _SIZES]
    places = [bench.repository(f"proposals-{one}", planned(one), [("docs/new.md", "# New\n")]) for one in sizes]
    command = (bench.installed.ours("ledgergate"), "init", "--stdout")
    samples = bench.taken(*(Work((command,), place) for place in places), runs=3, warm=False)
    for number, size in enumerate(sizes):
        fewer = max(0, number - 1)
        target = _LAST if size == sizes[-1] else Target(_TWICE) if number else Target()
        work = f"init --stdout, {size:,} files, {size // 10:,} Markdown documents"
        yield Row(work, f"{sizes[fewer]:,} files", samples[number], samples[fewer], target).line
