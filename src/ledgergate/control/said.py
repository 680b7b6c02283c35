"""What a mapping of a CI service's file says about the steps in it, sorted by what it can do to the gate."""

from __future__ import annotations

import re

from ledgergate.control.earlier import is_read
from ledgergate.control.nodes import entry, pairs, parts, said, whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

Facts = tuple[frozenset[str], frozenset[str], frozenset[tuple[str, str]]]

_CONDITIONS = ("if", "continue-on-error", "allow_failure", "when", "only", "except", "condition", "continueonerror",
               "enabled", "failure", "skip", "glob", "exclude", "files", "file_types", "exclude_tags",
               "ignore_failure", "soft_fail", "failfast")  # fmt: skip
# A condition of these values is none: the step runs where it ran, or more often.
_ALWAYS = re.compile(
    r"(?:\$\{\{)?\s*(?:always\(\)|!\s*cancelled\(\)|success\(\)|succeeded\(\)|not\(canceled\(\)\)|succeededorfailed\(\)"
    r"|always|on_success|true)\s*(?:\}\})?",
    re.IGNORECASE,
)
_NEVERS = ("continue-on-error", "allow_failure", "continueonerror", "skip", "ignore_failure", "soft_fail")
_RUNS = ("steps", "script", "commands", "run", "uses", "bash", "pwsh", "powershell", "command", "jobs")
_ENVIRONMENTS = ("env", "variables", "environment")
# Keys of a job or a step that say how, not whether: names, machines, times, stores, what comes of it.
_WORDS = (
    "name id key label displayname display_name run-name timeout-minutes timeoutinminutes timeout runs-on pool "
    "image container services concurrency strategy matrix permissions outputs environment needs with secrets "
    "artifacts cache caches tags interruptible retry coverage stage stages dependencies dependson workspace "
    "machine docker resource_class executor parameters parallelism definitions clone size max-time oidc trigger "
    "after-script after_script on pages resource_group release variables env defaults default include extends "
    "before_script before_install install script steps commands run uses bash pwsh powershell command jobs job "
    "shell working-directory workingdirectory platform labels depends_on volumes os dist language python sudo git "
    "addons branches notifications version orbs workflows executors pipelines pr schedules resources lockbehavior "
    "target snapshot priority parallel piped follow fail_text stage_fixed interactive use_stdin output colors "
    "min_version no_tty agents plugins artifact_paths group runner kind type node pull privileged user entrypoint "
    "depth inputs using runs hooks canceltimeoutinminutes cancel_timeout inherit workflow rules identifier "
    "description author true persist-credentials pull_policy manual_confirmation start_in id_tokens allow_failure "
    "fail-fast max-parallel checkout fetchdepth task "
)
_HARMLESS = frozenset(_WORDS.split())


def facts(told: list[tuple[str, Any]], is_root: bool) -> Facts:
    """(what takes the gate's answer away, what else is not known to be harmless, lists that let it run)."""
    skips: set[str] = set()
    given: set[str] = set()
    keeps: set[tuple[str, str]] = set()
    keys = {key.lower() for key, _ in told}
    runs = not is_root and any(one in keys for one in _RUNS)
    for key, value in told:
        low = key.lower()
        if low in _CONDITIONS and not _is_idle(low, value):
            skips.add(f"{key}: {whole(value)}")
        elif low in ("rules", "workflow"):
            _rules(key, entry(value, "rules") if low == "workflow" else value, skips, keeps)
        elif low in _ENVIRONMENTS:
            given |= _environment(value, skips)
        elif low in ("working-directory", "workingdirectory", "root", "cwd"):
            if re.search(r"\.\.|[$~]|^/", said(value)):
                given.add(f"{key}: {whole(value)}")
        elif low == "defaults":
            skips |= _shell(value)
        elif runs and low not in _HARMLESS and low not in _CONDITIONS and not key.startswith("."):
            given.add(f"{key}: {whole(value)}" if _is_plain(value) else f"{key}")
    shell = _shell_of(dict(told).get("shell"))
    return frozenset(skips | shell), frozenset(given), frozenset(keeps)


def _is_plain(node: Any) -> bool:
    return getattr(node, "id", "") == "scalar"


def _is_idle(key: str, value: Any) -> bool:
    """Whether a condition holds the step back nowhere."""
    text = said(value).strip()
    if key in _NEVERS:
        return text.lower() in ("false", "no", "off") or (not text and not pairs(value))
    return _ALWAYS.fullmatch(text) is not None


def _rules(key: str, value: Any, skips: set[str], keeps: set[tuple[str, str]]) -> None:
    """GitLab's rules: one that lets the job run may be added, none of them may go."""
    if not parts(value):
        return
    skips.add(f"{key} say when it runs")
    for one in parts(value):
        text = whole(one)
        told = dict(pairs(one))
        if said(told.get("when")) in ("never", "manual", "delayed") or said(told.get("allow_failure")) == "true":
            skips.add(f"{key}: {text}")
        else:
            keeps.add((key, text))


def _environment(node: Any, skips: set[str]) -> set[str]:
    """Variables that the shell, git, Python or the gate read, or a runner that skips by them."""
    found = set()
    for name, value in pairs(node):
        text = said(value) or said(entry(value, "value"))
        if name == "SKIP" and text:
            skips.add(f"SKIP: {text}")
        elif name == "GIT_STRATEGY" and text in ("clone", "fetch"):
            continue
        elif is_read(name):
            found.add(f"{name}: {text[:200]}")
    return found


def _shell(node: Any) -> frozenset[str]:
    return _shell_of(entry(entry(node, "run"), "shell")) | _shell_of(entry(node, "shell"))


def _shell_of(node: Any) -> frozenset[str]:
    """A shell of the step's own that does not stop at a failure, or that is none."""
    text = said(node) if getattr(node, "id", "") in ("scalar", "sequence") else ""
    known = re.match(r"(?:/usr/bin/env +|/(?:usr/)?bin/)?(?:ba|da|z|k|a)?sh\b", text) is not None
    if "{0}" in text and not (known and re.search(r" -\w*e|errexit", text)) and not text.startswith(("pwsh", "python")):
        return frozenset([f"shell: {text}"])
    if text and "{0}" not in text and not (known or text.split()[0] in ("pwsh", "powershell", "cmd", "python")):
        return frozenset([f"shell: {text}"])
    return frozenset()
