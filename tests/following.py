"""Pages followed to the letter: their blocks, the files that they name, the commands that they show."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import NamedTuple

from audit import environment
from support import Repository

ROOT = Path(__file__).resolve().parents[1]
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
_FILE = re.compile(r"`([\w./-]*\.\w+)`")
_END = "\x01"  # printed behind what each command says
_COMMIT = re.compile(r"\b[0-9a-f]{7,40}\b")


class Block(NamedTuple):
    """A block of a page: its language, its text, and the file that the text before it named last."""

    language: str
    text: str
    file: str


def blocks(page: str) -> list[Block]:
    """The blocks of code of a page, in their order."""
    return [
        Block(found[1], found[2], (_FILE.findall(_BLOCK.sub("", page[: found.start()])) or [""])[-1])
        for found in _BLOCK.finditer(page)
    ]


def shell(repository: Repository, script: str, **more: str) -> subprocess.CompletedProcess[str]:
    """The lines as somebody types them into one shell, which goes on after one that fails; both streams in one."""
    return subprocess.run(
        ["bash", "-c", script], cwd=repository.path, env=environment(repository, **more), text=True, encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def transcript(repository: Repository, console: str, **more: str) -> str:
    """What a terminal shows of the commands of a console block: each behind its `$`, then what it says."""
    commands = [line[2:] for line in console.splitlines() if line.startswith("$ ")]
    # The status of a command is the next one's to ask for, so what ends its answer keeps it.
    script = "\n".join(f"{one}\nstatus=$?; printf '{_END}'; (exit $status)" for one in commands)
    said = shell(repository, script, **more).stdout.split(_END)
    return "".join(f"$ {one}\n{answer}" for one, answer in zip(commands, said, strict=False))


def alike(transcript: str) -> str:
    """A transcript without what another clock or name would change: the ids of commits."""
    return _COMMIT.sub("COMMIT", transcript)
