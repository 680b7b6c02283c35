"""The base of a CI run, variable by variable, in a clone of which only what is there is told; no git is started."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ledgergate.errors import NotChecked
from ledgergate.git.revisions import Revision
from ledgergate.moments import ci
from ledgergate.moments.asked import Asked
from ledgergate.moments.default_branch import Default
from ledgergate.moments.services import SERVICES, Service
from refusals import refused
from scripted_git import LAYOUT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

HEAD, TARGET, OLD, FORK, PARENT = "a" * 40, "b" * 40, "c" * 40, "d" * 40, "e" * 64
ZERO, LOST = "0" * 40, "1" * 40
FOUND = Revision(HEAD, "")
GIVE = "give the base: --base REF; or judge the state alone: --tree HEAD"
NO_BASE = "No base is known, and one is needed here, so nothing was checked."
UNSHALLOW = "Let the job fetch the default branch, and say which it is: git remote set-head origin -a"


def named(name: str) -> Service:
    return next(one for one in SERVICES if one.name == name)


class Clone:
    """What is in the clone: commits, refs, where branches left one another, and what was asked of the default one."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.here = {HEAD, TARGET, OLD, FORK, PARENT}
        self.parents = {"HEAD^1": TARGET, f"{HEAD}^1": TARGET, f"{HEAD}^2": OLD}
        self.refs: dict[str, str] = {}
        self.bases: dict[tuple[str, str], list[str]] = {}
        self.default = Default()
        self.default_asked: tuple[object, ...] = ()
        self.ranged: NotChecked | None = None
        self.layout = LAYOUT
        for name, made in (
            ("peeled", lambda _, what: self.parents.get(what, what if what in self.here else "")),
            ("refs", lambda _, *names: {one: self.refs[one] for one in names if one in self.refs}),
            ("merge_bases", self.merge_bases), ("default_of", self.default_of), ("ranged", self.since),
            ("since_pushed", lambda asked, git, *given: ("pushed", *given)),
            ("alone", lambda asked, git, *given: ("alone", *given)),
        ):  # fmt: skip
            monkeypatch.setattr(ci, name, made)

    def lines(self, *words: str, accept: tuple[int, ...]) -> list[str]:
        assert words[:2] == ("merge-base", "--all")
        assert accept == (0, 1)
        return self.bases.get((words[2], words[3]), [])

    def merge_bases(self, _: object, one: str, other: str) -> list[str]:
        if (one, other) not in self.bases:
            raise NotChecked("no common ancestor")
        return self.bases[one, other]

    def default_of(self, _: object, *given: object) -> Default:
        self.default_asked = given
        return self.default

    def since(self, asked: object, git: object, *given: object) -> tuple[object, ...]:
        if self.ranged is not None:
            raise self.ranged
        return ("ranged", *given)

    def run(self, name: str, found: Any = FOUND, require_base: Any = False, **told: Any) -> Any:
        return ci.ci_run(Asked(environment=told, require_base=require_base), self, named(name), found)  # type: ignore[arg-type]


@pytest.fixture
def clone(monkeypatch: pytest.MonkeyPatch) -> Clone:
    return Clone(monkeypatch)


@pytest.fixture
def event(tmp_path: Path) -> Any:
    def written(said: object) -> str:
        (tmp_path / "event").write_text(said if isinstance(said, str) else json.dumps(said))
        return str(tmp_path / "event")

    return written


def test_a_request_goes_to_the_branch_that_is_named(clone: Clone) -> None:
    clone.refs = {"refs/remotes/origin/main": TARGET}
    assert clone.run("GitHub", GITHUB_BASE_REF="main") == ("ranged", TARGET, FOUND, "GITHUB_BASE_REF")
    assert clone.run("Azure Pipelines", SYSTEM_PULLREQUEST_TARGETBRANCH="refs/heads/main")[1] == TARGET
    clone.ranged = NotChecked("no common ancestor", "other cure")
    cure = "Give the checkout step its history: fetch-depth: 0 (for a pull request 2 is enough)"
    with refused(NotChecked, ("no common ancestor", f"{cure}; or {GIVE}")):
        clone.run("GitHub", GITHUB_BASE_REF="main")


