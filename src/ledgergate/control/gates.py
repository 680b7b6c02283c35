"""Where a tree runs this gate: hook entries of `.pre-commit-config.yaml`, steps of CI services' files, scripts."""

from __future__ import annotations

from ledgergate.expressions import expression
from ledgergate.value import Value

HOOKS = ".pre-commit-config.yaml"
DUTIES = ("read-only-posture", "candidate-buckets", "report-drift", "docs-commit")
_CI = expression(
    r"\.(?:github|gitea|forgejo)/(?:workflows/[^/]+|actions/.+)\.ya?ml|\.gitlab-ci\.yml|\.gitlab/.+\.ya?ml"
    r"|azure-pipelines\.ya?ml|bitbucket-pipelines\.yml|\.circleci/config\.yml|\.woodpecker(?:/.+)?\.ya?ml|\.drone\.yml"
    r"|\.buildkite/.+\.ya?ml"
)
_SCRIPTS = expression(r"Jenkinsfile|\.husky/.+|lefthook\.ya?ml|\.githooks/.+|Makefile|justfile|tox\.ini|noxfile\.py")
_RUNNERS = (b"pre-commit", b"prek")


class Gate(Value):
    """One place that runs the gate: what it is, at which line, and what may keep it from running or from refusing."""

    name: str
    line: int
    skips: frozenset[str] = frozenset()


def is_control(path: str) -> bool:
    """Whether the file at the path can hold a step that runs the gate: all of them are hidden, or at the root."""
    if "/" in path and not path.startswith("."):
        return False
    return path == HOOKS or _CI.fullmatch(path) is not None or _SCRIPTS.fullmatch(path) is not None


def gates(path: str, content: bytes, *, executable: bool = True, hooked: bool = False) -> list[Gate]:
    """The gates of one file; one that cannot be read runs none. `hooked`: the gate is among pre-commit's hooks."""
    if b"ledgergate" not in content and path != HOOKS and not (hooked and any(one in content for one in _RUNNERS)):
        return []
    if path.endswith((".yml", ".yaml")):
        from ledgergate.control.nodes import composed

        root = composed(content)
        if root is None:
            return []
        if path == HOOKS:
            from ledgergate.control.hooks import of_hooks

            return list(of_hooks(root, DUTIES))
        from ledgergate.control.steps import of_steps

        return list(of_steps(root, path, hooked))
    from ledgergate.control.shell import of_script

    skips = frozenset() if executable or not path.startswith(".githooks/") else frozenset(["it is not executable"])
    return list(of_script(content.decode("utf-8", "replace"), 1, skips, hooked=hooked, script=path))
