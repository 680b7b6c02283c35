"""Finds what a change is compared with: a range, a push, a CI run, a person's plain run."""

from __future__ import annotations

from ledgergate.errors import NotChecked
from ledgergate.model import Compared
from ledgergate.repository import differences, revisions
from ledgergate.repository.change import Change, Judged
from ledgergate.repository.layout import Head, heads_at, may_track, ref_oid, ref_target
from ledgergate.repository.moments import NO_BASE, branch, staged, standing, tree
from ledgergate.repository.revisions import Revision, is_zero, merge_bases, resolve
from ledgergate.repository.states import Tree
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ledgergate.model import Changed
    from ledgergate.repository.asked import Asked
    from ledgergate.repository.git import Git
    from ledgergate.repository.layout import Layout
    from ledgergate.repository.states import Index

GIVE_BASE = "Give the base: --base REF"
AGAIN = "Run it again."


def asked_range(asked: Asked, git: Git) -> Change:
    """`--base` with or without `--head`. Without a base, one is looked for."""
    if is_zero(asked.head):
        return deleted(git, "--head")
    found = resolve(git, asked.head or "HEAD")
    if not found.oid:
        raise NotChecked("There is no commit yet, so there is no range.", "Commit first, or use --staged.")
    if asked.base and not is_zero(asked.base):
        return ranged(asked, git, resolve(git, asked.base).oid, found, "--base")
    return since_default(asked, git, found, "--head", "range")


def ranged(asked: Asked, git: Git, tip: str, found: Revision, source: str, *, moment: str = "range") -> Change:
    """From the merge bases of `tip` and a commit to that commit."""
    if not tip:
        raise NotChecked("The base has no commit yet, so there is no range.", GIVE_BASE)
    bases = tuple(merge_bases(git, tip, found.oid))
    after = Tree(git, found.oid)
    judged = Judged(git, after, found.oid)
    # Without being asked, too: where the base has not moved it costs nothing, and where it has, a gate must know.
    wanted = asked.merge_result is not False
    notes = (
        () if len(bases) == 1 else (f"{len(bases)} merge bases: a path counts only if it differs from the tip, too",)
    )
    return Change(
        git,
        Compared(moment, bases[0], found.oid, source, notes=notes),
        after,
        branch=branch(Head(found.ref, found.oid), asked.variables),
        tip=tip,
        heads=(found.oid,),
        bases=bases,
        entries=lambda: _rule(judged, tip, bases),
        merge_wanted=wanted and bases != (tip,),
    )


def _rule(judged: Judged, tip: str, bases: tuple[str, ...]) -> tuple[Changed, ...]:
    calls = {commit: judged.start(commit) for commit in dict.fromkeys((tip, *bases))}
    read = {commit: judged.read(call, commit) for commit, call in calls.items()}
    return differences.changed(read[tip], [read[base] for base in bases])


def deleted(git: Git, source: str) -> Change:
    """A ref that goes away leaves nothing to judge; the state is the one that HEAD has, if any."""
    at = standing(git)
    after = Tree(git, at.oid or git.layout.empty_tree)
    return Change(git, Compared("range", None, after.name, source), after, idle="the ref is deleted: nothing to judge")


def staged_since(
    asked: Asked, git: Git, at: Head, judged: Judged, index: Index, merging: tuple[str, ...], source: str
) -> Change:
    """The commit being made together with the branch's earlier commits."""
    tip = resolve(git, asked.base).oid
    if not at.oid:
        raise NotChecked("Before the first commit there is no common ancestor with a base.", "Leave out --base.")
    bases = tuple(dict.fromkeys(one for parent in (at.oid, *merging) for one in merge_bases(git, tip, parent)))
    return Change(
        git,
        Compared("staged", bases[0], "index", source, notes=("the branch's earlier commits count",)),
        index,
        branch=branch(at, asked.variables),
        tip=tip,
        heads=(at.oid, *merging),
        bases=bases,
        judged=judged,
        entries=lambda: _rule(judged, tip, bases),
    )


