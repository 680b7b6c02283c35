"""`ledgergate replay`: a policy over past merges, as text or JSON."""

from __future__ import annotations

import sys
from collections import Counter

from ledgergate.cli.history import given, progress
from ledgergate.history.merges import merges
from ledgergate.history.replay import SOON, noise, records, tighten_first
from ledgergate.history.selection import Wanted, selected
from ledgergate.moments.repository import open_git
from ledgergate.output import encode, grid
from ledgergate.output.encode import clipped, defused, terminal
from ledgergate.output.stream import write
from ledgergate.output.wording import number
from ledgergate.request import Request
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgergate.history.merges import Fired, Merge
    from ledgergate.history.replay import Record
    from ledgergate.moments import Asked

_HEADER = ("rule", "level", "merges", "findings", "brought", "mended", "after", "stood", "too new", "not told")
_SHOWN = 30  # refused merges that are listed
_SUBJECT_MOST = 50


class Replay(Value):
    """The merges that were judged, under which policy, and the record of each rule."""

    merges: tuple[Merge, ...]
    policy: str
    records: tuple[Record, ...]

    @property
    def refused(self) -> list[Merge]:
        return [one for one in self.merges if one.exit_code == 1]

    @property
    def for_their_own(self) -> list[Merge]:
        """Those that are refused for something that they themselves bring."""
        return [one for one in self.merges if one.refused_for_its_own]

    @property
    def dark(self) -> list[Merge]:
        """Those that could not be judged, or not all of them."""
        return [one for one in self.merges if one.exit_code not in (0, 1)]


def replayed(asked: Asked, wanted: Wanted, policy: str, *, new_only: bool = False) -> Replay:
    """Judges the merges. Raises Misused without a policy, NotChecked where there is no merge."""
    git = open_git(asked)
    try:
        points = selected(git, wanted)
        texts = given(git, wanted.range, policy, asked.limits.policy)
    finally:
        git.close()
    request = Request(asked, new_only=new_only, texts=texts)
    if texts is not None:
        from ledgergate import policy as policies
        from ledgergate.rules import NAMES

        policies.load(dict(texts), NAMES, asked.limits.policy)  # its mistakes are told once, not by each merge
    found = merges(points, request, progress())
    return Replay(tuple(found), policy, tuple(records(found)))


def as_text(found: Replay) -> str:
    """The refused merges, the rules, and what to make of them."""
    lines = [*_summary(found), ""]
    refused = found.refused
    made = "".join(map(_line, lines))
    if refused:
        rows = [("date", "merge", "refused by", "subject"), *map(_row, refused[-_SHOWN:])]
        made += grid.table(rows)
        if len(refused) > _SHOWN:
            made += _line(f"{len(refused) - _SHOWN} more before these (--format json lists all)")
        made += "\n"
    if found.records:
        made += grid.table([_HEADER, *map(_told, found.records)]) + "\n"
    return made + "".join(map(_line, _advice(found)))


def _line(text: str) -> str:
    return defused(terminal(text)) + "\n"


def _summary(found: Replay) -> Iterator[str]:
    first, last = found.merges[0].point.commit, found.merges[-1].point.commit
    policy = {"now": "today's policy", "own": "the policy of each"}.get(found.policy, found.policy)
    span = f"{first.oid[:8]} ({first.date[:10]}) to {last.oid[:8]} ({last.date[:10]})"
    yield f"{number(len(found.merges), 'merge')}, {span}, under {policy}"
    yield f"{len(found.refused)} would have been refused, {len(found.for_their_own)} for what they brought themselves"
    for reason, count in Counter(one.trouble or "not all of it could be read" for one in found.dark).most_common(3):
        yield f"{count} could not be judged: {clipped(reason, 160)}"


def _row(one: Merge) -> tuple[str, ...]:
    commit = one.point.commit
    own = Counter(fired.rule for fired in one.brought if fired.level == "block")
    said = ", ".join(f"{rule} {count}" for rule, count in own.most_common()) or "only what stood before"
    return commit.date[:10], commit.oid[:8], said, clipped(commit.subject, _SUBJECT_MOST)


def _told(one: Record) -> tuple[str, ...]:
    counts = (one.merges, one.findings, one.introduced, one.mended)
    after = "" if one.after is None else str(one.after)
    return one.rule, one.level, *map(str, counts), after, str(one.stood), str(one.new), str(one.untold)


def _advice(found: Replay) -> Iterator[str]:
    tight = tighten_first(found.records)
    if tight is not None:
        yield (
            f"tighten first: {tight.rule}, which only advises: later merges mended {tight.mended} of the {tight.told}"
            " findings that time has told about"
        )
    for one in noise(found.records):
        yield f"may be noise: {one.rule}: {one.stood} of {one.told} findings stood to the end"
    if any(one.new for one in found.records):
        yield f"too new: not mended yet, and fewer than {SOON} merges followed"


def as_json(found: Replay) -> str:
    """Version 1. `rules` of a merge count all its findings, `introduced` those that it brought."""
    tight = tighten_first(found.records)
    made = {
        "version": 1,
        "policy": found.policy,
        "merges": [_merge(one) for one in found.merges],
        "rules": {one.rule: _record(one) for one in found.records},
        "refused": len(found.refused),
        "refused_for_their_own": len(found.for_their_own),
        "not_judged": len(found.dark),
        "tighten_first": None if tight is None else tight.rule,
        "may_be_noise": [one.rule for one in noise(found.records)],
    }
    return encode.json(made)


def _merge(one: Merge) -> dict[str, object]:
    commit = one.point.commit
    return {
        "oid": commit.oid, "date": commit.date, "subject": commit.subject, "exit_code": one.exit_code,
        "rules": _counted(one.fired), "introduced": _counted(one.brought), "note": one.trouble,
    }  # fmt: skip


def _counted(some: Sequence[Fired]) -> dict[str, int]:
    return dict(sorted(Counter(one.rule for one in some).items()))


def _record(one: Record) -> dict[str, object]:
    return {
        "code": one.code, "level": one.level, "merges": one.merges, "findings": one.findings,
        "introduced": one.introduced, "mended": one.mended, "mended_after": one.after, "stood": one.stood,
        "too_new": one.new, "not_told": one.untold,
    }  # fmt: skip


def delivered(found: Replay, form: str) -> int:
    """Writes the replay. Returns 0, or 3 where no merge could be judged."""
    write(sys.stdout, as_json(found) if form == "json" else as_text(found))
    return 3 if all(one.trouble for one in found.merges) else 0
