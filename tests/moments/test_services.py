"""What each CI service says, variable by variable: which one runs, what it builds, and where a request goes."""

from __future__ import annotations

import pytest

from ledgergate.moments.services import OTHER_CI, SERVICES, Service, branch_name, is_tag, service, target

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

CHECKOUT = "Give the checkout step its history: fetch-depth: 0 (for a pull request 2 is enough)"
GITHUB: dict[str, Any] = {
    "cure": CHECKOUT, "targets": "GITHUB_BASE_REF", "branches": "GITHUB_HEAD_REF GITHUB_REF_NAME",
    "merge_ref": "GITHUB_REF", "merge_oid": "GITHUB_SHA", "tag": "GITHUB_REF", "event": "GITHUB_EVENT_PATH",
}  # fmt: skip
# A service and its sign -> the variables that its pages name for each thing; those of several in one text.
TOLD: dict[tuple[str, str], dict[str, Any]] = {
    ("Forgejo", "FORGEJO_ACTIONS"): GITHUB,
    ("Gitea", "GITEA_ACTIONS"): GITHUB,
    ("GitHub", "GITHUB_ACTIONS"): GITHUB,
    ("GitLab", "GITLAB_CI"): {
        "cure": "Give the job its history, variables: {GIT_DEPTH: 0}", "oids": "CI_MERGE_REQUEST_DIFF_BASE_SHA",
        "fetched": "CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "befores": "CI_COMMIT_BEFORE_SHA",
        "default": "CI_DEFAULT_BRANCH", "result": "CI_MERGE_REQUEST_EVENT_TYPE",
        "results": "merged_result merge_train", "tips": "CI_MERGE_REQUEST_TARGET_BRANCH_SHA", "tag": "CI_COMMIT_TAG",
        "branches": "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME CI_COMMIT_BRANCH",
    },
    ("Azure Pipelines", "TF_BUILD"): {
        "cure": "Give the checkout step its history: fetchDepth: 0", "targets": "SYSTEM_PULLREQUEST_TARGETBRANCH",
        "branches": "SYSTEM_PULLREQUEST_SOURCEBRANCH BUILD_SOURCEBRANCH", "tag": "BUILD_SOURCEBRANCH",
        "merge_ref": "BUILD_SOURCEBRANCH", "merge_oid": "BUILD_SOURCEVERSION",
    },
    ("Bitbucket", "BITBUCKET_BUILD_NUMBER"): {
        "cure": "Give the step its history, clone: {depth: full}, and fetch the destination branch",
        "targets": "BITBUCKET_PR_DESTINATION_BRANCH", "tag": "BITBUCKET_TAG", "branches": "BITBUCKET_BRANCH",
    },
    ("Jenkins", "JENKINS_URL"): {
        "cure": "Turn the shallow clone off in the job's clone options, and let its refspec fetch the target branch",
        "targets": "CHANGE_TARGET", "befores": "GIT_PREVIOUS_SUCCESSFUL_COMMIT GIT_PREVIOUS_COMMIT",
        "tag": "TAG_NAME", "branches": "CHANGE_BRANCH BRANCH_NAME",
    },
    ("Buildkite", "BUILDKITE"): {
        "cure": "Fetch the history: take --depth out of BUILDKITE_GIT_CLONE_FLAGS, or git fetch --unshallow",
        "targets": "BUILDKITE_PULL_REQUEST_BASE_BRANCH", "default": "BUILDKITE_PIPELINE_DEFAULT_BRANCH",
        "tag": "BUILDKITE_TAG", "branches": "BUILDKITE_BRANCH",
    },
    ("Woodpecker", "CI"): {
        "cure": "Give the clone step its history, settings: {partial: false, depth: 0}", "value": "woodpecker",
        "targets": "CI_COMMIT_TARGET_BRANCH", "befores": "CI_PREV_COMMIT_SHA", "default": "CI_REPO_DEFAULT_BRANCH",
        "tag": "CI_COMMIT_TAG", "branches": "CI_COMMIT_SOURCE_BRANCH CI_COMMIT_BRANCH",
        "request": "CI_COMMIT_PULL_REQUEST",
    },
    ("Drone", "DRONE"): {
        "cure": "Give the clone step its history, clone: {depth: 0}", "targets": "DRONE_TARGET_BRANCH",
        "befores": "DRONE_COMMIT_BEFORE", "default": "DRONE_REPO_BRANCH", "tag": "DRONE_TAG",
        "branches": "DRONE_SOURCE_BRANCH DRONE_BRANCH", "request": "DRONE_PULL_REQUEST",
    },
}  # fmt: skip
SEVERAL = ("targets", "oids", "befores", "results", "tips", "branches")
ONE = ("value", "fetched", "default", "result", "tag", "merge_ref", "merge_oid", "event", "request", "cure")


