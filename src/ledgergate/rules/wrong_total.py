"""A count, a sum, an "n of m" or a percentage that does not follow from what it counts.

**Why.** Totals are what people quote; they are written once and the rows go on changing.

**Rejected**: `| B | 9 |` where the ledger has eight items in B.

**Accepted**: `| B | 8 |`. A share may be rounded to as many digits as it shows.

Where `totals = { by = "bucket" }` is bound, a number counts when its subject is a value of the field, or all items:
in a table (also with the values side by side, or in HTML), behind a label (`Later: 8`, `Later (8 of 20)`, `Later:
eight`), in a heading, a list (`5 now, 8 later`) or a sentence (`8 of 20 candidates are in bucket B`). What stands where
such a number should and is none (`-1`, `8+`, an empty cell of a bucket that has items) is refused, too, as is a table
that leaves out a value which items have; with `every = true` it must count each value.

**The fix.** Write the number that the message gives, or add the row of the value that has none, as `ledgergate fix`
does. Where the number follows from an item that is in no bucket
(LG201, LG202) or is listed twice (LG204), the message names that place and no number: mend it first. Numbers that the
policy binds to nothing are prose, and never judged. A binding that finds no number is refused, because nothing would be
compared: state the number, or make the total `optional`.
"""

from __future__ import annotations

from ledgergate.model import Edit, Fix, Related
from ledgergate.reports.judged import numbers
from ledgergate.rules.view import found, gap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ledgergate.model import Finding, Place, Report
    from ledgergate.reports.bound import Bound
    from ledgergate.reports.counted import Counted
    from ledgergate.rules.view import View
    from ledgergate.sides import Side


def check(view: View) -> Iterator[Finding]:
    for report, (stated, bound) in zip(view.after.reports, view.after.ask(numbers), strict=True):
        wrong = [one for one in stated if not one.right and not _follows(view.after, report, one)]
        if wrong:
            yield from _offences(view.after, report, wrong, stated)
        yield from (_bound(one) for one in bound if not one.right and not _follows(view.after, report, one))
        if any(total.every for total in view.after.policy.reports[report.spec].totals):
            yield from _left_out(view.after, report, stated)


def _left_out(side: Side, report: Report, stated: Sequence[Counted]) -> Iterator[Finding]:
    """The values that the report's tables of them have no row for, but for those that are told as uncounted."""
    from ledgergate.reports.each_value import lacking

    told = {one.what for one in stated if not one.stated}
    for total in side.policy.reports[report.spec].totals:
        for one in lacking(side, report, total) if total.every else ():
            name = f"{one.field} {one.value}"
            if name not in told:
                message = f"'{one.value}' has no row in the table of values of {one.field}, which names each"
                new, fix = _added(side, report, one.start, one.field, one.value, stated)
                cure = f"add the row: {new or f'| {one.value} | ... |'}"
                yield found(one.document.place(one.start, one.end), message, cure, key=name, fix=fix)


def _added(
    side: Side, report: Report, at: int, field: str, value: str, stated: Sequence[Counted]
) -> tuple[str, Fix | None]:
    """The row of a value as the table around it would write it, and the fix that adds it."""
    from ledgergate.reports.value_rows import value_row

    new = value_row(side, report, at, field, value, stated)
    if new is None:
        return "", None
    left = tuple(f"{report.document.path}: the row of {value}, {name}" for name in new.left)
    return new.edit.text.strip("\n").lstrip(" >\t"), Fix(f"add the row of {value}", (new.edit,), safe=True, left=left)


def _follows(side: Side, report: Report, one: Counted | Bound) -> bool:
    """Whether the number would be right if the lines that were not understood were read: LG206 tells of those."""
    if not any(ledger.unread for ledger in side.ledgers.values()):
        return False
    from ledgergate.ledgers.borne_keys import in_ledger

    names = {report.ledger, *(total.ledger for total in side.policy.reports[report.spec].totals)}
    return one.expected.isdecimal() and any(
        in_ledger(side, name).explains(one.stated, int(one.expected)) for name in names
    )


