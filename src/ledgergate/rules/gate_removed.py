"""The hook entry, the CI step or the policy file that runs this gate is removed or made to skip.

**Why.** A change that switches off what judges it is green by its own hand, and so is every change after it.

**Rejected**: `ledgergate check` becomes `true` in a workflow, or gets `|| true`, `if: false`, `continue-on-error`;
the hook's entry goes, or gets `stages: [manual]`, `exclude: .*`, `args: [--exit-zero]`. So is a call that still stands
and whose answer is lost: behind a pipe or `&`, after `set +e` or `exit`, inside a new condition, in a shell without
`-e`, in a job that waits for one that is skipped, with `SKIP` set. A step that runs the hooks counts as a gate where
the gate is one of them.

**Accepted**: a new `rev` of the hook, a step that moves to another file of the service.

**The fix.** Take the edit back, or have those who answer for the gate merge it on its own. Where the service allows
it, require the workflow of the base: no rule can run in a job that a change has emptied.
"""

from __future__ import annotations

from ledgergate.control import HOOKS, is_control
from ledgergate.control.reading import gates
from ledgergate.errors import LedgergateError
from ledgergate.model import Place
from ledgergate.policy import HOMES
from ledgergate.rules.view import found

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgergate.control.gates import Gate
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
    if base is not None and origin in HOMES and view.after.documents.snapshot.entry(origin) is None:
        yield found(
            Place(base.origin, side="before"), f"this change removes the policy {base.origin}", _CURE, key=base.origin
        )
    paths = [one.path for one in view.entries if is_control(one.path)]
    # A step that runs the hooks is a gate where the gate was one of them.
    hooked = bool(paths and _gates(before, HOOKS))
    then = [(path, gate) for path in paths for gate in _gates(before, path, hooked)]
    if then:
        now = [(path, gate) for path in paths for gate in _gates(view.after.documents, path, hooked)]
        yield from _compared(then, now)


def _gates(documents: Documents, path: str, hooked: bool = False) -> list[Gate]:
    entry = documents.snapshot.entry(path)
    try:
        document = documents.document(path) if entry is not None else None
    except LedgergateError:
        # A link, or bytes that are no text: nothing that a service would run.
        return []
    if entry is None or document is None:
        return []
    return gates(path, document.data, executable=entry.mode == "100755", hooked=hooked)


def _compared(then: list[tuple[str, Gate]], now: list[tuple[str, Gate]]) -> Iterator[Finding]:
    """Each gate of before is looked for at its own path first, then at the others; each serves once."""
    left = list(now)
    for path, gate in then:
        alike = sorted(
            (one for one in left if one[1].name == gate.name),
            key=lambda one: (one[0] != path, len(one[1].skips - gate.skips)),
        )
        if not alike:
            place = Place(path, gate.line, 1, gate.line, 1, "before")
            yield found(place, f"this change removes {gate.name}", _CURE, key=path)
            continue
        left.remove(alike[0])
        where, other = alike[0]
        new = sorted(other.skips - gate.skips)
        if new:
            place = Place(where, other.line, 1, other.line)
            yield found(
                place, f"this change makes {gate.name} skip or say yes: {'; '.join(new)}"[:600], _CURE, key=where
            )
