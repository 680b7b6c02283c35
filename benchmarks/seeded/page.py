"""The tables of docs/seeded-defects.md: who caught what, how many of each, and what a check costs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from benchmarks.seeded.judging import ALARM, CAUGHT, MISSED, OUT, PASSED, Answer
from benchmarks.seeded.kinds import Kind
from benchmarks.timing import Sample

OURS = "Ledgergate"
_SIGNS = {CAUGHT: "caught", MISSED: "**missed**", OUT: "–", PASSED: "passes", ALARM: "**refused**"}


class Answers:
    """Every answer, by who gave it and to what."""

    def __init__(self, told: Iterable[Answer], names: Sequence[str]) -> None:
        self.names = list(names)
        self.of = {(one.neighbour, one.kind): one for one in told}

    def counts(self, kinds: Sequence[Kind], honest: Sequence[Kind]) -> Iterator[str]:
        yield f"| | caught, of {len(kinds)} | missed | out of scope | false alarms, of {len(honest)} | not asked |"
        yield "|---|---|---|---|---|---|"
        for name in self.names:
            said = [self.of[name, one.name].outcome for one in kinds]
            asked = [self.of[name, one.name].outcome for one in honest]
            numbers = (*(said.count(one) for one in (CAUGHT, MISSED, OUT)), asked.count(ALARM), asked.count(OUT))
            yield f"| {name} | {' | '.join(map(str, numbers))} |"

    def table(self, title: str, kinds: Sequence[Kind]) -> Iterator[str]:
        yield f"| {title} | {' | '.join(self.names)} |"
        yield f"|---|{'---|' * len(self.names)}"
        for kind in kinds:
            yield f"| {kind.name} | {' | '.join(self._cell(name, kind) for name in self.names)} |"

    def passing(self, kinds: Sequence[Kind]) -> Iterator[str]:
        """What we let pass while another refuses it: the page has to say why."""
        for kind in kinds:
            if self.of[OURS, kind.name].outcome != CAUGHT:
                others = [name for name in self.names if self.of[name, kind.name].outcome == CAUGHT]
                if others:
                    yield f"- {kind.name}: {', '.join(others)}"

    def _cell(self, name: str, kind: Kind) -> str:
        one = self.of[name, kind.name]
        return " ".join((_SIGNS[one.outcome], *(codes(one.said) if name == OURS else ())))


def codes(said: str) -> list[str]:
    """The rules that block, of our verdict as JSON; the exit code where there is no verdict."""
    if not said.startswith("{"):
        return []
    verdict = json.loads(said)
    found = {one["code"] for one in verdict.get("findings", ()) if one["level"] == "block"}
    return sorted(found) or [f"exit {verdict['verdict']['exit_code']}"]


def costs(samples: Mapping[str, Sequence[Sample]]) -> Iterator[str]:
    """The least processor time of each, and how many times ours that is."""
    least = {name: min(one.cpu for one in taken) for name, taken in samples.items()}
    yield "| | processor seconds | times ours | peak MB |"
    yield "|---|---|---|---|"
    for name, cpu in least.items():
        peak = max(one.memory for one in samples[name])
        yield f"| {name} | {cpu:.2f} | {cpu / least[OURS]:.2g} | {peak:.0f} |"


def rows(page: str) -> dict[str, str]:
    """What a page says of each change under our gate: the first cell behind its name."""
    return dict(
        re.findall(r"^\| ([^|]+?) \| ((?:caught|\*\*missed\*\*|–|passes|\*\*refused\*\*)[^|]*?) \|", page, re.M)
    )
