"""A job among the others of its file: what it waits for, what it takes from templates and defaults."""

from __future__ import annotations

from ledgergate.control.nodes import entry, pairs, parts, said, whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_GLOBAL = ("default", "variables", "stages", "include", "workflow", "image", "services", "cache", "before_script",
           "after_script", "pages", "spec")  # fmt: skip


def around(root: Any, path: str) -> dict[int, frozenset[str]]:
    """What keeps each job from running besides its own conditions: by the id of its node."""
    found = {}
    users = _extended(root) if path.startswith(".gitlab") else []
    for name, job in pairs(entry(root, "jobs")) or pairs(root):
        told = {one for needed in _needed(job, root) for one in needed}
        if path.startswith(".gitlab") and name.startswith(".") and name not in users:
            told.add(f"'{name}' is a template that no job extends")
        found[id(job)] = frozenset(told)
    return found


def templates(root: Any, path: str) -> set[int]:
    """GitLab's templates that jobs extend: they are read where they are used. So are the defaults of all jobs."""
    if not path.startswith(".gitlab"):
        return set()
    users = _extended(root)
    return {id(job) for name, job in pairs(root) if name in _GLOBAL or (name.startswith(".") and name in users)}


def expanded(node: Any, root: Any, path: str) -> list[tuple[str, Any]]:
    """A mapping's pairs; a GitLab job's with what it extends and what the defaults give it."""
    own = pairs(node)
    if not path.startswith(".gitlab"):
        return own
    if node is root:
        return own
    told = dict(_inherited(node, dict(pairs(root))))
    if any(one in told for one in ("script", "trigger", "run")) and any(job is node for _, job in pairs(root)):
        for place in (root, entry(root, "default")):
            given = pairs(place)
            told = {**{key: value for key, value in given if key in ("before_script", "image", "services")}, **told}
    return list(told.items())


def _inherited(node: Any, jobs: dict[str, Any], deep: int = 10) -> list[tuple[str, Any]]:
    found: dict[str, Any] = {}
    for name in said(entry(node, "extends")).split()[:20] if deep else ():
        found.update(_inherited(jobs.get(name), jobs, deep - 1))
    return list({**found, **dict(pairs(node))}.items())


def _extended(root: Any) -> list[str]:
    names = [one for _, other in pairs(root) for one in said(entry(other, "extends")).split()]
    return names + [said(parts(one)[0]) for one in _references(root) if parts(one)]


def _references(root: Any, most: int = 5000) -> list[Any]:
    """The sequences of GitLab's own tag, which name a template and what to take of it."""
    found, waiting = [], [value for _, value in pairs(root)]
    while waiting and most:
        most -= 1
        node = waiting.pop()
        if getattr(node, "tag", "") == "!reference":
            found.append(node)
        elif node.id != "scalar":
            waiting += [value for _, value in pairs(node)] or parts(node)
    return found


def _needed(job: Any, root: Any, deep: int = 5) -> Iterator[set[str]]:
    """The conditions of each job that this one waits for: where that is skipped, this one is skipped, too."""
    jobs = dict(pairs(entry(root, "jobs")))
    for name in said(entry(job, "needs")).split()[:20] if deep else ():
        other = jobs.get(name)
        yield {f"needs {name}, {key}: {whole(value)}" for key, value in pairs(other) if key == "if"}
        yield from _needed(other, root, deep - 1)
