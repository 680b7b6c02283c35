"""One item has two different values for one field, in one place or in two.

**Why.** A candidate in two buckets is counted twice, or once in whichever a reader sees first.

**Rejected**

    - **Bucket**: A
    - **Bucket**: D

**Accepted**: one of the two lines. The same value said twice is no offence.

**The fix.** Remove the value that is not meant.
"""

from __future__ import annotations

from ledgergate.ledgers.words import title_skeleton
from ledgergate.model import Related
from ledgergate.reports import indexes
from ledgergate.rules.view import found, shown_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Finding, Item, Ledger
    from ledgergate.policy.model import Policy
    from ledgergate.rules.view import View


def check(view: View) -> Iterator[Finding]:
    policy = view.after.policy
    for name, ledger in view.after.ledgers.items():
        fields = policy.ledgers[name].fields
        if view.after.ask(indexes)[name].twice:
            yield from _in_two_places(policy, ledger)
        for item in ledger.items:
            for field, said in item.fields.items():
                if len(said) < 2:
                    continue
                values = [one for one in said if one.kind == "value" and not one.inherited]
                if len({one.value for one in values}) < 2 or fields[field].kind not in ("value", "number"):
                    continue
                other = next(one for one in values if one.value != values[0].value)
                first, second = shown_value(policy, values[0]), shown_value(policy, other)
                message = f"{item.label} has two values for its {field}: {first} and {second}"
                related = (Related(values[0].place, f"here it says {first}"),)
                yield found(other.place, message, f"keep one of {first} and {second}", key=item.shown, related=related)


def _in_two_places(policy: Policy, ledger: Ledger) -> Iterator[Finding]:
    """One item, known by key and title, that stands in two places under two values."""
    first: dict[tuple[str, str], Item] = {}
    fields = [name for name, field in policy.ledgers[ledger.name].fields.items() if field.vocabulary]
    for item in ledger.items:
        seen = first.setdefault((item.key, title_skeleton(item.title)), item)
        for field in fields if seen is not item else ():
            ours, theirs = item.stated(field), seen.stated(field)
            if ours is None or theirs is None or {ours.kind, theirs.kind} != {"value"} or ours.value == theirs.value:
                continue
            now, then = shown_value(policy, ours), shown_value(policy, theirs)
            message = f"{item.label} stands in two places with two values for its {field}: {then} and {now}"
            related = (Related(seen.place, f"here it stands under {then}"),)
            yield found(item.place, message, f"keep it under one of {then} and {now}", key=item.shown, related=related)
