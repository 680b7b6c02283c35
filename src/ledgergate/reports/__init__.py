"""Reports restate ledgers: their rows, bound to items, and the numbers that they state."""

from __future__ import annotations

from ledgergate.ledgers.reading import items, plan
from ledgergate.model import Report, Unread
from ledgergate.policy.model import Field, Source
from ledgergate.reports.binding import Index, indexes, item_of, key_patterns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgergate.documents import Documents
    from ledgergate.ledgers.reading import Plan
    from ledgergate.model import Item
    from ledgergate.policy.model import Policy, ReportPolicy

__all__ = ("COLUMN", "Index", "indexes", "item_of", "key_patterns", "missing", "paths", "read", "row_plan")

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


def read(documents: Documents, policy: Policy, number: int, folders: Sequence[str] = ()) -> Iterator[Report]:
    """The documents of the policy's report `number` that exist, with their rows."""
    rules = policy.reports[number]
    wanted = [path for path in paths(documents, policy, rules, folders) if documents.snapshot.entry(path) is not None]
    documents.fetch(wanted)
    how = row_plan(policy, rules)
    for path in wanted:
        document = documents.document(path)
        if document is None:
            continue
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
        yield Report(
            path, rules.ledger, document, tuple(rows) if how is not None else None, tuple(unread), number, ignored
        )


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
    return plan(policy, source, fields, None, None, (), rules.rows.maps)


def _field(policy: Policy, known: Field | None, name: str, columns: tuple[str, ...]) -> Field:
    """A report's column: the ledger's field, written under these names, wherever the ledger takes it from."""
    if known is None:
        return Field(name, columns, vocabulary=name if name in policy.vocabularies else "")
    return known.but(labels=columns, source="label", pattern="", required=False, default="", both=False)
