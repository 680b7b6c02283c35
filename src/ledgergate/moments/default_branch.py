"""The default branch of a repository, as its files and refs tell it."""

from __future__ import annotations

from ledgergate.errors import NotChecked
from ledgergate.git import revisions
from ledgergate.git.layout import may_track, ref_oid, ref_target
from ledgergate.git.revisions import Revision
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ledgergate.git.layout import Layout
    from ledgergate.git.processes import Git


def default_base(git: Git, ref: str, remote: str) -> Revision | None:
    """The default branch as `origin/HEAD`, the upstream, `main` or `master` tell it; None on that branch itself."""
    pointer = f"refs/remotes/{remote}/HEAD"
    wanted = [pointer, *[folder + name for name in _DEFAULTS for folder in ("refs/heads/", f"refs/remotes/{remote}/")]]
    own = ref if ref.startswith("refs/heads/") else ""
    known = _about(git, [*wanted, *([own] if own else [])], own)
    if own and own not in known and revisions.peeled(git, own):
        raise NotChecked(
            "git for-each-ref does not list a branch that exists, so nothing was checked.", "Run it again."
        )
    target = known[pointer].target if pointer in known else ""
    short = own[len("refs/heads/") :]
    default = target[len(f"refs/remotes/{remote}/") :] if target else ""
    if own and (short == default if default else short in _DEFAULTS):
        return None
    if pointer in known:
        return Revision(known[pointer].oid, target or pointer)
    upstream = known[own].upstream if own in known else ""
    if upstream and not upstream.endswith(f"/{short}"):
        return Revision(revisions.peeled(git, upstream), upstream)
    return next((Revision(known[name].oid, name) for name in wanted if name in known), None)


_DEFAULTS = ("main", "master")


class _Ref(Value):
    oid: str
    target: str
    upstream: str


def _about(git: Git, names: list[str], own: str) -> dict[str, _Ref]:
    """What is known of those full ref names that exist."""
    return _about_by_files(git.layout, names, own) or _about_by_git(git, names)


def _about_by_files(layout: Layout, names: list[str], own: str) -> dict[str, _Ref]:
    """The same without a git, where the files of the repository tell it all; nothing where they do not.

    The branch that HEAD is on must be among them, and an upstream is asked for where the remote names no default.
    """
    pointer, *_ = names
    told = {name: oid for name in names if (oid := ref_oid(layout, name))}
    if own not in told or (pointer not in told and may_track(layout, own[len("refs/heads/") :])):
        return {}
    return {name: _Ref(oid, ref_target(layout, name), "") for name, oid in told.items()}


def _about_by_git(git: Git, names: list[str]) -> dict[str, _Ref]:
    found = {}
    for line in git.lines("for-each-ref", "--format=%(refname) %(objectname) %(symref) %(upstream)", *names):
        if line.count(" ") != 3:
            raise NotChecked("git's list of refs breaks off, so nothing was checked.", "Run it again.")
        name, oid, target, upstream = line.split(" ")
        if name in names:
            found[name] = _Ref(oid, target, upstream)
    revisions.require_all(git, names, found)
    return found
