"""Where a ledger's other sources have items in one document: those end what stands before them."""

from __future__ import annotations

from ledgergate.ledgers.candidate_nodes import CandidateNode, excluded
from ledgergate.ledgers.identity import identify
from ledgergate.policy import matches
from ledgergate.shapes import PAGES, load

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import FunctionType

    from ledgergate.markdown import Page
    from ledgergate.policy.model import Key, Source

_NOTHING: frozenset[str] = frozenset()


def shared(page: Page, source: Source, others: Sequence[tuple[Source, Key]]) -> tuple[list[int], ...]:
    """The bytes at which others have items in a page that the source reads too, as its reader takes them: nothing where
    it takes none, or where the source has the page to itself."""
    if "stops" not in _reader(source).__code__.co_varnames:
        return ()
    path = page.document.path
    here = [one for one in others if matches(one[0].path, path) and not excluded(path, one[0])]
    apart = [one for one in here if not _end_each_other(source, one[0])]
    found = sorted({start for other, key in apart for start in _starts(page, other, key)})
    return (found,) if found else ()


def _starts(page: Page, source: Source, key: Key) -> Iterator[int]:
    if source.shape.reads != PAGES or "columns" in source.shape.takes:
        return  # a row of a table ends nothing
    if key.pattern and "depth" in source.shape.takes:
        source = source.but(key=key)
    for node in _reader(source)(page, source, _NOTHING):
        if isinstance(node, CandidateNode) and identify(node, key, None) is not None:
            yield node.start


def _end_each_other(one: Source, other: Source) -> bool:
    """Whether both read headings of one level."""
    return one.shape is other.shape and "level" in one.shape.takes and one.level == other.level


def _reader(source: Source) -> FunctionType:
    reader: FunctionType = getattr(load(source.shape), source.shape.reader)
    return reader
