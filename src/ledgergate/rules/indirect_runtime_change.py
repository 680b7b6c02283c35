"""A link, a submodule, an attribute or the merge makes runtime content change without a runtime path changing.

**Why.** The list of changed paths shows none that runs, and yet after the checkout, or after the merge, something
that runs is another thing.

**Rejected**, in a read-only change: `docs/shared` becomes a link to `../apps/platform`; `docs/A/main.py` beside a link
`docs/a`, which some disks take for one folder; an edit below `docs/impl`, to which `apps/platform/lib`, a link, leads;
an edit of a document that the base has meanwhile moved into the runtime; a line `apps/** filter=x` in
`.gitattributes`.

**Accepted**: links, attributes and submodules that lead to documents; an edit of a single file that a link below the
runtime's root shares, such as a licence.

**The fix.** Take the entry out of this change, or put it into a change of its own, without this posture.
"""

from __future__ import annotations

from ledgergate.rules.runtime_path_changed import INDIRECT, offence, reached

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.model import Finding
    from ledgergate.rules.view import View


def check(view: View) -> Iterator[Finding]:
    if not view.posture.read_only:
        return
    for touched in reached(view):
        if touched.why in INDIRECT:
            yield offence(view, touched)
