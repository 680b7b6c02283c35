"""A policy under another one's names: a ledger, a field, a vocabulary or one of its keys that is only called otherwise.

Names are the policy's own affair. Compared without this, a policy in which a name changes would lose all that the old
name held and demand all that the new one does.
"""

from __future__ import annotations

from functools import partial

from ledgergate.policy.texts import folded
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import TypeVar

    from ledgergate.policy.model import (
        Field,
        Invariant,
        LedgerPolicy,
        Policy,
        ReportPolicy,
        Source,
        Total,
        Truth,
        Vocabulary,
    )

    T = TypeVar("T")
    Where = Mapping[str, tuple[str, ...]]
    Became = Callable[[str], Mapping[str, tuple[str, ...]]]


class Names(Value):
    """Old names and new ones. `fields` are those of a ledger (its old name); a key may be split into several."""

    ledgers: Mapping[str, str] = {}
    vocabularies: Mapping[str, str] = {}
    fields: Mapping[str, Mapping[str, str]] = {}
    values: Mapping[str, Mapping[str, tuple[str, ...]]] = {}

    @property
    def idle(self) -> bool:
        return not (self.ledgers or self.vocabularies or any(self.fields.values()) or any(self.values.values()))


def renamed(base: Policy, head: Policy, became: Became) -> Policy:
    """`base` in the names of `head`. `became` tells, by a vocabulary's old name, which keys the items of each key
    bear now."""
    names = _names(base, head, became)
    return base if names.idle else _Renaming(base, names).policy()


def _names(base: Policy, head: Policy, became: Became) -> Names:
    ledgers = _paired(base.ledgers, head.ledgers, _same_ledger)
    vocabularies = _paired(base.vocabularies, head.vocabularies, _same_words)
    fields = {
        name: _paired(one.fields, head.ledgers[ledgers.get(name, name)].fields, _same_field)
        for name, one in base.ledgers.items()
        if ledgers.get(name, name) in head.ledgers
    }
    values = {
        name: _keys(one, head.vocabularies[vocabularies.get(name, name)], partial(became, name))
        for name, one in base.vocabularies.items()
        if vocabularies.get(name, name) in head.vocabularies
    }
    return Names(ledgers, vocabularies, fields, values)


def _paired(before: Mapping[str, T], after: Mapping[str, T], alike: Callable[[T, T], bool]) -> dict[str, str]:
    """What only the one has and what only the other has, where they are alike, each once."""
    left = [name for name in after if name not in before]
    found: dict[str, str] = {}
    for name, one in before.items():
        match = None if name in after else next((other for other in left if alike(one, after[other])), None)
        if match is not None:
            left.remove(match)
            found[name] = match
    return found


def _same_ledger(one: LedgerPolicy, other: LedgerPolicy) -> bool:
    return bool({source.path for source in one.sources} & {source.path for source in other.sources}) or (
        bool(one.items) and one.items == other.items
    )


def _same_words(one: Vocabulary, other: Vocabulary) -> bool:
    return len(set(one.values) & set(other.values)) * 2 > max(len(one.values), len(other.values))


def _same_field(one: Field, other: Field) -> bool:
    same = bool({*one.labels} & {*other.labels}) if one.source == "label" else one.pattern == other.pattern
    return same and one.source == other.source


def _keys(one: Vocabulary, other: Vocabulary, became: Callable[[], Mapping[str, tuple[str, ...]]]
          ) -> dict[str, tuple[str, ...]]:  # fmt: skip
    """Each key that is gone, and those that stand for it now: by its text, by an alias, by what its items bear."""
    gone = [key for key in one.values if key not in other.values]
    new = [key for key in other.values if key not in one.values]
    found: dict[str, tuple[str, ...]] = {}
    for key in gone:
        text = folded(one.values[key] or key)
        said = [word for word in new if folded(other.values[word] or word) == text or other.aliases.get(key) == word]
        if said:
            found[key] = (said[0],)
    for key in [key for key in gone if key not in found] if new else ():
        borne = tuple(word for word in became().get(key, ()) if word in new)
        if borne:
            found[key] = borne
    return found


