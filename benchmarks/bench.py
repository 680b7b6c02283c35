"""The bench: a folder for repositories, the installed commands, and how often each pair is run."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.installed import Installed
from benchmarks.repositories import Files, made
from benchmarks.timing import AT_COMMIT, Sample, Work, taken

QUICK = 10  # by what `--quick` divides every size


class Bench(NamedTuple):
    """`runs` is for what takes a breath; what takes seconds is run a few times."""

    folder: Path
    installed: Installed
    runs: int
    quick: bool

    def size(self, wanted: int) -> int:
        return wanted // QUICK if self.quick else wanted

    @property
    def few(self) -> int:
        return max(3, self.runs // 4)

    def repository(
        self, name: str, files: Files, staged: Files = (), *, branch: str = "main", history: int = 0,
        commits: Iterable[Files] = (),
    ) -> Path:  # fmt: skip
        print(f"… {name}", file=sys.stderr, flush=True)
        return made(self.folder / name, files, staged, branch=branch, history=history, commits=commits)

    def hook(
        self,
        folder: Path,
        *,
        accept: tuple[int, ...] = (0,),
        told: dict[str, str] | None = None,
        remembers: bool = False,
    ) -> Work:
        """The hook as git starts it at a commit, or at what `told` says.

        It starts from nothing each time; with `remembers` it may recall what the warm-up read, as a next commit does,
        from a cache folder of the benchmark's own: the policy and the state before, and the verdict itself where
        nothing that is governed changed.
        """
        memory = {"LEDGERGATE_MEMORY": str(self.folder / "memory") if remembers else "off"}
        moment = AT_COMMIT if told is None else told
        return Work(((self.installed.ours("ledgergate-hook"),),), folder, moment | memory, accept)

    def check(self, folder: Path, *words: str) -> Work:
        return Work(((self.installed.ours("ledgergate"), "check", *words),), folder)

    def floor(self, folder: Path, *git: str, told: dict[str, str] | None = None) -> Work:
        """F: the interpreter of the hook's own environment doing nothing, then git's own look at what changed."""
        diff = ("git", "diff", "--raw", "-z", *(git or ("--cached",)))
        return Work(((self.installed.ours("python"), "-c", "pass"), diff), folder, AT_COMMIT if told is None else told)

    def taken(self, *works: Work, runs: int = 0, warm: bool = True) -> list[list[Sample]]:
        return taken(works, runs or self.runs, warm=warm)

    def peer(self, package: str, folder: Path, *words: str, accept: Sequence[int] = (0, 1)) -> Work | None:
        """A peer's work; it may find faults, but not fail. None where it cannot be had."""
        command = self.installed.peer(package)
        return None if command is None else Work(((command, *words),), folder, AT_COMMIT, tuple(accept))
