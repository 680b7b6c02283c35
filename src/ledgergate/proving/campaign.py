"""From a state to its proof: every mutant is made, some are chosen, each is judged."""

from __future__ import annotations

from difflib import unified_diff
from itertools import islice

from ledgergate.proving.closed import rewritten, tombstones
from ledgergate.proving.control import runners, waivers
from ledgergate.proving.evidence import citations, claims, required
from ledgergate.proving.hints import catch
from ledgergate.proving.honest import honest
from ledgergate.proving.items import items
from ledgergate.proving.mutant import EQUIVALENT, KILLED, SURVIVED, Outcome
from ledgergate.proving.policies import policies
from ledgergate.proving.posture import runtime
from ledgergate.proving.present import Present
from ledgergate.proving.rows import rows, totals
from ledgergate.proving.tables import columns, dropped
from ledgergate.proving.truth import boxes
from ledgergate.proving.workers import answers
from ledgergate.value import Value
from ledgergate.workspaces import named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ledgergate.proving.mutant import Mutant
    from ledgergate.proving.present import Answer
    from ledgergate.request import Request
    from ledgergate.sides import Side

FAMILIES: tuple[Callable[[Side], Iterator[Mutant]], ...] = (
    items, rows, columns, totals, dropped, boxes, citations, required, claims, rewritten, tombstones, runtime, policies,
    waivers, runners, honest,
)  # fmt: skip
_DIFF_LINES = 24


class Proof(Value):
    """What became of each mutant, and of each honest variant."""

    outcomes: tuple[Outcome, ...] = ()
    honest: tuple[Outcome, ...] = ()
    others: tuple[str, ...] = ()  # workspaces, in which nothing was broken

    def count(self, fate: str, kind: str = "") -> int:
        return sum(one.fate == fate and kind in ("", one.mutant.kind) for one in self.outcomes)

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.mutant.kind for one in self.outcomes))

    @property
    def survivors(self) -> tuple[Outcome, ...]:
        return tuple(one for one in self.outcomes if one.fate == SURVIVED)

    @property
    def refused(self) -> tuple[Outcome, ...]:
        """The honest variants that the gate does not let pass."""
        return tuple(one for one in self.honest if one.fate == KILLED)

    @property
    def score(self) -> float:
        """Killed mutants of those that count, in percent."""
        return percent(self.count(KILLED), self.count(SURVIVED))


def percent(killed: int, survived: int) -> float:
    """Rounded down, so that 100 means all of them."""
    counted = killed + survived
    return int(1000 * killed / counted) / 10 if counted else 100.0


def prove(
    request: Request, kinds: Sequence[str] = (), sample: int = 0, seed: int = 0, each: int = 0,
    progress: Callable[[int, int], None] = lambda done, all_of_them: None,
) -> Proof:  # fmt: skip
    """Break the state that is asked for, and judge each break: `each` of a kind at most, and a `sample` of those.

    Raises as a check does.
    """
    with Present(request) as present:
        made = [one for one in every(present.side) if not kinds or one.kind in kinds]
        chosen = _sampled(_few(made, each, seed), sample, seed)
        said = answers(present, request, [one for one in chosen if not one.equivalent])
        done = []
        for number, mutant in enumerate(chosen, 1):
            done.append(_outcome(present.side, mutant, None if mutant.equivalent else next(said)))
            progress(number, len(chosen))
        return Proof(
            tuple(one for one in done if not one.mutant.honest), tuple(one for one in done if one.mutant.honest),
            tuple(named(present.side.snapshot, present.side.policy)),
        )  # fmt: skip


def every(side: Side) -> Iterator[Mutant]:
    """Every mutant and every honest variant of a state."""
    for family in FAMILIES:
        yield from family(side)


def _few(mutants: list[Mutant], each: int, seed: int) -> list[Mutant]:
    """Of each kind as many by chance, in the order of kinds; 0 is all."""
    if not each:
        return mutants
    of_kind: dict[str, list[Mutant]] = {}
    for one in mutants:
        of_kind.setdefault(one.kind, []).append(one)
    return [one for some in of_kind.values() for one in _sampled(some, each, seed)]


def _sampled(mutants: list[Mutant], sample: int, seed: int) -> list[Mutant]:
    """As many of them by chance, in their order; 0 is all."""
    if not 0 < sample < len(mutants):
        return mutants
    from random import Random

    chosen = sorted(Random(seed).sample(range(len(mutants)), sample))  # noqa: S311  # a choice, no secret
    return [mutants[at] for at in chosen]


def _outcome(side: Side, mutant: Mutant, said: Answer | None) -> Outcome:
    if said is None:
        return Outcome(mutant, EQUIVALENT, why=mutant.equivalent)
    if said.stands:
        return Outcome(mutant, EQUIVALENT, why=said.stands)
    fate = KILLED if said.rules else SURVIVED
    shown = (fate == SURVIVED) is not mutant.honest
    diff = "".join(difference(side, mutant)) if shown else ""
    why = said.why or (f"only advised, by {', '.join(said.advised)}" if said.advised else "")
    return Outcome(mutant, fate, said.rules, why, "" if said.rules else catch(side, mutant), diff)


def difference(side: Side, mutant: Mutant) -> Iterator[str]:
    """The edit as a short unified diff."""
    for path, data in mutant.files.items():
        before = side.documents.snapshot.read([path])[path].data if side.snapshot.entry(path) else b""
        lines = unified_diff(_lines(before), _lines(data or b""), f"a/{path}", f"b/{path}", n=1)
        yield from _ended(islice(lines, _DIFF_LINES))
    for path, entry in mutant.entries.items():
        yield f"{path}: {'taken out' if entry is None else f'mode {entry.mode}'}\n"


def _ended(lines: Iterable[str]) -> Iterator[str]:
    return (line if line.endswith("\n") else line + "\n" for line in lines)


def _lines(data: bytes) -> list[str]:
    return data.decode("utf-8", "backslashreplace").splitlines(keepends=True)
