"""Two statements that an `[[invariant]]` of the policy requires to agree do not.

**Why.** Some values only make sense together: what belongs to the customer portal has its boundary, what is covered is
not recommended, and nothing is sellable while its blockers are open.

**Rejected**: `when = { bucket = "D" }`, `then = { boundary = "/customerportal" }`, and an item in D says `/platform`.

**Accepted**: the item says `/customerportal`.

**The fix.** Change one of the two values. Where the invariant itself is wrong, mend it in the policy, with its
reason.
"""

from __future__ import annotations

from ledgergate.conditions.subjects import ANY, Subject, holds, is_one_of, subjects
from ledgergate.model import Related
from ledgergate.rules.view import found, shown_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Finding, Item, Place
    from ledgergate.policy.model import Invariant
    from ledgergate.rules.view import View
    from ledgergate.sides import Side
    from ledgergate.truth.answers import Answer

_SHOWN = 5


def check(view: View) -> Iterator[Finding]:
    for rule in view.after.policy.invariants:
        yield from broken(view.after, rule)


def spoken(after: Side, rule: Invariant) -> list[Subject]:
    """The items, rows or answers that an invariant speaks of."""
    return [one for one in subjects(after, rule.when, rule.then) if holds(after, one, rule.when)]


def broken(after: Side, rule: Invariant) -> Iterator[Finding]:
    """Where one invariant does not hold."""
    speaks = spoken(after, rule)
    for subject in speaks:
        for field, values in rule.then.items():
            if field == "names" and subject.answer is not None:
                yield from _names_nothing(after, rule, subject.answer, values)
            elif not is_one_of(after, subject, field, values) and not _told(after, subject, field):
                yield _contradicted(after, rule, subject, field)
    against = _against(after, rule) if speaks and rule.none else []
    for subject in speaks if against else ():
        yield _forbidden(after, rule, subject, against)
    if speaks and (rule.every or rule.never):
        from ledgergate.conditions.listed_items import listed

        for one in listed(after, rule, speaks):
            yield found(one.place, one.message, *one.cures, key=one.question)


def _against(reading: Side, rule: Invariant) -> list[Subject]:
    return [one for one in subjects(reading, rule.none) if holds(reading, one, rule.none)]


def _told(reading: Side, subject: Subject, field: str) -> bool:
    """Whether another rule says so already: a required value that is missing, a row that names nothing."""
    if subject.answer is not None:
        return False
    said = subject.stated(field)
    if said is not None and said.kind == "unknown":
        return True
    if subject.item is None and said is None:
        return True
    ledger, item = reading.policy.ledgers.get(subject.ledger), subject.item
    every = [ledger.fields] if ledger is not None else []
    every += [ledger.sources[item.source].fields] if ledger is not None and ledger.sources and item is not None else []
    required = any(fields[field].required for fields in every if field in fields)
    return required and (said is None or said.kind != "value")


def _contradicted(reading: Side, rule: Invariant, subject: Subject, field: str) -> Finding:
    said = subject.stated(field)
    wanted = " or ".join(rule.then[field])
    value = shown_value(reading.policy, said) if said is not None else "nothing"
    if subject.answer is not None:
        value = " ".join(subject.answer.text.split())[:60]
    has = f"has {field} {value}" if value != "nothing" else f"has no {field}"
    message = f"{_called(subject)} {has}, but must have {wanted}: {rule.reason}"
    cure = f"write {wanted} for {field}, or change {_conditions(rule)}"
    if rule.then[field] == (ANY,):
        written = "" if said is None or not said.raw.strip() else f", only '{said.raw.strip()[:40]}'"
        message, cure = f"{_called(subject)} has no {field}{written}: {rule.reason}", f"write its {field}"
    place = said.place if said is not None and said.end > said.start else _place(subject)
    related = _because(reading, rule, subject) if place.path == _place(subject).path or subject.row is None else ()
    if subject.row is not None and said is not None and said.document is not subject.row.document:
        place, related = subject.row.place, (Related(said.place, f"the ledger says {field} {value}"),)
    return found(place, message, cure, key=_key(subject), related=related)


def _names_nothing(reading: Side, rule: Invariant, answer: Answer, wanted: tuple[str, ...]) -> Iterator[Finding]:
    from ledgergate.conditions.naming import unnamed

    kinds = " and no ".join(name if name == "evidence" else f"item of '{name}'" for name in wanted)
    for place, text in unnamed(reading, answer, wanted):
        said = " ".join(text.split())[:60]
        message = f"the answer to '{answer.asked}' says '{said}', which names no {kinds}: {rule.reason}"
        cure = "name the key of an item, or cite a file, a link or a spec that shows it"
        yield found(place, message, cure, key=answer.question)


def _because(reading: Side, rule: Invariant, subject: Subject) -> tuple[Related, ...]:
    said = [subject.stated(field) for field in rule.when]
    return tuple(
        Related(one.place, f"{one.field} is {shown_value(reading.policy, one)} here")
        for one in said
        if one is not None and one.end > one.start
    )


def _forbidden(reading: Side, rule: Invariant, subject: Subject, against: list[Subject]) -> Finding:
    names = [_called(one) for one in against]
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    there = f"there {'is' if len(names) == 1 else 'are'} {', '.join(names[:_SHOWN])}{more} with {_told_as(rule.none)}"
    related = tuple(Related(_place(one), f"{_called(one)} stands here") for one in against[:_SHOWN])
    cure = f"change {_conditions(rule)} here, or deal with what has {_told_as(rule.none)} first"
    return found(
        _place(subject), f"{_called(subject)}, but {there}: {rule.reason}", cure, key=_key(subject), related=related
    )


def _conditions(rule: Invariant) -> str:
    fields = [name for name in rule.when if name not in ("report", "ledger", "question", "package")]
    return "the " + " or the ".join(fields) if fields else "which rows stand here"


def _told_as(wanted: object) -> str:
    parts = wanted.items() if hasattr(wanted, "items") else ()
    return ", ".join(f"{name} {' or '.join(values)}" for name, values in parts if name not in ("ledger", "report"))


def _named(subject: Subject) -> Item | None:
    return subject.item or subject.row


def _called(subject: Subject) -> str:
    if subject.answer is not None:
        return f"'{subject.answer.asked}' is answered with '{' '.join(subject.answer.text.split())[:40]}'"
    one = _named(subject)
    return one.label if one is not None else "this"


def _key(subject: Subject) -> str:
    if subject.answer is not None:
        return subject.answer.question
    one = _named(subject)
    return one.shown if one is not None else ""


def _place(subject: Subject) -> Place:
    one = subject.answer or subject.row or subject.item
    assert one is not None  # noqa: S101  # a subject is one of the three
    return one.place
