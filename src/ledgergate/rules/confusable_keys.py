"""Two keys of one ledger are equal to every reader: they differ in lookalike letters, dashes or digits alone.

**Why.** Whoever writes the one may mean the other, and every report and citation is then about one of two things.

**Rejected**: a ledger whose keys have no pattern lists `C-1 Sync` and `С‑1 Export`, whose C is Cyrillic and whose dash
is another sign.

**Accepted**: keys that differ in a letter or a digit that readers tell apart.

**The fix.** Type one of the two keys again, or give one of the items a key of its own.
"""

from __future__ import annotations

from ledgergate.ledgers.invisible import likened
from ledgergate.ledgers.words import key_skeleton
from ledgergate.model import Related
from ledgergate.rules.view import found

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Finding, Item
    from ledgergate.rules.view import View


def check(view: View) -> Iterator[Finding]:
    for ledger in view.after.ledgers.values():
        keys: dict[str, Item] = {}
        for item in ledger.items:
            twin = keys.setdefault(_alike(item), item)
            if twin.key != item.key:
                yield _offence(item, twin)


def _alike(item: Item) -> str:
    """The key as a reader sees it; one in ASCII is as it is compared anyway."""
    if item.shown.isascii():
        return key_skeleton(item.shown)
    from unicodedata import category, decimal

    plain = (
        "-" if category(one) == "Pd" or one == "\u2212" else str(decimal(one)) if category(one) == "Nd" else one
        for one in likened(item.shown)
    )
    return key_skeleton("".join(plain))


def _offence(item: Item, other: Item) -> Finding:
    related = (Related(other.place, f"the other one: {other.label}"),)
    cure = f"type the key again as in {other.shown}, or give one of the items a key of its own"
    return found(
        item.place, f"the keys {item.shown} and {other.shown} look alike and are not the same", cure,
        key=item.shown, related=related,
    )  # fmt: skip
