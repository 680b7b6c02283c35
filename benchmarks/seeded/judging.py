"""What each of them says of each change: its exit status after a real commit, in a repository of its own world."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
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


def stand(neighbours: Sequence[Neighbour], folder: Path) -> Path:
    """The world that these neighbours share, settled as their manuals say, committed, and found clean by each."""
    world(neighbours[0].world, folder)
    for one in neighbours:
        run(one, one.settle, folder)
    saved(folder, "Begin")
    for one in neighbours:
        refused = _refusal(one, folder)
        if refused:
            raise RuntimeError(f"{one.name} does not pass its own world: {refused}")
    return folder


def answers(neighbours: Sequence[Neighbour], folder: Path, kind: Kind, *, honest: bool) -> list[Answer]:
    """What each of them says of one change, made once as a commit; who writes into files comes last."""
    edits = kind.edits(neighbours[0].world)
    if not edits:
        return [Answer(one.name, kind.name, OUT) for one in neighbours]
    committed(folder, edits, kind.branch, kind.message)
    if honest and any(one.settle for one in neighbours):
        _settled(neighbours, folder)
    return [_answer(one, kind, _refusal(one, folder), honest) for one in neighbours]


def _settled(neighbours: Sequence[Neighbour], folder: Path) -> None:
    for one in neighbours:
        run(one, one.settle, folder)
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--amend", "--no-verify", "--no-edit", "--allow-empty")


def _answer(neighbour: Neighbour, kind: Kind, said: str, honest: bool) -> Answer:
    if honest:
        return Answer(neighbour.name, kind.name, ALARM if said else PASSED, said)
    passed = MISSED if kind.about in neighbour.speaks else OUT
    return Answer(neighbour.name, kind.name, CAUGHT if said else passed, said)


def every(worlds: Mapping[Path, Sequence[Neighbour]], kinds: Sequence[Kind], honest: Sequence[Kind]) -> list[Answer]:
    """All answers; two worlds at a time."""

    def told(folder: Path, neighbours: Sequence[Neighbour]) -> list[Answer]:
        heard = [answers(neighbours, folder, kind, honest=False) for kind in kinds]
        heard += [answers(neighbours, folder, kind, honest=True) for kind in honest]
        return [one for part in heard for one in part]

    with ThreadPoolExecutor(max_workers=2) as pool:
        return [one for part in pool.map(told, worlds, worlds.values()) for one in part]


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
