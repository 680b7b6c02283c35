"""Two names that differ in capitals alone: a checkout on Windows or macOS loses one of the files."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from judging import POLICY, both
from ledgergate.gate import judge
from ledgergate.model import Finding
from ledgergate.moments import Asked
from ledgergate.request import Request
from support import Repository

MORE = """
[ledger.decisions]
sources = [{ path = "adr/*.md", items = "files" }]
key = { from = "file", pattern = '^(?P<key>\\d+)-' }
"""
FILES = {"ledgergate.toml": POLICY + MORE, **both(), "adr/001-cache.md": "# 001 Cache\n", "notes/ideas.md": "Ideas\n"}
OTHER = "# Something\n\nelse\n"


@pytest.fixture
def team(tmp_path: Path) -> Repository:
    repository = Repository(tmp_path / "team")
    repository.save(FILES)
    return repository


def _found(team: Repository, **moment: str) -> list[Finding]:
    base = moment.get("base", "")
    asked = Asked(staged=not base, base=base, cwd=str(team.path), environment=team.environment())
    return [one for one in judge(Request(asked)).findings if one.code == "LG206" and "capitals" in one.message]


def _add(team: Repository, path: str, text: str = OTHER) -> None:
    team.put(path, team.blob(text))  # into the index alone: the disk may not tell the two names apart


@pytest.mark.parametrize(
    ("path", "other"),
    [
        ("List.md", "list.md"),
        ("REPORT.MD", "report.md"),
        ("ADR/001-cache.md", "adr/001-cache.md"),
        ("adr/001-Cache.md", "adr/001-cache.md"),
        ("Ledgergate.toml", "ledgergate.toml"),
    ],
)
def test_a_governed_name_that_is_taken_once_more_is_refused(team: Repository, path: str, other: str) -> None:
    _add(team, path)
    (one,) = _found(team)
    assert (one.place.path, one.key, one.introduced, one.level) == (path, path, True, "block")
    assert {path, other} <= set(one.message.split())
    assert f"git rm --cached -- '{path}'" in one.cure[0]


def test_a_governed_document_that_comes_beside_its_twin_is_refused(tmp_path: Path) -> None:
    team = Repository(tmp_path / "team")
    team.save({**FILES, "adr/002-queue.MD": OTHER})
    _add(team, "adr/002-queue.md", "# 002 Queue\n")
    (one,) = _found(team)
    assert one.place.path == "adr/002-queue.md"


def test_the_command_can_be_pasted_whatever_the_name_holds(tmp_path: Path) -> None:
    team = Repository(tmp_path / "team")
    team.save({**FILES, "adr/002-what's new.md": OTHER})
    _add(team, "adr/002-What's new.md")
    (one,) = _found(team)
    command = shlex.split(one.cure[0].partition("take it out: ")[2])
    assert command == ["git", "rm", "--cached", "--", "adr/002-What's new.md"]
    team.git(*command[1:])
    assert not _found(team)


def test_two_that_come_together_are_told_once(team: Repository) -> None:
    _add(team, "adr/002-queue.md", "# 002 Queue\n")
    _add(team, "adr/002-Queue.md", "# 002 Queue\n")
    assert [one.place.path for one in _found(team)] == ["adr/002-Queue.md"]


def test_an_accent_that_is_typed_in_another_way_is_the_same_name(tmp_path: Path) -> None:
    team = Repository(tmp_path / "team")
    team.save({**FILES, "adr/003-caf\u00e9.md": "# 003 Café\n"})
    _add(team, "adr/003-Cafe\u0301.md")
    assert len(_found(team)) == 1


def test_a_name_that_is_only_written_otherwise_now_is_one_file(team: Repository) -> None:
    team.git("rm", "-q", "--cached", "adr/001-cache.md")
    _add(team, "adr/001-Cache.md", "# 001 Cache\n")
    assert _found(team) == []


def test_names_that_the_policy_does_not_govern_are_not_its_concern(team: Repository) -> None:
    _add(team, "notes/Ideas.md")
    _add(team, "src/README.md")
    _add(team, "src/readme.md")
    assert _found(team) == []


def test_the_same_name_in_another_folder_is_another_file(team: Repository) -> None:
    for path in (
        "docs/List.md",
        "adr/old/001-Cache.md",
        "Lists.md",
        "adr/001-cash\u00e9.md",
        "adr/9-\u00df.md",
        "adr/9-ss.md",
    ):
        _add(team, path)
    assert _found(team) == []


def test_a_pair_that_stood_before_is_not_the_changes_fault(team: Repository) -> None:
    _add(team, "List.md")
    team.git("commit", "-q", "-m", "a pair")
    _add(team, "notes/more.md")
    assert _found(team) == []
    _add(team, "List.md", "# Something\n\nedited\n")
    assert _found(team) == []


def test_a_branch_that_adds_one_is_refused_as_a_whole(team: Repository) -> None:
    team.branch("topic")
    team.checkout("topic")
    _add(team, "List.md")
    team.git("commit", "-q", "-m", "another list")
    assert [one.place.path for one in _found(team, base="main")] == ["List.md"]
