"""One item or one row has two different values for one field, in one place or in two.

**Why.** A candidate in two buckets is counted twice, or once in whichever a reader sees first. A text that stands twice
under one label is often what is left of a second item whose heading was lost.

**Rejected**

    - **Bucket**: A
    - **Bucket**: D

and `A, D` or `A and D` in one cell, in the ledger or in a report.

**Accepted**: one of the two lines. The same value said twice is no offence, and a value beside its own text, with a
note (`A (was D)`) or behind an arrow (`D → A`) is one value.

**The fix.** Remove the value that is not meant.
"""

from __future__ import annotations

from ledgergate.ledgers.words import key_skeleton, title_skeleton
from ledgergate.model import Related
from ledgergate.reports import indexes
from ledgergate.rules.view import found, shown_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ledgergate.model import Finding, Item, Ledger, Stated
    from ledgergate.policy.model import Field, Policy
    from ledgergate.rules.view import View


def check(view: View) -> Iterator[Finding]:
    policy = view.after.policy
    for name, ledger in view.after.ledgers.items():
        fields = policy.ledgers[name].fields
        if view.after.ask(indexes)[name].twice:
            yield from _in_two_places(policy, ledger)
        for item in ledger.items:
            yield from _told(policy, item, fields)
    for report in view.after.reports:
        rows, bound = policy.reports[report.spec].rows, policy.ledgers.get(report.ledger)
        fields = {**(bound.fields if bound is not None else {}), **(rows.source.fields if rows is not None else {})}
        for row in report.rows or ():
            yield from _told(policy, row, fields)


def _told(policy: Policy, item: Item, fields: Mapping[str, Field]) -> Iterator[Finding]:
    for field, said in item.fields.items():
        if len(said) < 2:
            continue
        values = [one for one in said if one.kind == "value" and not one.inherited]
        other = _other(values, fields.get(field)) if len(values) > 1 else None
        if other is None:
            continue
        first, second = shown_value(policy, values[0]), shown_value(policy, other)
        message = f"{item.label} has two values for its {field}: {first} and {second}"
        related = (Related(values[0].place, f"here it says {first}"),)
        yield found(other.place, message, f"keep one of {first} and {second}", key=item.shown, related=related)


def _other(values: Sequence[Stated], field: Field | None) -> Stated | None:
    """The first statement that says other than the first one does."""
    kind = field.kind if field is not None else "value"
    if kind in ("text", "key") and field is not None and len(field.labels) > 1:
        return None  # one text in two languages says the same
    if kind not in ("value", "number", "text", "key"):
        return None
    compared = key_skeleton if kind == "key" else title_skeleton
    first = compared(values[0].value) or values[0].value  # an emoji alone has no skeleton
    return next((one for one in values if (compared(one.value) or one.value) != first), None)


def _in_two_places(policy: Policy, ledger: Ledger) -> Iterator[Finding]:
    """One item, known by key and title, that stands in two places under two values. Where a name may stand twice, one
    that begins with no number is that of several: each section has its "Documentation"."""
    first: dict[tuple[str, str], Item] = {}
    rules = policy.ledgers[ledger.name]
    fields = [name for name, field in rules.fields.items() if field.vocabulary]
    for item in ledger.items:
        if not rules.unique and not any(map(str.isdigit, item.key.partition(" ")[0])):
            continue
        seen = first.setdefault((item.key, title_skeleton(item.title)), item)
        for field in fields if seen is not item else ():
            ours, theirs = item.stated(field), seen.stated(field)
            if ours is None or theirs is None or {ours.kind, theirs.kind} != {"value"} or ours.value == theirs.value:
                continue
            now, then = shown_value(policy, ours), shown_value(policy, theirs)
            message = f"{item.label} stands in two places with two values for its {field}: {then} and {now}"
            related = (Related(seen.place, f"here it stands under {then}"),)
            yield found(item.place, message, f"keep it under one of {then} and {now}", key=item.shown, related=related)
