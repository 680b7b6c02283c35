"""The steps of a CI service's file that run the gate, with all that the step, its job and the file say about it."""

from __future__ import annotations

from ledgergate.control import LEFTHOOK, is_hook
from ledgergate.control.earlier import lines_of
from ledgergate.control.gates import Gate
from ledgergate.control.jobs import around, expanded, templates
from ledgergate.control.nodes import entry, pairs, said
from ledgergate.control.said import facts
from ledgergate.control.shell import Around, of_script
from ledgergate.control.triggers import triggers
from ledgergate.control.words import flat, weighed
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

_MOST = 200_000  # nodes of one file
_SELDOM = ("custom", "tags", "post-commit", "post-checkout", "post-merge", "prepare-commit-msg", "post-rewrite")
_GATES = 1000
_EARLIER = 500  # lines before the gate
_SEPARATE = (".github/", ".gitea/", ".forgejo/", "azure", ".azure", ".circleci/")  # each step has a shell of its own
_BESIDE = ("before_script", "before_install", "install", "script", "after_script", "steps", "commands")


class _State(Value):
    """A node that waits to be walked, and what it stands in."""

    node: object
    skips: frozenset[str] = frozenset()
    around: Around = Around()
    piped: bool = False


def of_steps(
    root: Any, path: str, hooked: bool, called: Callable[[str], list[Gate]] = lambda path: []
) -> Iterator[Gate]:
    """Every text of the file that runs the gate, or runs the hooks where the gate is one of them (`hooked`).

    `called` gives the gates of another file of the tree, which a job or a step uses.
    """
    narrow, keeps = triggers(root, path)
    waiting = [_State(root, narrow, Around(keeps=keeps))]
    named = around(root, path)
    idle = templates(root, path)
    script = "hook" if is_hook(path) else "step"
    seen = found = 0
    while waiting and seen < _MOST and found < _GATES:
        state = waiting.pop()
        node: Any = state.node
        seen += 1
        if id(node) in idle:
            continue
        if getattr(node, "id", "") == "mapping":
            inner = expanded(node, root, path)
            skips, given, keeps = facts(inner, node is root)
            state = _within(state, skips | named.get(id(node), frozenset()), given, keeps)
            piped = entry(node, "shell") is not None
            state = state.but(piped=said(entry(node, "shell")) == "bash") if piped else state
            for one in _action(node, state, hooked, called):
                found += 1
                yield one
            waiting += _parts_of(inner, state, path)
        elif node.id == "sequence":
            waiting += _in_turn(node, state, path)
        elif node.id == "scalar" and ("ledgergate" in node.value or hooked):
            first = node.start_mark.line + 1 + (node.style in ("|", ">"))
            for one in of_script(
                node.value, first, state.skips, hooked=hooked, script=script, piped=state.piped, around=state.around
            ):
                found += 1
                yield one


def _within(state: _State, skips: frozenset[str], given: frozenset[str], keeps: frozenset[tuple[str, str]]) -> _State:
    made = Around(state.around.given | given, state.around.keeps | keeps, state.around.earlier)
    return state.but(skips=state.skips | skips, around=made)


def _parts_of(inner: list[tuple[str, Any]], state: _State, path: str) -> Iterator[_State]:
    """What a mapping holds; what its `before_script` runs comes before its `script`."""
    earlier = state.around.earlier
    told = dict(inner)
    for key in _BESIDE[:3]:
        if key in told:
            yield state.but(node=told[key], around=state.around.but(earlier=earlier))
            earlier += tuple(_lines(told[key], path))
    for key, value in inner:
        if key not in _BESIDE[:3]:
            after = key in ("script", "commands")
            for one in _sections(key, value, state, path):
                yield one.but(around=one.around.but(earlier=earlier)) if after else one


def _sections(key: str, value: Any, state: _State, path: str) -> Iterator[_State]:
    """A value with what its key says of when it runs: by hand, at another moment, for some branches."""
    told = state.skips
    if key in _SELDOM and (path in LEFTHOOK or path.startswith("bitbucket")):
        told |= {f"it stands under '{key}'"}
    if key in ("pull-requests", "branches") and path.startswith("bitbucket"):
        for name, one in pairs(value):
            only = set() if name == "**" else {f"only for '{name}'"}
            yield state.but(node=one, skips=told | only)
    else:
        yield state.but(node=value, skips=told)


def _in_turn(node: Any, state: _State, path: str) -> Iterator[_State]:
    earlier = state.around.earlier
    for one in node.value:
        yield state.but(node=one, around=state.around.but(earlier=earlier))
        if len(earlier) < _EARLIER and one.id != "sequence":
            earlier += tuple(_lines(one, path))


def _lines(node: Any, path: str, deep: int = 3) -> list[tuple[str, str]]:
    """The lines of a step, or of a list of them, that stands before the gate."""
    kind = "" if path.startswith(_SEPARATE) else "shell"
    if node.id == "scalar":
        return lines_of(flat(node.value), kind)
    if node.id == "sequence":
        return [line for one in node.value[:50] for line in _lines(one, path, deep - 1)] if deep else []
    from ledgergate.control.checkout import uses

    told = dict(pairs(node))
    for key in ("run", "script", "bash", "command", "commands", "sh", "pwsh", "powershell"):
        if key in told and told[key].id != "mapping":
            return _lines(told[key], path, deep - 1) if deep else []
    return uses(told)


def _action(node: Any, state: _State, hooked: bool, called: Callable[[str], list[Gate]]) -> Iterator[Gate]:
    """A step that uses an action which is the gate, or which runs the hooks, or another file that holds it."""
    uses = said(entry(node, "uses")).partition("@")[0] if entry(node, "uses") is not None else ""
    if not uses:
        return
    line = node.start_mark.line + 1
    seen = state.around
    if uses.startswith("./"):
        for one in called(uses[2:]):
            yield one.but(
                line=line,
                skips=one.skips | state.skips,
                given=one.given | seen.given,
                keeps=one.keeps | seen.keeps,
                earlier=seen.earlier + one.earlier,
            )
    elif "ledgergate" in uses or (hooked and uses in ("pre-commit/action", "j178/prek-action")):
        told = dict(pairs(entry(node, "with")))
        words = " ".join(said(told[key]) for key in ("args", "extra_args", "extra-args") if key in told)
        hollow, unknown = weighed(flat(words))
        hollow |= {"'--staged'"} if "--staged" in words else set()
        yield Gate(
            f"the step {uses}",
            line,
            state.skips | {f"with {one}".replace("'", "") for one in hollow},
            seen.given | {f"with {one}" for one in unknown},
            seen.keeps,
            seen.earlier,
        )
