"""Runs that no request asked for: pushes, first and forced ones, tags, runs by hand or by the clock."""

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
ZERO, LOST = "0" * 40, "1" * 40
# The sign of a service, and the variables for the branch, the commit before, the default branch and a tag, "" for none.
SERVICES = {
    "GitLab": ({"GITLAB_CI": "true"}, "CI_COMMIT_BRANCH", "CI_COMMIT_BEFORE_SHA", "CI_DEFAULT_BRANCH", "CI_COMMIT_TAG"),
    "Azure": ({"TF_BUILD": "True"}, "BUILD_SOURCEBRANCH", "", "", "BUILD_SOURCEBRANCH"),
    "Bitbucket": ({"BITBUCKET_BUILD_NUMBER": "7"}, "BITBUCKET_BRANCH", "", "", "BITBUCKET_TAG"),
    "Jenkins": ({"JENKINS_URL": "x"}, "BRANCH_NAME", "GIT_PREVIOUS_COMMIT", "", "TAG_NAME"),
    "Buildkite": ({"BUILDKITE": "true"}, "BUILDKITE_BRANCH", "", "BUILDKITE_PIPELINE_DEFAULT_BRANCH", "BUILDKITE_TAG"),
    "Woodpecker": ({"CI": "woodpecker"}, "CI_COMMIT_BRANCH", "CI_PREV_COMMIT_SHA", "CI_REPO_DEFAULT_BRANCH",
                   "CI_COMMIT_TAG"),
    "Drone": ({"DRONE": "true"}, "DRONE_BRANCH", "DRONE_COMMIT_BEFORE", "DRONE_REPO_BRANCH", "DRONE_TAG"),
    **{name: ({sign: "true"}, "GITHUB_REF_NAME", "before", "default_branch", "GITHUB_REF") for name, sign in
       (("GitHub", "GITHUB_ACTIONS"), ("Gitea", "GITEA_ACTIONS"), ("Forgejo", "FORGEJO_ACTIONS"))},
}  # fmt: skip


@pytest.fixture
def clone(repo: Repository, tmp_path: Path) -> Repository:
    """A CI's clone: HEAD is detached at the topic branch, whose main has moved on; both know trunk as main."""
    repo.save({"docs/readme.md": "topic\n"})
    repo.checkout("main")
    repo.save({RUNTIME: "main moved\n"})
    made = repo.clone(tmp_path / "ci", "--branch=topic")
    made.checkout("topic", detach=True)
    made.git("branch", "-q", "-D", "topic")
    made.ticks = 50
    return made


class Run:
    """The variables of one service's run."""

    def __init__(self, name: str, tmp_path: Path) -> None:
        sign, self.branch, self.before, self.default, self.tag = SERVICES[name]
        self.name, self._path = name, tmp_path / "event.json"
        self._base = {"CI": "true", **sign}

    def __call__(self, branch: str = "", before: str = "", default: str = "", tag: str = "") -> dict[str, str]:
        told = dict(self._base)
        full = self.branch == "BUILD_SOURCEBRANCH" or self.tag == "GITHUB_REF"
        if branch:
            told[self.branch] = f"refs/heads/{branch}" if self.branch == "BUILD_SOURCEBRANCH" else branch
        if tag:
            told[self.tag] = f"refs/tags/{tag}" if full else tag
        said = {"before": before} if before and self.before == "before" else {}
        if self.default == "default_branch":
            self._path.write_text(json.dumps({**said, "repository": {"default_branch": default} if default else {}}))
            return {**told, "GITHUB_EVENT_PATH": str(self._path)}
        more = ((self.before, before), (self.default, default))
        return {**told, **{name: value for name, value in more if name and value}}


@pytest.fixture(params=sorted(SERVICES))
def run(request: pytest.FixtureRequest, tmp_path: Path) -> Run:
    return Run(request.param, tmp_path)


def paths(change: Change) -> list[str]:
    return [one.path for one in change.entries]


def test_a_branch_counts_since_it_left_the_default_branch(clone: Repository, looks: Looks, run: Run) -> None:
    for env in (run("topic"), run("topic", ZERO), run("topic", LOST), run("topic", default="main")):
        change = looks(clone, env=env)
        assert (paths(change), change.branch) == (["docs/readme.md"], "topic")
        assert change.compared.source == "refs/remotes/origin/main"


def test_a_push_to_a_branch_names_the_commit_before(clone: Repository, looks: Looks, run: Run) -> None:
    before = clone.oid()
    clone.save({RUNTIME: "evil\n"})
    change = looks(clone, env=run("topic", before))
    assert paths(change) == [RUNTIME] if run.before else [RUNTIME, "docs/readme.md"]
    whole = change.branch_entries()
    assert [one.path for one in (change.entries if whole is None else whole)] == [RUNTIME, "docs/readme.md"]


def test_a_branch_that_caught_up_answers_for_nothing_of_the_default_branch(
    clone: Repository, looks: Looks, run: Run
) -> None:
    before = clone.oid()
    clone.merge("origin/main")
    change = looks(clone, env=run("topic", before))
    assert RUNTIME not in paths(change)
    whole = change.branch_entries()
    assert [one.path for one in (change.entries if whole is None else whole)] == ["docs/readme.md"]


