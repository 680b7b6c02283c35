"""What runs the gate: hook managers' files, CI services' workflows, and the shell lines in both."""

from __future__ import annotations

from ledgergate.expressions import expression

# The hook runners' files; prek takes the first of these that lies there, pre-commit the YAML alone.
HOOKS = ("prek.toml", ".pre-commit-config.yaml", ".pre-commit-config.yml")
LEFTHOOK = (
    "lefthook.yml", "lefthook.yaml", ".lefthook.yml", ".lefthook.yaml",
    "lefthook-local.yml", "lefthook-local.yaml", ".lefthook-local.yml", ".lefthook-local.yaml",
)  # fmt: skip
_CI = expression(
    r"\.(?:github|gitea|forgejo)/(?:workflows/[^/]+|actions/.+)\.ya?ml|\.gitlab-ci\.ya?ml|\.gitlab/.+\.ya?ml"
    r"|\.?azure-pipelines\.ya?ml|\.(?:azure|azuredevops|azure-pipelines)/.+\.ya?ml|bitbucket-pipelines\.ya?ml"
    r"|\.circleci/config\.ya?ml|\.woodpecker(?:/.+)?\.ya?ml|\.drone\.ya?ml|\.travis\.ya?ml|\.buildkite/.+\.ya?ml"
)
_SCRIPTS = expression(r"Jenkinsfile|\.husky/.+|\.githooks/.+|(?:GNU)?[Mm]akefile|\.?justfile|tox\.ini|noxfile\.py")


def may_be_control(path: str) -> bool:
    """A quick look: every file that can run the gate is hidden, or at the root."""
    return "/" not in path or path.startswith(".")


def is_control(path: str) -> bool:
    """Whether the file at the path can hold a step that runs the gate."""
    if not may_be_control(path):
        return False
    if path in HOOKS or path in LEFTHOOK or (path.endswith((".yml", ".yaml")) and _CI.fullmatch(path) is not None):
        return True
    return _SCRIPTS.fullmatch(path) is not None


def is_hook(path: str) -> bool:
    """Whether the file runs at a person's commit or push, not at a service."""
    return path in HOOKS or path in LEFTHOOK or path.startswith((".husky/", ".githooks/"))


def companions(paths: list[str]) -> list[str]:
    """The control files among the paths, each with those that are read as one with it."""
    found = [one for one in paths if is_control(one)]
    for family in (HOOKS, LEFTHOOK):
        if any(one in family for one in found):
            found += family
    return list(dict.fromkeys(found))
