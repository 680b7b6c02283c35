"""Each line of a governed document: checked, ignored, reported as unread, or read by nobody."""

from __future__ import annotations

from bisect import bisect_left

from ledgergate.coverage.spans import CELL, CHECKED, IGNORED, ITEM, LINK, NUMBER, REPORTED, Span, spans
from ledgergate.documents import is_mediawiki, is_page
from ledgergate.ledgers.candidate_nodes import excluded, names
from ledgergate.policy import HOMES, governed
from ledgergate.reports.free import free_numbers
from ledgergate.shapes import PAGES
from ledgergate.truth.artifacts import texts
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledgergate.model import Document
    from ledgergate.policy.model import Policy, Source
    from ledgergate.sides import Side

UNREAD = "unread"
_RANKS = {UNREAD: 0, IGNORED: 1, CHECKED: 2, REPORTED: 3}  # where several speak of one line, the last of these counts


class Line(Value):
    """A line that is not blank, by its number from 1. `by` is the policy's key; of what is reported, the reason."""

    number: int
    state: str
    by: str = ""


class Covered(Value):
    """One governed document: its lines that are not blank, what is checked of it, and the numbers that nobody binds.

    `for_links`: nothing but `[documents] links` names it, so its links are all that the policy asks of it.
    """

    path: str
    lines: tuple[Line, ...]
    items: int = 0
    cells: int = 0
    numbers: int = 0
    links: int = 0
    free: int = 0
    for_links: bool = False

    def count(self, *states: str) -> int:
        return sum(line.state in states for line in self.lines)


def covered(side: Side) -> tuple[Covered, ...]:
    """Every governed document of a side, by path; ask the side for it."""
    found: dict[str, list[Span]] = {}
    for one in (*spans(side), *_outside(side)):
        found.setdefault(one.document.path, []).append(one)
    for path, some in found.items():
        some += _headers(side, path, some)
    free = _free(side)
    for_links = _for_links(side)
    return tuple(
        _covered(one, [*found.get(one.path, []), *_rest(one, for_links)], free.get(one.path, 0), one.path in for_links)
        for one in _governed(side)
    )


def percent(found: Iterable[Covered]) -> float:
    """Checked lines of those that are checked or unread; what the policy ignores does not count."""
    checked = unread = 0
    for one in found:
        checked += one.count(CHECKED)
        unread += one.count(UNREAD, REPORTED)
    return round(100 * checked / (checked + unread), 1) if checked + unread else 100.0


def _free(side: Side) -> dict[str, int]:
    """How many numbers of each report are bound by nothing."""
    found: dict[str, int] = {}
    for report in side.reports:
        if report.path not in found and is_page(report.path):
            found[report.path] = len(free_numbers(side, report))
    return found


def _headers(side: Side, path: str, found: Iterable[Span]) -> list[Span]:
    """The header and the delimiter row of each table whose rows are read: they say which column is which.

    And the whole of each such row that has several lines, as those of MediaWiki have.
    """
    starts = sorted(one.start for one in found if one.what == ITEM)
    document = side.documents.known(path)
    if not starts or document is None or not is_page(path):
        return []
    made = []
    for block in side.documents.page(document).blocks:
        rows = block.rows if block.kind == "table" else ()
        if rows and bisect_left(starts, block.start) < bisect_left(starts, block.end):
            made.append(Span(document, block.start, rows[0].start, CHECKED, "the header of what is read below"))
            if is_mediawiki(path):
                made += [
                    Span(document, row.start, row.end, CHECKED, "the row of what is read in it")
                    for row in rows
                    if bisect_left(starts, row.start) < bisect_left(starts, row.end)
                ]
    return made


def _globs(policy: Policy) -> list[str]:
    """What the policy names beside itself: one that is given for the question may lie anywhere."""
    return [glob for glob in governed(policy) if glob not in (*HOMES, policy.origin)]


