"""The repository that a caller stands in: git opened in it, where HEAD is, what its branch is called."""

from __future__ import annotations

from ledgergate.errors import Misused, NotChecked
from ledgergate.git.layout import Head, head, locate
from ledgergate.git.processes import Git

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledgergate.git.processes import Limits
    from ledgergate.moments.asked import Asked


def open_git(asked: Asked) -> Git:
    """Git in the repository that the caller stands in."""
    return Git(locate(asked.cwd, asked.variables), asked.variables, limits(asked))


def limits(asked: Asked) -> Limits:
    told = asked.variables.get("LEDGERGATE_GIT_TIMEOUT", "")
    if not told:
        return asked.limits
    if not told.isascii() or not told.isdigit() or not 0 < int(told[:9]) <= 86_400:
        raise Misused("LEDGERGATE_GIT_TIMEOUT must be a whole number of seconds.", "LEDGERGATE_GIT_TIMEOUT=120")
    return asked.limits.but(seconds=float(told))


def standing(git: Git) -> Head:
    """HEAD, told by files where they tell it and by git where not; `oid` is "" before the first commit."""
    at = head(git.layout)
    if at.oid:
        return at
    from ledgergate.git.revisions import head_revision

    told = head_revision(git)
    if not told.oid and not told.ref:
        raise NotChecked("HEAD is no commit and no branch, so nothing was checked.", "git status")
    if not told.oid and git.run("for-each-ref", "--format=%(refname)", told.ref):
        raise NotChecked("HEAD's branch names no commit that git can read, so nothing was checked.", "git fsck")
    return Head(told.ref, told.oid)


def branch(at: Head, told: Mapping[str, str]) -> str:
    """The short name of the branch; with a detached HEAD what the CI service says."""
    if at.ref.startswith("refs/heads/"):
        return at.ref[len("refs/heads/") :]
    from ledgergate.moments.services import branch_name

    return branch_name(told)
