"""Proves git's lists by its objects: a git that lost a record says nothing of it, and a tree's name is its hash.

A comparison is held against a walk through both trees, of which only the parts that differ are read; a listing is
hashed as the tree that it should be. The objects come from the one `cat-file` that serves the check anyway.
"""

from __future__ import annotations

from ledgergate.errors import NotChecked
from ledgergate.git.comparison import AGAIN
from ledgergate.git.differences import differences
from ledgergate.git.processes import DIFF
from ledgergate.git.trees import TREE, at_path, hashed, root_of, steps

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ledgergate.git.differences import Claim
    from ledgergate.git.processes import Git
    from ledgergate.git.snapshot import Snapshot
    from ledgergate.model import Changed, Entry


def prove_differences(git: Git) -> None:
    """Raises NotChecked where a list of differences that git gave is not what its objects say."""
    claims, git.claims = git.claims, []
    if not all(_holds(git, claim) for claim in claims):
        raise NotChecked("git's list of differences is not whole, so nothing was checked.", AGAIN)


def prove_listing(git: Git, state: Snapshot, root: str, places: Iterable[str]) -> None:
    """Raises NotChecked where what was listed of a state at some places is not what the tree `root` holds there."""
    if not _is_listed(git, state, root, places):
        raise NotChecked("git's listing is not whole, so nothing was checked.", AGAIN)


def _holds(git: Git, claim: Claim) -> bool:
    if claim.oid:
        return _walked(git, claim.commit, root_of(git, claim.oid), claim.found)
    if claim.index_file is None:
        return True
    if claim.index_file.root:
        try:
            return _walked(git, claim.commit, claim.index_file.root, claim.found)
        except NotChecked:
            pass  # the index knows its tree, but nobody has written it yet
    if not claim.index_file.small:
        return True  # there is no second list at hand that would not cost as much as all the rest
    more = ("diff-index", "--cached", "--ita-invisible-in-index", *DIFF, claim.commit, "--")
    return differences(git.run(*more), "The index") == claim.found


def _walked(git: Git, commit: str, root: str, found: Mapping[str, Changed]) -> bool:
    seen = 0
    for path, before, after in steps(git, "", root_of(git, commit), root):
        one = found.get(path)
        if one is None or (_told(one.before), _told(one.after)) != (before, after):
            return False
        seen += 1
    return seen == len(found)


def _told(entry: Entry | None) -> str:
    return "" if entry is None else f"{entry.mode} {entry.oid}"


def _is_listed(git: Git, state: Snapshot, root: str, places: Iterable[str]) -> bool:
    for place in sorted(places):
        what = at_path(git, root, place)
        listed = {path: _told(entry) for path, entry in state.under(place).items()}
        if not what.startswith(TREE):
            whole = listed == ({place: what} if what else {})
        else:
            above = f"{place}/" if place else ""
            inside = {path[len(above) :]: told for path, told in listed.items()}
            # Old trees may hold modes that no git writes any more: their hash is another, what they hold is not.
            whole = hashed(inside, git.layout.width) == what[7:] or listed == {
                path: told for path, _, told in steps(git, above, "", what[7:])
            }
        if not whole:
            return False
    return True
