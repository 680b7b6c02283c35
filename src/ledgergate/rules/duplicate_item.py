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
        every: dict[str, list[Item]] = {}
        for item in ledger.items if view.after.policy.ledgers[name].unique else ():
            every.setdefault(item.key, []).append(item)
        for several in every.values():
            if len(several) > 1:
                yield from _offences(name, _older_first(view, name, several))


def _older_first(view: View, name: str, several: list[Item]) -> list[Item]:
    """The items of one key, what stood before the change first: whoever came later needs another key."""
    before = view.before.ledgers.get(name) if view.before is not None else None
    stood = {(one.key, one.document.path, one.title) for one in before.items} if before is not None else ()
    return sorted(several, key=lambda one: (one.key, one.document.path, one.title) not in stood)


def _offences(name: str, several: list[Item]) -> Iterator[Finding]:
    first, *others = several
    where = first.place
    for item in others:
        message = f"{item.label} is listed twice in the ledger '{name}'"
        related = (Related(where, f"the first one: {first.label}"),)
        cure = f"merge it with the one at {where.path}:{where.line}, or give it its own key"
        yield found(item.place, message, cure, key=item.shown, related=related)
