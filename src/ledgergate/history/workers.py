"""Stretches of a history in several processes: each reads git for itself, and what it works out goes into one cache."""

from __future__ import annotations

import os
import signal

from ledgergate.history.cache import Cache
from ledgergate.history.judging import Judging
from ledgergate.history.timeline import fill
from ledgergate.moments.repository import open_git
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from ledgergate.history.commits import Point
    from ledgergate.history.timeline import Progress
    from ledgergate.request import Request

_FEW = 200  # commits that one process judges before another one has started
_CHUNK = 250
_MOST = 8  # processes


class Work(Value):
    """What is judged: under each commit's own policy, or, with `texts`, under the one that these files hold."""

    request: Request
    texts: Mapping[str, bytes] | None = None


def filled(points: Sequence[Point], cache: Cache, work: Work, judging: Judging, progress: Progress) -> None:
    """Judges what the cache does not know, in as many processes as there is work for."""
    new = [number for number, point in enumerate(points) if cache.figures(point) is None]
    several = min(_processors(), _MOST, len(new) // _FEW)
    if several > 1:
        _in_parallel(_chunks(points, new), cache, work, several, progress)
    fill(points, cache, judging, progress)


def _chunks(points: Sequence[Point], new: Sequence[int]) -> list[Sequence[Point]]:
    """Stretches with something new, each with the commit before it, which its first one is compared with."""
    some = dict.fromkeys(number // _CHUNK for number in new)
    return [points[max(0, at * _CHUNK - 1) : (at + 1) * _CHUNK] for at in some]


def _in_parallel(chunks: Sequence[Sequence[Point]], cache: Cache, work: Work, several: int, progress: Progress) -> None:
    from concurrent.futures import ProcessPoolExecutor, as_completed
    from multiprocessing import get_context

    done, of = 0, sum(map(len, chunks))
    # A forked process would hold on to the pipes of this one's git.
    pool = ProcessPoolExecutor(several, get_context("spawn"), _start, (work,))
    try:
        waiting = {pool.submit(_worked, chunk): len(chunk) for chunk in chunks}
        for one in as_completed(waiting):
            cache.absorb(one.result())
            cache.save()
            done += waiting[one]
            progress(done, of)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _processors() -> int:
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed is not None else os.cpu_count() or 1


_here: list[tuple[Judging, Work]] = []  # of a worker


def _start(work: Work) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever interrupts means the process that was started by hand
    _here.append((Judging(open_git(work.request.asked), work.request, work.texts), work))


def _worked(points: Sequence[Point]) -> tuple[dict[str, Any], ...]:
    judging, work = _here[0]
    cache = Cache("", work.texts)
    fill(points, cache, judging)
    return cache.contents()
