"""What the policy binds was looked for and not found: a column, a label, a pattern, a title, a section.

**Why.** A column that was renamed is compared with nothing any more, and a gate that could not look must not say yes.

**Rejected**: the policy binds `columns = { Status = "status" }`; the header of one of the report's tables says `State`.

**Accepted**: every table has the column. Further columns, another order, and further names for one field
(`columns = { Bucket = "bucket", Klasse = "bucket" }`: either will do) change nothing. What applies to nobody today is
found nowhere and is no finding either: a lane that no item has yet, an invariant whose `when` is true of none. What
only a preset binds need not be there.

**The fix.** Give the column, the label or the section its name again, or write the new name into the policy, at the
line that the finding names.
"""

from __future__ import annotations

from ledgergate.coverage.bindings import bindings
from ledgergate.model import Place
from ledgergate.rules.view import found

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.coverage.binding import Binding, Silent
    from ledgergate.model import Finding
    from ledgergate.rules.view import View


def check(view: View) -> Iterator[Finding]:
    origin = view.after.policy.origin
    for one in view.after.ask(bindings):
        if not one.unread:
            continue
        if one.silent:
            yield from (_missing(one, place, origin) for place in one.silent)
        else:
            yield _nothing(one, origin)


def _missing(one: Binding, silent: Silent, origin: str) -> Finding:
    here = "this table has no such column" if one.kind == "column" else "no row of this document states it"
    if one.things == "items":
        here = "no item of this source states it"
    near = f"; nearest: '{silent.nearest}'" if silent.nearest else ""
    cure = f"name it {_quoted(one.name)} again"
    if silent.nearest:
        cure += f", or bind '{silent.nearest}' ({origin}:{one.line})"
    else:
        cure += f", or take it out of the policy ({origin}:{one.line})"
    return found(silent.place, f"{_quoted(one.name)} is bound here and {here}{near}", cure, key=one.name)


def _nothing(one: Binding, origin: str) -> Finding:
    if one.kind in ("links", "package"):
        message = (
            f"no {'folder' if one.kind == 'package' else 'document'} matches '{one.name}', which {one.where} binds"
        )
        return found(Place(origin, one.line), message, "correct the path, or take it out of the policy", key=one.name)
    near = f"; nearest: '{one.nearest}'" if one.nearest else ""
    because = f", and {one.because}" if one.because else ""
    message = f"{one.where} reads 0 of {one.tried} {one.things}: {_quoted(one.name)} finds nothing{because}{near}"
    cure = f"bind '{one.nearest}' instead" if one.nearest else f"mend {one.where.rpartition('.')[2]} in the policy"
    return found(
        Place(origin, one.line), message, f"{cure}, or write {_quoted(one.name)} where it is to be read", key=one.name
    )


def _quoted(names: str) -> str:
    return " or ".join(f"'{name}'" for name in names.split(" or "))
