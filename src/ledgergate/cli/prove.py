"""`ledgergate prove`: what the gate refuses of the documents that it governs, broken in memory; a table, or JSON."""

from __future__ import annotations

import sys
from collections import Counter

from ledgergate.cli.state import say_alone
from ledgergate.errors import Misused, NotChecked
from ledgergate.output import encode, grid
from ledgergate.output.encode import defused, terminal
from ledgergate.output.stream import write
from ledgergate.output.wording import number
from ledgergate.proving.campaign import percent, prove
from ledgergate.proving.hints import KINDS
from ledgergate.proving.mutant import EQUIVALENT, KILLED, SURVIVED
from ledgergate.request import Request

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgergate.moments import Asked
    from ledgergate.proving.campaign import Proof
    from ledgergate.proving.mutant import Outcome

_HEADER = ("kind", "mutants", "killed", "survived", "equivalent", "score", "refused by")
_SHOWN = 20  # survivors that are shown with their edits


def proved(asked: Asked, kinds: Sequence[str], sample: int, seed: int, each: int = 0) -> Proof:
    """Raises Misused for an unknown kind or without a policy, NotChecked where the state cannot be read."""
    unknown = [one for one in kinds if one not in KINDS]
    if unknown:
        from difflib import get_close_matches

        near = get_close_matches(unknown[0], KINDS, n=1)
        cure = f"did you mean {near[0]}?" if near else f"one of {', '.join(KINDS)}"
        raise Misused(f"there is no kind '{unknown[0]}'", cure)
    found = prove(Request(asked), kinds, sample, seed, each, _told if sys.stderr.isatty() else _untold)
    say_alone(found.others, offers=False)
    if not (found.outcomes or found.honest):
        raise NotChecked(
            "There is nothing to break, so nothing was proved.", "`ledgergate coverage` shows what is read."
        )
    return found


def _told(done: int, all_of_them: int) -> None:
    if done % 20 == 0 or done == all_of_them:
        write(sys.stderr, f"\r{done} of {all_of_them}" + "\n" * (done == all_of_them))


def _untold(done: int, all_of_them: int) -> None:
    """Nobody watches."""


def as_table(found: Proof) -> str:
    """A line for each kind, then the survivors and the honest variants that are refused."""
    every = [_row(found, kind) for kind in found.kinds]
    made = grid.table([_HEADER, *every, _row(found, "")])
    lines = [*_survivors(found.survivors), *_refused(found.refused), "", _sentence(found)]
    return made + "".join(f"{defused(terminal(line))}\n" for line in lines)


def _row(found: Proof, kind: str) -> tuple[str, ...]:
    killed, survived, equal = (found.count(fate, kind) for fate in (KILLED, SURVIVED, EQUIVALENT))
    by = _rules(found, kind) if kind else Counter[str]()
    shown = f"{percent(killed, survived):g} %" if killed + survived else "-"
    rules = ", ".join(f"{rule} {count}" for rule, count in by.most_common(2))
    return kind or "all", str(killed + survived), str(killed), str(survived), str(equal), shown, rules


def _rules(found: Proof, kind: str) -> Counter[str]:
    """Which rules refused the mutants of a kind, each by the first one that did."""
    return Counter(one.rules[0] for one in found.outcomes if one.mutant.kind == kind and one.rules)


def _survivors(every: Sequence[Outcome]) -> Iterator[str]:
    for one in every[:_SHOWN]:
        yield from ("", f"survived: {one.mutant.kind}, {one.mutant.what}{f' ({one.why})' if one.why else ''}")
        yield from (f"    {line}" for line in one.diff.splitlines() if not line.startswith(("--- a/", "+++ b/")))
        if one.catch:
            yield "  refused with"
            yield from (f"    {line}" for line in one.catch.splitlines())
    if len(every) > _SHOWN:
        yield from ("", f"{len(every) - _SHOWN} more survived (--format json lists all)")


def _refused(every: Sequence[Outcome]) -> Iterator[str]:
    for one in every[:_SHOWN]:
        yield from ("", f"refused although it is honest: {one.mutant.kind}, {one.mutant.what}: {one.why}")


def _sentence(found: Proof) -> str:
    killed, counted = found.count(KILLED), found.count(KILLED) + found.count(SURVIVED)
    passed = len(found.honest) - len(found.refused)
    return (
        f"{killed} of {number(counted, 'break')} refused: {found.score:g} %; "
        f"{passed} of {number(len(found.honest), 'honest variant')} passed; nothing was written"
    )


def as_json(found: Proof) -> str:
    """Version 1. `mutants` are those that count: equivalent ones are counted apart."""
    killed, survived = found.count(KILLED), found.count(SURVIVED)
    made = {
        "version": 1,
        "mutants": killed + survived,
        "killed": killed,
        "survived": survived,
        "equivalent": found.count(EQUIVALENT),
        "score": found.score,
        "honest": len(found.honest),
        "honest_refused": len(found.refused),
        "kinds": {kind: _kind(found, kind) for kind in found.kinds},
        "survivors": [
            {
                "kind": one.mutant.kind,
                "what": one.mutant.what,
                "diff": one.diff,
                "why": one.why,
                "would_catch": one.catch,
            }
            for one in found.survivors
        ],
        "refused": [
            {"kind": one.mutant.kind, "what": one.mutant.what, "diff": one.diff, "rules": one.rules, "why": one.why}
            for one in found.refused
        ],
    }
    return encode.json(made)


def _kind(found: Proof, kind: str) -> dict[str, object]:
    killed, survived, equal = (found.count(fate, kind) for fate in (KILLED, SURVIVED, EQUIVALENT))
    reasons = Counter(
        one.why for one in found.outcomes if one.mutant.kind == kind and one.fate == EQUIVALENT
    )  # fmt: skip
    return {
        "mutants": killed + survived, "killed": killed, "survived": survived, "equivalent": equal,
        "rules": dict(_rules(found, kind)), "reasons": dict(reasons),
    }  # fmt: skip
