"""Mutants of what the tree shows: a ticked box opened, or half opened, under a done status."""

from __future__ import annotations

from ledgergate.conditions.subjects import canonical
from ledgergate.proving.mutant import Mutant, replaced
from ledgergate.rules.status_contradicts_truth import tasks_of
from ledgergate.truth.artifacts import boxes as every_box
from ledgergate.truth.artifacts import paths, texts
from ledgergate.truth.packages import is_closed, packages

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Item
    from ledgergate.policy.model import Truth
    from ledgergate.sides import Side
    from ledgergate.truth.artifacts import Box


def boxes(side: Side) -> Iterator[Mutant]:
    """Each ticked box that a done status rests on, opened: of items, and of closed packages."""
    seen: set[tuple[str, int]] = set()
    for ledger, box in (*_of_items(side), *_of_packages(side)):
        document, start = box.document, box.marked.start
        if (document.path, start) not in seen and box.ticked and document.data[start : start + 1] == b"[":
            seen.add((document.path, start))
            for kind, mark in (("box-opened", b"[ ]"), ("box-halved", b"[~]")):
                edit = replaced(document, (start, box.marked.end, mark))
                yield Mutant(kind, f"{document.path}:{document.line_of(start)}", edit, ledger=ledger)


def _of_items(side: Side) -> Iterator[tuple[str, Box]]:
    for rule in side.policy.truths:
        ledger = side.ledgers.get(rule.ledger)
        for item in ledger.items if ledger is not None else ():
            if is_done(side, rule, item):
                for _, every in tasks_of(side, rule, item):
                    yield from ((rule.ledger, box) for box in every)


def _of_packages(side: Side) -> Iterator[tuple[str, Box]]:
    documents = side.documents
    for package in side.ask(packages):
        if is_closed(documents, package):
            for document in texts(documents, paths(documents, package, (package.rule.tasks, *package.rule.checklists))):
                yield from (("", box) for box in every_box(documents.page(document), closed=side.policy.closed_boxes))


def is_done(side: Side, rule: Truth, item: Item) -> bool:
    """Whether an item says that it is done."""
    done = {canonical(side.policy, rule.ledger, rule.field, word) for word in rule.done}
    return canonical(side.policy, rule.ledger, rule.field, item.value(rule.field)) in done
