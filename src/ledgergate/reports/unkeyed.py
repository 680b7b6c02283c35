"""Rows that name items by a key which the policy does not know: it gives the ledger none, so that titles are keys."""

from __future__ import annotations

import re
from bisect import bisect_left

from ledgergate.ledgers.identity import merged
from ledgergate.reports.binding import item_of
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ledgergate.model import Item, Report
    from ledgergate.policy.model import Key
    from ledgergate.sides import Side

_LONGEST = 40  # characters of a key
_MOST_FORMS = 3
_MOSTLY = 0.8
_JOINS = "-_./#"


class Unkeyed(Value):
    """What a report's rows name without being bound: the rows with their items, and the key that the ledger lacks."""

    ledger: str
    rows: tuple[tuple[Item, Item], ...]
    source: str
    pattern: str

    @property
    def cure(self) -> str:
        if self.source:
            return f"key = {{ from = \"{self.source}\", pattern = '{self.pattern}' }}"
        return f"key = '{self.pattern}'"


def unkeyed(side: Side) -> Mapping[int, Unkeyed]:
    """By the place of a report among the side's: what its rows name so; ask the side for it."""
    found = {at: _of_report(side, report) for at, report in enumerate(side.reports)}
    return {at: one for at, one in found.items() if one is not None}


def _of_report(side: Side, report: Report) -> Unkeyed | None:
    ledger = side.ledgers.get(report.ledger)
    if ledger is None or not report.rows:
        return None
    rules = side.policy.ledgers[report.ledger]
    keys = [merged(source.key, rules.key) for source in rules.sources]
    items = [item for item in ledger.items if _has_no_key(keys, item)]
    lost = [row for row in report.rows if _may_be_key(row.shown) and item_of(side, report, row) is None]
    if not items or not lost:
        return None
    rows = _headed(lost, items)
    pattern = _pattern(row.shown for row, _ in rows)
    if not pattern or sum(re.match(pattern, item.shown) is not None for item in items) < max(2, _MOSTLY * len(items)):
        return None
    return Unkeyed(report.ledger, tuple(rows), keys[rows[0][1].source].source, pattern)


def _has_no_key(keys: list[Key], item: Item) -> bool:
    rule = keys[item.source] if item.source < len(keys) else None
    return rule is not None and not rule.pattern and not rule.prefix and not rule.format


def _may_be_key(text: str) -> bool:
    return len(text) <= _LONGEST and any(map(str.isdigit, text)) and text.isascii()


def _headed(lost: Iterable[Item], items: list[Item]) -> list[tuple[Item, Item]]:
    """Each row with the one item whose name begins with the row's and goes on in words."""
    names = sorted((item.shown.casefold(), at) for at, item in enumerate(items))
    found = []
    for row in lost:
        head = row.shown.casefold()
        at = bisect_left(names, (head, -1))
        there: list[int] = []
        while at < len(names) and names[at][0].startswith(head) and len(there) < 2:
            if _goes_on(names[at][0][len(head) :]):
                there.append(names[at][1])
            at += 1
        if len(there) == 1:
            found.append((row, items[there[0]]))
    return found


def _goes_on(rest: str) -> bool:
    return bool(rest) and not rest[0].isalnum() and not (rest[0] in _JOINS and rest[1:2].isdigit())


def _pattern(keys: Iterable[str]) -> str:
    """An expression for keys like these; "" where they have too many forms to be keys."""
    forms = dict.fromkeys(re.sub(r"\\?[0-9]+", r"\\d+", _escaped(key)) for key in keys)
    if not 0 < len(forms) <= _MOST_FORMS:
        return ""
    return f"^(?P<key>{'|'.join(forms)})(?![0-9])"


def _escaped(key: str) -> str:
    """The key with the signs escaped that mean something to an expression; no more, so that people can read it."""
    return re.sub(r"[\\.^$*+?{}\[\]|()']", lambda sign: "." if sign[0] == "'" else "\\" + sign[0], key)
