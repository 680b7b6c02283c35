"""When a file of a CI service runs at all: the events of a workflow, and what narrows them."""

from __future__ import annotations

from ledgergate.control.nodes import entry, pairs, parts, said, whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_EVENTS = ("pull_request", "push", "merge_group")
_DEFAULTS = ("main", "master", "trunk", "develop", "default", "$default-branch")
_TYPES = ("opened", "synchronize", "reopened")


def triggers(root: Any, path: str) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    """(what keeps a workflow from running at a change, the entries of lists that let it run)."""
    skips: set[str] = set()
    keeps: set[tuple[str, str]] = set()
    if "/actions/" in path:
        return frozenset([f"no workflow uses {path}"]), frozenset()
    on = entry(root, "on")
    if on is not None:
        _events(on, skips, keeps)
    for key in ("trigger", "pr", "branches", "when"):
        node = entry(root, key)
        if key == "when" and parts(node):
            events = {event for one in parts(node) for event in said(entry(one, "event")).split()}
            skips |= {"when: not on pull_request"} if events and "pull_request" not in events else set()
        elif said(node) in ("none", "false") or parts(node):
            skips.add(f"{key}: {whole(node)}")
        elif key != "branches" and node is not None and pairs(node):
            _branches(key, entry(node, "branches"), skips, keeps)
            if entry(node, "paths") is not None:
                skips.add(f"{key}.paths: {whole(entry(node, 'paths'))}")
    return frozenset(skips), frozenset(keeps)


def _events(on: Any, skips: set[str], keeps: set[tuple[str, str]]) -> None:
    events = {key for key, _ in pairs(on)} | set(said(on).split() if not pairs(on) else ())
    events |= {"pull_request"} if "pull_request_target" in events else set()
    skips |= {f"not on {one}" for one in _EVENTS if one not in events}
    for event, told in pairs(on):
        for key, value in pairs(told) if event in (*_EVENTS, "pull_request_target") else ():
            if key in ("paths", "paths-ignore"):
                skips.add(f"{event}.{key}: {whole(value)}")
            elif key == "branches":
                _branches(f"{event}.branches", value, skips, keeps)
            elif key == "branches-ignore":
                skips |= {f"{event}.{key}: {one}" for one in said(value).split()}
            elif key == "types" and event != "merge_group":
                skips |= {f"{event}.types without {one}" for one in _TYPES if one not in said(value).split()}


def _branches(name: str, node: Any, skips: set[str], keeps: set[tuple[str, str]]) -> None:
    """A list of branches: one may be added, none may go; the default branch may have another name."""
    if node is None:
        return
    names = said(entry(node, "include")).split() if pairs(node) else said(node).split()
    skips |= {f"{name}: {one}" for one in names if one.startswith("!")}
    skips |= {f"{name}: !{one}" for one in said(entry(node, "exclude")).split()}
    if any(one in ("*", "**") for one in names) and not any(one.startswith("!") for one in names):
        return
    skips.add(f"{name} are chosen")
    keeps |= {(f"{name} are chosen", "the default branch" if one in _DEFAULTS else one) for one in names}