def _offences(side: Side, report: Report, wrong: Iterable[Counted], stated: Sequence[Counted]) -> Iterator[Finding]:
    """A finding for each number that is wrong by itself, one for all that follow from the same place."""
    from ledgergate.reports.following import cause

    following: dict[tuple[str, Place], list[Counted]] = {}
    for one in wrong:
        earlier = cause(side, report, one)
        if earlier is None:
            yield _unread(side, report, one, stated) if one.why else _offence(one)
        else:
            following.setdefault(earlier, []).append(one)
    for (code, where), followers in following.items():
        yield _follow(code, where, followers)


def _follow(code: str, where: Place, followers: Sequence[Counted]) -> Finding:
    first, at = followers[0], f"{where.path}:{where.line}"
    others = [
        Related(one.document.place(one.start, one.end), f"and {one.stated} for {one.what}") for one in followers[1:]
    ]
    return found(
        first.document.place(first.start, first.end),
        f"{_says(first)}; follows from {code} at {at}",
        f"correct {at} first, and leave this number until then",
        key=first.what,
        related=(Related(where, f"{code} is here"), *others),
    )


def _says(one: Counted) -> str:
    return f"this says {one.stated}{one.unit} for {one.what}; the ledger counts {one.expected}{one.unit}"


def _corrected(one: Counted | Bound) -> Fix | None:
    """The number as it should be, also within marks: `**25**`. What stands there otherwise is left to its author."""
    written = one.document.data[one.start : one.end].decode("utf-8", "replace")
    if not one.stated or written.count(one.stated) != 1 or not _is_apart(written, one.stated):
        return None
    at = one.start + len(written.partition(one.stated)[0].encode("utf-8"))
    edit = Edit(one.document.path, at, at + len(one.stated.encode("utf-8")), one.expected)
    return Fix(f"write {one.expected}", (edit,), safe=True)


def _offence(one: Counted) -> Finding:
    fix = _corrected(one)
    place, off = one.document.place(one.start, one.end), gap(one.stated, one.expected)
    cure = f"write {one.expected}{one.unit}"
    return found(place, _says(one), cure, key=one.what, fix=fix, stated=one.stated, gap=off)


def _unread(side: Side, report: Report, one: Counted, stated: Sequence[Counted]) -> Finding:
    """What names its subject, and no number that can be compared; or a value that no row counts."""
    message, cure, fix = f"{one.why}; the ledger counts {one.expected}", one.cure or f"write {one.expected}", None
    if one.cure:
        new, fix = _added(side, report, one.start, one.field, one.bucket, stated)
        cure = f"add the row: {new}" if new else one.cure
    return found(one.document.place(one.start, one.end), message, cure, key=one.what, fix=fix)


def _bound(one: Bound) -> Finding:
    place = one.document.place(one.start, one.end)
    if one.why:
        cures = (
            f"{'write another' if one.end > one.start else 'state the'} number, or correct its binding in the policy",
        )
        return found(place, one.why, *cures, key=one.key)
    message = f"this says {one.stated} for {one.what}; {one.counter} counts {one.expected}"
    if one.what == "sum":
        message = f"this says {one.stated}; its parts add up to {one.expected}"
    off, fix = gap(one.stated, one.expected), _corrected(one)
    return found(place, message, f"write {one.expected}", key=one.key, fix=fix, stated=one.stated, gap=off)


def _is_apart(written: str, stated: str) -> bool:
    """Whether the number stands there as it was read, and is no part of a longer one."""
    head, _, tail = written.partition(stated)
    return not (
        head[-1:].isdigit()
        or tail[:1].isdigit()
        or head.endswith((",", "."))
        or (tail.startswith((",", ".")) and tail[1:2].isdigit())
    )
