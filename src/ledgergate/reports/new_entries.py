"""A list entry for an item that a report leaves out, written as the entries beside it are."""

from __future__ import annotations

import re

from ledgergate.ledgers.words import skeleton
from ledgergate.model import Edit
from ledgergate.reports.additions import OPEN, NewRow, place_of
from ledgergate.reports.binding import item_of
from ledgergate.reports.wording import link_target, replaced
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgergate.model import Document, Item, Report, Stated
    from ledgergate.sides import Side

_MARKER = re.compile(r"(?<![ \t>])(?P<ahead>[ \t>]*)(?P<number>\d{1,9})(?=[.)])")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_TICKED = re.compile(r"\A([ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+)\[[xX]\](?=[ \t])")


class Slot(Value):
    """A part of an entry that speaks of its item: "key", "title", "link" or "field:NAME", and where it stands."""

    what: str
    start: int
    end: int


class Known(Value):
    """An entry that is bound to an item: its lines, from `start` to `end`, and the parts that speak of the item."""

    bound: Item
    item: Item
    start: int
    end: int
    slots: tuple[Slot, ...]

    @property
    def form(self) -> tuple[str, ...]:
        return tuple(slot.what for slot in self.slots)

    @property
    def between(self) -> tuple[str, ...]:
        """The texts around the slots, one more than those are."""
        ends = [self.start, *(slot.end for slot in self.slots)]
        starts = [*(slot.start for slot in self.slots), self.end]
        document = self.bound.document
        return tuple(_lines(document.text(one, other)) for one, other in zip(ends, starts, strict=True))


class Entries:
    """Writes entries for one report whose rows are lists; how its entries are written is found out once."""

    def __init__(self, side: Side, report: Report) -> None:
        self._side, self._report = side, report
        self._order = {id(item): at for at, item in enumerate(side.ledgers[report.ledger].items)}
        self._groups: dict[str, list[Known]] = {}
        for row in report.rows or ():
            item = item_of(side, report, row)
            if item is not None and row.document is report.document:
                self._groups.setdefault(row.section, []).append(self._known(row, item))

    def _known(self, row: Item, item: Item) -> Known:
        document = row.document
        start = document.line_starts[document.line_of(row.start) - 1]
        end = start + len(document.data[start : max(row.body_end, row.end)].rstrip())
        slots = sorted(self._slots(row, item, start, end), key=lambda slot: (slot.start, slot.end))
        apart: list[Slot] = []
        for slot in slots:
            if not apart or slot.start >= apart[-1].end:
                apart.append(slot)
        return Known(row, item, start, end, tuple(apart))

    def _slots(self, row: Item, item: Item, start: int, end: int) -> Iterator[Slot]:
        data, masked = row.document.data, bytearray(row.document.data[start:end])
        for link in row.links:
            target = link.target.encode("utf-8")
            at = data.find(b"](" + target, link.start, link.end) + 2
            if at > 1 and link.kind == "inline":
                masked[at - start : at - start + len(target)] = b"\0" * len(target)
                if link.target == link_target(self._side, self._report, item, link.target):
                    yield Slot("link", at, at + len(target))
        for field, said in row.fields.items():
            for one in said:
                if not one.inherited and start <= one.start < one.end <= end and one.start >= row.start:
                    masked[one.start - start : one.end - start] = b"\0" * (one.end - one.start)
                    yield Slot(f"field:{field}", one.start, one.end)
        # The row may call its item by an old key; of both the first line says them, not what stands below it.
        first = row.start - start, row.end - start
        for what, text in (("key", item.shown), ("key", row.shown), ("title", item.title)):
            written = text.encode("utf-8")
            if written and masked.count(written, *first) == 1:
                at = masked.index(written, *first)
                masked[at : at + len(written)] = b"\0" * len(written)
                yield Slot(what, start + at, start + at + len(written))

    def add(self, item: Item) -> NewRow | None:
        """The entry for an item; None where nothing tells in which list, or how it would be written."""
        groups = list(self._groups.values())
        if not groups:
            return None
        at, certain = place_of([[one.item for one in group] for group in groups], item)
        group = groups[at]
        like = group[-1]
        alike = [one for one in group if one.form == like.form]
        between = _kept([one.between for one in alike], self._labels())
        parts, left = [between[0]], []
        for slot, text in zip(like.slots, between[1:], strict=True):
            said = self._said(like, slot, item)
            if said is None:
                return None
            left += [slot.what.removeprefix("field:")] if said == OPEN else []
            parts += [said, text]
        text = "".join(parts)
        if OPEN in "".join(between):
            left.append("what it says besides")
        if item.shown not in text and item.title not in text:
            return None
        return NewRow(self._placed(group, item, text), tuple(left), certain)

    def _labels(self) -> set[str]:
        rows = self._side.policy.reports[self._report.spec].rows
        return {skeleton(name) for name in (rows.columns if rows is not None else ())}

    def _said(self, like: Known, slot: Slot, item: Item) -> str | None:
        """What stands in a slot for another item; None where nobody can tell how it would be written."""
        kind, _, field = slot.what.partition(":")
        document = like.bound.document
        if kind == "key":
            return item.shown
        if kind == "title":
            return item.title
        if kind == "link":
            return link_target(self._side, self._report, item, document.text(slot.start, slot.end)) or None
        old = next(one for one in like.bound.fields[field] if one.start == slot.start)
        return self._valued(old, item, field)

    def _valued(self, old: Stated, item: Item, field: str) -> str | None:
        """The entry's value for a field, with what stands around it in the slot."""
        said = item.stated(field)
        if said is None or said.kind != "value":
            return OPEN
        if self._side.policy.ledgers[self._report.ledger].fields[field].kind not in ("value", "number"):
            raw = said.document.text(said.start, said.end)
            return OPEN if said.inherited or "\n" in raw or "\r" in raw or not raw else raw
        edit = replaced(self._side, self._report, old, said.value)
        if edit is None:
            return None
        document = old.document
        return document.text(old.start, edit.start) + edit.text + document.text(edit.end, old.end)

    def _placed(self, group: Sequence[Known], item: Item, text: str) -> Edit:
        """Where the ledger's order puts it, if the list follows that; else, and in a numbered list, at its end."""
        document = self._report.document
        gap = "\n\n" if len(group) > 1 and _apart(document, group[-2], group[-1]) else "\n"
        order = [self._order.get(id(one.item), 0) for one in group]
        own = self._order.get(id(item), len(self._order))
        numbers = [_number(one) for one in group]
        text = _TICKED.sub(r"\1[ ]", text, count=1) if _TICKED.match(text) else text
        if numbers[-1] is not None and len(group) > 1 and len(set(numbers)) > 1:
            before, last = list(group), max(one for one in numbers if one is not None)
            text = _MARKER.sub(lambda found: f"{found['ahead']}{last + 1}", text, count=1)
        else:
            before = [one for one, at in zip(group, order, strict=True) if at < own or order != sorted(order)]
        if not before:
            return Edit(document.path, group[0].start, group[0].start, f"{text}{gap}")
        return Edit(document.path, before[-1].end, before[-1].end, f"{gap}{text}")


