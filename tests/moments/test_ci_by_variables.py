"""The base of a CI run, variable by variable, in a real clone of which each situation has the refs that it needs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ledgergate.errors import NotChecked
from ledgergate.git.revisions import head_revision
from ledgergate.moments.ci import ci_run
from ledgergate.moments.repository import open_git
from ledgergate.moments.services import SERVICES
from pasts import Past
from refusals import refused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Run = Callable[..., str]

ZERO, LOST, LONG = "0" * 40, "1" * 40, "x" * 70
SERVICE = {one.name: one for one in SERVICES}
ALONE = "merged into nothing; no base is known, so change rules did not run"
CURES = {
    **dict.fromkeys(("GitHub", "Gitea"), "Give the checkout step its history: fetch-depth: 0 "
                                         "(for a pull request 2 is enough)"),
    "GitLab": "Give the job its history, variables: {GIT_DEPTH: 0}",
    "Bitbucket": "Give the step its history, clone: {depth: full}, and fetch the destination branch",
    "Drone": "Give the clone step its history, clone: {depth: 0}",
    "Jenkins": "Turn the shallow clone off in the job's clone options, and let its refspec fetch the target branch",
}  # fmt: skip
CHOOSE = "give the base: --base REF; or judge the state alone: --tree HEAD"
GIVE = "Give the base: --base REF; or judge the state alone: --tree HEAD"
NO_BASE = "No base is known, and one is needed here, so nothing was checked."
UNRELATED = "… and … have no common ancestor, so there is nothing to compare with."
FETCH = f"Let the job fetch the default branch, and say which it is: git remote set-head origin -a; or {CHOOSE}"


def missing(name: str, what: str) -> tuple[str, str]:
    return f"The base that {name} names ({what}) is not in this clone, so nothing was checked.", cure(name)


def cure(name: str) -> str:
    return f"{CURES[name]}; or {CHOOSE}"


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Past:
    made = Past(
        tmp_path_factory.mktemp("runs") / "r", "root", "fork root", "tip fork", "later tip", "old fork", "new old",
        "made tip new", "alien", "crossed tip old", "cross old tip",
    )  # fmt: skip
    made.git("config", "branch.tracks.remote", "other")
    made.git("config", "branch.tracks.merge", "refs/heads/next")
    made.git("config", "remote.other.fetch", "+refs/heads/*:refs/remotes/other/*")
    return made


@pytest.fixture
def run(past: Past, tmp_path: Path) -> Run:
    """What a run of that service says of itself in a clone with those refs; `event` is what its event's file holds."""

    def done(name: str, refs: str, told: dict[str, Any], **flags: Any) -> str:
        past.only(refs)
        one, said = SERVICE[name], dict(told)
        if "event" in said:
            event, text = tmp_path / "event", said.pop("event")
            event.write_text(past.spelled(text if isinstance(text, str) else json.dumps(text)))
            said["GITHUB_EVENT_PATH"] = str(event)
        asked = past.asked(env={one.sign: one.value or "true", **said}, **flags)
        git = open_git(asked)
        return past.told(ci_run(asked, git, one, head_revision(git)))

    return done


