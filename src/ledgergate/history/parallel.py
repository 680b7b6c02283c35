"""Work that several processes share: stretches of a history, each read by one of them."""

from __future__ import annotations

import gc
import os
import signal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any, TypeVar

    T = TypeVar("T")
    R = TypeVar("R")

_MOST = 8  # processes
_LITTER = 200_000  # objects after which cycles are looked for: reading makes none, and looking takes a tenth of it


def rarely_collect() -> None:
    """Looks for cycles less often, in a process that reads one state after another."""
    gc.set_threshold(_LITTER, 20, 20)


def processes(work: int, each: int) -> int:
    """How many processes so many pieces of work are worth, where one has done `each` of them before another starts."""
    allowed = getattr(os, "sched_getaffinity", None)
    there = len(allowed(0)) if allowed is not None else os.cpu_count() or 1
    return max(1, min(there, _MOST, work // each))


def shared(
    several: int, pieces: Sequence[T], work: Callable[[T], R], start: Callable[..., None], *given: Any
) -> Iterator[tuple[T, R]]:
    """Each piece with what `work` makes of it, as it is done; `start` is called once in each process."""
    from concurrent.futures import ProcessPoolExecutor, as_completed
    from multiprocessing import get_context

    # A forked process would hold on to the pipes of this one's git.
    pool = ProcessPoolExecutor(several, get_context("spawn"), _started, (start, given))
    try:
        waiting = {pool.submit(work, piece): piece for piece in pieces}
        for one in as_completed(waiting):
            yield waiting[one], one.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _started(start: Callable[..., None], given: tuple[Any, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever interrupts means the process that was started by hand
    rarely_collect()
    start(*given)