@pytest.mark.parametrize(
    ("ref", "oid", "second", "merged"),
    [
        ("refs/pull/7/merge", HEAD, OLD, True), ("refs/pull/7/merge", OLD, OLD, False),
        ("refs/pull/7/merge", HEAD, "", False), ("refs/pull/7/head", HEAD, OLD, False),
        ("refs/pull/7/merge/x", HEAD, OLD, False), ("refs/pull/a/b/merge", HEAD, OLD, False),
        ("x/refs/pull/7/merge", HEAD, OLD, False), ("", HEAD, OLD, False),
    ],
)  # fmt: skip
def test_the_merge_of_a_request_has_its_base_for_a_parent(
    clone: Clone, ref: str, oid: str, second: str, merged: bool
) -> None:
    clone.refs = {"refs/remotes/origin/main": FORK}
    clone.parents[f"{HEAD}^2"] = second
    clone.parents[f"{OLD}^2"] = OLD
    told = clone.run("GitHub", GITHUB_BASE_REF="main", GITHUB_REF=ref, GITHUB_SHA=oid)
    assert told[1:] == ((TARGET, FOUND, "GITHUB_BASE_REF, HEAD^1") if merged else (FORK, FOUND, "GITHUB_BASE_REF"))


@pytest.mark.parametrize("said", [{}, {"pull_request": []}, {"pull_request": {"base": 7}},
                                  {"pull_request": {"base": {}}},
                                  {"pull_request": {"base": {"sha": 7}}}, [], "7"])  # fmt: skip
def test_a_branch_that_is_not_there_and_no_event_that_helps(clone: Clone, event: Any, said: object) -> None:
    with refused(
        NotChecked,
        (
            "The base that GitHub names (origin/gone) is not in this clone, so nothing was checked.",
            f"Give the checkout step its history: fetch-depth: 0 (for a pull request 2 is enough); or {GIVE}",
        ),
    ):
        clone.run("GitHub", GITHUB_BASE_REF="gone", GITHUB_EVENT_PATH=event(said))


def test_the_event_of_a_request_names_its_base(clone: Clone, event: Any) -> None:
    def run(sha: str) -> Any:
        return clone.run(
            "Gitea", GITHUB_BASE_REF="x", GITHUB_EVENT_PATH=event({"pull_request": {"base": {"sha": sha}}})
        )

    assert run(TARGET) == ("ranged", TARGET, FOUND, "pull_request.base.sha")
    assert run(PARENT)[1] == PARENT
    for sha, shown in ((LOST, LOST), ("x" * 70, "x" * 64), (TARGET[:-1], TARGET[:-1]), ("main\n", "main\\n")):
        clone.here.add(sha) if sha != LOST else None
        with refused(
            NotChecked,
            (
                f"The base that Gitea names ({shown}) is not in this clone, so nothing was checked.",
                f"Give the checkout step its history: fetch-depth: 0 (for a pull request 2 is enough); or {GIVE}",
            ),
        ):
            run(sha)


def test_the_event_of_a_merge_queue_names_its_base(clone: Clone, event: Any) -> None:
    def run(said: object) -> Any:
        return clone.run("GitHub", GITHUB_EVENT_PATH=event(said))

    assert run({"merge_group": {"base_sha": TARGET}}) == ("ranged", TARGET, FOUND, "merge_group.base_sha")
    clone.default = Default(own=True)
    events: list[object] = [{}, {"merge_group": []}, {"merge_group": {}}, {"merge_group": {"base_sha": ZERO}}, []]
    for said in events:
        with refused(NotChecked, (NO_BASE, f"G{GIVE[1:]}")):
            run(said)


def test_a_request_that_is_not_checked_out_is_refused(clone: Clone) -> None:
    why = ("On pull_request_target the change is not checked out, so nothing was checked.",
           "Run the gate on: pull_request")  # fmt: skip
    with refused(NotChecked, why):
        clone.run("GitHub", GITHUB_EVENT_NAME="pull_request_target")
    clone.refs = {"refs/remotes/origin/main": TARGET}
    assert clone.run("GitHub", GITHUB_EVENT_NAME="pull_request", GITHUB_BASE_REF="main")[1] == TARGET
    drone = {"GITHUB_EVENT_NAME": "pull_request_target", "DRONE_TARGET_BRANCH": "main", "DRONE_PULL_REQUEST": "1"}
    assert clone.run("Drone", **drone)[1] == TARGET


RESULT = {"CI_MERGE_REQUEST_EVENT_TYPE": "merged_result", "CI_MERGE_REQUEST_DIFF_BASE_SHA": FORK}


