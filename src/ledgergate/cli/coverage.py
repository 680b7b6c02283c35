"""What a policy checks and what it does not: a line per document, then what is not covered; or JSON."""

from __future__ import annotations

from ledgergate.cli.state import looked
from ledgergate.coverage.lines import UNREAD, Covered, covered, percent
from ledgergate.coverage.spans import CHECKED, IGNORED, REPORTED
from ledgergate.deadline import within
from ledgergate.documents import Documents
from ledgergate.output import encode
from ledgergate.output.encode import defused, terminal
from ledgergate.reading import read_side
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgergate.coverage.bindings import Binding
    from ledgergate.moments import Asked

_HEADER = ("document", "lines", "checked", "ignored", "unread", "items", "cells", "numbers", "links")
_WIDEST = 60
_SHOWN = 5  # stretches of lines that are named of one document
_DOCUMENTS = 20  # of which they are named


class Coverage(Value):
    """What is covered of one state: its governed documents, and the bindings of its policy."""

    documents: tuple[Covered, ...]
    bindings: tuple[Binding, ...]
    others: tuple[str, ...] = ()  # workspaces, which are not looked at

    @property
    def percent(self) -> float:
        return percent(self.documents)


def coverage(asked: Asked, workspace: str = "") -> Coverage:
    """Reads the state that is asked for. Raises Misused without a policy, NotChecked where nothing can be read."""
    from ledgergate.coverage.bindings import bindings

    with looked(asked, workspace) as at, within(at.change):
        side = read_side(Documents(at.change.after), at.policy, strict=False)
        found = side.ask(covered)
        if at.folder:
            found = tuple(one.but(path=f"{at.folder}/{one.path}") for one in found)
        return Coverage(found, tuple(side.ask(bindings)), at.others)


def as_table(found: Coverage, *, verbose: bool = False) -> str:
    for_links = () if verbose else [one for one in found.documents if one.for_links]
    rows = [_HEADER, *(_row(one) for one in found.documents if verbose or not one.for_links)]
    rows += [_sum(f"{len(for_links)} read for their links alone", for_links)] if for_links else []
    rows += [_sum("all", found.documents)]
    shown = [[_short(terminal(cell)) for cell in row] for row in rows]
    wide = [max(len(row[at]) for row in shown) for at in range(len(_HEADER))]
    lines = ["  ".join(_cell(cell, wide[at], at) for at, cell in enumerate(row)).rstrip() for row in shown]
    for one in found.documents if verbose else ():
        lines += _each_line(one)
    lines += () if verbose else _gaps(found.documents)
    lines += _idle(found.bindings)
    lines.append(f"{found.percent:g} % of the lines that the policy does not ignore are checked")
    return "".join(f"{defused(terminal(line))}\n" for line in lines)


def as_json(found: Coverage) -> str:
    """Version 1: `documents`, `bindings`, `percent`."""
    made = {
        "version": 1,
        "documents": [
            {
                "path": one.path,
                "lines": len(one.lines),
                "checked": one.count(CHECKED),
                "ignored": one.count(IGNORED),
                "unread": one.count(UNREAD, REPORTED),
                "items": one.items,
                "cells": one.cells,
                "numbers": {"checked": one.numbers, "free": one.free},
                "links": one.links,
            }
            for one in found.documents
        ],
        "bindings": [
            {"where": one.where, "line": one.line, "read": one.tried, "hits": one.hits} for one in found.bindings
        ],
        "percent": found.percent,
    }
    return encode.json(made)


def _row(one: Covered) -> tuple[str, ...]:
    counts = (
        len(one.lines), one.count(CHECKED), one.count(IGNORED), one.count(UNREAD, REPORTED),
        one.items, one.cells, one.numbers, one.links,
    )  # fmt: skip
    return (one.path, *map(str, counts))


def _sum(name: str, some: Sequence[Covered]) -> tuple[str, ...]:
    every = [_row(one)[1:] for one in some]
    return (name, *(str(sum(int(row[at]) for row in every)) for at in range(len(_HEADER) - 1)))


def _short(cell: str) -> str:
    """A path's end tells more than its begin."""
    return cell if len(cell) <= _WIDEST else f"…{cell[1 - _WIDEST :]}"


def _cell(cell: str, width: int, at: int) -> str:
    return cell.rjust(width) if at else cell.ljust(width)


def _gaps(every: Sequence[Covered]) -> Iterator[str]:
    """Each line that is reported, then the stretches of lines that nobody reads."""
    for one in every:
        yield from (f"{one.path}:{at.number}: not understood: {at.by}" for at in one.lines if at.state == REPORTED)
    left = [one for one in every if one.count(UNREAD)]
    for one in left[:_DOCUMENTS]:
        stretches = list(_stretches([line.number for line in one.lines if line.state == UNREAD], one))
        more = f" and {len(stretches) - _SHOWN} more" if len(stretches) > _SHOWN else ""
        yield f"{one.path}: read by nobody: lines {', '.join(stretches[:_SHOWN])}{more}"
    if len(left) > _DOCUMENTS:
        yield f"{len(left) - _DOCUMENTS} more documents contain lines that nobody reads (-v shows every line)"


def _stretches(numbers: Sequence[int], one: Covered) -> Iterator[str]:
    """Line numbers as ranges; blank lines between two of them do not part a range."""
    order = [line.number for line in one.lines]
    place = {number: at for at, number in enumerate(order)}
    begin = 0
    for at, number in enumerate(numbers):
        if at + 1 == len(numbers) or place[numbers[at + 1]] != place[number] + 1:
            first = numbers[begin]
            yield str(first) if first == number else f"{first}-{number}"
            begin = at + 1


def _each_line(one: Covered) -> Iterator[str]:
    for line in one.lines:
        by = f" ({line.by})" if line.by else ""
        yield f"{one.path}:{line.number}: {line.state}{by}"


def _idle(every: Sequence[Binding]) -> Iterator[str]:
    """The bindings that read nothing here, with the policy's line where it has one."""
    for one in every:
        if not one.hits:
            line = f" (policy line {one.line})" if one.line else ""
            yield f"binds nothing here: {one.where}{line}, looked for in {one.tried} {one.things}"
