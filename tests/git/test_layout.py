"""Where a repository is, from wherever somebody stands."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ledgergate.errors import NotChecked
from refusals import refused
from support import Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from support import Looks

RUNTIME = "apps/platform/main.py"


@pytest.fixture
def dirty(repo: Repository) -> Repository:
    repo.write(RUNTIME, "evil\n")
    repo.stage()
    return repo


def found(looks: Looks, where: Path, env: dict[str, str] | None = None, **flags: object) -> list[str]:
    change = looks(where, env=env, **flags)
    assert "ledgergate.toml" in change.after.listing()
    return [one.path for one in change.entries]


@pytest.mark.parametrize("folder", [".", "docs", "apps/platform/lib", ".git"])
def test_a_repository_is_found_from_any_of_its_folders(dirty: Repository, looks: Looks, folder: str) -> None:
    assert found(looks, dirty.path / folder, {"GIT_DIR": "."} if folder == ".git" else None, staged=True) == [RUNTIME]


@pytest.mark.parametrize("git_dir", [".git", "{top}/.git"])
def test_a_hook_names_the_git_folder(dirty: Repository, looks: Looks, git_dir: str) -> None:
    env = {"GIT_DIR": git_dir.format(top=dirty.path), "GIT_WORK_TREE": "/", "GIT_PREFIX": "docs/"}
    assert found(looks, dirty.path, env, staged=True) == [RUNTIME]


def test_a_linked_work_tree_has_its_own_index_and_head(repo: Repository, looks: Looks, tmp_path: Path) -> None:
    repo.git("worktree", "add", "-q", "-b", "linked", str(tmp_path / "linked"), "main")
    linked = Repository(tmp_path / "linked", init=False)
    linked.write(RUNTIME, "evil\n")
    linked.stage()
    change = looks(linked, staged=True)
    assert ([one.path for one in change.entries], change.branch) == ([RUNTIME], "linked")
    git_dir = linked.git("rev-parse", "--absolute-git-dir").decode()
    assert found(looks, linked.path, {"GIT_DIR": git_dir}, staged=True) == [RUNTIME]


def test_a_submodule_is_a_repository_of_its_own(repo: Repository, looks: Looks, tmp_path: Path) -> None:
    outer = Repository(tmp_path / "outer")
    outer.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(repo.path), "inner")
    inner = Repository(outer.path / "inner", init=False)
    inner.write(RUNTIME, "evil\n")
    inner.stage()
    assert found(looks, inner.path / "docs", staged=True) == [RUNTIME]


def test_a_bare_repository_is_judged_where_git_dir_names_it(repo: Repository, looks: Looks, tmp_path: Path) -> None:
    repo.save({RUNTIME: "evil\n"})
    bare = repo.clone(tmp_path / "bare.git", "--bare")
    assert found(looks, bare.path, {"GIT_DIR": "."}, base="main", head="topic") == [RUNTIME]
    with refused(
        NotChecked,
        (
            "'…' is a bare repository, or looks like one, so nothing was checked.",
            "Name it if it is meant: GIT_DIR=. ledgergate check ...",
        ),
    ) as caught:
        looks(bare, base="main", head="topic")
    assert "GIT_DIR=." in caught.value.cure


def test_a_committed_bare_repository_is_not_taken_for_the_real_one(dirty: Repository, looks: Looks) -> None:
    dirty.files({f"docs/evil.git/{name}": "" for name in ("objects/.keep", "refs/.keep", "HEAD", "config")})
    with refused(
        NotChecked,
        (
            "'…' is a bare repository, or looks like one, so nothing was checked.",
            "Name it if it is meant: GIT_DIR=. ledgergate check ...",
        ),
    ):
        looks(dirty.path / "docs/evil.git", staged=True)


def test_outside_of_a_repository_nothing_is_checked(looks: Looks, tmp_path: Path) -> None:
    with refused(
        NotChecked, ("This is not a git repository, so nothing was checked.", "Run it inside one, or: git init")
    ):
        looks(tmp_path, staged=True)


def test_a_git_folder_that_is_none_does_not_lead_to_the_one_above(dirty: Repository, looks: Looks) -> None:
    inner = dirty.path / "docs/inner"
    (inner / ".git").mkdir(parents=True)
    (inner / ".git/HEAD").write_text("nonsense\n")
    with refused(NotChecked, ("This is not a git repository.", "Run it inside one.")):
        _ = looks(inner, staged=True).entries


def test_a_deleted_working_directory_is_not_checked(
    dirty: Repository, looks: Looks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with refused(
        NotChecked, ("The working directory no longer exists, so nothing was checked.", "cd to the repository.")
    ):
        looks(dirty, staged=True, cwd=".")


def test_a_name_in_head_ends_at_a_nul_as_for_git(dirty: Repository, looks: Looks) -> None:
    named = dirty.git("symbolic-ref", "HEAD").decode()
    (dirty.path / ".git/HEAD").write_bytes(f"ref: {named}\0junk\n".encode())
    assert dirty.git("symbolic-ref", "HEAD").decode() == named
    assert f"refs/heads/{looks(dirty, staged=True).branch}" == named


@pytest.mark.parametrize("lies", ["ref: {}\n", "ref:\t{}\n", "ref:{}\n"])
def test_a_branch_under_another_name_is_the_branch_that_git_says(dirty: Repository, looks: Looks, lies: str) -> None:
    dirty.git("branch", "docs/audit")
    dirty.write(".git/refs/heads/alias", lies.format("refs/heads/docs/audit"))
    dirty.write(".git/HEAD", "ref: refs/heads/alias\n")
    assert dirty.git("branch", "--show-current").strip() == b"docs/audit"
    assert looks(dirty.path, staged=True).branch == "docs/audit"


def test_looking_changes_nothing(dirty: Repository, looks: Looks) -> None:
    def state() -> dict[str, tuple[int, int, bytes]]:
        seen = {}
        for folder, _, names in os.walk(dirty.path):
            for name in names:
                path = os.path.join(folder, name)
                about = os.stat(path)
                seen[path] = (about.st_mtime_ns, about.st_mode, Path(path).read_bytes())
        return seen

    before = state()
    for flags in ({"staged": True}, {"base": "main"}, {"tree": "HEAD"}, {"staged": True, "base": "main"}, {}):
        change = looks(dirty, **flags)
        change.after.read(["docs/readme.md"])
        _ = change.entries, change.branch_entries(), change.commits(), change.merge_result
    assert state() == before


def test_a_repository_is_found_through_a_link(dirty: Repository, looks: Looks, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(dirty.path)
    assert found(looks, tmp_path / "link", staged=True) == [RUNTIME]
    assert found(looks, tmp_path / "link/docs", staged=True) == [RUNTIME]


def test_objects_that_a_partial_clone_left_out_are_not_fetched(repo: Repository, looks: Looks, tmp_path: Path) -> None:
    repo.git("config", "uploadpack.allowFilter", "true")
    clone = repo.clone(tmp_path / "partial", "--filter=blob:none", "--no-checkout")
    change = looks(clone, tree="HEAD")
    with refused(
        NotChecked,
        (
            "Objects of this partial clone are missing.",
            "Fetch all objects: git fetch --refetch --no-filter, or clone anew without --filter.",
        ),
    ) as caught:
        change.after.read(["docs/readme.md"])
    assert "git fetch" in caught.value.cure
