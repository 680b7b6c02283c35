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

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgergate.permission import Permission

_CURE = "put it into a change of its own, on a branch without this posture"


def may(paths: Sequence[str], wanted: str) -> int:
    """Prints the answer for each path. Returns 0 where all are allowed, 1 where not."""
    found = permissions(paths)
    write(sys.stdout, as_json(found) if wanted == "json" else as_text(found))
    return 0 if all(one.allowed for one in found) else 1


def as_text(found: Sequence[Permission]) -> str:
    """A line for each path; where one is refused, how to go on."""
    lines = [f"{one.path}: {'yes' if one.allowed else 'no'}: {because(one)}" for one in found]
    lines += [f"fix: {_CURE}"] if not all(one.allowed for one in found) else []
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


def because(one: Permission) -> str:
    """The sentence that decides it."""
    return one.why if one.allowed else f"this change is {announced(one.posture)}, and {one.why}"


def _place(one: Permission) -> dict[str, object] | None:
    place = one.posture.place if not one.allowed else None
    return None if place is None else {"path": place.path, "line": place.line}


def answer(data: bytes, form: str, fields: Sequence[str]) -> int:
    """Answers a tool call in its assistant's form. Returns 0 where it may go on, 2 where it is stopped.

    Raises NotChecked (exit 3) where nobody can tell; assistants go on then, unless they are told to stop.
    """
    from ledgergate.cli.tool_calls import STOPPED, folder_of, form_of, let_through, read, stopped, written

    call = read(data)
    form = form_of(call) if form == "auto" else form
    paths = written(call, fields)
    reason = _stands_against(paths, folder_of(call)) if paths else ""
    if not reason:
        write(sys.stdout, let_through(form))
        return 0
    write(sys.stdout, stopped(form, reason))
    write(sys.stderr, "".join(f"{defused(terminal(line))}\n" for line in reason.split("\n")))
    return STOPPED


def _stands_against(paths: Sequence[str], cwd: str) -> str:
    """Why the files may not be written, "" where they may."""
    try:
        refused = [one for one in permissions(paths, cwd) if not one.allowed]
    except NoPolicy:
        return ""  # nothing is governed here
    except Misused as error:
        # An edit of the policy alone may mend it.
        return "" if all(os.path.basename(path) in HOMES for path in paths) else str(error)
    return "\n".join([*(f"{one.path}: {because(one)}" for one in refused), *([_CURE] if refused else [])])


def tool_call() -> bytes:
    """All of standard input. Raises Misused at a terminal, where nobody hands on a call."""
    if sys.stdin is None or sys.stdin.isatty():
        raise Misused("--hook reads the tool call from standard input", "ledgergate may --hook claude < call.json")
    return sys.stdin.buffer.read((64 << 20) + 1)
