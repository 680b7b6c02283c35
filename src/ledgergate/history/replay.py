"""What a policy's rules did over past merges: how often each fired, and what became of what it found."""

from __future__ import annotations

from statistics import median_low

from ledgergate.history.merges import GONE
from ledgergate.rules import CATALOGUE, POSTURE
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgergate.history.merges import Fired, Merge

SOON = 5  # merges within which a finding that was not mended is too new to say anything
_FEW = 2  # mended findings from which on advice is worth blocking
_MOST = 0.5  # of the findings that time has told about
_RULES = {rule.name: rule for rule in CATALOGUE}

MENDED, STOOD, NEW, UNTOLD = "mended", "stood", "too new", "not told"


class Record(Value):
    """One rule over all merges. `merges` are those in which it fired, `findings` its findings in all of them, old ones
    each time again; `introduced` those that a merge brought, of which each was `mended` by a later merge, `stood` to
    the end, is too `new`, or is `untold`: of a forbidden change nothing later says whether it was one. `after` is how
    many merges later half of the mended ones were mended, None where that is not known."""

    rule: str
    code: str
    level: str
    merges: int
    findings: int
    introduced: int
    mended: int
    stood: int
    new: int
    untold: int
    after: int | None

    @property
    def told(self) -> int:
        """How many findings time has told about."""
        return self.mended + self.stood


def records(merges: Sequence[Merge]) -> list[Record]:
    """One for each rule that fired, the one with the most mended findings first."""
    fates = [(one, *fate) for at in range(len(merges)) for one, fate in _fates(merges, at)]
    names = dict.fromkeys(one.rule for merge in merges for one in merge.fired)
    made = [_record(name, merges, [fate for fate in fates if fate[0].rule == name]) for name in names]
    return sorted(made, key=lambda one: (-one.mended, -one.introduced, one.code))


def _record(name: str, merges: Sequence[Merge], fates: Sequence[tuple[Fired, str, int]]) -> Record:
    every = [[one for one in merge.fired if one.rule == name] for merge in merges]
    last = [one for some in every for one in some][-1]
    said = [fate for _, fate, _ in fates]
    after = [count for _, fate, count in fates if fate == MENDED and count]
    return Record(
        name, last.code, last.level, sum(map(bool, every)), sum(map(len, every)), len(fates),
        said.count(MENDED), said.count(STOOD), said.count(NEW), said.count(UNTOLD),
        median_low(after) if after else None,
    )  # fmt: skip


def _fates(merges: Sequence[Merge], at: int) -> Iterator[tuple[Fired, tuple[str, int]]]:
    """What became of each finding that a merge brought, and how many merges later it was mended, 0 where that is not
    known."""
    later = [one for one in merges[at + 1 :] if not one.trouble]
    for one in merges[at].fired:
        if one.introduced:
            yield one, _fate(one, merges[at], later)


def _fate(one: Fired, merge: Merge, later: Sequence[Merge]) -> tuple[str, int]:
    open_still = (STOOD if len(later) >= SOON else NEW, 0)
    if one.rule in GONE:
        return open_still if one.fingerprint in merge.left else (MENDED, 0)
    if _RULES[one.rule].duty == POSTURE:
        return UNTOLD, 0
    for count, then in enumerate(later, 1):
        if one.fingerprint not in then.waived and all(one.fingerprint != other.fingerprint for other in then.fired):
            return MENDED, count
    return open_still


def tighten_first(found: Sequence[Record]) -> Record | None:
    """The advice that later commits followed most: a rule that may as well block."""
    worth = [
        one for one in found
        if one.level != "block" and one.mended >= _FEW and one.mended >= _MOST * one.told
    ]  # fmt: skip
    return worth[0] if worth else None


def noise(found: Sequence[Record]) -> list[Record]:
    """The rules whose findings mostly stood: nobody minded, or nobody saw."""
    return [one for one in found if one.stood >= _FEW and one.mended < _MOST * one.told]
