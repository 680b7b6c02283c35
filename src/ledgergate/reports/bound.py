"""Numbers that the policy binds to what they count: where they are stated, and what they should be."""

from __future__ import annotations

import re

from ledgergate.errors import Unreadable
from ledgergate.expressions import regex
from ledgergate.ledgers.words import key_skeleton
from ledgergate.reports import numerals
from ledgergate.reports.counting import Count, Scope, boxes, items, keys, number_at, rows, rows_that, terms
from ledgergate.reports.statements import Statement, cells, statements
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ledgergate.documents import Documents
    from ledgergate.model import Document, Item, Ledger, Report
    from ledgergate.policy.model import Policy, Total
    from ledgergate.reports import Index

# In data a dot parts decimals, in prose it may part thousands.
_NUMBERS = r"(?P<count>\d{1,3}(?:[%s]\d{3})+(?!\d)|\d{1,9})(?:\s*/\s*(?P<of>\d{1,9}))?"
_IN_DATA, _IN_CELLS = _NUMBERS % ",'’ ", _NUMBERS % ".,'’ "
_GROUPS = ("count", "of", "percent")
_APART = ("terms", "first", "last")


class Bound(Value):
    """One bound statement: what it says, what it should say, or `why` nothing can be counted for it.

    `stated` and `expected` hold the numbers as they would be written, `place` offsets are bytes of `document`.
    """

    document: Document
    start: int
    end: int
    stated: str
    expected: str
    what: str
    counter: str
    right: bool = True
    why: str = ""
    key: str = ""


class Asked(Value):
    """What one total needs to be evaluated: the report, its rows' items, and all ledgers."""

    documents: Documents
    policy: Policy
    report: Report
    ledgers: Mapping[str, Ledger]
    index: Index | None
    total: Total

    @property
    def ledger(self) -> Ledger | None:
        return self.ledgers.get(self.total.ledger or self.report.ledger)


def bound(asked: Asked) -> Iterator[Bound]:
    """Every number that one total binds in one report. Finding none at all is said too: it would hold nothing."""
    found = False
    for one in _every(asked):
        found = True
        yield one
    if not found and not asked.total.optional and asked.report.document.path not in asked.documents.unreadable:
        total, document = asked.total, asked.report.document
        name = total.pattern or total.column or total.at
        why = f"the policy binds a number here (line {total.line}: {name}) and the report states none"
        yield Bound(document, 0, 0, "", "", name, "", False, why, name)


def _every(asked: Asked) -> Iterator[Bound]:
    total = asked.total
    pattern = regex(total.pattern or _IN_CELLS)
    if total.at:
        try:
            stated = number_at(asked.report.document, total.at)
        except Unreadable as error:
            asked.documents.note(error, whole=False)
            return
        yield from _compared(asked, stated, re.compile(_IN_DATA))
    elif total.column:
        for row, item, one in cells(asked.report, asked.index, total.column):
            yield from _compared(asked, one, pattern, item, row.shown)
    else:
        for one in statements(asked.documents.page(asked.report.document), pattern, total.under):
            yield from _compared(asked, one, pattern)


def _compared(
    asked: Asked, one: Statement | None, pattern: re.Pattern[str], item: Item | None = None, key: str = ""
) -> Iterator[Bound]:
    match = pattern.search(one.text) if one is not None else None
    if one is None or match is None:
        return
    read = _read(match.groupdict())
    stated = {} if isinstance(read, str) else read
    chosen = {name: text for name, text in match.groupdict().items() if name not in (*_GROUPS, *_APART) and text}
    between = _between(match)
    shown = between.join(stated[name] for name in ("count", "of") if name in stated) or "".join(stated.values())
    count = _count(asked, one, match, chosen, item)
    if isinstance(read, str) and count is not None:
        count, shown = read, match.group(0)
    if isinstance(count, str):
        yield Bound(one.document, one.start, one.end, shown, "", "", "", False, count, key or shown)
    elif count is not None:
        expected = _expected(stated, count, between)
        yield Bound(
            one.document, one.start, one.end, shown, expected, _what(asked, chosen, item), count.counter,
            _right(stated, count), key=key or shown,
        )  # fmt: skip


