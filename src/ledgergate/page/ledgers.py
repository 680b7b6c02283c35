"""The ledgers as the page shows them: partitions, what lies beside them, and the items with what they cite."""

from __future__ import annotations

from ledgergate.ledgers.words import key_skeleton
from ledgergate.listing import Wanted, cell, listing
from ledgergate.page.model import Cited, Cross, Entry, Field, Ledger, Line, Partition, Word
from ledgergate.reports import item_of
from ledgergate.truth.cited import stated_citations
from ledgergate.truth.evidence import Tree

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledgergate.listing import Listing
    from ledgergate.model import Finding, Item, Verdict
    from ledgergate.page.links import Links
    from ledgergate.page.model import At
    from ledgergate.policy import model as policy
    from ledgergate.sides import Side
    from ledgergate.truth.citations import Citation

UNCLASSIFIED = "unclassified"
_BOARD = 24  # items of a ledger that is shown by class alone, beside a larger one
_WIDEST = 12  # values of a field that stands across another one


def ledgers(side: Side, verdict: Verdict, findings: Sequence[Finding], links: Links) -> tuple[Ledger, ...]:
    """Every ledger that has items, in the policy's order."""
    found = [listing(side, name, Wanted()) for name in side.policy.ledgers]
    cites = _cites(side, links)
    about = _about(side, findings)
    made = [_ledger(side, verdict, one, found, cites, about, links) for one in found if one.items or one.unread]
    return tuple(one.but(form="twin") if _is_twin(one, made) else one for one in made)


def _is_twin(one: Ledger, every: Sequence[Ledger]) -> bool:
    """Whether a ledger without fields reads the lines that others read: to see to it that numbers are given once."""
    if one.partition is not None or one.fields:
        return False
    fuller = [other for other in every if other.partition is not None or other.fields]
    others = {(entry.at.path, entry.at.line) for other in fuller for entry in other.entries if entry.at is not None}
    return all(entry.at is not None and (entry.at.path, entry.at.line) in others for entry in one.entries)


def _ledger(
    side: Side, verdict: Verdict, one: Listing, every: Sequence[Listing], cites: Mapping[int, tuple[Cited, ...]],
    about: Mapping[tuple[str, str], list[int]], links: Links,
) -> Ledger:  # fmt: skip
    rules = _fields(side, one.ledger)
    words = {name: _words(side, rule, one.items) for name, rule in rules.items()}
    fields = tuple(
        Field(name, called(rule), rule.kind, words[name]) for name, rule in rules.items() if _is_stated(one, name)
    )
    equation = next((made for made in verdict.partitions if made.ledger == one.ledger), None)
    by = _by(side, one.ledger)
    partition = None
    if equation is not None:
        texts = {word.value or UNCLASSIFIED: word.text for word in words[by]}
        some = tuple(Word(_value(value), texts.get(value, value), count) for value, count in equation.by.items())
        partition = Partition(
            by, equation.before, equation.added, equation.merged, equation.dropped, equation.renamed, equation.after,
            some,
        )  # fmt: skip
    entries = tuple(_entry(one, item, words, cites, about, links) for item in one.items)
    crosses = tuple(
        made for field in fields if partition and field.name != by
        if (made := _cross(field, partition, one.items)) is not None
    )  # fmt: skip
    form = "board" if partition is not None and _is_board(side, one, every) else "table"
    return Ledger(one.ledger, sentence(one.ledger), form, fields, partition, crosses, entries, len(one.unread))


def _value(value: str) -> str:
    return "" if value == UNCLASSIFIED else value


def _fields(side: Side, name: str) -> dict[str, policy.Field]:
    rules = side.policy.ledgers[name]
    own = {field: rule for source in rules.sources for field, rule in source.fields.items()}
    return {**own, **rules.fields}


def _by(side: Side, name: str) -> str:
    """The field of the partition, as `reading.partition` chooses it."""
    fields = [one for one in side.policy.ledgers[name].fields.values() if one.vocabulary]
    return next((one.name for one in fields if one.required), fields[0].name if fields else "")


def _is_board(side: Side, one: Listing, every: Sequence[Listing]) -> bool:
    if side.policy.ledgers[one.ledger].items:
        return True
    return len(one.items) <= _BOARD and any(len(other.items) > len(one.items) for other in every)


def _is_stated(one: Listing, name: str) -> bool:
    return any(cell(item, name) for item in one.items)


def sentence(name: str) -> str:
    """A name of the policy as people write it."""
    plain = name.replace("_", " ").replace("-", " ").strip()
    return plain[:1].upper() + plain[1:]


