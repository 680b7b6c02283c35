"""Whether paths may be touched here and now: the gate's own posture, asked before anything is written."""

from __future__ import annotations

import os

from ledgergate.ends import Ends, Policies
from ledgergate.errors import NoPolicy, NotChecked
from ledgergate.git.layout import inside
from ledgergate.git.snapshot import SUBMODULE
from ledgergate.model import Changed, Entry, Posture
from ledgergate.moments import Asked, look
from ledgergate.policy import level
from ledgergate.request import Request
from ledgergate.truth.closed_packages import closed_around
from ledgergate.truth.packages import status
from ledgergate.truth.posture import announced
from ledgergate.truth.runtime import runtime_of
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ledgergate.model import Place
    from ledgergate.moments import Change
    from ledgergate.policy import Policy
    from ledgergate.truth.touched import Touched


class Permission(Value):
    """The answer for one path. `why` says why it is allowed, or, where it is not, what makes it a runtime path;
    `posture` is then the read-only one that stops it.

    A path of a closed package has no posture; `place` is then where its status stands, and lines of metadata alone
    may change there.
    """

    path: str
    allowed: bool
    why: str
    posture: Posture = Posture()
    place: Place | None = None


def permissions(paths: Sequence[str], cwd: str = ".", message: str = "") -> tuple[Permission, ...]:
    """The answer for each path, as if all of them were changed together with what is staged.

    `message` is the subject of the commit that is meant, where it is known. `cwd` says where the caller stands. A path
    outside of that repository is judged by the one that it lies in.
    Raises Misused without a policy, NotChecked where there is no repository or its posture cannot be read.
    """
    change = look(Asked(staged=True, cwd=cwd))
    try:
        if change.git.layout.bare:
            raise NotChecked("A bare repository has no work tree.", "Ask in a work tree.")
        tops = (change.git.layout.top, os.path.realpath(change.git.layout.top))
        inside = {path: names for path in paths if (names := _names(path, cwd, tops))}
        known = _judged(change, inside, message)
    finally:
        change.close()
    return tuple(known.get(path) or _elsewhere(path, cwd, message) for path in paths)


def _names(path: str, cwd: str, tops: Iterable[str]) -> tuple[str, ...]:
    """What the path is called in the repository: as written, and where the disk's links lead; none outside of it."""
    full = os.path.abspath(os.path.join(cwd, path))
    found = (inside(one, top) for one in (full, os.path.realpath(full)) for top in tops)
    return tuple(dict.fromkeys(one for one in found if one is not None))


def _elsewhere(path: str, cwd: str, message: str) -> Permission:
    """A path outside of the caller's repository: another one's, or nobody's."""
    folder = os.path.dirname(os.path.realpath(os.path.join(cwd, path)))
    while not os.path.isdir(folder):
        folder = os.path.dirname(folder)
    try:
        change = look(Asked(staged=True, cwd=folder))
    except NotChecked:
        return Permission(path, True, "it lies outside of every repository")
    try:
        names = _names(path, cwd, (change.git.layout.top, os.path.realpath(change.git.layout.top)))
        return _judged(change, {path: names}, message)[path]
    except NoPolicy:
        return Permission(path, True, "it lies in another repository, which has no policy")
    finally:
        change.close()


def _judged(change: Change, asked: dict[str, tuple[str, ...]], message: str) -> dict[str, Permission]:
    if not asked:
        return {}
    ends = Ends(change, Policies(Request(Asked(staged=True)), None), None, reports=False, items=False)
    every = {name: _entry(change, name) for names in asked.values() for name in names}
    patterns = [line for line in ends.after.policy.runtime.patterns if not line.startswith("!")]
    reached = {one.path: _why(one) for one in runtime_of(ends.after, change, ends.befores, tuple(every.values()))}
    if "" in every and patterns:
        reached[""] = f"what lies in it is a runtime path, by the pattern {patterns[0]}"
    reached = {name: why for name, why in reached.items() if not _is_ignored(change, name)}
    # Most paths are documents: nobody needs to know the posture for them.
    posture = announced(change, ends.after, ends.befores, tuple(every)) if reached else Posture()
    if reached and not posture.read_only:
        posture = _of_message(message, ends)
    closed = {name: made for name, one in every.items() if (made := _closed(ends, one)) is not None}
    return {
        path: next((closed[name].but(path=path) for name in names if name in closed), None)
        or _answer(path, names, reached, posture)
        for path, names in asked.items()
    }


def _of_message(message: str, ends: Ends) -> Posture:
    """The posture that a commit's own type announces."""
    policies = [ends.after.policy, *(before.policy for before in ends.befores)]
    types = {kind.casefold() for policy in policies for kind in policy.runtime.read_only.commit_types}
    if not message or not types:
        return Posture()
    from ledgergate.rules.docs_commit_touches_runtime import type_of

    kind = type_of(message)
    return Posture(True, f"its message begins with '{kind}:'") if kind in types else Posture()


def _closed(ends: Ends, one: Changed) -> Permission | None:
    """The refusal of a path that holds content of a package which was closed before; None for any other path."""
    if one.before is None or not ends.befores:
        return None
    before, policies = ends.befores[0], (ends.befores[0].policy, ends.after.policy)
    rules = [rule for policy in policies for rule in policy.packages]
    package = closed_around(before.documents, rules, one.path, {}) if rules else None
    if package is None or not any(_blocks(policy, one.path) for policy in policies):
        return None
    said = status(before.documents, package)
    place = package.spec.place(said.start, said.end) if package.spec is not None and said is not None else None
    why = f"the package {package.folder} is closed: lines of metadata may change, what it says may not"
    return Permission(one.path, False, why, place=place)


def _blocks(policy: Policy, path: str) -> bool:
    return level(policy, "closed-package-rewritten", "LG103", path) == "block"


def _entry(change: Change, name: str) -> Changed:
    """The change that writing there would make. A folder stands for all that lies below it, as a submodule does."""
    there = change.after.entry(name) if name else None
    is_folder = there is None and os.path.isdir(os.path.join(change.git.layout.top, name))
    made = Entry(name, SUBMODULE if is_folder else "100644", "")
    return Changed(name, there, there or made)


def _answer(path: str, names: tuple[str, ...], reached: dict[str, str], posture: Posture) -> Permission:
    why = next((reached[name] for name in names if name in reached), "")
    if not why:
        return Permission(path, True, "it is no runtime path")
    if not posture.read_only:
        return Permission(path, True, f"{why}, and this change is not read-only")
    return Permission(path, False, why, posture)


def _why(touched: Touched) -> str:
    if touched.detail and touched.detail != touched.path:
        return f"it reaches '{touched.detail}', a runtime path by the pattern {touched.pattern}"
    return f"it is a runtime path, by the pattern {touched.pattern}"


def _is_ignored(change: Change, name: str) -> bool:
    """Whether git leaves the path out of every commit: a build's output is no change of what runs."""
    import subprocess

    from ledgergate.git.processes import program

    git = change.git
    if not name:
        return False
    # `check-ignore` takes no literal paths, which `Git` asks for; "./" keeps a name from being read as magic.
    argv = [program(git.environment), "-C", git.layout.top, "-c", "core.fsmonitor=false", "check-ignore", "-q", "--"]
    named = os.fsdecode(f"./{name}".encode("utf-8", "surrogateescape"))
    done = subprocess.run([*argv, named], env=git.environment, capture_output=True, timeout=git.limits.seconds)
    return done.returncode == 0
