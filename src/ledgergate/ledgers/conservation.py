"""What became of items that are no longer listed, in the documents' own words: merged, superseded, renamed, dropped."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from ledgergate.ledgers.words import key_skeleton, title_skeleton
from ledgergate.policy.model import Dispositions
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Protocol

    from ledgergate.ledgers.shelf import Shelf
    from ledgergate.markdown import Block, Page
    from ledgergate.model import Item, Ledger
    from ledgergate.policy.model import LedgerPolicy, Policy

    class _Read(Protocol):
        """Anything that holds ledgers, a policy and a shelf: a reading of one snapshot."""

        @property
        def ledgers(self) -> Mapping[str, Ledger]: ...
        @property
        def policy(self) -> Policy: ...
        @property
        def shelf(self) -> Shelf: ...


_KINDS = ("merged", "superseded", "renamed", "moved", "dropped")


class Account(Value):
    """What became of one item: `kind` is "merged", "superseded", "renamed", "moved", "dropped" or "vanished"."""

    item: Item
    kind: str
    text: str = ""


def accounts(before: _Read, after: _Read, name: str) -> list[Account]:
    """Each item of the earlier ledger that the later one does not list, with what the documents say became of it."""
    later = after.ledgers[name]
    known = {item.key for item in later.items} | {other for item in later.items for other in item.others}
    gone = [item for item in before.ledgers[name].items if item.key not in known and not _retitled(item, known)]
    if not gone:
        return []
    told = _Told(tuple(_tombstones(after.shelf, after.policy.ledgers[name])))
    elsewhere = {item.key for other, ledger in after.ledgers.items() if other != name for item in ledger.items}
    return [_account(item, told, elsewhere) for item in gone]


def _retitled(item: Item, known: set[str]) -> bool:
    """An item without a key of its own is known by its title."""
    return item.key == title_skeleton(item.title) and title_skeleton(item.title) in known


class _Told:
    """The lines that tell what became of something, with everything that they name at hand."""

    def __init__(self, lines: tuple[tuple[str, str], ...]) -> None:
        self.lines = lines
        self.text = "\n".join(line for _, line in lines)
        self.starts = [0, *accumulate(len(line) + 1 for _, line in lines)]
        self.words: dict[str, int] = {}
        for number, (_, line) in enumerate(lines):
            for word in line.split():
                self.words.setdefault(key_skeleton(word), number)

    def of(self, item: Item) -> tuple[str, str] | None:
        """The first line that names the item by its key, else by what it is shown or titled as."""
        found = self.words.get(item.key)
        if found is None:
            names = {item.shown.casefold(), item.key, item.title.casefold()}
            found = min((at for name in names if len(name) > 1 and (at := self._naming(name)) >= 0), default=None)
        return self.lines[found] if found is not None else None

    def _naming(self, name: str) -> int:
        """The number of the first line that holds `name` as words of their own, or -1."""
        at = self.text.find(name)
        while at >= 0:
            end = at + len(name)
            if not _joined(self.text[at - 1 : at]) and not _joined(self.text[end : end + 1]):
                return bisect_right(self.starts, at) - 1
            at = self.text.find(name, at + 1)
        return -1


def _joined(one: str) -> bool:
    return one in ("-", "_") or one.isalnum()


def _account(item: Item, told: _Told, elsewhere: set[str]) -> Account:
    if item.key in elsewhere:
        return Account(item, "moved")
    line = told.of(item)
    return Account(item, line[0], line[1]) if line is not None else Account(item, "vanished")


def _tombstones(shelf: Shelf, rules: LedgerPolicy) -> Iterator[tuple[str, str]]:
    """Lines of the dispositions' place that say what became of something, with the kind that they say."""
    where = rules.dispositions or Dispositions()
    words = [(kind, word) for kind in _KINDS for word in getattr(where, kind)]
    paths = [where.path] if where.path else [source.path for source in rules.sources if source.items != "files"]
    for path in paths:
        for document in shelf.documents(path):
            yield from _told(shelf.page(document), where, words)


def _told(page: Page, where: Dispositions, words: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    from ledgergate.ledgers.found import under

    for block in page.blocks:
        texts = _texts(block)
        if not texts or (where.under and under(page, block, where.under) is None):
            continue
        for text in texts:
            folded = " ".join(text.casefold().split())
            kind = next((kind for kind, word in words if word in folded), "dropped" if where.under else "")
            if kind:
                yield kind, folded


def _texts(block: Block) -> list[str]:
    if block.kind == "table":
        return [" ".join(cell.whole for cell in row.cells) for row in block.rows]
    if block.kind == "paragraph":
        return block.content.whole.splitlines()
    return [block.content.whole] if block.kind in ("entry", "heading") else []
