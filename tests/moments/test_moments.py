"""Which moment it is, and what a commit being made is compared with."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from ledgergate.errors import Misused, NotChecked
from refusals import refused
from support import EMPTY_BLOB, SUBMODULE_1, SUBMODULE_2, Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ledgergate.moments import Change
    from support import Looks


def paths(change: Change) -> list[str]:
    return [one.path for one in change.entries]


def test_a_staged_edit_is_told_from_an_unstaged_one(repo: Repository, looks: Looks) -> None:
    repo.write("docs/readme.md", "staged\n")
    repo.stage()
    repo.write("docs/readme.md", "unstaged\n")
    repo.write("docs/guide.md", "unstaged\n")
    change = looks(repo, staged=True)
    assert paths(change) == ["docs/readme.md"]
    assert change.after.read(["docs/readme.md"])["docs/readme.md"].data == b"staged\n"
    assert change.before is not None
    assert change.before.read(["docs/readme.md"])["docs/readme.md"].data == b"readme\n"
    assert change.before.read(["docs/readme.md"])["docs/readme.md"].side == "before"
    assert (change.compared.moment, change.compared.before, change.compared.after) == ("staged", repo.oid(), "index")
    assert change.branch == "topic"


def test_a_staged_check_of_a_small_repository_starts_one_git(repo: Repository, looks: Looks) -> None:
    repo.write("docs/readme.md", "staged\n")
    repo.stage()
    change = looks(repo, staged=True)
    change.after.read(["ledgergate.toml", ".ledgergate.toml", "pyproject.toml"])
    assert change.before is not None
    change.before.read(["ledgergate.toml", "docs/readme.md"])
    assert change.after.find("docs/*.md") == ["docs/guide.md", "docs/readme.md"]
    assert len(change.entries) == 1
    assert change.git.calls == 1


@pytest.mark.parametrize("objects", ["sha1", "sha256"])
def test_the_first_commit_is_compared_with_the_empty_tree(tmp_path: Path, looks: Looks, objects: str) -> None:
    repo = Repository(tmp_path / "new", objects=objects)
    repo.write("apps/a.py", "1\n")
    repo.stage()
    change = looks(repo, staged=True)
    assert paths(change) == ["apps/a.py"]
    assert change.compared.before == repo.git("hash-object", "-t", "tree", "/dev/null").decode()
    assert change.before is not None
    assert change.before.listing() == {}


def test_an_empty_repository_has_nothing_staged(tmp_path: Path, looks: Looks) -> None:
    change = looks(Repository(tmp_path / "new"), staged=True)
    assert change.entries == ()
    assert change.after.listing() == {}


def test_the_index_that_a_partial_commit_makes_is_the_one_judged(repo: Repository, looks: Looks) -> None:
    repo.write("apps/platform/main.py", "dirty\n")
    repo.stage()
    repo.write("docs/readme.md", "more\n")
    other = {"GIT_INDEX_FILE": ".git/next-index.lock"}
    repo.git("read-tree", "HEAD", env=other)
    repo.git("add", "docs/readme.md", env=other)
    for where in (repo.path, repo.path / "apps"):
        change = looks(where, env=other)
        assert (paths(change), change.compared.source) == (["docs/readme.md"], "GIT_INDEX_FILE")


def test_a_path_that_is_only_intended_to_be_added_is_not_there(repo: Repository, looks: Looks) -> None:
    repo.save({"docs/empty.md": ""})
    repo.write("apps/platform/later.py", "later\n")
    repo.git("add", "-N", "apps/platform/later.py")
    change = looks(repo, staged=True)
    assert paths(change) == []
    assert change.after.entry("apps/platform/later.py") is None
    found = change.after.entry("docs/empty.md")
    assert found is not None
    assert found.oid == EMPTY_BLOB


def test_modes_links_and_submodules_are_changes(repo: Repository, looks: Looks) -> None:
    repo.write(".gitmodules", '[submodule "v"]\n\tpath = v\n\turl = ./v\n\tignore = all\n')
    repo.stage()
    repo.put("v", SUBMODULE_1, "160000")
    repo.commit()
    repo.git("config", "diff.ignoreSubmodules", "all")
    repo.put("v", SUBMODULE_2, "160000")
    repo.git("update-index", "--chmod=+x", "apps/platform/main.py")
    repo.link("docs/link", "../apps")
    repo.git("add", "docs/link")
    change = looks(repo, staged=True)
    modes = {one.path: one.after.mode for one in change.entries if one.after}
    assert modes == {"apps/platform/main.py": "100755", "docs/link": "120000", "v": "160000"}


def test_an_unmerged_path_is_not_checked(repo: Repository, looks: Looks) -> None:
    repo.save({"docs/readme.md": "mine\n"})
    repo.checkout("main")
    repo.save({"docs/readme.md": "theirs\n"})
    repo.merge("topic", fails=True)
    with refused(NotChecked, ("'docs/readme.md' is unmerged in the index, so nothing was checked.", "Resolve it.")):
        _ = looks(repo, staged=True).entries


def test_an_earlier_commit_of_the_branch_counts_with_a_base(repo: Repository, looks: Looks) -> None:
    repo.save({"apps/platform/main.py": "evil\n"})
    repo.write("docs/readme.md", "more\n")
    repo.stage()
    assert paths(looks(repo, staged=True)) == ["docs/readme.md"]
    change = looks(repo, staged=True, base="main")
    assert paths(change) == ["apps/platform/main.py", "docs/readme.md"]
    assert change.compared.before == repo.oid("main")


def test_an_amend_that_takes_a_change_out_again_is_clean_with_a_base(repo: Repository, looks: Looks) -> None:
    repo.save({"apps/platform/main.py": "evil\n"})
    repo.git("checkout", "-q", "main", "--", "apps/platform/main.py")
    assert paths(looks(repo, staged=True)) == ["apps/platform/main.py"]
    assert paths(looks(repo, staged=True, base="main")) == []


def test_the_whole_branch_is_known_while_committing_where_origin_is(repo: Repository, looks: Looks) -> None:
    repo.git("update-ref", "refs/remotes/origin/main", "main")
    repo.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main")
    repo.save({"apps/platform/main.py": "evil\n"})
    repo.write("docs/readme.md", "more\n")
    repo.stage()
    branch = looks(repo, staged=True).branch_entries()
    assert branch is not None
    assert [one.path for one in branch] == ["apps/platform/main.py", "docs/readme.md"]
    repo.git("stash", "-q")
    repo.checkout("main")
    assert looks(repo, staged=True).branch_entries() is None


def merging(repo: Repository, evil: bool) -> None:
    repo.save({"docs/readme.md": "topic\n"})
    repo.checkout("main")
    repo.save({"apps/platform/main.py": "main moved\n", "docs/m.md": "m\n"})
    repo.checkout("topic")
    repo.merge("main", commit=False)
    if evil:
        repo.write("apps/platform/lib/util.py", "evil\n")
        repo.stage()


@pytest.mark.parametrize("base", ["", "main"])
@pytest.mark.parametrize("evil", [False, True])
def test_a_merge_being_committed_answers_for_what_it_adds(
    repo: Repository, looks: Looks, base: str, evil: bool
) -> None:
    merging(repo, evil)
    found = paths(looks(repo, staged=True, base=base))
    assert found == (["apps/platform/lib/util.py"] if evil else []) + (["docs/readme.md"] if base else [])


def test_a_clean_merge_is_known_by_what_git_tells_its_hook(repo: Repository, looks: Looks, tmp_path: Path) -> None:
    repo.save({"docs/readme.md": "topic\n"})
    repo.checkout("main")
    repo.save({"apps/platform/main.py": "main moved\n"})
    repo.checkout("topic")
    told = tmp_path / "told.json"
    hook = repo.path / ".git/hooks/pre-merge-commit"
    hook.parent.mkdir(exist_ok=True)
    program = f"import json, os; json.dump(dict(os.environ), open({str(told)!r}, 'w')); raise SystemExit(1)"
    hook.write_text(f"#!{sys.executable}\n{program}\n")
    hook.chmod(0o755)
    repo.git("merge", "-q", "--no-edit", "main", fails=True)
    env = {name: value for name, value in json.loads(told.read_text()).items() if name.startswith("GIT")}
    (repo.path / ".git/MERGE_HEAD").unlink(missing_ok=True)
    change = looks(repo, env=env)
    assert paths(change) == []
    assert change.compared.notes == ("a merge: compared with every parent",)


def test_a_tree_alone_has_no_before(repo: Repository, looks: Looks) -> None:
    change = looks(repo, tree="main")
    assert (change.before, change.tip, change.entries) == (None, None, ())
    assert change.compared.notes == ("no base is known, so change rules did not run",)
    assert change.after.entry("ledgergate.toml") is not None


@pytest.mark.parametrize(
    "flags",
    [
        {"staged": True, "head": "x"},
        {"tree": "x", "base": "y"},
        {"worktree": True, "staged": True},
        {"worktree": True, "base": "x"},
    ],
)
def test_flags_that_exclude_each_other_are_misused(repo: Repository, looks: Looks, flags: dict[str, Any]) -> None:
    with refused(
        Misused,
        ("--staged and --head exclude each other.", "Give one of them; --staged goes with --base."),
        ("--staged and --worktree exclude each other.", "Give one of them; --staged goes with --base."),
        ("--tree takes no --base.", "Use --base REF --head REF for a range."),
        ("--worktree takes no --base.", "Use --base REF --head REF for a range."),
    ):
        looks(repo, **flags)


def test_a_plain_run_on_a_branch_compares_with_the_default_branch(repo: Repository, looks: Looks) -> None:
    repo.save({"docs/readme.md": "topic\n"})
    change = looks(repo)
    assert (paths(change), change.compared.source) == (["docs/readme.md"], "refs/heads/main")
    repo.write("apps/platform/main.py", "staged\n")
    repo.stage()
    change = looks(repo)
    assert (paths(change), change.after.name) == (["apps/platform/main.py", "docs/readme.md"], "index")


def test_a_plain_run_on_the_default_branch_has_no_base(repo: Repository, looks: Looks) -> None:
    repo.checkout("main")
    change = looks(repo)
    assert (change.before, change.after.name) == (None, repo.oid())
    with refused(
        NotChecked, ("No base is known, and one is needed here, so nothing was checked.", "Give the base: --base REF")
    ):
        looks(repo, require_base=True)


def test_a_run_in_ci_without_a_base_is_not_checked(repo: Repository, looks: Looks) -> None:
    repo.checkout("main")
    with refused(
        NotChecked,
        (
            "No base is known, and one is needed here, so nothing was checked.",
            "Fetch the whole history in this job and give the base: ledgergate check --base origin/main",
        ),
    ) as caught:
        looks(repo, env={"CI": "true"})
    assert "--base" in caught.value.cure
    assert looks(repo, env={"CI": "false"}).before is None


def test_a_detached_head_is_every_branch_that_it_is_the_tip_of(repo: Repository, looks: Looks) -> None:
    repo.save({"docs/readme.md": "topic\n"})
    repo.checkout("topic", detach=True)
    change = looks(repo, staged=True)
    assert (change.branch, change.branch_names()) == ("", ("topic",))


def test_a_hidden_edit_of_the_work_tree_is_in_no_commit(repo: Repository, looks: Looks) -> None:
    repo.git("update-index", "--assume-unchanged", "apps/platform/main.py")
    repo.write("apps/platform/main.py", "local\n")
    assert paths(looks(repo, staged=True)) == []


def test_a_staged_edit_of_a_file_that_is_not_on_the_disk_counts(repo: Repository, looks: Looks) -> None:
    repo.put("apps/platform/main.py", repo.blob("evil\n"))
    repo.git("update-index", "--skip-worktree", "apps/platform/main.py")
    repo.remove("apps/platform/main.py")
    assert paths(looks(repo, staged=True)) == ["apps/platform/main.py"]


@pytest.mark.parametrize("seconds", ["0", "soon", "-1", "9" * 30])
def test_a_senseless_time_limit_is_misused(repo: Repository, looks: Looks, seconds: str) -> None:
    with refused(Misused, ("LEDGERGATE_GIT_TIMEOUT must be a whole number of seconds.", "LEDGERGATE_GIT_TIMEOUT=120")):
        looks(repo, staged=True, env={"LEDGERGATE_GIT_TIMEOUT": seconds})


def test_a_commit_that_is_being_rebased_has_its_branchs_name_and_those_of_others(
    repo: Repository, looks: Looks
) -> None:
    repo.save({"docs/readme.md": "topic\n"})
    repo.branch("also")
    repo.checkout("also", detach=True)
    repo.write(".git/rebase-merge/head-name", "refs/heads/moving\n")
    assert looks(repo, staged=True).branch_names() == ("moving", "also", "topic")


def test_a_tree_of_a_repository_without_a_commit_is_not_checked(tmp_path: Path, looks: Looks) -> None:
    with refused(
        NotChecked, ("There is no commit yet, so nothing was checked.", "Commit first, or use --staged.")
    ) as caught:
        looks(Repository(tmp_path / "empty"), tree="HEAD")
    assert caught.value.cure == "Commit first, or use --staged."


def test_a_plain_run_asks_the_remote_what_its_default_branch_is(repo: Repository, looks: Looks) -> None:
    base = repo.oid("main")
    repo.git("update-ref", "refs/remotes/origin/trunk", "main")
    repo.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/trunk")
    repo.save({"docs/readme.md": "topic\n"})
    repo.git("branch", "-q", "-D", "main")
    assert looks(repo).compared.before == base
