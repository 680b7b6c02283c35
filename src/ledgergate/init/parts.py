"""What is done when its parts are: the items of another ledger that name it as their whole, and its boxes."""

from __future__ import annotations

import posixpath
from collections import Counter

from ledgergate.expressions import expression
from ledgergate.init.draft import Draft, read_again, rows_of
from ledgergate.init.keeping import rows_read
from ledgergate.init.records import collections, heading
from ledgergate.ledgers.words import key_skeleton, skeleton
from ledgergate.lexicon import AHEAD, OPEN, PROGRESS, is_done
from ledgergate.policy.model import Field, ReportPolicy, Truth
from ledgergate.policy.writing import plain
from ledgergate.reading import classified
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgergate.init.families import Family
    from ledgergate.init.survey import Survey
    from ledgergate.markdown import Page
    from ledgergate.markdown.boxes import Box
    from ledgergate.model import Ledger

_NAME = 0.9  # of a column's cells must be another ledger's keys
_LEAST = 2
_BOX = expression(rb"(?m)^[ \t]{0,9}(?:[-*+]|\d{1,3}[.)]) \[([ xX])\] ")
_BOXED = 2  # done items that have all their boxes ticked
_NOTE = expression(r" [(—]")  # behind what a form asks
_AGAIN = 5  # items in which a form asks the same
_FORMS = 12  # headings of a form
_DIGITS = expression(r"\d+(?:\.\d+)*")
_LATER = expression(  # in brackets, or behind a dash, and at the end: "API (future-proof)" is work
    r"(?i)[(—–] ?(?:optional|deferred|future|later|nice to have|post-(?:launch|release|mvp))(?:\)|\W*$)"
)
# What was dropped says so in brackets or behind a dash, and at most why: "cancelled orders" are work, and what was put
# off is open.
_DROPPED = (
    r"(?:\((?=\w+[:)])|[—–] ?(?=\w+\W*(?:$|[(:—–]))| - (?=\w+\W*(?:$|[(:—–])))"
    r"(?i:skipped|dropped|abandoned|descoped|cancel(?:led|ed)|superseded|obsolete)\b"
)
_OFF = expression(_DROPPED)


class _Column(Value):
    """A column of a ledger's own rows, or of a report's, with what its cells say."""

    name: str
    said: tuple[str, ...]
    report: ReportPolicy | None = None


class _Whole(Value):
    """A ledger some of whose words say that an item is done; its place among the drafts."""

    number: int
    draft: Draft
    field: str
    done: tuple[str, ...]
    keys: frozenset[str]


def parted(survey: Survey, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, with a truth for those most of whose done items have all their parts done."""
    made, wholes = list(drafts), [whole for at, draft in enumerate(drafts) if (whole := _whole(at, draft)) is not None]
    for at, draft in enumerate(drafts):
        for column, named in _named(survey, draft, [one for one in wholes if one.number != at]):
            told, read = _with_column(survey, made[at], column)
            found = ((whole, _truth(told, read, column, whole)) for whole in named)
            bound = next(((whole, truth) for whole, truth in found if truth is not None), None)
            if bound is not None:
                made[at], last = told, max(at, bound[0].number)  # a policy may be tried with those before it alone
                made[last] = made[last].but(truths=(*made[last].truths, bound[1]))
                break
    return made


def _whole(number: int, draft: Draft) -> _Whole | None:
    for field, words in draft.words.items():
        done = tuple(word for word in words.values if is_done(word) or word == "checked")
        if done:
            return _Whole(number, draft, field, done, frozenset(draft.keys))
    return None


def _named(survey: Survey, draft: Draft, wholes: Sequence[_Whole]) -> Iterator[tuple[_Column, list[_Whole]]]:
    """Columns nearly all of whose cells are keys of another ledger, with all such ledgers."""
    for column in _columns(survey, draft) if draft.words and wholes and not draft.preset else ():
        keys = [key_skeleton(text) for text in column.said]
        enough = _NAME * len(keys) if len({*keys}) >= _LEAST else len(keys) + 1
        named = [whole for whole in wholes if sum(map(whole.keys.__contains__, keys)) >= enough]
        if all(map(str.isdigit, keys)):  # what numbers its own rows, or counts, names none of theirs
            named = [whole for whole in named if plain(column.name).rstrip("s") in whole.draft.ledger.name]
        if named:
            yield column, named


def _columns(survey: Survey, draft: Draft) -> Iterator[_Column]:
    own = [(source.path, source.items, None) for source in draft.ledger.sources if source.items != "files"]
    theirs = [(one.path, rows_of(one).source.items, one) for one in draft.reports if one.rows]
    for path, items, report in (*own, *theirs):
        page = survey.page(path) if path in survey.present else None
        for every in collections(page, items) if page is not None else ():
            for name in every.names:
                if plain(name) not in draft.ledger.fields:
                    yield _Column(name, tuple(every.saying(name)), report)


def _with_column(survey: Survey, draft: Draft, column: _Column) -> tuple[Draft, Ledger]:
    """The draft with the column, and its items with what that says."""
    name = plain(column.name)
    field = Field(name, (column.name,), kind="text")
    draft = read_again(survey, draft, fields={**draft.ledger.fields, name: field})
    read, report = draft.read, column.report
    if report is not None:
        rows = rows_of(report)
        rows = rows.but(columns={**rows.columns, column.name: name})
        given = report.but(rows=rows, classifies=(name,))
        draft = draft.but(reports=tuple(given if one == report else one for one in draft.reports))
        read = classified(survey.documents, read, draft.policy, rows_read(survey, draft, given, alone=True))
    return draft, read


def _truth(draft: Draft, read: Ledger, column: _Column, whole: _Whole) -> Truth | None:
    """The truth, where most of what is done has all its parts done."""
    name, state = plain(column.name), next(iter(draft.words))
    # What was put off or dropped is waited for no more.
    known, left = whole.draft.words[whole.field].values, OPEN | PROGRESS
    over = [one for one in draft.words[state].values if one not in known and one.replace("-", " ") not in left]
    done = (*whole.done, *over)
    waits: dict[str, bool] = {}
    for item in read.items:
        key = key_skeleton(item.value(name))
        waits[key] = waits.get(key, False) or item.value(state) not in done
    items = (item for item in whole.draft.read.items if item.value(whole.field) in whole.done)
    ended = [waits[item.key] for item in items if item.key in waits]
    truth = Truth(
        whole.draft.ledger.name, whole.field, done, children=draft.ledger.name, child_field=state, child_parent=name
    )
    return truth if ended.count(False) >= max(_LEAST, ended.count(True)) else None


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
    found = {name for name, times in many if 2 * again[name] > times <= 3 * left[name]}
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
