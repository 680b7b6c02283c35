"""A tombstone without a reason, a merge or supersession into something that does not exist, a key used again.

**Why.** "Merged into C-99" where there is no C-99 loses the candidate as surely as deleting it.

**Rejected**

    - C-7 merged into C-99

and, where the policy's `dispositions` name the place of such lines:

    - C-8 dropped

**Accepted**

    - C-7 merged into C-4
    - C-8 dropped: no customer asked for it in a year

**The fix.** Name a key that exists, give the reason behind the word, or give the open item a new key.
"""

from __future__ import annotations

from ledgergate.ledgers.conservation import settled
from ledgergate.ledgers.tombstones import key_pattern, tombstones, written_pattern
from ledgergate.ledgers.words import key_skeleton
from ledgergate.rules.view import found

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Finding
    from ledgergate.rules.view import View
    from ledgergate.sides import Side


def check(view: View) -> Iterator[Finding]:
    after = view.after
    every = {item.key for ledger in after.ledgers.values() for item in ledger.items}
    for name, rules in after.policy.ledgers.items():
        told = (
            list(tombstones(after.documents, rules)) if rules.dispositions is not None and name in after.ledgers else []
        )
        known = every | {one.key for one in told}
        open_keys = {item.key: item for item in after.ledgers[name].items} if told else {}
        for one in told:
            place = one.document.place(one.start, one.end)
            if one.target and one.target_key not in known:
                message = f"{one.shown} is {one.word} {one.target}, which no ledger holds"
                yield found(place, message, "name a key that exists", key=one.shown)
            elif one.kind == "dropped" and not one.reason:
                yield found(
                    place, f"{one.shown} was dropped without a reason", f"{one.shown} dropped: REASON", key=one.shown
                )
            if one.key in open_keys and one.kind != "renamed":
                other = open_keys[one.key].place
                message = f"{one.shown} is closed here and stands open at {other.path}:{other.line}"
                yield found(place, message, "give the open item a new key, or remove this line", key=one.shown)
        if view.before is not None and name in view.before.ledgers and rules.conserve:
            yield from _into_nothing(view.before, after, name)


def _into_nothing(before: Side, after: Side, name: str) -> Iterator[Finding]:
    """What this change merges, or supersedes, with a key that was never anywhere."""
    rules = after.policy.ledgers[name]
    if not written_pattern(rules) or (rules.dispositions is not None and rules.dispositions.path):
        return
    gone, told = settled(before, after, name)
    pattern = key_pattern(rules) if gone else None
    if pattern is None:
        return
    read = (*before.ledgers.values(), *after.ledgers.values())
    known = {item.key for ledger in read for item in ledger.items}
    for account in gone:
        line = account.line
        if line is None or told is None or line.document is None or account.kind not in ("merged", "superseded"):
            continue
        item = account.item
        targets = [one for one in pattern.finditer(line.text) if key_skeleton(one["key"]) != item.key]
        if targets and not any((key := key_skeleton(one["key"])) in known or key in told for one in targets):
            shown = targets[0]["key"].upper() if item.shown.isupper() else targets[0]["key"]
            place = line.document.place(line.document.line_starts[line.number - 1])
            message = f"{item.shown} is {account.kind} into {shown}, which no ledger holds"
            yield found(place, message, "name a key that exists", key=item.shown)
