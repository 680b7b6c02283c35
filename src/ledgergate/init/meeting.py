"""Which ledgers a text may name: told by what their items are called, so that not each is tried on each; and which
documents stand where an index of these would."""

from __future__ import annotations

import posixpath
import re
from collections import Counter

from ledgergate.called import LISTS
from ledgergate.expressions import expression
from ledgergate.init.draft import Draft, united
from ledgergate.ledgers.identity import target_path
from ledgergate.ledgers.words import key_skeleton, skeleton, title_skeleton, undated
from ledgergate.reports import Index

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgergate.init.survey import Survey
    from ledgergate.markdown import Cell, Inline, Page, Table
    from ledgergate.model import Item

_LEAST = 2
_TABLE = 5  # rows of a table that tells families to be one ledger
_TOGETHER = 0.9  # of such a table's rows must link to the families, and each family must have a tenth of them
_NAMED = 0.3  # of all their items: a table of a few documents of both is none of theirs
_NUMBER = expression(r"(?<![^\W_])([^\W\d_]{0,12})[-_ #]?0*(\d{1,9})(?![^\W_])")
_FILES = expression(r"([^/`\s]+)\.md\b")
INDEXES = ("README", "INDEX", "index", "readme")
_KINDS = ("", "spec", "adr", "rfc")  # what a number without letters of its own may be written behind


class Meeting:
    """The names of every ledger's items, and the ledgers that have them. A draft may be put in the place of one with
    the same items."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self.drafts = list(drafts)
        self.indexes = [Index(draft.read, (draft.key,)) for draft in drafts]
        self._known: dict[str, set[int]] = {}
        self._cells: dict[tuple[int, int], list[str]] = {}
        for number, draft in enumerate(drafts):
            bare = bool(draft.key.pattern or draft.key.prefix)
            for name in {name for item in draft.read.items for name in _names(item, bare)}:
                self._known.setdefault(name, set()).add(number)

    def ledgers(self, page: Page) -> set[int]:
        """The numbers of the ledgers some of whose items the page's tables or entries seem to name. What its cells say
        is kept until the next page is asked for."""
        said: set[str] = set()
        self._cells.clear()
        for block in page.blocks:
            if block.kind == "table":
                for cell in (cell for row in block.rows for cell in row.cells):
                    known = [name for name in _said(page, cell) if name in self._known]
                    self._cells[cell.start, cell.end] = known
                    said.update(known)
            elif block.kind == "heading":
                said.update(_said(page, block.content))
            elif block.kind == "entry":
                said.update(_links(page, block.content))
                said.update(f"{one}.md" for one in _FILES.findall(block.content.text[:80])[:1])
        met = Counter[int]()
        for name in said:
            met.update(self._known.get(name, ()))
        return {number for number, count in met.items() if count >= _LEAST}

    def named(self, cell: Cell) -> set[int]:
        """The numbers of the ledgers an item of which a cell of the last page may name, by its words or its links."""
        return set().union(*map(self._known.__getitem__, self._cells[cell.start, cell.end]))

    def titled(self, text: str) -> set[int]:
        """The numbers of the ledgers an item of which has this title."""
        return self._known.get(title_skeleton(text), set())

    def linked(self, page: Page, content: Inline) -> set[int]:
        """The numbers of the ledgers to whose items the first link leads."""
        return set().union(*(self._known.get(name, ()) for name in _links(page, content, 1)))


def _names(item: Item, bare: bool) -> Iterator[str]:
    """What may stand for an item elsewhere: its keys, its number, its title, its path. A number without the letters of
    its key is one only where the ledger says what is written before it."""
    for key in (item.key, *item.others):
        yield from (key, undated(key))
    if found := _NUMBER.search(item.key):
        lettered = (found[1].casefold(), "") if bare else (found[1].casefold(),)
        yield from (f"{lead}#{found[2]}" for lead in (lettered if found[1] else _KINDS))
    yield title_skeleton(item.title)
    path = item.document.path
    yield from (f"/{path}", f"/{posixpath.dirname(path)}", posixpath.basename(path))


def _said(page: Page, content: Inline) -> Iterator[str]:
    text = content.text
    yield key_skeleton(text.strip().strip("`*[]#").rstrip("/"))
    yield title_skeleton(text)
    yield from (f"{found[1].casefold()}#{found[2]}" for found in _NUMBER.finditer(text))
    yield from _links(page, content)


def _links(page: Page, content: Inline, most: int | None = None) -> Iterator[str]:
    for link in content.links[:most]:
        target = target_path(link.target)
        if target or "#" in link.target:
            folder = posixpath.dirname(page.document.path)
            near = posixpath.normpath(posixpath.join(folder, target)) if target else page.document.path
            yield from (f"/{near}", f"/{posixpath.normpath(target)}")


def joined(survey: Survey, drafts: Sequence[Draft]) -> Meeting:
    """The drafts' meeting; families that one table restates together are one ledger with several sources, where they
    state their status alike."""
    meeting, into = Meeting(drafts), dict[int, int]()
    for page in survey.read(survey.markdown if len(drafts) > 1 else ()):
        for table, _ in page.tables(skeleton):
            if len(table.rows) >= _TABLE:
                group = _families(meeting, page, table)
                into |= {number: into.get(group[0], group[0]) for number in group[1:] if number not in into}
    homes = {number: into.get(number, number) for number in range(len(drafts))}
    made: list[Draft] = []
    for home in dict.fromkeys(homes.values()):
        some = [drafts[one] for one, other in homes.items() if other == home]
        stated = some[0].ledger.fields.get("status")
        alike = len(some) > 1 and all(one.ledger.fields.get("status") == stated for one in some)
        made += [united(survey, some)] if alike else some
    return Meeting(made) if into else meeting


def _families(meeting: Meeting, page: Page, table: Table) -> list[int]:
    """The families that the links of a table's first cells lead to, where they are several."""
    cells = (next((cell for cell in row.cells if cell.links), None) for row in table.rows)
    hits = Counter(min(met) for cell in cells if cell is not None and (met := meeting.linked(page, cell)))
    group = sorted(number for number, count in hits.items() if 10 * count >= len(table.rows))
    every = sum(len(meeting.indexes[one].items) for one in group)
    few = hits.total() < max(_TOGETHER * len(table.rows), _NAMED * every)
    return group if len(group) > 1 and not few else []


