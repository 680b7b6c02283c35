"""Which item a row speaks of: by key, by link, by title."""

from __future__ import annotations

import posixpath

from ledgergate.expressions import expression, regex
from ledgergate.ledgers.identity import merged, target_path
from ledgergate.ledgers.words import key_skeleton, skeleton, title_skeleton, undated
from ledgergate.model import Item
from ledgergate.shapes import TREE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ledgergate.documents import Documents
    from ledgergate.markdown import Page
    from ledgergate.model import Document, Ledger, Link, Report
    from ledgergate.policy.model import Key, LedgerPolicy
    from ledgergate.reports.inside import Inside
    from ledgergate.sides import Side

_FROM = expression(r">=\s*0*(\d{1,18})\Z")
_NUMBER = expression(r"\d{1,18}")


class Index:
    """A ledger's items by everything that a row may call them."""

    def __init__(
        self,
        ledger: Ledger,
        keys: Iterable[Key] = (),
        apart: frozenset[int] | None = None,
        page: Callable[[Document], Page] | None = None,
    ) -> None:
        """`apart` are the ledger's sources with a document for each item, `page` reads one that holds several."""
        self.items = ledger.items
        self._page = page
        self._several: dict[str, list[Item]] = {}
        self._opened: Inside | None = None
        keys = tuple(dict.fromkeys(keys))
        self._rules = [(regex(one.pattern).search, one.prefix) for one in keys if one.pattern]
        self._keys: dict[str, Item] = {}
        self._titles: dict[str, Item | None] = {}
        self._paths: dict[str, Item] = {}
        self._dated: dict[str, Item | None] = {}
        self.twice: dict[str, list[Item]] = {}
        self._bound: dict[str | int, tuple[Item, Item | None, tuple[Item, Item] | None]] = {}
        for item in ledger.items:
            first = self._keys.setdefault(item.key, item)
            if first is not item:
                self.twice.setdefault(item.key, [first]).append(item)
            for other in item.others:
                self._titles[other] = item if self._titles.get(other, item) is item else None
            if (name := undated(item.key)) != item.key:
                self._dated[name] = None if name in self._dated else item

        inside = any(one.source == "folder" for one in keys)
        of_path: dict[str, list[Item]] = {}
        for item in ledger.items:
            of_path.setdefault(item.document.path, []).append(item)
        for path, some in of_path.items():
            item = some[0]
            if len(some) == 1 and (apart is None or item.source in apart):
                for one in _paths_of(item, inside):
                    self._paths.setdefault(one, item)
            else:
                self._several[path] = some

    def __contains__(self, key: str) -> bool:
        return key in self._keys

    def alike(self, key: str) -> list[Item]:
        """Every item with this key: one, unless the ledger holds it twice."""
        return self.twice.get(key) or ([self._keys[key]] if key in self._keys else [])

    def by_key(self, row: Item) -> Item | None:
        """The item that the row's visible key names: the key itself, a key inside the cell, or the title."""
        found = self._keys.get(row.key)
        for name in self.keys_in(row.shown) if found is None else ():
            found = found or self._keys.get(key_skeleton(name))
        found = found or self._titles.get(title_skeleton(row.shown)) or self._titles.get(row.key) or self._first(row)
        return found or self._dated.get(row.key)

    def keys_in(self, text: str) -> Iterator[str]:
        """What each of the ledger's patterns takes for a key in a text, as the ledger writes it: behind its prefix."""
        for search, prefix in self._rules:
            match = search(text)
            if match is not None and match.groupdict().get("key"):
                yield prefix + match["key"]

    def _first(self, row: Item) -> Item | None:
        """The item whose title the row's own title is, where its key says nothing: one that nobody has says a lot."""
        if row.others and any(True for _ in self.keys_in(row.shown)):
            return None
        return next((item for other in row.others if (item := self._titles.get(other)) is not None), None)

    def by_link(self, row: Item, keyed: Item | None = None) -> Item | None:
        """The item that the row's first link to one leads to: by path, or by its anchor in a page of several."""
        for link in row.links:
            if link.kind != "undefined":
                paths = leads_to(row.document.path, target_path(link.target))
                found = next((item for path in paths if (item := self._paths.get(path)) is not None), None)
                if found is None and "#" in link.target and any(path in self._several for path in paths):
                    found = self._inside.at(paths, link.target) if self._inside is not None else None
                if found is not None and not (keyed is not None and self._is_aside(keyed, link, found)):
                    return found
        return None

    def _is_aside(self, keyed: Item, link: Link, linked: Item) -> bool:
        """Whether a link calls another item by its own key beside the row's: `C-3, after [C-1](list.md#c-1)`."""
        if keyed.key == linked.key:
            return False
        return linked.key in map(key_skeleton, (link.text, *self.keys_in(link.text)))

    def fragment(self, item: Item) -> str:
        """The anchor of an item that shares its document with others, with its sign; "" for others."""
        return self._inside.fragment(item) if self._inside is not None else ""

    @property
    def _inside(self) -> Inside | None:
        """The documents that hold several items, once a link leads into one; None where nothing reads them."""
        if self._opened is None and self._page is not None:
            from ledgergate.reports.inside import Inside

            self._opened = Inside(self._several, self._page)
        return self._opened

    def bind(self, row: Item) -> Item | None:
        """The item of a row; where its link and its key disagree, the title decides, and the link where it cannot."""
        return self._decided(row)[1]

    def disputed(self, row: Item) -> tuple[Item, Item] | None:
        """The items that a row's link and its key name, where these are two."""
        return self._decided(row)[2]

    def named(self, row: Item) -> tuple[Item | None, ...]:
        """The item of a row, or the two that its link and its key name."""
        _, item, disputed = self._decided(row)
        return disputed or (item,)

    def _decided(self, row: Item) -> tuple[Item, Item | None, tuple[Item, Item] | None]:
        """A row that says the same, its item and the dispute about it: every rule asks, and every report has its rows.

        A row without links is known by what it calls its item, so that five reports of one ledger keep one answer.
        """
        name = id(row) if row.links else row.shown
        known = self._bound.get(name)
        if known is None or (known[0] is not row and (known[0].key != row.key or known[0].others != row.others)):
            keyed = self.by_key(row)
            linked = self.by_link(row, keyed) if row.links else None
            if linked is not None and keyed is not None and linked.key != keyed.key:
                decided = keyed if set(row.others) & set(keyed.others) else linked
                known = row, decided, (linked, keyed)
            else:
                known = row, linked or keyed, None
            self._bound[name] = known
        return known


