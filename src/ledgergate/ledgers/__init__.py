"""Blocks become items: one module per shape, and what reads a ledger's sources with them."""

from __future__ import annotations

from ledgergate.ledgers.reading import items, nothing, plan
from ledgergate.model import Document, Item, Ledger, Unread

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ledgergate.ledgers.shelf import Shelf
    from ledgergate.policy.model import LedgerPolicy, Policy, Source


def read(shelf: Shelf, policy: Policy, name: str, *, strict: bool = True) -> Ledger:
    """The ledger called `name`. With `strict`, a source in which nothing is found raises NotChecked (exit 3)."""
    rules = policy.ledgers[name]
    found: list[Item] = []
    unread: list[Unread] = []
    ignored = 0
    for number, source in enumerate(rules.sources):
        documents = _documents(shelf, source)
        how = plan(policy, source, rules.fields, rules.key, rules.title, rules.ignore)
        before = len(found)
        for one in items(shelf, documents, how, number):
            if one is None:
                ignored += 1
            elif isinstance(one, Unread):
                unread.append(one)
            else:
                found.append(one)
        if strict and len(found) == before and not source.optional and not _only_unread(unread):
            raise nothing(shelf, documents, source, f"[ledger.{name}]")
    found.extend(_given(rules, policy))
    return Ledger(name, tuple(found), tuple(unread), ignored)


def _documents(shelf: Shelf, source: Source) -> list[Document]:
    if source.items == "files":
        return []
    return shelf.documents(source.path)


def _only_unread(unread: list[Unread]) -> bool:
    return bool(unread)


def _given(rules: LedgerPolicy, policy: Policy) -> list[Item]:
    """Items that the policy itself lists."""
    from ledgergate.ledgers.words import key_skeleton

    home = Document(policy.origin, b"")
    return [Item(key_skeleton(text), text, text, home, 0, 0, {}) for text in rules.items]
