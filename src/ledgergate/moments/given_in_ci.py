"""A range that a CI job asks for by name: it must be the job's own, and compare two commits."""

from __future__ import annotations

from contextlib import suppress

from ledgergate.errors import Misused, NotChecked
from ledgergate.git.revisions import is_zero, peeled, resolve
from ledgergate.moments.plain import unasked
from ledgergate.moments.ranges import asked_range
from ledgergate.moments.services import service

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ledgergate.git.processes import Git
    from ledgergate.moments.asked import Asked
    from ledgergate.moments.change import Change


def given_in_ci(asked: Asked, git: Git) -> Change:
    """The range that was asked for. Where its base holds the head already, the one that the service names."""
    if asked.head and not is_zero(asked.head):
        _require_own(asked, git)
    change = asked_range(asked, git)
    if not _is_itself(change):
        return change
    # A job that runs on the default branch, too, gives that branch as its base there: the service knows a better one.
    other = change
    if service(asked.variables) is not None and not asked.base.startswith(("HEAD", "@")):
        with suppress(NotChecked):
            other = unasked(asked.but(base="", head="", require_base=True), git)
    if _is_itself(other) or other.heads != change.heads:
        raise NotChecked(
            f"The base {asked.base or 'found'} holds the commit that is judged, so it would be compared with itself "
            "and nothing was checked.",
            "Give the commit that the change starts from, or leave --base out where the service names it",
        )
    return other


def _is_itself(change: Change) -> bool:
    return bool(change.heads) and change.bases == (change.heads[0],)


def _require_own(asked: Asked, git: Git) -> None:
    """The head is what is checked out, or a parent of that merge; or the base is, and the change came as objects."""
    at, head = peeled(git, "HEAD"), resolve(git, asked.head).oid
    if head in (at, peeled(git, "HEAD^2")) or (asked.base and resolve(git, asked.base).oid == at):
        return
    raise Misused(
        f"--head {asked.head} is not the commit that this job has checked out.",
        "Leave --head out; or check the base out and give both, as docs/ci.md says of a locked workflow.",
    )
