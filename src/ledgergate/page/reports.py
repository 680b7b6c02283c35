"""The documents that restate ledgers: what each is bound to, what is wrong in it, and what some of them choose."""

from __future__ import annotations

from ledgergate.page.ledgers import called, sentence
from ledgergate.page.model import Bound, Choice, Detail, Group, Restated, Selection
from ledgergate.reports import COLUMN, item_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ledgergate.model import Finding, Item, Report
    from ledgergate.page.links import Links
    from ledgergate.sides import Side


def reports(side: Side, findings: Sequence[Finding], links: Links) -> tuple[tuple[Restated, ...], tuple[Group, ...]]:
    """Each report with the open findings in it, those with most of them first; then the other documents with some."""
    wrong: dict[str, list[int]] = {}
    for number, one in enumerate(findings):
        if one.waived_by is None:
            wrong.setdefault(one.place.path, []).append(number)
    bound: dict[str, list[Bound]] = {}
    for report in side.reports:
        bound.setdefault(report.path, []).append(_bound(side, report))
    made = [Restated(links.at(path, 1), tuple(some), tuple(wrong.pop(path, ()))) for path, some in bound.items()]
    others = [Group(links.at(path, 1), tuple(some)) for path, some in wrong.items()]
    return _worst_first(made), _worst_first(others)


def _worst_first(some: list[_Any]) -> tuple[_Any, ...]:
    return tuple(sorted(some, key=lambda one: (-len(one.findings), one.at.path)))


def _bound(side: Side, report: Report) -> Bound:
    rules = side.policy.reports[report.spec]
    rows = len(report.rows) if report.rows is not None else None
    return Bound(report.ledger, rows, rows is not None and rules.covers is None)


def selections(side: Side, links: Links) -> tuple[Selection, ...]:
    """The reports that choose: they need not cover the ledger, and the policy says how many they may choose."""
    return tuple(
        Selection(links.full(report.path), report.ledger, _title(side, report), tuple(_choices(side, report, links)))
        for report in side.reports
        if report.rows and side.policy.reports[report.spec].covers is None and side.policy.reports[report.spec].counts
    )


def _title(side: Side, report: Report) -> str:
    """What the document calls itself, else its file's name."""
    if report.path.endswith(".md"):
        heading = next((one for one in side.documents.page(report.document).headings if one.level == 1), None)
        if heading is not None and heading.content.text.strip():
            return " ".join(heading.content.text.split())
    return sentence(report.path.rpartition("/")[2].partition(".")[0])


def _choices(side: Side, report: Report, links: Links) -> Iterator[Choice]:
    for row in report.rows or ():
        item = item_of(side, report, row)
        one = item or row
        title = one.title if one.title != one.shown else ""
        yield Choice(one.shown, title, links.place(row.place), tuple(_details(side, report, row, item)))


def _details(side: Side, report: Report, row: Item, item: Item | None) -> Iterator[Detail]:
    """What the row says, in its own order; then the class of the item, where the row leaves it out."""
    known = side.policy.ledgers[report.ledger].fields if report.ledger in side.policy.ledgers else {}
    for name, said in row.fields.items():
        stated = row.stated(name)
        if said and stated is not None and not name.startswith(COLUMN) and stated.kind in ("value", "unknown"):
            text = " ".join((stated.value or stated.raw).split())
            yield Detail(called(known[name]) if name in known else sentence(name), text, _word(side, name, known, text))
    for name, field in known.items():
        value = item.value(name) if item is not None and field.required and name not in row.fields else ""
        if value:
            yield Detail(called(field), value, _word(side, name, known, value))


def _word(side: Side, name: str, known: Mapping[str, object], value: str) -> str:
    field = known.get(name)
    vocabulary = side.policy.vocabularies.get(getattr(field, "vocabulary", "") or name)
    return vocabulary.values.get(value, "") if vocabulary is not None else ""


if TYPE_CHECKING:
    from typing import TypeVar

    _Any = TypeVar("_Any", Restated, Group)
