"""What an index changes against a commit, told by the commit's own objects: only folders that may differ are read.

An index knows the trees of the folders that nothing was staged in since (git's cache of trees); where it names the
tree that the commit has, nothing below differs. Objects are held to their hash, so that no git has to be believed.
"""

from __future__ import annotations

from bisect import bisect_left

from ledgergate.errors import NotChecked
from ledgergate.git.names import require_sane
from ledgergate.git.trees import TREE, entries, root_of, steps
from ledgergate.model import Changed, Entry

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledgergate.git.processes import Git

_AT_ONCE = 16  # trees that are asked for together


def differing(git: Git, commit: str, listing: Mapping[str, str], trees: Mapping[str, str]) -> dict[str, Changed]:
    """The paths that differ between a commit (or the empty tree) and a whole listing (path -> "mode oid").

    `trees` holds what the index knows: folder ("" for the root) -> object id of its tree.
    """
    root = root_of(git, commit)
    # `git commit` writes the index's tree before it runs a hook: both sides are trees then.
    found = _between(git, root, trees.get("", ""))
    if found is None:
        found = _against_listing(git, root, listing, trees)
    require_sane(found, "The change")
    return found


def differing_trees(git: Git, commit: str, tree: str) -> dict[str, Changed] | None:
    """The paths that differ between a commit (or the empty tree) and a tree; None where nobody has written that."""
    found = _between(git, root_of(git, commit), tree)
    if found is not None:
        require_sane(found, "The change")
    return found


def _between(git: Git, root: str, tree: str) -> dict[str, Changed] | None:
    if not tree or (tree != root and not _is_written(git, tree)):
        return None
    found: dict[str, Changed] = {}
    for path, was, now in steps(git, "", root, tree):
        found[path] = Changed(path, _entry(path, was), _entry(path, now))
        if len(found) > git.limits.entries:
            raise NotChecked(f"The change lists more than {git.limits.entries} entries.")
    return found


def _is_written(git: Git, tree: str) -> bool:
    try:
        entries(git, [tree])
    except NotChecked:
        return False
    return True


def _against_listing(git: Git, root: str, listing: Mapping[str, str], trees: Mapping[str, str]) -> dict[str, Changed]:
    order = sorted(listing)
    waiting = [("", root)]
    found: dict[str, Changed] = {}
    while waiting:
        some = waiting[-_AT_ONCE:]
        del waiting[-_AT_ONCE:]
        read = entries(git, [oid for _, oid in some])
        for folder, oid in some:
            then, names = read[oid], _directly(order, folder)
            for name in then.keys() | names:
                path = folder + name
                was, now = then.get(name, ""), listing.get(path, "")
                if was.startswith(TREE):
                    if trees.get(path) != was[7:]:
                        waiting.append((f"{path}/", was[7:]))
                    was = ""
                elif name in names and not now:
                    waiting.append((f"{path}/", ""))
                if was != now:
                    found[path] = Changed(path, _entry(path, was), _entry(path, now))
    return found


def _directly(order: Sequence[str], folder: str) -> set[str]:
    """The names of what lies directly in a folder, files and folders."""
    names: set[str] = set()
    at = bisect_left(order, folder)
    while at < len(order) and order[at].startswith(folder):
        name, slash, _ = order[at][len(folder) :].partition("/")
        names.add(name)
        # "0" follows "/" in every encoding that git knows.
        at = bisect_left(order, f"{folder}{name}0", at) if slash else at + 1
    return names


def _entry(path: str, what: str) -> Entry | None:
    return Entry(path, what[:6], what[7:]) if what else None
