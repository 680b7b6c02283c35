"""What is done when its boxes are ticked."""

from __future__ import annotations

import posixpath
from collections import Counter

from ledgergate.expressions import expression
from ledgergate.init.records import heading
from ledgergate.ledgers.words import skeleton
from ledgergate.lexicon import AHEAD
from ledgergate.policy.model import Truth

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgergate.init.families import Family
    from ledgergate.init.survey import Survey
    from ledgergate.markdown import Page
    from ledgergate.markdown.boxes import Box
    from ledgergate.model import Ledger

_BOX = expression(rb"(?m)^[ \t]{0,9}(?:[-*+]|\d{1,3}[.)]) \[([ xX])\] ")
_BOXED = 2  # done items that have all their boxes ticked
_NOTE = expression(r" [(—]")  # behind what a form asks
_AGAIN = 5  # items in which a form asks the same
_FORMS = 12  # headings of a form
_WORK = frozenset(("task", "tasks", "subtasks", "aufgaben", "tâches", "tareas", "tarefas", "задачи", "任务", "作業"))
_DIGITS = expression(r"\d+(?:\.\d+)*")
_OPTIONAL = "optional|opcional|optionnel(?:le)?|opzionale|optioneel|可选|可選|任意|선택"
_LATER = expression(  # in brackets, or behind a dash, and at the end: "API (future-proof)" is work
    rf"(?i)[(（—–] ?(?:{_OPTIONAL}|deferred|future|later|nice to have|post-(?:launch|release|mvp))(?:[)）]|\W*$)"
)
# What was dropped, or need not be, says so in brackets or behind a dash, and at most why: "cancelled orders" are work,
# and what was put off is open.
_DROPPED = (
    r"(?:[(（](?=\w+(?:[:,)）]| ?[—–]| - ))|[—–] ?(?=\w+\W*(?:$|[(:—–]))| - (?=\w+\W*(?:$|[(:—–])))"
    r"(?i:skipped|skippée?s?|dropped|abandoned|descoped|cancel(?:led|ed)|superseded|obsolete|" + _OPTIONAL + r")\b"
)
_OFF = expression(_DROPPED)


def promised(survey: Survey, family: Family, read: Ledger, field: str, done: tuple[str, ...]) -> tuple[Truth, ...]:
    """A done word promises that the boxes are ticked, those of the tasks beside the item or its own, where they are
    kept at all: in most of what is done, or of what has any."""
    tasks = "tasks.md" if family.inside and any(beside(path) in survey.present for path in family.paths) else "."
    paths = [one.document.path if tasks == "." else beside(one.document.path) for one in read.items]
    boxes = [_boxes(survey, path) for path in paths]
    ended = [one for one, item in zip(boxes, read.items, strict=True) if item.value(field) in done and one[1]]
    left = [(ticked, every) for ticked, every in ended if ticked < every]
    # One of three ticked in most of them is a choice that a form offers.
    choices = 2 * sum(ticked == 1 and every > 2 for ticked, every in left) > len(left)
    most = 2 * sum(ticked for ticked, _ in ended) >= sum(every for _, every in ended) and not choices
    half = most and 2 * sum(every > 0 for _, every in boxes) >= len(boxes)
    many = half or (len(ended) - len(left) >= _BOXED and not choices)
    if not done or not many:
        return ()
    pages = list(survey.read(path for path, one in zip(paths, read.items, strict=True) if one.value(field) in done))
    every = [one for page in pages for one in page.boxes() if not one.ticked()]
    off = _DROPPED if any(_OFF.search(one.text) for one in every) else ""
    return (Truth(read.name, field, done, tasks=tasks, except_under=_form(pages), except_boxes=off),)


def _form(pages: Sequence[Page]) -> tuple[str, ...]:
    """Headings of what comes later, and few below which a form asks the same of each item, and a third of what is done
    leaves some of it open; not all that most items ask."""
    asked = Counter(text for page in pages for text in {_NOTE.split(one.text)[0] for one in page.boxes()})
    every, again, left = (Counter[str]() for _ in range(3))
    heads: list[set[str]] = []
    later: dict[str, str] = {}
    spelled: dict[str, dict[str, str]] = {}  # a step has another number in another item
    for page in pages:
        under: dict[str, list[Box]] = {}
        for one in page.boxes():
            text = heading(page, one.block)
            name = skeleton(_DIGITS.sub("", text))
            under.setdefault(name, []).append(one)
            spelled.setdefault(name, {}).setdefault(skeleton(text), text)
            above = () if one.ticked() else (head.content.text for head in page.above(one.block) if head.level > 1)
            later.update((skeleton(text), text) for text in above if _later(text))
        heads += [set(under)] if under else []
        every.update(under.keys())
        left.update(name for name, boxes in under.items() if not all(one.ticked() for one in boxes))
        for name, boxes in under.items():
            again[name] += 2 * sum(asked[_NOTE.split(one.text)[0]] >= _AGAIN for one in boxes) > len(boxes)
    many = [(name, times) for name, times in every.items() if name and times >= _AGAIN]
    found = {name for name, times in many if 2 * again[name] > times <= 3 * left[name] and not _WORK & {*name.split()}}
    form = [text for name in found for text in spelled[name].values()]
    most = 2 * sum(own <= found for own in heads) > len(heads)
    some = (later.values(), form if not most else ())
    return tuple(sorted({text for texts in some if len(texts) <= _FORMS for text in texts}))


def _later(text: str) -> bool:
    """Whether a heading says that what stands below it comes after this."""
    return skeleton(_NOTE.split(text)[0]) in AHEAD or _LATER.search(text) is not None


def beside(path: str) -> str:
    return f"{posixpath.dirname(path)}/tasks.md"


def _boxes(survey: Survey, path: str) -> tuple[int, int]:
    """How many of a document's boxes are ticked, and how many there are."""
    marks = _BOX.findall(survey.raw(path)) if path in survey.present else []
    return len(marks) - marks.count(b" "), len(marks)
