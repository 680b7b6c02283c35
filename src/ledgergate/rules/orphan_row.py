"""A row, or a field that refers to items, names nothing in the ledger.

**Why.** A report that speaks of a candidate which the ledger does not have was written for another ledger, or lost the
candidate's new name.

**Rejected**: `| C-77 | B |` where the ledger has C-7 and no C-77. So is `- **Depends on**: C-7, C-77` where the
policy gives that field `kind = "refers"`.

**Accepted**: `| C-7 | B |`.

Where the policy gives a ledger no key and its items' names begin with one that the rows repeat alone, that is one
finding: the policy lacks the ledger's `key`.

**The fix.** Write the key that the message offers, remove the row, or add the item to the ledger. Where the ledger says
what the item is called now (`C-9 renamed from C-7`), or the change shows it (one new item has the title that C-7 had),
`ledgergate fix` writes the new key, title and link. Rows that are
welcome although they name no item are allowed by `extra_rows = true`, single ones by `ignore`.
"""

from __future__ import annotations

from itertools import chain, islice

from ledgergate.model import Related
from ledgergate.reports import item_of
from ledgergate.rules.view import found

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.ledgers.likeness import Likeness
    from ledgergate.model import Finding, Item, Ledger, Report
    from ledgergate.reports.renamed import NewNames
    from ledgergate.reports.unkeyed import Unkeyed
    from ledgergate.rules.view import View
    from ledgergate.sides import Side

_MOST = 200  # likenesses cost more than all else; whoever has this many orphans has another problem


def check(view: View) -> Iterator[Finding]:
    after = view.after
    if after.policy.refers:
        yield from _references(view)
    for at, report in enumerate(after.reports):
        ledger = after.ledgers.get(report.ledger)
        rules = after.policy.reports[report.spec]
        if ledger is None or ledger.partial or rules.extra_rows:
            continue
        lanes = _lanes(ledger) if rules.classifies else frozenset()
        lost = [row for row in report.rows or () if item_of(after, report, row) is None and row.key not in lanes]
        if ledger.unread:
            from ledgergate.ledgers.borne_keys import in_ledger

            lost = [row for row in lost if not in_ledger(after, ledger.name).names(row)]
        lost = [row for row in lost if not _stands_unread(after, ledger, row)]
        if not lost:
            continue
        from ledgergate.ledgers.likeness import Likeness
        from ledgergate.reports.renamed import NewNames
        from ledgergate.reports.unkeyed import unkeyed

        keyless = after.ask(unkeyed).get(at)
        if keyless is not None:
            yield _keyless(after, keyless)
            told = {id(row) for row, _ in keyless.rows}
            lost = [row for row in lost if id(row) not in told]
        titles, names = Likeness(item.title for item in ledger.items), NewNames(after, view.befores, ledger.name)
        for number, row in enumerate(lost):
            near = number < _MOST
            made = _renamed(after, names, report, row) if near else None
            yield made or _offence(row, ledger, _nearest(row, ledger, titles) if near else None)


def _renamed(after: Side, names: NewNames, report: Report, row: Item) -> Finding | None:
    """A row under its item's old name, where the new one is evident."""
    from ledgergate.reports.renamed import renaming

    now = names.of(report, row)
    if now is None:
        return None
    message = f"the row {row.label} names nothing in the ledger '{report.ledger}'; it is {now.item.label} now"
    related = [Related(now.item.place, f"the item: {now.item.label}")]
    related += [Related(now.place, "the new name is given here")] if now.place is not None else []
    fix = renaming(after, report, row, now.item)
    return found(row.place, message, f"write {now.item.shown}", key=row.shown, related=tuple(related), fix=fix)


def _references(view: View) -> Iterator[Finding]:
    """Fields that refer to an item which is none."""
    from difflib import get_close_matches

    from ledgergate.ledgers.likeness import akin
    from ledgergate.reports.references import lost

    for one in lost(view.after):
        items = view.after.ledgers[one.target].items
        names = {name: item for item in items for name in (item.title.casefold(), item.key)}
        close = get_close_matches(one.name.casefold(), list(names)[:_MOST], n=1, cutoff=0.75)
        close = [name for name in close if akin(one.name, name)]
        message = f"{one.item.label} refers to '{one.name}', which is no item of the ledger '{one.target}'"
        cure = f"did you mean {names[close[0]].label}?" if close else "write the key of one of its items, or remove it"
        yield found(one.stated.place, message, cure, key=f"{one.item.shown} {one.name}")


def _stands_unread(after: Side, ledger: Ledger, row: Item) -> bool:
    """Whether the row's key stands in a document of the ledger that cannot be parsed: that document is reported."""
    from ledgergate.policy import matches

    sources = [source.path.rstrip("/") for source in after.policy.ledgers[ledger.name].sources]
    governed = [path for path in after.documents.lost if any(matches(source, path) for source in sources)]
    unreadable = [(path, after.documents.unreadable[path].document.data) for path in governed]
    return any(row.shown in path or row.shown.encode() in data for path, data in unreadable)


def _lanes(ledger: Ledger) -> frozenset[str]:
    from ledgergate.ledgers.words import key_skeleton

    return frozenset(key_skeleton(one.raw) for item in ledger.items for said in item.fields.values() for one in said)


def _keyless(after: Side, one: Unkeyed) -> Finding:
    """The rows that name items by a key which the policy does not know, as one finding."""
    (row, item), count = one.rows[0], len(one.rows)
    rows = f"{count} rows name" if count > 1 else "a row names"
    message = (
        f"{rows} items of '{one.ledger}' by what only begins their names: {row.shown} is {item.label}; "
        f"the policy gives the ledger no `key`"
    )
    related = (Related(item.place, f"{item.label} stands here"),)
    cure = f"write into [ledger.{one.ledger}] in {after.policy.origin}:  {one.cure}"
    return found(row.place, message, cure, key=one.ledger, related=related)


def _offence(row: Item, ledger: Ledger, near: Item | None) -> Finding:
    message = f"the row {row.label} names nothing in the ledger '{ledger.name}'"
    if near is None:
        return found(row.place, message, "remove the row, or add the item to the ledger", key=row.shown)
    related = (Related(near.place, f"the nearest item: {near.label}"),)
    return found(row.place, message, f"did you mean {near.label}?", key=row.shown, related=related)


def _nearest(row: Item, ledger: Ledger, titles: Likeness) -> Item | None:
    """The item most like the row, of those that share its rarest words and of the ledger's first ones."""
    from difflib import get_close_matches

    from ledgergate.ledgers.likeness import akin

    names: dict[str, Item] = {}
    sharing = (ledger.items[number] for number in titles.sharing(row.title))
    for item in islice(chain(sharing, ledger.items), _MOST):
        names.setdefault(item.key, item)
        names.setdefault(item.title.casefold(), item)
    close = get_close_matches(row.title.casefold(), list(names), n=1, cutoff=0.6)
    close = [name for name in close if akin(row.title, name)]
    close = close or get_close_matches(row.key, list(names), n=1, cutoff=0.7)
    return next((names[name] for name in close if akin(row.title, name) or akin(row.key, name)), None)
