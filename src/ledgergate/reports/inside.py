"""Items of a document that holds several: which one an anchor names, and the anchor that names one."""

from __future__ import annotations

from bisect import bisect_right

from ledgergate.documents import is_page
from ledgergate.errors import NotChecked
from ledgergate.expressions import expression
from ledgergate.ledgers.identity import unescaped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ledgergate.markdown import Page
    from ledgergate.model import Document, Item

# Between an anchor of its own and the item that it stands before: tags, and the signs that begin a line.
_BEFORE = expression(rb"(?:<[^<>]*>|[\s#>|*+\-])*")


class Inside:
    """The items of documents that hold several, by path. A page is read when a row's link names one of its anchors."""

    def __init__(self, of_path: Mapping[str, list[Item]], page: Callable[[Document], Page]) -> None:
        self.of_path = of_path
        self._page = page
        self._starts: dict[str, list[int]] = {}

    def at(self, paths: Iterable[str], target: str) -> Item | None:
        """The item that a link's target names in one of these documents; none without an anchor."""
        fragment = unescaped(target.partition("#")[2])
        path = next((one for one in paths if one in self.of_path), "") if fragment else ""
        page = self._read(path)
        offset = page.anchor(fragment) if page is not None else None
        return self._holding(path, offset) if offset is not None else None

    def fragment(self, item: Item) -> str:
        """The anchor, with its sign, of the line in which an item begins; "" where it has none."""
        page = self._read(item.document.path)
        begin = _begin(item)
        names = page.anchors().items() if page is not None else ()
        return next((f"#{name}" for name, offset in names if begin <= offset <= item.start), "")

    def _read(self, path: str) -> Page | None:
        if path not in self.of_path or not is_page(path):
            return None
        try:
            return self._page(self.of_path[path][0].document)
        except NotChecked:
            return None

    def _holding(self, path: str, offset: int) -> Item | None:
        items = self.of_path[path]
        if path not in self._starts:
            items.sort(key=_begin)
            self._starts[path] = [_begin(item) for item in items]
        after = bisect_right(self._starts[path], offset)
        if after < len(items) and _BEFORE.fullmatch(items[after].document.data, offset, items[after].start):
            return items[after]
        item = items[after - 1] if after else None
        return item if item is not None and offset < max(item.body_end, item.end) else None


def _begin(item: Item) -> int:
    """Where the line begins in which an item stands."""
    return item.document.line_starts[item.document.line_of(item.start) - 1]
