"""What a policy's conditions speak of, items, rows of reports and answers, and whether one holds."""

from __future__ import annotations

import posixpath

from ledgergate.ledgers.words import is_placeholder, lexicon, skeleton
from ledgergate.policy import matches
from ledgergate.reports import item_of
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ledgergate.model import Item, Stated
    from ledgergate.policy.model import Policy, Vocabulary
    from ledgergate.sides import Side
    from ledgergate.truth.answers import Answer

    Wanted = Mapping[str, tuple[str, ...]]

SPOKEN = frozenset(("report", "ledger", "question", "answer", "key", "title", "section", "package", "names"))
ANY = "*"  # as the only value of a field: it must say something
_NOT_YET = frozenset(("none yet", "not yet", "not chosen yet", "noch keine", "noch keiner", "noch keins", "noch nicht"))


class Subject(Value):
    """One item, one row with the item that it is bound to, or one answer."""

    ledger: str
    item: Item | None = None
    row: Item | None = None
    answer: Answer | None = None

    def stated(self, field: str) -> Stated | None:
        """What the row says of the field, else what the item says."""
        for one in (self.row, self.item):
            said = one.stated(field) if one is not None else None
            if said is not None:
                return said
        return None

    @property
    def path(self) -> str:
        one = self.answer or self.row or self.item
        return one.document.path if one is not None else ""


def subjects(reading: Side, wanted: Wanted, more: Iterable[str] = ()) -> Iterator[Subject]:
    """Everything that a condition may hold of: answers, rows of reports, else items.

    Items and rows count only where all of the condition's fields, and those in `more`, are known.
    """
    fields = frozenset((*wanted, *more)) - SPOKEN
    if "question" in wanted or "answer" in wanted:
        yield from (Subject("", answer=one) for one in reading.ask(_given))
    elif "report" in wanted:
        yield from _rows(reading, fields)
    else:
        for name, ledger in reading.ledgers.items():
            if fields <= _known(reading.policy, name):
                yield from (Subject(name, item) for item in ledger.items)


def _given(reading: Side) -> tuple[Answer, ...]:
    """Each answer that says something; many conditions ask for them."""
    from ledgergate.truth.answers import answers
    from ledgergate.truth.packages import packages

    every = answers(reading.documents, reading.policy, reading.ask(packages))
    return tuple([one for one in every if one.given])


def _rows(reading: Side, fields: frozenset[str]) -> Iterator[Subject]:
    for report in reading.reports:
        rules = reading.policy.reports[report.spec].rows
        known = _known(reading.policy, report.ledger)
        if rules is not None:
            known.update(rules.columns.values(), rules.source.fields)
        if fields <= known:
            for row in report.rows or ():
                yield Subject(report.ledger, item_of(reading, report, row), row)


def _known(policy: Policy, name: str) -> set[str]:
    ledger = policy.ledgers.get(name)
    if ledger is None:
        return set()
    return {*ledger.fields, *(field for source in ledger.sources for field in source.fields)}


def holds(reading: Side, subject: Subject, wanted: Wanted) -> bool:
    """Whether each part of the condition holds of the subject."""
    return all(is_one_of(reading, subject, name, values) for name, values in wanted.items())


def is_one_of(reading: Side, subject: Subject, name: str, values: tuple[str, ...]) -> bool:
    policy = reading.policy
    if name in ("report", "package"):
        return any(_names(value, subject.path, name == "package") for value in values)
    if name == "answer":
        from ledgergate.truth.answers import says

        text = subject.answer.text if subject.answer is not None else ""
        told = (says(text), skeleton(text))
        return any(says(value) == told[0] if says(value) else skeleton(value) == told[1] for value in values)
    if name == "names":
        from ledgergate.conditions.naming import unnamed

        return subject.answer is None or not any(unnamed(reading, subject.answer, values))
    if name in SPOKEN:
        return skeleton(_spoken(subject, name)) in map(skeleton, values)
    said = subject.stated(name)
    value = said.value if said is not None and said.kind == "value" else ""
    if values == (ANY,):
        return bool(value) and skeleton(value) not in _NOT_YET and not is_placeholder(value, lexicon(None))
    return canonical(policy, subject.ledger, name, value) in {
        canonical(policy, subject.ledger, name, one) for one in values
    }


def _spoken(subject: Subject, name: str) -> str:
    one = subject.row or subject.item
    if name == "question":
        return subject.answer.question if subject.answer is not None else ""
    if name == "ledger":
        return subject.ledger
    if one is None:
        return ""
    return {"key": one.shown, "title": one.title, "section": one.section}[name]


def _names(wanted: str, path: str, folder: bool) -> bool:
    """Whether a path, a glob or a bare name is this document's (with `folder`, that of a folder around it)."""
    if not folder:
        return matches(wanted, path) or matches(wanted, posixpath.basename(path))
    parts = path.split("/")
    heads = ["/".join(parts[:count]) for count in range(1, len(parts))]
    return any(matches(wanted.rstrip("/"), one) or matches(wanted, posixpath.basename(one)) for one in heads)


def canonical(policy: Policy, ledger: str, name: str, word: str) -> str:
    """A word as its field's vocabulary has it: the key, else the word without case and emphasis."""
    vocabulary = _vocabulary(policy, ledger, name)
    if vocabulary is None or not word:
        return skeleton(word)
    if word in vocabulary.values:
        return word
    return lexicon(vocabulary).find(word) or skeleton(word)


def _vocabulary(policy: Policy, ledger: str, name: str) -> Vocabulary | None:
    rules = policy.ledgers.get(ledger)
    field = rules.fields.get(name) if rules is not None else None
    for source in rules.sources if rules is not None and field is None else ():
        field = field or source.fields.get(name)
    for report in policy.reports if field is None else ():
        if report.ledger == ledger and report.rows is not None:
            field = field or report.rows.source.fields.get(name)
    return policy.vocabularies.get(field.vocabulary if field is not None and field.vocabulary else name)