TOPIC, MERGE = "HEAD=new origin/main=later", "HEAD=made origin/main=later"
KNOWN = "origin/HEAD>origin/main origin/main=tip"
PULL = {"GITHUB_BASE_REF": "main", "GITHUB_REF": "refs/pull/7/merge", "GITHUB_SHA": "@made"}
BASE, TIP = "CI_MERGE_REQUEST_DIFF_BASE_SHA", "CI_MERGE_REQUEST_TARGET_BRANCH_SHA"
RESULT = {"CI_MERGE_REQUEST_EVENT_TYPE": "merged_result", BASE: "@fork"}
FETCHED = {BASE: "@fork", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"}
FIRST, SECOND = "GIT_PREVIOUS_SUCCESSFUL_COMMIT", "GIT_PREVIOUS_COMMIT"
T, G = {"BRANCH_NAME": "t"}, {"GITHUB_REF_NAME": "t"}
B, D = {"BITBUCKET_BRANCH": "t"}, {"DRONE_BRANCH": "main"}


def request(sha: object) -> dict[str, object]:
    return {"pull_request": {"base": {"sha": sha}}}


# Service, refs, what it tells -> what the change says after "range: ".
RUNS: tuple[tuple[str, str, dict[str, Any], str], ...] = (
    # A request goes to the branch that is named.
    ("GitHub", TOPIC, {"GITHUB_BASE_REF": "main"}, "later...new from fork by GITHUB_BASE_REF on -"),
    ("GitHub", f"{TOPIC} main=old", {"GITHUB_BASE_REF": "main", "GITHUB_HEAD_REF": "t"},
     "later...new from fork by GITHUB_BASE_REF on t"),
    ("GitHub", TOPIC, {"GITHUB_BASE_REF": "main", "event": request("@fork")},
     "later...new from fork by GITHUB_BASE_REF on -"),
    ("GitHub", TOPIC, {"GITHUB_BASE_REF": "main", "GITHUB_EVENT_NAME": "pull_request"},
     "later...new from fork by GITHUB_BASE_REF on -"),
    ("Azure Pipelines", TOPIC, {"SYSTEM_PULLREQUEST_TARGETBRANCH": "refs/heads/main"},
     "later...new from fork by SYSTEM_PULLREQUEST_TARGETBRANCH on -"),
    ("Drone", TOPIC, {"GITHUB_EVENT_NAME": "pull_request_target", "DRONE_TARGET_BRANCH": "main",
                      "DRONE_PULL_REQUEST": "1"}, "later...new from fork by DRONE_TARGET_BRANCH on -"),
    ("Drone", f"{TOPIC} origin/x=old", {"DRONE_TARGET_BRANCH": "x", "DRONE_BRANCH": "t"},
     "later...new from fork by refs/remotes/origin/main on t"),
    # The merge of a request has its base for a parent; anything else is compared with the branch that is named.
    ("GitHub", MERGE, PULL, "tip...made from tip by GITHUB_BASE_REF, HEAD^1 on -"),
    ("GitHub", "HEAD=made", PULL, "tip...made from tip by GITHUB_BASE_REF, HEAD^1 on -"),
    ("Azure Pipelines", MERGE, {"SYSTEM_PULLREQUEST_TARGETBRANCH": "refs/heads/main",
                                "BUILD_SOURCEBRANCH": "refs/pull/a-b/merge", "BUILD_SOURCEVERSION": "@made"},
     "tip...made from tip by SYSTEM_PULLREQUEST_TARGETBRANCH, HEAD^1 on -"),
    ("GitHub", MERGE, PULL | {"GITHUB_SHA": "@cross"}, "later...made from tip by GITHUB_BASE_REF on -"),
    ("GitHub", TOPIC, PULL | {"GITHUB_SHA": "@new"}, "later...new from fork by GITHUB_BASE_REF on -"),
    *[("GitHub", MERGE, PULL | {"GITHUB_REF": ref}, "later...made from tip by GITHUB_BASE_REF on -")
      for ref in ("refs/pull/7/head", "refs/pull/7/merge/x", "refs/pull/a/b/merge", "refs/pull//merge",
                  "x/refs/pull/7/merge", "")],
    # Where that branch is not there, the event of a request names its base, and so does the event of a merge queue.
    ("Gitea", "HEAD=new", {"GITHUB_BASE_REF": "x", "event": request("@tip")},
     "tip...new from fork by pull_request.base.sha on -"),
    ("GitHub", "HEAD=made", {"event": {"merge_group": {"base_sha": "@tip"}}},
     "tip...made from tip by merge_group.base_sha on -"),
    # A merged result starts at the target as it is now.
    *[("GitLab", "HEAD=made", RESULT | more, "tip...made from tip by HEAD^1 on -")
      for more in ({}, {TIP: ""}, {"CI_MERGE_REQUEST_EVENT_TYPE": "merge_train"})],
    ("GitLab", "HEAD=made", RESULT | {TIP: "@later"}, f"later...made from tip by {TIP} on -"),
    *[("GitLab", "HEAD=made", RESULT | {TIP: "@later", "CI_MERGE_REQUEST_EVENT_TYPE": kind},
       f"fork...made from fork by {BASE} on -") for kind in ("detached", "")],
    ("GitLab", f"HEAD=root {KNOWN}", RESULT | {"CI_COMMIT_BRANCH": "t"}, f"-...root from - by GitLab on t, {ALONE}"),
    # The newest target that holds the base is taken.
    ("GitLab", TOPIC, {BASE: "@fork"}, f"fork...new from fork by {BASE} on -"),
    ("GitLab", TOPIC, FETCHED, f"later...new from fork by {BASE} on -"),
    *[("GitLab", refs, FETCHED, f"fork...new from fork by {BASE} on -")
      for refs in ("HEAD=new", "HEAD=new main=later", "HEAD=new origin/main=root", "HEAD=new origin/main=alien")],
    ("GitLab", "HEAD=crossed origin/main=tip", FETCHED | {BASE: "@old"}, f"old...crossed from old by {BASE} on -"),
    *[("GitLab", TOPIC, FETCHED | {BASE: said}, "later...new from fork by refs/remotes/origin/main on -")
      for said in ("", ZERO)],
    # A push starts at the commit before, where that is here and is another one.
    ("Jenkins", "HEAD=new", T | {FIRST: "@old", SECOND: "@fork"}, f"old...new from old by {FIRST} on t"),
    *[("Jenkins", "HEAD=new main=old", T | {FIRST: said, SECOND: "@fork"},
       f"fork...new from fork by {SECOND} on t, left old at old, brought, also old")
      for said in (LOST, "@new", ZERO, "", "main")],
    ("GitHub", "HEAD=new", G | {"event": {"before": "@old"}}, "old...new from old by before on t"),
    ("Drone", "HEAD=new main=fork", D | {"DRONE_COMMIT_BEFORE": "@old"},
     "old...new from old by DRONE_COMMIT_BEFORE on main"),
    ("Jenkins", f"HEAD=new {KNOWN}", T | {FIRST: "@old"},
     f"old...new from old by {FIRST} on t, left tip at fork, brought"),
    ("Jenkins", "HEAD=new origin/main=new", T | {FIRST: "@old"}, f"-...new from - by Jenkins on t, {ALONE}"),
    ("Jenkins", "HEAD>tracks tracks=new", T | {FIRST: "@old"}, f"-...new from - by Jenkins on tracks, {ALONE}"),
    # A branch starts where it left the default branch; what that branch holds already is a state alone.
    ("Bitbucket", f"HEAD=new {KNOWN}", B, "tip...new from fork by refs/remotes/origin/main on t"),
    ("Bitbucket", f"HEAD=new {KNOWN} up/HEAD>up/x up/x=old", B, "tip...new from fork by refs/remotes/origin/main on t"),
    ("Bitbucket", f"HEAD=new {KNOWN}", {"BITBUCKET_TAG": "v1"}, "tip...new from fork by refs/remotes/origin/main on -"),
    ("Bitbucket", f"HEAD=new {KNOWN}", {}, "tip...new from fork by refs/remotes/origin/main on -"),
    ("Bitbucket", f"HEAD=later {KNOWN}", B, "tip...later from tip by refs/remotes/origin/main on t"),
    ("Bitbucket", "HEAD=cross origin/main=crossed", B,
     "crossed...cross from tip old by refs/remotes/origin/main on t; "
     "2 merge bases: a path counts only if it differs from the tip, too"),
    *[("Bitbucket", f"HEAD={at} {KNOWN}", B, f"-...{at} from - by Bitbucket on t, {ALONE}") for at in ("fork", "tip")],
    ("Bitbucket", f"HEAD=fork {KNOWN}", {"BITBUCKET_TAG": "v1"}, f"-...fork from - by Bitbucket on -, {ALONE}"),
    # The first push of the default branch is a state alone.
    ("Drone", "HEAD=new main=new", D | {"DRONE_COMMIT_BEFORE": ZERO}, f"-...new from - by Drone on main, {ALONE}"),
    ("Drone", "HEAD=new main=new", {"DRONE_BRANCH": "t", "DRONE_COMMIT_BEFORE": ZERO, "DRONE_REPO_BRANCH": "t"},
     f"-...new from - by Drone on t, {ALONE}"),
    # Which branch is the default one, and which one is built.
    ("GitLab", f"HEAD=new {KNOWN} origin/trunk=fork", {"CI_COMMIT_BRANCH": "main", "CI_DEFAULT_BRANCH": "trunk"},
     "fork...new from fork by refs/remotes/origin/trunk on main"),
    ("GitLab", f"HEAD>own own=new {KNOWN}", {"CI_COMMIT_BRANCH": "main"},
     "tip...new from fork by refs/remotes/origin/main on own"),
    *[("GitHub", f"HEAD=new {KNOWN} origin/trunk=later", G | {"event": {"repository": said}},
       f"{tip}...new from fork by refs/remotes/origin/{name} on t")
      for said, tip, name in (({"default_branch": "trunk"}, "later", "trunk"), ([], "tip", "main"), ({}, "tip", "main"),
                              ({"default_branch": 1}, "tip", "main"))],
    ("Drone", f"HEAD=new {KNOWN} origin/trunk=later", {"DRONE_BRANCH": "t", "event": {
        "before": "@old", "repository": {"default_branch": "trunk"}}},
     "tip...new from fork by refs/remotes/origin/main on t"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "refs", "told", "wanted"), RUNS)
def test_a_run_has_a_base(run: Run, name: str, refs: str, told: dict[str, Any], wanted: str) -> None:
    assert run(name, refs, told) == f"range: {wanted}"


PLAIN, OWN, NOWHERE = "HEAD=new", "HEAD=new main=new", "HEAD=new topic=new"
GONE = {"GITHUB_BASE_REF": "gone"}
MADE = {"GITHUB_REF_NAME": "main"}
NO_REQUESTS: tuple[object, ...] = (
    {}, {"pull_request": []}, {"pull_request": {"base": 7}}, {"pull_request": {"base": {}}}, request(7), [], "7",
)  # fmt: skip
NO_QUEUES: tuple[object, ...] = (
    {}, {"merge_group": []}, {"merge_group": {}}, {"merge_group": {"base_sha": ZERO}}, [], "7",
)  # fmt: skip

# Service, refs, what it tells -> why it is not checked, and the cure.
REFUSED: tuple[tuple[str, str, dict[str, Any], tuple[str, str]], ...] = (
    # A request.
    *[("GitHub", TOPIC, {"GITHUB_EVENT_NAME": "pull_request_target"} | more,
       ("On pull_request_target the change is not checked out, so nothing was checked.",
        "Run the gate on: pull_request")) for more in ({}, {"GITHUB_BASE_REF": "main"})],
    ("GitHub", "HEAD=alien origin/main=tip", {"GITHUB_BASE_REF": "main"}, (UNRELATED, cure("GitHub"))),
    ("GitHub", "HEAD=new main=tip up/main=tip", {"GITHUB_BASE_REF": "main"}, missing("GitHub", "origin/main")),
    ("GitHub", TOPIC, {"GITHUB_BASE_REF": "go\nne"}, missing("GitHub", "origin/go\\nne")),
    *[("GitHub", TOPIC, GONE | {"event": said}, missing("GitHub", "origin/gone"))
      for said in NO_REQUESTS],
    *[("Gitea", f"HEAD=new main=tip {LONG}=tip", GONE | {"event": request(said)}, missing("Gitea", shown))
      for said, shown in ((LOST, LOST), (LONG, LONG[:64]), ("main", "main"), ("main\n", "main\\n"))],
    ("GitLab", PLAIN, {BASE: LOST}, missing("GitLab", LOST)),
    ("GitLab", "HEAD=made", RESULT | {TIP: LOST}, missing("GitLab", LOST)),
    ("GitLab", "HEAD=root", RESULT, (NO_BASE, FETCH)),
    # A merge queue.
    ("GitHub", PLAIN, {"event": {"merge_group": {"base_sha": LOST}}}, missing("GitHub", LOST)),
    *[("GitHub", OWN, MADE | {"event": said}, (NO_BASE, GIVE))
      for said in NO_QUEUES],
    # A push.
    ("Bitbucket", "HEAD=alien origin/main=tip", B, (UNRELATED, cure("Bitbucket"))),
    ("Bitbucket", f"HEAD=fork {KNOWN}", {}, (NO_BASE, GIVE)),
    ("Drone", NOWHERE, {"GITHUB_EVENT_PATH": "/gone"}, (NO_BASE, FETCH)),
    *[("Drone", OWN, D | {"DRONE_COMMIT_BEFORE": said}, (NO_BASE, GIVE)) for said in ("", "@new")],
    ("Drone", OWN, D | {"DRONE_COMMIT_BEFORE": LOST}, missing("Drone", LOST)),
    ("Drone", OWN, D | {"DRONE_COMMIT_BEFORE": LONG}, missing("Drone", LONG[:64])),
    ("Drone", OWN, D | {"DRONE_COMMIT_BEFORE": "a\nb"}, missing("Drone", "a\\nb")),
    ("Jenkins", OWN, {"BRANCH_NAME": "main", FIRST: "", SECOND: LOST}, missing("Jenkins", LOST)),
    *[("Drone", NOWHERE, {"DRONE_BRANCH": "t", "DRONE_COMMIT_BEFORE": said}, (NO_BASE, FETCH))
      for said in (ZERO, LOST, "")],
    ("GitLab", f"HEAD=new {KNOWN}", {"CI_COMMIT_BRANCH": "main"}, (NO_BASE, GIVE)),
    ("GitLab", f"HEAD>tags/own tags/own=new {KNOWN}", {"CI_COMMIT_BRANCH": "main"}, (NO_BASE, GIVE)),
)  # fmt: skip


@pytest.mark.parametrize(("name", "refs", "told", "why"), REFUSED)
def test_a_run_has_no_base(run: Run, name: str, refs: str, told: dict[str, Any], why: tuple[str, str]) -> None:
    with refused(NotChecked, why):
        run(name, refs, told)


@pytest.mark.parametrize(
    ("name", "refs", "told"),
    [("Bitbucket", f"HEAD=fork {KNOWN}", B), ("Drone", OWN, D | {"DRONE_COMMIT_BEFORE": ZERO})],
)
def test_a_state_alone_is_no_base(run: Run, name: str, refs: str, told: dict[str, Any]) -> None:
    assert ", merged into nothing" in run(name, refs, told)
    with refused(NotChecked, (NO_BASE, GIVE)):
        run(name, refs, told, require_base=True)


def test_a_commit_counts_by_its_whole_object_id_alone(past: Past, run: Run) -> None:
    for said in (past["tip"][:-1], past["tip"].upper(), f"{past['tip']}^0"):
        assert past.oid(said) == past["tip"]
        with refused(NotChecked, missing("Gitea", said)):
            run("Gitea", PLAIN, GONE | {"event": request(said)})
        told = T | {FIRST: said, SECOND: "@old"}
        assert run("Jenkins", PLAIN, told) == f"range: old...new from old by {SECOND} on t"


def test_long_object_ids(tmp_path: Path) -> None:
    longer = Past(tmp_path / "r", "fork", "tip fork", "new fork", objects="sha256")
    longer.only("HEAD=new")
    told = {"CI_COMMIT_BRANCH": "t", "GITLAB_CI": "true"}
    for more, by in (({BASE: "@tip"}, BASE), ({"CI_COMMIT_BEFORE_SHA": "@tip"}, "CI_COMMIT_BEFORE_SHA")):
        asked = longer.asked(env=told | more)
        change = ci_run(asked, open_git(asked), SERVICE["GitLab"], head_revision(open_git(asked)))
        assert longer.told(change) == f"range: tip...new from fork by {by} on t"


def test_a_shallow_clone_is_told_how_it_gets_its_history(past: Past, run: Run) -> None:
    shallow = past.path / ".git/shallow"
    shallow.write_text(f"{past['made']}\n{past['new']}\n{past['tip']}\n")
    try:
        with refused(NotChecked, (NO_BASE, cure("Drone"))):
            run("Drone", NOWHERE, {})
        why = "… and … have no common ancestor in this shallow clone, so nothing was checked."
        for refs in (f"HEAD=new {KNOWN}", f"HEAD=made {KNOWN}"):
            with refused(NotChecked, (why, cure("GitHub"))):
                run("GitHub", refs, PULL)
    finally:
        shallow.unlink()


def test_an_event_that_cannot_be_read_is_refused(past: Past, run: Run, tmp_path: Path) -> None:
    why = ("GITHUB_EVENT_PATH names a file that cannot be read, so nothing was checked.", "Give the base: --base REF")
    most = json.dumps({"before": past["old"]}).rjust(32 << 20)
    assert run("GitHub", PLAIN, G | {"event": most}) == "range: old...new from old by before on t"
    for said in ("{", "[" * 100_000, "", f" {most}"):
        with refused(NotChecked, why):
            run("GitHub", PLAIN, G | {"event": said})
    (tmp_path / "bytes").write_bytes(b'{"before": "\xff"}')
    for name in ("gone", "bytes", "."):
        with refused(NotChecked, why):
            run("GitHub", PLAIN, G | {"GITHUB_EVENT_PATH": str(tmp_path / name)})
