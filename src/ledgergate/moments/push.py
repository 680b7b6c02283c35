"""What a push brings: as pre-commit tells it, as git tells it to pre-push, and to a server before it accepts it."""

from __future__ import annotations

from ledgergate.errors import NotChecked
from ledgergate.git.names import shown
from ledgergate.git.revisions import Revision, is_zero, merge_bases, peeled, resolve
from ledgergate.git.states import Tree
from ledgergate.model import Compared
from ledgergate.moments.change import Change
from ledgergate.moments.default_branch import default_base
from ledgergate.moments.ranges import NO_BASE, deleted, no_base, ranged, since_default
from ledgergate.moments.repository import open_git, standing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledgergate.git.processes import Git
    from ledgergate.moments.asked import Asked


def pushed(asked: Asked, git: Git) -> Change:
    """What pre-commit says of a push; its older names for the two ends still count.

    The branch is the remote's, as it is for git's own hook: `git push origin x:y` makes a request out of y.
    """
    told = asked.variables
    old = told.get("PRE_COMMIT_FROM_REF") or told.get("PRE_COMMIT_ORIGIN", "")
    new = told.get("PRE_COMMIT_TO_REF") or told.get("PRE_COMMIT_SOURCE", "")
    source = "PRE_COMMIT_FROM_REF"
    if is_zero(new):
        return deleted(git, "PRE_COMMIT_TO_REF")
    name = told.get("PRE_COMMIT_REMOTE_BRANCH") or told.get("PRE_COMMIT_LOCAL_BRANCH", "")
    found = _named(name, resolve(git, new or "HEAD"))
    if not found.oid:
        raise NotChecked("There is no commit to push, so nothing was checked.", "Commit first.")
    remote = told.get("PRE_COMMIT_REMOTE_NAME", "")
    if old and not is_zero(old):
        base = default_base(git, found.ref, remote) if remote else None
        return since_pushed(asked, git, resolve(git, old).oid, found, source, base)
    return since_default(asked, git, found, "PRE_COMMIT_REMOTE_NAME" if remote else source, "range", remote or "origin")


def _named(ref: str, found: Revision) -> Revision:
    return found.but(ref=ref) if ref.startswith("refs/") else found


def since_pushed(
    asked: Asked, git: Git, old: str, found: Revision, source: str, base: Revision | None, *, moment: str = "range"
) -> Change:
    """From what was pushed before to what is pushed now, without what came from the default branch meanwhile.

    After a rebase nothing leads from the one to the other: then the default branch alone is what counts.
    """
    if base is None or not base.oid or base.oid == old:
        return ranged(asked, git, old, found, source, moment=moment)
    rewritten = not _holds(git, old, found.oid)
    try:
        held = merge_bases(git, base.oid, old)
        bases = held if held == [base.oid] and not rewritten else merge_bases(git, base.oid, found.oid)
    except NotChecked:
        return ranged(asked, git, old, found, source, moment=moment)
    if rewritten:
        return ranged(asked, git, base.oid, found, base.ref, moment=moment)
    left = (base.oid, tuple(bases))
    also = tuple(bases) if bases != held else ()
    return ranged(asked, git, old, found, source, moment=moment, left=left, brought=held != [base.oid], also=also)


def _holds(git: Git, old: str, new: str) -> bool:
    """Whether the history of a commit holds an older one: nothing was rewritten."""
    return old == new or git.lines("merge-base", "--all", old, new, accept=(0, 1)) == [old]


def look_push(
    asked: Asked,
    old: str,
    new: str,
    ref: str,
    *,
    remote: str = "",
    moment: str = "receive",
    together: Mapping[str, str] | None = None,
) -> Change:
    """The change from `old` to `new` (full object ids, zeros for none) of the full ref name `ref`.

    With `remote` the base of a new ref is that remote's default branch, without it HEAD's branch of this (server's)
    repository. A ref without any base is comparison as a state, unless `asked.require_base`. `together` are all refs
    of the push, each with its new commit: what it brings to the default branch is that branch's already.
    """
    git = open_git(asked)
    try:
        return _pushed(asked, git, old, new, ref, remote, moment, together or {})
    except BaseException:
        git.close()
        raise


def _pushed(
    asked: Asked, git: Git, old: str, new: str, ref: str, remote: str, moment: str, together: Mapping[str, str]
) -> Change:
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
        base = _default(git, ref, remote, together)
        return since_pushed(asked, git, tip, found, shown(ref), base, moment=moment)
    base = _default(git, ref, remote, together)
    if base is not None and base.oid:
        return ranged(asked, git, base.oid, found, base.ref, moment=moment)
    if asked.require_base:
        raise no_base()
    compared = Compared(moment, None, oid, shown(ref), notes=(NO_BASE,))
    return Change(git, compared, Tree(git, oid), branch=ref.removeprefix("refs/heads/"), heads=(oid,))


def _default(git: Git, ref: str, remote: str, together: Mapping[str, str]) -> Revision | None:
    """The default branch as it is once the push is through."""
    base = default_base(git, ref, remote) if remote else _default_branch(git, ref)
    name = base.ref.removeprefix(f"refs/remotes/{remote}/").removeprefix("refs/heads/") if base is not None else ""
    new = together.get(f"refs/heads/{name}", "")
    return base.but(oid=peeled(git, new)) if base is not None and new and not is_zero(new) else base


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
