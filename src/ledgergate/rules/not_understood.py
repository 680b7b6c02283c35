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

**The fix.** The message names the edit. What is meant to stand there and is no item goes into `ignore`, a section of
such things into `not_under`. With `[documents] keys`, a key in prose must name an item too.
"""

from __future__ import annotations

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