def called(rule: policy.Field) -> str:
    """What a field is called: its first label, where documents have one."""
    return rule.labels[0] if rule.labels and rule.source == "label" else sentence(rule.name)


def _words(side: Side, rule: policy.Field, items: Sequence[Item]) -> tuple[Word, ...]:
    """The values that occur, in the vocabulary's order, those that state none last; nothing without a vocabulary."""
    known = side.policy.vocabularies.get(rule.vocabulary) if rule.vocabulary else None
    if known is None:
        return ()
    counts = dict.fromkeys((*known.values, ""), 0)
    for item in items:
        value = item.value(rule.name)
        counts[value] = counts.get(value, 0) + 1
    texts = {**known.values, "": "none stated"}
    return tuple(Word(value, texts.get(value, value), count) for value, count in counts.items() if count)


def _cross(field: Field, partition: Partition, items: Sequence[Item]) -> Cross | None:
    """How a field lies across the partition, where it has a few values that items state."""
    stated = [word for word in field.words if word.value]
    if not stated or len(field.words) > _WIDEST or len(partition.by) > _WIDEST:
        return None
    classes = tuple(word.value for word in partition.by)
    counts: dict[tuple[str, str], int] = {}
    for item in items:
        at = item.value(field.name), item.value(partition.field)
        counts[at] = counts.get(at, 0) + 1
    lines = tuple(Line(word, tuple(counts.get((word.value, one), 0) for one in classes)) for word in field.words)
    return Cross(field.name, field.label, classes, lines)


def _entry(
    one: Listing, item: Item, words: Mapping[str, tuple[Word, ...]], cites: Mapping[int, tuple[Cited, ...]],
    about: Mapping[tuple[str, str], list[int]], links: Links,
) -> Entry:  # fmt: skip
    return Entry(
        item.shown, item.title, _at(item, links), {name: cell(item, name) or None for name in one.fields},
        {name: item.value(name) for name, some in words.items() if some}, cites.get(id(item), ()),
        tuple(dict.fromkeys(about.get((one.ledger, key_skeleton(item.shown)), ()))),
    )  # fmt: skip


def _at(item: Item, links: Links) -> At | None:
    """The item's line; of one that the policy itself lists the first line that says something of it."""
    if item.end > item.start:
        return links.place(item.place)
    said = next((some[0] for some in item.fields.values() if some), None)
    return links.place(said.place) if said is not None and said.end > said.start else None


def _about(side: Side, findings: Sequence[Finding]) -> dict[tuple[str, str], list[int]]:
    """Ledger and key -> the numbers of the open findings about the item: by its key, where only one ledger has it."""
    homes: dict[str, set[str]] = {}
    for name, ledger in side.ledgers.items():
        for item in ledger.items:
            homes.setdefault(key_skeleton(item.shown), set()).add(name)
    of_path = {report.path: report.ledger for report in side.reports}
    found: dict[tuple[str, str], list[int]] = {}
    for number, one in enumerate(findings):
        key = key_skeleton(one.key)
        for name in homes.get(key, ()) if one.waived_by is None and key else ():
            if len(homes[key]) == 1 or of_path.get(one.place.path, name) == name:
                found.setdefault((name, key), []).append(number)
    return found


def _cites(side: Side, links: Links) -> dict[int, tuple[Cited, ...]]:
    """The identity of an item -> what it and its rows cite, each once."""
    stated = side.ask(stated_citations)
    tree = Tree(side.documents, side.policy)
    tree.prepare([one for _, _, one in stated])
    of_row = _items_of_rows(side)
    found: dict[int, dict[str, Cited]] = {}
    for item, _, one in stated:
        owner = of_row.get(id(item), id(item))
        found.setdefault(owner, {}).setdefault(one.text, _cited(tree, one, links))
    return {owner: tuple(some.values()) for owner, some in found.items()}


def _items_of_rows(side: Side) -> dict[int, int]:
    items = {(name, item.key): id(item) for name, ledger in side.ledgers.items() for item in ledger.items}
    made: dict[int, int] = {}
    for report in side.reports:
        for row in report.rows or ():
            bound = item_of(side, report, row)
            if bound is not None:
                made[id(row)] = items.get((report.ledger, bound.key), id(bound))
    return made


def _cited(tree: Tree, one: Citation, links: Links) -> Cited:
    found = tree.find(one)
    if not found:
        return Cited(one.text, None if found is None else False, None)
    return Cited(one.text, True, links.at(found[0], 1) if len(found) == 1 else None)
