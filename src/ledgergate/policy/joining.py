"""Two policies joined: what the later one says, with all that the earlier one demands and it does not.

A change is judged under the joined policy as well, and what had to be taken from the earlier one is what the change
loosens: whatever is not proved to demand as much counts. A binding whose place is gone is replaced by the later one.
"""

from __future__ import annotations

from ledgergate.policy.demanding import demands
from ledgergate.policy.joined_reports import WHERE, Reports
from ledgergate.policy.languages import covers
from ledgergate.policy.model import Dispositions
from ledgergate.policy.runtime_patterns import lost_patterns
from ledgergate.policy.standing import Standing, partner
from ledgergate.policy.strictness import (
    DISPOSITIONS,
    LEDGER,
    PACKAGE,
    POLICY,
    READ_ONLY,
    SOURCE,
    Loosened,
    rows,
    wide,
)
from ledgergate.policy.texts import folded
from ledgergate.policy.words import join_vocabularies
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledgergate.policy.model import (
        Field,
        LedgerPolicy,
        Package,
        Policy,
        Source,
    )

    Words = Mapping[str, str]


class Pair(Value):
    policy: Policy
    losses: tuple[Loosened, ...] = ()


def join(base: Policy, head: Policy, standing: Standing | None = None) -> Pair:
    """`head` with what `base` demands beyond it, and each such demand. `base` must be relocated."""
    return _Joining(base, head, standing or Standing()).join()


