"""An item of a checklist is not ticked although its package is closed.

**Why.** A checklist is the promise that was made before the work; closing with open items breaks it silently.

**Rejected**

    **Status**: Complete
    - [ ] CHK004 Each area has exactly one boundary

**Accepted**: the item ticked, or not applicable with a reason

    - [ ] CHK011 Screenshots are attached. N/A: the audit changes no screen.

A checklist without any box confirms nothing, and is rejected as a whole; ticks (✅) or a column of results confirm.
Every mark but an x or a tick is open: `[ ]`, `[]`, `[~]`, `[-]`. `documents.closed_boxes = ["-"]` takes further marks
for ticked. In a row under answers (Pass, Fail) one ticked box is enough.

**The fix.** Tick what is done, write `N/A: ` and the reason behind what does not apply, or open the package again.
`enforce = "always"` checks open packages, too.
"""

from __future__ import annotations

import posixpath

from ledgergate.ledgers.words import skeleton
from ledgergate.lexicon import RESULTS
from ledgergate.model import Place
from ledgergate.rules.view import found
from ledgergate.truth.artifacts import boxes, enforced, paths, texts
from ledgergate.truth.packages import packages

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.markdown import Page
    from ledgergate.model import Finding
    from ledgergate.rules.view import View


_TICKS = tuple(sign.encode() for sign in "✓✔✅☑")


def check(view: View) -> Iterator[Finding]:
    documents, seen = view.after.documents, set()
    for package in view.after.ask(packages):
        if not package.rule.checklists or not enforced(documents, package):
            continue
        for document in texts(documents, paths(documents, package, package.rule.checklists)):
            if document.path in seen:
                continue
            seen.add(document.path)
            every = list(boxes(documents.page(document), closed=view.after.policy.closed_boxes))
            if not every and not _is_guide(document.path) and not _confirms(documents.page(document)):
                state = _state(package.rule.enforce)
                message = f"{package.name} is {state}, but its checklist {posixpath.basename(document.path)} has no box"
                yield found(
                    Place(document.path), message, "write what was checked as boxes: - [x] ...", key=document.path
                )
            for box in every:
                if box.open:
                    yield found(
                        box.place,
                        f"{package.name} is {_state(package.rule.enforce)}, but '{box.text}' is not ticked",
                        "tick it when it is done: [x]",
                        "or write why it does not apply behind it: N/A: REASON",
                        *box.cures,
                    )


def _confirms(page: Page) -> bool:
    """Whether a checklist without boxes says in another way what was checked: by ticks, or in a column of results."""
    if any(tick in page.document.data for tick in _TICKS):
        return True
    cells = (cell for block in page.blocks if block.kind == "table" for row in block.rows for cell in row.cells)
    return any(skeleton(cell.text) in RESULTS for cell in cells)


def _is_guide(path: str) -> bool:
    """Whether a file beside the checklists tells what they are."""
    return posixpath.splitext(posixpath.basename(path))[0].casefold() in ("readme", "index")


def _state(enforce: str) -> str:
    return "bound to its checklists" if enforce == "always" else "closed"
