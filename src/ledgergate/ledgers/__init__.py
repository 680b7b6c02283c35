"""Blocks become items: one module per shape, and what reads a ledger's sources with them."""

from __future__ import annotations

from ledgergate.ledgers.found import excluded
from ledgergate.ledgers.reading import items, naming, nothing, plan
from ledgergate.model import Document, Item, Ledger, Unread

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ledgergate.ledgers.reading import Plan
    from ledgergate.ledgers.shelf import Shelf
    from ledgergate.policy.model import LedgerPolicy, Policy, Source


def read(shelf: Shelf, policy: Policy, name: str, *, strict: bool = True) -> Ledger:
    """The ledger called `name`. With `strict`, a source in which nothing is found raises NotChecked (exit 3)."""
    return _read(shelf, policy, name, strict, plan)


def names(shelf: Shelf, policy: Policy, name: str) -> Ledger:
    """The same ledger by its items' names alone: what a change may lose. Nothing else of it may be asked."""
    return _read(shelf, policy, name, False, naming)


def _read(shelf: Shelf, policy: Policy, name: str, strict: bool, planned: Callable[..., Plan]) -> Ledger:
    rules = policy.ledgers[name]
    found: list[Item] = []
    unread: list[Unread] = []
    ignored = 0
    for number, source in enumerate(rules.sources):
        documents = _documents(shelf, source)
        how = planned(policy, source, rules.fields, rules.key, rules.title, rules.ignore)
        before, said = len(found), len(unread)
        for one in items(shelf, documents, how, number):
            if one is None:
                ignored += 1
            elif isinstance(one, Unread):
                unread.append(one)
            else:
                found.append(one)
        if strict and len(found) == before and not source.optional and len(unread) == said:
            raise nothing(shelf, documents, source, f"[ledger.{name}]")
        if len(documents) > 1 and source.items == "table":
            unread.extend(_passed_over(shelf, documents, source, found[before:]))
    found.extend(_given(rules, policy))
    return Ledger(name, tuple(found), tuple(unread), ignored)


def _documents(shelf: Shelf, source: Source) -> list[Document]:
    if source.items == "files":
        return []
    return shelf.documents(source.path)


def _passed_over(shelf: Shelf, documents: list[Document], source: Source, found: list[Item]) -> Iterator[Unread]:
    """In documents without items, tables that are nearly the ledger's: the column was renamed in one of many."""
    from ledgergate.ledgers.seen import mistaken

    there = {item.document.path for item in found}
    for document in documents:
        if document.path not in there and not excluded(document.path, source):
            yield from mistaken(shelf.page(document), source)


def _given(rules: LedgerPolicy, policy: Policy) -> list[Item]:
    """Items that the policy itself lists."""
    from ledgergate.ledgers.words import key_skeleton

    home = Document(policy.origin, b"")
    return [Item(key_skeleton(text), text, text, home, 0, 0, {}) for text in rules.items]
