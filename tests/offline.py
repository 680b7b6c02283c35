"""A run that can reach nothing: every interpreter in it refuses sockets, and writes down which programs it starts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from support import Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Python imports it before anything else, in the children of the gate too.
_WATCH = """\
import json, os, sys

_LOG = {log!r}
_STARTS = {{"os.posix_spawn": 1, "os.exec": 1, "subprocess.Popen": 1, "os.spawn": 2, "os.system": 0}}

def _note(*words):
    line = json.dumps([os.fsdecode(word) if isinstance(word, bytes) else str(word) for word in words]) + "\\n"
    fd = os.open(_LOG, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.write(fd, line.encode("utf-8", "surrogateescape"))
    os.close(fd)

def _watch(event, given):
    if event.startswith("socket."):
        _note(event)
        raise SystemExit(event + " was refused")  # no `except Exception` hides it
    if event in _STARTS:
        argv = given[_STARTS[event]]
        _note("start", *([argv] if isinstance(argv, (str, bytes)) else argv))

sys.addaudithook(_watch)
"""


class Offline:
    """Runs commands in a repository with sockets refused, and keeps what they tried."""

    def __init__(self, folder: Path, repository: Repository, first: str = "") -> None:
        """`first` is a folder that PATH begins with."""
        self.repository = repository
        self.first = [first] if first else []
        self.log = folder / "tried"
        (folder / "watch").mkdir()
        (folder / "watch/sitecustomize.py").write_text(_WATCH.format(log=str(self.log)), encoding="utf-8")
        self.watch = str(folder / "watch")

    def run(self, argv: Sequence[str], stdin: str = "", **more: str) -> subprocess.CompletedProcess[str]:
        given = self.repository.environment(**more)
        given["PATH"] = os.pathsep.join([*self.first, os.path.dirname(sys.executable), given["PATH"]])
        given["PYTHONPATH"] = self.watch
        return subprocess.run(
            argv, cwd=self.repository.path, env=given, input=stdin, capture_output=True, text=True, encoding="utf-8"
        )

    def gate(self, *words: str, stdin: str = "", **more: str) -> subprocess.CompletedProcess[str]:
        return self.run([sys.executable, "-m", "ledgergate", *words], stdin, **more)

    def tried(self) -> list[list[str]]:
        """What was tried so far: `["socket.connect"]`, or `["start", PROGRAM, …]`."""
        text = self.log.read_text(encoding="utf-8", errors="surrogateescape") if self.log.exists() else ""
        return [json.loads(line) for line in text.splitlines()]

    def sockets(self) -> list[str]:
        return [words[0] for words in self.tried() if words[0] != "start"]

    def started(self) -> Iterator[tuple[str, str]]:
        """Each program that was started, by its name, and what git was told to do."""
        for _, program, *words in (one for one in self.tried() if one[0] == "start"):
            name = os.path.basename(program).removesuffix(".exe")
            yield ("python", "") if name.startswith("python") else (name, _verb(words))


def _verb(words: list[str]) -> str:
    """`git -C FOLDER -c NAME=VALUE --no-pager diff-index …` -> `diff-index`."""
    left = iter(words)
    for word in left:
        if word in ("-C", "-c"):
            next(left, None)
        elif word == "remote" and (what := next(left, "")) in ("", "get-url"):
            return f"remote, {what or 'names'}"  # what the configuration says of it
        elif not word.startswith("-"):
            return word
    return ""
