"""Blocks become items: one module per shape, and what reads a ledger's sources with them."""

from __future__ import annotations

from ledgergate.ledgers.candidate_nodes import excluded
from ledgergate.ledgers.identity import merged
from ledgergate.ledgers.reading import candidates, items, items_of, naming, nothing, plan, too_many
from ledgergate.ledgers.strays import beside
from ledgergate.model import Document, Item, Ledger, Unread
from ledgergate.shapes import PAGES, TREE, load

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ledgergate.documents import Documents
    from ledgergate.errors import NotChecked
    from ledgergate.ledgers.reading import Plan
    from ledgergate.markdown import Page
    from ledgergate.policy.model import Key, LedgerPolicy, Policy, Source

    Missed = Callable[[NotChecked], None]


def read(
    documents: Documents, policy: Policy, name: str, *, strict: bool = True, missed: Missed | None = None
) -> Ledger:
    """The ledger called `name`. With `strict`, a source in which nothing is found raises NotChecked (exit 3), or is
    told to `missed`, and the other sources are read."""
    return _read(documents, policy, name, (missed or _raise) if strict else None, plan)


def names(documents: Documents, policy: Policy, name: str) -> Ledger:
    """The same ledger by its items' names alone: what a change may lose. Nothing else of it may be asked."""
    return _read(documents, policy, name, None, naming)


def _read(
    documents: Documents, policy: Policy, name: str, missed: Missed | None, planned: Callable[..., Plan]
) -> Ledger:
    rules, most = policy.ledgers[name], documents.snapshot.limits.items
    found: list[Item] = []
    unread: list[Unread] = []
    ignored = 0
    partial = False
    for number, source in enumerate(rules.sources):
        chosen = _documents(documents, source)
        before, said = len(found), len(unread)
        for one in _items(documents, policy, rules, number, chosen, planned):
            if one is None:
                ignored += 1
            elif isinstance(one, Unread):
                unread.append(one)
            else:
                found.append(one)
            if len(found) + len(unread) > most:
                raise too_many(f"[ledger.{name}] has", "items", most, chosen)
        if planned is plan and source.shape.reads == PAGES:
            unread.extend(_beside(documents, chosen, source, found[before:], rules, unread[said:]))
        if missed is not None and len(found) == before and len(unread) == said:
            error = _unreadable(documents, source)
            if error is None and not source.optional:
                error = nothing(documents, chosen, source, f"[ledger.{name}]")
            if error is not None:
                partial = True
                missed(error)
        if len(chosen) > 1:
            unread.extend(_passed_over(documents, chosen, source, found[before:]))
    found.extend(_given(rules, policy))
    return Ledger(name, tuple(found), tuple(unread), ignored, partial)


def _items(
    documents: Documents, policy: Policy, rules: LedgerPolicy, number: int, chosen: list[Document],
    planned: Callable[..., Plan],
) -> Iterator[Item | Unread | None]:  # fmt: skip
    """The items of one source, document by document where what was read of others is kept."""

    def made(policy: Policy) -> Iterator[Plan]:
        source = rules.sources[number]
        how = planned(policy, source, rules.fields, rules.key, rules.title, rules.ignore)
        yield how.but(others=_others(rules, number)) if len(rules.sources) > 1 else how

    name = (rules.name, number, planned)
    (how,) = documents.once(policy, name, policy, made)
    if not documents.keeps:
        yield from items(documents, chosen, how, number)
    elif how.source.shape.reads == TREE:
        for node in candidates(documents, chosen, how):
            yield from documents.once(policy, name, node, lambda one: items_of([one], how, number))
    else:
        for one in chosen:
            yield from documents.once(policy, name, one, lambda one: items(documents, [one], how, number))


def _raise(error: NotChecked) -> None:
    raise error


def _unreadable(documents: Documents, source: Source) -> NotChecked | None:
    """The document of this source that cannot be parsed, if there is one."""
    if not documents.lost:
        return None
    glob = source.path + "**" if source.path.endswith("/") else source.path
    return next((documents.unreadable[path] for path in documents.find(glob) if path in documents.lost), None)


def _beside(
    documents: Documents,
    chosen: list[Document],
    source: Source,
    found: list[Item],
    rules: LedgerPolicy,
    told: list[Unread],
) -> Iterator[Unread]:
    """What looks like the source's items and is none, unless it is told."""
    pages = (documents.page(one) for one in chosen if not excluded(one.path, source))
    for one in beside(pages, source, found, rules):
        if not any(other.document.path == one.document.path and one.start <= other.start < one.end for other in told):
            yield one


def _others(rules: LedgerPolicy, number: int) -> tuple[tuple[Source, Key], ...]:
    others = (*rules.sources[:number], *rules.sources[number + 1 :])
    return tuple([(one, merged(one.key, rules.key)) for one in others])


def _documents(documents: Documents, source: Source) -> list[Document]:
    if source.shape.reads == TREE:
        return []
    return documents.matching(source.path)


def _passed_over(documents: Documents, chosen: list[Document], source: Source, found: list[Item]) -> Iterator[Unread]:
    """In documents without items, what is nearly one of the ledger's places: a column was renamed in one of many."""
    mistaken: Callable[[Page, Source], Iterator[Unread]] | None = getattr(load(source.shape), "mistaken", None)
    if mistaken is None:
        return
    there = {item.document.path for item in found}
    for document in chosen:
        if document.path not in there and not excluded(document.path, source):
            yield from mistaken(documents.page(document), source)


def _given(rules: LedgerPolicy, policy: Policy) -> list[Item]:
    """Items that the policy itself lists."""
    from ledgergate.ledgers.words import key_skeleton

    home = Document(policy.origin, b"")
    return [Item(key_skeleton(text), text, text, home, 0, 0, {}) for text in rules.items]