def leads_to(base: str, path: str) -> tuple[str, ...]:
    """The paths that a link may mean; without one it leads into its own document."""
    if not path:
        return (base,)
    near = posixpath.normpath(posixpath.join(posixpath.dirname(base), path))
    return (path.strip("/") if path.startswith("/") else near, posixpath.normpath(path))


def _paths_of(item: Item, inside: bool) -> tuple[str, ...]:
    """The paths that lead to an item which is a file: the file, and its folder where the folder is named after it, or
    gives items their keys (`inside`)."""
    path = item.document.path
    if item.start or item.end or item.body_end < len(item.document.data) or not item.body_end:
        whole = item.body_end >= len(item.document.data) and bool(item.document.data)
        if not whole and item.document.data:
            return ()
    folder, name = posixpath.split(path)
    stem = posixpath.splitext(name)[0].casefold()
    inside = inside or stem in ("readme", "index", "spec", "kep", "proposal", "plan")
    return (path, folder) if inside and folder else (path,)


def covered(item: Item, wanted: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether each part of `covers` holds of the item: a field's value, its key, its title, the heading above it."""
    return all(_holds(item, name, values) for name, values in wanted.items())


def _holds(item: Item, name: str, values: tuple[str, ...]) -> bool:
    if name == "key":
        return any(_is_key(item, value) for value in values)
    if name in ("title", "section"):
        return skeleton(getattr(item, name)) in map(skeleton, values)
    return item.value(name) in values


def _is_key(item: Item, value: str) -> bool:
    """One key, or every key from a number on: `>=100`."""
    begin = _FROM.match(value.strip())
    if begin is None:
        return key_skeleton(value) == item.key
    number = _NUMBER.search(item.key)
    return number is not None and int(number[0]) >= int(begin[1])


def indexes(side: Side) -> dict[str, Index]:
    """What binds rows to items, for each ledger of a side; ask the side for it."""
    return {name: index_of(side.documents, side.policy.ledgers[name], ledger) for name, ledger in side.ledgers.items()}


def index_of(documents: Documents, rules: LedgerPolicy, ledger: Ledger) -> Index:
    """What binds rows to the items of a ledger that a policy's rules describe."""
    apart = [number for number, one in enumerate(rules.sources) if one.shape.reads == TREE or _is_glob(one.path)]
    keys = (rules.key, *(merged(source.key, rules.key) for source in rules.sources))
    return Index(ledger, filter(None, keys), frozenset(apart), documents.page)


def _is_glob(path: str) -> bool:
    return any(sign in path for sign in "*?[")


def item_of(side: Side, report: Report, row: Item) -> Item | None:
    """The item that a report's row speaks of, if it is in the report's ledger."""
    index = side.ask(indexes).get(report.ledger)
    return index.bind(row) if index is not None else None
