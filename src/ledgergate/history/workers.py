"""Stretches of a history in several processes: each reads git for itself, and what it works out goes into one cache."""

from __future__ import annotations

from ledgergate.history.cache import Cache
from ledgergate.history.judging import Judging
from ledgergate.history.parallel import processes, shared
from ledgergate.history.timeline import fill
from ledgergate.moments.repository import open_git

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from ledgergate.git.processes import Git
    from ledgergate.history.commits import Point
    from ledgergate.history.timeline import Progress
    from ledgergate.request import Request

_FEW = 200  # commits that one process judges before another one has started
_CHUNK = 250


def filled(points: Sequence[Point], cache: Cache, git: Git, request: Request, progress: Progress) -> None:
    """Judges what the cache does not know, in as many processes as there is work for."""
    new = [number for number, point in enumerate(points) if cache.figures(point) is None]
    several = processes(len(new), _FEW)
    if several > 1:
        _in_parallel(_chunks(points, new), cache, request, several, progress)
    fill(points, cache, Judging(git, request), progress)


def _chunks(points: Sequence[Point], new: Sequence[int]) -> list[Sequence[Point]]:
    """Stretches with something new, each with the commit before it, which its first one is compared with."""
    some = dict.fromkeys(number // _CHUNK for number in new)
    return [points[max(0, at * _CHUNK - 1) : (at + 1) * _CHUNK] for at in some]


def _in_parallel(
    chunks: Sequence[Sequence[Point]], cache: Cache, request: Request, several: int, progress: Progress
) -> None:
    done, of = 0, sum(map(len, chunks))
    for chunk, contents in shared(several, chunks, _worked, _start, request):
        cache.absorb(contents)
        cache.save()
        done += len(chunk)
        progress(done, of)


_here: list[tuple[Judging, Request]] = []  # of a worker


def _start(request: Request) -> None:
    _here.append((Judging(open_git(request.asked), request), request))


def _worked(points: Sequence[Point]) -> tuple[dict[str, Any], ...]:
    judging, request = _here[0]
    cache = Cache("", request.texts)
    fill(points, cache, judging)
    return cache.contents()