def is_home(path: str, draft: Draft) -> bool:
    """Whether a document stands where an index would, and is called as one. Others mention the items.

    Items of one document are restated from anywhere: a reconciliation lies with the spec that it was made for.
    """
    if not draft.of_files:
        return True
    folder, name = posixpath.split(path)
    own = {posixpath.basename(home).casefold() for home in draft.homes} | {draft.ledger.name.rstrip("s")}
    named = folder in draft.homes or called(path) or not own.isdisjoint([*words_of(path), name[:-3].casefold()])
    return above(path, draft) and (named or not name.endswith(".md"))


def above(path: str, draft: Draft) -> bool:
    """Whether a document lies in a folder that holds all the items."""
    folder = posixpath.dirname(path)
    return not folder or all(item.startswith(f"{folder}/") for item in draft.paths)


def called(path: str) -> bool:
    """Whether a document is called as lists of others are."""
    return not LISTS.isdisjoint(words_of(path))


def words_of(path: str) -> list[str]:
    return re.split(r"[^a-z]+", posixpath.basename(path).casefold())


def is_index(path: str, draft: Draft) -> bool:
    """Whether a document lies beside the items, or their folders, and is called as the index of such a folder."""
    folder, name = posixpath.split(path)
    beside = posixpath.commonpath(draft.homes) == folder or set(map(posixpath.dirname, draft.homes)) == {folder}
    return beside and posixpath.splitext(name)[0].casefold() in INDEXES


def is_own(path: str, draft: Draft) -> bool:
    """Whether a document is the index of the folder of all the items: it lies there, or right above under the folder's
    name."""
    folder, homes = posixpath.dirname(path), draft.homes
    home = homes.pop()
    over = posixpath.dirname(home) == folder and posixpath.basename(home).casefold() in words_of(path)
    return not homes and ((home == folder and is_index(path, draft)) or (over and called(path)))
