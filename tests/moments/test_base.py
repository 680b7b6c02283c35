"""What a change is compared with: ranges, merges, pushes, and bases that are not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledgergate.errors import NotChecked
from ledgergate.moments.default_branch import default_base
from ledgergate.moments.repository import standing
from refusals import refused
from support import Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from ledgergate.moments import Change
    from support import Looks

RUNTIME = "apps/platform/main.py"


def paths(change: Change) -> list[str]:
    return [one.path for one in change.entries]


def test_a_range_starts_at_the_merge_base(repo: Repository, looks: Looks) -> None:
    fork = repo.oid()
    repo.save({"docs/readme.md": "topic\n"})
    repo.checkout("main")
    repo.save({RUNTIME: "main moved\n"})
    change = looks(repo, base="main", head="topic")
    assert paths(change) == ["docs/readme.md"]
    assert (change.compared.before, change.branch) == (fork, "topic")
    assert change.before is not None
    assert change.tip is not None
    assert change.before.read([RUNTIME])[RUNTIME].data != change.tip.read([RUNTIME])[RUNTIME].data


def test_a_base_merged_into_the_branch_is_excused(repo: Repository, looks: Looks) -> None:
    repo.save({"docs/readme.md": "topic\n"})
    repo.checkout("main")
    repo.save({RUNTIME: "main moved\n"})
    repo.checkout("topic")
    repo.merge("main")
    assert paths(looks(repo, base="main")) == ["docs/readme.md"]


def test_a_merge_that_throws_the_base_away_is_not_excused(repo: Repository, looks: Looks) -> None:
    repo.save({"docs/readme.md": "topic\n"})
    repo.checkout("main")
    repo.save({RUNTIME: "fixed\n"})
    repo.checkout("topic")
    repo.merge("main", ours=True)
    assert paths(looks(repo, base="main")) == [RUNTIME, "docs/readme.md"]


def test_an_evil_merge_answers_for_what_it_adds(repo: Repository, looks: Looks) -> None:
    repo.save({"docs/readme.md": "topic\n"})
    repo.checkout("main")
    repo.save({"docs/m.md": "m\n"})
    repo.checkout("topic")
    repo.merge("main", commit=False)
    repo.write(RUNTIME, "evil\n")
    repo.stage()
    repo.commit("Merge")
    change = looks(repo, base="main")
    assert paths(change) == [RUNTIME, "docs/readme.md"]
    assert [[one.path for one in commit.entries] for commit in change.commits()] == [["docs/readme.md"], [RUNTIME]]
    assert [len(commit.parents) for commit in change.commits()] == [1, 2]


@pytest.mark.parametrize("evil", [False, True])
def test_with_two_merge_bases_what_equals_the_tip_is_excused(repo: Repository, looks: Looks, evil: bool) -> None:
    one = repo.save({"docs/readme.md": "topic\n"})
    repo.checkout("main")
    two = repo.save({RUNTIME: "fixed\n"})
    repo.merge(one)
    repo.checkout("topic")
    repo.merge(two)
    repo.save({"docs/guide.md": "topic\n", **({RUNTIME: "main 0\n"} if evil else {})})
    change = looks(repo, base="main")
    assert len(change.bases) == 2
    assert paths(change) == ([RUNTIME] if evil else []) + ["docs/guide.md"]
    assert "2 merge bases" in change.compared.notes[0]


def test_an_octopus_of_the_base_and_others_counts_the_others(repo: Repository, looks: Looks) -> None:
    repo.save({"docs/readme.md": "topic\n"})
    repo.branch("other", "main")
    repo.save({RUNTIME: "other\n"})
    repo.checkout("main")
    repo.save({"apps/platform/lib/util.py": "main moved\n"})
    repo.checkout("topic")
    repo.merge("main", "other")
    assert paths(looks(repo, base="main")) == [RUNTIME, "docs/readme.md"]


def test_a_change_that_was_reverted_is_no_change(repo: Repository, looks: Looks) -> None:
    repo.save({RUNTIME: "evil\n"})
    repo.git("checkout", "-q", "main", "--", RUNTIME)
    repo.commit("revert")
    change = looks(repo, base="main")
    assert paths(change) == []
    assert [[one.path for one in commit.entries] for commit in change.commits()] == [[RUNTIME], [RUNTIME]]


def test_an_orphan_branch_is_not_checked(repo: Repository, looks: Looks) -> None:
    repo.git("checkout", "-q", "--orphan", "evil")
    repo.save({RUNTIME: "evil\n"})
    with refused(
        NotChecked,
        (
            "4dd635780205 and 3cba0483194a have no common ancestor, so there is nothing to compare with.",
            "Compare with a base that the branch grew from: --base REF",
        ),
    ):
        looks(repo, base="main")


def test_a_shallow_clone_says_that_it_is_shallow(repo: Repository, looks: Looks, tmp_path: Path) -> None:
    repo.save({"docs/readme.md": "topic\n"})
    repo.checkout("main")
    repo.save({RUNTIME: "main moved\n"})
    clone = repo.clone(tmp_path / "clone", "--depth=1", "--no-single-branch")
    with refused(
        NotChecked,
        (
            "a11f6af46415 and 7915433ba320 have no common ancestor in this shallow clone, so nothing was checked.",
            "Fetch the history: git fetch --unshallow",
        ),
    ) as caught:
        looks(clone, base="origin/main", head="origin/topic")
    assert caught.value.cure == "Fetch the history: git fetch --unshallow"


def test_a_replaced_base_does_not_hide_the_change(repo: Repository, looks: Looks) -> None:
    repo.save({RUNTIME: "evil\n"})
    forged = repo.commit_tree(repo.oid("HEAD^{tree}"))
    repo.git("replace", "main", forged)
    assert paths(looks(repo, base="main")) == [RUNTIME]


def test_a_deleted_head_leaves_nothing_to_judge(repo: Repository, looks: Looks) -> None:
    change = looks(repo, base="main", head="0" * 40)
    assert (change.idle, change.entries) == ("the ref is deleted: nothing to judge", ())


def test_a_push_that_pre_commit_tells_of_is_a_range(repo: Repository, looks: Looks) -> None:
    old = repo.save({"docs/readme.md": "pushed before\n"})
    new = repo.save({RUNTIME: "evil\n"})
    for names in (("FROM_REF", "TO_REF"), ("ORIGIN", "SOURCE")):
        env = {f"PRE_COMMIT_{names[0]}": old, f"PRE_COMMIT_{names[1]}": new}
        assert paths(looks(repo, env=env)) == [RUNTIME]


def test_the_first_push_of_a_branch_counts_from_the_remote_default(repo: Repository, looks: Looks) -> None:
    repo.git("update-ref", "refs/remotes/up/trunk", "main")
    repo.git("symbolic-ref", "refs/remotes/up/HEAD", "refs/remotes/up/trunk")
    repo.save({"docs/readme.md": "one\n"})
    repo.save({RUNTIME: "two\n"})
    env = {"PRE_COMMIT_REMOTE_NAME": "up", "PRE_COMMIT_LOCAL_BRANCH": "refs/heads/topic"}
    for more in ({}, {"PRE_COMMIT_FROM_REF": "0" * 40, "PRE_COMMIT_TO_REF": repo.oid()}):
        change = looks(repo, env={**env, **more})
        assert (paths(change), change.branch) == ([RUNTIME, "docs/readme.md"], "topic")
        assert change.compared.source == "refs/remotes/up/trunk"


def test_a_first_push_without_a_default_branch_has_no_base(repo: Repository, looks: Looks) -> None:
    repo.git("branch", "-q", "-D", "main")
    change = looks(repo, env={"PRE_COMMIT_REMOTE_NAME": "up"})
    assert change.before is None
    with refused(
        NotChecked, ("No base is known, and one is needed here, so nothing was checked.", "Give the base: --base REF")
    ):
        looks(repo, env={"PRE_COMMIT_REMOTE_NAME": "up", "CI": "1"})


def test_the_listing_of_before_is_that_of_the_base_commit(repo: Repository, looks: Looks) -> None:
    repo.remove("docs/guide.md")
    repo.save({"docs/new.md": "new\n", RUNTIME: "edited\n"})
    change = looks(repo, base="main")
    assert change.before is not None
    assert change.before.listing() == looks(repo, tree="main").after.listing()


def _remote(repo: Repository, name: str = "main") -> None:
    repo.git("update-ref", f"refs/remotes/origin/{name}", "main")
    repo.git("symbolic-ref", "refs/remotes/origin/HEAD", f"refs/remotes/origin/{name}")


def _upstream(repo: Repository, branch: str = "topic") -> None:
    repo.git("config", "remote.origin.url", "nowhere")
    repo.git("config", "remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*")
    repo.git("update-ref", "refs/remotes/origin/trunk", "main")
    repo.git("config", f"branch.{branch}.remote", "origin")
    repo.git("config", f"branch.{branch}.merge", "refs/heads/trunk")


def _included(repo: Repository) -> None:
    _upstream(repo)
    kept = (repo.path / ".git/config").read_text()
    (repo.path / ".git/more").write_text(kept)
    (repo.path / ".git/config").write_text("[include]\n\tpath = more\n")


def _quoted(repo: Repository) -> None:
    repo.git("checkout", "-q", "-b", 'say"it"')
    _upstream(repo, 'say"it"')


def _detached_default(repo: Repository) -> None:
    repo.git("update-ref", "--no-deref", "refs/remotes/origin/HEAD", "main")


def _pointing(repo: Repository) -> None:
    repo.git("symbolic-ref", "refs/heads/master", "refs/heads/main")
    repo.git("branch", "-q", "-m", "main", "elsewhere")


def _in_turn(*steps: Callable[[Repository], object]) -> Callable[[Repository], object]:
    return lambda repo: [step(repo) for step in steps]


# Situation -> whether the repository's files tell the default branch without a git.
STANDINGS: dict[str, tuple[Callable[[Repository], object], bool]] = {
    "a local main": (lambda repo: None, True),
    "no default": (lambda repo: repo.git("branch", "-q", "-D", "main"), True),
    "a remote's default": (_remote, True),
    "a remote's default of another name": (lambda repo: _remote(repo, "trunk"), True),
    "a remote's default that is an object": (_detached_default, True),
    "a remote's default that is not there": (
        lambda repo: repo.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/gone"), True),
    "packed": (_in_turn(_remote, lambda repo: repo.git("pack-refs", "--all")), True),
    "on the default": (lambda repo: repo.checkout("main"), True),
    "on the remote's default": (_in_turn(lambda repo: repo.checkout("main"), _remote), True),
    "an upstream": (_upstream, False),
    "an upstream and a remote's default": (_in_turn(_upstream, _remote), True),
    "an upstream of another spelling": (lambda repo: _upstream(repo, "TOPIC"), False),
    "an upstream from another file": (_included, False),
    "an upstream of a quoted name": (_quoted, False),
    "a branch of its own tongue": (lambda repo: repo.branch("größer"), False),
    "a master that points to a branch that is gone": (_pointing, True),
    "detached": (lambda repo: repo.git("checkout", "-q", "--detach"), False),
}  # fmt: skip


# Situation -> the ref of the default branch, "" where there is none.
DEFAULTS = {
    "a local main": "refs/heads/main",
    "no default": "",
    "a remote's default": "refs/remotes/origin/main",
    "a remote's default of another name": "refs/remotes/origin/trunk",
    "a remote's default that is an object": "refs/remotes/origin/HEAD",
    "a remote's default that is not there": "refs/heads/main",
    "packed": "refs/remotes/origin/main",
    "on the default": "",
    "on the remote's default": "",
    "an upstream": "refs/remotes/origin/trunk",
    "an upstream and a remote's default": "refs/remotes/origin/main",
    "an upstream of another spelling": "refs/heads/main",
    "an upstream from another file": "refs/remotes/origin/trunk",
    "an upstream of a quoted name": "refs/remotes/origin/trunk",
    "a branch of its own tongue": "refs/heads/main",
    "a master that points to a branch that is gone": "",
    "detached": "refs/heads/main",
}


@pytest.mark.parametrize("name", STANDINGS)
def test_files_tell_the_default_branch_as_git_does(
    repo: Repository, looks: Looks, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    make, by_files = STANDINGS[name]
    repo.save({"docs/readme.md": "topic\n"})
    make(repo)
    git = looks(repo, staged=True).git
    own = standing(git).ref
    asked = git.calls
    told = default_base(git, own, "origin")
    assert (told.ref if told is not None else "") == DEFAULTS[name]
    assert (git.calls == asked) is by_files
    monkeypatch.setattr("ledgergate.moments.default_branch._about_by_files", lambda *_: {})
    assert default_base(git, own, "origin") == told
    assert git.calls > asked
