"""What the merge of a change into its base would be refused for, though neither side alone is: both raise one total."""

from __future__ import annotations

from contextlib import suppress

from ledgergate.applicable import applicable, cites
from ledgergate.ends import places
from ledgergate.errors import LedgergateError
from ledgergate.moments.merged import merged
from ledgergate.reading import read_all, read_names
from ledgergate.rules import POSTURE, run
from ledgergate.rules.view import View

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ledgergate.ends import Ends
    from ledgergate.git import Snapshot
    from ledgergate.model import Changed, Finding, Place
    from ledgergate.moments import Change
    from ledgergate.rules import Rule
    from ledgergate.sides import Side


def of_merge(
    asked: Sequence[Rule], findings: Sequence[Finding], change: Change, ends: Ends
) -> tuple[list[Finding], tuple[str, ...]]:
    """What only the merge has wrong, and notes about a merge that could not be judged.

    What the change itself is refused for is told already, and what is wrong with the base is its own affair.
    """
    state, note = merged(change, _matters(ends))
    after = ends.beside(state, lambda side: read_all(side, patient=True)) if state is not None else None
    if after is None or change.onto is None:
        note = note or ("its policy cannot be read" if state is not None else "")
        return [], (f"the merge into the base was not judged: {note}",) if note else ()
    tip = change.starting_at(change.onto.tip)
    then = ends.beside(tip, read_names)
    made = list(_found(asked, View(after, () if then is None else (then,))))
    if made:
        known = {_subject(one) for one in findings} | _standing(asked, ends, tip)
        made = [one for one in made if _subject(one) not in known]
    return [_told(one, after, ends.after, change.onto.tip[:12]) for one in made], ()


def _matters(ends: Ends) -> Callable[[Changed], bool]:
    """Whether a changed path may have a say: a governed place, or something that goes away and may be cited."""
    governed = {place for side in (ends.after, *ends.befores) for place in places(side.policy)}
    cited = cites(ends.after.policy)

    def matters(one: Changed) -> bool:
        path = one.path
        below = any(not place or path == place or path.startswith(place + "/") for place in governed)
        return below or (cited and one.after is None)

    return matters


def _found(asked: Sequence[Rule], view: View) -> Iterator[Finding]:
    runs, _ = applicable([rule for rule in asked if rule.duty != POSTURE], view)
    return (one for rule in runs for one in run(rule, view))


def _standing(asked: Sequence[Rule], ends: Ends, tip: Snapshot) -> set[tuple[str, str, str]]:
    """What the base is refused for by itself."""
    side = ends.beside(tip, lambda side: read_all(side, strict=False))
    if side is not None:
        with suppress(LedgergateError):  # a base that cannot be read excuses nothing
            return {_subject(one) for one in _found(asked, View(side))}
    return set()


def _subject(one: Finding) -> tuple[str, str, str]:
    return one.code, one.place.path, one.key or one.message


def _told(one: Finding, merge: Side, head: Side, tip: str) -> Finding:
    """The finding at the line that stands in the documents at hand; a fix would not fit them."""
    place, quote = _at_hand(one, merge, head)
    return one.but(
        place=place,
        quote=quote,
        message=f"{one.message}, once this is merged into {tip}",
        cure=(f"git merge {tip}    brings in what the base has got meanwhile; then:", *one.cure),
        related=(),
        fix=None,
    )


def _at_hand(one: Finding, merge: Side, head: Side) -> tuple[Place, str]:
    place = one.place
    there, here = merge.documents.known(place.path), head.documents.known(place.path)
    quote = there.line(place.line, 1000) if there is not None and place.side == "after" else ""
    if there is None or here is None or place.side != "after" or there.data == here.data:
        return place, quote
    last = max(1, len(here.line_starts) - here.data.endswith((b"\n", b"\r")))
    same = (number for number in range(1, last + 1) if here.line(number, 1000) == quote)
    line = next(same, min(place.line, last))
    return place.but(line=line, column=1, end_line=line, end_column=1), quote
