"""What one pushed ref brings: for pre-push's lines and for a server that has not yet accepted them."""

from __future__ import annotations

from ledgergate.errors import NotChecked
from ledgergate.model import Compared
from ledgergate.repository.base import default_base, deleted, no_base, ranged
from ledgergate.repository.change import Change
from ledgergate.repository.moments import NO_BASE, open_git, standing
from ledgergate.repository.names import shown
from ledgergate.repository.revisions import Revision, is_zero, peeled
from ledgergate.repository.states import Tree

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ledgergate.repository.asked import Asked
    from ledgergate.repository.git import Git


def look_push(asked: Asked, old: str, new: str, ref: str, *, remote: str = "", moment: str = "receive") -> Change:
    """The change from `old` to `new` (full object ids, zeros for none) of the full ref name `ref`.

    With `remote` the base of a new ref is that remote's default branch, without it HEAD's branch of this (server's)
    repository. A ref without any base is judged as a state, unless `asked.require_base`.
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
