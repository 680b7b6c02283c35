"""The gate among the hooks of `.pre-commit-config.yaml` and of `prek.toml`."""

from __future__ import annotations

import re

from ledgergate.control.gates import DUTIES, Gate
from ledgergate.control.nodes import entry, pairs, parts, said
from ledgergate.control.words import weighed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_NARROWS = ("exclude", "files", "types", "types_or", "exclude_types")
_HARMLESS = ("id", "name", "alias", "description", "verbose", "log_file", "require_serial", "fail_fast", "language",
             "language_version", "additional_dependencies", "minimum_pre_commit_version", "pass_filenames", "stages",
             "always_run", "entry", "args", "priority")  # fmt: skip
_OLD = {"commit": "pre-commit", "push": "pre-push", "merge-commit": "pre-merge-commit"}  # older names of stages
_CALL = re.compile(r"(?:^|[\s/&;])(?:ledgergate(?:-[\w-]+)?)(?=\s|$)")


def of_hooks(root: Any) -> Iterator[Gate]:
    """Every hook entry that is ours, with all that narrows when it runs and how it answers."""
    everywhere = {
        f"{key}: {said(value)}"
        for key, value in pairs(root)
        if (key == "exclude" and _is_all(said(value))) or (key == "files" and not _is_all(said(value)))
    }
    skipped = said(entry(entry(root, "ci"), "skip")).split()
    for repo in parts(entry(root, "repos")):
        source = said(entry(repo, "repo"))
        for hook in parts(entry(repo, "hooks")):
            told = dict(pairs(hook))
            name, command = said(told.get("id")), said(told.get("entry"))
            if name != "ledgergate" and "ledgergate" not in command and not (name in DUTIES and "ledgergate" in source):
                continue
            own, given = _own(told, source, name)
            own |= _stages(root, told, source, name)
            own |= {f"ci.skip: {name}"} if name in skipped else set()
            yield Gate(
                f"the hook '{name}' of {source}",
                hook.start_mark.line + 1,
                frozenset(everywhere | own),
                frozenset(given),
                duty=_duty(name, command),
            )


def _own(told: dict[str, Any], source: str, name: str) -> tuple[set[str], set[str]]:
    """(what narrows the hook or takes its answer away, what else it says that is not known to be harmless)."""
    skips = {f"{key}: {said(told[key])}" for key in _NARROWS if key in told}
    skips |= {"always_run: false"} if said(told.get("always_run")).lower() == "false" else set()
    command, words = said(told.get("entry")), said(told.get("args"))
    call = _CALL.search(command)
    given = {f"{key}: {said(value)}" for key, value in told.items() if key not in _HARMLESS and key not in _NARROWS}
    if "entry" in told and (call is None or re.search(r"\|\||[;|&]|^\s*(?:true|echo|:)\b", command)):
        skips.add(f"entry: {command}")
    hollow, unknown = weighed(f"{command[call.end() :] if call is not None else ''} {words}")
    skips |= {f"args: {one}" for one in hollow}
    given |= {f"args: {one}" for one in unknown}
    given |= {f"repo: {_address(source)}"} if source not in ("local", "meta") else set()
    if source != "local" and said(told.get("language")) not in ("", "python"):
        given.add(f"language: {said(told.get('language'))}")
    return skips, given


def _stages(root: Any, told: dict[str, Any], source: str, name: str) -> set[str]:
    """The stages of the gate at which it does not run: those that the hook leaves out, or that nobody installs."""
    usual = {"commit-msg"} if name == "docs-commit" else {"pre-commit", "pre-merge-commit", "pre-push"}
    given = told.get("stages")
    default = _names(entry(root, "default_stages"))
    if given is not None:
        runs = _names(given)
    elif default and (source == "local" or not default & usual):
        runs = default
    else:
        runs = usual
    said_installed = entry(root, "default_install_hook_types")
    installed = _names(said_installed) if said_installed is not None else {"pre-commit"}
    wanted = {"commit-msg"} if name == "docs-commit" else {"pre-commit", "pre-push"}
    key = "stages" if given is not None else "default_stages"
    found = {f"{key}: {' '.join(sorted(runs))}"} if not runs & usual else set()
    found |= {f"not at {one}" for one in usual - runs if runs & usual and one != "pre-merge-commit"}
    return found | {f"no clone installs it at {one}" for one in wanted & runs if one not in installed}


def _names(node: Any) -> set[str]:
    return {_OLD.get(one, one) for one in said(node).split()}


def _address(source: str) -> str:
    """A repository's address whichever way it is reached."""
    return (
        re.sub(r"^(?:\w+://)?(?:[\w.-]+@)?", "", source)
        .replace(":", "/")
        .removesuffix("/")
        .removesuffix(".git")
        .lower()
    )


def _duty(name: str, command: str) -> str:
    for one in DUTIES:
        if name == one or f"ledgergate-{one}" in command:
            return one
    return ""


def _is_all(pattern: str) -> bool:
    """Whether a pattern of paths takes in everything, as far as a few paths tell."""
    try:
        return all(re.search(pattern, path) for path in ("a", "docs/b.md", "ledgergate.toml"))
    except (re.error, RecursionError, OverflowError):
        return False
