"""A new item, with a row in each report that restates its ledger; the gate's fixes set the numbers that follow."""

from __future__ import annotations

from ledgergate.proving.mutant import Mutant, replaced
from ledgergate.proving.replacing import TITLE
from ledgergate.proving.spelling import unused
from ledgergate.proving.units import is_written, key_span, title_span, unit
from ledgergate.reports import item_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Item
    from ledgergate.sides import Side

    Edits = dict[str, list[tuple[int, int, bytes]]]

_SHAPES = ("headings", "table")


def new_items(side: Side) -> Iterator[Mutant]:
    """For each ledger an item like its last one that can be written again, where each report's row can be, too."""
    for name, ledger in side.ledgers.items():
        rules = side.policy.ledgers[name]
        taken = {one.shown.casefold() for one in ledger.items}
        for item in reversed(ledger.items):
            if not is_written(item) or rules.sources[item.source].items not in _SHAPES:
                continue
            other = unused(item.shown, taken)
            text = _again(item, other) if other and not item.links else b""
            edits: Edits = {}
            if text and _followed(side, name, item, other, edits):
                headed = rules.sources[item.source].items == "headings"
                end = unit(item)[1]
                gap = b"\n" if headed and not item.document.data[:end].endswith(b"\n\n") else b""
                edits.setdefault(item.document.path, []).append((end, end, gap + text))
                yield Mutant("item-added", f"{name} {other}", dict(_made(side, edits)))
                break


def _again(item: Item, other: str) -> bytes:
    """The item's lines, or the row's, under another key and another title; b"" where they stand elsewhere."""
    key, title = key_span(item), title_span(item)
    if key is None or title is None or (title[0] < key[1] and key[0] < title[1]):
        return b""
    return _written(item, [(*key, other.encode()), (*title, TITLE)])


def _written(item: Item, edits: list[tuple[int, int, bytes]]) -> bytes:
    start, end = unit(item)
    data = item.document.data
    made = b""
    for begin, stop, new in sorted(edits):
        made += data[start:begin] + new
        start = stop
    made += data[start:end]
    return (b"" if data[:end].endswith(b"\n") else b"\n") + made.rstrip() + b"\n"


def _followed(side: Side, name: str, item: Item, other: str, edits: Edits) -> bool:
    """Adds the rows of a new item behind those of the one that it is like; False where one cannot be written."""
    for report in side.reports:
        if report.ledger != name:
            continue
        for row in report.rows or ():
            if item_of(side, report, row) is not item:
                continue
            key, title = key_span(row), title_span(row)
            if key is None or row.links:
                return False
            said = [(*key, other.encode())]
            if title is not None and not (title[0] < key[1] and key[0] < title[1]):
                said.append((*title, TITLE))
            end = unit(row)[1]
            edits.setdefault(report.path, []).append((end, end, _written(row, said)))
    return True


def _made(side: Side, edits: Edits) -> Iterator[tuple[str, bytes | None]]:
    for path, some in edits.items():
        document = side.documents.document(path)
        if document is not None:
            yield from replaced(document, *some).items()
