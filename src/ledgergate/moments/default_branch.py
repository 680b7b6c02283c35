"""The default branch of a repository, as its files and refs tell it."""

from __future__ import annotations

from ledgergate.errors import NotChecked
from ledgergate.git import revisions
from ledgergate.git.layout import may_track, ref_oid, ref_target
from ledgergate.git.revisions import Revision
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledgergate.git.layout import Layout
    from ledgergate.git.processes import Git


def default_base(git: Git, ref: str, remote: str, named: str = "") -> Revision | None:
    """The default branch's newest commit that is known here; None on that branch itself, and where none is known.

    `named` is the branch that a CI service calls the default one. Else `origin/HEAD` tells, the upstream, or a branch
    called main or master.
    """
    return default_of(git, ref, remote, named).base


class Default(Value):
    """The default branch as it is known here; `own`: it is the branch itself that was asked about."""

    base: Revision | None = None
    own: bool = False


def default_of(git: Git, ref: str, remote: str, named: str = "") -> Default:
    pointer, tracked = f"refs/remotes/{remote}/HEAD", f"refs/remotes/{remote}/"
    names = tuple(dict.fromkeys((*([named] if named else []), *_DEFAULTS)))
    wanted = [pointer, *[folder + name for name in names for folder in ("refs/heads/", tracked)]]
    own = ref if ref.startswith("refs/heads/") else ""
    known = _about(git, [*wanted, *([own] if own else [])], own)
    if own and own not in known and revisions.peeled(git, own):
        raise NotChecked(
            "git for-each-ref does not list a branch that exists, so nothing was checked.", "Run it again."
        )
    short = own[len("refs/heads/") :]
    target = known[pointer].target if pointer in known else ""
    if target and not named:
        target = _renamed(git, target, tracked, known)
    default = named or target.removeprefix(tracked)
    if own and (short == default if default else short in _DEFAULTS):
        return Default(own=True)
    if pointer in known and not named:
        return Default(Revision(known[target].oid if target in known else known[pointer].oid, target or pointer))
    upstream = known[own].upstream if own in known and not named else ""
    if upstream and not upstream.endswith(f"/{short}"):
        return Default(Revision(revisions.peeled(git, upstream), upstream))
    for name in (named,) if named else _DEFAULTS:
        there = [one for one in (tracked + name, "refs/heads/" + name) if one in known]
        if there:
            newest = there[0] if named else _newest(git, there, known)
            return Default(Revision(known[newest].oid, newest))
    return Default()


_DEFAULTS = ("main", "master")


def _renamed(git: Git, target: str, tracked: str, known: Mapping[str, _Ref]) -> str:
    """The branch that a remote's HEAD means: a clone goes on pointing to `master` after `main` has taken its place."""
    others = [tracked + name for name in _DEFAULTS if tracked + name in known]
    return _newest(git, [target, *others], known) if target in others else target


def _newest(git: Git, names: list[str], known: Mapping[str, _Ref]) -> str:
    """The first of these refs, or a later one that holds it: of a local branch and a remote's either may lag behind."""
    newest, *others = names
    for one in others:
        then, now = known[newest].oid, known[one].oid
        if then != now and git.lines("merge-base", "--all", then, now, accept=(0, 1)) == [then]:
            newest = one
    return newest


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
