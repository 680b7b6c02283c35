"""What the policy that a change starts from still demands: the state that it leaves behind under both policies."""

from __future__ import annotations

from contextlib import suppress

from ledgergate.coverage.demands import states
from ledgergate.errors import LedgergateError
from ledgergate.ledgers import read as read_ledger
from ledgergate.ledgers.identity import is_ignored
from ledgergate.policy.joining import Pair, join
from ledgergate.policy.renaming import renamed
from ledgergate.policy.standing import Standing, relocated
from ledgergate.policy.strictness import Loosened
from ledgergate.policy.texts import folded
from ledgergate.reading import read_side
from ledgergate.rules import POSTURE, run
from ledgergate.rules.view import View

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ledgergate.documents import Documents
    from ledgergate.model import Finding, Item
    from ledgergate.policy.model import Policy, Total
    from ledgergate.rules import Rule
    from ledgergate.sides import Side

# What says that a policy and the documents do not fit is asked of the policy that stands in the tree.
_OF_THE_POLICY = ("binding-unread", "waiver-invalid", "report-missing")


def pair(after: Side, before: Side) -> Pair | None:
    """The policy of the later end with what that of the earlier one demands beyond it; None where they are the same."""
    base, head = before.policy, after.policy
    if base is head or base.but(oid="", lines={}) == head.but(oid="", lines={}):
        return None
    moved = _in_its_words(base, after, before)
    then = read_side(after.documents, moved, strict=False)
    found = join(moved, head, _Found(then))
    started = before.own_policy
    if started is not None and started != base:
        # What another change has tightened meanwhile is not this one's doing.
        earlier = {one.what for one in join(_in_its_words(started, after, before), head).losses}
        found = found.but(losses=tuple(one for one in found.losses if one.what in earlier))
    return found.but(losses=(*found.losses, *_read_anew(then, after, before)))


def _in_its_words(base: Policy, after: Side, before: Side) -> Policy:
    """The earlier policy under the later one's names and paths, as far as it is the same that is called otherwise."""
    called = renamed(base, after.policy, lambda vocabulary: _became(vocabulary, base, after, before))
    return relocated(called, after.policy, lambda path: _there(after.documents, path))


def _became(vocabulary: str, base: Policy, after: Side, before: Side) -> dict[str, tuple[str, ...]]:
    """By each key of a vocabulary, those that its items bear now."""
    found: dict[str, tuple[str, ...]] = {}
    then = read_side(before.documents, base, strict=False)
    now = {item.key: item for ledger in after.ledgers.values() for item in ledger.items}
    for name, ledger in then.ledgers.items():
        fields = [field for field, rule in base.ledgers[name].fields.items() if rule.vocabulary == vocabulary]
        for item in ledger.items:
            if (later := now.get(item.key)) is None:
                continue
            for field in fields:
                was = item.value(field)
                borne = [one.value for said in later.fields.values() for one in said if one.kind == "value"]
                found[was] = tuple(dict.fromkeys((*found.get(was, ()), *borne)))
    return found


def demanded(rules: Iterable[Rule], findings: Iterable[Finding], view: View) -> Iterator[Finding]:
    """What the joined policy still refuses, apart from what either policy refuses by itself."""
    strict, before = view.pair, view.before
    if strict is None or before is None or strict.policy == view.after.policy:
        return
    asked = [rule for rule in rules if rule.duty != POSTURE and rule.name not in _OF_THE_POLICY]
    known = {mark for one in findings for mark in _marks(one)}
    with suppress(LedgergateError):  # a base that cannot be read excuses nothing
        then = View(read_side(before.documents, before.policy, strict=False))
        known |= {mark for one in _refused(asked, then) for mark in _marks(one)}
    side = read_side(view.after.documents, strict.policy, strict=False)
    for one in _refused(asked, view.but(after=side)):
        if known.isdisjoint(_marks(one)):
            message = f"{one.message}, by the policy that the change starts from"
            yield one.but(message=message, cure=(*one.cure, "or change the policy first, in a change of its own"))


def _refused(rules: Iterable[Rule], view: View) -> Iterator[Finding]:
    return (one for rule in rules if view.befores or "change" not in rule.needs for one in run(rule, view))


def _marks(one: Finding) -> Iterator[tuple[object, ...]]:
    yield one.code, one.message
    if one.key:
        yield one.code, one.key, one.place.path


def _there(documents: Documents, path: str) -> bool:
    return bool(documents.find(path + "**" if path.endswith("/") else path))


