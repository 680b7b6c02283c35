"""A bound cell says other than the ledger.

**Why.** The ledger and its report are read by different people; when they disagree, each decides on another truth.

**Rejected**: the ledger puts C-7 into B, the report's row says A.

**Accepted**: both say B. Case, emphasis, emoji, a note in brackets or the value's text beside its key make no
difference, nor does a line through all of it: `~~Superseded~~` of what is superseded.

**The fix.** Decide which is right and write it in both. Words that a report has of its own are mapped with `map`.
`ledgergate fix` takes the ledger for right and writes the cell, in the words of the report's other rows; a cell with
more in it than the value is left.
"""

from __future__ import annotations

from ledgergate.model import Fix, Related
from ledgergate.reports import item_of
from ledgergate.rules.view import found, shown_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Finding, Item, Report, Stated
    from ledgergate.policy.model import Policy
    from ledgergate.rules.view import View
    from ledgergate.sides import Side


def check(view: View) -> Iterator[Finding]:
    for report in view.after.reports:
        for row in report.rows or ():
            item = item_of(view.after, report, row)
            if item is None:
                continue
            for field, said in row.fields.items():
                theirs = item.stated(field)
                # As nearly all are: nothing is looked up for those that say the same.
                if theirs is None or (len(said) == 1 and said[0].value == theirs.value and said[0].kind == theirs.kind):
                    continue
                yield from _compared(view.after, report, row, item, field)
        if view.after.policy.reports[report.spec].states:
            yield from _outside(view, report)


def _outside(view: View, report: Report) -> Iterator[Finding]:
    """What the report says beside its rows, and otherwise than they do."""
    from ledgergate.conditions.said_of_rows import contradictions

    for one in contradictions(view.after, report):
        field, _, value = one.wanted.partition("=")
        message = f"this calls {one.says} {value}; the row with {field} {value} is {one.row.label}"
        related = (Related(one.row.place, "the row stands here"),)
        cure = f"write {one.row.shown} here, or change the row"
        yield found(one.document.place(one.start, one.end), message, cure, key=one.row.shown, related=related)


def _compared(side: Side, report: Report, row: Item, item: Item, field: str) -> Iterator[Finding]:
    policy = side.policy
    theirs, ours = item.stated(field), row.stated(field)
    if theirs is None or ours is None or theirs.kind != "value" or not _comparable(policy, report, field):
        return
    if theirs.inherited and theirs.document is row.document:
        return
    if len(_values(row, field)) > 1:
        return  # which of its two values the row means is another rule's finding
    if ours.kind in ("missing", "placeholder") and not _says_struck(ours, theirs):
        yield _offence(side, report, row, item, ours, theirs, f"this row gives no {field} for {item.label}")
    elif ours.kind == "value" and not _agree(ours, theirs, row, field):
        opening = f"this row says {field} {shown_value(policy, ours)} of {item.label}"
        yield _offence(side, report, row, item, ours, theirs, opening)


def _comparable(policy: Policy, report: Report, field: str) -> bool:
    ledger = policy.ledgers.get(report.ledger)
    return ledger is not None and field in ledger.fields and ledger.fields[field].kind in ("value", "number")


def _says_struck(ours: Stated, theirs: Stated) -> bool:
    """Whether all that a row says is struck through and is what the ledger says: `~~Superseded~~` of what is."""
    from ledgergate.ledgers.words import skeleton

    written = ours.document.text(ours.start, ours.end)
    return "~~" in written and skeleton(written.replace("~", "")) in (skeleton(theirs.raw), skeleton(theirs.value))


def _agree(ours: Stated, theirs: Stated, row: Item, field: str) -> bool:
    from ledgergate.ledgers.words import skeleton

    return ours.value == theirs.value or _values(row, field) == {skeleton(theirs.value) or theirs.value}


def _values(row: Item, field: str) -> set[str]:
    from ledgergate.ledgers.words import skeleton

    return {skeleton(one.value) or one.value for one in row.fields[field] if one.kind == "value"}


def _offence(side: Side, report: Report, row: Item, item: Item, ours: Stated, theirs: Stated, opening: str) -> Finding:
    from ledgergate.reports.wording import replaced

    value = shown_value(side.policy, theirs)
    where = theirs.place
    related = (Related(where, f"the ledger says {value}"),)
    place = ours.place if ours.end > ours.start else row.place
    edit = replaced(side, report, ours, theirs.value)
    word = edit.text.strip() if edit is not None else theirs.value
    cures = (f"write {word} here, or change {where.path}:{where.line}",)
    fix = Fix(f"write {word}", (edit,), safe=True) if edit is not None else None
    return found(
        place,
        f"{opening}; the ledger says {value}",
        *cures,
        key=item.shown,
        related=related,
        fix=fix,
        stated=f"{theirs.field}={ours.value}",
    )
