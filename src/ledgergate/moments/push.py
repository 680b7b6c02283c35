"""What a push brings: as pre-commit tells it, as git tells it to pre-push, and to a server before it accepts it."""

from __future__ import annotations

from ledgergate.errors import NotChecked
from ledgergate.git.names import shown
from ledgergate.git.revisions import Revision, is_zero, peeled, resolve
from ledgergate.git.states import Tree
from ledgergate.model import Compared
from ledgergate.moments.change import Change
from ledgergate.moments.default_branch import default_base
from ledgergate.moments.ranges import NO_BASE, deleted, no_base, ranged, since_default
from ledgergate.moments.repository import open_git, standing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ledgergate.git.processes import Git
    from ledgergate.moments.asked import Asked


def pushed(asked: Asked, git: Git) -> Change:
    """What pre-commit says of a push; its older names for the two ends still count."""
    told = asked.variables
    old = told.get("PRE_COMMIT_FROM_REF") or told.get("PRE_COMMIT_ORIGIN", "")
    new = told.get("PRE_COMMIT_TO_REF") or told.get("PRE_COMMIT_SOURCE", "")
    source = "PRE_COMMIT_FROM_REF"
    if is_zero(new):
        return deleted(git, "PRE_COMMIT_TO_REF")
    found = _named(told.get("PRE_COMMIT_LOCAL_BRANCH", ""), resolve(git, new or "HEAD"))
    if not found.oid:
        raise NotChecked("There is no commit to push, so nothing was checked.", "Commit first.")
    if old and not is_zero(old):
        return ranged(asked, git, resolve(git, old).oid, found, source)
    remote = told.get("PRE_COMMIT_REMOTE_NAME", "")
    return since_default(asked, git, found, "PRE_COMMIT_REMOTE_NAME" if remote else source, "range", remote or "origin")


def _named(ref: str, found: Revision) -> Revision:
    return found.but(ref=ref) if ref.startswith("refs/heads/") else found


def look_push(asked: Asked, old: str, new: str, ref: str, *, remote: str = "", moment: str = "receive") -> Change:
    """The change from `old` to `new` (full object ids, zeros for none) of the full ref name `ref`.

    With `remote` the base of a new ref is that remote's default branch, without it HEAD's branch of this (server's)
    repository. A ref without any base is comparison as a state, unless `asked.require_base`.
    """
    git = open_git(asked)
    try:
        return _pushed(asked, git, old, new, ref, remote, moment)
    except BaseException:
        git.close()
        raise


def _pushed(asked: Asked, git: Git, old: str, new: str, ref: str, remote: str, moment: str) -> Change:
    if is_zero(new):
        return deleted(git, shown(ref))
    oid = peeled(git, new)
    if not oid:
        raise NotChecked(f"'{shown(ref)}' does not lead to a commit, so nothing was checked.", "Push commits only.")
    found = Revision(oid, ref)
    if not is_zero(old):
        tip = peeled(git, old)
        if not tip:
            raise NotChecked(
                f"The old state of '{shown(ref)}' is not in this repository.", "git fetch, then push again"
            )
        return ranged(asked, git, tip, found, shown(ref), moment=moment)
    base = default_base(git, ref, remote) if remote else _default_branch(git, ref)
    if base is not None and base.oid:
        return ranged(asked, git, base.oid, found, base.ref, moment=moment)
    if asked.require_base:
        raise no_base()
    compared = Compared(moment, None, oid, shown(ref), notes=(NO_BASE,))
    return Change(git, compared, Tree(git, oid), branch=ref.removeprefix("refs/heads/"), heads=(oid,))


def _default_branch(git: Git, ref: str) -> Revision | None:
    """The branch that HEAD names on a server; None while it does not exist, or when it is the one pushed."""
    at = standing(git)
    return None if not at.oid or at.ref == ref else Revision(at.oid, at.ref)


def pushed_refs(said: bytes) -> tuple[tuple[str, str, str], ...]:
    """(old, new, ref) of each line that git gives to pre-receive. Raises NotChecked for anything else."""
    return tuple(_line(line, (0, 1, 2)) for line in said.splitlines())


def pushing_refs(said: bytes) -> tuple[tuple[str, str, str], ...]:
    """(old, new, ref) of each line that git gives to pre-push: the ref is the remote's."""
    return tuple(_line(line, (3, 1, 2)) for line in said.splitlines())


def _line(line: bytes, order: tuple[int, int, int]) -> tuple[str, str, str]:
    words = line.decode("utf-8", "surrogateescape").split(" ")
    if len(words) != (4 if order[0] == 3 else 3):
        raise NotChecked("A line of git's list of pushed refs makes no sense, so nothing was checked.")
    old, new, ref = (words[place] for place in order)
    if not all(len(oid) in (40, 64) and not oid.strip("0123456789abcdef") for oid in (old, new)):
        raise NotChecked("A line of git's list of pushed refs holds no object ids, so nothing was checked.")
    return old, new, ref
