"""A waiver or an excuse has lapsed, names nothing, or came with the change whose finding it would hide.

**Why.** A waiver is a promise with a date. One that outlives its date, its item or its reason hides the next defect
for nobody's reason, and one that a change brings along would let every change excuse itself.

**Rejected**: `expires = 2026-01-31` in February, while what it hid still stands.

**Accepted**: the finding mended and the waiver gone, or a later date that was agreed on in a change of its own.

**The fix.** Mend what is waived and delete the waiver, or renew it in a change of its own, before the change that
needs it. What stood before a change may be waived in it. Where the base has a newer date already, rebase. Advice only:
a waiver that hides nothing, one that names neither a path nor a key and hides several findings, and one that lapses
within fourteen days.

**In a document.** Where the policy says `excuses = true` under `[documents]`, a comment may excuse the line on which it
stands or, on a line of its own, the next one with words: `<!-- ledgergate: allow LG401 until 2027-01-31, owner: reason
-->`. The same holds for it as for a waiver. It cannot excuse what no line of a document says: a runtime path, the
policy, the gate. Code that shows such a comment is none.
"""

from __future__ import annotations

from ledgergate.model import Place, Related
from ledgergate.rules import POSTURE, every, named
from ledgergate.rules.view import found
from ledgergate.truth.excuses import FORM

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Finding
    from ledgergate.policy.model import Waiver
    from ledgergate.rules.view import View, WaiverUse
    from ledgergate.truth.excuses import Excuse

SOON = 14  # days before its end at which a waiver is spoken of
_SHOWN = 5  # findings that one sentence points to


def check(view: View) -> Iterator[Finding]:
    for use in view.waivers:
        for message, cure, level in _faults(use, view):
            waived = use.refused or use.hid
            related = tuple(Related(one.place, one.message) for one in waived[:_SHOWN])
            yield found(
                _place(use.waiver, view), message, *cure, key=_key(use.waiver), related=related,
            ).but(level=level, introduced=use.brought or bool(use.refused))  # fmt: skip
    for excuse in view.void:
        message, cures = unheld(excuse, view) or ("", ())
        level = "block" if view.after.policy.excuses else "advise"
        yield found(Place(excuse.path, excuse.line), message, *cures, key=excuse.path).but(level=level)


def unheld(excuse: Excuse, view: View) -> tuple[str, tuple[str, ...]] | None:
    """Why an excuse counts for nothing, whatever it covers, with the cures; None where it may count.

    Whether it may stand there at all is asked of the policy that the change starts from, too: a change cannot bring the
    permission together with its use.
    """
    waiver, policy = excuse.waiver, view.after.policy
    if not policy.excuses:
        return (
            "this excuse counts for nothing: the policy allows none in documents",
            ("allow them in a change of its own: `excuses = true` under [documents]", "or mend the line"),
        )  # fmt: skip
    if waiver is None:
        return f"this excuse cannot be read: '{excuse.unread}'", (f"write it as {FORM}",)
    rule = named(waiver.rule)
    if rule is None:
        from difflib import get_close_matches

        near = get_close_matches(waiver.rule, sorted(word for one in every() for word in (one.code, one.name)), n=1)
        return f"this excuse names no rule: {waiver.rule}", (f"write {near[0]}" if near else "ledgergate rules",)
    if rule.duty == POSTURE or rule.code.startswith("LG9"):
        return (
            f"no line of a document can excuse {rule.code}: it is about the change or the gate",
            ("delete the excuse", "or merge a [[waiver]] of the policy, in a change of its own, before this one"),
        )  # fmt: skip
    if view.base is not None and not view.base.excuses:
        return (
            f"this excuse of {rule.code} came with the change that allows excuses",
            ("allow them in a change of its own, before this one",),
        )  # fmt: skip
    return None


def _faults(use: WaiverUse, view: View) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """(sentence, cures, level) of all that is wrong with one waiver."""
    name = f"the {_kind(use.waiver)} of {_scope(use.waiver)} ({use.waiver.owner})"
    if use.refused:
        many = _number(len(use.refused), "finding")
        yield (
            f"{name} came with this change and would hide {many} of it",
            (f"fix what it would hide, or bring the {_kind(use.waiver)} in a change of its own, before this one",),
            "block",
        )  # fmt: skip
    if use.until < use.day and use.waiver.expires.isoformat() < use.day:
        yield _lapsed(use, name)
    elif use.judged and not use.hid and not use.refused:
        yield _idle(use, name, view)
    elif use.hid:
        yield from _advice(use, name)


