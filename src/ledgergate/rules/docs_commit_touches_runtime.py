"""A commit whose type is declared read-only (`docs:`) touches a runtime path.

**Why.** Reviewers, changelogs and release tools skip documentation commits; what hides in one is read by nobody.

**Rejected**, with `commit_types = ["docs"]`: `docs: tidy the guide`, which also edits `apps/platform/main.py`.
An emoji or an issue's id before the type changes nothing: `:memo: docs: …`, `[ABC-12] docs: …`, `#12 docs: …`.

**Accepted**: the same commit as `fix:`, or without that path. In a range only what is left of it at the end counts,
unless the policy says `each_commit = true`.

**The fix.** Take the path out of the commit, or give the commit the type of what it does.
"""

from __future__ import annotations

import re

from ledgergate.expressions import expression
from ledgergate.model import Place
from ledgergate.rules.runtime_path_changed import reached, taken_out
from ledgergate.rules.view import found
from ledgergate.truth.runtime import runtime_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Finding
    from ledgergate.policy.model import Policy
    from ledgergate.rules.view import View
    from ledgergate.truth.touched import Touched

# What commonly stands before the type: marks of git's own, signs that are not seen, emoji and their names ("gitmoji"),
# words in brackets, ids of issues, and what separates these.
_BEFORE = expression(
    r"(?:(?:fixup|squash|amend)!\s|\s|:[\w+-]+:|\[[^\[\]]*\]|\(?(?:#|[a-z][a-z\d_]*-)\d+\b\)?|:(?![\w+-]+:)|[|,;/–—-]"
    r"|[\u200b-\u200f\u2060\ufe0e\ufe0f\ufeff\u00a9\u00ae\u203c\u2049\u20e3\u2100-\u2bff\u3030\u303d\u3297\u3299"
    r"\U0001f000-\U0001faff\U000e0020-\U000e007f])+",
    re.IGNORECASE,
)
_TYPE = expression(r"\s*(\w[\w-]*)\s*(?:\([^)]*\)\s*)?(?:!\s*)?:")


def check(view: View) -> Iterator[Finding]:
    policies = [one for one in (view.base, view.after.policy) if one is not None]
    types = {one.casefold() for policy in policies for one in policy.runtime.read_only.commit_types}
    if view.message:
        kind = type_of(view.message)
        own = {entry.path for entry in view.entries}
        for touched in reached(view) if kind in types else ():
            if touched.path in own:
                yield _offence(touched, kind, "this commit", taken_out(view, touched))
        return
    yield from _of_range(view, policies, types)


def _of_range(view: View, policies: list[Policy], types: set[str]) -> Iterator[Finding]:
    each = any(policy.runtime.read_only.each_commit for policy in policies)
    net = {entry.path for entry in view.entries}
    told: set[str] = set()
    change = view.change
    for commit in change.commits() if change is not None else ():
        kind = type_of(commit.subject)
        of_commit = runtime_of(view.after, change, view.befores, commit.entries) if change and kind in types else ()
        for touched in of_commit:
            if (each or touched.path in net) and touched.path not in told:
                told.add(touched.path)
                which = f"the commit {commit.oid[:12]} '{commit.subject[:80]}'"
                rewritten = f"git rebase --interactive {commit.oid[:12]}^    and take it out of that commit"
                cures = taken_out(view, touched) if touched.path in net and not each else (rewritten,)
                yield _offence(touched, kind, which, cures)


def type_of(message: str) -> str:
    """The Conventional Commits type of a subject, in lower case; of the commit that a fixup is meant for. Else ""."""
    before = _BEFORE.match(message)
    said = (before and _TYPE.match(message[before.end() :])) or _TYPE.match(message)
    return said[1].casefold() if said is not None else ""


def _offence(touched: Touched, kind: str, which: str, cures: tuple[str, ...]) -> Finding:
    path = touched.path
    return found(
        Place(path, side="before" if touched.changed.after is None else "after"),
        f"{which} is announced as '{kind}:' and touches the runtime path '{path}', which {touched.pattern} matches",
        *cures,
        "or give the commit the type of what it does: fix:, feat:, refactor:",
        key=path,
    )
