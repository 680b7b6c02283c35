"""Reading Markdown: the whole check beside the parser's bare walk, and beside a formatter and a linter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from benchmarks.documents import HEADINGS, TABLES, pages
from benchmarks.repositories import written
from benchmarks.table import Row, Target, missing
from benchmarks.timing import Work

if TYPE_CHECKING:
    from benchmarks.bench import Bench

_START = "import pyromark"
_WALK = """\
import glob, pyromark
some = pyromark.Options
chosen = some.ENABLE_TABLES | some.ENABLE_FOOTNOTES | some.ENABLE_STRIKETHROUGH | some.ENABLE_TASKLISTS
for path in sorted(glob.glob("docs/*.md")):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    for event in pyromark.events_with_range(text, options=chosen):
        pass
"""
_PEERS = {"mdformat": ("--check", "docs"), "markdownlint-cli2": ("docs/*.md",)}


def documents(bench: Bench) -> Iterator[str]:
    count = bench.size(100)
    place = written(bench.repository("documents", [("ledgergate.toml", TABLES), *pages(count, 25_000)]))
    fewer = bench.repository("headings", [("ledgergate.toml", HEADINGS), *pages(count, 25_000)])
    python = bench.installed.ours("python")
    ours, some, walk, start = bench.taken(
        bench.check(place, "--tree", "HEAD"),
        bench.check(fewer, "--tree", "HEAD"),
        Work(((python, "-c", _WALK),), place),
        Work(((python, "-c", _START),), place),
        runs=bench.few,
    )
    work = f"check --tree, {count} documents of 25 KB, every row of every table an item"
    walked = "pyromark's event walk; from both, python and its import are taken"
    yield Row(work, walked, ours, walk, Target(2), start).line
    yield Row("the same documents, every heading of a section an item", walked, some, walk, Target(2), start).line
    for package, words in _PEERS.items():
        peer = bench.peer(package, place, *words)
        if peer is None:
            yield missing(package, bench.installed.absent[package])
            continue
        ours, theirs = bench.taken(bench.check(place, "--tree", "HEAD"), peer, runs=3, warm=False)
        yield Row(work, f"{package} {' '.join(words)}", ours, theirs).line