def pushed(asked: Asked, git: Git) -> Change:
    """What pre-commit says of a push; its older names for the two ends still count."""
    told = asked.variables
    old = told.get("PRE_COMMIT_FROM_REF") or told.get("PRE_COMMIT_ORIGIN", "")
    new = told.get("PRE_COMMIT_TO_REF") or told.get("PRE_COMMIT_SOURCE", "")
    source = "PRE_COMMIT_FROM_REF"
    if is_zero(new):
        return deleted(git, "PRE_COMMIT_TO_REF")
    found = _named(told.get("PRE_COMMIT_LOCAL_BRANCH", ""), resolve(git, new or "HEAD"))
    if not found.oid:
        raise NotChecked("There is no commit to push, so nothing was checked.", "Commit first.")
    if old and not is_zero(old):
        return ranged(asked, git, resolve(git, old).oid, found, source)
    remote = told.get("PRE_COMMIT_REMOTE_NAME", "")
    return since_default(asked, git, found, "PRE_COMMIT_REMOTE_NAME" if remote else source, "range", remote or "origin")


def _named(ref: str, found: Revision) -> Revision:
    return found.but(ref=ref) if ref.startswith("refs/heads/") else found


def unasked(asked: Asked, git: Git) -> Change:
    """A CI run by its service's variables, else a plain run."""
    from ledgergate.repository.services import OTHER_CI, service

    told = asked.variables
    at = standing(git)
    running = service(told)
    if running is not None and at.oid:
        from ledgergate.repository.ci import ci_run

        made = ci_run(asked, git, running, Revision(at.oid, at.ref))
        if made is not None:
            return made
    if asked.in_ci and at.oid:
        return since_default(asked, git, Revision(at.oid, at.ref), "CI", "tree", cure=OTHER_CI)
    return plain(asked, git, at)


def plain(asked: Asked, git: Git, at: Head) -> Change:
    """A person's run: the index where it differs from HEAD, else HEAD; since the default branch on another one."""
    if git.layout.bare and at.oid:
        return tree(asked, git, "HEAD", "a bare repository")
    made = staged(asked, git, "the index differs from HEAD")
    made.require_whole_index()  # what follows may be another change than this one
    if not at.oid:
        return made
    base = default_base(git, at.ref, "origin") if at.ref else None
    if not made.entries and len(made.heads) < 2:
        return since_default(asked, git, Revision(at.oid, at.ref), "HEAD", "tree")
    if base is not None:
        return staged(asked.but(base=base.ref or base.oid), git, base.ref)
    if asked.require_base:
        raise no_base()
    return made


def since_default(
    asked: Asked, git: Git, found: Revision, source: str, moment: str, remote: str = "origin", cure: str = GIVE_BASE
) -> Change:
    """Since the merge base with the default branch; without one a state alone, which in CI is not enough."""
    base = default_base(git, found.ref, remote)
    if base is not None and asked.in_ci and base.oid == found.oid:
        base = None
    if base is not None:
        try:
            return ranged(asked, git, base.oid, found, base.ref)
        except NotChecked:
            if asked.in_ci or asked.require_base:
                raise
    if asked.in_ci or asked.require_base:
        raise no_base(cure)
    compared = Compared(moment, None, found.oid, source, notes=(NO_BASE,))
    name = branch(Head(found.ref, found.oid), asked.variables)
    return Change(git, compared, Tree(git, found.oid), branch=name, heads=(found.oid,))


def no_base(cure: str = GIVE_BASE) -> NotChecked:
    return NotChecked("No base is known, and one is needed here, so nothing was checked.", cure)


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


def branch_entries(change: Change) -> tuple[Changed, ...] | None:
    """See `Change.branch_entries`."""
    git = change.git
    if change.compared.moment != "staged" or change.compared.source == "--base" or not change.branch:
        return None
    heads = change.heads or ((change.tip_oid,) if change.tip_oid != git.layout.empty_tree else ())
    base = default_base(git, f"refs/heads/{change.branch}", "origin") if heads else None
    if base is None or not base.oid or change.judged is None:
        return None
    try:
        bases = tuple(dict.fromkeys(one for head in heads for one in merge_bases(git, base.oid, head)))
    except NotChecked:
        return None
    if (base.oid, bases) == (change.tip_oid, change.bases):
        return change.entries
    return _rule(change.judged, base.oid, bases)


def branch_names(change: Change) -> tuple[str, ...]:
    """See `Change.branch_names`."""
    git = change.git
    oid = change.heads[0] if change.heads else change.tip_oid
    if not oid or oid == git.layout.empty_tree:
        return ()
    named = git.lines("for-each-ref", "--format=%(refname)", f"--points-at={oid}", "refs/heads")
    named += heads_at(git.layout, oid)
    rebased = git.layout.names("rebase-merge/head-name") or git.layout.names("rebase-apply/head-name")
    return tuple(
        dict.fromkeys(one[len("refs/heads/") :] for one in [*rebased, *named] if one.startswith("refs/heads/"))
    )
