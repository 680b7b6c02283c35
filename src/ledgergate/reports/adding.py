"""Who writes a row that a report leaves out: what the report's shape calls for."""

from __future__ import annotations

from ledgergate.documents import is_markdown, is_mediawiki

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol

    from ledgergate.model import Item, Report
    from ledgergate.reports.additions import NewRow
    from ledgergate.sides import Side

    class Writer(Protocol):
        """Writes the rows of one report; what its tables or lists are is found out once."""

        def add(self, item: Item) -> NewRow | None: ...


def writer(side: Side, report: Report) -> Writer | None:
    """What writes this report's rows; None for a shape of which only the words are known."""
    rows = side.policy.reports[report.spec].rows
    if rows is None or not is_markdown(report.document.path):
        return None
    if "columns" in rows.source.shape.takes:
        from ledgergate.reports.new_rows import TableRows

        return TableRows(side, report)
    if "depth" in rows.source.shape.takes:
        from ledgergate.reports.new_entries import Entries

        return Entries(side, report)
    return None


def pasted(side: Side, report: Report, item: Item) -> str:
    """The row of an item as it can be pasted, where no edit is offered: of a MediaWiki table, cell by cell."""
    from ledgergate.reports.additions import plain

    rows = side.policy.reports[report.spec].rows
    if rows is not None and is_mediawiki(report.path) and "columns" in rows.source.shape.takes:
        from ledgergate.reports.new_rows import TableRows

        return f"| {' || '.join(TableRows(side, report).texts(item))}"
    return plain(side, report, rows, item) if rows is not None else item.shown
