"""A mutant: the present state with one edit, and what became of it when it was judged."""

from __future__ import annotations

from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledgergate.model import Document, Entry

KILLED, SURVIVED, EQUIVALENT = "killed", "survived", "equivalent"


class Mutant(Value):
    """One edit of the present state.

    `kind` is the way of breaking, `what` names the broken thing. `files` are new bytes by path, None for a file that is
    taken out, `entries` other objects (links, modes). `branch` and `message` are those of the change, "" for the
    present ones. `equivalent` says why the policy has no cause to refuse it: such a mutant is not judged. `ledger` and
    `field` tell what part of the policy speaks of it. An `honest` one must pass.
    """

    kind: str
    what: str
    files: Mapping[str, bytes | None]
    entries: Mapping[str, Entry | None] = {}
    branch: str = ""
    message: str = ""
    equivalent: str = ""
    ledger: str = ""
    field: str = ""
    honest: bool = False


class Outcome(Value):
    """What became of a mutant: `fate` is killed, survived or equivalent; `rules` are those that refused it.

    `catch` holds the lines of a policy that would refuse it, "" where none is known.
    """

    mutant: Mutant
    fate: str
    rules: tuple[str, ...] = ()
    why: str = ""
    catch: str = ""
    diff: str = ""


def replaced(document: Document, *edits: tuple[int, int, bytes]) -> dict[str, bytes | None]:
    """The document with the bytes of some spans replaced."""
    data = document.data
    for start, end, new in sorted(edits, reverse=True):
        data = data[:start] + new + data[end:]
    return {document.path: data}


def line_start(document: Document, offset: int) -> int:
    """Where the line begins that an offset lies in."""
    return document.line_starts[document.line_of(offset) - 1]


def line_end(document: Document, offset: int) -> int:
    """Where the next line begins."""
    starts, line = document.line_starts, document.line_of(offset)
    return starts[line] if line < len(starts) else len(document.data)
