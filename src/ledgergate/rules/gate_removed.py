"""The hook entry, the CI step or the policy file that runs this gate is removed or made to skip.

**Why.** A change that switches off what judges it is green by its own hand, and so is every change after it.

**Compared** with the base, gate by gate, wherever a change touches a file that can run one: the call with all its
words, its shell and variables, what its job and its file say about it (conditions, triggers, jobs that it waits for,
templates and defaults that it takes), and the steps before it. A difference is a finding unless it is of a kind known
to be harmless: names, versions, runner images, times, caches, permissions, artifacts, formats of output, a stricter
option.

**Rejected**: `ledgergate check` becomes `true` in a workflow, or gets `|| true`, `if: false`, `continue-on-error`, by a
template, too; the hook's entry goes, or gets `stages: [manual]`, `exclude: .*`, `args: [--exit-zero]`, or no clone
installs its stage any more. So is a call that still stands and whose answer is lost: behind a pipe or `&`, after
`set +e`, `exit` or a trap, inside a new condition, in a shell without `-e`, with a base that is the change itself. A
step before the gate that sets the path or variables, moves the checkout, or defines a command of the gate's name is
refused; another new step there is advice.

**Accepted**: a new `rev` of the hook; a gate that moves to another file, another service or another hook runner, into
an action or a workflow of this repository, from `uses:` to `run:`. A step that runs the hooks counts as a gate where
the gate is one of them.

**The fix.** Take the edit back, or have those who answer for the gate merge it on its own. Where the service allows
it, require the workflow of the base: no rule can run in a job that a change has emptied.
"""

from __future__ import annotations

from ledgergate.control import companions
from ledgergate.control.comparison import changed
from ledgergate.errors import LedgergateError
from ledgergate.model import Place
from ledgergate.policy import HOMES
from ledgergate.rules.view import found

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.control.comparison import State
    from ledgergate.documents import Documents
    from ledgergate.model import Finding
    from ledgergate.rules.view import View

_CURE = "take this edit back, or have those who answer for the gate merge it on its own"


def check(view: View) -> Iterator[Finding]:
    if view.before is None:
        return
    before = view.before.documents
    base = view.base
    origin = view.after.policy.origin  # a policy given by name lies in no state
    held = base is not None and origin in HOMES and before.snapshot.entry(base.origin) is not None
    if base is not None and held and view.after.documents.snapshot.entry(origin) is None:
        yield found(
            Place(base.origin, side="before"), f"this change removes the policy {base.origin}", _CURE, key=base.origin
        )
    paths = companions([one.path for one in view.entries])
    if not paths:
        return
    after = view.after.documents
    for one in changed(paths, _state(before), _state(after)):
        place = Place(one.path, one.line, 1, one.line, 1, one.side)
        made = found(place, f"this change {one.says}", _CURE, key=one.path)
        yield made.but(level="advise") if one.advice else made


def _state(documents: Documents) -> State:
    """What lies at a path: nothing for a link, or for bytes that are no text."""

    def content(path: str) -> tuple[bytes, bool]:
        entry = documents.snapshot.entry(path)
        if entry is None or entry.mode == "120000":
            return b"", False
        try:
            document = documents.document(path)
        except LedgergateError:
            return b"", False
        return (document.data if document is not None else b""), entry.mode == "100755"

    return content
