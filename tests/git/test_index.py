"""Indexes that git reads without a word although they are damaged, and the kinds that are not."""

from __future__ import annotations

import os
import sys

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


@pytest.mark.parametrize("keep", [0, 5, 31, 200, -1, -20, -21])
def test_a_cut_index_is_not_checked(dirty: Repository, looks: Looks, keep: int) -> None:
    index = dirty.path / ".git/index"
    index.write_bytes(index.read_bytes()[:keep])
    with refused(
        NotChecked,
        (
            "The index 'index' is damaged, so nothing was checked.",
            "Rebuild it from the last commit (the work tree stays as it is): rm .git/index && git reset",
        ),
    ) as caught:
        looks(dirty, staged=True)
    assert "git reset" in caught.value.cure


def test_one_wrong_byte_is_noticed(dirty: Repository, looks: Looks) -> None:
    index = dirty.path / ".git/index"
    content = bytearray(index.read_bytes())
    content[100] ^= 1
    index.write_bytes(content)
    with refused(
        NotChecked,
        (
            "The index 'index' is damaged, so nothing was checked.",
            "Rebuild it from the last commit (the work tree stays as it is): rm .git/index && git reset",
        ),
    ):
        looks(dirty, staged=True)


def test_an_index_without_a_hash_is_read(dirty: Repository, looks: Looks) -> None:
    index = dirty.path / ".git/index"
    index.write_bytes(index.read_bytes()[:-20] + bytes(20))
    assert [one.path for one in looks(dirty, staged=True).entries] == [RUNTIME]


def test_an_index_that_changes_meanwhile_is_not_checked(dirty: Repository, looks: Looks) -> None:
    change = looks(dirty, staged=True)
    dirty.write("docs/readme.md", "meanwhile, and longer than before\n")
    dirty.stage()
    with refused(NotChecked, ("The index changed while it was read, so nothing was checked.", "Run it again.")):
        _ = change.entries


def test_a_split_index_is_whole_only_with_its_shared_part(dirty: Repository, looks: Looks) -> None:
    dirty.git("config", "core.splitIndex", "true")
    dirty.git("config", "splitIndex.maxPercentChange", "100")
    dirty.git("update-index", "--split-index")
    dirty.git("rm", "-q", "--cached", "apps/platform/lib/util.py")
    change = looks(dirty, staged=True)
    assert [one.path for one in change.entries] == ["apps/platform/lib/util.py", RUNTIME]
    (shared,) = (dirty.path / ".git").glob("sharedindex.*")
    content = bytearray(shared.read_bytes())
    content[60] ^= 1
    shared.chmod(0o644)
    shared.write_bytes(content)
    with refused(
        NotChecked,
        (
            "The index 'sharedindex.…' is damaged, so nothing was checked.",
            "Rebuild it from the last commit (the work tree stays as it is): rm .git/index && git reset",
        ),
    ):
        looks(dirty, staged=True)


def test_a_sparse_index_holds_what_it_folds_away(repo: Repository, looks: Looks) -> None:
    repo.git("sparse-checkout", "set", "--cone", "--sparse-index", "docs")
    change = looks(repo, staged=True)
    assert change.entries == ()
    assert change.after.entry(RUNTIME) is not None
    assert change.after.find("apps/**/*.py") == ["apps/platform/lib/util.py", RUNTIME]
    repo.put(RUNTIME, repo.blob("evil\n"))
    repo.git("update-index", "--skip-worktree", RUNTIME)
    assert [one.path for one in looks(repo, staged=True).entries] == [RUNTIME]


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes among files")
@pytest.mark.parametrize("name", ["index", "MERGE_HEAD"])
def test_a_pipe_in_place_of_a_file_of_git_is_not_waited_for(dirty: Repository, looks: Looks, name: str) -> None:
    path = dirty.path / ".git" / name
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    if name == "index":
        with refused(NotChecked, ("The index 'index' is no regular file, so nothing was checked.", "")):
            looks(dirty, staged=True)
    else:
        assert [one.path for one in looks(dirty, staged=True).entries] == [RUNTIME]


def test_a_missing_index_is_an_empty_one(repo: Repository, looks: Looks) -> None:
    (repo.path / ".git/index").unlink()
    change = looks(repo, staged=True)
    assert {one.after for one in change.entries} == {None}
    assert RUNTIME in [one.path for one in change.entries]