def test_a_merged_result_starts_at_the_target(clone: Clone) -> None:
    tip = "CI_MERGE_REQUEST_TARGET_BRANCH_SHA"
    assert clone.run("GitLab", **RESULT) == ("ranged", TARGET, FOUND, "HEAD^1")
    assert clone.run("GitLab", **RESULT, **{tip: ""})[1:] == (TARGET, FOUND, "HEAD^1")
    assert clone.run("GitLab", **RESULT, **{tip: OLD}) == ("ranged", OLD, FOUND, tip)
    train = RESULT | {"CI_MERGE_REQUEST_EVENT_TYPE": "merge_train"}
    assert clone.run("GitLab", **train)[3] == "HEAD^1"
    for kind in ("detached", ""):
        other = RESULT | {"CI_MERGE_REQUEST_EVENT_TYPE": kind}
        assert clone.run("GitLab", **other, **{tip: OLD})[1:] == (FORK, FOUND, "CI_MERGE_REQUEST_DIFF_BASE_SHA")


def test_the_newest_target_that_holds_the_base_is_taken(clone: Clone) -> None:
    told = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": FORK, "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"}
    assert clone.run("GitLab", **told)[1] == FORK
    clone.refs = {"refs/remotes/origin/main": TARGET}
    assert clone.run("GitLab", **told)[1] == FORK
    clone.bases = {(TARGET, FORK): [OLD]}
    assert clone.run("GitLab", **told)[1] == FORK
    clone.bases = {(TARGET, FORK): [FORK]}
    assert clone.run("GitLab", **told) == ("ranged", TARGET, FOUND, "CI_MERGE_REQUEST_DIFF_BASE_SHA")
    assert clone.run("GitLab", CI_MERGE_REQUEST_DIFF_BASE_SHA=FORK)[1] == FORK
    clone.default = Default(Revision(OLD, "refs/x"))
    clone.bases = {(OLD, HEAD): [FORK], (TARGET, ""): [""]}
    assert clone.run("GitLab", CI_MERGE_REQUEST_TARGET_BRANCH_NAME="main")[1:] == (OLD, FOUND, "refs/x")


MAIN = Revision(TARGET, "refs/remotes/origin/main")


def test_what_is_asked_of_the_default_branch(clone: Clone, event: Any) -> None:
    clone.default = Default(MAIN)
    clone.bases = {(TARGET, HEAD): [FORK]}
    clone.run("GitLab", GITLAB_CI="true", CI_COMMIT_BRANCH="topic", CI_DEFAULT_BRANCH="trunk")
    assert clone.default_asked == ("refs/heads/topic", "origin", "trunk")
    clone.run("GitLab", GITLAB_CI="true")
    assert clone.default_asked == ("", "origin", "")
    clone.run("GitLab", Revision(HEAD, "refs/heads/own"), GITLAB_CI="true", CI_COMMIT_BRANCH="topic")
    assert clone.default_asked == ("refs/heads/own", "origin", "")
    clone.run("GitLab", Revision(HEAD, "refs/tags/own"), GITLAB_CI="true", CI_COMMIT_BRANCH="topic")
    assert clone.default_asked == ("refs/heads/topic", "origin", "")
    for said, default in (({"repository": {"default_branch": "d"}}, "d"), ({"repository": []}, ""), ({}, ""),
                          ({"repository": {"default_branch": 1}}, "")):  # fmt: skip
        clone.run("GitHub", GITHUB_EVENT_PATH=event(said))
        assert clone.default_asked == ("", "origin", default)


def test_a_push_starts_at_the_commit_before_where_that_is_here(clone: Clone, event: Any) -> None:
    built = FOUND.but(ref="refs/heads/t")

    def run(**told: str) -> Any:
        return clone.run("Jenkins", JENKINS_URL="x", BRANCH_NAME="t", **told)

    first, second = "GIT_PREVIOUS_SUCCESSFUL_COMMIT", "GIT_PREVIOUS_COMMIT"
    assert run(**{first: OLD, second: FORK}) == ("pushed", OLD, built, first, None)
    assert run(**{first: LOST, second: FORK}) == ("pushed", FORK, built, second, None)
    assert run(**{first: HEAD, second: FORK})[1] == FORK
    assert run(**{first: ZERO, second: FORK})[1] == FORK
    assert run(**{first: "", second: FORK})[1] == FORK
    clone.here.add("short")
    assert run(**{first: "short", second: FORK})[1] == FORK
    assert clone.run("GitHub", GITHUB_EVENT_PATH=event({"before": OLD})) == ("pushed", OLD, FOUND, "before", None)
    clone.default = Default(MAIN)
    assert run(**{first: OLD}) == ("pushed", OLD, built, first, MAIN)
    clone.default = Default(Revision(HEAD, "refs/x"))
    clone.bases = {(HEAD, HEAD): [HEAD]}
    assert run(**{first: OLD}) == ("alone", built, "Jenkins", "range")
    clone.default = Default(Revision("", "refs/x"))
    assert run(**{first: OLD}) == ("alone", built, "Jenkins", "range")


