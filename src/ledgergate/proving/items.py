"""Mutants of a ledger's items: deleted, doubled, renumbered, retitled, hidden, and other values in their fields."""

from __future__ import annotations

from ledgergate.proving.mutant import Mutant, replaced
from ledgergate.proving.replacing import another_thing
from ledgergate.proving.spelling import UNKNOWN, another, unused, vocabulary
from ledgergate.proving.units import is_written, key_span, title_span, unit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Item, Stated
    from ledgergate.policy.model import LedgerPolicy, Policy, Vocabulary
    from ledgergate.sides import Side

_PAGED = ("headings", "table", "list", "tasks", "paragraphs")  # shapes that a comment or a fence can hide


def items(side: Side) -> Iterator[Mutant]:
    """Every mutant of every item that is written down in a document."""
    for name, ledger in side.ledgers.items():
        rules = side.policy.ledgers[name]
        taken = {item.shown.casefold() for item in ledger.items}
        for item in ledger.items:
            if is_written(item) and item.document.path != side.policy.origin:
                for one in (*_whole(rules, item), *_named(rules, item, taken), *_valued(side.policy, rules, item)):
                    yield one.but(ledger=name, what=one.what or f"{name} {item.shown}")


def _whole(rules: LedgerPolicy, item: Item) -> Iterator[Mutant]:
    document, shape = item.document, rules.sources[item.source].items if rules.sources else ""
    if shape == "files":
        yield Mutant("item-deleted", "", {document.path: None})
        return
    start, end = unit(item)
    text = document.data[start:end]
    yield Mutant("item-deleted", "", replaced(document, (start, end, b"")))
    if shape not in _PAGED:
        return
    ended = text if text.endswith(b"\n") else text + b"\n"
    yield Mutant("item-doubled", "", replaced(document, (end, end, text if text is ended else b"\n" + text)))
    row = shape == "table"
    comment = b"<!-- " + text.rstrip() + b" -->\n" if row else b"<!--\n" + ended + b"-->\n"
    yield Mutant("item-commented", "", replaced(document, (start, end, comment)))
    yield Mutant("item-fenced", "", replaced(document, (start, end, b"```\n" + ended + b"```\n")))


def _named(rules: LedgerPolicy, item: Item, taken: set[str]) -> Iterator[Mutant]:
    key, title = key_span(item), title_span(item)
    other = unused(item.shown, taken)
    if key is not None and other:
        yield Mutant("item-renumbered", "", replaced(item.document, (*key, other.encode())))
    elif key is not None and item.title == item.shown:
        yield Mutant("item-renamed", "", replaced(item.document, (*key, UNKNOWN.encode())))
    if key is not None and title is not None and (title[1] <= key[0] or key[1] <= title[0]):
        is_row = bool(rules.sources) and rules.sources[item.source].items == "table"
        yield Mutant(
            "item-replaced", "", replaced(item.document, *another_thing(rules, item, key, title, is_row=is_row))
        )


def _valued(policy: Policy, rules: LedgerPolicy, item: Item) -> Iterator[Mutant]:
    first = partition_field(rules)
    for name, field in rules.fields.items():
        words = vocabulary(policy, rules.name, name) if field.vocabulary else None
        stated = item.stated(name)
        if stated is None or words is None or not _is_own(item, stated) or field.source != "label":
            continue
        if name == first or field.required:
            yield _valued_as("value-blanked", item, stated, "").but(field=name)
        yield _valued_as("value-unknown", item, stated, UNKNOWN).but(field=name)
        yield from _other_value(policy, rules, item, stated, words)


def _other_value(
    policy: Policy, rules: LedgerPolicy, item: Item, stated: Stated, words: Vocabulary
) -> Iterator[Mutant]:
    other, name = another(words, stated), stated.field
    if other:
        made = _valued_as("value-moved", item, stated, other).but(field=name)
        free = name != partition_field(rules) and not is_restated(policy, rules.name, name)
        yield made.but(equivalent=f"nothing restates the {name}: to write another one is an honest edit" * free)
        yield _valued_as("value-doubled", item, stated, f"{stated.raw}, {other}").but(field=name)


def _valued_as(kind: str, item: Item, stated: Stated, text: str) -> Mutant:
    return Mutant(kind, "", replaced(stated.document, (stated.start, stated.end, text.encode())))


def _is_own(item: Item, stated: Stated) -> bool:
    """Whether the value is written at the item itself, and nothing but it between its bytes."""
    own = stated.document.path == item.document.path and not stated.inherited and stated.end > stated.start
    return own and stated.kind == "value"


def partition_field(rules: LedgerPolicy) -> str:
    """The field by which a ledger is partitioned: its first required one with a vocabulary, else its first one."""
    fields = [field for field in rules.fields.values() if field.vocabulary]
    return next((one.name for one in fields if one.required), fields[0].name if fields else "")


def is_restated(policy: Policy, ledger: str, field: str) -> bool:
    """Whether a report of the ledger repeats the field, or counts by it."""
    for report in policy.reports:
        if report.ledger == ledger:
            columns = report.rows.columns.values() if report.rows is not None else ()
            if field in columns or any(total.by == field for total in report.totals):
                return True
    return False
