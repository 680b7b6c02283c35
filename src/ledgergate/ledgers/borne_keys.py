"""The keys that unread lines bear: what else follows from such a line is not told again."""

from __future__ import annotations

import re

from ledgergate.expressions import regex
from ledgergate.ledgers.identity import form, key_of
from ledgergate.ledgers.words import key_skeleton
from ledgergate.policy import level
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ledgergate.model import Item, Report, Unread
    from ledgergate.policy.model import LedgerPolicy
    from ledgergate.sides import Side


class Borne(Value):
    """The keys that stand in unread lines of the ledger and that no item has; `finder` finds such keys."""

    lost: frozenset[str]
    finder: re.Pattern[bytes] | None = None

    def names(self, row: Item) -> bool:
        """Whether the row speaks of one of them."""
        if row.key in self.lost or self.finder is None:
            return row.key in self.lost
        hits = self.finder.finditer(row.shown.encode("utf-8", "replace"))
        return any(key_skeleton(key_of(hit)) in self.lost for hit in hits)

    def explains(self, stated: str, counted: int) -> bool:
        """Whether a number would be right if some of them were counted."""
        return stated.isdecimal() and 0 < int(stated) - counted <= len(self.lost)


_NONE = Borne(frozenset())


def in_ledger(side: Side, name: str) -> Borne:
    """The keys in a ledger's unread lines."""
    ledger = side.ledgers.get(name)
    if ledger is None or not ledger.unread:
        return _NONE
    return side.ask(_in_ledger, name)


def _in_ledger(side: Side, name: str) -> Borne:
    ledger = side.ledgers[name]
    finder = finder_of(side, name)
    keys = _keys(side, finder, ledger.unread)
    return Borne(keys - {item.key for item in ledger.items}, finder)


def in_report(side: Side, report: Report) -> frozenset[str]:
    """The keys in a report's unread lines."""
    ledger = side.ledgers.get(report.ledger)
    if ledger is None or not report.unread:
        return frozenset()
    return _keys(side, finder_of(side, report.ledger), report.unread)


def finder_of(side: Side, name: str) -> re.Pattern[bytes] | None:
    """What finds a ledger's keys in any text."""
    ledger = side.ledgers.get(name)
    if ledger is None:
        return None
    return form(ledger.items, True) or _written(side.policy.ledgers, name)


def _keys(side: Side, finder: re.Pattern[bytes] | None, unread: Iterable[Unread]) -> frozenset[str]:
    """The keys in these lines, as far as the rule that tells of the lines blocks: else nothing would."""
    if finder is None:
        return frozenset()
    found: set[str] = set()
    for one in unread:
        if level(side.policy, "not-understood", "LG206", one.document.path, "block") == "block":
            lines = one.document.data[one.start : one.end]
            found.update(key_skeleton(key_of(hit)) for hit in finder.finditer(lines))
    return frozenset(found)


def _written(ledgers: Mapping[str, LedgerPolicy], name: str) -> re.Pattern[bytes] | None:
    """The policy's own pattern, where no item shows how keys are written."""
    from ledgergate.ledgers.tombstones import written_pattern

    written = written_pattern(ledgers[name])
    text = written.lstrip("^").rstrip("$")
    return regex(text.encode(), said=written) if text else None
