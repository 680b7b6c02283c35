"""What an index changes, told by objects, is what git's own comparison says, however much of its trees it knows."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from asking import Heard, standing_in
from ledgergate.model import Entry
from support import Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from support import Looks

FOLDERS = ("", "docs/", "docs/a/", "docs/a/b/", "specs/001-x/", "specs/002-y/", "apps/é/")


def gits(repo: Repository) -> dict[str, tuple[Entry | None, Entry | None]]:
    """Each differing path before and after, by `diff-index`."""
    words = repo.git("diff-index", "--cached", "--raw", "-z", "--no-renames", "--full-index", "HEAD", "--").split(b"\0")
    found = {}
    for header, name in zip(words[0:-1:2], words[1::2], strict=True):
        old, new, before, after, _ = header[1:].decode().split(" ")
        path = name.decode()
        found[path] = (
            None if old == "000000" else Entry(path, old, before),
            None if new == "000000" else Entry(path, new, after),
        )
    return found


def edited(repo: Repository, chance: random.Random) -> None:
    """One random edit of the index: a file written, removed, made a folder, a folder made a file, a mode, a link."""
    listed = repo.git("ls-files", "-z").decode().split("\0")[:-1]
    path = f"{chance.choice(FOLDERS)}f{chance.randrange(4)}.md"
    mode = chance.choice(["100644", "100644", "100755", "120000"])
    match chance.randrange(5):
        case 0 | 1:
            repo.put(path, repo.blob(str(chance.randrange(9))), mode)
        case 2 if listed:
            repo.git("rm", "-q", "--cached", "--", chance.choice(listed))
        case 3 if listed:
            repo.git("update-index", "--add", "--replace", "--cacheinfo", f"100644,{repo.blob('in')},{path}/inside.md")
        case 4:
            oid, mode = (
                ("1" * len(repo.blob("")), "160000") if chance.random() < 0.3 else (repo.blob("as a file"), mode)
            )
            folder = chance.choice(FOLDERS[1:]).rstrip("/")
            repo.git("update-index", "--add", "--replace", "--cacheinfo", f"{mode},{oid},{folder}")


@pytest.mark.parametrize("seed", range(12))
def test_random_edits(tmp_path: Path, looks: Looks, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # no secret
    repo = Repository(tmp_path / "repo", objects="sha256" if seed % 4 == 3 else "sha1")
    for _ in range(20):
        repo.put(f"{chance.choice(FOLDERS)}f{chance.randrange(4)}.md", repo.blob(str(chance.randrange(9))))
    repo.commit("start")
    for _ in range(6):
        edited(repo, chance)
        if chance.random() < 0.3:
            repo.git("write-tree")  # the index knows every tree from here on
        change = looks(repo, staged=True)
        assert {one.path: (one.before, one.after) for one in change.entries} == gits(repo)
        assert change.git.calls == 1
        if chance.random() < 0.2:
            repo.commit("more")


def test_a_file_and_a_folder_that_change_places(tmp_path: Path, looks: Looks) -> None:
    repo = Repository(tmp_path / "repo")
    repo.save({"docs/a.md": "a", "notes": "n"}, "start")
    repo.git("rm", "-rq", "docs", "notes")
    repo.files({"docs": "now a file", "notes/b.md": "now a folder"})
    repo.stage()
    change = looks(repo, staged=True)
    assert {one.path: (one.before, one.after) for one in change.entries} == gits(repo)
    assert [one.path for one in change.entries] == ["docs", "docs/a.md", "notes", "notes/b.md"]


def test_an_index_that_knows_no_trees_is_compared_by_git(tmp_path: Path, looks: Looks) -> None:
    repo = Repository(tmp_path / "repo")
    repo.save({"docs/a.md": "a"}, "start")
    repo.git("read-tree", "--empty")
    repo.put("docs/b.md", repo.blob("b"))
    change = looks(repo, staged=True)
    assert {one.path: (one.before, one.after) for one in change.entries} == gits(repo)


@pytest.mark.parametrize("written", [True, False])
def test_only_folders_that_differ_are_read(tmp_path: Path, looks: Looks, written: bool) -> None:
    """At a commit git has written the index's tree; by hand, after `git add`, the index knows all but the root's."""
    repo = Repository(tmp_path / "repo")
    repo.save(
        {f"apps/part{number}/{number % 7}/file.md": str(number) for number in range(60)} | {"docs/a.md": "a"}, "start"
    )
    repo.write("docs/a.md", "b")
    repo.stage("docs/a.md")
    if written:
        repo.git("write-tree")
    heard = Heard(tmp_path / "log")
    change = looks(repo, staged=True, env=standing_in(repo.path.parent, heard.program))
    heard.told()
    assert [one.path for one in change.entries] == ["docs/a.md"]
    assert 0 < len([one for one in heard.told() if len(one) == 1]) <= 6


def test_an_index_that_knows_a_tree_nobody_wrote(tmp_path: Path, looks: Looks) -> None:
    repo = Repository(tmp_path / "repo")
    repo.save({"docs/a.md": "a", "apps/x.php": "x"}, "start")
    repo.write("docs/a.md", "b")
    repo.stage("docs/a.md")
    tree = repo.git("write-tree").decode()
    (repo.path / ".git/objects" / tree[:2] / tree[2:]).unlink()
    assert [one.path for one in looks(repo, staged=True).entries] == ["docs/a.md"]
