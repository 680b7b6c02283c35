"""A line inside a governed place that no reader understood.

**Why.** A row after a blank line, cells beyond the header, a heading without its key, a row in HTML or a key under a
heading that no source reads look like candidates to their author, and are none to any reader. A gate that passed over
them would count a ledger that nobody wrote. A merge conflict is one such place, and so is a row of two keys.

**Rejected**

    | C-1 | Widget sync | adopt |

    | C-2 | Legacy import | reject |

**Accepted**: both rows without the blank line between them; a sentence that speaks of C-2; C-2 in code, in a comment,
or in a line that says what became of it.

A document that cannot be parsed is one such finding, at the line that the parser stops at. Everything else is judged
all the same. Where nothing blocks, because the rule is off or the finding is waived, the check ends with exit 3: what
could not be read was not checked.

So is a file that a change adds beside a governed document, under a name that differs from its own in capitals alone:
`docs/Candidates.md` where `docs/candidates.md` is the ledger. Disks of Windows and macOS hold one of the two. A file
that is renamed to other capitals is one file still.

**The fix.** The message names the edit. What is meant to stand there and is no item goes into `ignore`, a section of
such things into `not_under`. With `[documents] keys`, a key in prose must name an item too. None is
cited by a line that people read and that says what it was before ("renumbered from C-9") or that it is reserved,
nor by the text of a link to another site.
"""

from __future__ import annotations

from ledgergate.git.names import quoted
from ledgergate.model import Place
from ledgergate.rules.view import found

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Finding, Ledger, Report
    from ledgergate.rules.view import View


def check(view: View) -> Iterator[Finding]:
    told: set[tuple[str, int]] = set()
    holders: tuple[Ledger | Report, ...] = (*view.after.ledgers.values(), *view.after.reports)
    for holder in holders:
        for one in holder.unread:
            if (one.document.path, one.start) not in told:
                told.add((one.document.path, one.start))
                yield found(one.document.place(one.start, one.end), one.why, one.cure, key=one.key)
    for path, error in view.after.documents.unreadable.items():
        if (path, error.start) not in told:
            yield found(error.document.place(error.start), f"this document {error.why}", error.cure, key=path)
    yield from _in_one_place(view)


def _in_one_place(view: View) -> Iterator[Finding]:
    """Files that a change adds where a governed one stands already, for disks that do not tell capitals apart."""
    if view.change is None or not any(one.before is None for one in view.entries):
        return
    from ledgergate.truth.one_place import in_one_place

    for path, other in view.after.ask(in_one_place, view.change):
        message = f"{path} and {other} are one file on disks that do not tell capitals apart: one of them is lost there"
        cure = f"give one of them another name, or take it out: git rm --cached -- {quoted(path)}"
        yield found(Place(path), message, cure, key=path)
