"""Items and spec packages beside the tools that keep them in files of their own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from benchmarks.documents import PACKAGES, REQUIREMENTS, ledger, policy, requirements
from benchmarks.documents import packages as spec_packages
from benchmarks.repositories import note, written
from benchmarks.table import Row, Target, missing

if TYPE_CHECKING:
    from benchmarks.bench import Bench

_SHARE = {1_000: 1 / 25, 10_000: 1 / 300}


def items(bench: Bench) -> Iterator[str]:
    for count in (1_000, 10_000) if not bench.quick else (1_000,):
        listed = bench.repository(f"items-{count}", [policy(reports=0), ledger(range(1, count + 1))], [note(0)])
        files = written(
            bench.repository(f"doorstop-{count}", chain([("ledgergate.toml", REQUIREMENTS)], requirements(count)))
        )
        doorstop = bench.peer("doorstop", files, "--no-reformat", accept=(0,))
        if doorstop is None:
            yield missing("doorstop", bench.installed.absent["doorstop"])
            continue
        once = count > 1_000
        bench.taken(bench.hook(listed, remembers=True), runs=1, warm=False)
        works = bench.hook(listed), doorstop, bench.check(files, "--tree", "HEAD"), bench.hook(listed, remembers=True)
        ours, theirs, alike, again = bench.taken(*works, runs=1 if once else bench.few, warm=not once)
        beside = f"doorstop --no-reformat, {count:,} items"
        yield Row(f"hook, a ledger of {count:,} candidates", beside, ours, theirs, Target(_SHARE[count])).line
        yield Row(
            "the same, at a next commit that changes nothing of it", beside, again, theirs, Target(_SHARE[count])
        ).line
        yield Row("check --tree of doorstop's own files", beside, alike, theirs).line


def packages(bench: Bench) -> Iterator[str]:
    count = bench.size(300)
    files = chain([("ledgergate.toml", PACKAGES)], spec_packages(count, 40))
    place = written(bench.repository("packages", files))
    work = f"check --tree, {count} packages of 40 requirements"
    if bench.peer("docguard-cli", place) is None:
        yield missing("docguard-cli", bench.installed.absent["docguard-cli"])
    openspec = bench.peer("@fission-ai/openspec", place, "validate", "--all", "--no-interactive", accept=(0,))
    if openspec is None:
        yield missing("@fission-ai/openspec", bench.installed.absent["@fission-ai/openspec"])
        return
    ours, theirs = bench.taken(bench.check(place, "--tree", "HEAD"), openspec, runs=bench.few)
    yield Row(work, "OpenSpec validate --all, in DocGuard's place", ours, theirs, Target(0.5)).line
