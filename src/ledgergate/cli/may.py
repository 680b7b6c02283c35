"""`ledgergate may`: may these paths be touched here and now? For people, for programs, and for assistants' hooks."""

from __future__ import annotations

import os
import sys

from ledgergate.errors import Misused, NoPolicy
from ledgergate.output import encode
from ledgergate.output.encode import defused, terminal
from ledgergate.output.stream import write
from ledgergate.output.wording import announced
from ledgergate.permission import permissions
from ledgergate.policy import HOMES
from ledgergate.truth.closed_packages import is_metadata

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgergate.permission import Permission

_CURE = "put it into a change of its own, on a branch without this posture"
_CLOSED_CURE = "write what is new into a package of its own that names this one"


def may(paths: Sequence[str], wanted: str, message: str = "") -> int:
    """Prints the answer for each path. Returns 0 where all are allowed, 1 where not."""
    found = permissions(paths, message=message)
    write(sys.stdout, as_json(found) if wanted == "json" else as_text(found))
    return 0 if all(one.allowed for one in found) else 1


def as_text(found: Sequence[Permission]) -> str:
    """A line for each path; where one is refused, how to go on."""
    lines = [f"{one.path}: {'yes' if one.allowed else 'no'}: {because(one)}" for one in found]
    lines += [f"fix: {cure}" for cure in _cures(found)]
    return "".join(f"{defused(terminal(line))}\n" for line in lines)


def as_json(found: Sequence[Permission]) -> str:
    """Version 1: `allowed`, and `paths` with the sentence that decides and the place where it is written."""
    made = {
        "version": 1,
        "allowed": all(one.allowed for one in found),
        "paths": [
            {"path": one.path, "allowed": one.allowed, "because": because(one), "place": _place(one)} for one in found
        ],
    }
    return encode.json(made)


def _cures(found: Sequence[Permission]) -> list[str]:
    """How to go on where paths are refused, each way once."""
    return list(dict.fromkeys(_CURE if one.posture.read_only else _CLOSED_CURE for one in found if not one.allowed))


def because(one: Permission) -> str:
    """The sentence that decides it."""
    return f"this change is {announced(one.posture)}, and {one.why}" if one.posture.read_only else one.why


def _place(one: Permission) -> dict[str, object] | None:
    place = (one.posture.place or one.place) if not one.allowed else None
    return None if place is None else {"path": place.path, "line": place.line}


def answer(data: bytes, form: str, fields: Sequence[str]) -> int:
    """Answers a tool call in its assistant's form. Returns 0 where it may go on, 2 where it is stopped.

    Raises NotChecked (exit 3) where nobody can tell; assistants go on then, unless they are told to stop.
    """
    from ledgergate.cli.tool_calls import STOPPED, folder_of, form_of, let_through, lines_of, read, stopped, written

    call = read(data)
    form = form_of(call) if form == "auto" else form
    paths = written(call, fields)
    reason = _stands_against(paths, folder_of(call), lines_of(call)) if paths else ""
    if not reason:
        write(sys.stdout, let_through(form))
        return 0
    write(sys.stdout, stopped(form, reason))
    write(sys.stderr, "".join(f"{defused(terminal(line))}\n" for line in reason.split("\n")))
    return STOPPED


def _stands_against(paths: Sequence[str], cwd: str, lines: Sequence[str]) -> str:
    """Why the files may not be written, "" where they may. `lines` are those that the call changes, if it says so."""
    try:
        refused = [one for one in permissions(paths, cwd) if not one.allowed]
        if lines and is_metadata(lines):
            refused = [one for one in refused if one.posture.read_only]
    except NoPolicy:
        return ""  # nothing is governed here
    except Misused as error:
        # An edit of the policy alone may mend it.
        return "" if all(os.path.basename(path) in HOMES for path in paths) else str(error)
    return "\n".join([*(f"{one.path}: {because(one)}" for one in refused), *_cures(refused)])


def tool_call() -> bytes:
    """All of standard input. Raises Misused at a terminal, where nobody hands on a call."""
    if sys.stdin is None or sys.stdin.isatty():
        raise Misused("--hook reads the tool call from standard input", "ledgergate may --hook claude < call.json")
    return sys.stdin.buffer.read((64 << 20) + 1)
