"""A history of 5,000 commits that ends with 1,000 candidates, beside git's own look at the same documents."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.documents import ledger, policy, report
from benchmarks.repositories import runtime
from benchmarks.table import Row
from benchmarks.timing import Work

if TYPE_CHECKING:
    from benchmarks.bench import Bench
    from benchmarks.repositories import Files

_COMMITS, _CANDIDATES = 5_000, 1_000
_EVERY = (50, 10)  # one commit of so many changes the plan
_ALONE = 25  # commits that are checked one by one, too
_GIT = ("git", "log", "--first-parent", "--raw", "--", "docs", "ledgergate.toml")


def past(bench: Bench) -> Iterator[str]:
    for every in _EVERY:
        place = _place(bench, every)
        command = (bench.installed.ours("ledgergate"), "history", "--format", "csv")
        new, known = Work(((*command, "--no-cache"),), place), Work((command,), place)
        log = Work((_GIT,), place)
        work = f"history of {bench.size(_COMMITS):,} commits to {bench.size(_CANDIDATES):,} candidates"
        ours, theirs = bench.taken(new, log, runs=2, warm=False)
        yield Row(f"{work}, one in {every} changes the plan", " ".join(_GIT[:4]), ours, theirs).line
        ours, theirs = bench.taken(known, log, runs=3)
        yield Row("the same, known from a run before", " ".join(_GIT[:4]), ours, theirs).line
        _require_same(bench, place)


def _place(bench: Bench, every: int) -> Path:
    commits, most = bench.size(_COMMITS), bench.size(_CANDIDATES)
    first = most - commits // every if commits // every < most else most // 10
    files = [policy(), ledger(range(1, first + 1)), report(0, first)]
    return bench.repository(f"past-{every}", files, commits=_commits(commits - 1, first, every))


def _commits(count: int, first: int, every: int) -> Iterator[Files]:
    """Each changes a file of the product; some add a candidate, and every third time the report lags behind."""
    code = list(runtime(500))
    there = first
    for number in range(count):
        path, text = code[number % len(code)]
        files = [(path, f"{text}// {number}\n")]
        if number % every == every - 1:
            there += 1
            files.append(ledger(range(1, there + 1)))
            if there % 3:
                files.append(report(0, there))
        yield files


def _require_same(bench: Bench, place: Path) -> None:
    """Ends the benchmark where the history says something else of a commit than a check of that commit alone."""
    gate = bench.installed.ours("ledgergate")
    said = subprocess.run([gate, "history", "--format", "json"], cwd=place, capture_output=True, check=True)
    commits = json.loads(said.stdout)["commits"]
    for one in commits[:: max(1, len(commits) // _ALONE)][:_ALONE]:
        words = [gate, "check", "--tree", one["oid"], "--today", one["date"][:10], "--format", "json"]
        alone = json.loads(subprocess.run(words, cwd=place, capture_output=True).stdout)
        counts = one["counts"]
        if (
            counts["items"] != alone["examined"]["items"]
            or counts["by"] != {name: part["by"] for name, part in alone["partition"].items()}
            or sum(one["findings"].values()) != len(alone["findings"])
            or counts["blocking"] != alone["verdict"]["blocking"]
        ):
            raise ValueError(f"{one['oid']}: the history says {counts}, a check {alone['verdict']}")
