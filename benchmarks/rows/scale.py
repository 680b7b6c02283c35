"""Ten times as much of one thing: the time may grow tenfold, not more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.documents import PACKAGES, globs, ledger, packages, policy, reconciled, report
from benchmarks.repositories import note, runtime
from benchmarks.table import Row, Target
from benchmarks.timing import Work

if TYPE_CHECKING:
    from benchmarks.bench import Bench

    Made = Callable[[Bench, int], Work]

_LINEAR = Target(11)
_EVIDENCE = 'fields.evidence = { label = "Evidence", kind = "evidence" }\n'


def scale(bench: Bench) -> Iterator[str]:
    for what, most, made in _WORKS:
        many = bench.size(most)
        ours, theirs = bench.taken(made(bench, many), made(bench, many // 10), runs=3, warm=False)
        yield Row(f"{many:,} {what}", f"{many // 10:,}", ours, theirs, _LINEAR).line


def _patterns(bench: Bench, many: int) -> Work:
    files = chain([policy(patterns=globs(many))], reconciled(118))
    return bench.hook(_place(bench, "patterns", many, files, map(note, range(2_000)), branch="docs/x"))


def _paths(bench: Bench, many: int) -> Work:
    files = chain([policy(patterns=globs(50))], reconciled(118))
    return bench.hook(_place(bench, "changed", many, files, map(note, range(many)), branch="docs/x"))


def _packages(bench: Bench, many: int) -> Work:
    files = chain([("ledgergate.toml", PACKAGES)], packages(many, 40))
    return bench.check(_place(bench, "packages", many, files), "--tree", "HEAD")


def _cited(bench: Bench, many: int) -> Work:
    """A candidate cites every tenth file."""
    cited = [path for path, _ in runtime(many)][::10]
    field = ["**Evidence**: `" + path + "`" for path in cited]
    text = "".join(ledger([one], field=field[one - 1])[1].partition("\n\n")[2] for one in range(1, len(cited) + 1))
    documents = [policy(more=_EVIDENCE), ("docs/candidates.md", f"# Candidates\n\n{text}"), report(0, len(cited))]
    return bench.hook(_place(bench, "cited", many, chain(documents, runtime(many)), [note(0)]))


def _missing(bench: Bench, many: int) -> Work:
    """Every citation is misspelt, and a near name is offered for each."""
    field = "**Evidence**: `apps/part1/folder1/fiel{}.php`"
    files = chain([policy(more=_EVIDENCE, reports=0)], [ledger(range(1, many + 1))], runtime(2_000))
    staged = [ledger(range(1, many + 1), field=field)]
    return bench.hook(_place(bench, "missing", many, files, staged), accept=(1,))


def _vanished(bench: Bench, many: int) -> Work:
    """As many candidates are gone as are new: each may have been renamed."""
    files = [policy(reports=0), ledger(range(1, 2 * many + 1))]
    staged = [ledger([*range(1, many + 1), *range(3 * many, 4 * many)])]
    return bench.hook(_place(bench, "vanished", many, files, staged), accept=(1,))


def _unknown(bench: Bench, many: int) -> Work:
    path, text = ledger(range(1, many + 1))
    staged = [(path, text.replace("**Bucket**: ", "**Bucket**: x"))]
    place = _place(bench, "unknown", many, [policy(reports=0), (path, text)], staged)
    return bench.hook(place, accept=(1,))


def _place(bench: Bench, name: str, many: int, *files: object, **more: str) -> Path:
    return bench.repository(f"scale-{name}-{many}", *files, **more)  # type: ignore[arg-type]  # handed on as given


_WORKS: tuple[tuple[str, int, Made], ...] = (
    ("runtime patterns, 2,000 changed paths", 1_000, _patterns),
    ("changed paths, 50 patterns", 20_000, _paths),
    ("packages of 40 requirements", 3_000, _packages),
    ("files, every tenth cited as evidence", 100_000, _cited),
    ("citations of files that are not there", 5_000, _missing),
    ("vanished candidates, as many new ones", 5_000, _vanished),
    ("candidates with a word that is not in the vocabulary", 20_000, _unknown),
)
