"""Which points of an answer name what they must: an item of a ledger, by key, title or link, or evidence."""

from __future__ import annotations

import re

from ledgergate.ledgers.words import title_skeleton
from ledgergate.truth.answers import says
from ledgergate.truth.citations import cited
from ledgergate.truth.evidence import Tree

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ledgergate.model import Item, Place
    from ledgergate.sides import Side
    from ledgergate.truth.answers import Answer, Point

EVIDENCE = "evidence"  # stands among the ledgers' names for whatever can be opened
_HEAD = re.compile(r"[:(–—;]|\s-\s|[.!?]\s", re.IGNORECASE)
_NOT = re.compile(
    r"~~|\b(?:not?|no longer|never|without|covered|done|closed|merged|obsolete|nicht|kein\w*|abgedeckt|erledigt)\b",
    re.IGNORECASE,
)
_LONG = 8  # a shorter title is a word that any sentence may hold


def unnamed(reading: Side, answer: Answer, wanted: Sequence[str]) -> Iterator[tuple[Place, str]]:
    """Each point that names none of it, with its text; a list is judged entry by entry, prose as a whole."""
    if answer.nothing or says(answer.text) == "no":
        return
    listed = [point for point in answer.points if point.listed]
    if not listed:
        if not any(_names(reading, answer, point, wanted) for point in answer.points):
            yield answer.place, answer.text
        return
    for point in listed:
        if not _names(reading, answer, point, wanted):
            start, end = point.parts[0] if point.parts else (point.start, point.end)
            yield answer.document.place(start, end), answer.document.text(start, end)


def _names(reading: Side, answer: Answer, point: Point, wanted: Sequence[str]) -> bool:
    if any(name != EVIDENCE and reading.ledgers[name].partial for name in wanted):
        return True  # nobody can say what a ledger lacks that was not read
    texts = [answer.document.text(start, end) for start, end in point.parts]
    for name in wanted:
        if name == EVIDENCE:
            if _cites(reading, answer, point):
                return True
        elif any(_says(text, item.shown, item.title) for text in texts for item in reading.ledgers[name].items):
            return True
    return False


def named(text: str, items: Iterable[Item]) -> list[Item]:
    """The items that a text names, by key or title."""
    return [item for item in items if _says(text, item.shown, item.title)]


def given(texts: Sequence[str], items: Sequence[Item]) -> list[Item]:
    """The items that a point gives: those before its first colon, dash, bracket or full stop, if it denies nothing."""
    head = _HEAD.split(texts[0], maxsplit=1)[0] if texts else ""
    return [] if _NOT.search(head) else named(head, items)


def _says(text: str, key: str, title: str) -> bool:
    if re.search(rf"(?<![\w-]){re.escape(key)}(?![\w-])", text, re.IGNORECASE):
        return True
    wanted = title_skeleton(title)
    return len(wanted) >= _LONG and f" {wanted} " in f" {title_skeleton(text)} "


def _cites(reading: Side, answer: Answer, point: Point) -> bool:
    tree, page = Tree(reading.documents, reading.policy), reading.documents.page(answer.document)
    return any(tree.find(one) != () for start, end in point.parts for one in cited(page, start, end))