def test_every_service_names_these_variables_and_no_others() -> None:
    assert [(one.name, one.sign) for one in SERVICES] == list(TOLD)
    for one in SERVICES:
        told = TOLD[one.name, one.sign]
        wanted = {name: tuple(told.get(name, "").split()) for name in SEVERAL}
        assert {name: getattr(one, name) for name in SEVERAL} == wanted
        assert {name: getattr(one, name) for name in ONE} == {name: told.get(name, "") for name in ONE}
    assert OTHER_CI == "Fetch the whole history in this job and give the base: ledgergate check --base origin/main"


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ({}, ""), ({"CI": "true"}, ""), ({"CI": "woodpecker"}, "Woodpecker"), ({"CI": "Woodpecker"}, ""),
        ({"GITHUB_ACTIONS": "true"}, "GitHub"), ({"GITHUB_ACTIONS": "false"}, ""), ({"GITHUB_ACTIONS": "FALSE"}, ""),
        ({"GITHUB_ACTIONS": ""}, ""), ({"GITHUB_ACTIONS": "true", "GITEA_ACTIONS": "true"}, "Gitea"),
        ({"GITEA_ACTIONS": "true", "FORGEJO_ACTIONS": "true"}, "Forgejo"), ({"JENKINS_URL": "http://x"}, "Jenkins"),
        ({"GITLAB_CI": "false", "DRONE": "true"}, "Drone"), ({"TF_BUILD": "True"}, "Azure Pipelines"),
        ({"BITBUCKET_BUILD_NUMBER": "1"}, "Bitbucket"), ({"BUILDKITE": "true"}, "Buildkite"),
    ],
)  # fmt: skip
def test_which_service_runs(told: dict[str, str], name: str) -> None:
    found = service(told)
    assert (found.name if found is not None else "") == name


def named(name: str) -> Service:
    return next(one for one in SERVICES if one.name == name)


@pytest.mark.parametrize(
    ("name", "told", "found"),
    [
        ("GitHub", {"GITHUB_BASE_REF": "main"}, ("GITHUB_BASE_REF", "main")),
        ("GitHub", {"GITHUB_BASE_REF": ""}, ("", "")),
        ("GitHub", {}, ("", "")),
        ("Azure Pipelines", {"SYSTEM_PULLREQUEST_TARGETBRANCH": "refs/heads/a/refs/heads/b"},
         ("SYSTEM_PULLREQUEST_TARGETBRANCH", "a/refs/heads/b")),
        ("Drone", {"DRONE_TARGET_BRANCH": "main"}, ("", "")),
        ("Drone", {"DRONE_TARGET_BRANCH": "main", "DRONE_PULL_REQUEST": ""}, ("", "")),
        ("Drone", {"DRONE_TARGET_BRANCH": "main", "DRONE_PULL_REQUEST": "1"}, ("DRONE_TARGET_BRANCH", "main")),
        ("Drone", {"DRONE_PULL_REQUEST": "1"}, ("", "")),
        ("GitLab", {"CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"}, ("", "")),
    ],
)  # fmt: skip
def test_where_a_request_goes(name: str, told: dict[str, str], found: tuple[str, str]) -> None:
    assert target(named(name), told) == found


