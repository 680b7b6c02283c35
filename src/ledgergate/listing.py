"""A ledger as a list: which of its items are asked for, in which order and groups, by what people write."""

from __future__ import annotations

import re

from ledgergate.errors import Misused
from ledgergate.ledgers.reading import bind
from ledgergate.ledgers.words import classify, key_skeleton, skeleton
from ledgergate.model import Document
from ledgergate.reading import partition
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import TypeVar

    from ledgergate.model import Item, Partition, Unread
    from ledgergate.policy.model import Field, Policy
    from ledgergate.sides import Side

    S = TypeVar("S", Item, Unread)

KEY, TITLE, PATH, PLACE = "key", "title", "path", "place"
_DIGITS = re.compile(r"(\d+)")


class Wanted(Value):
    """What is asked of a list. `where` holds FIELD=VALUE, `sort` a field, with a minus in front from the end,
    `group` a field, `columns` fields in the order in which they are shown; without them all."""

    where: tuple[str, ...] = ()
    sort: str = ""
    group: str = ""
    columns: tuple[str, ...] = ()


class Listing(Value):
    """The chosen items of one ledger, by group; the ledger's whole partition, and the lines that nobody could read."""

    ledger: str
    fields: tuple[str, ...]
    columns: tuple[str, ...]
    groups: tuple[tuple[str, tuple[Item, ...]], ...]
    total: int
    partition: Partition | None
    unread: tuple[Unread, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(item for _, some in self.groups for item in some)


def listing(side: Side, name: str, wanted: Wanted, folder: str = "") -> Listing:
    """The list of one ledger, at the repository's paths where the side is a workspace's `folder`.

    Raises Misused for a ledger, a field or a value that there is not.
    """
    ledger = side.ledgers[chosen(name, side.policy.ledgers, "ledger")]
    rules = side.policy.ledgers[name]
    own = {field: rule for source in rules.sources for field, rule in source.fields.items()}
    fields = {**own, **rules.fields}
    known = (KEY, TITLE, *fields, PATH)
    columns = tuple(chosen(one, (*known, PLACE), "column") for one in wanted.columns)
    items = [
        item for item in _placed(ledger.items, folder) if _fits(item, _conditions(side.policy, fields, wanted.where))
    ]
    if wanted.sort:
        field = chosen(wanted.sort.lstrip("-"), known, "field")
        items.sort(key=lambda item: _order(cell(item, field)), reverse=wanted.sort.startswith("-"))
    groups = _grouped(side.policy, fields, items, chosen(wanted.group, known, "field") if wanted.group else "")
    titles = any(item.title and item.title != item.shown for item in items)
    usual = (KEY, *((TITLE,) if titles else ()), *fields, PLACE)
    return Listing(
        name,
        tuple(fields),
        columns or usual,
        groups,
        len(ledger.items),
        partition(side, None, name),
        tuple(_placed(ledger.unread, folder)),
    )


def _placed(some: Iterable[S], folder: str) -> Iterator[S]:
    """The same items or lines, in documents at the repository's paths; those of one document share it."""
    moved: dict[str, Document] = {}
    for one in some:
        old = one.document
        if folder and old.path not in moved:
            moved[old.path] = Document(f"{folder}/{old.path}", old.data, old.side, old.oid)
        yield one.but(document=moved[old.path]) if folder else one


def chosen(word: str, known: Iterable[str], what: str) -> str:
    """The word, where it is one of the known ones; else Misused with the nearest."""
    every = list(known)
    if word in every:
        return word
    from difflib import get_close_matches

    near = get_close_matches(word, every, n=1)
    others = f"there are: {', '.join(every)}" if every else f"the policy has no {what}"
    cure = f"did you mean {near[0]}?" if near else others
    raise Misused(f"there is no {what} '{word}'", cure)


def cell(item: Item, column: str) -> str:
    """What a column says of an item: each of its statements once, "" where it makes none."""
    if column == KEY:
        return item.shown
    if column == TITLE:
        return item.title
    if column in (PATH, PLACE):
        there = item.end > item.start
        return "" if not there else item.document.path + (f":{item.place.line}" if column == PLACE else "")
    said = (one.value or one.raw for one in item.fields.get(column, ()) if one.kind != "missing")
    return ", ".join(dict.fromkeys(" ".join(text.split()) for text in said if text.strip()))


def _conditions(
    policy: Policy, fields: dict[str, Field], where: Sequence[str]
) -> dict[str, list[Callable[[Item], bool]]]:
    """The conditions by field: one of a field's must hold, and that for each field."""
    made: dict[str, list[Callable[[Item], bool]]] = {}
    for text in where:
        name, sign, value = text.partition("=")
        if not sign:
            raise Misused(f"'{text}' is no condition", "write FIELD=VALUE, as in bucket=A; FIELD= for none")
        field = chosen(name.strip(), (KEY, TITLE, *fields, PATH), "field")
        made.setdefault(field, []).append(_condition(policy, fields.get(field), field, value.strip()))
    return made


def _condition(policy: Policy, rule: Field | None, name: str, value: str) -> Callable[[Item], bool]:
    lexicon = bind(policy, rule).lexicon if rule is not None else None
    words = set(policy.vocabularies[rule.vocabulary].values) if rule is not None and rule.vocabulary else set()
    if not value:
        return lambda item: not (item.value(name) if words else cell(item, name))
    if lexicon is not None and words:
        found, kind = classify(value, lexicon)
        meant = found[0] if kind == "value" else chosen(value, words, f"value of {name}")
        return lambda item: any(meant == one.value for one in item.fields.get(name, ()) if one.kind == "value")
    plain = key_skeleton if name == KEY else skeleton
    return lambda item: plain(value) in map(plain, (cell(item, name), *(one.raw for one in item.fields.get(name, ()))))


def _fits(item: Item, conditions: dict[str, list[Callable[[Item], bool]]]) -> bool:
    return all(any(holds(item) for holds in some) for some in conditions.values())


def _grouped(
    policy: Policy, fields: dict[str, Field], items: Sequence[Item], group: str
) -> tuple[tuple[str, tuple[Item, ...]], ...]:
    """The items by what they say for a field: in the vocabulary's order, what states nothing last."""
    if not group:
        return (("", tuple(items)),)
    rule = fields.get(group)
    order = list(policy.vocabularies[rule.vocabulary].values) if rule is not None and rule.vocabulary else []
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(cell(item, group), []).append(item)
    ranked = sorted(found, key=lambda one: (not one, order.index(one) if one in order else len(order), _order(one)))
    return tuple((value, tuple(found[value])) for value in ranked)


def _order(text: str) -> list[tuple[int, int, str]]:
    """C-9 before C-10; what is empty at the end."""
    parts = _DIGITS.split(text.casefold())
    if not text:
        return [(2, 0, "")]
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part]
