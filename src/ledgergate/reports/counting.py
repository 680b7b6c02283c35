"""What a bound number counts: a ledger's items, boxes, rows, distinct keys, or the terms of a sum."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_left

from ledgergate.expressions import regex
from ledgergate.ledgers.identity import target_path
from ledgergate.ledgers.lists import continued
from ledgergate.ledgers.reading import bind
from ledgergate.ledgers.words import key_skeleton, skeleton
from ledgergate.reports.statements import Statement
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ledgergate.documents import Documents
    from ledgergate.markdown import Block, Page
    from ledgergate.markdown.boxes import Box
    from ledgergate.model import Document, Item, Ledger
    from ledgergate.policy.model import Policy, Total


class Count(Value):
    """`count` of `of`, and the name of what was counted."""

    count: int
    of: int
    counter: str


class Scope(Value):
    """The part of a page in which is counted: its blocks, and the bytes that they span."""

    page: Page
    blocks: Sequence[Block]
    start: int
    end: int
    counter: str

    @staticmethod
    def of(documents: Documents, total: Total, one: Statement, item: Item | None) -> Scope | str:
        """Where a statement's number is counted, or the reason why that is nowhere."""
        if total.file:
            return _elsewhere(documents, total.file, one, item)
        if item is not None:
            return _span(documents.page(item.document), item.start, item.body_end, item.label)
        page = documents.page(one.document)
        start, end = _section(page, one)
        return _span(page, start, end, "the section")


def _elsewhere(documents: Documents, file: str, one: Statement, item: Item | None) -> Scope | str:
    if file == ".":
        candidates = [one.document.path]
    elif file != "linked":
        folder = posixpath.dirname(item.document.path) if item is not None else ""
        candidates = [posixpath.join(folder, file), file]
    else:
        folder = posixpath.dirname(one.document.path)
        candidates = [posixpath.normpath(posixpath.join(folder, target_path(link.target))) for link in one.links]
    path = next((path for path in candidates if documents.snapshot.entry(path) is not None), None)
    document = documents.document(path) if path is not None else None
    if document is None:
        return (
            "the document that this number counts in is not linked here"
            if file == "linked"
            else f"{file} is not in the tree"
        )
    return _span(documents.page(document), 0, len(document.data), document.path)


def _span(page: Page, start: int, end: int, counter: str) -> Scope:
    first = bisect_left(page.blocks, start, key=_start)
    return Scope(page, page.blocks[first : bisect_left(page.blocks, end, key=_start)], start, end, counter)


def _start(one: Block | Box) -> int:
    return one.start


def _section(page: Page, one: Statement) -> tuple[int, int]:
    """The bytes under the heading that states the number, or under the innermost one above the statement."""
    block = one.block
    if block is not None and block.kind == "heading":
        return page.extent(block)
    chain = page.above(block) if block is not None else ()
    return page.extent(chain[-1]) if chain else (0, len(page.document.data))


def items(
    policy: Policy, ledger: Ledger | None, total: Total, report: str, chosen: Mapping[str, str], item: Item | None
) -> Count | str | None:
    """The ledger's items that the statement speaks of; None where its words name no value of the ledger's fields."""
    if ledger is None:
        return "no ledger has the items that this number counts"
    fields = policy.ledgers[ledger.name].fields
    wanted: dict[str, tuple[str, ...]] = {}
    for name, text in chosen.items():
        known = bind(policy, fields[name]).lexicon if name in fields else None
        value = known.find(text) if known is not None else skeleton(text)
        if value is None or name not in fields:
            return None
        wanted[name] = (value,)
    parent = next((name for name in (report, report.removesuffix("s")) if name in fields), "")
    whole = [one for one in ledger.items if _holds(one, {**wanted, **total.of})]
    some = [one for one in ledger.items if _holds(one, {**wanted, **total.where})]
    if item is not None and parent:
        whole = [one for one in whole if key_skeleton(one.value(parent)) == item.key]
        some = [one for one in some if key_skeleton(one.value(parent)) == item.key]
    return Count(len(some), len(whole), f"the ledger '{ledger.name}'")


def _holds(item: Item, wanted: Mapping[str, tuple[str, ...]]) -> bool:
    return all(item.value(name) in values or skeleton(item.value(name)) in values for name, values in wanted.items())


def boxes(scope: Scope, share: bool, closed: tuple[str, ...] = ()) -> Count:
    """Ticked boxes of all; a number that stands alone counts all."""
    every = scope.page.boxes(closed)
    inside = every[bisect_left(every, scope.start, key=_start) : bisect_left(every, scope.end, key=_start)]
    found = [one.ticked(closed) for one in inside]
    return Count(sum(found) if share else len(found), len(found), scope.counter)


def rows(scope: Scope) -> Count:
    """Rows of tables and outermost list entries, also those numbered lines that Markdown reads as prose."""
    entries = [block for block in scope.blocks if block.kind == "entry"]
    outer = min((block.depth for block in entries), default=0)
    count = sum(block.depth == outer for block in entries)
    count += sum(len(block.rows) for block in scope.blocks if block.kind == "table")
    count += sum(1 for _ in continued(scope.page, scope.blocks))
    return Count(count, count, scope.counter)


def rows_that(scope: Scope, read: Iterable[Item], total: Total) -> Count:
    """Rows that hold `where`, of those that hold `of`."""
    whole = [one for one in read if _holds(one, total.of)]
    return Count(sum(_holds(one, total.where) for one in whole), len(whole), scope.counter)


def keys(scope: Scope, pattern: str) -> Count:
    """Distinct matches, code and comments aside; a named group `key` or the only group is what counts."""
    found: set[str] = set()
    for text in _prose(scope):
        for match in regex(pattern).finditer(text):
            found.add(key_skeleton(match.groupdict().get("key") or match.group(match.lastindex or 0)))
    return Count(len(found), len(found), scope.counter)


def _prose(scope: Scope) -> Iterator[str]:
    document: Document = scope.page.document
    at = scope.start
    for block in scope.blocks:
        if block.kind in ("fence", "comment"):
            yield document.text(at, max(at, block.start))
            at = max(at, block.end)
    yield document.text(at, max(at, scope.end))


def terms(text: str, of: int = 0) -> Count | str:
    """The sum of the numbers in a text such as `Benefit 2 + Urgency 1`; a sentence where one is more than it may be.

    With `of` each of the numbers has an equal share of it, where that is a whole number.
    """
    parts = [
        (name.strip(" \t:=+|,;·*_()"), int(number))
        for name, number in re.findall(r"(?<!\D)([^\d]*)(\d{1,9})(?:\s*/\s*\d{1,9})?", text)
    ]
    share = of // len(parts) if parts and of % len(parts) == 0 else of
    over = next(((name, number) for name, number in parts if of and number > share), None)
    if over is not None:
        shown = " ".join(map(str, over)).strip()
        return f"{shown} is more than {share}, the most that each of {len(parts)} parts of {of} can have"
    return Count(sum(number for _, number in parts), of, "the sum")


def number_at(document: Document, path: str) -> Statement | None:
    """The number that a key path of the front matter, or of a YAML document, holds. Raises Unreadable."""
    from ledgergate.ledgers.structured import value_at

    said = value_at(document, path)
    return Statement(document, said.text, said.start, said.end) if said is not None else None