class _Renaming:
    def __init__(self, base: Policy, names: Names) -> None:
        self.base = base
        self.names = names

    def policy(self) -> Policy:
        base, names = self.base, self.names
        return base.but(
            vocabularies={
                names.vocabularies.get(name, name): self.vocabulary(name, one)
                for name, one in base.vocabularies.items()
            },
            ledgers={names.ledgers.get(name, name): self.ledger(name, one) for name, one in base.ledgers.items()},
            reports=tuple(map(self.report, base.reports)),
            invariants=tuple(map(self.invariant, base.invariants)),
            evidence=tuple(
                one.but(
                    ledger=names.ledgers.get(one.ledger, one.ledger),
                    when=self.where(one.ledger, one.when),
                    field=self.field_name(one.ledger, one.field),
                )
                for one in base.evidence
            ),
            truths=tuple(map(self.truth, base.truths)),
        )

    def vocabulary(self, name: str, one: Vocabulary) -> Vocabulary:
        new = self.names.values.get(name, {})
        values = {word: text if word == key or len(new.get(key, ())) == 1 else word
                  for key, text in one.values.items() for word in new.get(key, (key,))}  # fmt: skip
        aliases = {word: new.get(key, (key,))[0] for word, key in one.aliases.items()}
        return one.but(name=self.names.vocabularies.get(name, name), values=values, aliases=aliases)

    def ledger(self, name: str, one: LedgerPolicy) -> LedgerPolicy:
        return one.but(
            name=self.names.ledgers.get(name, name),
            fields={self.field_name(name, field): self.field(name, rule) for field, rule in one.fields.items()},
            sources=tuple(self.source(name, source) for source in one.sources),
        )

    def source(self, ledger: str, one: Source) -> Source:
        return one.but(
            fields={self.field_name(ledger, field): self.field(ledger, rule) for field, rule in one.fields.items()}
        )

    def field(self, ledger: str, rule: Field) -> Field:
        new = self.names.values.get(rule.vocabulary, {})
        return rule.but(
            name=self.field_name(ledger, rule.name),
            vocabulary=self.names.vocabularies.get(rule.vocabulary, rule.vocabulary),
            map={word: new.get(key, (key,))[0] for word, key in rule.map.items()},
            default=new.get(rule.default, (rule.default,))[0],
            ledger=self.names.ledgers.get(rule.ledger, rule.ledger),
        )

    def report(self, one: ReportPolicy) -> ReportPolicy:
        ledger = one.ledger
        rows = one.rows
        if rows is not None:
            rows = rows.but(
                source=self.source(ledger, rows.source),
                columns={column: self.field_name(ledger, field) for column, field in rows.columns.items()},
                maps={
                    self.field_name(ledger, field): {
                        word: self.value(ledger, field, key)[0] for word, key in words.items()
                    }
                    for field, words in rows.maps.items()
                },
            )
        return one.but(
            ledger=self.names.ledgers.get(ledger, ledger),
            rows=rows,
            covers=None if one.covers is None else self.where(ledger, one.covers),
            classifies=tuple(self.field_name(ledger, field) for field in one.classifies),
            totals=tuple(self.total(ledger, total) for total in one.totals),
            counts=tuple(
                count.but(
                    field=self.field_name(ledger, count.field), value=self.value(ledger, count.field, count.value)[0]
                )
                for count in one.counts
            ),
            states={self.state(ledger, said): words for said, words in one.states.items()},
        )

    def total(self, report_ledger: str, one: Total) -> Total:
        ledger = one.ledger or report_ledger
        return one.but(
            by=self.field_name(ledger, one.by),
            where=self.where(ledger, one.where),
            of=self.where(ledger, one.of),
            ledger=self.names.ledgers.get(one.ledger, one.ledger),
        )

    def invariant(self, one: Invariant) -> Invariant:
        ledger = (one.when.get("ledger") or ("",))[0]
        parts = {}
        for part in ("when", "then", "none", "every", "never"):
            where: Where = getattr(one, part)
            parts[part] = self.where((where.get("ledger") or (ledger,))[0], where)
        return one.but(**parts)

    def truth(self, one: Truth) -> Truth:
        ledger, children = one.ledger, one.children
        return one.but(
            ledger=self.names.ledgers.get(ledger, ledger),
            field=self.field_name(ledger, one.field),
            done=tuple(word for key in one.done for word in self.value(ledger, one.field, key)),
            open=tuple(word for key in one.open for word in self.value(ledger, one.field, key)),
            children=self.names.ledgers.get(children, children),
            child_field=self.field_name(children, one.child_field),
            child_parent=self.field_name(children, one.child_parent),
        )

    def field_name(self, ledger: str, field: str) -> str:
        """A field's new name; where the ledger is not said, the one that all which have it agree on."""
        if ledger in self.names.fields:
            return self.names.fields[ledger].get(field, field)
        holders = [name for name, one in self.base.ledgers.items() if field in one.fields]
        new = {self.names.fields.get(name, {}).get(field, field) for name in holders}
        return new.pop() if len(new) == 1 else field

    def value(self, ledger: str, field: str, key: str) -> tuple[str, ...]:
        ledgers: Iterable[LedgerPolicy] = (
            [self.base.ledgers[ledger]] if ledger in self.base.ledgers else self.base.ledgers.values()
        )
        for one in ledgers:
            rule = one.fields.get(field)
            if rule is not None and key in self.names.values.get(rule.vocabulary, {}):
                return self.names.values[rule.vocabulary][key]
        return (key,)

    def where(self, ledger: str, where: Where) -> Where:
        made: dict[str, tuple[str, ...]] = {}
        for field, values in where.items():
            if field == "ledger":
                made[field] = tuple(self.names.ledgers.get(one, one) for one in values)
            else:
                made[self.field_name(ledger, field)] = tuple(
                    word for key in values for word in self.value(ledger, field, key)
                )
        return made

    def state(self, ledger: str, said: str) -> str:
        field, sign, value = said.partition("=")
        return f"{self.field_name(ledger, field)}{sign}{self.value(ledger, field, value)[0]}"
