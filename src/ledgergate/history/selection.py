"""Which commits a history is about, from what a command line says."""

from __future__ import annotations

from datetime import date

from ledgergate.errors import Misused, NotChecked
from ledgergate.git.revisions import resolve
from ledgergate.history.commits import line, tagged
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ledgergate.git.processes import Git
    from ledgergate.history.commits import Point


class Wanted(Value):
    """A range `A..B`, or a revision alone, up to which all counts; only what tags name; ISO dates, both inclusive, in
    UTC; the last so many of these."""

    range: str = "HEAD"
    tags: bool = False
    since: str = ""
    until: str = ""
    last: int = 0


def selected(git: Git, wanted: Wanted) -> list[Point]:
    """The commits, oldest first. Raises Misused for what is no date, NotChecked where there are none."""
    since, until = _day(wanted.since, "--since"), _day(wanted.until, "--until")
    base, tip = ends(git, wanted.range)
    found = tagged(git) if wanted.tags else line(git, tip, without=base)
    found = [one for one in found if (not since or one.day >= since) and (not until or one.day <= until)]
    if not found:
        what = "tag names a commit" if wanted.tags else "commit lies"
        raise NotChecked(f"No {what} in what was asked for, so there is no history.", "git log --first-parent")
    return found[-wanted.last :] if wanted.last else found


def ends(git: Git, said: str) -> tuple[str, str]:
    """The two commits of a range, "" for a beginning that is not given."""
    base, dots, tip = said.partition("..")
    if dots and (tip.startswith(".") or not base):
        raise Misused(f"'{said}' is no range", "write A..B: what B has and A has not")
    first = resolve(git, base).oid if dots else ""
    last = resolve(git, (tip or "HEAD") if dots else base).oid
    if not last:
        raise NotChecked("There is no commit yet, so there is no history.", "Commit first.")
    return first, last


def _day(said: str, option: str) -> str:
    if not said:
        return ""
    try:
        return date.fromisoformat(said).isoformat()
    except ValueError:
        raise Misused(f"{option} wants a date as 2027-01-31, not '{said}'") from None
