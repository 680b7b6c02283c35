"""Every byte of a page in exactly one span."""

from __future__ import annotations

from ledgergate.expressions import expression
from ledgergate.markdown.blocks import Entry
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgergate.markdown.blocks import AnyBlock

_BOM = b"\xef\xbb\xbf"
_BLANKS = b" \t\r\n\x0b\x0c"
_MARKS = expression(rb"[\s>*+\-0-9.)]*")
_FOOTNOTE = expression(rb"[\s>*+\-0-9.)]*\[\^[^\]\r\n]+\]:[\s>]*")
_DEFINITION = expression(rb"[\s>*+\-0-9.)]*\[")


class Account(Value):
    """The bytes `start` to `end` belong to a block of `kind`.

    Besides the blocks' own kinds: "blank", "definition", "footnote" (its mark) and "mark" (signs of quotes and
    lists between blocks); "other" is what none of them explains.
    """

    kind: str
    start: int
    end: int


def accounts(data: bytes, blocks: Sequence[AnyBlock]) -> Iterator[Account]:
    at = 0
    if data.startswith(_BOM):
        at = len(_BOM)
        yield Account("blank", 0, at)
    for kind, start, end in _own_spans(blocks):
        start = max(start, at)
        if end <= start:
            continue
        if start > at:
            yield Account(_between(data[at:start]), at, start)
        yield Account(kind, start, end)
        at = end
    if at < len(data):
        yield Account(_between(data[at:]), at, len(data))


def _own_spans(blocks: Sequence[AnyBlock]) -> Iterator[tuple[str, int, int]]:
    """The blocks' spans without what is nested in them."""
    for index, block in enumerate(blocks):
        end = block.own_end if isinstance(block, Entry) else block.end
        if index + 1 < len(blocks):
            end = min(end, blocks[index + 1].start)
        yield block.kind, block.start, end


def _between(raw: bytes) -> str:
    if not raw.strip(_BLANKS):
        return "blank"
    if _FOOTNOTE.fullmatch(raw):
        return "footnote"
    if _DEFINITION.match(raw):
        return "definition"
    return "mark" if _MARKS.fullmatch(raw) else "other"
