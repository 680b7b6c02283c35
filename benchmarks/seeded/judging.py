"""What each of them says of each change: its exit status after a real commit, in a repository of its own world."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from benchmarks.seeded.edits import committed, git, saved, world
from benchmarks.seeded.kinds import Kind
from benchmarks.seeded.neighbours import Commands, Neighbour

CAUGHT, MISSED, OUT, ALARM, PASSED = "caught", "missed", "out of scope", "false alarm", "passed"


class Answer(NamedTuple):
    """What became of one change under one neighbour, and the first lines that it said where it refused."""

    neighbour: str
    kind: str
    outcome: str
    said: str = ""


def stand(neighbour: Neighbour, folder: Path) -> Path:
    """The world of a neighbour, settled as its manual says, committed and found clean by it."""
    world(neighbour.world, folder)
    heard = run(neighbour, neighbour.settle, folder)
    saved(folder, "Begin")
    refused = heard or _refusal(neighbour, folder)
    if refused:
        raise RuntimeError(f"{neighbour.name} does not pass its own world: {refused}")
    return folder


def answers(neighbour: Neighbour, folder: Path, kinds: Sequence[Kind], honest: Sequence[Kind]) -> list[Answer]:
    told = [_answer(neighbour, folder, one, True) for one in kinds]
    return told + [_answer(neighbour, folder, one, False) for one in honest]


def every(standing: Sequence[tuple[Neighbour, Path]], kinds: Sequence[Kind], honest: Sequence[Kind]) -> list[Answer]:
    """All answers; two neighbours at a time, each in its own repository."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        told = pool.map(lambda one: answers(one[0], one[1], kinds, honest), standing)
        return [answer for part in told for answer in part]


def _answer(neighbour: Neighbour, folder: Path, kind: Kind, defect: bool) -> Answer:
    edits = kind.edits(neighbour.world)
    if not edits:
        return Answer(neighbour.name, kind.name, OUT)
    committed(folder, edits, kind.branch, kind.message)
    if not defect and neighbour.settle:
        run(neighbour, neighbour.settle, folder)
        git(folder, "add", "-A")
        git(folder, "commit", "-q", "--amend", "--no-verify", "--no-edit", "--allow-empty")
    said = _refusal(neighbour, folder)
    if not defect:
        return Answer(neighbour.name, kind.name, ALARM if said else PASSED, said)
    passed = MISSED if kind.about in neighbour.speaks else OUT
    return Answer(neighbour.name, kind.name, CAUGHT if said else passed, said)


def _refusal(neighbour: Neighbour, folder: Path) -> str:
    """What it said, where one of its commands did not exit with 0."""
    return run(neighbour, neighbour.commands, folder)


def run(neighbour: Neighbour, commands: Commands, folder: Path) -> str:
    for words in commands:
        done = subprocess.run(
            words, cwd=folder, env=environment(neighbour), capture_output=True, stdin=subprocess.DEVNULL
        )
        if done.returncode:
            said = (done.stdout + done.stderr).decode(errors="replace").strip()
            return said or f"exit status {done.returncode}"
    return ""


def environment(neighbour: Neighbour) -> dict[str, str]:
    """The machine's, without git's settings, what remembers, and what reports to anybody."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "CI"))}
    kept["PATH"] = os.pathsep.join(filter(None, (neighbour.path, kept.get("PATH", ""))))
    return kept | {
        "LEDGERGATE_MEMORY": "off",
        "OPENSPEC_TELEMETRY": "0",
        "PYTHONWARNINGS": "",
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
