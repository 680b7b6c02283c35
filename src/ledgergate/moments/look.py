"""Works out which moment it is: the one way into this package."""

from __future__ import annotations

from ledgergate.errors import Misused
from ledgergate.moments.repository import open_git
from ledgergate.moments.staged import staged

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledgergate.git.processes import Git
    from ledgergate.moments.asked import Asked
    from ledgergate.moments.change import Change


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
        from ledgergate.moments.worktree import worktree

        return worktree(asked, git)
    if asked.tree:
        from ledgergate.moments.ranges import tree

        return tree(asked, git, asked.tree, "--tree")
    if asked.in_ci and (asked.base or asked.head):
        from ledgergate.moments.given_in_ci import given_in_ci

        return given_in_ci(asked, git)
    if asked.base or asked.head:
        from ledgergate.moments.ranges import asked_range

        return asked_range(asked, git)
    told = asked.variables
    if any(told.get(name) for name in ("PRE_COMMIT_FROM_REF", "PRE_COMMIT_ORIGIN", "PRE_COMMIT_REMOTE_NAME")):
        from ledgergate.moments.push import pushed

        return pushed(asked, git)
    if told.get("GIT_INDEX_FILE"):
        return staged(asked, git, "GIT_INDEX_FILE")
    from ledgergate.moments.plain import unasked

    return unasked(asked, git)
