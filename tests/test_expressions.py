"""No document makes an expression of ours slow: each takes time that grows as its text does."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import pytest

import expressions_of_ours
from expressions_of_ours import Own

_LENGTHS = (64, 8192)
# Seconds at an expression's longest text: what takes less there does no harm, on a slow machine either. The square of
# what has no bound takes several times as long.
_NOTICED = 0.15
_MOST = 10  # a text of four times the length takes four times as long; sixteen times is the square
_HOURS = 10  # seconds for one run of one length: what takes longer takes hours for a longer one
_CHUNKS = 8


def _cost(work: Callable[[], object], times: int) -> float:
    """The shortest of several, in the time of this process: whoever else is busy does not count."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


@contextmanager
def _stopped() -> Iterator[None]:
    """Ends what would take hours, where the system can: `re` answers signals."""

    def end(*_: object) -> None:
        raise TimeoutError

    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, _HOURS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _read(own: Own, compiled: Any, head: str, seed: str, tail: str, length: int) -> None:
    text = head + (seed * (length // len(seed) + 1))[:length] + tail
    data = text if isinstance(own.pattern, str) else text.encode()
    for verb in own.verbs:
        if verb == "finditer":
            for _ in compiled.finditer(data):
                pass
        else:
            getattr(compiled, verb)(data)


def slow(own: Own) -> str:
    """The first run that takes more than its share, "" for none."""
    compiled = own.compiled()
    most = expressions_of_ours.longest(own) or max(_LENGTHS)
    for run in expressions_of_ours.runs(own):
        for length in sorted({min(one, most) for one in _LENGTHS}):
            said = f"{length} characters: {run[0]!r} {run[1]!r}... {run[2]!r}"
            try:
                with _stopped():
                    if _cost(partial(_read, own, compiled, *run, length), 1) < _NOTICED:
                        continue
                    long = _cost(partial(_read, own, compiled, *run, length), 3)
                    short = _cost(partial(_read, own, compiled, *run, length // 4), 5)
            except TimeoutError:
                return f"{own.name}: no end for {said}"
            if long > _NOTICED and long > _MOST * short:
                return f"{own.name}: {long:.2f} s for {said}"
            break
    return ""


@pytest.fixture(scope="module")
def every() -> list[Own]:
    return sorted(expressions_of_ours.every())


@pytest.mark.parametrize("part", range(_CHUNKS))
def test_every_expression_takes_a_long_run_in_time_that_grows_as_the_run_does(every: list[Own], part: int) -> None:
    assert [said for own in every[part::_CHUNKS] if (said := slow(own))] == []
