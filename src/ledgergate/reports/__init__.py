"""Reports restate ledgers: their rows, bound to items, and the numbers that they state."""

from __future__ import annotations

from ledgergate.ledgers.reading import items, plan, too_many
from ledgergate.ledgers.strays import beside
from ledgergate.model import Report, Unread
from ledgergate.policy.model import Field, Source
from ledgergate.reports.binding import Index, index_of, indexes, item_of
from ledgergate.shapes import PAGES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgergate.documents import Documents
    from ledgergate.ledgers.reading import Plan
    from ledgergate.model import Document, Item
    from ledgergate.policy.model import Key, Policy, ReportPolicy
    from ledgergate.sides import Side

__all__ = (
    "COLUMN", "Index", "index_of", "indexes", "item_of", "may_be_unread", "missing", "paths", "read",
    "row_plan",
)  # fmt: skip

COLUMN = "total:"  # begins the name of the field that holds a bound column of a report's rows


def paths(documents: Documents, policy: Policy, rules: ReportPolicy, folders: Sequence[str]) -> Iterator[str]:
    """The paths that a report's rule speaks of: found ones for a glob, the literal path else, one for each package."""
    if "{package}" in rules.path:
        for folder in folders:
            yield from _expanded(documents, rules.path.replace("{package}", folder))
    else:
        yield from _expanded(documents, rules.path)


def _expanded(documents: Documents, path: str) -> list[str]:
    if any(mark in path for mark in "*?["):
        return documents.find(path)
    return [path]


def missing(documents: Documents, policy: Policy, rules: ReportPolicy, folders: Sequence[str]) -> list[str]:
    """The paths, or the glob that matches nothing, at which a report is asked for and none stands."""
    found = list(paths(documents, policy, rules, folders))
    if not found and "{package}" not in rules.path:
        return [rules.path]
    return [path for path in found if documents.snapshot.entry(path) is None]


def read(
    documents: Documents, policy: Policy, number: int, folders: Sequence[str] = (), *, rows_alone: bool = False
) -> Iterator[Report]:
    """The documents of the policy's report `number` that exist, with their rows; `rows_alone` without what looks like
    a row and is none."""
    rules = policy.reports[number]
    wanted = [path for path in paths(documents, policy, rules, folders) if documents.snapshot.entry(path) is not None]
    documents.fetch(wanted)
    found = (document for path in wanted if (document := documents.document(path)) is not None)
    for document in found:
        yield from documents.once(
            policy,
            ("rows alone" if rows_alone else "report", number),
            document,
            lambda one: _read(documents, policy, number, one, rows_alone),
        )


def _read(documents: Documents, policy: Policy, number: int, document: Document, rows_alone: bool) -> Iterator[Report]:
    """One document with its rows; none where it cannot be parsed."""
    rules, most = policy.reports[number], documents.snapshot.limits.items
    (how,) = documents.once(policy, ("rows", number), policy, lambda policy: (row_plan(policy, rules),))
    rows: list[Item] = []
    unread: list[Unread] = []
    ignored = 0
    for one in items(documents, [document], how) if how is not None else ():
        if one is None:
            ignored += 1
        elif isinstance(one, Unread):
            unread.append(one)
        else:
            rows.append(one)
        if len(rows) + len(unread) > most:
            raise too_many("the report has", "rows", most, [document])
    if document.path in documents.lost:
        return
    if not rows_alone and rules.rows is not None and rules.rows.source.shape.reads == PAGES:
        unread.extend(_beside(documents, document, rules.rows.source, rows, unread))
    told = tuple(rows) if how is not None else None
    yield Report(document.path, rules.ledger, document, told, tuple(unread), number, ignored)


def _beside(
    documents: Documents, document: Document, source: Source, rows: list[Item], told: list[Unread]
) -> list[Unread]:
    """What looks like a row and is none, unless it is told."""
    found = beside([documents.page(document)], source, rows, None)
    return [one for one in found if not any(one.start <= other.start < one.end for other in told)]


def row_plan(policy: Policy, rules: ReportPolicy) -> Plan | None:
    """How a report's rows are read: the ledger's fields under the report's own column names and words."""
    if rules.rows is None:
        return None
    ledger = policy.ledgers.get(rules.ledger)
    known = dict(ledger.fields) if ledger is not None else {}
    columns: dict[str, tuple[str, ...]] = {}
    for column, name in rules.rows.columns.items():
        columns[name] = (*columns.get(name, ()), column)
    fields = {name: _field(policy, known.get(name), name, written) for name, written in columns.items()}
    for total in rules.totals:
        if total.column:
            fields[COLUMN + total.column] = Field(COLUMN + total.column, (total.column,), kind="text")
    source: Source = rules.rows.source
    how = plan(policy, source, fields, None, None, (), rules.rows.maps)
    # A report writes a value without what the ledger writes around it.
    patterned = {name for name, field in fields.items() if field.pattern and name not in source.fields}
    loose = {name: one.but(loose=True) for name, one in how.bound.items() if name in patterned}
    return how.but(bound={**how.bound, **loose}) if loose else how


