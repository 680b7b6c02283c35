"""One owner has more than three items in the bucket that is being worked on.

**Why.** What is started and not finished costs the most, and a list shows it only to who counts.

**Rejected**: four candidates with `Bucket: now` and `Owner: web`.

**Accepted**: three of them; the fourth in another bucket, or with another owner.

**The fix.** Move one of them to a later bucket, or give it to somebody else.
"""

from __future__ import annotations

from collections.abc import Iterator

from ledgergate.api import Finding, Item, Related, Rule, View, found

RULE = Rule("ACME1", "too-much-at-once", needs=("ledgers",), level="block")
MOST = 3


def check(view: View) -> Iterator[Finding]:
    for ledger in view.after.ledgers.values():
        going: dict[str, list[Item]] = {}
        for item in ledger.items:
            if _value(item, "bucket") == "now" and _value(item, "owner"):
                going.setdefault(_value(item, "owner"), []).append(item)
        for owner, items in going.items():
            for item in items[MOST:]:
                first = tuple(Related(one.place, one.shown) for one in items[:MOST])
                yield found(
                    item.place,
                    f"{item.label} is one of {len(items)} that {owner} works on now; {MOST} is the most",
                    "move one of them to a later bucket, or give it to somebody else",
                    key=item.shown,
                    related=first,
                )


def _value(item: Item, field: str) -> str:
    """What an item says of a field, "" where it says nothing."""
    return next((one.value for one in item.fields.get(field, ()) if one.kind == "value"), "")
