"""The work tree against HEAD, for editors; no hook judges it."""

from __future__ import annotations

from ledgergate.errors import NotChecked
from ledgergate.git.differences import records
from ledgergate.git.digest import is_object
from ledgergate.git.index import meet
from ledgergate.git.processes import DIFF
from ledgergate.git.states import Tree
from ledgergate.git.worktree import WorkTree, content
from ledgergate.model import Changed, Compared, Entry
from ledgergate.moments.change import Change
from ledgergate.moments.repository import branch, standing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ledgergate.git.processes import Git
    from ledgergate.moments.asked import Asked


_FILES = ("100644", "100755")


def worktree(asked: Asked, git: Git) -> Change:
    """The work tree against HEAD."""
    if git.layout.bare:
        raise NotChecked("A bare repository has no work tree.", "Use --tree REF.")
    at = standing(git)
    meet(git.layout).require_whole()
    after = WorkTree(git)
    before = at.oid or git.layout.empty_tree

    def entries() -> tuple[Changed, ...]:
        then = Tree(git, before)._listed([""])
        now = after.listing()
        touched = {path for _, path in records(git.run("diff-index", *DIFF, before, "--"))}
        touched |= {path for path in now if path not in then}
        made = (_changed(path, then, now) for path in sorted(touched))
        return tuple(one for one in made if not _is_same(git, one))

    return Change(
        git,
        Compared("worktree", before, "worktree", "--worktree", notes=("whitespace is looked at once it is staged",)),
        after,
        branch=branch(at, asked.variables),
        tip=before,
        entries=entries,
    )


def _is_same(git: Git, one: Changed) -> bool:
    """Whether a file holds what it did, or would once git has turned its line ends: git asks its clock alone."""
    before, now = one.before, one.after
    if before is None or now is None or before.mode != now.mode or before.mode not in _FILES:
        return False
    kind, data = content(git.layout, one.path, git.limits.document)
    if kind != "blob" or is_object("blob", data, before.oid):
        return kind == "blob"
    turned = data.replace(b"\r\n", b"\n")
    return turned != data and is_object("blob", turned, before.oid) and _turns(git, one.path)


def _turns(git: Git, path: str) -> bool:
    """Whether git turns the file's line ends by `core.autocrlf` alone: attributes may keep them."""
    if git.lines("config", "--get", "core.autocrlf", accept=(0, 1)) not in (["true"], ["input"]):
        return False
    told = git.lines("check-attr", "text", "eol", "filter", "crlf", "--", path)
    return all(line.endswith(": unspecified") for line in told)


def _changed(path: str, then: dict[str, str], now: dict[str, Entry]) -> Changed:
    mode, _, oid = then.get(path, "").partition(" ")
    return Changed(path, Entry(path, mode, oid) if mode else None, now.get(path))