def _lapsed(use: WaiverUse, name: str) -> tuple[str, tuple[str, ...], str]:
    said = f"{name} lapsed on {use.until or use.waiver.expires.isoformat()}"
    if use.renewed:
        return f"{said}; the base has one until {use.renewed}", ("rebase this branch on its base",), _weight(use)
    if not use.hid:
        return f"{said} and hides nothing", (_delete(use.waiver),), "advise"
    return said, (_delete(use.waiver), f"or renew {_date(use.waiver)} in a change of its own"), "block"


def _weight(use: WaiverUse) -> str:
    return "block" if use.hid else "advise"


def _idle(use: WaiverUse, name: str, view: View) -> tuple[str, tuple[str, ...], str]:
    """A waiver that hid nothing: because it names nothing that there is, or because nothing is wrong any more."""
    waiver = use.waiver
    missing = _unknown(waiver, view) if use.lasting and not waiver.covers else ""
    if not missing:
        return f"{name} hides nothing", (_delete(waiver),), "advise"
    from difflib import get_close_matches

    from ledgergate.ledgers.likeness import akin

    keys = [item.shown for ledger in view.after.ledgers.values() for item in ledger.items]
    near = [one for one in get_close_matches(waiver.key, keys, n=1) if akin(waiver.key, one)] if waiver.key else []
    cures = (f'key = "{near[0]}"', _delete(waiver)) if near else (_delete(waiver),)
    return f"{name} names {missing}, which is not there", cures, "block"


def _unknown(waiver: Waiver, view: View) -> str:
    if waiver.path and not view.after.documents.find(waiver.path):
        return f"the path {waiver.path}"
    subjects = {item.shown for ledger in view.after.ledgers.values() for item in ledger.items}
    rows = {row.shown for report in view.after.reports for row in report.rows or ()}
    listed = waiver.key in subjects or waiver.key in rows or not (subjects or rows)
    known = listed or bool(view.after.documents.find(waiver.key)) if waiver.key and "*" not in waiver.key else True
    return "" if known else f"the key {waiver.key}"


def _advice(use: WaiverUse, name: str) -> Iterator[tuple[str, tuple[str, ...], str]]:
    waiver = use.waiver
    if len(use.hid) > 1 and not waiver.path and not waiver.key:
        cure = f'path = "{use.hid[0].place.path}"'
        yield f"{name} names neither a path nor a key and hides {len(use.hid)} findings", (cure,), "advise"
    end = use.until if use.until >= use.day else waiver.expires.isoformat()
    left = _days(use.day, end)
    if 0 <= left <= SOON:
        when = "today" if not left else f"in {_number(left, 'day')}"
        yield f"{name} lapses {when}, on {end}", ("fix what it hides, or agree on a later date",), "advise"


def _days(start: str, end: str) -> int:
    from datetime import date

    return (date.fromisoformat(end) - date.fromisoformat(start)).days


def _kind(waiver: Waiver) -> str:
    return "excuse" if waiver.covers else "waiver"


def _date(waiver: Waiver) -> str:
    return "its day" if waiver.covers else "`expires`"


def _place(waiver: Waiver, view: View) -> Place:
    return Place(waiver.path if waiver.covers else view.after.policy.origin, max(1, waiver.line))


def _scope(waiver: Waiver) -> str:
    if waiver.covers:
        return f"{waiver.rule} in line {waiver.covers}"
    return waiver.rule + f" in {waiver.path}" * bool(waiver.path) + f" for {waiver.key}" * bool(waiver.key)


def _key(waiver: Waiver) -> str:
    return " ".join(word for word in (waiver.rule, waiver.path, waiver.key) if word)


def _delete(waiver: Waiver) -> str:
    if waiver.covers:
        return "delete the comment"
    return f"delete the [[waiver]] of {_scope(waiver)}"


def _number(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