def test_a_branch_starts_where_it_left_the_default_branch(clone: Clone) -> None:
    built = FOUND.but(ref="refs/heads/t")
    clone.default = Default(MAIN)
    told = {"BITBUCKET_BUILD_NUMBER": "1", "BITBUCKET_BRANCH": "t"}
    since = ("ranged", TARGET, built, MAIN.ref)
    assert clone.run("Bitbucket", **told) == since
    clone.bases = {(TARGET, HEAD): [FORK]}
    assert clone.run("Bitbucket", **told) == since
    clone.bases = {(TARGET, HEAD): [HEAD, FORK]}
    assert clone.run("Bitbucket", **told) == since
    clone.bases = {(TARGET, HEAD): [HEAD]}
    assert clone.run("Bitbucket", **told) == ("alone", built, "Bitbucket", "range")
    tag = {"BITBUCKET_BUILD_NUMBER": "1", "BITBUCKET_TAG": "v1"}
    assert clone.run("Bitbucket", **tag) == ("alone", FOUND, "Bitbucket", "range")
    with refused(NotChecked, (NO_BASE, f"G{GIVE[1:]}")):
        clone.run("Bitbucket", BITBUCKET_BUILD_NUMBER="1")
    with refused(NotChecked, (NO_BASE, f"G{GIVE[1:]}")):
        clone.run("Bitbucket", require_base=True, **told)


def test_a_first_push_of_the_default_branch_is_a_state(clone: Clone) -> None:
    built = FOUND.but(ref="refs/heads/t")
    clone.default = Default(own=True)
    told = {"DRONE": "true", "DRONE_BRANCH": "t"}
    assert clone.run("Drone", **told, DRONE_COMMIT_BEFORE=ZERO) == ("alone", built, "Drone", "range")
    with refused(NotChecked, (NO_BASE, f"G{GIVE[1:]}")):
        clone.run("Drone", require_base=True, **told, DRONE_COMMIT_BEFORE=ZERO)
    for before in ("", HEAD):
        with refused(NotChecked, (NO_BASE, f"G{GIVE[1:]}")):
            clone.run("Drone", **told, DRONE_COMMIT_BEFORE=before)
    cure = f"Give the clone step its history, clone: {{depth: 0}}; or {GIVE}"
    with refused(
        NotChecked, (f"The base that Drone names ({LOST}) is not in this clone, so nothing was checked.", cure)
    ):
        clone.run("Drone", **told, DRONE_COMMIT_BEFORE=LOST)
    clone.default = Default()
    for before in (ZERO, LOST, ""):
        with refused(NotChecked, (NO_BASE, f"{UNSHALLOW}; or {GIVE}")):
            clone.run("Drone", **told, DRONE_COMMIT_BEFORE=before)


def test_a_shallow_clone_is_told_how_it_gets_its_history(clone: Clone, tmp_path: Path) -> None:
    clone.layout = LAYOUT.but(common_dir=str(tmp_path))
    (tmp_path / "shallow").write_text("")
    with refused(NotChecked, (NO_BASE, f"Give the clone step its history, clone: {{depth: 0}}; or {GIVE}")):
        clone.run("Drone", DRONE="true")


def test_an_event_that_cannot_be_read_is_refused(clone: Clone, event: Any, tmp_path: Path) -> None:
    why = ("GITHUB_EVENT_PATH names a file that cannot be read, so nothing was checked.", "Give the base: --base REF")
    with refused(NotChecked, why):
        clone.run("GitHub", GITHUB_EVENT_PATH=str(tmp_path / "gone"))
    for said in ("{", "[" * 100_000, ""):
        with refused(NotChecked, why):
            clone.run("GitHub", GITHUB_EVENT_PATH=event(said))
    with refused(NotChecked, (NO_BASE, f"{UNSHALLOW}; or {GIVE}")):
        clone.run("Drone", GITHUB_EVENT_PATH=str(tmp_path / "gone"))