def test_a_push_to_the_default_branch_counts_from_the_commit_before(clone: Repository, looks: Looks, run: Run) -> None:
    clone.checkout("origin/main", detach=True)
    before = clone.oid("HEAD~1")
    if run.before:
        assert paths(looks(clone, env=run("main", before))) == [RUNTIME]
        return
    with refused(
        NotChecked,
        (
            "No base is known, and one is needed here, so nothing was checked.",
            "Give the base: --base REF; or judge the state alone: --tree HEAD",
        ),
    ) as caught:
        looks(clone, env=run("main"))
    assert caught.value.cure == "Give the base: --base REF; or judge the state alone: --tree HEAD"


def test_the_first_push_of_the_default_branch_is_a_state(clone: Repository, looks: Looks, run: Run) -> None:
    clone.checkout("origin/main", detach=True)
    clone.git("update-ref", "-d", "refs/remotes/origin/main")
    env = run("main", ZERO)
    if run.before:
        change = looks(clone, env=env)
        assert (change.before, change.branch) == (None, "main")
        with refused(
            NotChecked,
            (
                "No base is known, and one is needed here, so nothing was checked.",
                "Give the base: --base REF; or judge the state alone: --tree HEAD",
            ),
        ):
            looks(clone, env=env, require_base=True)


def test_a_default_branch_of_another_name_is_the_one_that_the_service_says(
    clone: Repository, looks: Looks, run: Run
) -> None:
    clone.git("update-ref", "refs/remotes/origin/trunk", "origin/main")
    clone.git("update-ref", "refs/remotes/origin/main", "HEAD")
    clone.git("symbolic-ref", "-d", "refs/remotes/origin/HEAD")
    if run.default:
        assert looks(clone, env=run("topic", default="trunk")).compared.source == "refs/remotes/origin/trunk"


def test_where_no_default_branch_is_known_the_setting_that_would_help_is_said(
    clone: Repository, looks: Looks, run: Run
) -> None:
    for ref in ("HEAD", "main"):
        clone.git("update-ref", "--no-deref", "-d", f"refs/remotes/origin/{ref}")
    with refused(
        NotChecked,
        (
            "No base is known, and one is needed here, so nothing was checked.",
            "Let the job fetch the default branch, and say which it is: git remote set-head origin "
            "-a; or give the base: --base REF; or judge the state alone: --tree HEAD",
        ),
    ) as caught:
        looks(clone, env=run("topic", LOST))
    assert "git remote set-head origin -a" in caught.value.cure
    assert "unshallow" not in caught.value.cure


def test_a_tag_of_the_default_branch_is_a_state_and_one_of_a_branch_a_change(
    clone: Repository, looks: Looks, run: Run
) -> None:
    change = looks(clone, env=run(tag="v1", before=ZERO))
    assert (paths(change), change.branch) == (["docs/readme.md"], "")
    clone.checkout("origin/main~1", detach=True)
    change = looks(clone, env=run(tag="v0", before=ZERO))
    assert (change.before, change.branch) == (None, "")


@pytest.mark.parametrize("shallow", [False, True])
def test_a_run_by_hand_says_what_would_help(
    clone: Repository, looks: Looks, run: Run, tmp_path: Path, shallow: bool
) -> None:
    clone.checkout("origin/main", detach=True)
    if shallow:
        clone.git("branch", "-q", "-f", "main")
        clone = clone.clone(tmp_path / "shallow", "--depth=1", "--branch=main")
    with pytest.raises(NotChecked, match="No base is known") as caught:
        looks(clone, env=run("main"))
    assert "--tree HEAD" in caught.value.cure
    assert any(word in caught.value.cure.lower() for word in ("depth", "shallow")) is shallow


def test_a_merged_result_is_compared_with_the_target(clone: Repository, looks: Looks) -> None:
    fork, source = clone.git("merge-base", "origin/main", "HEAD").decode(), clone.oid()
    clone.checkout("origin/main", detach=True)
    target = clone.oid()
    clone.merge(source)
    base = {"CI": "true", "GITLAB_CI": "true", "CI_MERGE_REQUEST_DIFF_BASE_SHA": fork, "CI_COMMIT_BEFORE_SHA": ZERO}
    for kind in ("merged_result", "merge_train"):
        env = {**base, "CI_MERGE_REQUEST_EVENT_TYPE": kind}
        for more in ({}, {"CI_MERGE_REQUEST_TARGET_BRANCH_SHA": target}):
            change = looks(clone, env={**env, **more})
            assert (paths(change), change.tip_oid) == (["docs/readme.md"], target)
    clone.checkout(source, detach=True)
    change = looks(clone, env={**base, "CI_MERGE_REQUEST_EVENT_TYPE": "detached"})
    assert (paths(change), change.tip_oid) == (["docs/readme.md"], fork)
    # A target that is fetched may have moved on since, or lie behind in a clone that is used again.
    named = {**base, "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"}
    assert looks(clone, env=named).tip_oid == target
    clone.git("update-ref", "refs/remotes/origin/main", clone.commit_tree(clone.oid("HEAD^{tree}")))
    assert looks(clone, env=named).tip_oid == fork
