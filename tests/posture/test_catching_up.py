"""What came from the default branch is not the branch's, and what is taken out again is nobody's."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledgergate.moments import Asked
from ledgergate.moments.push import look_push
from small_team import FILES, code, judged, staged, team, told
from support import Repository, scrubbed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from ledgergate.moments import Change

MAIN, OTHER = "apps/main.py", "apps/other.py"
RUNTIME = ("LG101", MAIN, 1)
DOCS = {"docs/guide.md": "".join(f"guide {n}\n" for n in range(31))}


def _origin(repository: Repository) -> None:
    repository.git("update-ref", "refs/remotes/origin/trunk", "main")
    repository.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/trunk")
    repository.git("branch", "-q", "-D", "main")


def _upstream(repository: Repository) -> None:
    repository.git("update-ref", "refs/remotes/origin/trunk", "main")
    repository.git("config", "remote.origin.url", "nowhere")
    repository.git("config", "remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*")
    repository.git("config", "branch.docs/tidy.remote", "origin")
    repository.git("config", "branch.docs/tidy.merge", "refs/heads/trunk")
    repository.git("branch", "-q", "-D", "main")


KNOWN: dict[str, Callable[[Repository], object]] = {
    "local main": lambda _: None,
    "local master": lambda repository: repository.git("branch", "-q", "-m", "main", "master"),
    "origin's HEAD alone": _origin,
    "the upstream alone": _upstream,
}


@pytest.mark.parametrize("known", KNOWN)
def test_a_runtime_path_is_taken_out_again(tmp_path: Path, known: str) -> None:
    repository = team(tmp_path / "r", "docs/tidy")
    start = repository.oid()
    repository.save({MAIN: "evil\n", OTHER: "new\n", **DOCS}, "docs: oops")
    KNOWN[known](repository)
    repository.git("checkout", "-q", start, "--", MAIN)
    assert {one[1] for one in told(judged(repository, "docs: half of it", staged=True).findings)} <= {OTHER}
    assert told(judged(repository).findings) == [("LG101", OTHER, 1)]
    repository.git("rm", "-q", OTHER)
    assert told(judged(repository).findings) == []
    assert told(judged(repository, "docs: without the runtime paths").findings) == []


def test_what_is_typed_docs_and_is_reverted_in_the_commit_itself_passes_where_no_base_is_known(tmp_path: Path) -> None:
    repository = team(tmp_path / "r", "docs/tidy")
    repository.git("branch", "-q", "-D", "main")
    assert told(staged(repository, {MAIN: "evil\n"})) == [RUNTIME]
    assert told(staged(repository, {MAIN: FILES[MAIN]})) == []


def test_a_docs_commit_on_a_feature_branch_does_not_answer_for_the_feature(tmp_path: Path) -> None:
    repository = team(tmp_path / "r", "feature")
    repository.save({MAIN: "feature\n"}, "feat: more")
    assert told(staged(repository, DOCS, "docs: the guide")) == []
    found = staged(repository, {OTHER: "x\n"}, "docs: the guide")
    assert told(found) == [("LG104", OTHER, 1)]


def _catch_up(repository: Repository, how: str) -> None:
    if how == "merge":
        repository.merge("main")
    elif how == "rebase":
        repository.git("-c", "core.hooksPath=/dev/null", "rebase", "-q", "main")
    elif how == "squash":
        repository.git("merge", "-q", "--squash", "main")
        repository.commit("docs: catch up")
    else:
        repository.git("-c", "core.hooksPath=/dev/null", "cherry-pick", "main")


def _pushed(repository: Repository, old: str, remote: str = "origin", **together: str) -> Change:
    asked = Asked(cwd=str(repository.path), environment=scrubbed(repository.path.parent))
    return look_push(asked, old, repository.oid(), "refs/heads/docs/tidy", remote=remote, together=together)


@pytest.mark.parametrize("evil", [False, True])
@pytest.mark.parametrize("how", ["merge", "rebase", "squash", "pick"])
def test_a_branch_that_was_pushed_catches_up_and_is_pushed_again(tmp_path: Path, how: str, evil: bool) -> None:
    repository = team(tmp_path / "r", "docs/tidy")
    old = repository.save(DOCS, "docs: more")
    repository.checkout("main")
    repository.save({MAIN: "main moved\n"}, "feat: moved")
    repository.git("update-ref", "refs/remotes/origin/main", "main")
    repository.checkout("docs/tidy")
    _catch_up(repository, how)
    if evil:
        repository.save({OTHER: "x\n"}, "docs: slip")
    expected = {OTHER} if evil else set()
    by_runner = _judged_with(repository, _push(repository, old))
    assert {path for code, path, _ in by_runner if code == "LG101"} == expected
    with _pushed(repository, old) as change:
        entries = change.branch_entries()
        touched = change.entries if entries is None else entries
        assert {one.path for one in touched if one.path.startswith("apps/")} == expected
        assert {one.path for one in change.entries if one.path.startswith("apps/")} == expected


def _judged_with(repository: Repository, variables: dict[str, str]) -> list[tuple[str, str, int]]:
    from ledgergate.gate import judge
    from ledgergate.request import Request

    environment = scrubbed(repository.path.parent, **variables)
    return told(judge(Request(Asked(cwd=str(repository.path), environment=environment))).findings)


def test_a_remote_that_gets_the_default_branch_with_the_same_push_knows_it(tmp_path: Path) -> None:
    repository = team(tmp_path / "r", "docs/tidy")
    repository.git("update-ref", "refs/remotes/origin/main", "main")
    repository.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main")
    old = repository.save(DOCS, "docs: more")
    repository.checkout("main")
    new = repository.save({MAIN: "main moved\n"}, "feat: moved")
    repository.checkout("docs/tidy")
    repository.merge("main")
    with _pushed(repository, old, **{"refs/heads/main": new}) as change:
        assert [one.path for one in change.entries] == []
    with _pushed(repository, old) as change:
        assert [one.path for one in change.entries] == [MAIN]


def test_a_policy_that_came_from_the_default_branch_is_not_the_pushs(tmp_path: Path) -> None:
    repository = team(tmp_path / "r", "feature")
    old = repository.save(DOCS, "docs: more")
    repository.checkout("main")
    looser = FILES["ledgergate.toml"].replace('commit_types = ["docs"]\n', "")
    repository.save({"ledgergate.toml": looser}, "chore: agreed on")
    repository.git("update-ref", "refs/remotes/origin/main", "main")
    repository.checkout("feature")
    repository.merge("main")
    assert _judged_with(repository, _push(repository, old)) == []
    repository.save({"ledgergate.toml": looser.replace('branches = ["docs/*"]\n', "")}, "chore: alone")
    assert [code for code, _, _ in _judged_with(repository, _push(repository, old))] == ["LG901"]


def _push(repository: Repository, old: str) -> dict[str, str]:
    return {
        "PRE_COMMIT_FROM_REF": old,
        "PRE_COMMIT_TO_REF": repository.oid(),
        "PRE_COMMIT_REMOTE_NAME": "origin",
        "PRE_COMMIT_REMOTE_BRANCH": "refs/heads/" + repository.git("symbolic-ref", "--short", "HEAD").decode(),
    }


@pytest.mark.parametrize("lagging", ["main", "origin/main"])
def test_of_a_local_main_and_the_remotes_the_later_one_is_the_default_branch(tmp_path: Path, lagging: str) -> None:
    repository = team(tmp_path / "r", "docs/tidy")
    start = repository.oid("main")
    repository.checkout("main")
    new = repository.save({MAIN: "main moved\n"}, "feat: moved")
    repository.git("update-ref", "refs/remotes/origin/main", new)
    repository.git("update-ref", "refs/heads/main" if lagging == "main" else "refs/remotes/origin/main", start)
    repository.git("checkout", "-q", "-f", "docs/tidy")
    repository.merge(new)
    assert told(staged(repository, DOCS)) == []


def test_a_default_branch_that_was_renamed_is_found_by_its_new_name(tmp_path: Path) -> None:
    repository = team(tmp_path / "r", "docs/tidy")
    repository.git("update-ref", "refs/remotes/origin/master", "main")
    repository.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/master")
    repository.checkout("main")
    repository.save({MAIN: "main moved\n"}, "feat: moved")
    repository.git("update-ref", "refs/remotes/origin/main", "main")
    repository.checkout("docs/tidy")
    repository.merge("main")
    assert told(staged(repository, DOCS)) == []
    repository.git("update-ref", "-d", "refs/remotes/origin/master")
    assert told(staged(repository, DOCS)) == []
    assert told(staged(repository, {MAIN: "evil\n"})) == [RUNTIME]


def test_while_a_branch_is_rebased_its_own_commits_count(tmp_path: Path) -> None:
    repository = team(tmp_path / "r", "docs/tidy")
    repository.save({"docs/guide.md": "mine\n"}, "docs: mine")
    repository.checkout("main")
    repository.save({"docs/guide.md": "theirs\n", MAIN: "main moved\n"}, "feat: moved")
    repository.checkout("docs/tidy")
    repository.git("-c", "core.hooksPath=/dev/null", "rebase", "-q", "main", fails=True)
    assert told(staged(repository, {"docs/guide.md": "both\n"})) == []
    assert told(staged(repository, {MAIN: "evil\n"})) == [RUNTIME]


def test_merging_another_branch_that_changes_the_runtime_is_refused(tmp_path: Path) -> None:
    repository = team(tmp_path / "r", "docs/tidy")
    repository.save(DOCS, "docs: more")
    repository.branch("feature", "main")
    repository.save({MAIN: "feature\n"}, "feat: more")
    repository.checkout("docs/tidy")
    repository.merge("feature", commit=False)
    assert told(judged(repository).findings) == [RUNTIME]


def test_a_revert_of_a_revert_counts_by_what_is_left(tmp_path: Path) -> None:
    repository = team(tmp_path / "r", "docs/tidy")
    for step, clean in (("evil\n", False), (FILES[MAIN], True), ("evil\n", False)):
        repository.save({MAIN: step}, "docs: step")
        assert (code(repository, base="main", head="HEAD") == 0) is clean
