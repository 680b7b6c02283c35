"""Proves git's lists by its objects: a git that lost a record says nothing of it, and a tree's name is its hash.

A comparison is held against a walk through both trees, of which only the parts that differ are read; a listing is
hashed as the tree that it should be. The objects come from the one `cat-file` that serves the check anyway.
"""

from __future__ import annotations

from ledgergate.errors import NotChecked
from ledgergate.repository.differences import differences
from ledgergate.repository.git import DIFF
from ledgergate.repository.trees import TREE, at_path, hashed, root_of, steps

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ledgergate.model import Changed, Entry
    from ledgergate.repository.change import Change, Judged
    from ledgergate.repository.entries import Content
    from ledgergate.repository.git import Git

_AGAIN = "Run it again; if it stays so: git fsck"


def prove(change: Change) -> None:
    """Raises NotChecked where a list that the verdict rests on is not what git's objects say."""
    merged = change.merged
    for git in (change.git, *([merged.git] if merged is not None else [])):
        claims, git.claims = git.claims, []
        for judged, commit, found in claims:
            if not _holds(git, judged, commit, found):
                raise NotChecked("git's list of differences is not whole, so nothing was checked.", _AGAIN)
    seen = change.judged.seen if change.judged is not None else None
    if change.before is None and change.heads and change.after.name == change.heads[0]:
        whole = _is_listed(change, root_of(change.git, change.after.name), change.asked)
    elif seen is not None and not seen.small and change.is_listed:
        whole = _is_listed(change, seen.root, change.after.listed)
    else:
        return
    if not whole:
        raise NotChecked("git's listing is not whole, so nothing was checked.", _AGAIN)


def _holds(git: Git, judged: Judged, commit: str, found: Mapping[str, Changed]) -> bool:
    if judged.oid:
        return _walked(git, commit, root_of(git, judged.oid), found)
    if judged.seen is None:
        return True
    if judged.seen.root:
        try:
            return _walked(git, commit, judged.seen.root, found)
        except NotChecked:
            pass  # the index knows its tree, but nobody has written it yet
    if not judged.seen.small:
        return True  # there is no second list at hand that would not cost as much as all the rest
    more = ("diff-index", "--cached", "--ita-invisible-in-index", *DIFF, commit, "--")
    return differences(git.run(*more), "The index") == found


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


def _is_listed(change: Change, root: str, places: Iterable[str]) -> bool:
    """Whether what was listed of a state at some places is what its tree holds there."""
    git, after = change.git, change.after
    for place in sorted(places):
        what = at_path(git, root, place)
        listed = {path: _told(entry) for path, entry in after.under(place).items()}
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


def staged_root(content: Content, width: int) -> str:
    """The tree that a commit of this index would record, "" where the index does not know it.

    `git commit` writes it there before it runs a hook.
    """
    stop = len(content) - width // 2
    at = content.rfind(b"TREE", 0, stop)
    while at > 0 and not _ends(content, at, stop):
        at = content.rfind(b"TREE", 0, at)
    data = content[at + 8 : at + 8 + min(int.from_bytes(content[at + 4 : at + 8], "big"), 100)] if at > 0 else b""
    head, _, rest = data.partition(b"\n")
    valid = head.startswith(b"\0") and head[1:2].isdigit() and len(rest) >= width // 2
    return rest[: width // 2].hex() if valid else ""


def _ends(content: Content, at: int, stop: int) -> bool:
    """Whether extensions stand from here to the end of the index: a name may hold the same letters."""
    while at + 8 <= stop:
        at += 8 + int.from_bytes(content[at + 4 : at + 8], "big")
    return at == stop
