"""Reports of a package that was closed before the change: the record of a day, which later edits do not make wrong.

Its content is frozen (LG103), so that a candidate added afterwards, or a file moved, could not be written into it.
"""

from __future__ import annotations

from ledgergate.rules import every
from ledgergate.truth.packages import is_closed, packages, packages_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgergate.model import Finding
    from ledgergate.rules.view import View


def kept(findings: Sequence[Finding], view: View) -> tuple[list[Finding], tuple[str, ...]]:
    """The findings without those about records, and a line for each package that some were left out of."""
    compares = {rule.code for rule in every() if rule.compares}  # a missing report and open boxes stay findings
    folders = _records(view) if any(one.code in compares for one in findings) else ()
    left: dict[str, int] = {}
    made: list[Finding] = []
    for one in findings:
        folder = next((name for name in folders if one.place.path.startswith(name + "/")), "")
        if folder and one.code in compares:
            left[folder] = left.get(folder, 0) + 1
        else:
            made.append(one)
    lines = (
        f"{folder} was closed before this change: what it says is not compared again ({count} differ)"
        for folder, count in sorted(left.items())
    )
    return made, tuple(lines)


def _records(view: View) -> tuple[str, ...]:
    """The folders of packages that are closed at both ends and that the change does not touch."""
    after = view.after
    if view.before is None or not after.policy.packages:
        return ()
    before = view.before.documents
    shut = [one.folder for one in after.ask(packages) if is_closed(after.documents, one)]
    known = {one.folder for one in packages_in(before, after.policy) if one.folder in shut and is_closed(before, one)}
    return tuple(one for one in sorted(known) if not any(entry.path.startswith(one + "/") for entry in view.entries))
