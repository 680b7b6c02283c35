"""What became of items that are no longer listed: nothing is lost between two snapshots without a word."""

from __future__ import annotations

from collections import Counter

from ledgergate.documents import is_text
from ledgergate.ledgers.identity import titled
from ledgergate.ledgers.reading import further_names
from ledgergate.ledgers.words import key_skeleton, title_skeleton, undated
from ledgergate.policy.model import Dispositions
from ledgergate.shapes import PAGES
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ledgergate.ledgers.dispositions import DispositionLines, Line
    from ledgergate.model import Document, Item, Ledger
    from ledgergate.sides import Side


class Account(Value):
    """What became of one item: `kind` is "merged", "superseded", "renamed", "moved", "dropped" or "vanished".

    `line` is what says so, where it was said.
    """

    item: Item
    kind: str
    line: Line | None = None


class Balance(Value):
    """before + added - merged - dropped = after; an item with a new name is neither added nor gone."""

    added: int
    merged: int
    dropped: int


def accounts(before: Side, after: Side, name: str) -> list[Account]:
    """Each item of the earlier ledger that the later one does not list, with what the documents say became of it."""
    return settled(before, after, name)[0]


def settled(before: Side, after: Side, name: str) -> tuple[list[Account], DispositionLines | None]:
    """The accounts of what is gone, and all that the documents tell; None where nothing was asked of them."""
    left = [] if before is after else gone(before, after, name)
    later = after.ledgers[name]
    if left and before.policy is not after.policy:
        left = _moved_apart(left, later.items)
    if left:
        left = _unknown(left, before.ledgers[name], later)
    if not left:
        return [], None
    from ledgergate.ledgers.dispositions import DispositionLines

    told = disposed(after, name)
    new = DispositionLines(_said_now(before, after, name, told.lines, left))
    elsewhere = _elsewhere(after, name) - _elsewhere(before, name)
    return [_account(item, new, elsewhere) for item in left], told


def _said_now(before: Side, after: Side, name: str, told: Iterable[Line], left: list[Item]) -> list[Line]:
    """The lines that did not stand beside the items that are gone: what stood there says nothing of their end.

    Where a named place holds the tombstones, none stands there beside its open item: LG207 would have said so. The
    line that was the item itself may move as it is to where the closed ones are.
    """
    from ledgergate.ledgers.dispositions import lines

    where, every = _where(after, name), list(told)
    if where.path:
        return every
    own = {
        (item.document.path, number)
        for item in left
        for number in range(item.document.line_of(item.start), item.document.line_of(max(item.start, item.end - 1)) + 1)
    }
    stood: set[tuple[str, str]] = set()
    for path in {line.document.path for line in every if line.document is not None}:
        earlier = before.documents.document(path)
        for line in lines(before.documents.page(earlier), where) if earlier is not None else ():
            if (path, line.number) not in own:
                stood.add((path, line.text))
    return [line for line in every if line.document is None or (line.document.path, line.text) not in stood]


def disposed(side: Side, name: str) -> DispositionLines:
    """All that the documents of a ledger say of what became of items."""
    from ledgergate.ledgers.dispositions import DispositionLines, lines

    return DispositionLines(
        line for one in _documents(side, name) for line in lines(side.documents.page(one), _where(side, name))
    )


def gone(before: Side, after: Side, name: str) -> list[Item]:
    """Items of the earlier ledger of whose names the later one knows none; only keys and titles are looked at."""
    later = after.ledgers[name].items
    keys = {item.key for item in later}
    left = [item for item in before.ledgers[name].items if item.key not in keys]
    if not left:
        return []
    dated = {undated(item.key) for item in later}
    earlier = {item.key for item in before.ledgers[name].items}
    arrived = [item for item in later if item.key not in earlier]
    called = {word for item in arrived for word in item.others}
    # A further name is given in so many words, to an item old or new; a title only looks like a key.
    given = dated.union(word for item in later for word in _given(item, after, name))
    return [item for item in left if item.key not in given and not _is_called(item, called | dated)]


def _given(item: Item, after: Side, name: str) -> Iterator[str]:
    """The further names that the item's own fields give it, as keys are compared."""
    rules = after.policy.ledgers[name]
    fields = {**rules.fields, **(rules.sources[item.source].fields if rules.sources else {})}
    for field, rule in fields.items():
        if rule.kind == "alias":
            for said in item.fields.get(field, ()):
                yield from further_names(said.value)


