"""An item's own places (file name, folder, heading, front matter) give it different keys.

**Why.** A proposal whose folder says 2043 and whose front matter says 1884 is found under one and cited by the other.

**Rejected**: `keps/2043-resources/kep.yaml` with `kep-number: 1884`, where the policy says
`fields.number = { label = "kep-number", kind = "key" }`.

**Accepted**: `kep-number: 2043`. Zero padding, case and a prefix make no difference.

**The fix.** Correct the place that is wrong. A place that has no key of this item is not bound with `kind = "key"`.
"""

from __future__ import annotations

from ledgergate.expressions import expression
from ledgergate.ledgers.words import key_skeleton
from ledgergate.model import Related
from ledgergate.rules.view import found

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ledgergate.model import Finding, Item, Stated
    from ledgergate.policy.model import Field
    from ledgergate.rules.view import View

_NUMBER = expression(r"\d+")


def check(view: View) -> Iterator[Finding]:
    for name, ledger in view.after.ledgers.items():
        rules = view.after.policy.ledgers[name]
        yield from _of(ledger.items, rules.fields, *(source.fields for source in rules.sources))
    for report in view.after.reports:
        rows = view.after.policy.reports[report.spec].rows
        if rows is not None and report.rows:
            yield from _of(report.rows, rows.source.fields)


def _of(items: Iterable[Item], *fields: Mapping[str, Field]) -> Iterator[Finding]:
    bound = [field for some in fields for field, rule in some.items() if rule.kind == "key"]
    for item in items if bound else ():
        for field in dict.fromkeys(bound):
            other = next((one for one in item.fields.get(field, ()) if _differs(one, item)), None)
            if other is not None:
                yield _offence(item, other)


def _differs(said: Stated, item: Item) -> bool:
    return said.kind == "value" and not _agree(said.value, item)


def _offence(item: Item, said: Stated) -> Finding:
    message = f"{item.label} has the {said.field} {_wanted(item)} in one place and {said.value} in another"
    related = (Related(item.place, f"its key is {item.shown}"),)
    cure = f"write {_wanted(item)} here, or rename the item"
    return found(said.place, message, cure, key=item.shown, related=related)


def _agree(value: str, item: Item) -> bool:
    """Whether both name one key: the whole of it, or the first number in each; a key without one claims nothing."""
    said = key_skeleton(value)
    if said == item.key:
        return True
    ours, theirs = _NUMBER.search(item.key), _NUMBER.search(said)
    return ours is None or (theirs is not None and int(ours[0][:18]) == int(theirs[0][:18]))


def _wanted(item: Item) -> str:
    number = _NUMBER.search(item.shown)
    return number[0] if number else item.shown
