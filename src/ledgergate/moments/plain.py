"""A run that nobody gave a moment: a CI service's by its variables, else a person's."""

from __future__ import annotations

from ledgergate.git.revisions import Revision
from ledgergate.moments.default_branch import default_base
from ledgergate.moments.ranges import no_base, since_default, tree
from ledgergate.moments.repository import standing
from ledgergate.moments.staged import staged

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ledgergate.git.layout import Head
    from ledgergate.git.processes import Git
    from ledgergate.moments.asked import Asked
    from ledgergate.moments.change import Change


def unasked(asked: Asked, git: Git) -> Change:
    """A CI run by its service's variables, else a plain run."""
    from ledgergate.moments.services import OTHER_CI, service

    told = asked.variables
    at = standing(git)
    running = service(told)
    if running is not None and at.oid:
        from ledgergate.moments.ci import ci_run

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
