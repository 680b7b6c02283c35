"""A status says open although everything that it waits for is done, or although a successor is named.

**Why.** Who looks for what is left to do finds this, and what is done is announced nowhere.

**Rejected**: `spec.md` says `**Status**: Draft`, and each of the 12 boxes of `tasks.md` beside it is ticked.

**Accepted**: `**Status**: Complete`, an open box for what is left, or a status that is neither, as "In Review".

**The fix.** Write the status that the tree shows, or the task that is left. Open are the words that the `open` of a
`[[truth]]` lists; without it draft, proposed, open, planned, to do, in progress and the like, in English and German.
Only advice, as the last word may be somebody's to say.
"""

from __future__ import annotations

import posixpath

from ledgergate.conditions.subjects import canonical
from ledgergate.documents import is_page
from ledgergate.expressions import expression
from ledgergate.ledgers.words import key_skeleton, skeleton, title_skeleton
from ledgergate.model import Item, Related
from ledgergate.policy.model import OPEN
from ledgergate.reports import indexes
from ledgergate.rules.status_contradicts_truth import children_of, stated_at, tasks_of
from ledgergate.rules.view import found
from ledgergate.shapes import TREE
from ledgergate.truth.artifacts import boxes, paths, texts
from ledgergate.truth.packages import labelled, packages, says_one_of, status

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Document, Finding, Place
    from ledgergate.policy.model import Truth
    from ledgergate.rules.view import View
    from ledgergate.sides import Side
    from ledgergate.truth.artifacts import Box

_SUCCESSOR = (
    "Superseded by",
    "Superceded by",
    "Replaced by",
    "Obsoleted by",
    "Successor",
    "Ersetzt durch",
    "Abgelöst durch",
    "Nachfolger",
)
_NAMED = expression(rb"(?i)super[sc]eded|replaced|obsoleted|successor|ersetzt|gel\xc3\xb6st|nachfolger")


def check(view: View) -> Iterator[Finding]:
    after, spoken = view.after, set[str]()
    for rule in after.policy.truths:
        ledger = after.ledgers.get(rule.ledger)
        done = {canonical(after.policy, rule.ledger, rule.field, word) for word in rule.done}
        for item in ledger.items if ledger is not None else ():
            spoken.add(item.document.path)
            if _is_open(after, rule, item, done):
                every = list(tasks_of(after, rule, item))
                if _all_ticked(every) and not children_of(after, rule, item, done)[1]:
                    yield _lags(_says(item, rule), every, stated_at(item, rule.field), item.shown, rule.done[0])
                else:
                    yield from _succeeded(after, rule, item)
    yield from _packages(after, spoken)


def _is_open(reading: Side, rule: Truth, item: Item, done: set[str]) -> bool:
    """Whether an item's status, its text or what is written for it is an open word."""
    said = item.stated(rule.field)
    if said is None or said.kind != "value" or canonical(reading.policy, rule.ledger, rule.field, said.value) in done:
        return False
    field = reading.policy.ledgers[rule.ledger].fields.get(rule.field)
    vocabulary = reading.policy.vocabularies.get(field.vocabulary) if field is not None else None
    text = vocabulary.values.get(said.value, "") if vocabulary is not None else ""
    return not {skeleton(word) for word in (said.value, said.raw, text)}.isdisjoint(map(skeleton, rule.open))


def _all_ticked(every: list[tuple[Document, list[Box]]]) -> bool:
    """Whether there are boxes, none is open, and not all are excused."""
    own = [box for _, some in every for box in some]
    return not any(box.open for box in own) and any(box.ticked for box in own)


def _says(item: Item, rule: Truth) -> str:
    return f"{item.label} has {rule.field} {item.value(rule.field)}"


def _lags(claim: str, every: list[tuple[Document, list[Box]]], where: Place, key: str, done: str) -> Finding:
    count = sum(len(some) for _, some in every)
    first = next(some[0] for _, some in every if some)
    there = posixpath.basename(first.document.path)
    return found(
        where, f"{claim}, but {_all(count)} in {there}", f"write {done}, or the task that is left: - [ ] ...",
        key=key, related=(Related(first.place, "the boxes begin here"),),
    )  # fmt: skip


def _all(count: int) -> str:
    return f"all {count} boxes are ticked" if count > 1 else "the only box is ticked"


def _succeeded(reading: Side, rule: Truth, item: Item) -> Iterator[Finding]:
    """An open item that names an item which took its place."""
    document = item.document
    if not is_page(document.path) or not _NAMED.search(document.data):
        return
    index = reading.ask(indexes)[rule.ledger]
    whole = reading.policy.ledgers[rule.ledger].sources[item.source].shape.reads == TREE
    for said in labelled(reading.documents, document, _SUCCESSOR):
        if whole or item.start <= said.start < item.body_end:
            text = said.text
            named = Item(
                key_skeleton(text), text, text, document, said.start, said.end, {}, said.links, (title_skeleton(text),)
            )
            other = index.bind(named)
            if other is not None and other.key != item.key:
                message = f"{_says(item, rule)}, but {other.label} is named as its successor"
                cure = "write that it is superseded, or take the successor out"
                related = (Related(document.place(said.start, said.end), "the successor is named here"),)
                yield found(stated_at(item, rule.field), message, cure, key=item.shown, related=related)
                return


def _packages(reading: Side, spoken: set[str]) -> Iterator[Finding]:
    """Packages whose own status lags behind their tasks, where no item is their spec."""
    documents, closed, told = reading.documents, reading.policy.closed_boxes, set[str]()
    for package in reading.ask(packages):
        spec, said = package.spec, status(documents, package)
        if spec is None or said is None or spec.path in spoken or package.folder in told:
            continue
        if says_one_of(said.text, OPEN) and not says_one_of(said.text, package.rule.closed):
            told.add(package.folder)
            there = texts(documents, paths(documents, package, (package.rule.tasks,)))
            every = [(one, list(boxes(documents.page(one), closed=closed))) for one in there]
            if _all_ticked(every):
                claim, key = f"{package.name} is {said.text.strip()[:40]}", package.number or package.name
                yield _lags(claim, every, spec.place(said.start, said.end), key, package.rule.closed[0])