def _governed(side: Side) -> list[Document]:
    paths = sorted({path for glob in _globs(side.policy) for path in side.documents.find(glob)})
    read = {path for path in side.documents.read_paths if path not in (*HOMES, side.policy.origin)}
    known = [
        side.documents.known(path) for path in sorted(read.union(one.path for one in texts(side.documents, paths)))
    ]
    return [one for one in known if one is not None]


def _for_links(side: Side) -> frozenset[str]:
    """The paths that `[documents] links` names and no ledger, report, package or truth does."""
    bound = _globs(side.policy.but(links=()))
    named, others = (
        {path for glob in some for path in side.documents.find(glob)} for some in (side.policy.links, bound)
    )
    return frozenset(named - others)


def _rest(document: Document, for_links: frozenset[str]) -> list[Span]:
    """What stands around the links of a document that is read for them alone: the policy leaves it out."""
    if document.path not in for_links:
        return []
    return [Span(document, 0, len(document.data), IGNORED, "documents.links: for its links alone")]


def _covered(document: Document, found: Iterable[Span], free: int, for_links: bool) -> Covered:
    states: dict[int, Line] = {}
    counts = dict.fromkeys((ITEM, CELL, NUMBER, LINK), 0)
    for one in found:
        if one.what:
            counts[one.what] += 1
        for number in range(document.line_of(one.start), document.line_of(max(one.start, one.end - 1)) + 1):
            known = states.get(number)
            if known is None or _RANKS[one.state] > _RANKS[known.state]:
                states[number] = Line(number, one.state, one.by)
    every = range(1, len(document.line_starts) + 1)
    lines = tuple(states.get(number, Line(number, UNREAD)) for number in every if document.line(number).strip())
    return Covered(document.path, lines, counts[ITEM], counts[CELL], counts[NUMBER], counts[LINK], free, for_links)


def _outside(side: Side) -> Iterator[Span]:
    """What the places of the policy leave out: whole documents by `exclude`, sections by `under` and `not_under`."""
    read: dict[str, list[tuple[str, Source]]] = {}
    for where, source, path in _sources(side):
        for document in side.documents.matching(path):
            if excluded(document.path, source):
                yield Span(document, 0, len(document.data), IGNORED, f"{where}.exclude")
            elif source.shape.reads == PAGES:
                read.setdefault(document.path, []).append((where, source))
    for path, every in read.items():
        known = side.documents.known(path)
        if known is not None:
            yield from _sections(side, known, every)


def _sources(side: Side) -> Iterator[tuple[str, Source, str]]:
    for name, ledger in side.policy.ledgers.items():
        for number, source in enumerate(ledger.sources):
            folder = source.path.rstrip("/")
            yield f"ledger.{name}.sources[{number}]", source, f"{folder}/{source.file}" if source.file else folder
    for report in side.reports:
        rows = side.policy.reports[report.spec].rows
        if rows is not None:
            yield f"report[{report.spec}].rows", rows.source, report.path


def _sections(side: Side, document: Document, every: list[tuple[str, Source]]) -> Iterator[Span]:
    """The parts of a page that each of its sources leaves out by the headings above them."""
    page = side.documents.page(document)
    if not all(source.under or source.not_under for _, source in every):
        return
    stops = [(0, ()), *((heading.start, (*page.above(heading), heading)) for heading in page.headings)]
    for (start, chain), (end, _) in zip(stops, [*stops[1:], (len(document.data), ())], strict=True):
        texts_above = [heading.content.text for heading in chain]
        by = [_leaves_out(where, source, texts_above) for where, source in every]
        if all(by) and end > start:
            yield Span(document, start, end, IGNORED, by[0])


def _leaves_out(where: str, source: Source, above: list[str]) -> str:
    """The key by which a source leaves out what stands under these headings; "" where it reads there."""
    if source.not_under and any(names(text, source.not_under) for text in above):
        return f"{where}.not_under"
    if source.under and not any(names(text, source.under) for text in above):
        return f"{where}.under"
    return ""
