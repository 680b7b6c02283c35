"""What each CI service says of a change: a table of records, read by one function."""

from __future__ import annotations

from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

OTHER_CI = "Fetch the whole history in this job and give the base: ledgergate check --base origin/main"


class Service(Value):
    """One service. All but `name`, `cure`, `value` and `results` are names of variables; of several the first that is
    set counts.

    `sign` tells that the service runs (with `value` it must hold that), `cure` how its job gets the history.
    `targets` name the branch that a pull request goes to; where pushes have one, too, `request` is set for requests
    alone. `oids` name a commit of a request's base, `fetched` its branch, which not every clone has. `befores` name the
    commit before a push, `branches` the branch that is built, `default` the default branch, `tag` the tag that is
    built, where it is no branch. Where `merge_ref` holds `refs/pull/N/merge` and HEAD is `merge_oid`, HEAD is the
    merge of the request and its first parent the true base. So it is where `result` holds one of `results`, and
    there `tips` name that base. `event` is a JSON file that says more, as GitHub writes it.
    """

    name: str
    sign: str
    cure: str
    value: str = ""
    targets: tuple[str, ...] = ()
    oids: tuple[str, ...] = ()
    fetched: str = ""
    befores: tuple[str, ...] = ()
    default: str = ""
    result: str = ""
    results: tuple[str, ...] = ()
    tips: tuple[str, ...] = ()
    tag: str = ""
    branches: tuple[str, ...] = ()
    merge_ref: str = ""
    merge_oid: str = ""
    event: str = ""
    request: str = ""


_CHECKOUT = "Give the checkout step its history: fetch-depth: 0 (for a pull request 2 is enough)"
_GITHUB = Service(
    "GitHub",
    "GITHUB_ACTIONS",
    _CHECKOUT,
    targets=("GITHUB_BASE_REF",),
    branches=("GITHUB_HEAD_REF", "GITHUB_REF_NAME"),
    merge_ref="GITHUB_REF",
    merge_oid="GITHUB_SHA",
    tag="GITHUB_REF",
    event="GITHUB_EVENT_PATH",
)

# Gitea and Forgejo set GitHub's variables besides their own: they come first.
SERVICES = (
    _GITHUB.but(name="Forgejo", sign="FORGEJO_ACTIONS"),
    _GITHUB.but(name="Gitea", sign="GITEA_ACTIONS"),
    _GITHUB,
    Service(
        "GitLab",
        "GITLAB_CI",
        "Give the job its history, variables: {GIT_DEPTH: 0}",
        oids=("CI_MERGE_REQUEST_DIFF_BASE_SHA",),
        fetched="CI_MERGE_REQUEST_TARGET_BRANCH_NAME",
        befores=("CI_COMMIT_BEFORE_SHA",),
        default="CI_DEFAULT_BRANCH",
        result="CI_MERGE_REQUEST_EVENT_TYPE",
        results=("merged_result", "merge_train"),
        tips=("CI_MERGE_REQUEST_TARGET_BRANCH_SHA",),
        tag="CI_COMMIT_TAG",
        branches=("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "CI_COMMIT_BRANCH"),
    ),
    Service(
        "Azure Pipelines",
        "TF_BUILD",
        "Give the checkout step its history: fetchDepth: 0",
        targets=("SYSTEM_PULLREQUEST_TARGETBRANCH",),
        branches=("SYSTEM_PULLREQUEST_SOURCEBRANCH", "BUILD_SOURCEBRANCH"),
        tag="BUILD_SOURCEBRANCH",
        merge_ref="BUILD_SOURCEBRANCH",
        merge_oid="BUILD_SOURCEVERSION",
    ),
    Service(
        "Bitbucket",
        "BITBUCKET_BUILD_NUMBER",
        "Give the step its history, clone: {depth: full}, and fetch the destination branch",
        targets=("BITBUCKET_PR_DESTINATION_BRANCH",),
        tag="BITBUCKET_TAG",
        branches=("BITBUCKET_BRANCH",),
    ),
    Service(
        "Jenkins",
        "JENKINS_URL",
        "Turn the shallow clone off in the job's clone options, and let its refspec fetch the target branch",
        targets=("CHANGE_TARGET",),
        befores=("GIT_PREVIOUS_SUCCESSFUL_COMMIT", "GIT_PREVIOUS_COMMIT"),
        tag="TAG_NAME",
        branches=("CHANGE_BRANCH", "BRANCH_NAME"),
    ),
    Service(
        "Buildkite",
        "BUILDKITE",
        "Fetch the history: take --depth out of BUILDKITE_GIT_CLONE_FLAGS, or git fetch --unshallow",
        targets=("BUILDKITE_PULL_REQUEST_BASE_BRANCH",),
        default="BUILDKITE_PIPELINE_DEFAULT_BRANCH",
        tag="BUILDKITE_TAG",
        branches=("BUILDKITE_BRANCH",),
    ),
    Service(
        "Woodpecker",
        "CI",
        "Give the clone step its history, settings: {partial: false, depth: 0}",
        value="woodpecker",
        targets=("CI_COMMIT_TARGET_BRANCH",),
        befores=("CI_PREV_COMMIT_SHA",),
        default="CI_REPO_DEFAULT_BRANCH",
        tag="CI_COMMIT_TAG",
        branches=("CI_COMMIT_SOURCE_BRANCH", "CI_COMMIT_BRANCH"),
        request="CI_COMMIT_PULL_REQUEST",
    ),
    Service(
        "Drone",
        "DRONE",
        "Give the clone step its history, clone: {depth: 0}",
        targets=("DRONE_TARGET_BRANCH",),
        befores=("DRONE_COMMIT_BEFORE",),
        default="DRONE_REPO_BRANCH",
        tag="DRONE_TAG",
        branches=("DRONE_SOURCE_BRANCH", "DRONE_BRANCH"),
        request="DRONE_PULL_REQUEST",
    ),
)


def service(told: Mapping[str, str]) -> Service | None:
    """The service that these variables belong to."""
    for one in SERVICES:
        said = told.get(one.sign, "")
        if said and said.lower() != "false" and one.value in ("", said):
            return one
    return None


def target(one: Service, told: Mapping[str, str]) -> tuple[str, str]:
    """The variable that names the branch a request goes to, and the branch's short name; ("", "") for no request."""
    if one.request and not told.get(one.request):
        return "", ""
    for name in one.targets:
        if told.get(name):
            return name, told[name].removeprefix("refs/heads/")
    return "", ""


def is_tag(one: Service, told: Mapping[str, str]) -> bool:
    """Whether the service builds a tag."""
    said = told.get(one.tag, "")
    return bool(said) and (not said.startswith("refs/") or said.startswith("refs/tags/"))


def branch_name(told: Mapping[str, str]) -> str:
    """The short name of the branch that the service builds, "" where it builds none."""
    one = service(told)
    for name in one.branches if one is not None and not is_tag(one, told) else ():
        said = told.get(name, "")
        if said and not said.startswith(("refs/pull/", "refs/tags/")) and told.get("GITHUB_REF_TYPE") != "tag":
            return (
                "" if said.endswith("/merge") and said[: -len("/merge")].isdigit() else said.removeprefix("refs/heads/")
            )
    return ""
