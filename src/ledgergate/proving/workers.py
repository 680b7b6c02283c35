"""Judges mutants in several processes: each reads the present state for itself, and git is shared by none."""

from __future__ import annotations

import os

from ledgergate.proving.present import Present

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgergate.proving.mutant import Mutant
    from ledgergate.proving.present import Answer
    from ledgergate.request import Request

_FEW = 100  # mutants that one process judges before another one has started
_CHUNK = 10
_MOST = 8  # processes
_here: list[Present] = []  # of a worker: its own present state


def answers(present: Present, request: Request, mutants: Sequence[Mutant]) -> Iterator[Answer]:
    """What the gate says of each mutant, in their order."""
    several = min(_processors(), _MOST, len(mutants) // _FEW)
    if several < 2:
        yield from map(present.judged, mutants)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # A forked process would hold on to the pipes of this one's git.
    with ProcessPoolExecutor(several, get_context("spawn"), _start, (request,)) as pool:
        yield from pool.map(_judged, mutants, chunksize=_CHUNK)


def _processors() -> int:
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed is not None else os.cpu_count() or 1


def _start(request: Request) -> None:
    _here.append(Present(request))


def _judged(mutant: Mutant) -> Answer:
    return _here[0].judged(mutant)
