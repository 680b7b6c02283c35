"""What became of items that are no longer listed: nothing is lost between two snapshots without a word."""

from __future__ import annotations

from collections import Counter

from ledgergate.documents import is_page, is_text
from ledgergate.ledgers.identity import keyed, titled
from ledgergate.ledgers.reading import further_names
from ledgergate.ledgers.words import title_skeleton, undated
from ledgergate.policy.model import Dispositions, ReportPolicy
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
    """before + added - merged - dropped = after; an item with a new name is neither added nor gone.

    `renamed` counts those of which the documents say so.
    """

    added: int
    merged: int
    dropped: int
    renamed: int = 0


def accounts(before: Side, after: Side, name: str) -> list[Account]:
    """Each item of the earlier ledger that the later one does not list, with what the documents say became of it."""
    return settled(before, after, name)[0]


def settled(before: Side, after: Side, name: str) -> tuple[list[Account], DispositionLines | None]:
    """The accounts of what is gone, and all that the documents tell; None where nothing was asked of them."""
    missed = [] if before is after else gone(before, after, name)
    later = after.ledgers[name]
    if missed and before.policy is not after.policy:
        missed = _moved_apart(missed, later.items)
    if not missed:
        return [], None
    left = _unknown(missed, before.ledgers[name], later)
    told, new = said_now(before, after, name, [*missed, *left])
    elsewhere = _elsewhere(after, name) - _elsewhere(before, name)
    accounts = [_account(item, new, elsewhere) for item in left]
    unknown = {item.key for item in left}
    again = [(item, line) for item in missed if item.key not in unknown and (line := new.of(item)) is not None]
    return [*accounts, *(Account(item, line.kind, line) for item, line in again)], told


def said_now(before: Side, after: Side, name: str, items: list[Item]) -> tuple[DispositionLines, DispositionLines]:
    """All that the documents of a ledger tell, and what of it counts for these items: what this change says."""
    from ledgergate.ledgers.dispositions import DispositionLines

    told = disposed(after, name)
    return told, DispositionLines(_said_now(before, after, name, told.lines, items))


def _said_now(before: Side, after: Side, name: str, told: Iterable[Line], left: list[Item]) -> list[Line]:
    """The lines that did not stand beside the items that are gone: what stood there says nothing of their end.

    Where a named place holds the tombstones, none stands there beside its open item: LG207 would have said so. The
    line that was the item itself may move as it is to where the closed ones are.
    """
    where, every = _where(after, name), list(told)
    if where.path:
        return every
    own = {
        (item.document.path, number)
        for item in left
        for number in range(item.document.line_of(item.start), item.document.line_of(max(item.start, item.end - 1)) + 1)
    }
    stood: set[tuple[str, str]] = set()
    same: set[str] = set()
    for path, document in {one.document.path: one.document for one in every if one.document is not None}.items():
        earlier = before.documents.document(path)
        if earlier is not None and earlier.data == document.data and not any(path == other for other, _ in own):
            same.add(path)  # all that it says stood there
            continue
        for line in _lines(before, earlier, where) if earlier is not None else ():
            if (path, line.number) not in own:
                stood.add((path, line.text))
    return [
        line for line in every
        if line.document is None or (line.document.path not in same and (line.document.path, line.text) not in stood)
    ]  # fmt: skip


def disposed(side: Side, name: str) -> DispositionLines:
    """All that the documents of a ledger say of what became of items."""
    from ledgergate.ledgers.dispositions import DispositionLines

    where = _where(side, name)
    return DispositionLines(line for one in _documents(side, name) for line in _lines(side, one, where))


def _lines(side: Side, document: Document, where: Dispositions) -> Iterable[Line]:
    """The lines of one document that say what became of something."""
    from ledgergate.ledgers.dispositions import lines

    return side.documents.once(None, where, document, lambda one: lines(side.documents.page(one), where))


