"""The child of `spawn` for systems without `posix_spawn`: a timer ends it at its deadline."""

from __future__ import annotations

import os
import subprocess
import threading

from ledgergate.git.spawn import Said, TooLateError, TooMuchError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import IO

_CHUNK = 1 << 16


class Child:
    """One running program; the same verbs, the same errors."""

    def __init__(self, argv: Sequence[str], environment: Mapping[str, str], *, feed: bool = False) -> None:
        self._late = False
        self._running = subprocess.Popen(
            argv,
            env=environment,
            stdin=subprocess.PIPE if feed else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
            start_new_session=os.name == "posix",
        )

    def collect(self, seconds: float, enough: Callable[[bytes], bool]) -> Said:
        heard: list[bytes] = []
        complaints: list[bytes] = []
        listener = threading.Thread(target=lambda: complaints.append(self._err.read()), daemon=True)
        listener.start()
        try:
            with self._until(seconds):
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
        with self._until(seconds):
            found = self._out.readline(most)
        if found and not found.endswith(b"\n"):
            raise TooMuchError
        return found.removesuffix(b"\n")

    def take(self, size: int, seconds: float) -> bytes:
        with self._until(seconds):
            return self._out.read(size)

    def complaints(self) -> bytes:
        """Nothing: without waiting no pipe can be asked here."""
        return b""

    def end(self) -> None:
        self._running.kill()
        self._running.wait()
        for pipe in (self._running.stdin, self._running.stdout, self._running.stderr):
            if pipe is not None:
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

    def _until(self, seconds: float) -> _Deadline:
        return _Deadline(self._running, seconds)


class _Deadline:
    """Ends the program when the time is up, and says so at the end of the block."""

    def __init__(self, running: subprocess.Popen[bytes], seconds: float) -> None:
        self._running = running
        self._late = False
        self._timer = threading.Timer(seconds, self._strike)

    def _strike(self) -> None:
        self._late = True
        self._running.kill()

    def __enter__(self) -> None:
        self._timer.daemon = True
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        if self._late:
            raise TooLateError
