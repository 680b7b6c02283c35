"""What stands where in a side's documents, and which line of the policy speaks of it."""

from __future__ import annotations

from ledgergate.ledgers import identity
from ledgergate.ledgers.candidate_nodes import CandidateNode, names
from ledgergate.ledgers.reading import candidates, plan
from ledgergate.model import Ledger
from ledgergate.reports import row_plan
from ledgergate.reports.judged import numbers
from ledgergate.truth.cited import closed_under, evidence, links
from ledgergate.truth.packages import labelled, packages
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.ledgers.reading import Plan
    from ledgergate.model import Document, Item, Report
    from ledgergate.reports.bound import Bound
    from ledgergate.reports.counted import Counted
    from ledgergate.sides import Side

CHECKED, IGNORED, REPORTED = "checked", "ignored", "reported"
ITEM, CELL, NUMBER, LINK, OTHER = "items", "cells", "numbers", "links", ""


class Span(Value):
    """Bytes of a document. `state` is "checked", "ignored" or "reported"; `by` names a key of the policy, for what is
    reported the reason. `what` is what is counted there: "items", "cells", "numbers", "links" or ""."""

    document: Document
    start: int
    end: int
    state: str
    by: str
    what: str = OTHER


def spans(side: Side) -> Iterator[Span]:
    """Everything that the policy speaks of in the side's documents, in no order; spans may lie in each other."""
    for name, ledger in side.ledgers.items():
        yield from _read(ledger, f"ledger.{name}")
    for report in side.reports:
        yield from _read(report, f"report[{report.spec}]")
    yield from _left_out(side)
    yield from _numbers(side)
    yield from _generated(side)
    yield from _links(side)
    yield from _dispositions(side)
    yield from _packages(side)


def _read(read: Ledger | Report, where: str) -> Iterator[Span]:
    for item in _items(read):
        if not item.document.data:
            continue  # given by the policy itself
        of = f"{where}.sources[{item.source}]" if where.startswith("ledger") else f"{where}.rows"
        yield Span(item.document, item.start, item.end, CHECKED, of, ITEM)
        for field, said in item.fields.items():
            for one in said:
                if not one.inherited:
                    yield Span(one.document, one.start, one.end, CHECKED, f"{where}.fields.{field}", CELL)
    for unread in read.unread:
        yield Span(unread.document, unread.start, unread.end, REPORTED, unread.why)


def _items(read: Ledger | Report) -> tuple[Item, ...]:
    return read.items if isinstance(read, Ledger) else read.rows or ()


def _left_out(side: Side) -> Iterator[Span]:
    """The things that an `ignore` leaves out: read once more, since nobody else asks where they stand."""
    for name, rules in side.policy.ledgers.items():
        for number, source in enumerate(rules.sources):
            if source.ignore or rules.ignore:
                how = plan(side.policy, source, rules.fields, rules.key, rules.title, rules.ignore)
                by = f"ledger.{name}.sources[{number}].ignore" if source.ignore else f"ledger.{name}.ignore"
                yield from _ignored(side, source.path, how, by)
    for report in side.reports:
        how_rows = row_plan(side.policy, side.policy.reports[report.spec])
        if how_rows is not None and how_rows.source.ignore:
            yield from _ignored(side, report.path, how_rows, f"report[{report.spec}].rows.ignore")


def _ignored(side: Side, path: str, how: Plan, by: str) -> Iterator[Span]:
    for found in candidates(side.documents, side.documents.matching(path), how):
        if isinstance(found, CandidateNode) and identity.ignored(found, how.source, how.ignore):
            yield Span(found.document, found.start, found.end, IGNORED, by)


def _numbers(side: Side) -> Iterator[Span]:
    for report, (stated, bound) in zip(side.reports, side.ask(numbers), strict=True):
        by = f"report[{report.spec}].totals"
        every: tuple[Counted | Bound, ...] = (*stated, *bound)
        for one in every:
            yield Span(one.document, one.start, one.end, CHECKED, by, NUMBER)


def _generated(side: Side) -> Iterator[Span]:
    """Blocks that are written from a ledger, their comments included; of one that cannot be, its first line."""
    from ledgergate.reports.generated import blocks

    for block in blocks(side):
        by = f"the generated block '{block.asks}'"
        if block.why:
            yield Span(block.document, block.begin, block.begin_end, REPORTED, block.why)
        else:
            yield Span(block.document, block.begin, block.end + 1, CHECKED, by)


def _links(side: Side) -> Iterator[Span]:
    for _, one in evidence(side):
        yield Span(one.document, one.start, one.end, CHECKED, "evidence", LINK)
    if side.policy.links:
        for page, link, _ in links(side):
            yield Span(page.document, link.start, link.end, CHECKED, "documents.links", LINK)


def _dispositions(side: Side) -> Iterator[Span]:
    """The sections in which it is written what became of items."""
    for name, rules in side.policy.ledgers.items():
        where = rules.dispositions
        if where is None or not where.path or not where.under:
            continue
        for document in side.documents.matching(where.path):
            page = side.documents.page(document)
            for heading in page.headings:
                if names(heading.content.text, closed_under(side.policy, document.path)):
                    yield Span(document, heading.start, page.extent(heading)[1], CHECKED, f"ledger.{name}.dispositions")


def _packages(side: Side) -> Iterator[Span]:
    """A package's status and posture, its boxes, and the answers to its questions."""
    from ledgergate.truth.answers import answers
    from ledgergate.truth.artifacts import boxes, paths, texts

    every = side.ask(packages)
    for package in every:
        rule = package.rule
        if package.spec is not None:
            wanted = (*rule.status_labels, *side.policy.runtime.read_only.label)
            for said in labelled(side.documents, package.spec, wanted):
                yield Span(package.spec, said.start, said.end, CHECKED, f"package '{rule.path}'")
        for document in texts(side.documents, paths(side.documents, package, (rule.tasks, *rule.checklists))):
            for box in boxes(side.documents.page(document)):
                at = box.marked.line_start
                yield Span(document, at, at + 1, CHECKED, f"package '{rule.path}'.checklists")
    for answer in answers(side.documents, side.policy, every):
        yield Span(answer.document, answer.start, answer.end, CHECKED, f"package.questions.{answer.question}")
