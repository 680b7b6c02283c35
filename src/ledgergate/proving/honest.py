"""Honest variants: edits that a gate must let pass, since one that can never pass proves nothing."""

from __future__ import annotations

import re
from itertools import pairwise

from ledgergate.documents import is_markdown, is_page
from ledgergate.proving.adding import new_items
from ledgergate.proving.mutant import Mutant, replaced
from ledgergate.proving.units import is_written, unit
from ledgergate.truth.packages import is_closed, packages

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ledgergate.model import Document, Item
    from ledgergate.sides import Side

    Rewritten = Callable[[re.Match[bytes]], bytes]

_NOTE = b"\nA note for whoever reads this next.\n"
_PIPE = re.compile(rb"(?<!\\)\|")
_BULLET = re.compile(rb"(?m)^(?P<before>[ \t]*)(?P<sign>[-*])(?= +\S)")
_STRONG = re.compile(rb"(?<![\w*])\*\*(?P<text>[^*\n_`]+?)\*\*(?![\w*])")
_FENCE = re.compile(rb"(?m)^[ \t]*(?:```|~~~)")
_NUMBERED = re.compile(rb"\s*\d+[.)]")


def honest(side: Side) -> Iterator[Mutant]:
    """Each honest variant of each governed page; what a closed package holds is to stay as it is."""
    folders = side.ask(packages)
    closed = tuple(one.folder + "/" for one in folders if is_closed(side.documents, one))
    marks = _freely_marked(side)
    for path in _pages(side):
        document = side.documents.document(path)
        if document is not None and not path.startswith(closed):
            made = (*_of_page(document), *_formatted(side, document, *marks), *_reordered(side, path))
            yield from (one.but(what=one.what or path, honest=True) for one in made)
    for one in new_items(side):
        if not any(path.startswith(closed) for path in one.files):
            yield one.but(honest=True)


def _pages(side: Side) -> list[str]:
    """The pages that ledgers and reports are read from."""
    every = [item.document.path for ledger in side.ledgers.values() for item in ledger.items]
    every += [report.path for report in side.reports]
    return [path for path in dict.fromkeys(every) if is_page(path)]


def _of_page(document: Document) -> Iterator[Mutant]:
    data = document.data
    if data.endswith(b"\n"):
        yield Mutant("note-added", "", replaced(document, (len(data), len(data), _NOTE)))
    at = data.find(b"\n\n", data.find(b"\n# ") + 1 if not data.startswith(b"---") else len(data))
    if at >= 0:
        yield Mutant("blank-line-doubled", "", replaced(document, (at, at, b"\n")))


def _freely_marked(side: Side) -> list[tuple[str, re.Pattern[bytes], Rewritten]]:
    """Ways to mark that the policy's own patterns do not speak of."""
    policy = side.documents.document(side.policy.origin)
    said = policy.data if policy is not None else b""
    ways: list[tuple[str, re.Pattern[bytes], Rewritten]] = []
    if b"- " not in said.replace(b" - ", b"") and b"\\-" not in said:
        ways.append(("bullets-changed", _BULLET, _other_bullet))
    if b"\\*" not in said:
        ways.append(("marks-changed", _STRONG, _other_marks))
    return ways


def _formatted(side: Side, document: Document, *marks: tuple[str, re.Pattern[bytes], Rewritten]) -> Iterator[Mutant]:
    """The page as another editor would write it: wider cells, other bullets, other marks of strong text."""
    if not is_markdown(document.path):
        return
    data, blocks = document.data, side.documents.page(document).blocks
    table = next((one for one in blocks if one.kind == "table" and not one.quoted), None)
    if table is not None:
        wide = b"".join(map(_wider, data[table.start : table.end].splitlines(keepends=True)))
        if wide != data[table.start : table.end]:
            yield Mutant("table-realigned", "", replaced(document, (table.start, table.end, wide)))
    if data.startswith(b"---") or _FENCE.search(data) or b"<" in data:
        return  # front matter, code and markup are not for another editor's marks
    for kind, pattern, way in marks:
        other = pattern.sub(way, data)
        if other != data:
            yield Mutant(kind, "", {document.path: other})


def _wider(line: bytes) -> bytes:
    """The row with one more blank, or one more hyphen, in front of each pipe but its first one."""
    pipes = [one.start() for one in _PIPE.finditer(line)]
    fill = b"-" if not line.strip(b" \t\r\n|:-") else b" "
    for at in reversed(pipes[1:] if line.lstrip().startswith(b"|") else ()):
        colon = fill == b"-" and line[:at].rstrip().endswith(b":")
        place = len(line[:at].rstrip()) - colon if fill == b"-" else at
        line = line[:place] + fill + line[place:]
    return line


def _other_bullet(one: re.Match[bytes]) -> bytes:
    return one["before"] + (b"*" if one["sign"] == b"-" else b"-")


def _other_marks(one: re.Match[bytes]) -> bytes:
    return b"__" + one["text"] + b"__"


def _reordered(side: Side, path: str) -> Iterator[Mutant]:
    """The first two neighbours of a ledger, and of a report, in the other order: no policy binds one."""
    for name, ledger in side.ledgers.items():
        several = [number for number, _ in enumerate(side.policy.ledgers[name].sources)]
        for number in several:
            found = [item for item in ledger.items if item.source == number and item.document.path == path]
            yield from _swapped("items-swapped", found)
    for report in side.reports:
        if report.path == path:
            yield from _swapped("rows-swapped", report.rows or ())


def _swapped(kind: str, items: Sequence[Item]) -> Iterator[Mutant]:
    for one, other in pairwise(items):
        if not (is_written(one) and is_written(other)):
            continue
        (start, middle), (begin, end) = unit(one), unit(other)
        data = one.document.data
        parts = data[start:middle], data[begin:end]
        if middle == begin and all(part.endswith(b"\n") and not _NUMBERED.match(part) for part in parts):
            yield Mutant(
                kind, f"{one.document.path} {one.shown}", replaced(one.document, (start, end, parts[1] + parts[0]))
            )
            return