@pytest.mark.parametrize(
    ("name", "said", "tag"),
    [
        ("GitHub", "refs/tags/v1", True), ("GitHub", "refs/heads/v1", False), ("GitHub", "refs/pull/1/merge", False),
        ("GitHub", "", False), ("GitLab", "v1", True), ("GitLab", "", False), ("Jenkins", "refs/tags/v1", True),
        ("Jenkins", "v1/refs/", True), ("Jenkins", "refs/", False),
    ],
)  # fmt: skip
def test_whether_a_tag_is_built(name: str, said: str, tag: bool) -> None:
    assert is_tag(named(name), {named(name).tag: said}) is tag
    assert is_tag(named(name), {}) is False


ACTIONS = {"GITHUB_ACTIONS": "true"}
AZURE = {"TF_BUILD": "True"}


@pytest.mark.parametrize(
    ("told", "branch"),
    [
        ({}, ""), ({"BRANCH_NAME": "a"}, ""), ({"GITHUB_REF_NAME": "a"}, ""),
        (ACTIONS | {"GITHUB_REF_NAME": "a"}, "a"), (ACTIONS | {"GITHUB_REF_NAME": "refs/heads/a"}, "a"),
        (ACTIONS | {"GITHUB_HEAD_REF": "b", "GITHUB_REF_NAME": "1/merge"}, "b"),
        (ACTIONS | {"GITHUB_HEAD_REF": "", "GITHUB_REF_NAME": "a"}, "a"),
        (ACTIONS | {"GITHUB_REF_NAME": "1/merge"}, ""),
        (ACTIONS | {"GITHUB_REF_NAME": "x/merge"}, "x/merge"), (ACTIONS | {"GITHUB_REF_NAME": "1/merged"}, "1/merged"),
        (ACTIONS | {"GITHUB_REF_NAME": "123456"}, "123456"), (ACTIONS | {"GITHUB_REF_NAME": "merge"}, "merge"),
        (ACTIONS | {"GITHUB_REF_NAME": "v1", "GITHUB_REF": "refs/tags/v1"}, ""),
        (ACTIONS | {"GITHUB_REF_NAME": "v1", "GITHUB_REF_TYPE": "tag"}, ""),
        (ACTIONS | {"GITHUB_REF_NAME": "v1", "GITHUB_REF_TYPE": "branch", "GITHUB_REF": "refs/heads/v1"}, "v1"),
        (AZURE | {"BUILD_SOURCEBRANCH": "refs/heads/a/b"}, "a/b"),
        (AZURE | {"BUILD_SOURCEBRANCH": "refs/pull/7/merge"}, ""),
        (AZURE | {"BUILD_SOURCEBRANCH": "refs/tags/v1"}, ""), (AZURE | {"BUILD_SOURCEBRANCH": "a/refs/tags/"}, ""),
        (AZURE | {"BUILD_SOURCEBRANCH": "refs/pull/7/merge", "SYSTEM_PULLREQUEST_SOURCEBRANCH": "refs/heads/c"}, "c"),
        ({"JENKINS_URL": "x", "BRANCH_NAME": "a", "TAG_NAME": "v1"}, ""),
        ({"JENKINS_URL": "x", "BRANCH_NAME": "a"}, "a"),
        ({"JENKINS_URL": "x", "BRANCH_NAME": "refs/tags/v1"}, ""),
        ({"JENKINS_URL": "x", "BRANCH_NAME": "refs/pull/1"}, ""),
        ({"JENKINS_URL": "x", "CHANGE_BRANCH": "refs/pull/1", "BRANCH_NAME": "a"}, "a"), ({"JENKINS_URL": "x"}, ""),
    ],
)  # fmt: skip
def test_the_branch_that_is_built(told: dict[str, str], branch: str) -> None:
    assert branch_name(told) == branch
