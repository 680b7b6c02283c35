"""Rows that are left over from an item's old name: which item has it now, and the row under the new one."""

from __future__ import annotations

from ledgergate.ledgers.identity import target_path, titled
from ledgergate.ledgers.words import key_skeleton, title_skeleton
from ledgergate.model import Edit, Fix, Place
from ledgergate.reports.binding import indexes, item_of, leads_to
from ledgergate.reports.wording import link_target, spelled
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledgergate.ledgers.dispositions import DispositionLines, Line
    from ledgergate.model import Item, Link, Report
    from ledgergate.sides import Side


class NewName(Value):
    """The item that a row means under its old name, and where that is said; None where the change itself shows it."""

    item: Item
    place: Place | None = None


class NewNames:
    """What the items of a ledger are called now, for rows that call them otherwise; what is known is found out once."""

    def __init__(self, side: Side, befores: Iterable[Side], ledger: str) -> None:
        self._side, self._befores, self._ledger = side, befores, ledger
        self._items = {item.key: item for item in side.ledgers[ledger].items}
        self._lines: DispositionLines | None = None
        self._was: list[dict[str, Item]] | None = None
        self._titled: dict[str, list[Item]] = {}

    def of(self, report: Report, row: Item) -> NewName | None:
        """What the item of a row is called now, where nobody could think of another one."""
        row = _bare(self._side, report, row)
        return self._told(row) or self._same_title(row)

    def _told(self, row: Item) -> NewName | None:
        """The item that a disposition names beside the row's key: `C-9 renamed from C-7`, or in several steps."""
        if self._lines is None:
            from ledgergate.ledgers.conservation import disposed

            self._lines = disposed(self._side, self._ledger)
        line, seen = self._lines.of(row), {row.key}
        while line is not None and line.kind == "renamed":
            keys = [key for key in dict.fromkeys(map(key_skeleton, line.text.split())) if key not in seen]
            found = [self._items[key] for key in keys if key in self._items]
            if found:
                return NewName(found[0], _place(line)) if len(found) == 1 else None
            seen.update(keys)
            line = next((more for key in keys if (more := _other(self._lines, key, line)) is not None), None)
        return None

    def _same_title(self, row: Item) -> NewName | None:
        """The one new item with the title that stood under the row's key before the change."""
        if self._was is None:
            ledgers = [before.ledgers[self._ledger] for before in self._befores if self._ledger in before.ledgers]
            self._was = [{item.key: item for item in ledger.items} for ledger in ledgers]
            for item in self._items.values() if any(self._was) else ():
                self._titled.setdefault(title_skeleton(item.title), []).append(item)
        for earlier in self._was:
            was = earlier.get(row.key)
            now = self._titled.get(title_skeleton(was.title), []) if was is not None and titled(was) else []
            if len(now) == 1 and now[0].key not in earlier:
                return NewName(now[0])
        return None


def _bare(side: Side, report: Report, row: Item) -> Item:
    """The row by the key alone, where its cell has more in it: `C-3 Tenant search`."""
    shown = next(side.ask(indexes)[report.ledger].keys_in(row.shown), "")
    if not shown or shown == row.shown:
        return row
    rest = row.shown.partition(shown)[2].strip(" :-–—")
    return row.but(key=key_skeleton(shown), shown=shown, title=row.title if row.title != row.shown else rest)


def _other(lines: DispositionLines, key: str, line: Line) -> Line | None:
    """Another line that tells of a key: a line says the two names of one step."""
    return next((one for one in lines.lines if one is not line and key in map(key_skeleton, one.names.split())), None)


def _place(line: Line) -> Place | None:
    return Place(line.document.path, line.number, 1, line.number, 1) if line.document is not None else None


def renaming(side: Side, report: Report, row: Item, item: Item) -> Fix | None:
    """The row under its item's new name: its key, its title and the links that led to the old one.

    None where the item has a row already, or where the row's key cannot be told from the text around it.
    """
    if any(item_of(side, report, one) is item for one in report.rows or ()):
        return None
    row = _bare(side, report, row)
    links = list(_targets(side, report, row, item))
    key = _words(side, report, row, row.shown, item.shown, row.end)
    if key is None:
        return None
    edits = [key, *links]
    if titled(row) and titled(item) and title_skeleton(row.title) != title_skeleton(item.title):
        title = _words(side, report, row, row.title, item.title, max(row.end, _line_end(row)))
        edits += [title] if title is not None and not (title.start < key.end and key.start < title.end) else []
    return Fix(f"write {item.shown} for {row.shown}", tuple(edits), safe=True)


def _words(side: Side, report: Report, row: Item, old: str, new: str, end: int) -> Edit | None:
    """The edit of words that stand once in the row, the targets of its links aside."""
    shown = bytearray(row.document.data[row.start : end])
    for link in row.links:
        begin, length = _target_of(row, link)
        if row.start <= begin and begin + length <= end:
            shown[begin - row.start : begin - row.start + length] = b"\0" * length
    written = spelled(side, report, old).encode("utf-8")
    if not written or shown.count(written) != 1:
        return None
    at = row.start + shown.index(written)
    return Edit(row.document.path, at, at + len(written), spelled(side, report, new))


def _target_of(row: Item, link: Link) -> tuple[int, int]:
    """Where an inline link's target begins, and how long it is as it is written."""
    written = row.document.data[link.start : link.end]
    at = written.find(b"](") + 2
    return (link.start + at, len(written) - at) if at > 1 else (link.end, 0)


def _targets(side: Side, report: Report, row: Item, item: Item) -> Iterator[Edit]:
    """The links of the row that led to the item under its old name, and lead nowhere now."""
    index = side.ask(indexes)[report.ledger]
    for link in row.links:
        begin, _ = _target_of(row, link)
        target = link.target.encode("utf-8")
        there = link.kind == "inline" and row.document.data.startswith(target, begin)
        if there and index.by_link(row.but(links=(link,))) is None and _led_to_an_item(side, report, row, link):
            new = link_target(side, report, item, link.target)
            yield Edit(row.document.path, begin, begin + len(target), new)


def _led_to_an_item(side: Side, report: Report, row: Item, link: Link) -> bool:
    """Whether a link that leads to no item leads into the ledger: to a heading that is gone, or to a file that is."""
    from ledgergate.policy import matches

    paths = leads_to(row.document.path, target_path(link.target))
    governed = [source.path for source in side.policy.ledgers[report.ledger].sources]
    into = any(matches(glob, path) for glob in governed for path in paths)
    absent = all(side.documents.snapshot.entry(path) is None for path in paths)
    return into and (absent or "#" in link.target)


def _line_end(row: Item) -> int:
    document = row.document
    line = document.line_of(row.start)
    stop = document.line_starts[line] if line < len(document.line_starts) else len(document.data)
    return document.line_starts[line - 1] + len(document.data[document.line_starts[line - 1] : stop].rstrip(b"\r\n"))
