"""What a history keeps in the git directory: believed only where it is sound, and never by the gate."""

from __future__ import annotations

import json
import os
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from audit import gate, verdict
from ledgergate.cli.history import Told
from looking_back import documents, past, product
from support import Repository


def kept(repository: Repository) -> Path:
    return repository.path / ".git" / "ledgergate" / "history.json"


@pytest.fixture
def known(tmp_path: Path) -> tuple[Repository, Told]:
    """A repository whose history is kept, and that history."""
    repository = product(tmp_path)
    found = past(repository, cached=True)
    assert kept(repository).stat().st_mode & 0o077 == 0 or os.name == "nt"
    return repository, found


def signed(made: Any) -> bytes:
    text = json.dumps(made).encode()
    return sha256(text).hexdigest().encode() + b"\n" + text


def contents(repository: Repository) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(kept(repository).read_bytes().partition(b"\n")[2])
    return made


@pytest.mark.parametrize("spoil", ["cut", "flipped", "empty", "no json", "deep", "a folder", "a pipe", "a link"])
def test_a_damaged_file_is_none(known: tuple[Repository, Told], spoil: str) -> None:
    repository, found = known
    file = kept(repository)
    held = file.read_bytes()
    file.unlink()
    if spoil == "a folder":
        file.mkdir()
    elif spoil == "a pipe":
        os.mkfifo(file)
    elif spoil == "a link":
        file.with_name("elsewhere").write_bytes(held.replace(b'"drifted": 0', b'"drifted": 7'))
        file.symlink_to("elsewhere")
    else:
        spoiled = {"cut": held[:-40], "flipped": held.replace(b'"drifted": 0', b'"drifted": 9'), "empty": b"",
                   "no json": signed(1)[:65] + b"{", "deep": b""}  # fmt: skip
        deep = b"[" * 100_000
        spoiled["deep"] = sha256(deep).hexdigest().encode() + b"\n" + deep
        file.write_bytes(spoiled[spoil])
    assert past(repository, cached=True) == found


WRONG = [
    -1, 1.5, True, "4", None, [], {}, {"a": {}}, 1 << 40, ["x" * 3000], {"x" * 3000: 1},
    float("nan"), "\ud800",
]  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG, ids=[str(one)[:12].encode("ascii", "replace").decode() for one in WRONG])
def test_a_record_of_another_form_is_none_and_nothing_ends_in_a_traceback(
    known: tuple[Repository, Told], wrong: Any
) -> None:
    repository, found = known
    made = contents(repository)
    for number, (name, one) in enumerate(made["states"].items()):
        made["states"][name] = wrong if number == 0 else dict.fromkeys(one, wrong)
    made["moves"] = dict.fromkeys(made["moves"], wrong)
    kept(repository).write_bytes(signed(made))
    assert past(repository, cached=True) == found


def test_what_is_not_known_to_last_is_not_kept(tmp_path: Path) -> None:
    repository = product(tmp_path)
    gone = repository.git("rev-parse", "HEAD:list.md").decode()
    (repository.path / ".git" / "objects" / gone[:2] / gone[2:]).unlink()
    last = past(repository, cached=True).rows[-1]
    assert last.notes
    repository.save(documents(), "as it was")
    repository.git("hash-object", "-w", "--stdin", stdin=b"")
    assert len(contents(repository)["states"]) == 3


def test_a_folder_of_somebody_elses_is_not_written_to(tmp_path: Path) -> None:
    repository = product(tmp_path)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (repository.path / ".git" / "ledgergate").symlink_to(elsewhere)
    past(repository, cached=True)
    assert not list(elsewhere.iterdir())


def test_a_check_neither_reads_nor_writes_it(known: tuple[Repository, Told]) -> None:
    repository, _ = known
    made = contents(repository)
    for one in made["states"].values():
        one.update(drifted=0, blocking=0, findings={})
    kept(repository).write_bytes(signed(made))
    held = kept(repository).read_bytes(), kept(repository).stat().st_mtime_ns
    found = verdict(repository, "--tree", "HEAD~1")
    assert found["verdict"]["exit_code"] == 1
    assert (kept(repository).read_bytes(), kept(repository).stat().st_mtime_ns) == held


def test_without_a_cache_nothing_is_written(tmp_path: Path) -> None:
    repository = product(tmp_path)
    before = sorted(path for path in repository.path.rglob("*"))
    assert gate(repository, "history", "--no-cache").returncode == 0
    assert sorted(path for path in repository.path.rglob("*")) == before


def test_another_policy_knows_nothing_of_what_was_kept_under_each_ones_own(known: tuple[Repository, Told]) -> None:
    repository, found = known
    now = past(repository, "now", cached=True)
    assert [row.figures for row in now.rows] == [row.figures for row in found.rows]
    assert len(contents(repository)["states"]) == 8
