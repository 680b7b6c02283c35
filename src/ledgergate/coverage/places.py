"""Titles, sections, linked documents and packages: in how much of a side each of the policy's rules finds something."""

from __future__ import annotations

from ledgergate.coverage.binding import Binding, Silent, line_of
from ledgergate.coverage.sections import sections
from ledgergate.ledgers.candidate_nodes import excluded
from ledgergate.ledgers.reading import plan, titled
from ledgergate.policy.mistakes import shown
from ledgergate.reports import row_plan
from ledgergate.shapes import PAGES
from ledgergate.truth.packages import folders

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.ledgers.reading import Plan
    from ledgergate.model import Document, Item, Report
    from ledgergate.policy.lines import At
    from ledgergate.policy.model import Key, Source
    from ledgergate.sides import Side


def places(side: Side) -> Iterator[Binding]:
    policy = side.policy
    for name, rules in policy.ledgers.items():
        for number, source in enumerate(rules.sources):
            at: At = ("ledger", name, "sources", number)
            chosen = side.documents.matching(source.path) if source.shape.reads == PAGES else []
            kept = [one for one in chosen if not excluded(one.path, source)]
            yield from sections(side, at, source, kept)
            if source.file:
                yield _file(side, at, source, name)
            if rule := source.title or rules.title:
                items = [item for item in side.ledgers[name].items if item.source == number]
                how = plan(policy, source, rules.fields, rules.key, rules.title, rules.ignore)
                where = (*at, "title") if source.title else ("ledger", name, "title")
                yield _title(side, where, rule, items, chosen, how)
    for number, report in enumerate(policy.reports):
        there = [one for one in side.reports if one.spec == number]
        if report.rows is not None:
            at = ("report", number, "rows")
            yield from sections(side, at, report.rows.source, [one.document for one in there])
            yield from _row_title(side, at, there)
    for index, glob in enumerate(policy.links):
        line = line_of(policy, ("documents", "links", index)) or line_of(policy, ("documents", "links"))
        hits = len(side.documents.find(glob))
        yield Binding(f"documents.links[{index}]", line, "links", max(hits, 1), hits, bool(line), (), glob, "documents")
    for index, package in enumerate(policy.packages):
        line = line_of(policy, ("package", index))
        hits = len(folders(side.documents, package))
        yield Binding(
            f"package[{index}].path", line, "package", max(hits, 1), hits, bool(line), (), package.path, "folders"
        )


def _file(side: Side, at: At, source: Source, ledger: str) -> Binding:
    """The file inside of each folder that holds the fields."""
    folders = [item for item in side.ledgers[ledger].items if item.source == at[-1]]
    hits = sum(bool(item.document.data) for item in folders)
    line = line_of(side.policy, (*at, "file"))
    return Binding(shown((*at, "file")), line, "file", len(folders), hits, bool(line), (), source.file, "folders")


def _title(side: Side, at: At, rule: Key, items: list[Item], chosen: list[Document], how: Plan) -> Binding:
    found = sum(item.title != item.shown for item in items)
    tried = len(items)
    if items and not found:
        # A title that says what the key says is one, too.
        every = list(titled(side.documents, chosen, how))
        tried, found = len(every), sum(every)
    line = line_of(side.policy, at)
    name = rule.pattern or rule.source.partition(":")[2] or rule.source
    return Binding(shown(at), line, "title", tried, found, bool(line), (), name)


def _row_title(side: Side, at: At, there: list[Report]) -> Iterator[Binding]:
    """The title of rows; a table whose rows have none is told where it stands."""
    rules = side.policy.reports[there[0].spec] if there else None
    how = row_plan(side.policy, rules) if rules is not None else None
    if rules is None or how is None or how.title is None:
        return
    rows = [row for report in there for row in report.rows or ()]
    chosen = [report.document for report in there]
    made = _title(side, (*at, "title"), how.title, rows, chosen, how).but(things="rows")
    silent: tuple[Silent, ...] = ()
    if made.unread and how.title.source.startswith("cell:") and "columns" in how.source.shape.takes:
        from ledgergate.coverage.nearest import lacking_tables

        silent = lacking_tables(side, there, rows, rules, (made.name,))
    yield made.but(silent=silent)