class _Joining(Reports):
    def join(self) -> Pair:
        base, head = self.base, self.head
        # Which paths are runtime the posture asks of either policy's own patterns.
        self.losses = lost_patterns(base.runtime.patterns, head.runtime.patterns)
        read_only, told = rows(READ_ONLY, base.runtime.read_only, head.runtime.read_only, "the read-only posture")
        self.losses += told
        runtime = head.runtime.but(read_only=head.runtime.read_only.but(**read_only))
        vocabularies, told = join_vocabularies(base, head, self.standing)
        self.losses += told
        ledgers = dict(head.ledgers)
        for name, ledger in base.ledgers.items():
            ledgers[name] = self.ledger(name, ledger)
        reports = self.reports()
        parts, told = demands(base, head)
        self.losses += told
        packages = self.packages()
        values, told = rows(POLICY, base, head, "the policy")
        self.losses += told
        policy = head.but(
            runtime=runtime, vocabularies=vocabularies, ledgers=ledgers, reports=reports, packages=packages,
            **parts, **values,
        )  # fmt: skip
        return Pair(policy, tuple(self.losses))

    def ledger(self, name: str, ledger: LedgerPolicy) -> LedgerPolicy:
        called = f"the ledger '{name}'"
        other = self.head.ledgers.get(name)
        if other is None:
            self.tell(f"{called} is no longer governed", name, ledger.line)
            return ledger
        if not any(self.standing.source(name, number) for number, _ in enumerate(ledger.sources)):
            ledger = ledger.but(key=other.key)  # what stood where it says stands there no more
        values, told = rows(LEDGER, ledger, other, called)
        self.losses += self.ignored(name, told, other.ignore)
        if ledger.items and not other.sources:
            there = {folded(one) for one in other.items}
            for text in ledger.items:
                if folded(text) not in there:
                    # Where items are conserved, one that goes without a word is refused as such.
                    self.tell(f"{called} no longer lists '{text}'", text, ledger.line, advice=other.conserve)
        elif ledger.items and ledger.items != other.items:
            self.tell(f"{called} no longer lists its items", name, ledger.line)
        fields = dict(other.fields)
        for field, rule in ledger.fields.items():
            fields[field] = self.field(name, None, field, rule, other.fields.get(field), called)
        return other.but(
            **values,
            fields=fields,
            sources=self.sources(name, ledger, other),
            dispositions=self.dispositions(ledger, other, called),
        )

    def ignored(self, ledger: str, told: list[Loosened], ignore: tuple[str, ...]) -> list[Loosened]:
        """What is left out anew is usual in honest work, unless it is a pattern that may be a key's."""
        return [
            one.but(advice=True) if one.text in ignore and not self.standing.swallowed(ledger, one.text) else one
            for one in told
        ]

    def dispositions(self, ledger: LedgerPolicy, other: LedgerPolicy, called: str) -> Dispositions | None:
        before, after = ledger.dispositions or Dispositions(), other.dispositions or Dispositions()
        if before == after:
            return other.dispositions
        if before.path and not self.standing.path(before.path):
            before = before.but(path=after.path, under=after.under)
        values, told = rows(DISPOSITIONS, before, after, f"dispositions of {called}")
        # What a later change may account by is told; what this one accounts by is held to what was agreed.
        self.losses += [one.but(advice=True) for one in told]
        return after.but(**values)

    def sources(self, name: str, ledger: LedgerPolicy, other: LedgerPolicy) -> tuple[Source, ...]:
        left = list(enumerate(other.sources))
        pairs: dict[int, tuple[int, Source]] = {}
        for alike in (_equal, _same_place, _same_path, _covering):
            for number, source in enumerate(ledger.sources):
                match = None if number in pairs else next((one for one in left if alike(source, one[1])), None)
                if match is not None:
                    left.remove(match)
                    pairs[number] = match
        kept = list(other.sources)
        for number, source in enumerate(ledger.sources):
            called = f"the source '{source.path}' of the ledger '{name}'"
            if number in pairs:
                place, paired = pairs[number]
                kept[place] = self.source(name, number, source, paired, called)
            elif self.standing.path(source.path) or not other.sources:
                self.tell(f"{called} is no longer governed", source.path, source.line)
                kept.append(source)
        return tuple(kept)

    def source(self, name: str, number: int, source: Source, match: Source, called: str) -> Source:
        stands = self.standing.source(name, number)
        lost = [one for one in source.under if one not in match.under]
        if not stands:
            source = source.but(**{part: getattr(match, part) for part in WHERE})
        elif lost:
            gone = [one for one in lost if not self.standing.section(name, number, one)]
            source = source.but(under=tuple(one for one in source.under if one not in gone) or match.under)
        values, told = rows(SOURCE, source, match, called)
        self.losses += self.ignored(name, told, match.ignore)
        values["under"], places = wide(source.under, match.under)
        for one in places:
            self.tell(f"{called} is read under '{one}' alone, or no longer there", one, source.line)
        fields = dict(match.fields)
        for field, rule in source.fields.items():
            after = match.fields.get(field) or self.head.ledgers[name].fields.get(field)
            fields[field] = self.field(name, number, field, rule, after, called)
        for field in [
            one for one in match.fields if one not in source.fields and one in self.base.ledgers[name].fields
        ]:
            rule = self.base.ledgers[name].fields[field]
            fields[field] = self.field(name, number, field, rule, match.fields[field], called)
        return match.but(**values, fields=fields)  # its path is the same, or covers the other

    def field(self, ledger: str, source: int | None, name: str, rule: Field, after: Field | None, called: str) -> Field:
        line = self.base.ledgers[ledger].line
        return self.one_field(rule, after, f"the field '{name}' of {called}", line,
                              lambda: self.standing.field(ledger, source, name))  # fmt: skip

    def packages(self) -> tuple[Package, ...]:
        kept = list(self.head.packages)
        left = [(one.path, place) for place, one in enumerate(kept)]
        for package in self.base.packages:
            called = f"the package '{package.path}'"
            place = partner(package.path, left)
            if place is None:
                self.tell(f"{called} is no longer governed", package.path, package.line)
                kept.append(package)
                continue
            left = [one for one in left if one[1] != place]
            other = kept[place]
            values, told = rows(PACKAGE, package, other, called)
            self.losses += told
            if package.enforce == "always" != other.enforce:
                self.tell(f"{called} is judged only {other.enforce}", other.enforce, other.line, gone=False)
                values["enforce"] = package.enforce
            kept[place] = other.but(**values)
        return tuple(kept)


def _equal(one: Source, other: Source) -> bool:
    return one.but(line=0) == other.but(line=0)


def _same_place(one: Source, other: Source) -> bool:
    return (one.path, one.items, one.under, one.at) == (other.path, other.items, other.under, other.at)


def _same_path(one: Source, other: Source) -> bool:
    return (one.path, one.items) == (other.path, other.items)


def _covering(one: Source, other: Source) -> bool:
    return one.items == other.items and covers([other.path], one.path)
