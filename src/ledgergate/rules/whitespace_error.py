"""A governed document gains what `git diff --check` reports: conflict markers, blanks at an end, an empty last line.

**Why.** A conflict marker left in a ledger cuts it in two; blanks at an end are noise in every later diff.

**Rejected**: a staged `<<<<<<< HEAD` in the ledger, where the policy says `whitespace = true`.

**Accepted**: two blanks at an end where `.gitattributes` says `*.md whitespace=-blank-at-eol`.

**The fix.** Remove the marker or the blanks; `git diff --check` shows them too.
"""

from __future__ import annotations

from ledgergate.model import Place
from ledgergate.policy import governed, matches
from ledgergate.rules.view import found

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Finding
    from ledgergate.rules.view import View

_CURES = {  # by a word of git's own message
    "marker": "keep what is right of both sides, and remove the lines <<<<<<<, ======= and >>>>>>>",
    "trailing": "remove the blanks at the end of the line",
    "EOF": "remove the blank lines at the end of the file",
}


def check(view: View) -> Iterator[Finding]:
    change = view.change
    # Of the work tree git would say it only through filters, which are programs.
    if change is None or change.compared.before is None or change.after.name == "worktree":
        return
    from ledgergate.git.whitespace import blanks

    globs = governed(view.after.policy)
    paths = [
        one.path
        for one in view.entries
        if one.after is not None and one.after.mode.startswith("100") and any(matches(glob, one.path) for glob in globs)
    ]
    for one in blanks(change.git, change.compared.before, change.after.name, paths) if paths else ():
        cure = next((cure for word, cure in _CURES.items() if word in one.what), "remove it")
        yield found(Place(one.path, one.line, 1, one.line), f"{one.what} in '{one.path}'", cure, key=one.path)
