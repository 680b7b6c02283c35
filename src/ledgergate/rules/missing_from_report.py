"""An item that the report must cover has no row.

**Why.** A report that leaves a candidate out decides over it without saying so.

**Rejected**: the ledger has C-7, the table of `candidate-reconciliation.md` does not.

**Accepted**: a row for C-7.

**The fix.** Add the row that the message offers, or let `ledgergate fix` add it: in the table's columns, words and
widths, with `…` where only a person knows what to write. A report that covers a part says so:
`covers = { bucket = ["A"] }`, or `covers = "none"` for a selection.
"""

from __future__ import annotations

from ledgergate.documents import is_mediawiki
from ledgergate.model import Fix, Related
from ledgergate.reports import indexes
from ledgergate.reports.binding import covered
from ledgergate.rules.view import found

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledgergate.model import Finding, Item, Place, Report
    from ledgergate.reports import Index
    from ledgergate.reports.adding import Writer
    from ledgergate.reports.unkeyed import Unkeyed
    from ledgergate.rules.view import View
    from ledgergate.sides import Side

_MOST = 200  # missing rows of one report that are written out; a fix that adds them makes room for the next


def check(view: View) -> Iterator[Finding]:
    for at, report in enumerate(view.after.reports):
        rules = view.after.policy.reports[report.spec]
        ledger = view.after.ledgers.get(report.ledger)
        if report.rows is None or rules.rows is None or rules.covers is None or ledger is None:
            continue
        index = view.after.ask(indexes)[report.ledger]
        keys, items = _bound(report.rows, index)
        told = _unread(view.after, report)
        write: Writer | None = None
        certain, offered = True, 0
        named: set[int] = set()
        for item in ledger.items:
            there = id(item) in items if item.key in index.twice else item.key in keys
            if not there and item.key not in told and covered(item, rules.covers) and report.rows:
                told.add(item.key)
                if not offered and not named:
                    keyless = _unkeyed(view.after, at)
                    if keyless is not None:
                        yield _keyless(view.after, report, keyless)
                        named = {id(one) for _, one in keyless.rows}
                if id(item) in named:
                    continue
                if not offered:
                    write, certain = _writer(view.after, report)
                offered += 1
                one = _offence(view.after, report, report.rows[-1].place, item, write if offered <= _MOST else None)
                yield one if certain or one.fix is None else one.but(fix=one.fix.but(safe=False))


def _unkeyed(side: Side, at: int) -> Unkeyed | None:
    from ledgergate.reports.unkeyed import unkeyed

    return side.ask(unkeyed).get(at)


def _keyless(side: Side, report: Report, one: Unkeyed) -> Finding:
    """The items whose rows name them by a key that the policy does not know, as one finding."""
    row, item = one.rows[0]
    message = (
        f"rows of this report name {len(one.rows)} of the ledger's items by a key ({row.shown} for {item.label}), and "
        f"the policy gives '{report.ledger}' no `key`"
    )
    related = (Related(item.place, "the ledger has it here"),)
    cure = f"write into [ledger.{one.ledger}] in {side.policy.origin}:  {one.cure}"
    return found(row.place, message, cure, key=one.ledger, related=related)


def _unread(side: Side, report: Report) -> set[str]:
    """The keys in lines of the report that were not understood: LG206 tells of those."""
    if not report.unread:
        return set()
    from ledgergate.ledgers.borne_keys import in_report

    return set(in_report(side, report))


def _bound(rows: Iterable[Item], index: Index) -> tuple[set[str], set[int]]:
    """The keys that the rows name, and the items themselves: of two with one key a link tells which has a row."""
    keys: set[str] = set()
    items: set[int] = set()
    for row in rows:
        for item in filter(None, index.named(row)):
            if item.key in index.twice and index.by_link(row) is not None:
                items.add(id(item))
            else:
                items.update(map(id, index.alike(item.key)))
                keys.add(item.key)
    return keys, items


def _writer(side: Side, report: Report) -> tuple[Writer | None, bool]:
    """What writes the report's rows, and whether each of those that it has is some item's."""
    from ledgergate.reports.adding import writer
    from ledgergate.reports.additions import all_bound

    return writer(side, report), all_bound(side, report)


def _offence(side: Side, report: Report, place: Place, item: Item, write: Writer | None) -> Finding:
    from ledgergate.reports.adding import pasted

    message = f"{item.label} is in the ledger but not in this report"
    related = (Related(item.place, "the ledger has it here"),)
    new = write.add(item) if write is not None else None
    if new is None:
        behind = ", behind a line |-" if is_mediawiki(report.path) else ""
        cure = pasted(side, report, item)
        return found(place, message, f"add a row{behind}:  {cure}", key=item.shown, related=related)
    left = tuple(f"{report.document.path}: the row of {item.shown}, {name}" for name in new.left)
    fix = Fix(f"add the row of {item.shown}", (new.edit,), safe=new.certain, left=left)
    text = new.edit.text.strip("\n")
    cure = f"add the lines:\n{text}" if "\n" in text else f"add a row:  {text.lstrip(' >' + chr(9))}"
    return found(place, message, cure, key=item.shown, related=related, fix=fix)
