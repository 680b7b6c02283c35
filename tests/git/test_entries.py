"""Reading a small index without git says what git says of it, or leaves it to git."""

from __future__ import annotations

import hashlib
import os
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledgergate.git.entries import Entries
from support import SUBMODULE_1, Repository

NAMES = st.binary(min_size=1, max_size=40).filter(
    lambda name: b"\0" not in name and b"/" not in name and name not in (b".", b"..") and b"git" not in name.lower()
)


def ours(repo: Repository, width: int = 40) -> dict[str, str] | None:
    return entries((repo.path / ".git/index").read_bytes(), width)


def entries(content: bytes, width: int) -> dict[str, str] | None:
    return Entries(content, width).all()


def gits(repo: Repository) -> dict[str, str]:
    """What `ls-files -s` lists, entries that are only intended to be added aside."""
    intended = set(repo.git("diff", "--name-only", "--diff-filter=A", "-z").split(b"\0"))
    found = {}
    for line in repo.git("ls-files", "-s", "-z").split(b"\0")[:-1]:
        what, _, path = line.partition(b"\t")
        mode, oid, _stage = what.decode().split(" ")
        if path not in intended:
            found[os.fsdecode(path)] = f"{mode} {oid}"
    return found


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(NAMES, min_size=1, max_size=30, unique=True), data=st.data())
def test_any_names_and_modes(tmp_path_factory: pytest.TempPathFactory, names: list[bytes], data: st.DataObject) -> None:
    repo = Repository(tmp_path_factory.mktemp("any"))
    blob = repo.blob("x")
    for name in names:
        mode = data.draw(st.sampled_from(["100644", "100755", "120000", "160000"]))
        folder = data.draw(st.sampled_from([b"", b"docs/", b"a/b c/"]))
        repo.put(folder + name, SUBMODULE_1 if mode == "160000" else blob, mode)
    assert ours(repo) == gits(repo)


@pytest.mark.parametrize("length", [4094, 4095, 4096, 5000])
def test_names_whose_length_no_longer_fits(tmp_path: Path, length: int) -> None:
    repo = Repository(tmp_path)
    repo.put(("d/" * length)[: length - 1] + "x", repo.blob("x"))
    assert ours(repo) == gits(repo)


def test_flags_that_need_version_3(tmp_path: Path) -> None:
    repo = Repository(tmp_path)
    repo.save({"docs/a.md": "a", "docs/b.md": "b", "z.md": "z"}, "base")
    repo.write("docs/new.md", "not yet")
    repo.git("add", "--intent-to-add", "docs/new.md")
    repo.git("update-index", "--skip-worktree", "docs/b.md")
    repo.git("update-index", "--assume-unchanged", "z.md")
    assert ours(repo) == gits(repo)
    assert sorted(ours(repo) or {}) == ["docs/a.md", "docs/b.md", "z.md"]


def test_object_ids_of_64_digits(tmp_path: Path) -> None:
    repo = Repository(tmp_path, objects="sha256")
    repo.save({"docs/a.md": "a", "b.md": "b"}, "base")
    assert ours(repo, 64) == gits(repo)


def test_what_is_left_to_git(tmp_path: Path) -> None:
    repo = Repository(tmp_path)
    repo.save({"docs/a.md": "a", "b.md": "b"}, "base")
    whole = (repo.path / ".git/index").read_bytes()
    repo.git("update-index", "--index-version", "4")
    assert ours(repo) is None
    repo.git("update-index", "--index-version", "2")
    assert ours(repo) == gits(repo)
    repo.git("update-index", "--split-index")
    assert ours(repo) is None
    unknown = whole[:-20] + b"lgte" + (4).to_bytes(4, "big") + b"text" + bytes(20)
    assert entries(unknown, 40) is None
    passed_over = whole[:-20] + b"LGTE" + (4).to_bytes(4, "big") + b"text" + bytes(20)
    assert entries(passed_over, 40) == {"b.md": f"100644 {repo.blob('b')}", "docs/a.md": f"100644 {repo.blob('a')}"}


