"""Each CI service's way to tell the base."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ledgergate.errors import NotChecked
from refusals import refused
from support import Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ledgergate.moments import Change
    from support import Looks

RUNTIME = "apps/platform/main.py"
ACTIONS = ["GITHUB_ACTIONS", "GITEA_ACTIONS", "FORGEJO_ACTIONS"]
# What a service sets for a request that goes to main, the branch that it names, and its cure where main is not there.
REQUESTS = (
    ({"GITHUB_ACTIONS": "true", "GITHUB_BASE_REF": "main", "GITHUB_HEAD_REF": "topic"}, "topic", "fetch-depth: 0"),
    ({"GITEA_ACTIONS": "true", "GITHUB_ACTIONS": "true", "GITHUB_BASE_REF": "main"}, "", "fetch-depth: 0"),
    ({"FORGEJO_ACTIONS": "true", "GITHUB_BASE_REF": "main", "GITHUB_HEAD_REF": "topic"}, "topic", "fetch-depth: 0"),
    ({"TF_BUILD": "True", "SYSTEM_PULLREQUEST_TARGETBRANCH": "refs/heads/main"}, "", "fetchDepth: 0"),
    (
        {"BITBUCKET_BUILD_NUMBER": "7", "BITBUCKET_PR_DESTINATION_BRANCH": "main", "BITBUCKET_BRANCH": "t"},
        "t",
        "depth: full",
    ),
    (
        {"JENKINS_URL": "x", "CHANGE_TARGET": "main", "CHANGE_BRANCH": "t", "BRANCH_NAME": "PR-1"},
        "t",
        "shallow clone off",
    ),
    (
        {"BUILDKITE": "true", "BUILDKITE_PULL_REQUEST_BASE_BRANCH": "main", "BUILDKITE_BRANCH": "t"},
        "t",
        "git fetch --unshallow",
    ),
    ({"CI": "woodpecker", "CI_COMMIT_TARGET_BRANCH": "main", "CI_COMMIT_PULL_REQUEST": "1"}, "", "depth: 0"),
    ({"DRONE": "true", "DRONE_TARGET_BRANCH": "main", "DRONE_PULL_REQUEST": "3"}, "", "depth: 0"),
)


@pytest.fixture
def server(repo: Repository, tmp_path: Path) -> Repository:
    """A clone whose `origin/main` has moved on; the topic branch changes one document."""
    repo.save({"docs/readme.md": "topic\n"})
    repo.checkout("main")
    repo.save({RUNTIME: "main moved\n"})
    made = repo.clone(tmp_path / "ci", "--branch=topic")
    made.ticks = 50
    return made


def told(*names: str, **more: str) -> dict[str, str]:
    return {"CI": "true", **dict.fromkeys(names, "true"), **more}


def event(tmp_path: Path, **said: object) -> str:
    path = tmp_path / "event.json"
    path.write_text(json.dumps(said))
    return str(path)


def paths(change: Change) -> list[str]:
    return [one.path for one in change.entries]


@pytest.mark.parametrize(("env", "branch", "_cure"), REQUESTS)
def test_a_request_names_its_target_branch(
    server: Repository, looks: Looks, env: dict[str, str], branch: str, _cure: str
) -> None:
    server.checkout("topic", detach=True)
    change = looks(server, env={"CI": "true", **env})
    assert paths(change) == ["docs/readme.md"]
    assert change.compared.source in env
    assert change.branch == branch
    assert change.base_moved


def test_gitlab_names_the_base_commit(server: Repository, looks: Looks) -> None:
    fork = server.git("merge-base", "origin/main", "HEAD").decode()
    change = looks(server, env=told("GITLAB_CI", CI_MERGE_REQUEST_DIFF_BASE_SHA=fork))
    assert (paths(change), change.compared.source) == (["docs/readme.md"], "CI_MERGE_REQUEST_DIFF_BASE_SHA")
    change = looks(server, env=told("GITLAB_CI", CI_COMMIT_BEFORE_SHA=fork, CI_COMMIT_BRANCH="topic"))
    assert (paths(change), change.compared.source) == (["docs/readme.md"], "CI_COMMIT_BEFORE_SHA")


def test_a_new_branch_on_gitlab_counts_from_the_default_branch(server: Repository, looks: Looks) -> None:
    change = looks(server, env=told("GITLAB_CI", CI_COMMIT_BEFORE_SHA="0" * 40))
    assert (paths(change), change.compared.source) == (["docs/readme.md"], "refs/remotes/origin/main")


@pytest.mark.parametrize("sign", ACTIONS)
def test_the_first_parent_of_the_merge_ref_is_the_base(server: Repository, looks: Looks, sign: str) -> None:
    server.checkout("origin/main", detach=True)
    base = server.oid()
    merge = server.merge("topic")
    env = told(sign, GITHUB_BASE_REF="gone", GITHUB_REF="refs/pull/7/merge", GITHUB_SHA=merge)
    change = looks(server, env=env)
    assert (paths(change), change.compared.before) == (["docs/readme.md"], base)
    assert change.compared.source == "GITHUB_BASE_REF, HEAD^1"


def test_azure_has_a_merge_ref_of_its_own(server: Repository, looks: Looks) -> None:
    server.checkout("origin/main", detach=True)
    merge = server.merge("topic")
    env = told(
        "TF_BUILD",
        SYSTEM_PULLREQUEST_TARGETBRANCH="refs/heads/gone",
        SYSTEM_PULLREQUEST_SOURCEBRANCH="refs/heads/topic",
        BUILD_SOURCEBRANCH="refs/pull/7/merge",
        BUILD_SOURCEVERSION=merge,
    )
    change = looks(server, env=env)
    assert (paths(change), change.branch) == (["docs/readme.md"], "topic")


def test_a_merge_ref_needs_no_more_than_two_commits(server: Repository, looks: Looks, tmp_path: Path) -> None:
    server.checkout("origin/main", detach=True)
    server.merge("topic")
    server.git("branch", "merged")
    clone = server.clone(tmp_path / "shallow", "--depth=2", "--branch=merged")
    env = told("GITHUB_ACTIONS", GITHUB_BASE_REF="main", GITHUB_REF="refs/pull/7/merge", GITHUB_SHA=clone.oid())
    assert paths(looks(clone, env=env)) == ["docs/readme.md"]


def test_the_events_base_counts_only_through_a_merge_base(server: Repository, looks: Looks, tmp_path: Path) -> None:
    said = event(tmp_path, pull_request={"base": {"sha": server.oid("origin/main")}})
    change = looks(server, env=told("GITHUB_ACTIONS", GITHUB_BASE_REF="gone", GITHUB_EVENT_PATH=said))
    assert (paths(change), change.compared.source) == (["docs/readme.md"], "pull_request.base.sha")


def test_a_push_event_names_what_was_before(server: Repository, looks: Looks, tmp_path: Path) -> None:
    before = server.oid()
    server.save({RUNTIME: "evil\n"})
    change = looks(server, env=told("GITHUB_ACTIONS", GITHUB_EVENT_PATH=event(tmp_path, before=before)))
    assert (paths(change), change.compared.source) == ([RUNTIME], "before")


def test_a_new_branch_pushed_counts_from_the_default_branch(server: Repository, looks: Looks, tmp_path: Path) -> None:
    server.save({RUNTIME: "evil\n"})
    change = looks(server, env=told("GITHUB_ACTIONS", GITHUB_EVENT_PATH=event(tmp_path, before="0" * 40)))
    assert paths(change) == [RUNTIME, "docs/readme.md"]


def test_a_merge_queue_names_its_base(server: Repository, looks: Looks, tmp_path: Path) -> None:
    said = event(tmp_path, merge_group={"base_sha": server.oid("origin/main")})
    change = looks(server, env=told("GITHUB_ACTIONS", GITHUB_EVENT_PATH=said))
    assert (paths(change), change.compared.source) == (["docs/readme.md"], "merge_group.base_sha")


@pytest.mark.parametrize("sign", ACTIONS)
def test_a_forced_push_that_lost_what_was_before_counts_from_the_default_branch(
    server: Repository, looks: Looks, tmp_path: Path, sign: str
) -> None:
    lost = event(tmp_path, before="1" * 40, forced=True)
    change = looks(server, env=told(sign, GITHUB_EVENT_PATH=lost))
    assert (paths(change), change.compared.source) == (["docs/readme.md"], "refs/remotes/origin/main")
    server.checkout("main")
    with refused(
        NotChecked,
        (
            "The base that Forgejo names (…) is not in this clone, so nothing was checked.",
            "Give the checkout step its history: fetch-depth: 0 (for a pull request 2 is enough); or "
            "give the base: --base REF; or judge the state alone: --tree HEAD",
        ),
        (
            "The base that GitHub names (…) is not in this clone, so nothing was checked.",
            "Give the checkout step its history: fetch-depth: 0 (for a pull request 2 is enough); or "
            "give the base: --base REF; or judge the state alone: --tree HEAD",
        ),
        (
            "The base that Gitea names (…) is not in this clone, so nothing was checked.",
            "Give the checkout step its history: fetch-depth: 0 (for a pull request 2 is enough); or "
            "give the base: --base REF; or judge the state alone: --tree HEAD",
        ),
    ) as caught:
        looks(server, env=told(sign, GITHUB_EVENT_PATH=lost))
    assert "fetch-depth: 0" in caught.value.cure
    assert "--tree HEAD" in caught.value.cure


@pytest.mark.parametrize("sign", ACTIONS)
def test_pull_request_target_is_refused(server: Repository, looks: Looks, sign: str) -> None:
    with refused(
        NotChecked,
        (
            "On pull_request_target the change is not checked out, so nothing was checked.",
            "Run the gate on: pull_request",
        ),
    ) as caught:
        looks(server, env=told(sign, GITHUB_EVENT_NAME="pull_request_target", GITHUB_BASE_REF="main"))
    assert caught.value.cure == "Run the gate on: pull_request"


@pytest.mark.parametrize(("env", "_branch", "cure"), REQUESTS)
def test_a_base_that_is_not_there_is_not_checked(
    server: Repository, looks: Looks, env: dict[str, str], _branch: str, cure: str
) -> None:
    gone = {name: value.replace("main", "gone") for name, value in env.items()}
    with pytest.raises(NotChecked, match="is not in this clone") as caught:
        looks(server, env={"CI": "true", **gone})
    assert cure in caught.value.cure


def test_a_commit_that_gitlab_names_and_that_is_not_there_is_not_checked(server: Repository, looks: Looks) -> None:
    with refused(
        NotChecked,
        (
            "The base that GitLab names (…) is not in this clone, so nothing was checked.",
            "Give the job its history, variables: {GIT_DEPTH: 0}; or give the base: --base REF; or "
            "judge the state alone: --tree HEAD",
        ),
    ) as caught:
        looks(server, env=told("GITLAB_CI", CI_MERGE_REQUEST_DIFF_BASE_SHA="1" * 40))
    assert "GIT_DEPTH: 0" in caught.value.cure


@pytest.mark.parametrize("content", ["", "[1]", "{", '{"before": 7}', '{"pull_request": []}', "[" * 100_000])
def test_an_event_that_makes_no_sense_is_never_a_green(
    server: Repository, looks: Looks, tmp_path: Path, content: str
) -> None:
    path = tmp_path / "event.json"
    path.write_text(content)
    with refused(
        NotChecked,
        ("GITHUB_EVENT_PATH names a file that cannot be read, so nothing was checked.", "Give the base: --base REF"),
        (
            "The base that GitHub names (origin/gone) is not in this clone, so nothing was checked.",
            "Give the checkout step its history: fetch-depth: 0 (for a pull request 2 is enough); or "
            "give the base: --base REF; or judge the state alone: --tree HEAD",
        ),
    ):
        looks(server, env=told("GITHUB_ACTIONS", GITHUB_BASE_REF="gone", GITHUB_EVENT_PATH=str(path)))


def test_a_build_of_the_default_branch_itself_has_no_base(server: Repository, looks: Looks) -> None:
    server.checkout("origin/main", detach=True)
    with refused(
        NotChecked,
        (
            "No base is known, and one is needed here, so nothing was checked.",
            "Give the base: --base REF; or judge the state alone: --tree HEAD",
        ),
    ) as caught:
        looks(server, env=told("JENKINS_URL"))
    assert caught.value.cure == "Give the base: --base REF; or judge the state alone: --tree HEAD"
