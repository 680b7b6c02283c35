"""Excuses as waivers: which of the documents' comments hold for a change."""

from __future__ import annotations

from ledgergate.rules.waiver_invalid import unheld
from ledgergate.truth.excuses import excuses, excuses_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledgergate.model import Finding
    from ledgergate.policy.model import Waiver
    from ledgergate.rules.view import View
    from ledgergate.truth.excuses import Excuse


def excused(view: View) -> tuple[tuple[Waiver, ...], tuple[Waiver, ...], tuple[Excuse, ...]]:
    """The excuses of a change that hold, those that stood in these documents before it, and those that cannot hold."""
    every = excuses(view.after)
    void = tuple(one for one in every if unheld(one, view))
    held = [one for one in every if one not in void]
    before = view.before
    paths = dict.fromkeys(one.path for one in held) if before is not None else ()
    known = [one for path in paths for one in excuses_in(before, path)] if before is not None else []
    return _waivers(held), _waivers(known), void


def unallowed(view: View, findings: Iterable[Finding]) -> tuple[Excuse, ...]:
    """The excuses beside what is found, where the policy knows none: whoever wrote one waits for it to work."""
    paths = dict.fromkeys(one.place.path for one in findings if one.place.side == "after")
    known = view.after.documents.known
    return tuple(one for path in paths if known(path) is not None for one in excuses_in(view.after, path))


def _waivers(every: Iterable[Excuse]) -> tuple[Waiver, ...]:
    return tuple(one.waiver for one in every if one.waiver is not None)
