"""`python -m benchmarks.proving`: what a break costs as the plan grows, by what the break touches.

Two plans of the same items: one long ledger with its report, and a file for each decision with an index of all. A few
breaks of each kind are judged, in one process; processor time counts, the present state and the making apart.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.__main__ import put
from benchmarks.documents import policy, reconciled, title
from benchmarks.repositories import made
from ledgergate.moments import Asked
from ledgergate.proving.campaign import every
from ledgergate.proving.mutant import Mutant
from ledgergate.proving.present import Present
from ledgergate.request import Request

PAGE = Path(__file__).parents[1] / "docs/prove.md"
_STATES = ("Accepted", "Rejected", "Draft")
_DECISIONS = """\
[vocabulary.status]
values = ["Accepted", "Rejected", "Draft"]
[ledger.decisions]
sources = [{ path = "adr/[0-9]*.md", items = "files" }]
key = { from = "file", pattern = '^(?P<key>\\d{5})-' }
fields.status = { label = "Status", values = "status", required = true }
[[report]]
path = "adr/README.md"
ledger = "decisions"
rows = { items = "table", key = "ADR", title = "Title", columns = { Status = "status" } }
totals = { by = "status" }
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, nargs="+", default=[50, 200, 800])
    parser.add_argument("--each", type=int, default=6, help="breaks of each kind")
    parser.add_argument("--write", action="store_true", help=f"write the table into {PAGE.name}")
    chosen = parser.parse_args()
    lines = [
        "| plan | items | breaks and variants | one file of many | the file that holds all | the policy |",
        "|---|---|---|---|---|---|",
    ]
    with tempfile.TemporaryDirectory(prefix="ledgergate-proving-") as folder:
        for name, plan in (("one ledger, one report", _one), ("a file each, and an index", _many)):
            for count in chosen.items:
                place = made(Path(folder) / f"{plan.__name__}{count}", plan(count))
                lines.append(f"| {name} | {count} | {_costs(place, chosen.each)} |")
                print(lines[-1], flush=True)
    if chosen.write:
        put(PAGE, "costs", "\n".join(lines))
    return 0


def _one(count: int) -> Iterable[tuple[str, str]]:
    return [policy(), *reconciled(count)]


def _many(count: int) -> Iterator[tuple[str, str]]:
    yield "ledgergate.toml", _DECISIONS
    rows = ""
    for one in range(1, count + 1):
        name, state = f"{one:05}-{title(one).replace(' ', '-')}.md", _STATES[one % 3]
        yield f"adr/{name}", f"# {title(one)}\n\n- **Status**: {state}\n\n## Context\n\n{'What was decided. ' * 30}\n"
        rows += f"| [{one:05}]({name}) | {title(one)} | {state} |\n"
    totals = "".join(f"| {_STATES[at]} | {len(range(at or 3, count + 1, 3))} |\n" for at in range(3))
    head = "# Decisions\n\n| ADR | Title | Status |\n|---|---|---|\n"
    yield "adr/README.md", f"{head}{rows}\n| Status | Count |\n|---|---|\n{totals}"


def _costs(place: Path, each: int) -> str:
    """How many breaks there are, and the median of what one costs, by what it touches."""
    taken: dict[str, list[float]] = {"one": [], "all": [], "policy": []}
    with Present(Request(Asked(tree="HEAD", cwd=str(place)))) as present:
        breaks = [one for one in every(present.side) if not one.equivalent]
        for mutant in _some(breaks, each):
            begun = time.process_time()
            present.judged(mutant)
            taken[_touched(mutant)].append(time.process_time() - begun)
    told = (f"{1000 * statistics.median(one):.0f} ms" if one else "–" for one in taken.values())
    return " | ".join((f"{len(breaks):,}", *told))


def _touched(mutant: Mutant) -> str:
    if "ledgergate.toml" in mutant.files:
        return "policy"
    several = {path for path in mutant.files if path.startswith("adr/0")} == set(mutant.files)
    return "one" if several else "all"


def _some(mutants: Iterable[Mutant], each: int) -> Iterator[Mutant]:
    """Of each kind so many, spread over all of them; adding an item judges several times, and is left out."""
    of_kind: dict[str, list[Mutant]] = {}
    for one in mutants:
        if one.kind != "item-added":
            of_kind.setdefault(one.kind, []).append(one)
    for some in of_kind.values():
        yield from some[:: max(1, len(some) // each)][:each]


if __name__ == "__main__":
    raise SystemExit(main())
