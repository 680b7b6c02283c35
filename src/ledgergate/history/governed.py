"""The commits that changed what a policy governs: those at which a chart has something to show."""

from __future__ import annotations

from ledgergate.ends import Policies
from ledgergate.git.states import Tree
from ledgergate.history.commits import named, touching
from ledgergate.policy import HOMES, governed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.git.processes import Git
    from ledgergate.history.commits import Point
    from ledgergate.policy import Policy
    from ledgergate.request import Request


def changing(git: Git, tip: str, policy: Policy, request: Request, most: int) -> list[Point]:
    """The last `most` commits up to `tip`, oldest first, that changed a document which a policy of theirs governs, or
    `policy` does. `tip` is the last of them, whatever it changed: it is the state that a reader compares them with."""
    found, _ = touching(git, tip, _globs(git, tip, policy, request, most), most)
    oids = [one.oid for one in found if one.oid != tip] + [tip]
    points = {point.commit.oid: point for point in named(git, oids[-most:])}  # git sorts them by their dates
    return [points[oid] for oid in oids if oid in points]


def _globs(git: Git, tip: str, policy: Policy, request: Request, most: int) -> Iterator[str]:
    """Where any policy of these commits reads from: a document that moved was another path before."""
    read = Policies(request, None)
    held = [] if read.is_given else [read.held(Tree(git, one.oid)) for one in touching(git, tip, HOMES, most)[0]]
    for one in (policy, *held):
        if one is not None:
            yield from (glob for glob in governed(one) if glob != one.origin or one.origin in HOMES)
