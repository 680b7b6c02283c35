"""Boxes beside each other in a row that are answers to one question: pass or fail, yes or no."""

from __future__ import annotations

import re

from ledgergate.expressions import expression

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ledgergate.markdown.blocks import AnyBlock
    from ledgergate.markdown.boxes import Box

_ANSWER = expression(
    r"(?:yes|no|pass(?:ed)?|fail(?:ed)?|ok|not ok|n/?a|ja|nein|bestanden|nicht bestanden|entfällt)\b", re.IGNORECASE
)


def answered(boxes: list[Box], closed: Collection[str]) -> Iterator[Box]:
    """The boxes, of a row of answers the ticked one alone; its first one where none is ticked."""
    at = 0
    while at < len(boxes):
        after = at + 1
        while after < len(boxes) and _beside(boxes[at], boxes[after]):
            after += 1
        row = boxes[at:after]
        if len(row) > 1 and _asks(row[0].block):
            yield next((box for box in row if box.ticked(closed)), row[0])
        else:
            yield from row
        at = after


def _beside(one: Box, other: Box) -> bool:
    return one.block is other.block and one.block.kind == "table" and one.line_start == other.line_start


def _asks(table: AnyBlock) -> bool:
    """Whether two columns of a table are called as answers are."""
    if table.kind != "table":
        return False
    return sum(_ANSWER.match(cell.text.strip()) is not None for cell in table.header.cells) > 1
