"""Starts a program in a process group of its own and reads what it says under a deadline, without `subprocess`."""

from __future__ import annotations

import os
import select
from time import monotonic, sleep

from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_KILL, _PIPE = 9, 13  # SIGKILL and SIGPIPE: the `signal` module would bring `enum` along
_CHUNK = 1 << 20
_COMPLAINTS = 1 << 20  # bytes of complaints that are kept; the rest is read and forgotten


class Said(Value):
    """What a program left behind: its exit status (negative: the signal that ended it) and its two outputs."""

    status: int
    out: bytes
    err: bytes


class TooLateError(Exception):
    """The program said nothing more before its deadline."""


class TooMuchError(Exception):
    """The program said more than its reader is willing to hold."""


class Child:
    """One running program. Whoever starts it calls `collect` or `end`."""

    def __init__(self, argv: Sequence[str], environment: Mapping[str, str], *, feed: bool = False) -> None:
        self._fds: list[int] = []
        self.pid = 0
        out, put_out = self._pipe()
        err, put_err = self._pipe()
        actions: list[tuple[int, ...] | tuple[int, int, str, int, int]]
        actions = [(os.POSIX_SPAWN_DUP2, put_out, 1), (os.POSIX_SPAWN_DUP2, put_err, 2)]
        theirs = [put_out, put_err]
        if feed:
            take, self._in = self._pipe()
            actions.append((os.POSIX_SPAWN_DUP2, take, 0))
            theirs.append(take)
        else:
            actions.append((os.POSIX_SPAWN_OPEN, 0, "/dev/null", os.O_RDONLY, 0))
        self._out, self._err = out, err
        self._quiet = False
        self._rest = self._complaints = b""
        try:
            self.pid = os.posix_spawn(
                argv[0], list(argv), environment, file_actions=actions, setpgroup=0, setsigdef=[_PIPE]
            )
        except (OSError, ValueError):
            self.end()
            raise
        for fd in theirs:
            self._close(fd)

    def _pipe(self) -> tuple[int, int]:
        pair = os.pipe()
        self._fds += pair
        return pair

    def _close(self, fd: int) -> None:
        self._fds.remove(fd)
        os.close(fd)

    def collect(self, seconds: float, enough: Callable[[bytes], bool]) -> Said:
        """Everything it says until it ends; `enough` sees each piece of the output and answers whether to stop.

        Raises TooLateError or TooMuchError, with the program and its group ended.
        """
        deadline = monotonic() + seconds
        heard: list[bytes] = []
        listener = select.poll()
        waiting = {self._out, self._err}
        for fd in waiting:
            listener.register(fd, select.POLLIN)
        try:
            while waiting:
                for fd, _ in self._ready(listener, deadline):
                    piece = os.read(fd, _CHUNK)
                    if not piece:
                        waiting.discard(fd)
                        listener.unregister(fd)
                    elif fd == self._err:
                        self._complain(piece)
                    else:
                        heard.append(piece)
                        if enough(piece):
                            raise TooMuchError
            status = self._wait(deadline)
        finally:
            self.end()
        return Said(status, b"".join(heard), self._complaints)

    def _complain(self, piece: bytes) -> None:
        self._complaints += piece[: _COMPLAINTS - len(self._complaints)]

    def _ready(self, listener: select.poll, deadline: float) -> list[tuple[int, int]]:
        ready = listener.poll(max(0.0, deadline - monotonic()) * 1000)
        if not ready:
            raise TooLateError
        return ready

    def _wait(self, deadline: float) -> int:
        """The exit status. A program that closed its outputs and lives on is given until the deadline."""
        pause = 0.0005
        while True:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.pid = 0
                return os.waitstatus_to_exitcode(status)
            if monotonic() > deadline:
                raise TooLateError
            sleep(pause)
            pause = min(pause * 2, 0.05)

    def ask(self, request: bytes) -> None:
        """Writes a request that fits a pipe (4,096 bytes at most), so that writing cannot block for ever."""
        os.write(self._in, request)

    def line(self, seconds: float, most: int = 8192) -> bytes:
        """One line without its end, b"" at the end of the output."""
        deadline = monotonic() + seconds
        while b"\n" not in self._rest:
            if len(self._rest) > most:
                raise TooMuchError
            if not self._more(deadline):
                return b""
        found, _, self._rest = self._rest.partition(b"\n")
        return found

    def take(self, size: int, seconds: float) -> bytes:
        """That many bytes, fewer only at the end of the output."""
        deadline = monotonic() + seconds
        pieces, have = [self._rest], len(self._rest)
        while have < size:
            self._rest = b""
            if not self._more(deadline):
                break
            pieces.append(self._rest)
            have += len(self._rest)
        whole = b"".join(pieces)
        self._rest = whole[size:]
        return whole[:size]

    def complaints(self) -> bytes:
        """What it has said so far besides its output, without waiting for more."""
        listener = select.poll()
        listener.register(self._err, select.POLLIN)
        if listener.poll(0):
            self._complain(os.read(self._err, _CHUNK))
        return self._complaints

    def _more(self, deadline: float) -> bool:
        listener = select.poll()
        listener.register(self._out, select.POLLIN)
        if not self._quiet:
            listener.register(self._err, select.POLLIN)
        ready = [fd for fd, _ in self._ready(listener, deadline)]
        if self._err in ready:
            # Unread complaints fill their pipe, and then the program waits for us while we wait for its answer.
            piece = os.read(self._err, _CHUNK)
            self._complain(piece)
            self._quiet = not piece
        if self._out not in ready:
            return True
        piece = os.read(self._out, _CHUNK)
        self._rest += piece
        return bool(piece)

    def end(self) -> None:
        """Ends the program and everything it started; nothing happens to one that has ended."""
        for fd in self._fds:
            os.close(fd)
        self._fds.clear()
        if self.pid:
            try:
                os.killpg(self.pid, _KILL)
            except (ProcessLookupError, PermissionError):  # macOS says the latter of a group of zombies
                os.kill(self.pid, _KILL)
            os.waitpid(self.pid, 0)
            self.pid = 0
