"""The items that an answer must name, and those that it must not give: two demands of an invariant."""

from __future__ import annotations

import re

from ledgergate.conditions.naming import given, named
from ledgergate.conditions.subjects import holds, subjects
from ledgergate.expressions import regex
from ledgergate.truth.answers import says
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ledgergate.conditions.subjects import Subject
    from ledgergate.model import Item, Place
    from ledgergate.policy.model import Invariant
    from ledgergate.sides import Side
    from ledgergate.truth.answers import Answer

_SHOWN = 5


class Fault(Value):
    """What is wrong with one answer: the place, a sentence, what to write instead, the question's name."""

    place: Place
    message: str
    cures: tuple[str, ...]
    question: str


def listed(reading: Side, rule: Invariant, speaks: Iterable[Subject]) -> Iterator[Fault]:
    """What the answers to one question of one package leave out, and what they give although they must not."""
    together: dict[tuple[str, str], list[Answer]] = {}
    for subject in speaks:
        answer = subject.answer
        if answer is not None and not answer.nothing and says(answer.text) != "no":
            together.setdefault((answer.package, answer.question), []).append(answer)
    for answers in together.values():
        if rule.every:
            yield from _left_out(reading, rule, answers)
        for answer in answers if rule.never else ():
            yield from _given(reading, rule, answer)


def _left_out(reading: Side, rule: Invariant, answers: list[Answer]) -> Iterator[Fault]:
    texts = [text for answer in answers for point in answer.points for text in _texts(answer, point.parts)]
    if not any(named(text, _of(reading, rule.every)) for text in texts) or _all_of(reading, rule, texts):
        return  # it tells, and lists nothing, or means all of them
    wanted = _matching(reading, rule.every)
    left = [item for item in wanted if not any(named(text, (item,)) for text in texts)]
    if left:
        more = f" and {len(left) - _SHOWN} more" if len(left) > _SHOWN else ""
        names = ", ".join(item.label for item in left[:_SHOWN])
        message = f"the answer to '{answers[0].asked}' leaves out {names}{more} with {_told(rule.every)}: {rule.reason}"
        cures = [f"- {item.shown}: {item.title}" for item in left[:_SHOWN]]
        yield Fault(answers[0].place, message, tuple(cures), answers[0].question)


def _given(reading: Side, rule: Invariant, answer: Answer) -> Iterator[Fault]:
    every, unwanted = _of(reading, rule.never), {item.key for item in _matching(reading, rule.never)}
    for point in answer.points:
        for item in given(_texts(answer, point.parts), every):
            if item.key in unwanted:
                start, end = point.parts[0]
                message = (
                    f"the answer to '{answer.asked}' gives {item.label}, which has {_told(rule.never)}: {rule.reason}"
                )
                cure = f"take {item.shown} out of the answer, or change what is written of it"
                yield Fault(answer.document.place(start, end), message, (cure,), answer.question)


def _texts(answer: Answer, parts: Iterable[tuple[int, int]]) -> list[str]:
    return [answer.document.text(start, end) for start, end in parts]


def _of(reading: Side, wanted: Mapping[str, tuple[str, ...]]) -> tuple[Item, ...]:
    return tuple(item for name in wanted["ledger"] if name in reading.ledgers for item in reading.ledgers[name].items)


def _matching(reading: Side, wanted: Mapping[str, tuple[str, ...]]) -> list[Item]:
    return [one.item for one in subjects(reading, wanted) if one.item is not None and holds(reading, one, wanted)]


def _told(wanted: Mapping[str, tuple[str, ...]]) -> str:
    return ", ".join(f"{name} {' or '.join(values)}" for name, values in wanted.items() if name != "ledger")


def _all_of(reading: Side, rule: Invariant, texts: Iterable[str]) -> bool:
    """Whether the answer speaks of the value as such: "all of bucket A"."""
    ways = [
        rf"\b{re.escape(label)}\W{{1,4}}{re.escape(value)}(?!\w)"
        for name, values in rule.every.items()
        if name != "ledger"
        for label in (name, *_labels(reading, rule.every["ledger"], name))
        for value in values
    ]
    values = [value for name, given in rule.every.items() if name != "ledger" for value in given]
    every = regex("|".join(ways), re.IGNORECASE, max(values, key=len)) if ways else None
    return every is not None and any(every.search(text) for text in texts)


def _labels(reading: Side, ledgers: Iterable[str], name: str) -> Iterator[str]:
    for ledger in ledgers:
        rules = reading.policy.ledgers.get(ledger)
        if rules is not None and name in rules.fields:
            yield from rules.fields[name].labels
