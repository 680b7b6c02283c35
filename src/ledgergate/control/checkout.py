"""A step before the gate that is no script: an action, the checkout above all."""

from __future__ import annotations

from ledgergate.control.earlier import plain
from ledgergate.control.nodes import pairs, said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_ELSEWHERE = ("ref", "repository", "path", "sparse-checkout", "filter")
_OWN = ("github.head_ref", "head.sha", "head.ref", "github.sha", "github.ref")
_IGNORED = ("name", "id", "timeout-minutes", "displayname", "if", "continue-on-error")


def uses(told: dict[str, Any]) -> list[tuple[str, str]]:
    """One line for the step, and one for each thing that it says about what is checked out."""
    action = said(told.get("uses")) or said(told.get("checkout")) or said(told.get("task"))
    name = action.partition("@")[0]
    if not name:
        return [(f"step {key}: {plain(said(value))}", "") for key, value in told.items() if key not in _IGNORED][:20]
    given = dict(pairs(told.get("with"))) | {key: value for key, value in told.items() if key.lower() == "fetchdepth"}
    if name.rpartition("/")[2].lower() not in ("checkout", "self") and "checkout" not in name.lower():
        return [(f"uses {name}", "")]
    found = [(f"uses {name}", "")]
    for key, value in given.items():
        text = said(value)
        if key in _ELSEWHERE and text and not (key == "ref" and any(one in text for one in _OWN)):
            found.append((f"checkout {key}: {text}", "it checks out something else"))
    depth = said(given.get("fetch-depth", given.get("fetchDepth")))
    if depth == "1" or (not depth and name.startswith("actions/")):
        found.append(("checkout of one commit", "it leaves out the history"))
    return found
