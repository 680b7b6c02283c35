"""A line inside a governed place that no reader understood.

**Why.** A row after a blank line, cells beyond the header or a heading without its key look like candidates to their
author, and are none to any reader. A gate that passed over them would count a ledger that nobody wrote.

**Rejected**

    | C-1 | Widget sync | adopt |

    | C-2 | Legacy import | reject |

**Accepted**: both rows without the blank line between them.

**The fix.** The message names the edit. What is meant to stand there and is no item goes into `ignore`.
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