def where_told(after: Side, item: Item, name: str) -> str:
    """Where a line about an item is written: the place that the policy names, else the item's own document; where that
    is gone with it, a report of the ledger, and only without one another item's document."""
    told = after.policy.ledgers[name].dispositions
    if told is None or not told.path:
        if after.snapshot.entry(item.document.path) is not None:
            return item.document.path
        # A line below a table is no row of it; in a list, a sheet or data it would be read as one.
        reports = [one for one in after.reports if one.ledger == name and is_page(one.path)]
        others = [one.path for one in reports if _takes_lines(after.policy.reports[one.spec])]
        others += [one.document.path for one in after.ledgers[name].items]
        return others[0] if others else item.document.path
    return f"{told.path}, under '{told.under[0]}'" if told.under else told.path


def _takes_lines(report: ReportPolicy) -> bool:
    """Whether a line may stand in the report without being one of its rows."""
    return report.rows is None or "columns" in report.rows.source.shape.takes


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
    given = dated | given_now(before, after, name)
    return [item for item in left if item.key not in given and not _is_called(item, called | dated)]


def retitled(before: Side, after: Side, name: str) -> bool:
    """Whether some key has another title than before; only letters are looked at."""
    titles = {item.key: item.title for item in before.ledgers[name].items}
    return any(titles.get(item.key, item.title) != item.title for item in after.ledgers[name].items)


def given_now(before: Side, after: Side, name: str) -> set[str]:
    """The further names that items' own fields give them, and gave to none before: those stood beside it."""
    given = _given(after, name)
    return given - _given(before, name) if given else given


def _given(side: Side, name: str) -> set[str]:
    """The further names of a ledger's items, as keys are compared."""
    items = side.ledgers[name].items
    return {word for item in items for _, value in aliases(item, side, name) for word in further_names(value)}


def aliases(item: Item, side: Side, name: str) -> Iterator[tuple[str, str]]:
    """What the fields for further names say of an item, with the fields' names."""
    rules = side.policy.ledgers[name]
    fields = {**rules.fields, **(rules.sources[item.source].fields if rules.sources else {})}
    for field, rule in fields.items():
        if rule.kind == "alias":
            for said in item.fields.get(field, ()):
                yield field, said.value


def balance(before: Side, after: Side, name: str) -> Balance:
    """What an equation over two ledgers holds. Two items with one key that become one are merged."""
    then, now, gone = before.ledgers[name].items, after.ledgers[name].items, accounts(before, after, name)
    earlier, later = (Counter(item.key for item in items) for items in (then, now))
    kept = sum((earlier & later).values())
    left, new = len(then) - kept, len(now) - kept
    told = Counter(account.kind for account in gone)
    twice = sum(count for key, count in (earlier - later).items() if key in later)
    merged = told["merged"] + told["superseded"] + twice
    dropped = told["dropped"] + told["moved"] + told["vanished"]
    renamed = left - merged - dropped
    onto = max(0, renamed - new)
    named = len(given_now(before, after, name) & (earlier.keys() - later.keys())) if left else 0
    return Balance(new - renamed + onto, merged + onto, dropped, max(0, told["renamed"] + named - onto))


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
        if at is not None and not (at.links and not keyed(at) and at.links[0].target in targets):
            found.setdefault(at.key, at)
    return list(found.values())


def _once(items: Iterable[Item]) -> set[str]:
    """Where exactly one of these items leads; what several share tells none of them."""
    leads = Counter(item.links[0].target for item in items if item.links)
    return {target for target, count in leads.items() if count == 1}


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


def _elsewhere(read: Side, name: str) -> set[tuple[str, str | None]]:
    """The keys of the other ledgers; beside those that several of one may have, the title that tells them apart."""
    return {
        (item.key, None if read.policy.ledgers[other].unique else title_skeleton(item.title))
        for other, ledger in read.ledgers.items()
        if other != name
        for item in ledger.items
    }


def _account(item: Item, told: DispositionLines, elsewhere: set[tuple[str, str | None]]) -> Account:
    if not elsewhere.isdisjoint(((item.key, None), (item.key, title_skeleton(item.title)))):
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
