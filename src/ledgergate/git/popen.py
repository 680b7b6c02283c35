"""The child of `spawn` for systems without `posix_spawn`: a thread ends it when a read takes too long."""

from __future__ import annotations

import os
import subprocess
import threading
from contextlib import contextmanager, suppress
from time import monotonic

from ledgergate.git.spawn import Said, TooLateError, TooMuchError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import IO

_CHUNK = 1 << 16
_NEVER = float("inf")


class Child:
    """One running program; the same verbs, the same errors."""

    def __init__(self, argv: Sequence[str], environment: Mapping[str, str], *, feed: bool = False) -> None:
        self._running = subprocess.Popen(
            argv,
            env=environment,
            stdin=subprocess.PIPE if feed else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
            start_new_session=os.name == "posix",
        )
        self._watch = _Watch(self._running)

    def collect(self, seconds: float, enough: Callable[[bytes], bool]) -> Said:
        heard: list[bytes] = []
        complaints: list[bytes] = []
        listener = threading.Thread(target=lambda: complaints.append(self._err.read()), daemon=True)
        listener.start()
        try:
            with self._watch.within(seconds):
                while piece := self._out.read(_CHUNK):
                    heard.append(piece)
                    if enough(piece):
                        raise TooMuchError
                status = self._running.wait()
                listener.join()
        finally:
            self.end()
        return Said(status, b"".join(heard), b"".join(complaints))

    def ask(self, request: bytes) -> None:
        if self._running.stdin is not None:
            self._running.stdin.write(request)
            self._running.stdin.flush()

    def line(self, seconds: float, most: int = 8192) -> bytes:
        with self._watch.within(seconds):
            found = self._out.readline(most)
        if found and not found.endswith(b"\n"):
            raise TooMuchError
        return found.removesuffix(b"\n")

    def take(self, size: int, seconds: float) -> bytes:
        with self._watch.within(seconds):
            return self._out.read(size)

    def complaints(self) -> bytes:
        """Nothing: without waiting no pipe can be asked here."""
        return b""

    def end(self) -> None:
        self._watch.end()
        self._running.kill()
        self._running.wait()
        for pipe in (self._running.stdin, self._running.stdout, self._running.stderr):
            if pipe is not None:
                with suppress(OSError):  # a question that it died before is written once more by closing
                    pipe.close()

    @property
    def _out(self) -> IO[bytes]:
        return self._opened(self._running.stdout)

    @property
    def _err(self) -> IO[bytes]:
        return self._opened(self._running.stderr)

    @staticmethod
    def _opened(pipe: IO[bytes] | None) -> IO[bytes]:
        if pipe is None:
            raise ValueError("the pipe was never opened")
        return pipe


class _Watch:
    """Ends a program whose answer does not come in time. One thread does it for all reads, begun at the first."""

    def __init__(self, running: subprocess.Popen[bytes]) -> None:
        self._running = running
        self._changed = threading.Condition()
        self._deadline = self._wakes = _NEVER
        self._started = self._late = self._over = False

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """How long a block may take. Raises TooLateError at its end where it took longer."""
        self._begin(monotonic() + seconds)
        try:
            yield
        finally:
            with self._changed:
                late, self._late, self._deadline = self._late, False, _NEVER
            if late:
                raise TooLateError

    def end(self) -> None:
        with self._changed:
            self._over = True
            self._changed.notify()

    def _begin(self, deadline: float) -> None:
        with self._changed:
            self._deadline = deadline
            if not self._started:
                threading.Thread(target=self._run, daemon=True).start()
                self._started = True
            elif deadline < self._wakes:  # else it wakes before, and sees then that there is more time
                self._changed.notify()

    def _run(self) -> None:
        with self._changed:
            while not self._over:
                left = self._deadline - monotonic()
                if left <= 0:
                    self._late, self._deadline = True, _NEVER
                    self._running.kill()
                else:
                    self._wakes = self._deadline
                    self._changed.wait(None if left == _NEVER else left)
