"""A read-only change adds, edits, deletes or renames a runtime path, changes its mode or type, moves its submodule.

**Why.** An audit, a reconciliation or a docs change that also changes runtime code gets the review of a document and
the effect of a release. A change is read-only when the policy says so: always, by its branch's name, or because an
open package that it touches declares its runtime posture.

**Rejected**, on a branch whose package says "Runtime posture: Read-only":

    M  apps/platform/app/Models/Tenant.php

**Accepted**: the same change without that path, or the path in a change of its own.

**The fix.** Take the path out of this change: the message has the `git restore --source=…` that does it, from HEAD
for what is staged, from where the branch began for what it has committed. Or commit it on a branch of its own. If the
package is meant to change runtime, say so in its posture line first, in a change of its own.
"""

from __future__ import annotations

from ledgergate.model import Place, Related
from ledgergate.moments.mending import mending
from ledgergate.policy import matches
from ledgergate.rules.view import found
from ledgergate.truth.runtime import runtime_changes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Changed, Finding
    from ledgergate.rules.view import View
    from ledgergate.truth.touched import Touched

INDIRECT = ("link", "led", "attributes", "collision", "merge")
_HOW = {
    "led": "runs as '{}', through a link",
    "link": "leads to '{}', which runs",
    "attributes": "rules how '{}', which runs, is checked out",
    "collision": "is written to '{}', which runs, on a disk that folds names",
}


def check(view: View) -> Iterator[Finding]:
    if not view.posture.read_only:
        return
    for touched in reached(view):
        if touched.why not in INDIRECT:
            yield offence(view, touched)


def reached(view: View) -> tuple[Touched, ...]:
    """What of the change reaches the runtime: worked out once for all rules."""
    return view.after.ask(runtime_changes, view.change, *view.befores) if view.change is not None else ()


def offence(view: View, touched: Touched) -> Finding:
    """The finding for one runtime path: what happened to it, which sentence forbids it, how to take it out."""
    path = touched.path
    message = f"this change is read-only ({view.posture.because}) and {_what(view, touched)}"
    related: tuple[Related, ...] = ()
    if view.posture.place is not None:
        related = (Related(view.posture.place, view.posture.quote or view.posture.because),)
    cures = (*taken_out(view, touched), "or put it into a change of its own, on a branch without this posture")
    side = "before" if touched.changed.after is None else "after"
    return found(Place(path, side=side), message, *cures, key=path, related=related)


def taken_out(view: View, touched: Touched) -> tuple[str, ...]:
    """The command that takes a runtime path out of the change again, where there is one."""
    change = view.change
    command = mending(change, touched.path) if change is not None and touched.why != "merge" else ""
    if not command:
        return ()
    where = "of the commit" if change is not None and change.after.name == "index" else "again, in a commit more"
    return (f"{command}    takes it out {where}",)


def _what(view: View, touched: Touched) -> str:
    verb = _verb(touched.changed)
    if touched.why in _HOW and touched.detail:
        return f"{verb} '{touched.path}', which {_HOW[touched.why].format(touched.detail)}"
    if touched.why == "merge":
        return f"edits, once it is merged, the runtime path '{touched.path}': the base has moved a folder there"
    kind = next(
        (
            name
            for name, globs in view.after.policy.runtime.kinds.items()
            if any(matches(glob, touched.path) for glob in globs)
        ),
        "",
    )
    said = f"{verb} the runtime path '{touched.path}'"
    if kind:
        said = f"{verb} {_article(kind)} ('{touched.path}')"
    return said + (f": {touched.detail}" if touched.detail else f", which the pattern {touched.pattern} matches")


def _verb(changed: Changed) -> str:
    before, after = changed.before, changed.after
    if before is None:
        return "adds"
    if after is None:
        return "deletes"
    if before.mode == after.mode == "160000":
        return "moves the submodule at"
    if before.mode[:2] != after.mode[:2]:
        return "changes the type of"
    if before.oid == after.oid:
        return "changes the mode of"
    return "edits"


def _article(kind: str) -> str:
    several = 2 if kind.endswith(("ches", "shes", "sses", "xes")) else 1
    single = kind[:-several] if kind.endswith("s") and not kind.endswith("ss") else kind
    return f"{'an' if single[:1] in 'aeiou' else 'a'} {single}"
