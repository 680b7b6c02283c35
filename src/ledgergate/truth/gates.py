"""Where a tree runs this gate: hook entries of `.pre-commit-config.yaml`, steps of CI services' files."""

from __future__ import annotations

from ledgergate.expressions import expression
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

HOOKS = ".pre-commit-config.yaml"
_CI = expression(
    r"\.(?:github|gitea|forgejo)/(?:workflows|actions)/.+\.ya?ml|\.gitlab-ci\.yml|\.gitlab/.+\.ya?ml|azure-pipelines\.ya?ml"
    r"|bitbucket-pipelines\.yml|\.circleci/config\.yml|\.woodpecker(?:/.+)?\.ya?ml|\.drone\.yml|\.buildkite/.+\.ya?ml"
)
_SCRIPTS = expression(r"Jenkinsfile|\.husky/.+|lefthook\.ya?ml|\.githooks/.+|Makefile|justfile|tox\.ini|noxfile\.py")
_DUTIES = ("read-only-posture", "candidate-buckets", "report-drift", "docs-commit")
# How the gate's own command begins a step of a shell line.
_RUNS = expression(
    r"(?:^|[;&|(]|\b(?:run|exec|sudo|time|uvx|uv run|pipx run|poetry run|python3? -I?m|-m)\s)\s*(?:\w+=\S*\s+)*"
    r"(?:[\w./-]*/)?ledgergate(?:-[a-z-]+)?(?=\s|$|;|&|\||\))"
)
_HOLLOW = expression(r"\|\||;\s*(?:true|:|exit 0)\b|--exit-zero|--rule\b|--ignore\b|--policy\b|--tree\b|\bset \+e\b")
_SKIPS = ("if", "continue-on-error", "allow_failure", "when", "rules", "only", "except", "condition", "continueonerror",
          "enabled", "failure", "skip")  # fmt: skip
_MOST = 200_000  # nodes of one file


class Gate(Value):
    """One place that runs the gate: what it is, at which line, and what may keep it from running or from refusing."""

    name: str
    line: int
    skips: frozenset[str] = frozenset()


def is_control(path: str) -> bool:
    """Whether the file at the path can hold a step that runs the gate."""
    if "/" in path and not path.startswith("."):
        return False  # all of them are hidden, or at the root
    return path == HOOKS or _CI.fullmatch(path) is not None or _SCRIPTS.fullmatch(path) is not None


def gates(path: str, content: bytes) -> list[Gate]:
    """The gates of one file. A file that cannot be read runs none."""
    if b"ledgergate" not in content and path != HOOKS:
        return []
    if not path.endswith((".yml", ".yaml")):
        return list(_of_script(content.decode("utf-8", "replace"), 1, frozenset()))
    root = _composed(content)
    if root is None:
        return []
    return list(_of_hooks(root) if path == HOOKS else _of_steps(root))


def _composed(content: bytes) -> Any:
    import yaml

    try:
        return yaml.compose(content.decode("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, ValueError, RecursionError):
        return None


def _pairs(node: Any) -> list[tuple[str, Any]]:
    """(key, node) of a mapping, none of anything else."""
    if getattr(node, "id", "") != "mapping":
        return []
    return [(str(key.value), value) for key, value in node.value if key.id == "scalar"]


def _entry(node: Any, name: str) -> Any:
    return next((value for key, value in _pairs(node) if key == name), None)


def _parts(node: Any) -> list[Any]:
    return list(node.value) if getattr(node, "id", "") == "sequence" else []


def _said(node: Any) -> str:
    """A scalar's text, a sequence's texts joined."""
    if getattr(node, "id", "") == "scalar":
        return str(node.value)
    return " ".join(_said(one) for one in _parts(node))


def _of_hooks(root: Any) -> Iterator[Gate]:
    everywhere = frozenset(
        f"{key}: {_said(value)}" for key, value in _pairs(root) if key in ("default_stages", "files", "exclude")
    )
    skipped = _said(_entry(_entry(root, "ci"), "skip")).split()
    for repo in _parts(_entry(root, "repos")):
        source = _said(_entry(repo, "repo"))
        for hook in _parts(_entry(repo, "hooks")):
            told = dict(_pairs(hook))
            name, entry = _said(told.get("id")), _said(told.get("entry"))
            if name != "ledgergate" and "ledgergate" not in entry and not (name in _DUTIES and "ledgergate" in source):
                continue
            skips = {f"{key}: {_said(told[key])}" for key in _HOOK_KEYS if key in told}
            skips |= {f"ci.skip: {name}"} if name in skipped else set()
            yield Gate(f"the hook '{name}' of {source}", hook.start_mark.line + 1, everywhere | skips)


_HOOK_KEYS = ("exclude", "files", "stages", "types", "types_or", "always_run", "entry", "language", "args")


def _of_steps(root: Any) -> Iterator[Gate]:
    """Every text of the file that runs the gate, with the conditions of all that it stands in."""
    waiting: list[tuple[Any, frozenset[str]]] = [(root, _triggers(root))]
    seen = 0
    while waiting and seen < _MOST:
        node, skips = waiting.pop()
        seen += 1
        pairs = _pairs(node)
        if pairs:
            skips |= {f"{key}: {_whole(value)}" for key, value in pairs if key.lower() in _SKIPS}
            waiting += [(value, skips) for _, value in pairs]
            uses = _said(_entry(node, "uses"))
            if "ledgergate" in uses:
                yield Gate(f"the step {uses.partition('@')[0]}", node.start_mark.line + 1, skips)
        elif node.id == "sequence":
            waiting += [(one, skips) for one in node.value]
        elif node.id == "scalar" and "ledgergate" in node.value:
            shift = node.style in ("|", ">")
            yield from _of_script(node.value, node.start_mark.line + 1 + shift, skips)


def _triggers(root: Any) -> frozenset[str]:
    """What narrows a GitHub-like workflow's events, and each event that it lacks of those that bring changes."""
    on = _entry(root, "on")
    if on is None:
        return frozenset()
    events = {key for key, _ in _pairs(on)} | set(_said(on).split() if not _pairs(on) else ())
    lacks = {f"not on {one}" for one in ("pull_request", "push", "merge_group") if one not in events}
    narrow = {
        f"{event}.{key}: {_whole(value)}"
        for event, told in _pairs(on)
        for key, value in _pairs(told)
        if key in ("paths", "paths-ignore", "branches", "branches-ignore", "types")
    }
    return frozenset(lacks | narrow)


def _whole(node: Any) -> str:
    pairs = _pairs(node)
    return ", ".join(f"{key}={_whole(value)}" for key, value in pairs[:20]) if pairs else _said(node)[:200]


def _of_script(text: str, first: int, skips: frozenset[str]) -> Iterator[Gate]:
    for number, line in enumerate(text.splitlines(), first):
        bare = line.split(" #")[0].strip()
        found = None if bare.startswith("#") or len(bare) > 2000 else _RUNS.search(bare)
        if found is not None:
            hollow = {f"'{one}'" for one in _HOLLOW.findall(bare)}
            yield Gate("the step that runs ledgergate", number, skips | hollow)