def _field(policy: Policy, known: Field | None, name: str, columns: tuple[str, ...]) -> Field:
    """A report's column: the ledger's field, written under these names, wherever the ledger takes it from."""
    if known is None:
        return Field(name, columns, vocabulary=name if name in policy.vocabularies else "")
    pattern = known.pattern if known.source == "label" else ""
    return known.but(labels=columns, source="label", pattern=pattern, required=False, default="", both=False)


def may_be_unread(side: Side) -> bool:
    """Whether some field, or some column, that the policy speaks of is stated by nobody, or by no row of one table."""
    spoken = side.ask(_spoken)
    for name, rules in side.policy.ledgers.items():
        every = list(side.ledgers[name].items)
        several = len(rules.sources) > 1
        parts = [[one for one in every if one.source == part] for part in range(len(rules.sources))] if several else []
        for part in parts or [every] * bool(rules.sources):
            for field, asked in _fields(side.policy, name) if part else ():
                if (asked or several or field in spoken) and not any(_states(item, field) for item in part):
                    return True
    if any(lacks(side.policy.reports[report.spec], report.rows) for report in side.reports if report.rows):
        return True
    return _misplaced(side) or not all(map(side.documents.find, side.policy.links))


def _misplaced(side: Side) -> bool:
    """Whether the items of a source, or a report's rows, all go without a title, or leave a section unproven."""
    for name, rules in side.policy.ledgers.items():
        for number, source in enumerate(rules.sources):
            title, both = source.title or rules.title, [one for one in rules.fields.values() if one.both]
            if title is None and not (source.under or source.file or both):
                continue
            items = [item for item in side.ledgers[name].items if item.source == number]
            if _doubtful(source, title, items) or any(_both(one, items) for one in both):
                return True
            if source.file and not any(item.document.data for item in items):
                return True
    return any(
        rules.rows is not None and _doubtful(rules.rows.source, rules.rows.source.title, report.rows or ())
        for report in side.reports
        for rules in (side.policy.reports[report.spec],)
    )


def _both(rule: Field, items: Sequence[Item]) -> bool:
    """Whether one of a field's two places, where the item stands and a label, states nothing."""
    if not rule.both or not items:
        return False
    placed = [
        said.start == item.start for item in items for said in item.fields.get(rule.name, ()) if said.kind != "missing"
    ]
    return all(placed) or not any(placed)


def _doubtful(source: Source, title: Key | None, items: Sequence[Item]) -> bool:
    if title is not None and items and all(item.title == item.shown for item in items):
        return True
    from ledgergate.ledgers.candidate_nodes import names

    return any(not any(names(item.section, (section,)) for item in items) for section in source.under)


def _fields(policy: Policy, name: str) -> Iterator[tuple[str, bool]]:
    """Each field of a ledger, and whether it must be read for itself."""
    rules = policy.ledgers[name]
    for fields in (rules.fields, *(source.fields for source in rules.sources)):
        for field, rule in fields.items():
            yield field, rule.required or rule.kind == "key"


def _states(item: Item, field: str) -> bool:
    return any(said.kind != "missing" for said in item.fields.get(field, ()))


def lacks(rules: ReportPolicy, rows: tuple[Item, ...]) -> bool:
    """Whether a column is in none of these rows, or not in those of one table."""
    if rules.rows is None:
        return False
    names = {*rules.rows.columns.values(), *rules.rows.source.fields}
    some = any if "columns" in rules.rows.source.shape.takes else all
    return any(some(name not in row.fields for row in rows) for name in names)


def _spoken(side: Side) -> frozenset[str]:
    """Every field that something of the policy speaks of besides the ledger."""
    policy = side.policy
    names: set[str] = set()
    for report in policy.reports:
        names.update(report.covers or ())
        if report.rows is not None:
            names.update(report.rows.columns.values(), report.rows.source.fields)
        for total in report.totals:
            names.update((total.by, *total.where, *total.of))
    for invariant in policy.invariants:
        names.update(invariant.when, invariant.then, invariant.none)
    for evidence in policy.evidence:
        names.update((evidence.field, *evidence.when))
    for truth in policy.truths:
        names.update((truth.field, truth.child_field, truth.child_parent))
    return frozenset(names)
