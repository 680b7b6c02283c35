"""`python -m benchmarks.seeded`: seeded defects and honest changes under the gate and its neighbours.

Installs each neighbour into a place of its own, makes a repository for each, and every change in it as a commit.
"""

from __future__ import annotations

import argparse
import datetime
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.__main__ import put
from benchmarks.installed import ROOT, Installed
from benchmarks.seeded import honest
from benchmarks.seeded.defects import FAMILIES
from benchmarks.seeded.defects.documents import STYLES
from benchmarks.seeded.judging import ALARM, CAUGHT, Answer, answers, environment, every, stand
from benchmarks.seeded.neighbours import NAMES, Neighbour, neighbours
from benchmarks.seeded.page import OURS, Answers, costs
from benchmarks.table import machine
from benchmarks.timing import Sample, Work, taken

KINDS = tuple(kind for kinds in FAMILIES.values() for kind in kinds)
TIMED = honest.KINDS[5]  # a note in three scripts: every world has it
PAGE = ROOT / "docs/seeded-defects.md"


def main() -> int:
    chosen = _options()
    with tempfile.TemporaryDirectory(prefix="ledgergate-seeded-") as name:
        folder = Path(name)
        installed = Installed(folder / "installed")
        asked = neighbours(installed, chosen.only)
        print(*(f"not installed: {one}: {why}" for one, why in installed.absent.items()), sep="\n", file=sys.stderr)
        names = dict.fromkeys(one.world for one in asked)
        worlds = {folder / name: [one for one in asked if one.world == name] for name in names}
        for place, those in worlds.items():
            stand(those, place)
        told = every(worlds, (*KINDS, *STYLES), honest.KINDS)
        timed = _timed(worlds, chosen.runs)
        samples = {one.name: timed[one.name] for one in asked}  # in the order in which they are introduced
        versions = (f"{one} {version}" for one, version in installed.all_versions())
        tables = _tables(told, samples, machine(versions))
    for name, lines in tables.items():
        print(f"\n{lines}")
        if not chosen.only:
            put(PAGE, name, lines)
    if chosen.said:
        _said(told)
    return 0


def _tables(told: Sequence[Answer], samples: dict[str, list[Sample]], where: str) -> dict[str, str]:
    heard = Answers(told, list(samples))
    day = f"\n{datetime.date.today()}: {where}."
    parts = {
        "counts": heard.counts(KINDS, honest.KINDS),
        "costs": (*costs(samples), day),
        "defects": _families(heard),
        "honest": heard.table("honest change", honest.KINDS),
        "style": heard.table("style", STYLES),
        "passing": heard.passing(KINDS),
    }
    return {name: "\n".join(lines) for name, lines in parts.items()}


def _families(answers: Answers) -> Iterator[str]:
    for family, kinds in FAMILIES.items():
        yield from answers.table(f"{family} ({len(kinds)})", kinds)
        yield ""


def _timed(worlds: Mapping[Path, Sequence[Neighbour]], runs: int) -> dict[str, list[Sample]]:
    """All of them in turn, round by round, over the same honest change."""
    works: dict[str, Work] = {}
    for folder, those in worlds.items():
        answers(those, folder, TIMED, honest=True)
        works |= {one.name: Work(one.commands, folder, environment(one)) for one in those}
    return dict(zip(works, taken(list(works.values()), runs), strict=True))


def _said(told: Sequence[Answer]) -> None:
    for one in told:
        if one.outcome in (CAUGHT, ALARM) and one.neighbour != OURS:
            print(f"\n## {one.neighbour}: {one.kind} ({one.outcome})\n{one.said[-700:]}")


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=3, help="rounds of the timing; the least of each counts")
    options.add_argument(
        "--only", nargs="+", default=[], choices=NAMES, metavar="NEIGHBOUR", help="these alone; writes no page"
    )
    options.add_argument("--said", action="store_true", help="show what the neighbours said")
    return options.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
