"""A tombstone without a reason, a merge or supersession into something that does not exist, a key used again.

**Why.** "Merged into C-99" where there is no C-99 loses the candidate as surely as deleting it.

**Rejected**

    - C-7 merged into C-99
    - C-7 merged into C-4, C-99
    - C-7 merged into C-7
    - C-7 superseded by specs/999-links        where there is no such path

and, where the policy's `dispositions` name the place of such lines:

    - C-8 dropped

**Accepted**

    - C-7 merged into C-4
    - C-8 dropped: no customer asked for it in a year

**The fix.** Name a key that exists, give the reason behind the word, or give the open item a new key.
"""

from __future__ import annotations

from ledgergate.ledgers.conservation import settled
from ledgergate.ledgers.dispositions import lines
from ledgergate.ledgers.targets import formed, missing_path, targets
from ledgergate.ledgers.tombstones import key_pattern, tombstones, written_pattern
from ledgergate.ledgers.words import key_skeleton
from ledgergate.policy.model import Dispositions
from ledgergate.rules.view import found

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Container, Iterator

    from ledgergate.ledgers.dispositions import Line
    from ledgergate.ledgers.tombstones import Tombstone
    from ledgergate.model import Finding, Item
    from ledgergate.policy.model import LedgerPolicy
    from ledgergate.rules.view import View
    from ledgergate.sides import Side


def check(view: View) -> Iterator[Finding]:
    after = view.after
    every = {item.key for ledger in after.ledgers.values() for item in ledger.items}
    for name, rules in after.policy.ledgers.items():
        if rules.dispositions is not None and name in after.ledgers:
            yield from _written(after, name, list(tombstones(after.documents, rules)), every)
        if rules.conserve:
            yield from _into_nothing([one for one in view.befores if name in one.ledgers], after, name)


def _written(after: Side, name: str, told: list[Tombstone], every: set[str]) -> Iterator[Finding]:
    """What is wrong with the tombstones at the place that the policy names."""
    into = {one.key: [key_skeleton(target) for target in one.targets] for one in told}
    open_keys = {item.key: item for item in after.ledgers[name].items} if told else {}
    for one in told:
        place = one.document.place(one.start, one.end)
        nowhere = _nowhere(one, every, into, after)
        if nowhere:
            yield found(place, f"{one.shown} is {one.word} {nowhere}", "name a key that exists", key=one.shown)
        elif one.kind == "dropped" and not one.reason:
            yield found(
                place, f"{one.shown} was dropped without a reason", f"{one.shown} dropped: REASON", key=one.shown
            )
        if one.key in open_keys and one.kind != "renamed":
            other = open_keys[one.key].place
            message = f"{one.shown} is closed here and stands open at {other.path}:{other.line}"
            yield found(place, message, "give the open item a new key, or remove this line", key=one.shown)


def _nowhere(one: Tombstone, every: set[str], into: dict[str, list[str]], after: Side) -> str:
    """The target that is not there, or leads back, with what is wrong with it; "" where every target is something."""
    for target in one.targets:
        key = key_skeleton(target)
        if key not in every and key not in into:
            return f"{target}, which is in no ledger"
        if one.key not in every and not _end(one.key, key, every, lambda key: into.get(key, [])):
            return f"{target}, which leads back to {one.shown}" if key != one.key else f"{target}, which is itself"
    path = missing_path(one.into, after.documents, one.kind == "moved") if not one.targets else ""
    return f"{path}, which is not there" if path else ""


def _end(start: str, key: str, living: Container[str], follow: Callable[[str], list[str]]) -> str:
    """The key at the end of what follows from `key` by merges into one another; "" where they go in a circle."""
    seen = {start}
    while key not in living:
        if key in seen:
            return ""
        seen.add(key)
        nexts = follow(key)
        if len(nexts) != 1:
            return key
        key = nexts[0]
    return key


def _into_nothing(befores: list[Side], after: Side, name: str) -> Iterator[Finding]:
    """What this change merges, or supersedes, with a key that was never anywhere, or with itself.

    An item of any state before must lead somewhere; what one of them says already is that one's own affair.
    """
    rules = after.policy.ledgers[name]
    if written_pattern(rules) and rules.dispositions is not None and rules.dispositions.path:
        return
    told: set[str] = set()
    for before in befores:
        others = [one for one in befores if one is not before]
        for line, one in _misled(before, others, after, name):
            if one.key not in told and not any(_says(other, line, rules) for other in others):
                told.add(one.key)
                yield one


def _says(side: Side, line: Line, rules: LedgerPolicy) -> bool:
    """Whether a state holds the line, in the same document."""
    document = side.documents.document(line.document.path) if line.document is not None else None
    where = rules.dispositions or Dispositions()
    return document is not None and any(one.text == line.text for one in lines(side.documents.page(document), where))


def _misled(before: Side, others: list[Side], after: Side, name: str) -> Iterator[tuple[Line, Finding]]:
    """The lines about what is gone since one state before that lead nowhere, with what is wrong with them."""
    rules = after.policy.ledgers[name]
    gone, every = settled(before, after, name)
    if not gone or every is None:
        return
    told = every
    living = {item.key for ledger in after.ledgers.values() for item in ledger.items}
    earlier = [item for side in (before, *others) for ledger in side.ledgers.values() for item in ledger.items]
    known = living.union(item.key for item in earlier)
    pattern = key_pattern(rules) or formed([*before.ledgers[name].items, *after.ledgers[name].items])
    about = {account.item.key: account.line for account in gone}

    def said(key: str) -> Line | None:
        return about.get(key) or told.about(key)

    def follow(key: str) -> list[str]:
        line = said(key)
        return [key_skeleton(one) for one in targets(line.target, pattern)] if line is not None else []

    for account in gone:
        line, item = account.line, account.item
        if line is None or line.document is None or account.kind not in _WENT:
            continue
        for target in targets(line.target, pattern) or _other_keys(line, item, pattern, known):
            key, shown = key_skeleton(target), target.upper() if item.shown.isupper() else target
            if key == item.key:
                wrong = "itself"
            elif key not in known and key not in told:
                wrong = f"{shown}, which is in no ledger"
            elif not (end := _end(item.key, key, living, follow)):
                wrong = f"{shown}, which leads back to {item.shown}"
            elif end not in living and _was_dropped(said(end), line):
                wrong = f"{shown}, which was dropped"
            else:
                continue
            place = line.document.place(line.document.line_starts[line.number - 1])
            message = f"{item.shown} is {_WENT[account.kind]} {wrong}"
            yield line, found(place, message, "name a key that exists", key=item.shown)
            break


def _other_keys(line: Line, item: Item, pattern: re.Pattern[str] | None, known: Container[str]) -> list[str]:
    """The first other key of a line that does not begin its target with one, where none of them is known."""
    found = [one.groupdict().get("key") or one[0] for one in pattern.finditer(line.text)] if pattern is not None else []
    others = [one for one in found if key_skeleton(one) != item.key]
    return others[:1] if not any(key_skeleton(one) in known for one in others) else []


def _was_dropped(end: Line | None, line: Line) -> bool:
    """Whether what carries the item on was given up; what was a duplicate of it went with it."""
    return end is not None and end.kind == "dropped" and not any(word in line.text for word in _SAME)


_WENT = {"merged": "merged into", "superseded": "superseded by"}
_SAME = ("duplicate", "duplikat")
