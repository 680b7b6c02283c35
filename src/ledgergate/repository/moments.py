"""Works out which moment it is and what is compared with what: the one way into this room."""

from __future__ import annotations

from ledgergate.errors import Misused, NotChecked
from ledgergate.model import Compared
from ledgergate.repository import differences
from ledgergate.repository.change import Change, Judged
from ledgergate.repository.git import Git
from ledgergate.repository.index import meet
from ledgergate.repository.layout import Head, head, locate
from ledgergate.repository.states import Index, Tree

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledgergate.model import Changed
    from ledgergate.repository.asked import Asked, Limits

NO_BASE = "no base is known, so change rules did not run"


def look(asked: Asked) -> Change:
    """The change to judge, as asked for or as the environment tells. Close it when done.

    Raises Misused for flags that exclude each other, NotChecked where the gate cannot look. For a staged change git
    has been started and not yet awaited when this returns: errors of that git come with the first use.
    """
    _require_one_moment(asked)
    git = open_git(asked)
    try:
        return _choose(asked, git)
    except BaseException:
        git.close()
        raise


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


def _require_one_moment(asked: Asked) -> None:
    given = [flag for flag, on in _flags(asked).items() if on]
    if len(given) > 1:
        raise Misused(f"{' and '.join(given)} exclude each other.", "Give one of them; --staged goes with --base.")
    if (asked.tree or asked.worktree) and asked.base:
        raise Misused(f"{given[0]} takes no --base.", "Use --base REF --head REF for a range.")


def _flags(asked: Asked) -> Mapping[str, bool]:
    return {
        "--staged": asked.staged,
        "--head": bool(asked.head),
        "--tree": bool(asked.tree),
        "--worktree": asked.worktree,
    }


def _choose(asked: Asked, git: Git) -> Change:
    if asked.staged:
        return staged(asked, git, "--staged")
    if asked.worktree:
        from ledgergate.repository.worktree import worktree

        return worktree(asked, git)
    if asked.tree:
        return tree(asked, git, asked.tree, "--tree")
    if asked.base or asked.head:
        from ledgergate.repository.base import asked_range

        return asked_range(asked, git)
    told = asked.variables
    if any(told.get(name) for name in ("PRE_COMMIT_FROM_REF", "PRE_COMMIT_ORIGIN", "PRE_COMMIT_REMOTE_NAME")):
        from ledgergate.repository.base import pushed

        return pushed(asked, git)
    if told.get("GIT_INDEX_FILE"):
        return staged(asked, git, "GIT_INDEX_FILE")
    from ledgergate.repository.base import unasked

    return unasked(asked, git)


def staged(asked: Asked, git: Git, source: str) -> Change:
    """The commit being made: the index against HEAD, against every parent of a merge, or against a base."""
    at = standing(git)
    seen = meet(git.layout)
    index = Index(git, seen)
    judged = Judged(git, index, seen=seen)
    merging = merged_heads(git, asked.variables)
    if asked.base or (merging and at.oid):
        seen.require_whole()
    if asked.base:
        from ledgergate.repository.base import staged_since

        return staged_since(asked, git, at, judged, index, merging, "--base" if asked.staged else source)
    if merging and at.oid:
        return _staged_merge(git, at, judged, index, merging, source)
    before = at.oid or git.layout.empty_tree
    git.warm()
    calls = judged.start(before)
    note = () if at.oid else ("before the first commit: compared with the empty tree",)
    return Change(
        git,
        Compared("staged", before, "index", source, notes=note),
        index,
        branch=branch(at, asked.variables),
        tip=before,
        bases=(before,),
        judged=judged,
        entries=lambda: tuple(one for _, one in sorted(judged.read(calls, before).items())),
    )


def standing(git: Git) -> Head:
    """HEAD, told by files where they tell it and by git where not; `oid` is "" before the first commit."""
    at = head(git.layout)
    if at.oid:
        return at
    from ledgergate.repository.revisions import peeled

    oid = peeled(git, "HEAD")
    ref = at.ref or git.run("symbolic-ref", "--quiet", "HEAD", accept=(0, 1)).decode("utf-8", "surrogateescape").strip()
    if not oid and not ref:
        raise NotChecked("HEAD is no commit and no branch, so nothing was checked.", "git status")
    if not oid and git.run("for-each-ref", "--format=%(refname)", ref):
        raise NotChecked("HEAD's branch names no commit that git can read, so nothing was checked.", "git fsck")
    return Head(ref, oid)


def merged_heads(git: Git, told: Mapping[str, str]) -> tuple[str, ...]:
    """The other parents of a merge being committed. A clean merge has no MERGE_HEAD yet: git's variables name them."""
    heads = git.layout.names("MERGE_HEAD")
    if not heads and told.get("GIT_REFLOG_ACTION", "").split(" ")[0] in ("merge", "pull"):
        heads = [name[len("GITHEAD_") :] for name in told if name.startswith("GITHEAD_")]
    return tuple(one for one in heads if len(one) == git.layout.width and not one.strip("0123456789abcdef"))


def _staged_merge(git: Git, at: Head, judged: Judged, index: Index, merging: tuple[str, ...], source: str) -> Change:
    """In a merge only what holds against every parent is the merge's own."""
    calls = {parent: judged.start(parent) for parent in (at.oid, *merging)}

    def entries() -> tuple[Changed, ...]:
        return differences.common([judged.read(call, parent) for parent, call in calls.items()])

    note = "a merge: compared with every parent"
    compared = Compared("staged", at.oid, "index", source, notes=(note,))
    return Change(
        git,
        compared,
        index,
        branch=branch(at, {}),
        tip=at.oid,
        heads=(at.oid, *merging),
        judged=judged,
        entries=entries,
    )


def tree(asked: Asked, git: Git, name: str, source: str) -> Change:
    """A state without a change: what is wrong with the tree as a whole."""
    from ledgergate.repository.revisions import resolve

    found = resolve(git, name)
    if not found.oid:
        raise NotChecked("There is no commit yet, so nothing was checked.", "Commit first, or use --staged.")
    at = Head(found.ref, found.oid)
    return Change(
        git,
        Compared("tree", None, found.oid, source, notes=(NO_BASE,)),
        Tree(git, found.oid),
        branch=branch(at, asked.variables),
        heads=(found.oid,),
    )


def branch(at: Head, told: Mapping[str, str]) -> str:
    """The short name of the branch; with a detached HEAD what the CI service says."""
    if at.ref.startswith("refs/heads/"):
        return at.ref[len("refs/heads/") :]
    from ledgergate.repository.services import branch_name

    return branch_name(told)
