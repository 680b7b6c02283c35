"""A program that is started, heard and ended: by `posix_spawn`, and in the way of systems that have none."""

from __future__ import annotations

import os

import pytest

from asking import lives, pid
from ledgergate.git import popen, spawn
from ledgergate.git.spawn import Said, TooLateError, TooMuchError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

LONG = 60.0
pytestmark = pytest.mark.skipif(os.name == "nt", reason="the programs are scripts for /bin/sh")


@pytest.fixture(params=[spawn.Child, popen.Child], ids=["spawned", "waited for"])
def child(request: pytest.FixtureRequest) -> Any:
    """Starts a script; whatever became of it, its pipes are closed at the end, and it is gone."""
    made = []
    before = {*os.listdir("/dev/fd")}

    def start(script: str, *, feed: bool = False, **more: str) -> Any:
        environment = {"PATH": os.environ["PATH"], **more}
        made.append(request.param(["/bin/sh", "-c", script], environment, feed=feed))
        return made[-1]

    yield start
    for one in made:
        one.end()
        one.end()
    assert {*os.listdir("/dev/fd")} <= before


def collected(one: Any, most: int = 1 << 30) -> Said:
    size = 0

    def enough(piece: bytes) -> bool:
        nonlocal size
        size += len(piece)
        return size > most

    said: Said = one.collect(LONG, enough)
    return said


# A script -> its status, what it prints and what it complains of.
ENDS: dict[str, tuple[int, bytes, bytes]] = {
    "exit 0": (0, b"", b""), "exit 3": (3, b"", b""), "kill -TERM $$": (-15, b"", b""),
    "kill -PIPE $$": (-13, b"", b""),  # which Python itself passes over
    "echo out; echo err >&2; echo more": (0, b"out\nmore\n", b"err\n"), "cat; echo end": (0, b"end\n", b""),
    'printf %s "$GIVEN$LEFT"': (0, b"given", b""), "exec >&- 2>&-; exit 7": (7, b"", b""),
    "exec >&- 2>&-; sleep 0.02; exit 7": (7, b"", b""), "exec 2>&-; echo out": (0, b"out\n", b""),
}  # fmt: skip


@pytest.mark.parametrize("script", ENDS)
def test_all_that_a_program_says(child: Any, script: str) -> None:
    assert collected(child(script, GIVEN="given")) == Said(*ENDS[script])


def test_a_program_may_say_so_much(child: Any) -> None:
    script = "printf %09d 1"
    assert collected(child(script), 9).out == b"000000001"
    one = child(f"{script}; exec >&-; exec sleep 1000")
    process = pid(one)
    with pytest.raises(TooMuchError):
        collected(one, 8)
    assert not lives(process)


@pytest.mark.parametrize("script", ["exec sleep 1000", "exec >&- 2>&-; exec sleep 1000", "echo x; exec sleep 1000"])
def test_a_program_may_take_so_long(child: Any, script: str) -> None:
    one = child(script)
    process = pid(one)
    with pytest.raises(TooLateError):
        one.collect(0.05, lambda _: False)
    assert not lives(process)


def test_complaints_are_kept_up_to_a_megabyte() -> None:
    for most in (1 << 20, (1 << 20) + 1):
        script = f"head -c {most} /dev/zero >&2; echo out"
        one = spawn.Child(["/bin/sh", "-c", script], {"PATH": os.environ["PATH"]})
        assert one.collect(LONG, lambda _: False) == Said(0, b"out\n", bytes(1 << 20))


def test_a_program_that_is_asked_answers_in_lines_and_bytes(child: Any) -> None:
    one = child("exec cat", feed=True)
    assert os.getpgid(pid(one)) == pid(one)
    one.ask(b"one\ntwo\nthree")
    assert (one.line(LONG), one.take(2, LONG), one.take(2, LONG), one.take(5, LONG)) == (
        b"one", b"tw", b"o\n", b"three",
    )  # fmt: skip
    one.ask(b"\n\nx\n")
    assert (one.line(LONG), one.line(LONG), one.line(LONG)) == (b"", b"", b"x")
    with pytest.raises(TooLateError):
        one.line(0.05)


def test_what_is_left_at_the_end_is_given(child: Any) -> None:
    one = child("printf 'ab\\ncdefg'")
    assert (one.line(LONG), one.take(2, LONG), one.take(9, LONG), one.take(9, LONG), one.line(LONG)) == (
        b"ab", b"cd", b"efg", b"", b"",
    )  # fmt: skip
    late = child("printf ab; exec sleep 1000")
    with pytest.raises(TooLateError):
        late.take(3, 0.05)


def test_a_line_may_have_so_many_bytes(child: Any) -> None:
    assert child("printf '%08000d\\n' 1").line(LONG) == b"1".rjust(8000, b"0")
    one = child("printf %0100d 1; exec sleep 1000")
    with pytest.raises(TooMuchError):
        one.line(LONG, 50)


def test_a_program_that_complains_without_end_is_heard_all_the_same() -> None:
    script = "head -c 200000 /dev/zero >&2; echo out; exec 2>&-; exec sleep 1000"
    one = spawn.Child(["/bin/sh", "-c", script], {"PATH": os.environ["PATH"]})
    assert one.line(LONG) == b"out"
    assert one.complaints() == bytes(200_000)
    assert one.complaints() == bytes(200_000)
    with pytest.raises(TooLateError):
        one.line(0.05)
    one.end()


def test_a_program_that_cannot_be_started_leaves_nothing_open(child: Any) -> None:
    for kind in (spawn.Child, popen.Child):
        with pytest.raises(OSError, match="none"):
            kind(["/none"], {})
        with pytest.raises(ValueError, match="null"):
            kind(["/bin/sh", "a\0b"], {})
