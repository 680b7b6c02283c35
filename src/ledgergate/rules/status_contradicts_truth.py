"""A document says done where the tree shows open tasks, open children, an open or a closed package.

**Why.** A status is written once and read for years; the boxes beside it are what was really done.

**Rejected**: `spec.md` says `**Status**: Complete`, `tasks.md` beside it has an open box.

**Accepted**: the box ticked, or not applicable with a reason: `- [ ] T014 Screenshots. N/A: no screen changes.`

**The fix.** Tick what is done, or write the status that the tree shows. Done with open boxes is often on purpose,
so this rule advises; `[rules] status-contradicts-truth = "block"` makes it refuse. `except_under` names sections whose
boxes do not count, `documents.closed_boxes` further marks than the x that close a box: `[~]` and `[-]` are open.
"""

from __future__ import annotations

import posixpath

from ledgergate.conditions.subjects import Subject, canonical
from ledgergate.model import Related
from ledgergate.reports import item_of
from ledgergate.rules.evidence_required import cited_paths, claimants, lacking
from ledgergate.rules.view import found, shown_value
from ledgergate.shapes import TREE
from ledgergate.truth.artifacts import boxes, paths, texts
from ledgergate.truth.cited import citations
from ledgergate.truth.evidence import Tree
from ledgergate.truth.packages import is_closed, labelled, packages

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Document, Finding, Item, Place, Stated
    from ledgergate.policy.model import Truth
    from ledgergate.rules.view import View
    from ledgergate.sides import Side
    from ledgergate.truth.artifacts import Box
    from ledgergate.truth.packages import PackageFolder


def check(view: View) -> Iterator[Finding]:
    after, told = view.after, set[str]()
    closed = _closed(after)
    for rule in after.policy.truths:
        done = {canonical(after.policy, rule.ledger, rule.field, word) for word in rule.done}
        ledger = after.ledgers.get(rule.ledger)
        claimed = _claimed_in_rows(after, rule, done)
        for item in ledger.items if ledger is not None else ():
            if canonical(after.policy, rule.ledger, rule.field, item.value(rule.field)) not in done:
                item = _as_claimed(item, rule.field, claimed.get(item.key))
            if canonical(after.policy, rule.ledger, rule.field, item.value(rule.field)) in done:
                yield from _open_tasks(after, rule, item, told)
                yield from _open_packages(after, rule, item, closed)
                yield from _open_children(after, rule, item, done)
    for package, is_done in closed.values():
        if is_done:
            yield from _closed_with_tasks(after, package, told)
    yield from _forbidden(after, closed)
    yield from _refuted(after)


def _closed(reading: Side) -> dict[str, tuple[PackageFolder, bool]]:
    """Each package folder once, by the first rule that holds it."""
    made: dict[str, tuple[PackageFolder, bool]] = {}
    for package in reading.ask(packages):
        if package.folder not in made:
            made[package.folder] = package, is_closed(reading.documents, package)
    return made


def _claimed_in_rows(reading: Side, rule: Truth, done: set[str]) -> dict[str, Stated]:
    """What reports call done, by the item's key: the claim stands there even where the item itself says less."""
    claimed: dict[str, Stated] = {}
    for report in reading.reports:
        for row in report.rows or () if report.ledger == rule.ledger else ():
            said = row.stated(rule.field)
            if said is not None and canonical(reading.policy, rule.ledger, rule.field, said.value) in done:
                item = item_of(reading, report, row)
                if item is not None:
                    claimed.setdefault(item.key, said)
    return claimed


def _as_claimed(item: Item, field: str, said: Stated | None) -> Item:
    return item if said is None else item.but(fields={**item.fields, field: (said,)})


def _open_tasks(reading: Side, rule: Truth, item: Item, told: set[str]) -> Iterator[Finding]:
    for document, every in tasks_of(reading, rule, item):
        if rule.tasks != ".":
            told.add(document.path)
        yield from _offence(every, _claim(item, rule), item.shown, stated_at(item, rule.field))


def tasks_of(reading: Side, rule: Truth, item: Item) -> Iterator[tuple[Document, list[Box]]]:
    """The documents whose boxes an item's truth speaks of, with these boxes."""
    if not rule.tasks:
        return
    documents, own = reading.documents, rule.tasks == "."
    folder = posixpath.dirname(item.document.path)
    names = [item.document.path] if own else documents.find(posixpath.join(folder, rule.tasks))
    part = own and not _is_whole(reading, rule, item)
    for document in texts(documents, names):
        start, end = (item.start, item.body_end or None) if part else (0, None)
        page, closed = documents.page(document), reading.policy.closed_boxes
        yield document, list(boxes(page, start, end, rule.except_under, rule.except_boxes, closed))


def _is_whole(reading: Side, rule: Truth, item: Item) -> bool:
    """Whether the item is a document of its own: the last one of several in a document ends with it, too."""
    sources = reading.policy.ledgers[rule.ledger].sources
    return bool(sources) and sources[item.source].shape.reads == TREE


def stated_at(item: Item, field: str) -> Place:
    """Where an item states a field; the item itself where it stands nowhere."""
    said = item.stated(field)
    return said.place if said is not None and said.end > said.start else item.place


def _claim(item: Item, rule: Truth) -> str:
    """Who says it: the item itself, or a report that says more of it than it does."""
    said = item.stated(rule.field)
    if said is not None and not said.inherited and said.document.path != item.document.path:
        return f"{said.document.path} gives {item.label} the {rule.field} {item.value(rule.field)}"
    return f"{item.label} has {rule.field} {item.value(rule.field)}"


