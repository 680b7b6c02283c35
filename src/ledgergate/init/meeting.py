"""Which ledgers a page may restate: told by what its cells and links say once, so that not each is tried on each."""

from __future__ import annotations

import posixpath

from ledgergate.expressions import expression, regex
from ledgergate.init.keeping import patterns
from ledgergate.ledgers.identity import target_path
from ledgergate.ledgers.words import key_skeleton, title_skeleton, undated
from ledgergate.model import Item
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ledgergate.init.draft import Draft
    from ledgergate.markdown import Cell, Inline, Page, Table

_LEAST = 3
_NO_LETTER = expression(r"[\W\d]*\Z")
_BARE = expression(r"\d+[a-z]?\Z")
_NUMBER = expression(r"\W{0,6}([^\W\d_]{0,12})[-_ #]?0*(\d{1,9})(?![^\W_])")
_KINDS = ("", "spec", "adr", "rfc")  # what a number without letters of its own may be written behind
_DATED = expression(r"\A\d{4}-\d\d-\d\d[-_]")


class Meeting:
    """The names of every ledger's items, and the ledgers that have them."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self._known: dict[str, list[int]] = {}
        for number, draft in enumerate(drafts):
            for name in {name for item in draft.read.items for name in _names(item)}:
                self._known.setdefault(name, []).append(number)

    def ledgers(self, page: Page) -> set[int]:
        """The numbers of the ledgers some of whose items the page's tables or entries seem to name."""
        met: dict[int, int] = {}
        for said in set(_said(page)):
            for number in self._known.get(said, ()):
                met[number] = met.get(number, 0) + 1
        return {number for number, count in met.items() if count >= _LEAST}


def _names(item: Item) -> Iterator[str]:
    """What may stand for an item elsewhere: its keys, its number, its title, its path."""
    for key in (item.key, *item.others):
        yield from (key, _DATED.sub("", key))
    found = _NUMBER.match(item.key)
    if found:
        yield from (f"{lead}#{found[2]}" for lead in ({found[1].casefold(), ""} if found[1] else _KINDS))
    yield title_skeleton(item.title)
    path = item.document.path
    yield from (f"/{path}", f"/{posixpath.dirname(path)}")


def _said(page: Page) -> Iterator[str]:
    for block in page.blocks:
        if block.kind == "table" and len(block.rows) >= _LEAST:
            for row in block.rows:
                for cell in row.cells:
                    yield from _of_text(cell.text)
                    yield from _links(page, cell)
        elif block.kind == "entry":
            yield from _links(page, block.content)


def _of_text(text: str) -> Iterator[str]:
    yield key_skeleton(text.strip().strip("`*[]#").rstrip("/"))
    yield title_skeleton(text)
    found = _NUMBER.match(text)
    if found:
        yield f"{found[1].casefold()}#{found[2]}"


def _links(page: Page, content: Inline) -> Iterator[str]:
    links = content.links
    folder = posixpath.dirname(page.document.path) if links else ""
    for link in links:
        target = target_path(link.target)
        if target or "#" in link.target:
            near = posixpath.normpath(posixpath.join(folder, target)) if target else page.document.path
            yield from (f"/{near}", f"/{posixpath.normpath(target)}")


class Namesakes:
    """Which ledgers have an item that a row may name by its text: those that need not be asked are many."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self._known: dict[str, set[int]] = {}
        every = dict.fromkeys(one for draft in drafts for one in patterns(draft))
        self._searches = [regex(one).search for one in every]
        for number, draft in enumerate(drafts):
            for item in draft.read.items:
                for name in (item.key, *item.others, undated(item.key)):
                    self._known.setdefault(name, set()).add(number)

    def of(self, row: Item) -> set[int]:
        """The numbers of those ledgers; with whatever any ledger's pattern takes for a key in the row."""
        inside = [found["key"] for search in self._searches if (found := search(row.shown))]
        names = {row.key, title_skeleton(row.shown), *(key_skeleton(one) for one in inside if one)}
        return set().union(*(self._known.get(name, ()) for name in names))


class Column(Value):
    """A column as rows to be bound: those with links, and the others by the ledgers that they may name."""

    place: int
    name: str
    bare: bool  # no cell has a letter
    rows: Sequence[Item]
    linked: Sequence[Item]
    naming: Mapping[int, Sequence[Item]]


class Columns:
    """A table's columns, taken apart once for all ledgers that write their keys alike."""

    def __init__(self, page: Page, table: Table, namesakes: Namesakes) -> None:
        self.table = table
        self._page = page
        self._namesakes = namesakes
        self._read: dict[str, list[Column]] = {}
        self._said: list[tuple[bool, list[str]]] | None = None

    def read(self, prefix: str) -> list[Column]:
        """The columns that have a name."""
        if prefix not in self._read:
            heads = [(place, cell.text.strip()) for place, cell in enumerate(self.table.header.cells)]
            self._read[prefix] = [self._column(place, name, prefix) for place, name in heads if name]
        return self._read[prefix]

    @property
    def said(self) -> list[tuple[bool, list[str]]]:
        """Of each row whether it has a link, and its cells as titles are compared."""
        if self._said is None:
            self._said = [
                (any(cell.links for cell in row.cells), [title_skeleton(cell.text) for cell in row.cells])
                for row in self.table.rows
            ]
        return self._said

    def _column(self, place: int, name: str, prefix: str) -> Column:
        cells = [row.cells[place] for row in self.table.rows if len(row.cells) > place]
        rows = [self._row(cell, prefix) for cell in cells]
        naming: dict[int, list[Item]] = {}
        for row in rows:
            for number in self._namesakes.of(row) if not row.links else ():
                naming.setdefault(number, []).append(row)
        bare = all(_NO_LETTER.match(cell.text) for cell in cells)
        return Column(place, name, bare, rows, [row for row in rows if row.links], naming)

    def _row(self, cell: Cell, prefix: str) -> Item:
        text = key_of(cell.text, prefix)
        return Item(key_skeleton(text), text, "", self._page.document, cell.start, cell.end, {}, cell.links)


def key_of(text: str, prefix: str) -> str:
    """A cell's text as the ledger writes its keys."""
    bare = text.strip().strip("`*[]#").rstrip("/")
    return prefix + bare if prefix and _BARE.match(bare) else bare
