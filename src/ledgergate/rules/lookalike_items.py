"""Two items whose titles are nearly the same, or differ only in confusable or invisible characters.

**Why.** The same wish is often written down twice; each copy then gets a bucket of its own.

**Rejected** (reported as advice)

    ### C-7 Filters in the review workspace
    ### C-31 Review workspace: filters

**Accepted**: one of the two, with the other merged into it, or superseded; or titles that say how they differ. Parts of
two wholes may be called alike: 70-4 and 71-4, "Land it on main" of each phase.

**The fix.** Merge them, or say in the titles how they differ.
"""

from __future__ import annotations

from ledgergate.expressions import expression
from ledgergate.ledgers.identity import titled
from ledgergate.ledgers.invisible import likened
from ledgergate.ledgers.words import skeleton
from ledgergate.model import Related
from ledgergate.rules.view import found

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Finding, Item
    from ledgergate.rules.view import View

_SMALL = frozenset(
    (
        "a",
        "an",
        "and",
        "the",
        "of",
        "for",
        "in",
        "on",
        "to",
        "with",
        "by",
        "at",
        "from",
        "der",
        "die",
        "das",
        "und",
        "für",
        "im",
        "mit",
        "von",
        "zu",
    )
)
_PART = expression(r"((?:.*\D)?\d{1,3})[-.]\d{1,3}\Z")  # no year and month
_REPLACED = frozenset((
    "superseded", "replaced", "merged", "ersetzt", "zusammengeführt", "remplacé", "reemplazado", "reemplazada",
    "substituído", "substituída", "sostituito", "vervangen", "zastąpiona", "zastąpione", "заменено",
))  # fmt: skip
_LEAST = 3  # words: below that, two honest titles share theirs too often


def check(view: View) -> Iterator[Finding]:
    for ledger in view.after.ledgers.values():
        titles: dict[str, dict[str, Item]] = {}
        for item in ledger.items:
            words, whole = _words(item.title) if titled(item) and not _is_replaced(item) else "", _whole(item.key)
            met = titles.setdefault(words, {}) if words else {}
            other = met.get(whole) or next((one for part, one in met.items() if not (part and whole)), item)
            met.setdefault(whole, item)
            if other.key != item.key:
                yield _offence(item, other, "have the same words for their title")


def _is_replaced(item: Item) -> bool:
    """Whether the item says that another one took its place: that one may be called as it was."""
    said = (one for statements in item.fields.values() for one in statements if one.kind == "value")
    return any(not _REPLACED.isdisjoint(skeleton(one.value).split()) for one in said)


def _whole(key: str) -> str:
    """What an item is a part of by its number, `70` of 70-4; "" where it is part of nothing."""
    part = _PART.match(key)
    return part[1] if part is not None else ""


def _words(title: str) -> str:
    """The title's words in order of the alphabet, small words and a plural's ending left out, and its numbers as they
    stand: 0.7.1 is not 0.7.0; "" for a short title."""
    told = [word.rstrip("s") for word in skeleton(likened(title)).split() if word not in _SMALL]
    numbers = [word for word in told if word.isdecimal()]
    return " ".join([*sorted(told), *numbers]) if len(set(told)) >= _LEAST else ""


def _offence(item: Item, other: Item, how: str) -> Finding:
    related = (Related(other.place, f"the other one: {other.label}"),)
    cure = f"merge one into the other, or say in the titles how {item.shown} and {other.shown} differ"
    return found(item.place, f"{item.label} and {other.label} {how}", cure, key=item.shown, related=related)