class _Found(Standing):
    """What the bindings of an earlier policy find in the state that a change leaves behind."""

    def __init__(self, side: Side) -> None:
        self._side = side
        self._words: dict[str, set[str]] = {}

    def path(self, glob: str) -> bool:
        return _there(self._side.documents, glob)

    def _items(self, ledger: str, number: int | None = None) -> Iterator[Item]:
        there = self._side.ledgers.get(ledger)
        return (item for item in (there.items if there is not None else ()) if number in (None, item.source))

    def _rows(self, report: int) -> Iterator[Item]:
        return (row for one in self._side.reports if one.spec == report for row in one.rows or ())

    def source(self, ledger: str, number: int) -> bool:
        return any(True for _ in self._items(ledger, number))

    def section(self, ledger: str, number: int, name: str) -> bool:
        policy = self._side.policy
        rules = policy.ledgers[ledger]
        alone = rules.but(sources=(rules.sources[number].but(under=(name,)),))
        only = policy.but(ledgers={**policy.ledgers, ledger: alone})
        return bool(read_ledger(self._side.documents, only, ledger, strict=False).items)

    def field(self, ledger: str, number: int | None, name: str) -> bool:
        return any(states(item, name) for item in self._items(ledger, number))

    def rows(self, report: int) -> bool:
        return any(True for _ in self._rows(report))

    def column(self, report: int, field: str) -> bool:
        return any(states(row, field) for row in self._rows(report))

    def total(self, report: int, total: Total) -> bool:
        from ledgergate.reports.judged import numbers

        alone = self._side.policy.reports[report].but(totals=(total,))
        reports = [*self._side.policy.reports]
        reports[report] = alone
        side = read_side(self._side.documents, self._side.policy.but(reports=tuple(reports)), strict=False)
        return any(
            not getattr(one, "why", "")
            for told, (stated, bound) in zip(side.reports, side.ask(numbers), strict=True)
            if told.spec == report
            for one in (*stated, *bound)
        )

    def word(self, vocabulary: str, word: str) -> bool:
        if vocabulary not in self._words:
            self._words[vocabulary] = set(self._stated(vocabulary))
        return folded(word) in self._words[vocabulary]

    def swallowed(self, ledger: str, ignored: str) -> bool:
        if len(ignored) < 3 or not (ignored.startswith("/") and ignored.endswith("/")):
            return False
        keys = (key for item in self._items(ledger) for key in (item.label, *_like(item.shown)))
        return any(is_ignored(key, (ignored,)) for key in keys)

    def _stated(self, vocabulary: str) -> Iterator[str]:
        for name, rules in self._side.policy.ledgers.items():
            there = [*self._items(name)]
            there += [row for one in self._side.reports if one.ledger == name for row in one.rows or ()]
            bound = {*(field for field, rule in rules.fields.items() if rule.vocabulary == vocabulary)}
            bound |= {
                field
                for source in rules.sources
                for field, rule in source.fields.items()
                if rule.vocabulary == vocabulary
            }
            for item in there:
                for field in bound:
                    yield from (folded(said.raw) for said in item.fields.get(field, ()))


def _read_anew(then: Side, after: Side, before: Side) -> Iterator[Loosened]:
    """Items whose document did not change and whose values are others under the later policy.

    The partition is changed by changing documents. Values that are renamed, each for one, are the same partition.
    """
    for name, ledger in then.ledgers.items():
        there = after.ledgers.get(name)
        if there is None:
            continue
        now = {item.key: item for item in there.items}
        for field in [one for one, rule in then.policy.ledgers[name].fields.items() if rule.vocabulary]:
            pairs = [
                (item, item.value(field), now[item.key].value(field))
                for item in ledger.items
                if item.key in now and _untouched(after, before, item) and _is_read(item, field)
            ]
            yield from _changed(name, field, pairs)


def _like(key: str) -> Iterator[str]:
    """The key, and others of its form: with each digit in place of its own, and with up to three digits more."""
    yield key
    if any(map(str.isdigit, key)):
        for digit in "0123456789":
            other = "".join(digit if one.isdigit() else one for one in key)
            yield from (other + digit * more for more in range(4))


def _untouched(after: Side, before: Side, item: Item) -> bool:
    one, other = (side.snapshot.entry(item.document.path) for side in (after, before))
    return one is not None and other is not None and one.oid == other.oid


def _is_read(item: Item, field: str) -> bool:
    return any(said.kind in ("value", "placeholder") for said in item.fields.get(field, ()))


def _changed(name: str, field: str, pairs: Sequence[tuple[Item, str, str]]) -> Iterator[Loosened]:
    forth: dict[str, str] = {}
    back: dict[str, str] = {}
    for _, was, now in pairs:
        forth.setdefault(was, now)
        back.setdefault(now, was)
    for item, was, now in pairs:
        if was != now and (forth[was] != now or back[now] != was or now in forth):
            what = f"{item.shown} of the ledger '{name}' has the {field} {now or 'nothing'} and had {was or 'nothing'}"
            yield Loosened(f"{what}, and its document did not change", field, gone=False)
