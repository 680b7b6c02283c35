"""What a merge left in a document: the conflict is told once, and of its two versions the first one is read."""

from __future__ import annotations

import re
from bisect import bisect_right

from ledgergate.model import Unread
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledgergate.ledgers.candidate_nodes import CandidateNode
    from ledgergate.markdown import Page
    from ledgergate.model import Document

_MARKER = re.compile(rb"^(?:(<{7}|>{7}|\|{7})(?: [^\r\n]*)?|(={7}))(?=\r?$)", re.MULTILINE)


class Conflict(Value):
    """One conflict, or what is left of one: its bytes, its markers, and where the other version begins."""

    start: int
    end: int
    markers: tuple[int, ...]
    other: int

    def drops(self, offset: int) -> bool:
        """Whether what begins at `offset` is a marker, or part of the version that is not read."""
        return offset in self.markers or self.other <= offset < self.end


def conflicts(document: Document, page: Page | None = None) -> list[Conflict]:
    """The conflicts of a document; in code and comments of its page markers are examples."""
    hidden = [(one.start, one.end) for one in page.blocks if one.kind in ("fence", "comment")] if page else []
    found: list[Conflict] = []
    opened: list[re.Match[bytes]] = []
    for marker in _MARKER.finditer(document.data):
        if any(start <= marker.start() < end for start, end in hidden):
            continue
        sign = (marker[1] or marker[2])[:1]
        if sign == b"<" and opened:
            found.append(_conflict(opened))
            opened = []
        if sign not in b"=|" or opened:
            opened.append(marker)
        if sign == b">":
            found.append(_conflict(opened))
            opened = []
    return [*found, _conflict(opened)] if opened else found


def _conflict(markers: list[re.Match[bytes]]) -> Conflict:
    first, last = markers[0], markers[-1]
    closed = last.group().startswith(b">") and first.group().startswith(b"<")
    other = next((one.start() for one in markers if (one[1] or one[2])[:1] in b"=|"), last.end())
    starts = tuple(one.start() for one in markers)
    return Conflict(first.start(), last.end(), starts, other if closed else last.end())


def resolved(
    nodes: Iterable[CandidateNode | Unread | None], document: Document, page: Page | None = None
) -> Iterator[CandidateNode | Unread | None]:
    """The nodes without markers and without a conflict's other version; then the conflicts themselves."""
    found = conflicts(document, page)
    starts = [one.start for one in found]
    for node in nodes:
        line = _line_start(document, node.start) if node is not None else -1
        at = bisect_right(starts, line) - 1
        if at < 0 or not found[at].drops(line):
            yield node
    yield from told(document, found)


def told(document: Document, found: Iterable[Conflict]) -> Iterator[Unread]:
    for one in found:
        why = "a merge conflict is left here; the lines above its ======= are read"
        if len(one.markers) == 1:
            why = "a conflict marker is left here"
        cure = "keep one of the two versions and remove the lines that begin with <<<<<<<, ======= and >>>>>>>"
        yield Unread(document, one.start, one.end, why, cure, "merge conflict")


def _line_start(document: Document, offset: int) -> int:
    return document.line_starts[document.line_of(offset) - 1]