def _offence(every: list[Box], claim: str, key: str, where: Place) -> Iterator[Finding]:
    left = [box for box in every if box.open]
    if left:
        first = left[0]
        yield found(
            first.place,
            f"{claim}, but {len(left)} of {len(every)} boxes here are open",
            "tick them, write N/A: and a reason behind them, or change the status",
            *first.cures,
            key=key, related=(Related(where, "the status is written here"),),
        )  # fmt: skip


def _open_packages(
    reading: Side, rule: Truth, item: Item, closed: dict[str, tuple[PackageFolder, bool]]
) -> Iterator[Finding]:
    if not rule.package_status:
        return
    tree = Tree(reading.documents, reading.policy)
    for said in item.fields.values():
        for stated in said:
            for one in citations(reading, stated) if stated.kind == "value" and not stated.inherited else ():
                for folder in _packages_of(tree.find(one) or (), closed):
                    if not closed[folder][1]:
                        message = f"{_claim(item, rule)}, but {folder} is not closed"
                        yield found(one.place, message, "close the package, or change the value", key=item.shown)


def _packages_of(names: tuple[str, ...], closed: dict[str, tuple[PackageFolder, bool]]) -> list[str]:
    heads = ["/".join(name.split("/")[:count]) for name in names for count in range(1, name.count("/") + 2)]
    return [head for head in dict.fromkeys(heads) if head in closed]


def _open_children(reading: Side, rule: Truth, item: Item, done: set[str]) -> Iterator[Finding]:
    own, left = children_of(reading, rule, item, done)
    if left:
        field, place = rule.child_field or rule.field, stated_at(item, rule.field)
        related = tuple(Related(one.place, f"{one.label} is {one.value(field) or 'open'}") for one in left[:5])
        open_ones = f"{len(left)} of its {len(own)} {rule.children} are open"
        message = f"{item.label} has {rule.field} {item.value(rule.field)}, but {open_ones}"
        yield found(place, message, "finish them, or change the value", key=item.shown, related=related)


def children_of(reading: Side, rule: Truth, item: Item, done: set[str]) -> tuple[list[Item], list[Item]]:
    """The items that name this one as their parent, and those of them that are not done."""
    children = reading.ledgers.get(rule.children)
    if children is None:
        return [], []
    field = rule.child_field or rule.field
    finished = done | {canonical(reading.policy, rule.children, field, word) for word in rule.done}
    own = [one for one in children.items if _names(reading, rule, one, item)]
    left = [one for one in own if canonical(reading.policy, rule.children, field, one.value(field)) not in finished]
    return own, left


def _names(reading: Side, rule: Truth, child: Item, item: Item) -> bool:
    from ledgergate.ledgers.words import key_skeleton, title_skeleton

    value = child.value(rule.child_parent)
    return bool(value) and (key_skeleton(value) == item.key or title_skeleton(value) == title_skeleton(item.title))


def _closed_with_tasks(reading: Side, package: PackageFolder, told: set[str]) -> Iterator[Finding]:
    documents = reading.documents
    for document in texts(documents, paths(documents, package, (package.rule.tasks,))):
        if document.path not in told and package.spec is not None:
            said = next(labelled(documents, package.spec, package.rule.status_labels))
            where = package.spec.place(said.start, said.end)
            every = list(boxes(documents.page(document), closed=reading.policy.closed_boxes))
            yield from _offence(
                every, f"{package.name} is {said.text.strip()[:40]}", package.number or package.name, where
            )


def _forbidden(reading: Side, closed: dict[str, tuple[PackageFolder, bool]]) -> Iterator[Finding]:
    """What says that something is still to come must not cite a package that is finished."""
    tree = Tree(reading.documents, reading.policy)
    for rule in reading.policy.evidence:
        if "completed-package" not in rule.forbids:
            continue
        for subject, said in claimants(reading, rule):
            for one in [one for stated in said for one in citations(reading, stated)]:
                for folder in _packages_of(tree.find(one) or (), closed):
                    if closed[folder][1]:
                        message = f"{_label(subject)} cites {folder}, which is closed: {rule.reason or 'that is done'}"
                        yield found(
                            one.place, message, "write the state that the package bears out", key=_shown(subject)
                        )


def _refuted(reading: Side) -> Iterator[Finding]:
    """What says that nothing is there yet, and cites all that shows that something is."""
    tree = Tree(reading.documents, reading.policy)
    for rule in reading.policy.evidence:
        for subject, said in claimants(reading, rule) if rule.refutes else ():
            every = [one for stated in said for one in citations(reading, stated) if tree.find(one)]
            if every and not lacking(rule.refutes, cited_paths(tree, every)):
                shows = [
                    one for one in every if len(lacking(rule.refutes, cited_paths(tree, [one]))) < len(rule.refutes)
                ]
                claims = [one for field in rule.when if (one := subject.stated(field)) is not None]
                claim = " and ".join(f"{one.field} {shown_value(reading.policy, one)}" for one in claims)
                message = f"{_label(subject)} has {claim} and cites {' and '.join(rule.refutes)}"
                cure = "write the state that this bears out, or take the citations away"
                reason = rule.reason or "that is more"
                yield found(shows[0].place, f"{message}: {reason}", cure, key=_shown(subject))


def _label(subject: Subject) -> str:
    item = subject.row or subject.item
    return item.label if item is not None else ""


def _shown(subject: Subject) -> str:
    item = subject.item or subject.row
    return item.shown if item is not None else ""
