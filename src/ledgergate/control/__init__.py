"""What runs the gate: hook managers' files, CI services' workflows, and the shell lines in both."""

from __future__ import annotations

from ledgergate.expressions import expression

HOOKS = ".pre-commit-config.yaml"
_CI = expression(
    r"\.(?:github|gitea|forgejo)/(?:workflows/[^/]+|actions/.+)\.ya?ml|\.gitlab-ci\.yml|\.gitlab/.+\.ya?ml"
    r"|azure-pipelines\.ya?ml|bitbucket-pipelines\.yml|\.circleci/config\.yml|\.woodpecker(?:/.+)?\.ya?ml|\.drone\.yml"
    r"|\.buildkite/.+\.ya?ml"
)
_SCRIPTS = expression(r"Jenkinsfile|\.husky/.+|lefthook\.ya?ml|\.githooks/.+|Makefile|justfile|tox\.ini|noxfile\.py")


def may_be_control(path: str) -> bool:
    """A quick look: every file that can run the gate is hidden, or at the root."""
    return "/" not in path or path.startswith(".")


def is_control(path: str) -> bool:
    """Whether the file at the path can hold a step that runs the gate."""
    if not may_be_control(path):
        return False
    return path == HOOKS or _CI.fullmatch(path) is not None or _SCRIPTS.fullmatch(path) is not None
