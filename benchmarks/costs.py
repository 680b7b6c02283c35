"""Where the hook's time goes at a commit: `python -m benchmarks --costs` prints it, part by part."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.rows.commits import governed
from benchmarks.timing import AT_COMMIT, Work, figures, taken

if TYPE_CHECKING:
    from benchmarks.bench import Bench

_LINE = re.compile(r"import time:\s+(\d+) \|\s+\d+ \| +(\S+)")
_LOGGED = """\
#!/bin/sh
(printf "%s\\0" "$@"; echo) >> "{log}"
exec "{git}" "$@"
"""
_PROFILED = """\
import cProfile, os, pstats, sys, time
from ledgergate_hooks.run import run
sys.stdout, shown = open(os.devnull, "w"), sys.stdout
profile = cProfile.Profile(time.process_time)
profile.runcall(run)
pstats.Stats(profile, stream=shown).strip_dirs().sort_stats("tottime").print_stats(10)
"""


def costs(bench: Bench) -> Iterator[str]:
    """The parts of one commit with a changed ledger and report of 24 KB, in a repository of 500 files.

    It is a next commit: the policy, and the state that it starts from, are known.
    """
    place = governed(bench, "costs", 500)
    python, hook = bench.installed.ours("python"), bench.installed.ours("ledgergate-hook")
    told = {**AT_COMMIT, "LEDGERGATE_MEMORY": str(bench.folder / "memory")}
    subprocess.run([hook], cwd=place, env=os.environ | told, capture_output=True, check=True)
    imported = _imports(python, hook, place, told)
    calls = _git_calls(bench, hook, place, told)
    every = f"import {', '.join(name for name, _ in imported if _is_plain(name))}"
    works = {
        "the hook": Work(((hook,),), place, told),
        "its interpreter, doing nothing": Work(((python, "-c", "pass"),), place),
        "the same with all modules that the hook imports": Work(((python, "-c", every),), place),
        f"its {len(calls)} git processes, one after another": Work(tuple(calls), place, told),
    }
    yield "| part | ms | cpu ms |\n|---|---|---|"
    for name, samples in zip(works, taken(list(works.values()), bench.runs), strict=True):
        median = figures(samples)
        yield f"| {name} | {median.wall * 1000:.1f} | {median.cpu * 1000:.1f} |"
    yield f"\n| import (self time, of {len(imported)} modules) | ms |\n|---|---|"
    packages = Counter[str]()
    for name, micro in imported:
        packages[".".join(name.split(".")[:2]) if name.startswith("ledgergate.") else name.split(".")[0]] += micro
    for package, micro in packages.most_common(12):
        yield f"| `{package}` | {micro / 1000:.1f} |"
    yield "\nThe profile counts processor time, which it about doubles:"
    yield f"\n```\n{_profile(python, place, told)}\n```"


def _is_plain(name: str) -> bool:
    return all(part.isidentifier() for part in name.split(".")) and not name.startswith("_")


def _imports(python: str, hook: str, place: Path, told: dict[str, str]) -> list[tuple[str, int]]:
    """Module and microseconds of its own, in the order of import, without what a bare interpreter imports."""
    kept = os.environ | told
    known = dict(_timed_imports([python, "-X", "importtime", "-c", "pass"], place, kept))
    every = [dict(_timed_imports([python, "-X", "importtime", hook], place, kept)) for _ in range(9)]
    # The least of several: an import that was interrupted says nothing of the import.
    return [(name, min(one[name] for one in every)) for name in every[0] if name not in known]


def _timed_imports(command: list[str], place: Path, told: dict[str, str]) -> list[tuple[str, int]]:
    said = subprocess.run(command, cwd=place, env=told, capture_output=True, text=True, check=True).stderr
    return [(found[2], int(found[1])) for line in said.splitlines() if (found := _LINE.match(line))]


def _git_calls(bench: Bench, hook: str, place: Path, told: dict[str, str]) -> list[tuple[str, ...]]:
    """The command lines of the gits that the hook starts; one that reads its requests gets none."""
    log, shim = bench.folder / "git.log", bench.folder / "shim"
    shim.mkdir()
    (shim / "git").write_text(_LOGGED.format(log=log, git=shutil.which("git")))
    (shim / "git").chmod(0o755)
    kept = os.environ | told | {"PATH": f"{shim}{os.pathsep}{os.environ['PATH']}"}
    subprocess.run([hook], cwd=place, env=kept, capture_output=True, check=True)
    return [("git", *line.split("\0")[:-1]) for line in log.read_text().splitlines()]


def _profile(python: str, place: Path, told: dict[str, str]) -> str:
    kept = os.environ | told
    done = subprocess.run([python, "-c", _PROFILED], cwd=place, env=kept, capture_output=True, text=True, check=True)
    lines = [line.rstrip() for line in done.stdout.splitlines() if line.strip()]
    return "\n".join(line for line in lines if not line.lstrip().startswith(("Ordered", "List")))
