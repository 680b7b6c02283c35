"""The steps of a CI service's file that run the gate, with the conditions of all that they stand in."""

from __future__ import annotations

from ledgergate.control.gates import Gate
from ledgergate.control.nodes import entry, pairs, said, whole
from ledgergate.control.shell import of_script

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_SKIPS = ("if", "continue-on-error", "allow_failure", "when", "rules", "only", "except", "condition", "continueonerror",
          "enabled", "failure", "skip")  # fmt: skip
_OFF = ("--exit-zero", "--new-only", "--rule", "--ignore", "--policy", "--tree", "--staged", "--worktree", "--help")
_MOST = 200_000  # nodes of one file


def of_steps(root: Any, path: str, hooked: bool) -> Iterator[Gate]:
    """Every text of the file that runs the gate, or runs the hooks where the gate is one of them (`hooked`)."""
    waiting: list[tuple[Any, frozenset[str], bool]] = [(root, _triggers(root) | _shell(entry(root, "defaults")), False)]
    named = {id(node): _around(name, node, root, path) for name, node in _jobs(root)}
    seen = 0
    while waiting and seen < _MOST:
        node, skips, piped = waiting.pop()
        seen += 1
        skips |= named.get(id(node), frozenset())
        told = pairs(node)
        if told:
            skips |= {f"{key}: {whole(value)}" for key, value in told if key.lower() in _SKIPS} | _shell(node)
            piped = said(entry(node, "shell")) == "bash" if entry(node, "shell") is not None else piped
            waiting += [(value, skips, piped) for _, value in told]
            yield from _action(node, skips, hooked)
        elif node.id == "sequence":
            waiting += [(one, skips, piped) for one in node.value]
        elif node.id == "scalar" and ("ledgergate" in node.value or hooked):
            shift = node.style in ("|", ">")
            first = node.start_mark.line + 1 + shift
            yield from of_script(node.value, first, skips, hooked=hooked, script="step", piped=piped)


def _action(node: Any, skips: frozenset[str], hooked: bool) -> Iterator[Gate]:
    """A step that uses an action which is the gate, or which runs the hooks."""
    uses = said(entry(node, "uses")).partition("@")[0]
    if "ledgergate" in uses or (hooked and uses in ("pre-commit/action", "j178/prek-action")):
        given = whole(entry(node, "with"))
        off = {f"with {one}" for one in _OFF if one in given}
        yield Gate(f"the step {uses}", node.start_mark.line + 1, skips | off)


def _shell(node: Any) -> frozenset[str]:
    """What a mapping says that keeps a step's failure from being one: a shell of its own, hooks to leave out."""
    found = set()
    for told in (node, entry(node, "run")):
        shell = said(entry(told, "shell")) if getattr(told, "id", "") == "mapping" else ""
        if "{0}" in shell and " -e" not in shell:
            found.add(f"shell: {shell}")
    left_out = said(entry(entry(node, "env"), "SKIP")) or said(entry(entry(node, "variables"), "SKIP"))
    if left_out:
        found.add(f"SKIP: {left_out}")
    return frozenset(found)


def _jobs(root: Any) -> list[tuple[str, Any]]:
    """The jobs by name: below `jobs` (GitHub's kind), or at the top (GitLab's)."""
    return pairs(entry(root, "jobs")) or pairs(root)


def _around(name: str, job: Any, root: Any, path: str) -> frozenset[str]:
    """What keeps a job from running besides its own conditions: jobs that it needs, a name that makes it a template."""
    found = {one for needed in _needed(job, root) for one in needed}
    if path.startswith(".gitlab") and name.startswith("."):
        users = [one for _, other in pairs(root) for one in said(entry(other, "extends")).split()]
        found |= set() if name in users else {f"'{name}' is a template that no job extends"}
    return frozenset(found)


def _needed(job: Any, root: Any, deep: int = 5) -> Iterator[set[str]]:
    """The conditions of each job that this one waits for: where that is skipped, this one is skipped, too."""
    jobs = dict(pairs(entry(root, "jobs")))
    for name in said(entry(job, "needs")).split()[:20] if deep else ():
        other = jobs.get(name)
        yield {f"needs {name}, {key}: {whole(value)}" for key, value in pairs(other) if key == "if"}
        yield from _needed(other, root, deep - 1)


def _triggers(root: Any) -> frozenset[str]:
    """What narrows a GitHub-like workflow's events, and each event that it lacks of those that bring changes."""
    on = entry(root, "on")
    if on is None:
        return frozenset()
    events = {key for key, _ in pairs(on)} | set(said(on).split() if not pairs(on) else ())
    lacks = {f"not on {one}" for one in ("pull_request", "push", "merge_group") if one not in events}
    narrow = {
        f"{event}.{key}: {whole(value)}"
        for event, told in pairs(on)
        for key, value in pairs(told)
        if key in ("paths", "paths-ignore", "branches", "branches-ignore", "types")
    }
    return frozenset(lacks | narrow)
