"""`ledgergate badge`: what the last commit's documents come to, in one sentence that is green only where it may be."""

from __future__ import annotations

import sys
from collections import Counter

from ledgergate.errors import LedgergateError, NoPolicy
from ledgergate.gate import judge
from ledgergate.history.figures import DEAD, DRIFT
from ledgergate.output.badges import Badge, as_json, as_svg
from ledgergate.output.stream import write
from ledgergate.output.wording import number
from ledgergate.request import Request

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Finding, Verdict
    from ledgergate.moments import Asked

_UNCLASSIFIED = frozenset({"LG201", "LG202"})


def badge(asked: Asked, form: str) -> int:
    """Writes the badge of a state. Returns what a check of it returns, whatever the badge says."""
    try:
        verdict = judge(Request(asked))
        made, code = of_verdict(verdict), verdict.exit_code
    except LedgergateError as error:
        made, code = of_error(error), error.code
        write(sys.stderr, f"{error}\n")
    write(sys.stdout, as_json(made) if form == "json" else as_svg(made))
    return code


def of_verdict(verdict: Verdict) -> Badge:
    """Green where all was looked at and nothing is open, red where something blocks, yellow where something advises."""
    items = sum(verdict.examined.items.values())
    held = number(items, "item") if verdict.examined.items else number(verdict.examined.documents, "document")
    if verdict.unchecked:
        return Badge(f"{held}, not all checked", "red" if verdict.blocking else "lightgrey", dark=True)
    color = "red" if verdict.blocking else "yellow" if verdict.advisory else "brightgreen"
    return Badge(", ".join([held, *_said((*verdict.blocking, *verdict.advisory), len(verdict.waived))]), color)


def _said(found: tuple[Finding, ...], waived: int) -> Iterator[str]:
    kinds = Counter(_kind(one.code) for one in found)
    for kind in ("unclassified", "drifted", "dead evidence", "other findings"):
        if kinds[kind]:
            yield f"{kinds[kind]} {'other finding' if kind == 'other findings' and kinds[kind] == 1 else kind}"
    if waived:
        yield f"{waived} waived"


def _kind(code: str) -> str:
    for kind, codes in (("unclassified", _UNCLASSIFIED), ("drifted", DRIFT), ("dead evidence", DEAD)):
        if code in codes:
            return kind
    return "other findings"


def of_error(error: LedgergateError) -> Badge:
    """Never green: nobody could look."""
    if isinstance(error, NoPolicy):
        return Badge("no policy", "lightgrey", dark=True)
    return Badge("policy has mistakes" if error.code == 2 else "not checked", "lightgrey", dark=True)
