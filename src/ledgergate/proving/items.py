"""Mutants of a ledger's items: deleted, doubled, renumbered, retitled, hidden, and other values in their fields."""

from __future__ import annotations

import posixpath
import re
from collections import Counter

from ledgergate.ledgers.identity import keyed
from ledgergate.proving.hiding import deepened, in_data, on_page
from ledgergate.proving.mutant import Mutant, replaced
from ledgergate.proving.replacing import TITLE, another_thing
from ledgergate.proving.spelling import UNKNOWN, another, lookalike, plain, unused, vocabulary
from ledgergate.proving.units import is_named, is_written, key_span, title_span, unit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Item, Stated
    from ledgergate.policy.model import LedgerPolicy, Policy, Vocabulary
    from ledgergate.sides import Side

_LINKED = "the item has no key, and its link alone leads where it led: it is the same under another name"
_OTHER_NAME = "quite-another-thing"
_PAGED = ("headings", "table", "list", "tasks", "paragraphs")  # shapes that a comment or a fence can hide


def items(side: Side) -> Iterator[Mutant]:
    """Every mutant of every item that is written down in a document."""
    for name, ledger in side.ledgers.items():
        rules = side.policy.ledgers[name]
        leads = Counter(item.links[0].target for item in ledger.items if item.links)
        names = Counter(_unnumbered(path) for path in {item.document.path for item in ledger.items})
        taken = {item.shown.casefold() for item in ledger.items}
        for item in ledger.items:
            if is_written(item) and item.document.path != side.policy.origin:
                for one in (
                    *_whole(side, rules, item),
                    *_named(rules, item, taken, leads, names),
                    *_valued(side.policy, rules, item),
                ):
                    yield one.but(ledger=name, what=one.what or f"{name} {item.shown}")


def _whole(side: Side, rules: LedgerPolicy, item: Item) -> Iterator[Mutant]:
    document, shape = item.document, rules.sources[item.source].items if rules.sources else ""
    if shape == "files":
        yield Mutant("item-deleted", "", dict.fromkeys(_files(side, rules.sources[item.source].path, document.path)))
        return
    start, end = unit(item)
    text = document.data[start:end]
    yield Mutant("item-deleted", "", replaced(document, (start, end, b"")))
    again = text if text.endswith(b"\n") else b"\n" + text
    yield Mutant("item-doubled", "", replaced(document, (end, end, again)))
    if shape not in _PAGED:
        yield from in_data(document, start, end)
        return
    yield from on_page(document, start, end, is_row=shape == "table")
    if shape == "headings" and rules.sources[item.source].level:
        yield from deepened(document, start)


def _files(side: Side, glob: str, path: str) -> list[str]:
    """The item's file; where folders are the items, all that lies in its folder."""
    if not glob.endswith("/"):
        return [path]
    return list(side.snapshot.under("/".join(path.split("/")[: glob.count("/")])))


def _named(
    rules: LedgerPolicy, item: Item, taken: set[str], leads: Counter[str], names: Counter[str]
) -> Iterator[Mutant]:
    key, title = key_span(item, rules), title_span(item)
    other, alike = unused(item.shown, taken), lookalike(item.shown)
    if is_named(item, rules):
        if not rules.sources[item.source].path.endswith("/"):
            yield from _refiled(item, other, title, names)
        return
    why = _LINKED * (bool(item.links) and leads[item.links[0].target] == 1 and not keyed(item))
    if key is not None and alike:
        made = Mutant("key-lookalike", "", replaced(item.document, (*key, alike.encode())))
        yield made.but(equivalent=why)
    if key is not None and other and keyed(item):
        yield Mutant("item-renumbered", "", replaced(item.document, (*key, other.encode())))
    elif key is not None and item.title == item.shown:
        made = Mutant("item-renamed", "", replaced(item.document, (*key, UNKNOWN.encode())))
        yield made.but(equivalent=why)
    if key is not None and title is not None and (title[1] <= key[0] or key[1] <= title[0]):
        is_row = bool(rules.sources) and rules.sources[item.source].items == "table"
        yield Mutant(
            "item-replaced", "", replaced(item.document, *another_thing(rules, item, key, title, is_row=is_row))
        )


def _refiled(item: Item, other: str, title: tuple[int, int] | None, names: Counter[str]) -> Iterator[Mutant]:
    """An item that its file is called after: under another number; and another thing, by its text, and by the words of
    its file's name where no other file is called so."""
    path, data = item.document.path, item.document.data
    if other and path.count(item.shown) == 1:
        yield Mutant("item-renumbered", "", {path: None, path.replace(item.shown, other): data})
    if title is not None:
        edits = list(another_thing(None, item, (title[0], title[0]), title, is_row=False))
        # Front matter above the heading may state the title, too.
        words, head = re.escape(item.title.encode()), unit(item)[0]
        edits += [(*one.span(), TITLE) for one in re.finditer(words, data[:head])]
        made = replaced(item.document, *edits)
        if names[_unnumbered(path)] > 1:
            yield Mutant("item-replaced", "", made)
        elif posixpath.basename(path).startswith(item.shown):
            folder, name = posixpath.split(path)
            called = f"{item.shown}-{_OTHER_NAME}{posixpath.splitext(name)[1]}"
            yield Mutant("item-replaced", "", {path: None, posixpath.join(folder, called): made[path]})


def _unnumbered(path: str) -> str:
    return re.sub(r"\d+", "", path)


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
        yield _valued_as("value-doubled", item, stated, f"{plain(words, stated.value)}, {plain(words, other)}").but(
            field=name
        )


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