def _between(match: re.Match[str]) -> str:
    """What a statement writes between its two numbers, so that both are told as it has them: "2 of 3" or "2/3"."""
    groups = match.groupdict()
    if not groups.get("count") or not groups.get("of") or groups.get("percent"):
        return "/"
    between = match.string[match.end("count") : match.start("of")]
    return between if between.replace(" ", "").isalpha() and len(between) <= 20 else "/"


def _read(groups: Mapping[str, str | None]) -> dict[str, str] | str:
    """The numbers of a statement as digits, or why one of them cannot be compared."""
    first, last = groups.get("first"), groups.get("last")
    if first and last:
        return _ranged(first, last)
    stated: dict[str, str] = {}
    for name in _GROUPS:
        text = groups.get(name)
        if not text:
            continue
        number = numerals.whole(text) if name != "percent" else numerals.share(text)
        if number is None:
            return f"'{text}' is not understood as a number"
        stated[name] = text if name == "percent" or text.isdecimal() else str(number)
    return stated


def _ranged(first: str, last: str) -> dict[str, str] | str:
    """What `C-01…C-15` states: as many as stand from the first number to the last."""
    begin, end = numerals.ordinal(first), numerals.ordinal(last)
    if begin is None or end is None:
        return f"'{first}' to '{last}' is no range: both ends need a number at their end"
    if end[0].strip() and key_skeleton(begin[0]) != key_skeleton(end[0]):
        return f"'{first}' to '{last}' is no range: their keys begin differently"
    if end[1] < begin[1]:
        return f"'{first}' to '{last}' is no range: it runs backwards"
    return {"count": str(end[1] - begin[1] + 1)}


def _count(
    asked: Asked, one: Statement, match: re.Match[str], chosen: Mapping[str, str], item: Item | None
) -> Count | str | None:
    total = asked.total
    if total.counts == "sum":
        return terms(match.groupdict().get("terms") or "", numerals.whole(match.groupdict().get("of") or "") or 0)
    if total.counts == "items":
        return items(asked.policy, asked.ledger, total, asked.report.ledger, chosen, item)
    if total.at:
        return f"counts = '{total.counts}' has no place to count in for a number of the front matter"
    scope = Scope.of(asked.documents, total, one, item)
    if isinstance(scope, str):
        return scope
    if total.counts == "keys":
        return keys(scope, total.keys)
    if total.counts == "rows" and (total.where or total.of):
        return rows_that(scope, _read_there(asked, scope), total)
    return (
        boxes(scope, "of" in match.groupdict() or "percent" in match.groupdict(), asked.policy.closed_boxes)
        if total.counts == "boxes"
        else rows(scope)
    )


def _read_there(asked: Asked, scope: Scope) -> Iterator[Item]:
    """The report's rows in the place; where the policy binds none, the ledger's items that stand there."""
    ledger = asked.ledger
    known = asked.report.rows if asked.report.rows is not None else ledger.items if ledger is not None else ()
    path = scope.page.document.path
    return (one for one in known if one.document.path == path and scope.start <= one.start < scope.end)


def _expected(stated: Mapping[str, str], count: Count, between: str) -> str:
    if "count" not in stated and "of" not in stated:
        return str(_share(stated.get("percent", ""), count))
    shown = between.join(str(number) for name, number in (("count", count.count), ("of", count.of)) if name in stated)
    return f"{shown} ({_share(stated['percent'], count)}%)" if "percent" in stated else shown


def _share(text: str, count: Count) -> str:
    digits = min((numerals.share(text) or (0.0, 0))[1], 9)
    return f"{100 * count.count / count.of if count.of else 0:.{digits}f}"


def _right(stated: Mapping[str, str], count: Count) -> bool:
    if "count" in stated and int(stated["count"]) != count.count:
        return False
    if "of" in stated and int(stated["of"]) != count.of:
        return False
    if "percent" not in stated:
        return True
    said, digits = numerals.share(stated["percent"]) or (-1.0, 0)
    share = 100 * count.count / count.of if count.of else 0.0
    return abs(share - said) < 10.0**-digits


def _what(asked: Asked, chosen: Mapping[str, str], item: Item | None) -> str:
    total = asked.total
    named = [*chosen.values(), *(value for values in total.where.values() for value in values)]
    subject = item.label if item is not None else ", ".join(named)
    return f"{total.counts} of {subject}" if subject else total.counts
