"""Mutants of a read-only change: it touches a runtime path, in each way in which a path can be touched."""

from __future__ import annotations

from ledgergate.git.patterns import Patterns
from ledgergate.git.snapshot import LINK, SUBMODULE
from ledgergate.model import Entry
from ledgergate.proving.mutant import Mutant
from ledgergate.truth.packages import declared, is_closed, labelled, packages
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ledgergate.sides import Side

_MODES = {"100644": "100755", "100755": "100644"}
_OF_EACH = 2  # paths of each pattern that are touched


class Reason(Value):
    """Why a change would be read-only: the branch that it is made on, or what its message begins with."""

    name: str
    branch: str = ""
    message: str = ""


def reasons(side: Side) -> Iterator[Reason]:
    """Each way in which the policy lets a change be read-only."""
    rules = side.policy.runtime.read_only
    if rules.always:
        yield Reason("always")
    for package in side.ask(packages) if rules.declared else ():
        if package.spec is not None and not is_closed(side.documents, package):
            said = [declared(rules, one.text) for one in labelled(side.documents, package.spec, rules.label)]
            if said == [True]:
                yield Reason(f"declared by {package.folder}", package.name)
    for pattern in rules.branches:
        yield Reason(f"branch {pattern}", pattern.replace("**", "prove").replace("*", "prove").replace("?", "p"))
    for kind in rules.commit_types:
        yield Reason(f"commit type {kind}", message=f"{kind}: prove that the gate bites")


def runtime(side: Side) -> Iterator[Mutant]:
    """Runtime paths touched on a change that the policy takes for read-only."""
    patterns = side.policy.runtime.patterns
    known = tuple(dict.fromkeys(reasons(side))) if patterns else ()
    paths = _paths(side) if known else []
    for number, reason in enumerate(known):
        # Every way for the first reason; that another one counts as well is shown by one edit.
        for path in paths[:1] if number else paths:
            for made in _edited(side, path) if number else _touched(side, path):
                what = f"{made.what} ({reason.name})"
                yield made.but(what=what, branch=reason.branch, message=reason.message)


def _paths(side: Side) -> list[str]:
    """A few paths of each pattern and of each kind of runtime path that the policy names."""
    runtime, every = side.policy.runtime, side.snapshot.listing()
    whole = Patterns(runtime.patterns)
    reached = [path for path, entry in every.items() if entry.mode in _MODES and whole.match(path)]
    found: dict[str, None] = {}
    for lines in (*((one,) for one in runtime.patterns if not one.startswith("!")), *runtime.kinds.values()):
        some = Patterns(lines)
        found.update(dict.fromkeys([path for path in reached if some.match(path)][:_OF_EACH]))
    return list(found)


def _edited(side: Side, path: str) -> Iterator[Mutant]:
    yield Mutant("runtime-edited", path, {path: b"edited\n"})


def _touched(side: Side, path: str) -> Iterator[Mutant]:
    entry = side.snapshot.entry(path)
    mode, oid = (entry.mode, entry.oid) if entry is not None else ("100644", "")
    folder, _, name = path.rpartition("/")
    beside = f"{folder}/prove-{name}".lstrip("/")
    yield from _edited(side, path)
    if Patterns(side.policy.runtime.patterns).match(beside):
        yield Mutant("runtime-added", beside, {beside: b"added\n"})
    yield Mutant("runtime-deleted", path, {path: None})
    yield from _as(path, "runtime-renamed", {path: None, f"prove-{name}": Entry(f"prove-{name}", mode, oid)})
    yield from _as(path, "runtime-mode", {path: Entry(path, _MODES[mode], oid)})
    yield from _as(path, "runtime-link", {path: Entry(path, LINK, oid)})
    yield from _as(path, "runtime-submodule", {path: Entry(path, SUBMODULE, "1" * len(oid))})


def _as(path: str, kind: str, entries: Mapping[str, Entry | None]) -> Iterator[Mutant]:
    yield Mutant(kind, path, {}, entries)
