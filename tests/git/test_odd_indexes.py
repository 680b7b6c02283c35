"""Indexes that no git wrote, with a hash that is right: what git refuses is not read, and nothing breaks the gate."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from ledgergate.git.entries import Entries
from support import Repository


@pytest.fixture
def repo(tmp_path: Path) -> Repository:
    made = Repository(tmp_path)
    made.files({"a.md": "a", "docs/b.md": "b", "z.md": "z"})
    made.stage()
    made.git("update-index", "--skip-worktree", "docs/b.md")
    return made


def _every_answer(content: bytes) -> dict[str, str] | None:
    made = Entries(content, 40)
    made.trees(), made.links(), made.below(["docs", "a.md"])
    return Entries(content, 40).all()


def _refused(repo: Repository, body: bytes) -> bool:
    """Whether git refuses the index with these bytes before its hash."""
    (repo.path / ".git/index").write_bytes(body + hashlib.sha1(body).digest())  # noqa: S324  # git's own
    return repo.git("ls-files", "-s", fails=True) == b""


def test_an_index_that_ends_at_any_byte_is_left_to_git(repo: Repository) -> None:
    body = (repo.path / ".git/index").read_bytes()[:-20]
    for length in range(12, len(body)):
        cut = body[:length]
        assert _every_answer(cut + hashlib.sha1(cut).digest()) is None  # noqa: S324  # git's own


def test_an_index_of_version_4_that_ends_at_any_byte_is_left_to_git(repo: Repository) -> None:
    repo.git("update-index", "--index-version", "4")
    body = (repo.path / ".git/index").read_bytes()[:-20]
    for length in range(12, len(body)):
        cut = body[:length]
        assert _every_answer(cut + hashlib.sha1(cut).digest()) is None  # noqa: S324  # git's own


@pytest.mark.parametrize("flags", [b"\x80\0", b"\x40\x01", b"\x01\0"])
def test_flags_of_a_later_format_are_left_to_git(repo: Repository, flags: bytes) -> None:
    body = (repo.path / ".git/index").read_bytes()[:-20]
    changed = body.replace(b"\x40\0docs/b.md", flags + b"docs/b.md")
    assert changed != body
    assert _refused(repo, changed)
    assert _every_answer(changed + b"\0" * 20) is None


def test_trees_over_which_git_stops_are_left_to_git(repo: Repository) -> None:
    repo.git("write-tree")
    body = (repo.path / ".git/index").read_bytes()[:-20]
    changed = body.replace(b"docs\x001 0\n", b"docs\x00-1-1\n")
    trees = body.index(b"TREE")
    changed = changed[:trees] + b"TREE" + (len(changed) - trees - 8).to_bytes(4, "big") + changed[trees + 8 :]
    assert _refused(repo, changed)
    assert _every_answer(changed + b"\0" * 20) is None
