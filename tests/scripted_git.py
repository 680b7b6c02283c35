"""A git whose every answer is written down, so that no process is needed to see what is made of it."""

from __future__ import annotations

import hashlib

import pytest

from ledgergate.git import processes
from ledgergate.git.layout import Layout
from ledgergate.git.processes import Git, Limits
from ledgergate.git.spawn import Said, TooLateError, TooMuchError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LAYOUT = Layout("/r/docs", "/r", "/r/.git", "/r/.git", "/r/.git/index", False, False, 40)
TRACED = b'{"event":"version","sid":"1","exe":"2.43.0"}\n'
PATIENCE = "Set LEDGERGATE_GIT_TIMEOUT to more seconds if the repository needs them."
LATE = ("git cat-file gave no answer within 60 seconds, so nothing was checked.", PATIENCE)


class Scripted:
    """A child that says what it was given to say: pieces of output, complaints, an exit status."""

    script: list[tuple[list[bytes] | BaseException, bytes, int]]
    started: list[Scripted]

    def __init__(self, argv: list[str], variables: Mapping[str, str], *, feed: bool = False) -> None:
        said, self.err, self.status = self.script.pop(0)
        if isinstance(said, OSError | ValueError):
            raise said
        self.said = said
        self.rest = b"".join(said) if isinstance(said, list) else b""
        self.argv, self.variables, self.feed = argv, variables, feed
        self.asked: list[bytes] = []
        self.waited: list[float] = []
        self.ended = self.complained = 0
        self.started.append(self)

    def collect(self, seconds: float, enough: Callable[[bytes], bool]) -> Said:
        self.waited.append(seconds)
        if isinstance(self.said, BaseException):
            raise self.said
        for piece in self.said:
            if enough(piece):
                raise TooMuchError
        return Said(self.status, b"".join(self.said), self.err)

    def ask(self, request: bytes) -> None:
        self.asked.append(request)
        if self.status == 141:
            raise BrokenPipeError

    def line(self, seconds: float) -> bytes:
        self.waited.append(seconds)
        if isinstance(self.said, BaseException):
            raise self.said
        found, _, self.rest = self.rest.partition(b"\n")
        return found

    def take(self, size: int, seconds: float) -> bytes:
        self.waited.append(seconds)
        found, self.rest = self.rest[:size], self.rest[size:]
        if found.startswith(b"late"):
            raise TooLateError
        if found.startswith(b"stop"):
            raise KeyboardInterrupt
        return found

    def complaints(self) -> bytes:
        self.complained += 1
        return self.err

    def end(self) -> None:
        self.ended += 1
        self.rest = b""


def scripted(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Git]:
    """A git whose children say these things in turn: their output, their complaints, their exit status."""

    def made(*said: list[bytes] | BaseException | tuple[list[bytes] | BaseException, bytes, int], **limits: int) -> Git:
        Scripted.script = [one if isinstance(one, tuple) else (one, TRACED, 0) for one in said]
        Scripted.started = []
        monkeypatch.setattr("ledgergate.git.spawn.Child", Scripted)
        monkeypatch.setattr(processes, "program", lambda _: "/bin/git")
        return Git(LAYOUT, {"HOME": "/h"}, Limits(**limits))

    return made


def blob(content: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def told(content: bytes) -> bytes:
    return f"{blob(content)} blob {len(content)}\n".encode() + content + b"\n"
