"""Remembers the last clean verdict on a work tree, so that a commit which changes nothing that was judged costs little.

What is kept is what a verdict followed from: the places that were asked about and all that lay there. A verdict is
recalled only for a commit whose two states both hold exactly that, read from git anew, and which changes nothing else
that has a say. It is kept in the user's own cache folder, never in the work tree that is checked, and never used in CI.
"""

from __future__ import annotations

import os
import stat
import sys

from ledgergate import __version__
from ledgergate.control import is_control
from ledgergate.git.states import Tree
from ledgergate.model import Examined, Partition, Verdict

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ledgergate.moments import Asked, Change
    from ledgergate.request import Request

SWITCH = "LEDGERGATE_MEMORY"  # "off", or a folder to use in place of the user's cache folder
_FORM = 3
_MOST_PLACES, _MOST_BYTES = 200, 1 << 20
_MOST_KEPT = 16 << 20  # bytes of one record


def recall(request: Request, change: Change) -> Verdict | None:
    """The verdict on this change, where the same states were judged clean before; None where they must be read.

    Raises NotChecked where git cannot tell what the change is.
    """
    path = _path(request, change)
    if not path:
        return None
    known = read(path)
    if known is None or known[0] != _identity(request, change):
        return None
    _, places, lines, told = known
    # The listing comes first: git may still be at work on the difference.
    if change.after.lines(places) != lines or any(_has_a_say(one.path, places) for one in change.entries):
        return None
    if not change.is_listed and Tree(change.git, change.tip_oid).lines(places) != lines:
        return None  # a git that has lost a difference is found out by what the commit holds
    change.prove()  # as any verdict that rests on what git lists
    examined, partitions, summary, states = told
    return Verdict(
        change.compared, Examined(len(change.entries), *examined), (), tuple([Partition(*one) for one in partitions]),
        (), change.compared.notes, summary, states, lasting=True,
    )  # fmt: skip


def keep(request: Request, change: Change, verdict: Verdict) -> None:
    """Remembers a clean verdict. A folder that cannot be written is no trouble: nothing is remembered then."""
    path = _path(request, change) if _is_worth_it(change, verdict) else ""
    places = tuple(sorted(change.asked)) if path else ()
    if not places or "" in places or len(places) > _MOST_PLACES:
        return
    lines = change.after.lines(places)
    if len(lines) > _MOST_BYTES:
        return
    seen = verdict.examined
    examined = (seen.documents, dict(seen.items), seen.rows, seen.evidence, seen.totals, seen.ignored)
    # Where nothing changes, what is there now is what was there before.
    partitions = [
        (one.ledger, one.after, dict(one.by), None if one.before is None else one.after) for one in verdict.partitions
    ]
    write(path, (_identity(request, change), places, lines, (examined, partitions, verdict.summary, verdict.states)))


def _is_worth_it(change: Change, verdict: Verdict) -> bool:
    return (
        verdict.lasting
        and not (verdict.findings or verdict.not_run or verdict.exit_zero or verdict.unchecked)
        and verdict.notices == change.compared.notes
    )


def _has_a_say(path: str, places: tuple[str, ...]) -> bool:
    """Whether a change of this path can matter: it lies where something was asked about, or it may run the gate."""
    if is_control(path):
        return True
    return any(path == one or path.startswith(one + "/") or one.startswith(path + "/") for one in places)


def _path(request: Request, change: Change) -> str:
    """Where the verdict on such a change is kept, "" where it must not be: only a plain commit of a branch is."""
    asked = request.asked
    plain = change.compared.source == "GIT_INDEX_FILE" and not (asked.base or change.heads or change.idle)
    usual = not (request.policy_file or request.rules or request.ignore or request.new_only or request.message)
    return kept_at(asked, change, *request.duties) if plain and usual and change.branch else ""


def remembers(asked: Asked, change: Change) -> bool:
    """Whether anything may be remembered of the work tree of a change."""
    return bool(kept_at(asked, change))


def kept_at(asked: Asked, change: Change, *name: str) -> str:
    """The file in which something so called of a work tree is kept, "" where nothing is to be remembered."""
    top = change.git.layout.top
    folder = "" if asked.in_ci else _folder(asked.variables)
    if not folder or _lies_in(folder, top):
        return ""
    return os.path.join(folder, "-".join([*name, top]).replace(os.sep, "%").replace(":", "%")[-200:])


def _lies_in(folder: str, top: str) -> bool:
    """Whether a folder lies in a work tree, whatever links lead there: HOME may be one. A check writes to none."""
    real, tree = [os.path.normcase(os.path.realpath(one)) for one in (folder, top)]
    return real == tree or real.startswith(tree.rstrip(os.sep) + os.sep)


def _folder(variables: Mapping[str, str]) -> str:
    told = variables.get(SWITCH, "")
    if told:
        return told if os.path.isabs(told) else ""
    # A checkout of the gate changes under the same version.
    if os.path.basename(_INSTALLED) not in ("site-packages", "dist-packages"):
        return ""
    home = variables.get("XDG_CACHE_HOME") or variables.get("LOCALAPPDATA", "")
    if not home and variables.get("HOME"):
        cache = os.path.join("Library", "Caches") if sys.platform == "darwin" else ".cache"
        home = os.path.join(variables["HOME"], cache)
    return os.path.join(home, "ledgergate") if os.path.isabs(home) else ""


_INSTALLED = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def _identity(request: Request, change: Change) -> tuple[Any, ...]:
    """Everything besides the states that a verdict follows from: the gate and its libraries, the branch, the duties."""
    layout = change.git.layout
    return (*program(), request.duties, layout.top, layout.git_dir, change.branch)


def program() -> tuple[Any, ...]:
    """The gate and its libraries: another one may read the same bytes otherwise."""
    return (_FORM, __version__, os.stat(_INSTALLED).st_mtime_ns, sys.version)


def read(path: str) -> tuple[Any, ...] | None:
    """What is kept at the path, four things, if it is a file, this user's own and nobody else's to write."""
    import marshal

    try:
        with open(path, "rb", opener=_unblocked) as file:
            about = os.fstat(file.fileno())
            own = not hasattr(os, "geteuid") or (about.st_uid == os.geteuid() and not about.st_mode & 0o022)
            if not (own and stat.S_ISREG(about.st_mode)):
                return None
            found = marshal.loads(file.read(_MOST_KEPT))  # noqa: S302  # this user's own file, by this program
    except (OSError, ValueError, EOFError, TypeError):
        return None
    return found if isinstance(found, tuple) and len(found) == 4 else None


def _unblocked(path: str, flags: int) -> int:
    """A pipe in the file's place would wait for somebody who writes; a link would lead to what others keep."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0))


def write(path: str, record: tuple[Any, ...]) -> None:
    """Keeps four plain things at the path, or nothing where that cannot be done."""
    import marshal

    part = f"{path}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        made = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except (OSError, ValueError):
        return
    try:
        with open(made, "wb") as file:
            file.write(marshal.dumps(record))
        os.replace(part, path)
    except (OSError, ValueError):
        _remove(part)  # a folder in the file's place, a full disk


def _remove(path: str) -> None:
    try:
        os.remove(path)
    except OSError:
        return
