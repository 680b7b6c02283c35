"""Which ledgers a page may restate: told by what its cells and links say once, so that not each is tried on each."""

from __future__ import annotations

import posixpath

from ledgergate.expressions import expression
from ledgergate.ledgers.identity import target_path
from ledgergate.ledgers.words import key_skeleton, title_skeleton

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgergate.init.draft import Draft
    from ledgergate.markdown import Inline, Page
    from ledgergate.model import Item

_LEAST = 3
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
