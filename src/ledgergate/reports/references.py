"""Fields that refer: values that name items of a ledger, one or several, and those names that no item has."""

from __future__ import annotations

import re

from ledgergate.ledgers.borne_keys import finder_of, in_ledger
from ledgergate.ledgers.identity import key_of
from ledgergate.ledgers.misplaced import Gone
from ledgergate.ledgers.words import PLACEHOLDERS, key_skeleton, skeleton
from ledgergate.model import Item
from ledgergate.reports.binding import Index, indexes
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ledgergate.model import Stated
    from ledgergate.policy.model import Field, Policy
    from ledgergate.sides import Side

_PARTS = re.compile(r"(?:(?<!\s)\s+)?(?:[,;&+|\n]|<br\s*/?>|\b(?:and|und|or|oder)\b)\s*")
_NOTE = re.compile(r"(?:(?<!\s)\s+)?\([^()]*\)\s*\Z")
_WORD = re.compile(r"\w")


class Reference(Value):
    """A name in an item's or a row's field that names nothing in the ledger `target`."""

    item: Item
    stated: Stated
    name: str
    target: str


def lost(side: Side) -> Iterator[Reference]:
    """Every name in a field that refers which is no item's."""
    policy = side.policy
    for name, ledger in side.ledgers.items():
        yield from _lost(side, ledger.items, referring(policy, name), name)
    for report in side.reports:
        rows = policy.reports[report.spec].rows
        fields = {**referring(policy, report.ledger), **_refers(rows.source.fields if rows is not None else {})}
        yield from _lost(side, report.rows or (), fields, report.ledger)


def referring(policy: Policy, name: str) -> dict[str, Field]:
    """The fields of a ledger and its sources that refer."""
    rules = policy.ledgers.get(name)
    if rules is None:
        return {}
    found = _refers(rules.fields)
    for source in rules.sources:
        found.update(_refers(source.fields))
    return found


def _refers(fields: Mapping[str, Field]) -> dict[str, Field]:
    return {name: field for name, field in fields.items() if field.kind == "refers"}


def _lost(side: Side, items: Iterable[Item], fields: Mapping[str, Field], own: str) -> Iterator[Reference]:
    for name, field in fields.items():
        target = field.ledger or own
        index, finder = side.ask(indexes).get(target), finder_of(side, target)
        if index is None:
            continue
        gone: Gone | None = None
        for item in items:
            for stated in item.fields.get(name, ()):
                for word in _names_of_none(stated, index, finder):
                    gone = gone or Gone(side.documents, side.policy.ledgers[target])
                    if key_skeleton(word) not in gone and key_skeleton(word) not in in_ledger(side, target).lost:
                        yield Reference(item, stated, word, target)


def _names_of_none(stated: Stated, index: Index, finder: re.Pattern[bytes] | None) -> Iterator[str]:
    """The names in one value that no item has. Where keys stand in it, what stands around them is a note."""
    if stated.kind != "value" or stated.inherited:
        return
    keys = [key_of(hit) for hit in finder.finditer(stated.raw.encode())] if finder is not None else []
    if keys:
        yield from (key for key in dict.fromkeys(keys) if key_skeleton(key) not in index)
        return
    for part in _PARTS.split(stated.raw) if not _is_known(stated, stated.raw, index) else ():
        bare = _NOTE.sub("", part).strip()
        if _WORD.search(bare) and skeleton(bare) not in PLACEHOLDERS and not _is_known(stated, bare, index):
            yield bare


def _is_known(stated: Stated, text: str, index: Index) -> bool:
    return index.by_key(Item(key_skeleton(text), text, text, stated.document, 0, 0, {})) is not None
