"""Writing to a stream: when it is painted, how wide it is, what it cannot take, and the last word on a bug."""

from __future__ import annotations

import errno
import io
import os
import sys

import pytest

from ledgergate.output import stream
from ledgergate.output.stream import Unwritable, bug, color, width, write


class Terminal(io.TextIOWrapper):
    """A stream in memory that may say that it is a terminal."""

    def __init__(self, *, is_one: bool = True, encoding: str = "utf-8", number: int | None = None) -> None:
        self.held = io.BytesIO()
        super().__init__(self.held, encoding=encoding)
        self._is_one, self._number = is_one, number

    def isatty(self) -> bool:
        return self._is_one

    def fileno(self) -> int:
        if self._number is None:
            raise ValueError("no file")
        return self._number


@pytest.mark.parametrize(
    ("choice", "environment", "terminal", "painted"),
    [
        ("always", {"NO_COLOR": "1", "TERM": "dumb"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"FORCE_COLOR": "1", "TERM": "dumb"}, False, True),
        ("auto", {"FORCE_COLOR": ""}, False, False),
        ("auto", {"TERM": "dumb"}, True, False),
        ("auto", {"TERM": "xterm"}, True, True),
        ("auto", {}, True, True),
        ("auto", {"TERM": "xterm"}, False, False),
    ],
)
def test_it_is_painted_as_asked_else_as_the_environment_says_else_on_a_terminal(
    choice: str, environment: dict[str, str], terminal: bool, painted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert color(choice, Terminal(is_one=terminal)) is painted


def test_only_a_terminal_has_a_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "get_terminal_size", lambda number: os.terminal_size((80 + number, 24)))
    assert width(Terminal(number=7)) == 87
    assert width(Terminal(number=7, is_one=False)) == 0
    assert width(Terminal()) == 0

    def fails(_number: int) -> os.terminal_size:
        raise OSError

    monkeypatch.setattr(os, "get_terminal_size", fails)
    assert width(Terminal(number=7)) == 0


def test_what_an_encoding_lacks_is_escaped() -> None:
    for encoding, shown in (("utf-8", "ä漢".encode()), ("latin-1", b"\xe4\\u6f22"), ("ascii", b"\\xe4\\u6f22")):
        one = Terminal(encoding=encoding)
        write(one, "ä漢")
        assert one.held.getvalue() == shown


class Full(io.BytesIO):
    def __init__(self, number: int | None) -> None:
        super().__init__()
        self._number = number

    def write(self, _given: object) -> int:
        raise OSError(self._number, os.strerror(self._number)) if self._number else OSError()


class Broken:
    """A stream that takes nothing; its descriptor is one that may be pointed elsewhere."""

    encoding = None

    def __init__(self, number: int | None, descriptor: int = -1) -> None:
        self.buffer = Full(number)
        self._descriptor = descriptor

    def fileno(self) -> int:
        return self._descriptor


def test_a_stream_that_takes_nothing_is_pointed_at_nothing_and_that_is_told() -> None:
    reads, writes = os.pipe()
    try:
        with pytest.raises(Unwritable, match=r"^No space left on device\Z"):
            write(Broken(errno.ENOSPC, writes), "x")  # type: ignore[arg-type]  # as much of a stream as is used
        os.write(writes, b"what the interpreter flushes at its end")
        os.set_blocking(reads, False)
        assert os.read(reads, 1) == b""  # nobody holds its other end any more
    finally:
        os.close(reads)
        os.close(writes)
    with pytest.raises(Unwritable, match=r"^it failed\Z"):
        write(Broken(None), "x")  # type: ignore[arg-type]  # as above


def test_what_is_lost_only_where_it_is_flushed_is_told_as_well() -> None:
    class Late(io.BytesIO):
        def flush(self) -> None:
            raise OSError(errno.ENOSPC, "no room")

    one = Broken(None)
    one.buffer = Late()  # type: ignore[assignment]  # it takes every byte and loses them later
    with pytest.raises(Unwritable, match=r"^no room\Z"):
        write(one, "x")  # type: ignore[arg-type]  # as above


BUGS = [
    (ValueError("x\x1b\ny"), 4, "ledgergate failed: ValueError: x  y",
     "This is a bug in the gate, not in your change. LEDGERGATE_DEBUG=1 shows where."),
    (ValueError("x" * 301), 4, f"ledgergate failed: ValueError: {'x' * 300}",
     "This is a bug in the gate, not in your change. LEDGERGATE_DEBUG=1 shows where."),
    (PermissionError(errno.EACCES, "no"), 4, "ledgergate failed: PermissionError: [Errno 13] no",
     "This is a bug in the gate, not in your change. LEDGERGATE_DEBUG=1 shows where."),
    (Unwritable("no space"), 3, "not checked: the verdict could not be written: no space",
     "Give it a place to write to."),
    (MemoryError(), 3, "not checked: there is not enough memory", "Raise the limit that the process runs under."),
    (RecursionError(), 3, "not checked: a document is nested too deep to be read", "Flatten it."),
    *((OSError(number, "no room"), 3, "not checked: no room", "Give the gate the room that it needs.")
      for number in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EPIPE, errno.EIO, errno.ENOMEM, errno.EMFILE,
                     errno.ENFILE, errno.EAGAIN)),
]  # fmt: skip


@pytest.mark.parametrize(("error", "code", "sentence", "cure"), BUGS)
def test_the_last_word_is_a_sentence_and_a_cure(
    error: Exception, code: int, sentence: str, cure: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Terminal()
    discarded: list[object] = []
    monkeypatch.setattr(sys, "stderr", told)
    monkeypatch.setattr(stream, "_discard", discarded.append)
    assert bug(error, debug=False) == code
    assert told.held.getvalue().decode() == f"{sentence}\n{cure}\n"
    no_room = isinstance(error, OSError) and error.errno != errno.EACCES
    assert discarded == ([sys.stdout] if no_room else [])


def test_a_person_who_stops_it_is_told_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    told = Terminal()
    monkeypatch.setattr(sys, "stderr", told)
    assert bug(KeyboardInterrupt(), debug=True) == 130
    assert told.held.getvalue() == b""


def test_without_any_stream_the_code_is_still_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", Broken(errno.EPIPE))
    assert bug(OSError(errno.EPIPE, "gone"), debug=False) == 3


def test_a_traceback_is_shown_on_request_alone(capsys: pytest.CaptureFixture[str]) -> None:
    told = []
    for debug in (False, True):
        with pytest.raises(ValueError, match="here") as caught:
            raise ValueError("here")
        assert bug(caught.value, debug=debug) == 4
        told.append("Traceback (most recent call last)" in capsys.readouterr().err)
    assert told == [False, True]