def balance(before: Ledger, after: Ledger, gone: list[Account]) -> Balance:
    """What an equation over two ledgers holds. Two items with one key that become one are merged."""
    earlier, later = (Counter(item.key for item in ledger.items) for ledger in (before, after))
    kept = sum((earlier & later).values())
    left, new = len(before.items) - kept, len(after.items) - kept
    told = Counter(account.kind for account in gone)
    twice = sum(count for key, count in (earlier - later).items() if key in later)
    merged = told["merged"] + told["superseded"] + twice
    dropped = told["dropped"] + told["moved"] + told["vanished"]
    renamed = left - merged - dropped
    onto = max(0, renamed - new)
    return Balance(new - renamed + onto, merged + onto, dropped)


def _is_called(item: Item, names: set[str]) -> bool:
    """Whether it has no key of its own, and another item that is new is called by its title."""
    return item.key == title_skeleton(item.title) and item.key in names


def _unknown(gone: list[Item], before: Ledger, later: Ledger) -> list[Item]:
    """Those that no later item is: one with the same title under another key, or with a new title and the same link.

    Where that other key was another item's, as when everything below a deleted phase moves up by one, that other item
    is what is gone.
    """
    earlier = {item.key: item for item in before.items}
    new = [item for item in later.items if item.key not in earlier]
    taken = {item.links[0].target for item in later.items if item.links and item.key in earlier}
    targets = (_once(new) & _once(before.items)) - taken
    stands = {title: item for item in later.items if titled(item) and (title := _new_title(item, earlier))}
    found: dict[str, Item] = {}
    used: set[str] = set()
    for item in gone:
        seen: set[str] = set()
        at: Item | None = item
        while at is not None and at.key not in seen and titled(at):
            seen.add(at.key)
            now = stands.get(title_skeleton(at.title))
            if now is None or now.key in used:
                break
            used.add(now.key)
            at = earlier.get(now.key) if now.key != at.key else None
        if at is not None and not (at.links and not _keyed(at) and at.links[0].target in targets):
            found.setdefault(at.key, at)
    return list(found.values())


def _once(items: Iterable[Item]) -> set[str]:
    """Where exactly one of these items leads; what several share tells none of them."""
    leads = Counter(item.links[0].target for item in items if item.links)
    return {target for target, count in leads.items() if count == 1}


def _keyed(item: Item) -> bool:
    """Whether it has a key of its own, which is compared with keys alone."""
    return item.key not in (title_skeleton(item.title), key_skeleton(item.title))


def _new_title(item: Item, earlier: Mapping[str, Item]) -> str:
    """The title that is new under the item's key, "" where it stood there before."""
    was, title = earlier.get(item.key), title_skeleton(item.title)
    return title if was is None or title_skeleton(was.title) != title else ""


def _moved_apart(gone: list[Item], later: Iterable[Item]) -> list[Item]:
    """Those that do not stand where they stood: another policy may key the same line otherwise.

    Items that the policy itself lists stand nowhere: they have no line that could be keyed otherwise.
    """
    standing = {(item.document.path, item.start): item.document.data for item in later if item.end > item.start}
    return [item for item in gone if standing.get((item.document.path, item.start)) != item.document.data]


def _elsewhere(read: Side, name: str) -> set[str]:
    return {item.key for other, ledger in read.ledgers.items() if other != name for item in ledger.items}


def _account(item: Item, told: DispositionLines, elsewhere: set[str]) -> Account:
    if item.key in elsewhere:
        return Account(item, "moved")
    line = told.of(item)
    return Account(item, line.kind, line) if line is not None else Account(item, "vanished")


def _where(read: Side, name: str) -> Dispositions:
    return read.policy.ledgers[name].dispositions or Dispositions()


def _documents(read: Side, name: str) -> list[Document]:
    """The documents in which dispositions may stand: the policy's, else the ledger's own and its reports."""
    where = _where(read, name)
    if where.path:
        return read.documents.matching(where.path)
    sources = read.policy.ledgers[name].sources
    found = [one for source in sources if source.shape.reads == PAGES for one in read.documents.matching(source.path)]
    found.extend(item.document for item in read.ledgers[name].items)
    found.extend(report.document for report in read.reports if report.ledger == name)
    return list({one.path: one for one in found if is_text(one.path)}.values())
