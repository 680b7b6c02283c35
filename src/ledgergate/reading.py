"""Reading all that one policy governs in one snapshot: ledgers, reports, and what reports say of the ledgers' items."""

from __future__ import annotations

from ledgergate import reports as reporting
from ledgergate.ledgers import names
from ledgergate.ledgers import read as read_ledger
from ledgergate.ledgers.strays import with_strays
from ledgergate.model import Partition
from ledgergate.policy.model import ALL
from ledgergate.reports import index_of
from ledgergate.sides import Contents, Side

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ledgergate.documents import Documents
    from ledgergate.errors import NotChecked
    from ledgergate.model import Item, Ledger, Report
    from ledgergate.policy.model import LedgerPolicy, Policy


def read_side(documents: Documents, policy: Policy, *, strict: bool = True) -> Side:
    """A state under a policy, with all that the policy governs. Raises as `read_all` does."""
    made = Side(documents, policy, lambda side: read_all(side, strict=strict))
    made.read()
    return made


def read_all(side: Side, *, reports: bool = True, strict: bool = True, patient: bool = False) -> Contents:
    """Everything that the side's policy governs. With `strict`, a governed place without items raises NotChecked, or,
    for those who are `patient`, is named in what is missed."""
    documents, policy = side.documents, side.policy
    missed: list[NotChecked] = []

    def made(name: str) -> Ledger:
        return read_ledger(documents, policy, name, strict=strict, missed=missed.append if patient else None)

    ledgers = {
        name: documents.unchanged(policy, name, _globs(rules), lambda name=name: made(name), _is_whole)  # type: ignore[misc]  # one each
        for name, rules in policy.ledgers.items()
    }
    if not _looks_again(policy):
        documents.shed()
    folders = _folders(documents, policy)
    found: list[Report] = []
    absent: list[tuple[int, str]] = []
    wanted = reports or any(rule.classifies for rule in policy.reports)
    for number, rules in enumerate(policy.reports if wanted else ()):
        absent.extend((number, path) for path in reporting.missing(documents, policy, rules, folders))
        found.extend(reporting.read(documents, policy, number, folders))
    ledgers, found = with_strays(documents, policy, ledgers, found)
    ledgers = {name: classified(documents, ledger, policy, found) for name, ledger in ledgers.items()}
    return Contents(ledgers, tuple(found), tuple(absent), tuple(folders), tuple(missed))


def read_names(side: Side) -> Contents:
    """The items of every ledger by their names alone, which is all that is asked of the state before a change."""
    ledgers = {name: names(side.documents, side.policy, name) for name in side.policy.ledgers}
    side.documents.shed()
    return Contents(ledgers)


def sources(side: Side) -> tuple[tuple[str, str, str], ...]:
    """Path, mode and object of everything that the ledgers of a state are read from: what is in them follows."""
    globs = dict.fromkeys(glob for ledger in side.policy.ledgers.values() for glob in _globs(ledger))
    there = side.snapshot
    found = [there.entry(path) for glob in globs for path in there.find(glob)]
    return tuple([(one.path, one.mode, one.oid) for one in found if one is not None])


def _globs(rules: LedgerPolicy) -> Iterator[str]:
    """Where all that a ledger is read from lies."""
    return (one.path + "**" if one.path.endswith("/") else one.path for one in rules.sources)


def _is_whole(ledger: Ledger) -> bool:
    """Whether it can be kept: of a partial one is told what it lacks each time that it is read."""
    return not ledger.partial


def _looks_again(policy: Policy) -> bool:
    """Whether a rule is likely to ask for the page of a ledger that was read: for links, citations, boxes, terms."""
    fields = [field for ledger in policy.ledgers.values() for field in ledger.fields.values()]
    others = (policy.links, policy.evidence, policy.terms, policy.packages, policy.truths)
    return any(others) or any(field.kind == "evidence" for field in fields)


def _folders(documents: Documents, policy: Policy) -> list[str]:
    if not any("{package}" in rules.path for rules in policy.reports):
        return []
    from ledgergate.truth.packages import folders

    return [folder for rule in policy.packages if rule.binds for folder in folders(documents, rule)]


def classified(documents: Documents, ledger: Ledger, policy: Policy, found: list[Report]) -> Ledger:
    """The ledger with the values that a classifying report gives: to its items, and to the lanes that they are in."""
    given = [report for report in found if report.ledger == ledger.name and policy.reports[report.spec].classifies]
    if not given:
        return ledger
    fields = policy.ledgers[ledger.name].fields
    lanes = [name for name, field in fields.items() if field.classifies]
    index = index_of(documents, policy.ledgers[ledger.name], ledger)
    for report in given:
        rows: dict[str, Item] = {}
        gives = policy.reports[report.spec].classifies
        given_fields = fields if gives == (ALL,) else {name: fields[name] for name in gives if name in fields}
        for row in report.rows or ():
            item = index.bind(row)
            rows[item.key if item is not None else "lane:" + row.key] = row
        ledger = ledger.but(items=tuple(_with(item, rows, lanes, given_fields) for item in ledger.items))
    return ledger


def _with(item: Item, rows: Mapping[str, Item], lanes: list[str], fields: Mapping[str, object]) -> Item:
    from ledgergate.ledgers.words import key_skeleton

    row = rows.get(item.key)
    for lane in lanes if row is None else ():
        stated = item.stated(lane)
        row = rows.get("lane:" + key_skeleton(stated.value or stated.raw)) if stated is not None else None
    if row is None:
        return item
    added = {
        name: tuple(one.but(inherited=True) for one in said)
        for name, said in row.fields.items()
        if name in fields and not any(one.kind in ("value", "unknown") for one in item.fields.get(name, ()))
    }
    return item.but(fields={**item.fields, **added}) if added else item


def whole(side: Side) -> Side:
    """A question: all of a state of which only names were read, under the same policy."""
    return read_side(side.documents, side.policy, strict=False)


def parting(policy: Policy, name: str) -> str:
    """The field by which a ledger is partitioned: its first required one with a vocabulary, else its first one.

    "" where it has none.
    """
    fields = [field for field in policy.ledgers[name].fields.values() if field.vocabulary]
    return next((one.name for one in fields if one.required), fields[0].name if fields else "")


def part(item: Item, field: str) -> str:
    """The part of its ledger's partition that an item is in."""
    return item.value(field) or "unclassified"


def partition(after: Side, before: Side | None, name: str) -> Partition | None:
    """The partition equation of one ledger."""
    field = parting(after.policy, name)
    if not field:
        return None
    items = after.ledgers[name].items
    vocabulary = after.policy.ledgers[name].fields[field].vocabulary
    by: dict[str, int] = dict.fromkeys(after.policy.vocabularies[vocabulary].values, 0)
    for item in items:
        value = part(item, field)
        by[value] = by.get(value, 0) + 1
    by = {value: count for value, count in by.items() if count}
    not_all_read = after.ledgers[name].partial or after.documents.lost
    if before is None or name not in before.ledgers or not_all_read:
        return Partition(name, len(items), by)
    if before.ledgers is after.ledgers:
        return Partition(name, len(items), by, len(items))
    from ledgergate.ledgers.conservation import balance

    moves = balance(before, after, name)
    earlier = len(before.ledgers[name].items)
    return Partition(name, len(items), by, earlier, moves.added, moves.merged, moves.dropped, moves.renamed)
