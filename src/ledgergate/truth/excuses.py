"""Excuses: written exceptions that stand in a document, beside the one line that they cover."""

from __future__ import annotations

from ledgergate.documents import is_page
from ledgergate.expressions import expression
from ledgergate.markdown.spans import HTML
from ledgergate.policy.model import Waiver
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from ledgergate.markdown import Page
    from ledgergate.model import Document
    from ledgergate.sides import Side

FORM = "<!-- ledgergate: allow LG401 until 2027-01-31, owner: reason -->"
_SIGN = b"ledgergate:"
_COMMENT = expression(rb"(?s)<!--.*?(?:-->|\Z)")
_MEANT = expression(rb"(?is)<!--\s*ledgergate:\s*allow\b(.*)-->")
_SAID = expression(r"(?P<rule>[\w-]+) until (?P<until>\d{4}-\d\d-\d\d) ?,(?P<owner>[^:]+):(?P<reason>.+)")
_MARKS = b" \t\r\n>"  # what may stand beside an excuse that has its line to itself


class Excuse(Value):
    """One comment that means to be an excuse: as a waiver of one line, or, unread, the words that cannot be read.

    `line` is where it stands. `waiver.covers` is the line that it covers, `waiver.quote` what that line says besides.
    """

    path: str
    line: int
    waiver: Waiver | None
    unread: str = ""


def excuses(side: Side) -> tuple[Excuse, ...]:
    """Every excuse in the pages that this side has read so far."""
    return tuple(one for path in side.documents.read_paths for one in excuses_in(side, path))


def excuses_in(side: Side, path: str) -> tuple[Excuse, ...]:
    """The excuses in one document, in its order; none where it is no page or is not there."""
    return side.ask(_read, path) if is_page(path) else ()


def _read(side: Side, path: str) -> tuple[Excuse, ...]:
    document = side.documents.document(path)
    if document is None or _SIGN not in document.data:
        return ()
    return excuses_of(side.documents.page(document))


def excuses_of(page: Page) -> tuple[Excuse, ...]:
    """The excuses on one page."""
    return tuple(_excuse(page.document, *one) for one in _comments(page))


def _comments(page: Page) -> Iterator[tuple[int, int, bytes]]:
    """Where comments that mean to be excuses stand, and what they say; code that shows one is no comment."""
    tape, data = page.tape, page.document.data
    spans = [(block.start, block.end) for block in page.blocks if block.kind in ("comment", "html")]
    spans += [(tape.starts[at], tape.ends[at]) for at, kind in enumerate(tape.kinds) if kind == HTML]
    for start, end in sorted(spans):
        for found in _COMMENT.finditer(data, start, end):
            meant = _MEANT.fullmatch(found[0])
            if meant:
                yield found.start(), found.end(), meant[1]


def _excuse(document: Document, start: int, end: int, words: bytes) -> Excuse:
    line, text = document.place(start).line, " ".join(words.decode().split())
    said = _SAID.fullmatch(text)
    owner, reason = (said["owner"].strip(), said["reason"].strip()) if said else ("", "")
    day = _day(said["until"]) if said else None
    if said is None or day is None or not (owner and reason):
        return Excuse(document.path, line, None, text[:120])
    covers, quote = _covered(document, start, end)
    waiver = Waiver(said["rule"], reason, owner, day, document.path, line=line, covers=covers, quote=quote)
    return Excuse(document.path, line, waiver)


def _day(text: str) -> datetime.date | None:
    from datetime import date

    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _covered(document: Document, start: int, end: int) -> tuple[int, str]:
    """The line that an excuse covers, and its words: its own, or the next with words where it has none of its own."""
    line, last = document.place(start).line, document.place(end).line
    starts = document.line_starts
    before, behind = document.data[starts[line - 1] : start], document.data[end : _end(document, last)]
    if not (_bare(before) or _bare(behind)):
        line = next((one for one in range(last + 1, len(starts) + 1) if _bare(_raw(document, one))), line)
    return line, _bare(_raw(document, line)).decode("utf-8", "backslashreplace")


def _raw(document: Document, line: int) -> bytes:
    return document.data[document.line_starts[line - 1] : _end(document, line)]


def _end(document: Document, line: int) -> int:
    """Where a line ends, its line break included."""
    return document.line_starts[line] if line < len(document.line_starts) else len(document.data)


def _bare(raw: bytes) -> bytes:
    """The bytes of a line without comments, without the marks around them, and with single blanks."""
    return b" ".join(_COMMENT.sub(b"", raw).strip(_MARKS).split())