def test_an_unmerged_path_is_left_to_git(tmp_path: Path) -> None:
    repo = Repository(tmp_path)
    blob = repo.blob("x")
    stages = "".join(f"100644 {blob} {stage}\tdocs/a.md\n" for stage in (1, 2, 3))
    repo.git("update-index", "--index-info", stdin=stages.encode())
    assert ours(repo) is None


@pytest.mark.parametrize("cut", [1, 8, 40, 61, 70])
def test_an_index_that_ends_inside_an_entry_is_left_to_git(tmp_path: Path, cut: int) -> None:
    repo = Repository(tmp_path)
    repo.save({"docs/a.md": "a", "b.md": "b"}, "base")
    whole = (repo.path / ".git/index").read_bytes()
    tree = whole.index(b"TREE")
    assert entries(whole[: tree - cut] + bytes(20), 40) is None


@pytest.mark.parametrize("seed", range(6))
def test_places_of_a_large_index(tmp_path: Path, seed: int) -> None:
    """So many entries that places are found by halving; names that sort before and behind a folder's are among them."""
    repo = Repository(tmp_path)
    blob = repo.blob("x")
    chance = random.Random(seed)  # noqa: S311  # no secret
    folders = ["docs", "docs-old", "docs.d", "docs0", "a/docs", "z", "specs/001-x", "ünder"]
    names = [f"{folder}/{'n' * (number % 90)}{number}.md" for folder in folders for number in range(120)]
    names += ["docs.md", "doc", "zz", "a/b", "docs~"]
    kept = [name for name in names if chance.random() < 0.8]
    repo.git("update-index", "--index-info", stdin="".join(f"100644 {blob}\t{name}\n" for name in kept).encode())
    every = gits(repo)
    read = Entries((repo.path / ".git/index").read_bytes(), 40)
    for place in ["docs", "docs.md", "specs", "a", "zz", "none", "ünder", "docs/nn2.md", *folders]:
        wanted = {path: what for path, what in every.items() if path == place or path.startswith(place + "/")}
        assert read.below([place]) == wanted
    assert read.all() == every


def test_a_mode_is_told_from_bytes_that_look_like_one(tmp_path: Path) -> None:
    repo = Repository(tmp_path)
    link = b"\0\0\xa0\0"
    number, oid = next((n, oid) for n in range(200_000) if (oid := repo_blob_id(n)).startswith("a000"))
    assert repo.blob(str(number)) == oid
    repo.put("docs/a.md", oid)  # without a file behind it the size before the object id is zero
    content = (repo.path / ".git/index").read_bytes()
    assert link in content
    assert Entries(content, 40).links() == {}
    repo.put("docs/link", oid, "120000")
    read = Entries((repo.path / ".git/index").read_bytes(), 40)
    assert read.links() == {"docs/link": f"120000 {oid}"}


def repo_blob_id(number: int) -> str:
    body = str(number).encode()
    return hashlib.sha1(b"blob %d\0" % len(body) + body, usedforsecurity=False).hexdigest()


@pytest.mark.parametrize("damage", [b"x", b"\0", b"\n", b"9"])
def test_a_cache_of_trees_that_is_not_as_described_is_left_to_git(tmp_path: Path, damage: bytes) -> None:
    repo = Repository(tmp_path)
    repo.save({"docs/a/b.md": "a", "docs/c.md": "c", "z.md": "z"}, "base")
    whole = (repo.path / ".git/index").read_bytes()
    begin = whole.index(b"TREE")
    for at in range(begin + 8, len(whole) - 20):
        read = Entries(whole[:at] + damage + whole[at + 1 :], 40)
        every, known = read.all(), read.trees()
        assert (every is None) == (known is None)
        assert known is None or all(known.values())
