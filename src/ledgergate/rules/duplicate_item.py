"""The same key or title is listed twice in a ledger.

**Why.** Two entries with one key are edited apart, and each report shows another of them.

**Rejected**

    | C-002 | Legacy import | reject |
    | C-002 | Legacy import | adopt |

**Accepted**: one row, or two keys.

**The fix.** Merge the entries, or give the second its own key. Where a number is given twice on purpose, set
`unique = false` on the ledger, or compose the key of more than the number.
"""

from __future__ import annotations

from ledgergate.model import Related
from ledgergate.rules.view import found

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Finding, Item
    from ledgergate.rules.view import View


def check(view: View) -> Iterator[Finding]:
    for name, ledger in view.after.ledgers.items():
        first: dict[str, Item] = {}
        for item in ledger.items if view.after.policy.ledgers[name].unique else ():
            seen = first.setdefault(item.key, item)
            if seen is not item:
                where = seen.place
                message = f"{item.label} is listed twice in the ledger '{name}'"
                related = (Related(where, f"the first one: {seen.label}"),)
                cure = f"merge it with the one at {where.path}:{where.line}, or give it its own key"
                yield found(item.place, message, cure, key=item.shown, related=related)
