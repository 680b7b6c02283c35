"""Past merges, judged as if a policy had been in force then: each first-parent commit against its first parent."""

from __future__ import annotations

from ledgergate.errors import LedgergateError, NotChecked
from ledgergate.gate import judge_change
from ledgergate.git.revisions import HISTORY, Revision
from ledgergate.history.parallel import processes, shared
from ledgergate.moments.ranges import alone, ranged
from ledgergate.moments.repository import open_git
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgergate.git.processes import Git
    from ledgergate.history.commits import Point
    from ledgergate.history.timeline import Progress
    from ledgergate.markdown import Page
    from ledgergate.model import Finding
    from ledgergate.moments import Change
    from ledgergate.request import Request

_FEW = 20  # merges that one process judges before another one has started
_CHUNK = 20
_PAGES_KEPT = 4000
# What these find is told by comparison alone, and so is whether it was mended.
GONE = frozenset({"item-vanished", "identity-changed", "history-removed"})


class Fired(Value):
    """One finding that no waiver covers. `introduced` is None where nobody knows whether the merge brought it."""

    rule: str
    code: str
    level: str
    fingerprint: str
    introduced: bool | None


class Merge(Value):
    """One merge with its verdict: `exit_code` as a check of it would have ended, `trouble` why it could not be judged.

    `left` are findings about what is gone that still hold when the end of the range is compared with what the merge
    started from: nobody has put it back since, or said what became of it.
    """

    point: Point
    exit_code: int
    fired: tuple[Fired, ...] = ()
    trouble: str = ""
    left: frozenset[str] = frozenset()
    waived: frozenset[str] = frozenset()  # fingerprints

    @property
    def brought(self) -> tuple[Fired, ...]:
        """The findings that the merge itself introduced."""
        return tuple(one for one in self.fired if one.introduced is not False)

    @property
    def refused_for_its_own(self) -> bool:
        return self.exit_code == 1 and any(one.level == "block" for one in self.brought)


def merges(points: Sequence[Point], request: Request, progress: Progress) -> list[Merge]:
    """Each of them judged, in their order."""
    end = points[-1].commit.oid
    pieces = [points[at : at + _CHUNK] for at in range(0, len(points), _CHUNK)]
    several = processes(len(points), _FEW)
    if several < 2:
        judging = _Judging(request, end)
        made = []
        for number, point in enumerate(points, 1):
            made.append(judging.merge(point))
            progress(number, len(points))
        return made
    found: dict[str, Merge] = {}
    for _, some in shared(several, pieces, _worked, _start, request, end):
        found.update((one.point.commit.oid, one) for one in some)
        progress(len(found), len(points))
    return [found[point.commit.oid] for point in points]


class _Judging:
    def __init__(self, request: Request, end: str) -> None:
        self._request = request
        self._end = end
        self._pages: dict[tuple[str, str], Page] = {}

    def merge(self, point: Point) -> Merge:
        try:
            exit_code, found, unchecked = self._judged(point, point.commit.oid)
        except LedgergateError as error:
            return Merge(point, error.code, trouble=error.mistakes[0].strip() if error.mistakes else error.message)
        fired = tuple(
            Fired(one.rule, one.code, one.level, one.fingerprint, one.introduced)
            for one in found if one.waived_by is None
        )  # fmt: skip
        waived = frozenset(one.fingerprint for one in found if one.waived_by is not None)
        return Merge(point, exit_code, fired, unchecked, self._left(point, fired), waived)

    def _judged(self, point: Point, head: str) -> tuple[int, tuple[Finding, ...], str]:
        """What a commit is refused for, compared with what the merge started from."""
        git = open_git(self._request.asked)
        try:
            change = self._change(git, point, Revision(head))
        except BaseException:
            git.close()
            raise
        if len(self._pages) > _PAGES_KEPT:
            self._pages.clear()
        verdict = judge_change(self._request.but(today=point.day), change, pages=self._pages)
        return verdict.exit_code, verdict.findings, "; ".join(one.message for one in verdict.unchecked)

    def _change(self, git: Git, point: Point, there: Revision) -> Change:
        asked = self._request.asked
        if point.parents:
            return ranged(asked, git, point.parents[0], there, "replay")
        if git.layout.shallow:
            raise NotChecked("the clone is shallow: what this merge started from is not there", HISTORY)
        return alone(asked, git, there, "replay", "tree")

    def _left(self, point: Point, fired: Sequence[Fired]) -> frozenset[str]:
        gone = {one.fingerprint for one in fired if one.rule in GONE}
        if not gone:
            return frozenset()
        try:
            _, found, _ = self._judged(point, self._end)
        except LedgergateError:
            return frozenset(gone)
        return frozenset(gone.intersection(one.fingerprint for one in found if one.waived_by is None))


_here: list[_Judging] = []  # of a worker


def _start(request: Request, end: str) -> None:
    _here.append(_Judging(request, end))


def _worked(points: Sequence[Point]) -> list[Merge]:
    return [_here[0].merge(point) for point in points]
