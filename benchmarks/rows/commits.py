"""The hook at a commit and at a push, beside its floor F and beside what others run there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.documents import globs, policy, reconciled
from benchmarks.repositories import note, runtime, written
from benchmarks.table import Row, Target, missing
from benchmarks.timing import AT_COMMIT, Work

if TYPE_CHECKING:
    from benchmarks.bench import Bench

SIZES = (500, 20_000, 200_000)
_OPEN = {500: 2.5, 20_000: 2.2, 200_000: 1.3}
_READ_ONLY = {500: 4.0, 20_000: 3.2, 200_000: 1.5}
_F = "F: python -c pass, git diff --cached --raw -z"
# At a commit that follows another: what that one left behind is known, what this one changes is read.
_AGAIN = "the same, at a next commit"
_LARGE = "pre-commit-hooks"
_GREP = 'git diff --cached --name-only | grep -qE "^(routes|database)/" && exit 1; exit 0'
_TOGETHER = (118, "as in the ledger")  # candidates and remark that make a ledger and a report of 24 KB together
_EACH = (195, "as the ledger has it, with a remark that is as long as remarks are")  # and of 24 KB each


def hook(bench: Bench) -> Iterator[str]:
    for files in SIZES if not bench.quick else SIZES[:1]:
        place = governed(bench, f"open-{files}", files)
        written(place, "docs/candidates.md", "docs/report-0.md")
        large = bench.peer(_LARGE, place, "docs/candidates.md", "docs/report-0.md", accept=(0,))
        grep = Work((("sh", "-c", _GREP),), place, AT_COMMIT)
        hooks = [bench.hook(place), bench.hook(place, remembers=True)]
        ours, again, floor, grepped, *larger = bench.taken(
            *hooks, bench.floor(place), grep, *([large] if large else [])
        )
        work = f"hook, a ledger and a report of 24 KB changed, open branch, {files:,} files"
        yield Row(f"{work}, for the first time", _F, ours, floor, Target(_OPEN[files])).line
        yield Row(_AGAIN, _F, again, floor, Target(_OPEN[files])).line
        target = Target(0.9) if files != 20_000 else Target()
        for theirs in larger:
            yield Row(_AGAIN, "check-added-large-files", again, theirs, target).line
        yield from _absent(bench, _LARGE)
        yield Row(_AGAIN, "a grep hook (sh, git diff, grep)", again, grepped).line
        place = governed(bench, f"each-{files}", files, *_EACH)
        again, floor = bench.taken(bench.hook(place, remembers=True), bench.floor(place))
        yield Row(f"{_AGAIN}, 24 KB each, {files:,} files", _F, again, floor, Target(_OPEN[files])).line


def posture(bench: Bench) -> Iterator[str]:
    for files in SIZES if not bench.quick else SIZES[:1]:
        count, remark = _TOGETHER
        place = bench.repository(
            f"closed-{files}",
            chain([policy(patterns=globs(50))], reconciled(count, remark=remark), runtime(files)),
            chain(reconciled(count + 1, remark=remark), map(note, range(18))),
            branch="docs/x",
        )
        ours, again, floor = bench.taken(bench.hook(place), bench.hook(place, remembers=True), bench.floor(place))
        work = f"the same, read-only, 50 patterns, 20 changed paths, {files:,} files"
        yield Row(f"{work}, for the first time", _F, ours, floor, Target(_READ_ONLY[files])).line
        yield Row(_AGAIN, _F, again, floor, Target(_READ_ONLY[files])).line


def nothing(bench: Bench) -> Iterator[str]:
    count, remark = _TOGETHER
    place = bench.repository(
        "nothing", chain([policy()], reconciled(count, remark=remark), runtime(500)),
        [("apps/part0/folder0/file0.php", "<?php // changed\n")],
    )  # fmt: skip
    ours, again, floor = bench.taken(bench.hook(place), bench.hook(place, remembers=True), bench.floor(place))
    work = "hook, nothing governed changed, open branch, 500 files"
    yield Row(f"{work}, remembered from a commit before", _F, again, floor, Target(1.6)).line
    yield Row(f"{work}, for the first time", _F, ours, floor, Target(1.6)).line


def paths(bench: Bench) -> Iterator[str]:
    many = bench.size(20_000)
    base = [policy(patterns=globs(50)), *reconciled(118)]
    place = bench.repository("paths", base, map(note, range(many)), branch="docs/x")
    refused = bench.repository("runtime", base, runtime(many), branch="docs/x")
    diff = "git diff --cached --raw"
    bare = [Work((("git", "diff", "--cached", "--raw"),), one, AT_COMMIT) for one in (place, refused)]
    ours, theirs, found, beside = bench.taken(
        bench.hook(place), bare[0], bench.hook(refused, accept=(1,)), bare[1], runs=bench.few
    )
    work = f"hook, {many:,} changed paths, 50 patterns, read-only"
    yield Row(work, diff, ours, theirs, Target(2, spare=1)).line
    yield Row(f"the same, {many:,} runtime paths refused", diff, found, beside).line


def history(bench: Bench) -> Iterator[str]:
    """A push of 200 commits onto a branch of 800."""
    files, commits = bench.size(20_000), bench.size(1_000)
    pushed = commits // 5
    place = bench.repository("history", chain([policy()], reconciled(118), runtime(files)), history=commits)
    told = {"PRE_COMMIT_FROM_REF": f"HEAD~{pushed}", "PRE_COMMIT_TO_REF": "HEAD"}
    ours, floor = bench.taken(
        bench.hook(place, told=told), bench.floor(place, f"HEAD~{pushed}", "HEAD", told={}), runs=bench.few
    )
    work = f"hook at a push of {pushed} commits of {commits:,}, {files:,} files"
    yield Row(work, "python -c pass, git diff --raw -z of the range", ours, floor).line


def governed(bench: Bench, name: str, files: int, count: int = _TOGETHER[0], remark: str = _TOGETHER[1]) -> Path:
    """A ledger and its report, to both of which the commit adds a candidate."""
    return bench.repository(
        name,
        chain([policy()], reconciled(count, remark=remark), runtime(files)),
        reconciled(count + 1, remark=remark),
    )


def _absent(bench: Bench, package: str) -> Iterator[str]:
    if package in bench.installed.absent:
        yield missing(package, bench.installed.absent[package])