def _kept(neighbours: Sequence[tuple[str, ...]], labels: set[str]) -> list[str]:
    """The texts around the slots that a new entry has, too: what all say alike, labels, signs; else it is left open."""
    return [_common(texts, labels) for texts in zip(*neighbours, strict=True)]


def _common(texts: Sequence[str], labels: set[str]) -> str:
    """What the entries say alike, line by line where they have as many."""
    lines = [text.split("\n") for text in texts]
    if len({len(one) for one in lines}) > 1:
        return _alike(texts, labels)
    return "\n".join(_alike(some, labels) for some in zip(*lines, strict=True))


def _alike(texts: Sequence[str], labels: set[str]) -> str:
    unnumbered = [_MARKER.sub(lambda found: f"{found['ahead']}0", one, count=1) for one in texts]
    text, said = texts[-1], _TAG.sub("", _MARKER.sub("", texts[-1], count=1))
    same = len(texts) > 1 and len(set(unnumbered)) == 1
    if same or not any(map(str.isalnum, said)) or skeleton(said) in labels:
        return text
    head, tail = re.match(r"[^\w]*", text), re.search(r"[^\w]*\Z", text)
    return f"{head[0] if head else ''}{OPEN}{tail[0] if tail else ''}"


def _number(one: Known) -> int | None:
    found = _MARKER.match(one.between[0])
    return int(found["number"]) if found is not None else None


def _apart(document: Document, one: Known, other: Known) -> bool:
    """Whether a blank line stands between two entries."""
    return _lines(document.text(one.end, other.start)).count("\n") > 1


def _lines(text: str) -> str:
    """Lines that end as edits write them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
