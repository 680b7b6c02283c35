"""Whether a change is announced as read-only, and where that is written."""

from __future__ import annotations

from ledgergate.model import Posture
from ledgergate.policy import matches

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgergate.documents import Documents
    from ledgergate.moments import Change
    from ledgergate.policy.model import Policy
    from ledgergate.sides import Side


def announced(change: Change, after: Side, befores: Sequence[Side], besides: Sequence[str] = ()) -> Posture:
    """The posture under either policy: a change may not loosen the one that it starts from.

    `besides` are paths that the change would touch, too: a question that is asked before anything is written.
    """
    states = [one.documents for one in (*befores[:1], after)]
    made = posture(after.policy, states, change, besides)
    base = befores[0].policy if befores else after.policy
    if not made.read_only and base is not after.policy:
        earlier = posture(base, states, change, besides)
        return earlier if earlier.read_only else made
    return made


def posture(policy: Policy, sides: Sequence[Documents], change: Change, besides: Sequence[str] = ()) -> Posture:
    """The first reason for which the change is read-only: always, a package that declares it, its branch.

    Both snapshots are asked, the one that the change starts from first: a posture that the change itself flips or
    deletes still holds for it. Where no branch is known, every open package counts. Raises NotChecked for a
    declaration that nobody can read.
    """
    rules = policy.runtime.read_only
    if rules.always:
        return Posture(True, f"{policy.origin} says always")
    if not (rules.declared or rules.branches):
        return Posture()
    names = tuple(name for name in change.branch_names() if _is_name(name))
    if rules.declared and policy.packages:
        from ledgergate.truth.declarations import by_package

        said = by_package(policy, sides, change, names, besides)
        if said.read_only:
            return said
    for name in names:
        pattern = next((one for one in rules.branches if _branch_matches(one, name)), "")
        if pattern:
            return Posture(True, f"the branch {name} matches {pattern}")
    return Posture()


def _is_name(name: str) -> bool:
    """Whether git itself would make such a branch: `--output=x` and forty hexadecimal digits hide which one it is."""
    hexadecimal = len(name) in (40, 64) and not name.strip("0123456789abcdef")
    return not (name.startswith("-") or name == "HEAD" or hexadecimal) and name.isprintable()


def _branch_matches(pattern: str, branch: str) -> bool:
    return matches(pattern, branch) or matches(
        pattern.replace("*", "**") if pattern.endswith("/*") else pattern, branch
    )
